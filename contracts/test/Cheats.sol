// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What these tests use of forge's cheat codes.
interface Cheats {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function warp(uint256 time) external;
    function record() external;
    function accesses(address account) external returns (bytes32[] memory reads, bytes32[] memory writes);
    function chainId(uint256 id) external;
    function getChainId() external view returns (uint256);
    function prank(address sender) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function deal(address account, uint256 balance) external;
    function expectRevert() external;
    function expectPartialRevert(bytes4 selector) external;
    function expectRevert(bytes calldata data) external;
    function expectEmit(address emitter) external;
    function assume(bool condition) external pure;
    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function load(address account, bytes32 slot) external view returns (bytes32);
    function store(address account, bytes32 slot, bytes32 value) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
    function readFile(string calldata path) external view returns (string memory);
    function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory);
    function parseJsonBool(string calldata json, string calldata key) external pure returns (bool);
    function keyExistsJson(string calldata json, string calldata key) external view returns (bool);
    function toString(uint256 value) external pure returns (string memory);
    function snapshotGasLastCall(string calldata group, string calldata name) external returns (uint256);
}

/// @notice Checks that say what differs.
abstract contract Checks {
    Cheats internal constant vm = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));

    error Differs(string what, bytes32 got, bytes32 want);
    error NotSo(string what);

    function eq(uint256 got, uint256 want, string memory what) internal pure {
        if (got != want) revert Differs(what, bytes32(got), bytes32(want));
    }

    function eq(bytes32 got, bytes32 want, string memory what) internal pure {
        if (got != want) revert Differs(what, got, want);
    }

    function eq(address got, address want, string memory what) internal pure {
        eq(uint160(got), uint160(want), what);
    }

    function eq(bytes memory got, bytes memory want, string memory what) internal pure {
        if (keccak256(got) != keccak256(want)) revert Differs(what, keccak256(got), keccak256(want));
    }

    function yes(bool condition, string memory what) internal pure {
        if (!condition) revert NotSo(what);
    }

    /// @notice Folds any number into lowest..highest.
    function within(uint256 value, uint256 lowest, uint256 highest) internal pure returns (uint256) {
        return highest - lowest == type(uint256).max ? value : lowest + (value % (highest - lowest + 1));
    }
}
