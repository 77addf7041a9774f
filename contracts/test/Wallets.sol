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

    receive() external payable {
        if (done) return;
        done = true;
        seenExpiry = uint40(registry.wordOf(node) >> 56);
        (accepted,) = msg.sender.call(again);
    }
}
