// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LengthPricing} from "../src/LengthPricing.sol";
import {Fixture} from "./Fixture.sol";

/// @notice The price list.
contract LengthPricingTest is Fixture {
    function test_pricePerSecond() public view {
        eq(pricing.pricePerSecond("a"), 5000, "1");
        eq(pricing.pricePerSecond("ab"), 500, "2");
        eq(pricing.pricePerSecond("abc"), PRICE, "3");
        eq(pricing.pricePerSecond("abcdefgh"), PRICE, "8");
        eq(pricing.pricePerSecond(""), 5000, "empty: as the shortest; the registry refuses it");
    }

    function test_setPrices() public {
        uint256[] memory one = new uint256[](1);
        one[0] = 7;
        vm.expectEmit(address(pricing));
        emit LengthPricing.PricesChanged(one);
        pricing.setPrices(one);
        eq(pricing.pricePerSecond("a"), 7, "1");
        eq(pricing.pricePerSecond("abcdefgh"), 7, "8");
        eq(pricing.prices().length, 1, "prices");
    }

    function test_setPrices_revertsIfInvalid() public {
        vm.expectRevert(abi.encodeWithSelector(LengthPricing.InvalidPrices.selector));
        pricing.setPrices(new uint256[](0));
        testFuzz_setPrices_revertsIfInvalid(2, 1);
    }

    // I09: a price is never 0.
    function testFuzz_setPrices_revertsIfInvalid(uint256 count, uint256 zero) public {
        uint256[] memory prices = new uint256[](within(count, 1, 64));
        for (uint256 i = 0; i < prices.length; ++i) {
            prices[i] = i + 1;
        }
        prices[zero % prices.length] = 0;
        vm.expectRevert(abi.encodeWithSelector(LengthPricing.InvalidPrices.selector));
        pricing.setPrices(prices);
        vm.expectRevert(abi.encodeWithSelector(LengthPricing.InvalidPrices.selector));
        new LengthPricing(address(this), prices);
    }

    function test_setPrices_revertsIfNotOwner() public {
        testFuzz_setPrices_revertsIfNotOwner(BOB);
    }

    function testFuzz_setPrices_revertsIfNotOwner(address account) public {
        vm.assume(account != address(this));
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", account));
        pricing.setPrices(new uint256[](1));
    }
}
