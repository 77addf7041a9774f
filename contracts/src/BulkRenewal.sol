// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Where a name can be renewed: a registrar controller, or the registry itself
interface IRenewer {
    function renew(string calldata label, uint64 duration) external payable;
}

/// @title Many renewals in one transaction, all or none
/// @notice Never deployed for keeps: a transaction creates it, its constructor renews and gives the surplus
/// back, and nothing of it is called again. So nobody has to deploy, trust or replace it.
contract BulkRenewal {
    /// @param seller Who renews it.
    /// @param label The name's label.
    /// @param price What is paid to `seller`, wei; what is too much comes back.
    struct Renewal {
        IRenewer seller;
        string label;
        uint256 price;
    }

    /// @notice The creator could not take back its surplus.
    error SurplusRefused(address creator, uint256 amount);

    /// @param renewals What is renewed.
    /// @param duration Seconds added to each expiry.
    constructor(Renewal[] memory renewals, uint64 duration) payable {
        for (uint256 i = 0; i < renewals.length; ++i) {
            renewals[i].seller.renew{value: renewals[i].price}(renewals[i].label, duration);
        }
        uint256 surplus = address(this).balance;
        if (surplus == 0) return;
        (bool ok,) = msg.sender.call{value: surplus}("");
        if (!ok) revert SurplusRefused(msg.sender, surplus);
    }
}
