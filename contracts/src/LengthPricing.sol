// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPricing} from "./IPricing.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";

/// @title A price for each length of label, set by the owner
contract LengthPricing is IPricing, Ownable2Step {
    /// @notice Entry i is the price for labels of i + 1 bytes; the last is for all longer ones too.
    uint256[] private _prices;

    /// @notice The owner set new prices, wei a second.
    event PricesChanged(uint256[] prices);

    /// @notice There must be a price, and none may be 0.
    error InvalidPrices();

    /// @param owner Who may change the prices.
    /// @param prices_ Wei a second for labels of 1, 2, ... bytes; the last is for all longer ones too.
    constructor(address owner, uint256[] memory prices_) Ownable(owner) {
        _setPrices(prices_);
    }

    /// @notice Replaces all prices.
    function setPrices(uint256[] calldata prices_) external onlyOwner {
        _setPrices(prices_);
    }

    /// @inheritdoc IPricing
    function pricePerSecond(string calldata label) external view returns (uint256) {
        uint256 length = bytes(label).length;
        uint256 last = _prices.length - 1;
        if (length == 0) return _prices[0];
        return _prices[length - 1 < last ? length - 1 : last];
    }

    /// @notice The prices in force, as given to `setPrices`.
    function prices() external view returns (uint256[] memory) {
        return _prices;
    }

    function _setPrices(uint256[] memory prices_) private {
        if (prices_.length == 0) revert InvalidPrices();
        for (uint256 i = 0; i < prices_.length; ++i) {
            if (prices_[i] == 0) revert InvalidPrices();
        }
        _prices = prices_;
        emit PricesChanged(prices_);
    }
}
