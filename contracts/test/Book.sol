// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {RegistrarController} from "../src/RegistrarController.sol";
import {Cheats, Checks} from "./Cheats.sol";
import {Collector, Miser, SigningWallet} from "./Wallets.sol";

/// @notice What everything must be by the rules, kept without asking the contracts; and the accounts and
/// names that the actors share.
abstract contract Book is Checks {
    struct Name {
        string label;
        address owner;
        address approved;
        address manager;
        uint64 expiry;
        uint32 serial;
        bytes image;
    }

    uint256 internal constant CEILING = 1000;
    uint64 internal constant GRACE = 30 days;
    uint256 internal constant ACCOUNTS = 7;
    uint256 internal constant KEYS = 4;

    NameRegistry internal immutable registry;
    RegistrarController internal immutable controller;
    address internal immutable admin;
    /// @dev Four keys, a wallet that signs by EIP-1271, a contract that refuses money and tokens, and one
    /// that takes tokens.
    address[] public accounts;
    bytes32[] internal nodes;
    mapping(bytes32 node => Name) internal names;
    mapping(address owner => mapping(address operator => bool)) internal operatorIs;

    /// @dev `_changes` and the words as the events tell them.
    uint256 public foldedChanges;
    mapping(bytes32 node => uint256) public wordByEvents;
    bytes public originImage;
    uint32 public originSerial;

    constructor(NameRegistry registry_, RegistrarController controller_, address admin_) {
        (registry, controller, admin) = (registry_, controller_, admin_);
        foldedChanges = registry_.changes() >> 40; // the reserved label's
        for (uint256 key = 1; key <= KEYS; ++key) {
            accounts.push(vm.addr(key));
        }
        accounts.push(address(new SigningWallet(vm.addr(KEYS + 1))));
        accounts.push(address(new Miser()));
        accounts.push(address(new Collector()));
        string[4] memory labels = ["alice", "bob", "ab", "x"];
        for (uint256 i = 0; i < labels.length; ++i) {
            bytes32 node = keccak256(abi.encodePacked(registry_.originNode(), keccak256(bytes(labels[i]))));
            nodes.push(node);
            names[node].label = labels[i];
        }
    }

    function allNodes() external view returns (bytes32[] memory) {
        return nodes;
    }

    function nameOf(bytes32 node) external view returns (Name memory) {
        return names[node];
    }

    /// @dev The word that a node must have.
    function wordIs(bytes32 node) public view returns (uint256) {
        Name storage n = names[node];
        return word(n.image, n.expiry, n.serial);
    }

    function originWordIs() external view returns (uint256) {
        return word(originImage, 0, originSerial);
    }

    function word(bytes memory image, uint64 expiry, uint32 serial) private pure returns (uint256) {
        uint256 digest = image.length == 0 ? 0 : uint160(uint256(keccak256(image)));
        return (digest << 96) | (uint256(expiry) << 56) | (uint256(serial) << 24);
    }

    function balanceIs(address account) external view returns (uint256 count) {
        for (uint256 i = 0; i < nodes.length; ++i) {
            if (names[nodes[i]].owner == account) ++count;
        }
    }

    function isOperator(address owner, address account) external view returns (bool) {
        return operatorIs[owner][account];
    }

    function isHeld(bytes32 node) public view returns (bool) {
        return names[node].expiry != 0 && block.timestamp < uint256(names[node].expiry) + GRACE;
    }

    function isLive(bytes32 node) internal view returns (bool) {
        return block.timestamp < names[node].expiry;
    }

    function mayMove(bytes32 node, address account) internal view returns (bool) {
        Name storage n = names[node];
        return account == n.owner || account == n.approved || operatorIs[n.owner][account];
    }

    function maySetZone(bytes32 node, address account) internal view returns (bool) {
        return mayMove(node, account) || account == names[node].manager;
    }

    function some(uint256 which) internal view returns (bytes32) {
        return nodes[which % nodes.length];
    }

    function someone(uint256 who) internal view returns (address) {
        return accounts[who % ACCOUNTS];
    }

    function zone(uint256 size) internal pure returns (bytes memory image) {
        image = new bytes(size % 3 == 0 ? 0 : within(size >> 8, 2, size % 7 == 0 ? 600 : 90));
        if (image.length != 0) image[0] = 0x01;
        if (image.length > 9) image[9] = bytes1(uint8(size >> 8));
    }

    /// @dev A call to the registry or the controller as an account. Sees to it that words change by the
    /// rules of words: serials grow, expiries never fall, and events tell every change.
    function act(address account, address to, uint256 value, bytes memory call) internal returns (bool ok) {
        uint256[] memory before = new uint256[](nodes.length);
        for (uint256 i = 0; i < nodes.length; ++i) {
            before[i] = registry.wordOf(nodes[i]);
        }
        vm.recordLogs();
        vm.prank(account);
        (ok,) = to.call{value: value}(call);
        if (ok) fold(); // forge records what a reverted call would have emitted, too
        for (uint256 i = 0; i < nodes.length; ++i) {
            uint256 now_ = registry.wordOf(nodes[i]);
            if (now_ == before[i]) continue;
            yes(ok, "a failed call changed a word");
            yes(uint40(now_ >> 56) >= uint40(before[i] >> 56), "I07: expiry never decreases");
            bool sameZone = now_ >> 96 == before[i] >> 96 && uint32(now_ >> 24) == uint32(before[i] >> 24);
            yes(
                sameZone || uint32(now_ >> 24) == uint32(before[i] >> 24) + 1,
                "I13: a zone changes with its serial"
            );
            if (bytes4(call) == registry.renew.selector || bytes4(call) == registry.extend.selector) {
                yes(sameZone, "I13: the serial does not move on renewal");
            }
        }
    }

    function fold() private {
        Cheats.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != INameRegistry.WordChanged.selector) continue;
            uint256 told = abi.decode(logs[i].data, (uint256));
            wordByEvents[logs[i].topics[1]] = told;
            foldedChanges = uint256(keccak256(abi.encode(foldedChanges, logs[i].topics[1], told))) >> 40;
        }
    }
}
