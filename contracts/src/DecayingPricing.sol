// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPricing} from "./IPricing.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";

/// @title Prices by length of label, and a premium that decays after a name lapsed
/// @notice When a lapsed name becomes free, its registration costs a premium beside the price. The premium
/// halves each day and is gone after PREMIUM_DAYS, so that nobody gains by being first by a second.
contract DecayingPricing is IPricing, Ownable2Step {
    /// @notice Seconds after its expiry at which a name becomes free, as NameRegistry.GRACE_PERIOD.
    uint256 public constant GRACE_PERIOD = 30 days;
    /// @notice Days after which there is no premium.
    uint256 public constant PREMIUM_DAYS = 21;

    /// @notice The premium at the end of grace, in prices of a year of the same label; 0: no premium.
    uint32 public immutable premiumYears;

    /// @notice Entry i is the price for labels of i + 1 bytes; the last is for all longer ones too.
    uint256[] private _prices;

    /// @notice The owner set new prices, in wei a second.
    event PricesChanged(uint256[] prices);

    /// @notice There must be a price, and each must be 1 to 2^128 - 1.
    error InvalidPrices();

    /// @param owner May change the prices; not the premium.
    /// @param prices_ Wei a second for labels of 1, 2, ... bytes; the last is for all longer ones too.
    /// @param premiumYears_ The premium at the end of grace, in prices of a year.
    constructor(address owner, uint256[] memory prices_, uint32 premiumYears_) Ownable(owner) {
        premiumYears = premiumYears_;
        _setPrices(prices_);
    }

    /// @notice Replaces all prices.
    function setPrices(uint256[] calldata prices_) external onlyOwner {
        _setPrices(prices_);
    }

    /// @inheritdoc IPricing
    function priceOf(string calldata label, bytes32, uint64 duration, uint256 formerExpiry, bool renewal)
        external
        view
        returns (uint256)
    {
        uint256 price = _perSecond(label) * duration;
        if (renewal || formerExpiry == 0) return price;
        return price + premiumAt(label, formerExpiry, block.timestamp);
    }

    /// @notice The prices in force, as given to `setPrices`.
    function prices() external view returns (uint256[] memory) {
        return _prices;
    }

    /// @notice The premium of a registration at a time, wei.
    /// @param formerExpiry The expiry of the registration that lapsed, unix seconds.
    /// @param time Unix seconds. Before the end of grace the premium is what it is at its end.
    function premiumAt(string calldata label, uint256 formerExpiry, uint256 time)
        public
        view
        returns (uint256)
    {
        uint256 freeSince = formerExpiry + GRACE_PERIOD;
        uint256 elapsed = time > freeSince ? time - freeSince : 0;
        if (elapsed >= PREMIUM_DAYS * 1 days) return 0;
        uint256 atDayStart = (_perSecond(label) * 365 days * premiumYears) >> (elapsed / 1 days);
        uint256 atDayEnd = atDayStart / 2;
        return atDayStart - (atDayStart - atDayEnd) * (elapsed % 1 days) / 1 days;
    }

    function _perSecond(string calldata label) private view returns (uint256) {
        uint256 length = bytes(label).length;
        uint256 last = _prices.length - 1;
        if (length == 0) return _prices[0];
        return _prices[length - 1 < last ? length - 1 : last];
    }

    function _setPrices(uint256[] memory prices_) private {
        if (prices_.length == 0) revert InvalidPrices();
        for (uint256 i = 0; i < prices_.length; ++i) {
            if (prices_[i] == 0 || prices_[i] > type(uint128).max) revert InvalidPrices();
        }
        _prices = prices_;
        emit PricesChanged(prices_);
    }
}
