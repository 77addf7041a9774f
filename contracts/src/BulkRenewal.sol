// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "./INameRegistry.sol";
import {IRegistrarController} from "./IRegistrarController.sol";

/// @title Many renewals in one transaction, all or none
/// @notice Not meant to stay: a transaction creates it, its constructor renews and gives the surplus
/// back, and nothing of it is called again. So nobody has to deploy, trust or replace it.
contract BulkRenewal {
    /// @param seller The controller that renews the name, or its registry.
    /// @param atCeiling Whether `seller` is the registry, which renews at its ceiling price.
    /// @param label The name's label.
    /// @param price The most that `seller` may take, wei. It gets as much and returns the surplus.
    struct Renewal {
        address seller;
        bool atCeiling;
        string label;
        uint256 price;
    }

    /// @notice The creator could not take back its surplus.
    error SurplusRefused(address creator, uint256 amount);

    /// @param renewals The names, with seller and price.
    /// @param duration Seconds added to each expiry.
    constructor(Renewal[] memory renewals, uint64 duration) payable {
        for (uint256 i = 0; i < renewals.length; ++i) {
            Renewal memory r = renewals[i];
            if (r.atCeiling) INameRegistry(r.seller).renew{value: r.price}(r.label, duration);
            else IRegistrarController(r.seller).renew{value: r.price}(r.label, duration, r.price);
        }
        uint256 surplus = address(this).balance;
        if (surplus == 0) return;
        (bool ok,) = msg.sender.call{value: surplus}("");
        if (!ok) revert SurplusRefused(msg.sender, surplus);
    }
}
