// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DecayingPricing} from "../src/DecayingPricing.sol";
import {IRegistrarController} from "../src/IRegistrarController.sol";
import {Fixture} from "./Fixture.sol";

/// @notice The price list: lengths, and the premium after a lapse.
contract DecayingPricingTest is Fixture {
    uint32 private constant YEARS = 100;
    uint256 private constant START_PREMIUM = PRICE * 365 days * YEARS;

    function priced(uint32 premiumYears) private returns (DecayingPricing) {
        uint256[] memory prices = new uint256[](1);
        prices[0] = PRICE;
        return new DecayingPricing(address(this), prices, premiumYears);
    }

    function test_priceOf() public view {
        eq(pricing.priceOf("a", 0, 2, 0, false), 10_000, "1");
        eq(pricing.priceOf("ab", 0, 2, 0, true), 1000, "2");
        eq(pricing.priceOf("abc", 0, 2, 0, false), 2 * PRICE, "3");
        eq(pricing.priceOf("abcdefgh", 0, 2, START, true), 2 * PRICE, "8");
        eq(pricing.priceOf("", 0, 2, 0, false), 10_000, "empty: as the shortest; the registry refuses it");
    }

    function test_premiumAt_halvesEachDayAndEnds() public {
        DecayingPricing p = priced(YEARS);
        eq(p.premiumYears(), YEARS, "years");
        uint256 free = uint256(expiry) + GRACE;
        eq(p.premiumAt("alice", expiry, expiry), START_PREMIUM, "in grace");
        for (uint256 day = 0; day < 21; ++day) {
            eq(p.premiumAt("alice", expiry, free + day * 1 days), START_PREMIUM >> day, "a day's start");
        }
        eq(p.premiumAt("alice", expiry, free + 12 hours), START_PREMIUM * 3 / 4, "half a day");
        yes(p.premiumAt("alice", expiry, free + 21 days - 1) > 0, "the last second");
        eq(p.premiumAt("alice", expiry, free + 21 days), 0, "day 21");
        eq(p.premiumAt("alice", expiry, free + 100 * 365 days), 0, "a century");
    }

    function testFuzz_I08_premiumNeverRises(uint40 former, uint40 first, uint40 later, uint32 premiumYears)
        public
    {
        DecayingPricing p = priced(premiumYears);
        uint256 since = uint256(former) + GRACE;
        uint256 before = since + within(first, 0, 22 days);
        uint256 then = before + within(later, 0, 22 days);
        yes(p.premiumAt("alice", former, then) <= p.premiumAt("alice", former, before), "falls");
        eq(p.premiumAt("alice", former, since + 21 days), 0, "and ends");
    }

    // A buyer that takes a lapsed name in its first free block pays the premium. A holder that renews in
    // grace, and the buyer of a name that never was registered, do not.
    function test_premiumIsForLapsedNamesOnly() public {
        controller.setPricing(priced(YEARS));
        eq(controller.rentPrice("fresh", YEAR), PRICE * YEAR, "never registered");
        eq(controller.renewalPrice("alice", YEAR), PRICE * YEAR, "a renewal");
        vm.warp(uint256(expiry) + GRACE - 1 - 60);
        eq(controller.renewalPrice("alice", YEAR), PRICE * YEAR, "a renewal in grace");
        IRegistrarController.Registration memory r = registration("alice", BOB);
        r.maxPrice = PRICE * YEAR;
        bytes32 cheap = controller.makeCommitment(r);
        controller.commit(cheap);
        vm.warp(uint256(expiry) + GRACE);
        uint256 price = PRICE * YEAR + START_PREMIUM;
        vm.deal(address(this), price);
        vm.expectRevert(
            abi.encodeWithSelector(IRegistrarController.PriceAboveMaximum.selector, price, r.maxPrice)
        );
        controller.register{value: price}(r);
        vm.warp(uint256(expiry) + GRACE + 21 days);
        eq(controller.rentPrice("alice", YEAR), PRICE * YEAR, "after 21 days");
    }

    // The largest prices and premium there are: nothing wraps.
    function testFuzz_R05_priceNeverWraps(uint64 duration, uint256 perSecond, uint32 premiumYears) public {
        uint256[] memory prices = new uint256[](1);
        prices[0] = within(perSecond, 1, type(uint128).max);
        DecayingPricing p = new DecayingPricing(address(this), prices, premiumYears);
        uint256 want = prices[0] * duration + prices[0] * 365 days * premiumYears;
        vm.warp(GRACE + 1);
        eq(p.priceOf("alice", 0, duration, 1, false), want, "price");
    }

    function test_setPrices() public {
        uint256[] memory one = new uint256[](1);
        one[0] = 7;
        vm.expectEmit(address(pricing));
        emit DecayingPricing.PricesChanged(one);
        pricing.setPrices(one);
        eq(pricing.priceOf("a", 0, 1, 0, false), 7, "1");
        eq(pricing.priceOf("abcdefgh", 0, 1, 0, false), 7, "8");
        eq(pricing.prices().length, 1, "prices");
    }

    function test_setPrices_revertsIfInvalid() public {
        vm.expectRevert(abi.encodeWithSelector(DecayingPricing.InvalidPrices.selector));
        pricing.setPrices(new uint256[](0));
        testFuzz_setPrices_revertsIfInvalid(2, 1, 0);
        testFuzz_setPrices_revertsIfInvalid(2, 1, 1);
    }

    // I09: a price is never 0, and none is so large that a sum of it wraps.
    function testFuzz_setPrices_revertsIfInvalid(uint256 count, uint256 which, uint256 large) public {
        uint256[] memory prices = new uint256[](within(count, 1, 64));
        for (uint256 i = 0; i < prices.length; ++i) {
            prices[i] = i + 1;
        }
        prices[which % prices.length] = large % 2 == 0 ? 0 : within(large, 1 << 128, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(DecayingPricing.InvalidPrices.selector));
        pricing.setPrices(prices);
        vm.expectRevert(abi.encodeWithSelector(DecayingPricing.InvalidPrices.selector));
        new DecayingPricing(address(this), prices, 0);
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
