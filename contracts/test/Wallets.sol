// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {NameRegistry} from "../src/NameRegistry.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A contract account that signs by EIP-1271 with one key.
contract SigningWallet {
    address private immutable key;

    constructor(address key_) {
        key = key_;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer,,) = ECDSA.tryRecoverCalldata(hash, signature);
        return signer == key ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @notice A contract account that answers EIP-1271 in every wrong way.
contract OddWallet {
    uint256 private immutable way;

    constructor(uint256 way_) {
        way = way_;
    }

    fallback() external {
        if (way == 0) revert("no");
        bytes memory answer = new bytes(way == 1 ? 0 : way == 2 ? 4 : way == 3 ? 32 : 100_000);
        if (way == 2) (answer[0], answer[1], answer[2], answer[3]) = (0x16, 0x26, 0xba, 0x7e);
        if (way == 3) answer[31] = 0x7e;
        if (way == 5) {
            // The right answer with something behind it in the same word.
            (answer[0], answer[1], answer[2], answer[3], answer[4]) = (0x16, 0x26, 0xba, 0x7e, 0x01);
        }
        assembly {
            return(add(answer, 32), mload(answer))
        }
    }
}

/// @notice Takes tokens, and looks at the registry, and acts on it, while it is given one.
contract Collector {
    address public ownerSeen;
    address public managerSeen;
    bool public acted;

    function onERC721Received(address, address, uint256 id, bytes calldata again) external returns (bytes4) {
        NameRegistry registry = NameRegistry(msg.sender);
        ownerSeen = registry.ownerOf(id);
        managerSeen = registry.managerOf(bytes32(id));
        if (again.length != 0) (acted,) = msg.sender.call(again);
        return this.onERC721Received.selector;
    }
}

/// @notice Pays, and needs more than 2,300 gas to take the surplus.
contract BusyPayer {
    uint256 public received;

    function pay(address to, bytes calldata data) external payable {
        (bool ok, bytes memory reason) = to.call{value: msg.value}(data);
        if (!ok) revert(string(reason));
    }

    receive() external payable {
        received += msg.value;
    }
}

/// @notice Refuses all money.
contract Miser {
    function pay(address to, bytes calldata data) external payable returns (bytes memory reason) {
        (, reason) = to.call{value: msg.value}(data);
    }
}

/// @notice Calls back while it is given its surplus, and keeps what came of it.
contract Reentrant {
    bytes public again;
    bytes32 public node;
    NameRegistry public registry;
    bool public done;
    bool public accepted;
    uint256 public seenExpiry;

    constructor(NameRegistry registry_, bytes32 node_) {
        (registry, node) = (registry_, node_);
    }

    function pay(address to, bytes calldata data, bytes calldata again_) external payable {
        again = again_;
        (bool ok,) = to.call{value: msg.value}(data);
        require(ok);
    }

    /// @dev For another payment.
    function rearm(bytes calldata again_) external {
        (again, done, accepted) = (again_, false, false);
    }

    receive() external payable {
        if (done) return;
        done = true;
        seenExpiry = uint40(registry.wordOf(node) >> 56);
        (accepted,) = msg.sender.call(again);
    }
}
