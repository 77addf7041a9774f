// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Book} from "./Book.sol";

/// @notice Everybody tries everything with every name: zones, managers, approvals, transfers, signatures.
/// What succeeds is what the book says may succeed.
abstract contract Holders is Book {
    struct Signed {
        bytes32 node;
        bytes image;
        uint32 serial;
        uint256 deadline;
        address signer;
        /// For this chain and registry.
        bool here;
        bool used;
        bytes signature;
    }

    Signed[] private signatures;
    uint256 public signaturesUsed;

    function setZone(uint256 which, uint256 who, uint256 size, bool guarded) external {
        bytes32 node = some(which);
        address account = someone(who);
        bytes memory image = zone(size);
        // Every third guarded write names a serial that is not in force.
        uint32 expected = names[node].serial + (guarded && size % 3 == 1 ? 1 : 0);
        bool may = isLive(node) && maySetZone(node, account) && expected == names[node].serial;
        bytes memory call = guarded
            ? abi.encodeWithSignature("setZone(bytes32,bytes,uint32)", node, image, expected)
            : abi.encodeWithSignature("setZone(bytes32,bytes)", node, image);
        yes(
            act(account, address(registry), 0, call) == may,
            "I12: owner, approved, operator or manager, before expiry"
        );
        if (may) written(node, image);
    }

    function written(bytes32 node, bytes memory image) private {
        names[node].image = image;
        ++names[node].serial;
    }

    function setManager(uint256 which, uint256 who, uint256 whom) external {
        bytes32 node = some(which);
        address account = someone(who);
        address manager = whom % 8 == 7 ? address(0) : someone(whom);
        bool may = isLive(node) && mayMove(node, account);
        bytes memory call = abi.encodeCall(registry.setManager, (node, manager));
        yes(
            act(account, address(registry), 0, call) == may,
            "I12: owner, approved or operator names a manager, before expiry"
        );
        if (may) names[node].manager = manager;
    }

    function approve(uint256 which, uint256 who, uint256 whom) external {
        bytes32 node = some(which);
        address account = someone(who);
        address to = whom % 8 == 7 ? address(0) : someone(whom);
        address owner = names[node].owner;
        bool may = isLive(node) && (account == owner || operatorIs[owner][account]);
        bytes memory call = abi.encodeCall(registry.approve, (to, uint256(node)));
        yes(act(account, address(registry), 0, call) == may, "I01: owner or operator approves, before expiry");
        if (may) names[node].approved = to;
    }

    function setOperator(uint256 who, uint256 whom, bool approved) external {
        (address owner, address operator) = (someone(who), someone(whom));
        bytes memory call = abi.encodeCall(registry.setApprovalForAll, (operator, approved));
        yes(act(owner, address(registry), 0, call), "an account chooses its operators at any time");
        operatorIs[owner][operator] = approved;
    }

    function transfer(uint256 which, uint256 who, uint256 whom, bool safe) external {
        bytes32 node = some(which);
        address account = someone(who);
        address from = names[node].owner;
        address to = someone(whom);
        bool may = isLive(node) && mayMove(node, account);
        // Wallet and miser are contracts that know nothing of tokens.
        if (safe && (to == accounts[4] || to == accounts[5])) may = false;
        bytes memory call = safe
            ? abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", from, to, uint256(node))
            : abi.encodeCall(registry.transferFrom, (from, to, uint256(node)));
        yes(
            act(account, address(registry), 0, call) == may,
            "I01, I05: owner, approved or operator moves a name, before expiry"
        );
        if (!may) return;
        Name storage n = names[node];
        (n.owner, n.approved, n.manager) = (to, address(0), address(0));
    }

    /// @dev Keeps a signature for later: right ones, ones for another chain or registry, for another
    /// serial, soon past their deadline.
    function sign(uint256 which, uint256 who, uint256 size, uint256 way) external {
        if (signatures.length == 24) {
            signatures[which % 24] = signatures[23];
            signatures.pop();
        }
        Signed storage s = signatures.push();
        s.node = some(which);
        s.image = zone(size);
        s.serial = names[s.node].serial + uint32(way % 5 == 4 ? 1 : 0);
        s.deadline = way % 3 == 2 ? block.timestamp + way % 1 days : type(uint256).max;
        s.here = way % 11 < 9;
        uint256 key = 1 + who % (KEYS + 1);
        s.signer = accounts[key - 1];
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("NameRegistry"),
                keccak256("1"),
                way % 11 == 9 ? block.chainid + 1 : block.chainid,
                way % 11 == 10 ? address(controller) : address(registry)
            )
        );
        bytes32 hash = keccak256(
            abi.encode(
                keccak256("SetZone(bytes32 node,bytes image,uint32 serial,uint256 deadline)"),
                s.node,
                keccak256(s.image),
                s.serial,
                s.deadline
            )
        );
        (uint8 v, bytes32 r, bytes32 x) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, hash)));
        s.signature = abi.encodePacked(r, x, v);
    }

    /// @dev Somebody brings a kept signature, also one that was used.
    function bring(uint256 which, uint256 who) external {
        if (signatures.length == 0) return;
        Signed storage s = signatures[which % signatures.length];
        bool may = s.here && block.timestamp <= s.deadline && isLive(s.node)
            && s.serial == names[s.node].serial && signs(s.node, s.signer);
        yes(!(may && s.used), "V11: a signature works once");
        bytes memory call = abi.encodeCall(registry.setZoneBySig, (s.node, s.image, s.deadline, s.signature));
        yes(
            act(someone(who), address(registry), 0, call) == may,
            "V11: a signature of who may, once, in time, here"
        );
        if (!may) return;
        s.used = true;
        ++signaturesUsed;
        written(s.node, s.image);
    }

    /// @dev A contract signs as owner or manager, not as approved or as an operator.
    function signs(bytes32 node, address signer) private view returns (bool) {
        Name storage n = names[node];
        if (signer != accounts[4]) return maySetZone(node, signer);
        return signer == n.owner || signer == n.manager;
    }
}
