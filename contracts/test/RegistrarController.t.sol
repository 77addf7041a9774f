// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {IPricing} from "../src/IPricing.sol";
import {IRegistrarController} from "../src/IRegistrarController.sol";
import {RegistrarController} from "../src/RegistrarController.sol";
import {Fixture} from "./Fixture.sol";
import {BusyPayer, Miser, Reentrant} from "./Wallets.sol";

/// @notice Commit, reveal, prices and fees.
contract RegistrarControllerTest is Fixture {
    function committed(IRegistrarController.Registration memory r) private returns (bytes32 commitment) {
        commitment = controller.makeCommitment(r);
        controller.commit(commitment);
        vm.warp(block.timestamp + 60);
    }

    function test_register() public {
        IRegistrarController.Registration memory r = registration("example", CAROL);
        r.image = image(44, 1);
        r.maxPrice = PRICE * YEAR;
        bytes32 commitment = committed(r);
        vm.prank(BOB);
        bytes32 n = controller.register{value: PRICE * YEAR + 9}(r);
        eq(registry.ownerOf(uint256(n)), CAROL, "the committed owner, whoever pays");
        eq(zoneOf(n), r.image, "zone");
        eq(expiryOf(n), block.timestamp + YEAR, "expiry");
        eq(BOB.balance, 100 ether - PRICE * YEAR, "surplus came back");
        eq(address(controller).balance, PRICE * YEAR, "fee");
        eq(controller.committedAt(commitment), 0, "used");
    }

    receive() external payable {}

    function test_register_revertsIfTaken() public {
        testFuzz_register_revertsIfTaken(0);
    }

    function testFuzz_register_revertsIfTaken(uint256 later) public {
        vm.warp(START + within(later, 0, uint256(YEAR) + GRACE - 61));
        IRegistrarController.Registration memory r = registration("alice", BOB);
        committed(r);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameTaken.selector, node));
        controller.register{value: PRICE * YEAR}(r);
    }

    // Reserved labels are the registry's own doing: no controller can sell them, this one or another.
    function test_register_revertsIfReserved() public {
        testFuzz_register_revertsIfReserved(BOB, 0);
        yes(!controller.available("ns1"), "not available");
    }

    function testFuzz_register_revertsIfReserved(address owner, uint64 duration) public {
        IRegistrarController.Registration memory r = registration("ns1", owner);
        r.duration = uint64(within(duration, 28 days, 50 * YEAR));
        committed(r);
        vm.deal(address(this), 100 ether);
        bytes memory taken = abi.encodeWithSelector(INameRegistry.NameTaken.selector, registry.nodeOf("ns1"));
        vm.expectRevert(taken);
        controller.register{value: 10 ether}(r);
        vm.expectRevert(taken);
        registry.register("ns1", owner, expiry, "");
    }

    function test_register_revertsIfDurationTooShort() public {
        testFuzz_register_revertsIfDurationTooShort(28 days - 1);
    }

    function testFuzz_register_revertsIfDurationTooShort(uint64 duration) public {
        duration = uint64(within(duration, 0, 28 days - 1));
        IRegistrarController.Registration memory r = registration("example", BOB);
        r.duration = duration;
        committed(r);
        vm.expectRevert(
            abi.encodeWithSelector(IRegistrarController.DurationTooShort.selector, duration, uint64(28 days))
        );
        controller.register{value: 1 ether}(r);
    }

    function test_register_revertsIfDurationTooLong() public {
        testFuzz_register_revertsIfDurationTooLong(0);
        testFuzz_register_revertsIfDurationTooLong(type(uint64).max);
    }

    function testFuzz_register_revertsIfDurationTooLong(uint64 duration) public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        r.duration = uint64(within(duration, uint256(100 * YEAR) + 1, type(uint64).max));
        committed(r);
        vm.deal(address(this), type(uint128).max);
        // Beyond 2^64 seconds the sum itself is refused.
        bool panics = block.timestamp + r.duration > type(uint64).max;
        if (panics) vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        else vm.expectPartialRevert(INameRegistry.ExpiryTooFar.selector);
        controller.register{value: type(uint128).max}(r);
    }

    function test_register_revertsIfPriceAboveMaximum() public {
        testFuzz_register_revertsIfPriceAboveMaximum(type(uint256).max, 0);
    }

    function testFuzz_register_revertsIfPriceAboveMaximum(uint256 maximum, uint256 raise) public {
        uint256 price = PRICE * YEAR;
        raise = within(raise, 0, 10);
        uint256[] memory prices = new uint256[](1);
        prices[0] = PRICE + raise;
        IRegistrarController.Registration memory r = registration("example", BOB);
        r.maxPrice = within(maximum, 0, price - 1);
        committed(r);
        pricing.setPrices(prices);
        price = prices[0] * YEAR;
        vm.expectRevert(
            abi.encodeWithSelector(IRegistrarController.PriceAboveMaximum.selector, price, r.maxPrice)
        );
        controller.register{value: price}(r);
    }

    function test_register_revertsIfPaymentTooSmall() public {
        testFuzz_register_revertsIfPaymentTooSmall(type(uint256).max);
    }

    function testFuzz_register_revertsIfPaymentTooSmall(uint256 paid) public {
        uint256 price = PRICE * YEAR;
        paid = within(paid, 0, price - 1);
        IRegistrarController.Registration memory r = registration("example", BOB);
        committed(r);
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.PaymentTooSmall.selector, paid, price));
        controller.register{value: paid}(r);
    }

    function test_register_revertsIfLabelInvalid() public {
        testFuzz_register_revertsIfLabelInvalid("E");
        yes(!controller.available("Example"), "not available");
    }

    function testFuzz_register_revertsIfLabelInvalid(bytes1 c) public {
        vm.assume((c < "a" || c > "z") && (c < "0" || c > "9") && c != "-");
        string memory label = string(abi.encodePacked("na", c, "me"));
        IRegistrarController.Registration memory r = registration(label, BOB);
        committed(r);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidLabel.selector, label));
        controller.register{value: 1 ether}(r);
        yes(!controller.available(label), "not available");
    }

    function test_register_revertsIfControllerRemoved() public {
        testFuzz_register_revertsIfControllerRemoved(YEAR);
    }

    function testFuzz_register_revertsIfControllerRemoved(uint64 duration) public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        r.duration = uint64(within(duration, 28 days, 50 * YEAR));
        committed(r);
        registry.removeController(address(controller));
        bytes memory refused =
            abi.encodeWithSelector(INameRegistry.NotController.selector, address(controller));
        vm.deal(address(this), 100 ether);
        vm.expectRevert(refused);
        controller.register{value: 10 ether}(r);
        vm.expectRevert(refused);
        controller.renew{value: 10 ether}("alice", YEAR, type(uint256).max);
    }

    function test_R09_registerRefundsContractsThatNeedGas() public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        committed(r);
        BusyPayer payer = new BusyPayer();
        payer.pay{value: PRICE * YEAR + 5}(address(controller), abi.encodeCall(controller.register, (r)));
        eq(payer.received(), 5, "surplus");
    }

    function test_register_revertsIfRefundFails() public {
        testFuzz_register_revertsIfRefundFails(5);
    }

    function testFuzz_register_revertsIfRefundFails(uint256 surplus) public {
        surplus = within(surplus, 1, 1 ether);
        IRegistrarController.Registration memory r = registration("example", BOB);
        committed(r);
        Miser miser = new Miser();
        bytes memory call = abi.encodeCall(controller.register, (r));
        bytes memory reason = miser.pay{value: PRICE * YEAR + surplus}(address(controller), call);
        eq(
            reason,
            abi.encodeWithSelector(IRegistrarController.RefundFailed.selector, address(miser), surplus),
            "reason"
        );
        yes(registry.isFree(registry.nodeOf("example")), "nothing was sold");
        miser.pay{value: PRICE * YEAR}(address(controller), call);
        eq(registry.ownerOf(uint256(registry.nodeOf("example"))), BOB, "the exact price");
    }

    function test_register_revertsIfReentered() public {
        testFuzz_register_revertsIfReentered(0);
        testFuzz_register_revertsIfReentered(1);
        testFuzz_register_revertsIfReentered(2);
    }

    function testFuzz_register_revertsIfReentered(uint256 way) public {
        string memory label = string.concat("example", vm.toString(way % 3));
        IRegistrarController.Registration memory r = registration(label, BOB);
        committed(r);
        Reentrant payer = new Reentrant(registry, registry.nodeOf(label));
        bytes memory again = way % 3 == 0
            ? abi.encodeCall(controller.withdraw, ())
            : way % 3 == 1
                ? abi.encodeCall(controller.register, (r))
                : abi.encodeCall(controller.renew, (label, 0, type(uint256).max));
        payer.pay{value: PRICE * YEAR + 5}(
            address(controller), abi.encodeCall(controller.register, (r)), again
        );
        eq(payer.seenExpiry(), block.timestamp + YEAR, "registered before the refund");
        yes(payer.done() && !payer.accepted(), "no second entry");
    }

    function test_R05_silentFailuresAreNone() public {
        // ConsenSys 2019 3.14: a registration or renewal that does nothing must not take money.
        uint256 before = address(controller).balance;
        vm.expectRevert();
        controller.renew{value: PRICE * YEAR}("nobody", YEAR, type(uint256).max);
        IRegistrarController.Registration memory r = registration("alice", BOB);
        committed(r);
        vm.expectRevert();
        controller.register{value: PRICE * YEAR}(r);
        eq(address(controller).balance, before, "no money was taken");
    }

    function test_renew() public {
        testFuzz_renew(YEAR, 3);
    }

    function testFuzz_renew(uint64 duration, uint256 surplus) public {
        duration = uint64(within(duration, 1, 50 * YEAR));
        surplus = within(surplus, 0, 1 ether);
        vm.prank(BOB);
        controller.renew{value: PRICE * duration + surplus}("alice", duration, type(uint256).max);
        eq(expiryOf(node), uint256(expiry) + duration, "expiry");
        eq(BOB.balance, 100 ether - PRICE * duration, "surplus came back");
    }

    function test_renew_worksInGrace() public {
        vm.warp(uint256(expiry) + GRACE - 1);
        controller.renew{value: PRICE * YEAR}("alice", YEAR, type(uint256).max);
    }

    function test_renew_revertsIfFree() public {
        testFuzz_renew_revertsIfFree(0);
    }

    function testFuzz_renew_revertsIfFree(uint256 later) public {
        vm.warp(uint256(expiry) + GRACE + within(later, 0, 10 * YEAR));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node));
        controller.renew{value: PRICE * YEAR}("alice", YEAR, type(uint256).max);
    }

    function test_renew_revertsIfDurationZero() public {
        testFuzz_renew_revertsIfDurationZero(0);
    }

    function testFuzz_renew_revertsIfDurationZero(uint96 paid) public {
        vm.deal(address(this), paid);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ExpiryNotLater.selector, expiry, expiry));
        controller.renew{value: paid}("alice", 0, type(uint256).max);
    }

    function test_renew_revertsIfDurationTooLong() public {
        testFuzz_renew_revertsIfDurationTooLong(0);
        testFuzz_renew_revertsIfDurationTooLong(type(uint64).max);
    }

    function testFuzz_renew_revertsIfDurationTooLong(uint64 duration) public {
        duration = uint64(within(duration, uint256(99 * YEAR) + 1, type(uint64).max));
        vm.deal(address(this), type(uint128).max);
        bool panics = uint256(expiry) + duration > type(uint64).max;
        if (panics) vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        else vm.expectPartialRevert(INameRegistry.ExpiryTooFar.selector);
        controller.renew{value: type(uint128).max}("alice", duration, type(uint256).max);
    }

    function test_renew_revertsIfPaymentTooSmall() public {
        testFuzz_renew_revertsIfPaymentTooSmall(1, type(uint256).max);
    }

    function testFuzz_renew_revertsIfPaymentTooSmall(uint64 duration, uint256 paid) public {
        duration = uint64(within(duration, 1, 50 * YEAR));
        paid = within(paid, 0, PRICE * duration - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IRegistrarController.PaymentTooSmall.selector, paid, PRICE * duration)
        );
        controller.renew{value: paid}("alice", duration, type(uint256).max);
    }

    function test_renew_revertsIfRefundFails() public {
        testFuzz_renew_revertsIfRefundFails(1);
    }

    function testFuzz_renew_revertsIfRefundFails(uint256 surplus) public {
        surplus = within(surplus, 1, 1 ether);
        Miser miser = new Miser();
        bytes memory reason = miser.pay{value: PRICE + surplus}(
            address(controller), abi.encodeCall(controller.renew, ("alice", 1, type(uint256).max))
        );
        eq(
            reason,
            abi.encodeWithSelector(IRegistrarController.RefundFailed.selector, address(miser), surplus),
            "reason"
        );
        eq(expiryOf(node), expiry, "unchanged");
    }

    function test_renew_revertsIfReentered() public {
        testFuzz_renew_revertsIfReentered(1);
    }

    function testFuzz_renew_revertsIfReentered(uint64 duration) public {
        duration = uint64(within(duration, 1, YEAR));
        uint256 before = expiryOf(node);
        Reentrant payer = new Reentrant(registry, node);
        bytes memory call = abi.encodeCall(controller.renew, ("alice", duration, type(uint256).max));
        payer.pay{value: PRICE * duration + 5}(
            address(controller), call, abi.encodeCall(controller.withdraw, ())
        );
        eq(payer.seenExpiry(), before + duration, "renewed before the refund");
        yes(payer.done() && !payer.accepted(), "no second entry");
    }

    function testFuzz_R02_renewNeverMovesExpiryBack(uint64 duration) public {
        vm.deal(address(this), type(uint128).max);
        try controller.renew{value: PRICE * uint256(duration)}("alice", duration, type(uint256).max) {
            eq(expiryOf(node), uint256(expiry) + duration, "expiry");
        } catch {
            eq(expiryOf(node), expiry, "unchanged");
        }
    }

    function test_renew_revertsIfPriceAboveMaximum() public {
        testFuzz_renew_revertsIfPriceAboveMaximum(YEAR, type(uint256).max);
    }

    function testFuzz_renew_revertsIfPriceAboveMaximum(uint64 duration, uint256 maximum) public {
        duration = uint64(within(duration, 1, 50 * YEAR));
        uint256 price = PRICE * duration;
        maximum = within(maximum, 0, price - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IRegistrarController.PriceAboveMaximum.selector, price, maximum)
        );
        controller.renew{value: price}("alice", duration, maximum);
        controller.renew{value: price}("alice", duration, price);
    }

    // ConsenSys 2019 3.2: the price wrapped around for a long enough duration.
    function testFuzz_R05_pricesNeverWrapAndRenewalsNeverPassTheCeiling(uint64 duration, uint8 length)
        public
        view
    {
        bytes memory label = new bytes(within(length, 1, 63));
        for (uint256 i = 0; i < label.length; ++i) {
            label[i] = "a";
        }
        uint256 perSecond = label.length == 1 ? 5000 : label.length == 2 ? 500 : PRICE;
        eq(controller.rentPrice(string(label), duration), perSecond * duration, "a registration");
        uint256 price = controller.renewalPrice(string(label), duration);
        eq(price, (perSecond < CEILING ? perSecond : CEILING) * duration, "a renewal");
        yes(duration == 0 || price > 0, "never free");
    }

    function test_renewalPrice_neverPassesTheCeiling() public view {
        eq(controller.renewalPrice("a", YEAR), CEILING * YEAR, "5,000 a second was asked");
        eq(controller.rentPrice("a", YEAR), 5000 * YEAR, "the ceiling is for renewals");
    }

    // What a price list is told.
    function priceOf(string calldata label, bytes32 n, uint64 duration, uint256 former, bool renewal)
        external
        pure
        returns (uint256)
    {
        return uint256(keccak256(abi.encode(label, n, duration, former, renewal)));
    }

    function testFuzz_pricing_seesTheWholeSale(uint64 duration) public {
        controller.setPricing(IPricing(address(this)));
        uint256 sale = this.priceOf("alice", node, duration, expiry, false);
        eq(controller.rentPrice("alice", duration), sale, "a lapsed or taken name");
        bytes32 free = registry.nodeOf("free");
        eq(
            controller.rentPrice("free", duration),
            this.priceOf("free", free, duration, 0, false),
            "a new one"
        );
        sale = this.priceOf("alice", node, duration, expiry, true);
        uint256 ceiling = CEILING * duration;
        eq(controller.renewalPrice("alice", duration), sale < ceiling ? sale : ceiling, "a renewal");
    }

    function test_available() public {
        yes(!controller.available("alice"), "taken");
        yes(controller.available("example"), "free");
        vm.warp(uint256(expiry) + GRACE - 1);
        yes(!controller.available("alice"), "in grace");
        vm.warp(uint256(expiry) + GRACE);
        yes(controller.available("alice"), "after grace");
    }

    function test_withdraw() public {
        controller.renew{value: PRICE}("alice", 1, type(uint256).max);
        vm.prank(BOB);
        controller.withdraw();
        eq(TREASURY.balance, PRICE, "treasury");
        eq(address(controller).balance, 0, "controller");
    }

    function test_withdraw_revertsIfTreasuryRefuses() public {
        testFuzz_withdraw_revertsIfTreasuryRefuses(1);
    }

    function testFuzz_withdraw_revertsIfTreasuryRefuses(uint64 duration) public {
        duration = uint64(within(duration, 1, YEAR));
        controller.renew{value: PRICE * duration}("alice", duration, type(uint256).max);
        address miser = address(new Miser());
        registry.setTreasury(miser);
        vm.expectRevert(
            abi.encodeWithSelector(IRegistrarController.WithdrawalFailed.selector, miser, PRICE * duration)
        );
        controller.withdraw();
        controller.renew{value: PRICE}("alice", 1, type(uint256).max);
    }

    function test_withdraw_revertsIfReentered() public {
        testFuzz_withdraw_revertsIfReentered(1);
    }

    function testFuzz_withdraw_revertsIfReentered(uint64 duration) public {
        duration = uint64(within(duration, 1, YEAR));
        controller.renew{value: PRICE * duration}("alice", duration, type(uint256).max);
        Reentrant treasury = new Reentrant(registry, node);
        bytes memory again = abi.encodeCall(controller.withdraw, ());
        treasury.pay(address(registry), abi.encodeCall(registry.wordOf, (node)), again);
        registry.setTreasury(address(treasury));
        controller.withdraw();
        yes(treasury.done() && !treasury.accepted(), "no second entry");
        eq(address(treasury).balance, PRICE * duration, "once");
    }

    // C4-2022-07 M-13: free names by a call that the controller made for a stranger. The only addresses it
    // calls are the registry, the price list, the treasury and who called it; the last two without data.
    function test_I11_R12_controllerMakesNoCallForStrangers() public {
        IRegistrarController.Registration memory r = registration("example", address(registry));
        r.image = abi.encodePacked(hex"01", abi.encodeCall(registry.register, ("free", BOB, expiry, "")));
        committed(r);
        controller.register{value: PRICE * YEAR + 1}(r);
        yes(registry.isFree(registry.nodeOf("free")), "not registered");
        registry.setTreasury(address(registry));
        vm.expectPartialRevert(IRegistrarController.WithdrawalFailed.selector);
        controller.withdraw();
    }

    function test_setPricing() public {
        vm.expectEmit(address(controller));
        emit IRegistrarController.PricingChanged(address(this));
        controller.setPricing(IPricing(address(this)));
        eq(address(controller.pricing()), address(this), "pricing");
    }

    function test_setPricing_revertsIfNotOwner() public {
        testFuzz_setPricing_revertsIfNotOwner(BOB);
    }

    function testFuzz_setPricing_revertsIfNotOwner(address account) public {
        vm.assume(account != address(this));
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", account));
        controller.setPricing(pricing);
    }

    function test_constructor_revertsIfAgesInvalid() public {
        testFuzz_constructor_revertsIfAgesInvalid(0, 60);
        testFuzz_constructor_revertsIfAgesInvalid(60, 60);
        testFuzz_constructor_revertsIfAgesInvalid(61, 60);
    }

    function testFuzz_constructor_revertsIfAgesInvalid(uint64 least, uint64 most) public {
        if (least != 0 && least < most) (least, most) = (most, least);
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.InvalidAges.selector, least, most));
        new RegistrarController(address(this), registry, pricing, least, most);
    }
}
