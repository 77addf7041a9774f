// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "./INameRegistry.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";

/// @notice Which labels can be registered, and the ERC-137 hashes of names made of them.
library Label {
    /// @notice Whether a label can be registered: 1 to 63 bytes of a-z, 0-9 and hyphen, no hyphen
    /// first or last, hyphens at places 3 and 4 only after "xn" (RFC 5890 2.3.1, lower case only).
    function isValid(bytes memory label) internal pure returns (bool) {
        uint256 length = label.length;
        if (length == 0 || length > 63 || label[0] == "-" || label[length - 1] == "-") return false;
        for (uint256 i = 0; i < length; ++i) {
            bytes1 c = label[i];
            if ((c < "a" || c > "z") && (c < "0" || c > "9") && c != "-") return false;
        }
        if (length < 4 || label[2] != "-" || label[3] != "-") return true;
        return label[0] == "x" && label[1] == "n";
    }

    /// @notice The node of a label below a parent. Reverts with INameRegistry.InvalidLabel.
    function nodeOf(bytes32 parent, string memory label) internal pure returns (bytes32) {
        if (!isValid(bytes(label))) revert INameRegistry.InvalidLabel(label);
        return keccak256(abi.encode(parent, keccak256(bytes(label))));
    }

    /// @notice The node of a whole name such as "chain" or "names.example", without a final dot.
    /// Every label must be valid; the root is not a name here.
    function namehash(string memory name) internal pure returns (bytes32 node) {
        bytes memory text = bytes(name);
        uint256 end = text.length;
        while (true) {
            uint256 start = end;
            while (start > 0 && text[start - 1] != ".") --start;
            node = nodeOf(node, string(Bytes.slice(text, start, end)));
            if (start == 0) return node;
            end = start - 1;
        }
    }
}
