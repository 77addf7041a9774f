// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Prices of registrations and renewals
interface IPricing {
    /// @param label One valid label.
    /// @param node Its node below the registry's origin.
    /// @param duration Seconds that are sold.
    /// @param formerExpiry The expiry in the name's word, unix seconds: of the registration that lapsed, or
    /// of the one that is renewed. 0: it was never registered.
    /// @param renewal Whether the name is renewed rather than registered.
    /// @return The price, wei.
    function priceOf(string calldata label, bytes32 node, uint64 duration, uint256 formerExpiry, bool renewal)
        external
        view
        returns (uint256);
}
