// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What a second of a name costs
interface IPricing {
    /// @param label One valid label.
    /// @return Wei a second.
    function pricePerSecond(string calldata label) external view returns (uint256);
}
