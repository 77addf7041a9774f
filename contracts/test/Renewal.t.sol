// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {IPricing} from "../src/IPricing.sol";
import {Fixture} from "./Fixture.sol";
import {BusyPayer, Miser, Reentrant} from "./Wallets.sol";

/// @notice Renewal at the ceiling price, which nobody can stop, and the registry's fees.
contract RenewalTest is Fixture {
    function test_renew() public {
        testFuzz_renew(YEAR, 5, 0);
    }

    function testFuzz_renew(uint64 duration, uint256 surplus, uint256 later) public {
        duration = uint64(within(duration, 1, 50 * 365 days));
        surplus = within(surplus, 0, 1 ether);
        vm.warp(START + within(later, 0, uint256(YEAR) + GRACE - 1));
        uint256 price = CEILING * duration;
        vm.prank(BOB);
        registry.renew{value: price + surplus}("alice", duration);
        eq(expiryOf(node), uint256(expiry) + duration, "expiry");
        eq(address(registry).balance, price, "fee");
        eq(BOB.balance, 100 ether - price, "surplus came back");
        eq(serialOf(node), 1, "serial stays");
    }

    // ens-contracts #191: two contracts that disagreed about a renewal. Here there is one word.
    function test_R08_renewalsShowEverywhereAtOnce() public {
        controller.renew{value: PRICE * 10}("alice", 10, type(uint256).max);
        registry.renew{value: CEILING * 10}("alice", 10);
        eq(expiryOf(node), uint256(expiry) + 20, "the word");
        vm.warp(uint256(expiry) + 19);
        vm.prank(alice);
        registry.setZone(node, "");
        vm.warp(uint256(expiry) + 19 + GRACE);
        eq(registry.ownerOf(uint256(node)), alice, "owner");
        yes(!controller.available("alice"), "controller");
    }

    // Whatever the registry's owner and controllers do.
    function test_I17_nothingStopsRenewalAtTheCeiling() public {
        registry.removeController(address(controller));
        registry.removeController(address(this));
        registry.setTreasury(address(new Miser()));
        registry.setRenderer(address(1));
        controller.setPricing(IPricing(address(1)));
        vm.prank(BOB);
        registry.renew{value: CEILING * YEAR}("alice", YEAR);
        eq(expiryOf(node), uint256(expiry) + YEAR, "expiry");
    }

    function test_renew_revertsIfPaymentTooSmall() public {
        testFuzz_renew_revertsIfPaymentTooSmall(YEAR, type(uint256).max);
    }

    function testFuzz_renew_revertsIfPaymentTooSmall(uint64 duration, uint256 paid) public {
        duration = uint64(within(duration, 1, registry.MAX_DURATION()));
        uint256 price = CEILING * duration;
        paid = within(paid, 0, price - 1);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.PaymentTooSmall.selector, paid, price));
        registry.renew{value: paid}("alice", duration);
    }

    function test_renew_revertsIfFree() public {
        testFuzz_renew_revertsIfFree(0);
        bytes32 nobody = registry.nodeOf("nobody");
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, nobody));
        registry.renew{value: CEILING}("nobody", 1);
    }

    function testFuzz_renew_revertsIfFree(uint256 later) public {
        vm.warp(uint256(expiry) + GRACE + within(later, 0, 10 * YEAR));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node));
        registry.renew{value: CEILING}("alice", 1);
    }

    // GHSA-rrxv-q8m4-wch3: a huge duration wrapped around and moved the expiry back.
    function testFuzz_R02_renewNeverMovesExpiryBack(uint64 duration) public {
        vm.deal(address(this), type(uint128).max);
        try registry.renew{value: uint256(duration) * CEILING}("alice", duration) {
            eq(expiryOf(node), uint256(expiry) + duration, "expiry");
        } catch {
            eq(expiryOf(node), expiry, "unchanged");
        }
    }

    function test_renew_revertsIfDurationInvalid() public {
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidDuration.selector, 0));
        registry.renew("alice", 0);
        testFuzz_renew_revertsIfDurationInvalid(0);
        testFuzz_renew_revertsIfDurationInvalid(type(uint64).max - uint64(GRACE));
    }

    function testFuzz_renew_revertsIfDurationInvalid(uint64 duration) public {
        duration = uint64(within(duration, uint256(registry.MAX_DURATION()) + 1, type(uint64).max));
        vm.deal(address(this), type(uint128).max);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidDuration.selector, duration));
        registry.renew{value: CEILING * duration}("alice", duration);
    }

    function test_renew_revertsIfExpiryTooFar() public {
        testFuzz_renew_revertsIfExpiryTooFar(type(uint64).max);
    }

    function testFuzz_renew_revertsIfExpiryTooFar(uint64 duration) public {
        uint256 longest = registry.MAX_DURATION();
        duration = uint64(within(duration, longest - YEAR + 1, longest));
        vm.deal(address(this), 100 ether);
        vm.expectRevert(
            abi.encodeWithSelector(
                INameRegistry.ExpiryTooFar.selector, uint256(expiry) + duration, START + longest
            )
        );
        registry.renew{value: CEILING * duration}("alice", duration);
    }

    function test_R09_renewRefundsContractsThatNeedGas() public {
        BusyPayer payer = new BusyPayer();
        bytes memory call = abi.encodeCall(registry.renew, ("alice", 10));
        payer.pay{value: CEILING * 10 + 7}(address(registry), call);
        eq(payer.received(), 7, "surplus");
    }

    function test_renew_revertsIfRefundFails() public {
        testFuzz_renew_revertsIfRefundFails(7);
    }

    function testFuzz_renew_revertsIfRefundFails(uint256 surplus) public {
        surplus = within(surplus, 1, 1 ether);
        Miser miser = new Miser();
        bytes memory call = abi.encodeCall(registry.renew, ("alice", 10));
        bytes memory reason = miser.pay{value: CEILING * 10 + surplus}(address(registry), call);
        eq(
            reason,
            abi.encodeWithSelector(INameRegistry.RefundFailed.selector, address(miser), surplus),
            "reason"
        );
        eq(expiryOf(node), expiry, "unchanged");
        eq(miser.pay{value: CEILING * 10}(address(registry), call), "", "the exact price");
    }

    function test_renew_revertsIfReentered() public {
        bytes[2] memory again =
            [abi.encodeCall(registry.renew, ("alice", 10)), abi.encodeCall(registry.withdraw, ())];
        for (uint64 i = 0; i < again.length; ++i) {
            testFuzz_renew_revertsIfReentered(10, again[i]);
        }
    }

    /// @dev Of all calls, those that move money are refused during a refund.
    function testFuzz_renew_revertsIfReentered(uint64 duration, bytes memory again) public {
        duration = uint64(within(duration, 1, YEAR));
        bytes4 selector = bytes4(again);
        uint256 before = expiryOf(node);
        Reentrant payer = new Reentrant(registry, node);
        bytes memory call = abi.encodeCall(registry.renew, ("alice", duration));
        payer.pay{value: CEILING * duration + 7}(address(registry), call, again);
        eq(payer.seenExpiry(), before + duration, "expiry was set before the refund");
        if (selector == registry.renew.selector || selector == registry.withdraw.selector) {
            yes(!payer.accepted(), "no second entry");
        }
        eq(expiryOf(node), before + duration, "once");
    }

    function test_withdraw() public {
        registry.renew{value: CEILING * 10}("alice", 10);
        vm.prank(BOB);
        vm.expectEmit(address(registry));
        emit INameRegistry.FeesWithdrawn(TREASURY, CEILING * 10);
        registry.withdraw();
        eq(TREASURY.balance, CEILING * 10, "treasury");
        eq(address(registry).balance, 0, "registry");
    }

    function test_withdraw_revertsIfTreasuryRefuses() public {
        testFuzz_withdraw_revertsIfTreasuryRefuses(1);
    }

    function testFuzz_withdraw_revertsIfTreasuryRefuses(uint64 duration) public {
        duration = uint64(within(duration, 1, YEAR));
        registry.renew{value: CEILING * duration}("alice", duration);
        address miser = address(new Miser());
        registry.setTreasury(miser);
        vm.expectRevert(
            abi.encodeWithSelector(INameRegistry.WithdrawalFailed.selector, miser, CEILING * duration)
        );
        registry.withdraw();
        // Nothing else is blocked by it.
        registry.renew{value: CEILING}("alice", 1);
    }

    function test_withdraw_revertsIfReentered() public {
        testFuzz_withdraw_revertsIfReentered(1);
    }

    function testFuzz_withdraw_revertsIfReentered(uint64 duration) public {
        duration = uint64(within(duration, 1, YEAR));
        registry.renew{value: CEILING * duration}("alice", duration);
        Reentrant treasury = new Reentrant(registry, node);
        treasury.pay(
            address(registry), abi.encodeCall(registry.wordOf, (node)), abi.encodeCall(registry.withdraw, ())
        );
        registry.setTreasury(address(treasury));
        registry.withdraw();
        yes(treasury.done() && !treasury.accepted(), "no second entry");
        eq(address(treasury).balance, CEILING * duration, "once");
    }
}
