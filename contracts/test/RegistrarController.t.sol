// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {IPricing} from "../src/IPricing.sol";
import {IRegistrarController} from "../src/IRegistrarController.sol";
import {LengthPricing} from "../src/LengthPricing.sol";
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

    function test_makeCommitment_isAsDocumented() public view {
        IRegistrarController.Registration memory r = registration("example", CAROL);
        bytes32 want = keccak256(
            abi.encode(
                block.chainid,
                address(controller),
                keccak256("example"),
                CAROL,
                uint256(YEAR),
                keccak256(""),
                type(uint256).max,
                bytes32("secret")
            )
        );
        eq(controller.makeCommitment(r), want, "commitment");
    }

    // ConsenSys 2019 3.3, and commitments in general: every field is bound.
    function test_R05_commitmentBindsEveryField() public {
        testFuzz_R05_commitmentBindsEveryField(1);
    }

    function testFuzz_R05_commitmentBindsEveryField(uint64 more) public {
        more = uint64(within(more, 1, YEAR));
        IRegistrarController.Registration memory r = registration("example", CAROL);
        bytes32 commitment = committed(r);
        IRegistrarController.Registration[6] memory others;
        for (uint256 i = 0; i < others.length; ++i) {
            others[i] = registration("example", CAROL);
        }
        others[0].label = "exampl";
        others[1].owner = BOB;
        others[2].duration += more;
        others[3].image = image(uint256(more) % 99 + 2, 1);
        others[4].maxPrice -= more;
        others[5].secret = bytes32(uint256(r.secret) + more);
        vm.deal(address(this), 100 ether);
        for (uint256 i = 0; i < others.length; ++i) {
            yes(controller.makeCommitment(others[i]) != commitment, "another commitment");
            vm.expectPartialRevert(IRegistrarController.CommitmentMissing.selector);
            controller.register{value: 1 ether}(others[i]);
        }
        RegistrarController second =
            new RegistrarController(address(this), registry, pricing, 60, 1 days, new string[](0));
        yes(second.makeCommitment(r) != commitment, "another controller");
        vm.chainId(99);
        yes(controller.makeCommitment(r) != commitment, "another chain");
    }

    // A clock younger than the maximum age made "committed at 0" look fresh.
    function test_R15_register_revertsIfNeverCommittedOnYoungChain() public {
        testFuzz_R15_register_revertsIfNeverCommitted(100);
        testFuzz_R15_register_revertsIfNeverCommitted(0);
    }

    function testFuzz_R15_register_revertsIfNeverCommitted(uint256 time) public {
        vm.warp(within(time, 0, 2 days));
        IRegistrarController.Registration memory r = registration("example", CAROL);
        bytes32 c = controller.makeCommitment(r);
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.CommitmentMissing.selector, c));
        controller.register{value: PRICE * YEAR}(r);
    }

    function testFuzz_register_respectsCommitmentAge(uint256 age) public {
        IRegistrarController.Registration memory r = registration("example", CAROL);
        bytes32 c = controller.makeCommitment(r);
        controller.commit(c);
        age = within(age, 0, 2 days);
        vm.warp(START + age);
        if (age < 60) {
            vm.expectRevert(
                abi.encodeWithSelector(IRegistrarController.CommitmentTooNew.selector, c, START + 60)
            );
        } else if (age >= 1 days) {
            vm.expectRevert(
                abi.encodeWithSelector(IRegistrarController.CommitmentTooOld.selector, c, START + 1 days)
            );
        }
        controller.register{value: PRICE * YEAR}(r);
    }

    function test_register_revertsIfCommitmentTooNew() public {
        testFuzz_register_respectsCommitmentAge(59);
    }

    function test_register_revertsIfCommitmentTooOld() public {
        testFuzz_register_respectsCommitmentAge(1 days);
    }

    function test_register_revertsIfCommitmentUsed() public {
        IRegistrarController.Registration memory r = registration("example", CAROL);
        r.duration = 28 days;
        bytes32 c = committed(r);
        controller.register{value: PRICE * YEAR}(r);
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.CommitmentMissing.selector, c));
        controller.register{value: PRICE * YEAR}(r);
    }

    receive() external payable {}

    function test_commit_revertsIfActive() public {
        testFuzz_commit_revertsIfActive(1 days - 1);
    }

    function testFuzz_commit_revertsIfActive(uint256 age) public {
        controller.commit("c");
        vm.warp(START + within(age, 0, 1 days - 1));
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.CommitmentActive.selector, bytes32("c")));
        controller.commit("c");
        eq(controller.committedAt("c"), START, "not refreshed");
    }

    function test_commit_worksAgainWhenTooOld() public {
        controller.commit("c");
        vm.warp(START + 1 days);
        controller.commit("c");
        eq(controller.committedAt("c"), START + 1 days, "committed again");
    }

    function test_register_revertsIfTaken() public {
        IRegistrarController.Registration memory r = registration("alice", BOB);
        committed(r);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameTaken.selector, node));
        controller.register{value: PRICE * YEAR}(r);
    }

    function test_register_revertsIfReserved() public {
        IRegistrarController.Registration memory r = registration("ns1", BOB);
        committed(r);
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.LabelReserved.selector, "ns1"));
        controller.register{value: 1 ether}(r);
        yes(controller.isReserved(keccak256("ns1")), "reserved");
        yes(!controller.available("ns1"), "not available");
    }

    function test_register_revertsIfDurationTooShort() public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        r.duration = 28 days - 1;
        committed(r);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRegistrarController.DurationTooShort.selector, uint64(28 days - 1), uint64(28 days)
            )
        );
        controller.register{value: 1 ether}(r);
    }

    function testFuzz_register_revertsIfDurationTooLong(uint64 duration) public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        r.duration = uint64(within(duration, uint256(100 * YEAR) + 1, type(uint64).max));
        committed(r);
        vm.deal(address(this), type(uint128).max);
        vm.expectRevert();
        controller.register{value: type(uint128).max}(r);
    }

    function test_register_revertsIfPriceAboveMaximum() public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        r.maxPrice = PRICE * YEAR - 1;
        committed(r);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRegistrarController.PriceAboveMaximum.selector, PRICE * YEAR, PRICE * YEAR - 1
            )
        );
        controller.register{value: PRICE * YEAR}(r);
    }

    function test_register_revertsIfPaymentTooSmall() public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        committed(r);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRegistrarController.PaymentTooSmall.selector, PRICE * YEAR - 1, PRICE * YEAR
            )
        );
        controller.register{value: PRICE * YEAR - 1}(r);
    }

    function test_register_revertsIfLabelInvalid() public {
        IRegistrarController.Registration memory r = registration("Example", BOB);
        committed(r);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidLabel.selector, "Example"));
        controller.register{value: 1 ether}(r);
        yes(!controller.available("Example"), "not available");
    }

    function test_register_revertsIfControllerRemoved() public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        committed(r);
        registry.removeController(address(controller));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotController.selector, address(controller)));
        controller.register{value: PRICE * YEAR}(r);
    }

    function test_R09_registerRefundsContractsThatNeedGas() public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        committed(r);
        BusyPayer payer = new BusyPayer();
        payer.pay{value: PRICE * YEAR + 5}(address(controller), abi.encodeCall(controller.register, (r)));
        eq(payer.received(), 5, "surplus");
    }

    function test_register_revertsIfRefundFails() public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        committed(r);
        Miser miser = new Miser();
        bytes memory reason =
            miser.pay{value: PRICE * YEAR + 5}(address(controller), abi.encodeCall(controller.register, (r)));
        eq(
            reason,
            abi.encodeWithSelector(IRegistrarController.RefundFailed.selector, address(miser), 5),
            "reason"
        );
    }

    function test_register_refundsLast() public {
        IRegistrarController.Registration memory r = registration("example", BOB);
        committed(r);
        Reentrant payer = new Reentrant(registry, registry.nodeOf("example"));
        bytes memory again = abi.encodeCall(controller.withdraw, ());
        payer.pay{value: PRICE * YEAR + 5}(
            address(controller), abi.encodeCall(controller.register, (r)), again
        );
        eq(payer.seenExpiry(), block.timestamp + YEAR, "registered before the refund");
        yes(!payer.accepted(), "no second entry");
    }

    function test_renew() public {
        testFuzz_renew(YEAR, 3);
    }

    function testFuzz_renew(uint64 duration, uint256 surplus) public {
        duration = uint64(within(duration, 1, 50 * YEAR));
        surplus = within(surplus, 0, 1 ether);
        vm.prank(BOB);
        controller.renew{value: PRICE * duration + surplus}("alice", duration);
        eq(expiryOf(node), uint256(expiry) + duration, "expiry");
        eq(BOB.balance, 100 ether - PRICE * duration, "surplus came back");
    }

    function test_renew_worksForReservedAndInGrace() public {
        registry.register("ns1", BOB, expiry, "");
        vm.warp(uint256(expiry) + GRACE - 1);
        controller.renew{value: 500 * YEAR}("ns1", YEAR);
    }

    function test_renew_revertsIfFree() public {
        vm.warp(uint256(expiry) + GRACE);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node));
        controller.renew{value: PRICE * YEAR}("alice", YEAR);
    }

    function test_renew_revertsIfDurationZero() public {
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ExpiryNotLater.selector, expiry, expiry));
        controller.renew("alice", 0);
    }

    function test_renew_revertsIfPaymentTooSmall() public {
        vm.expectRevert(
            abi.encodeWithSelector(IRegistrarController.PaymentTooSmall.selector, PRICE - 1, PRICE)
        );
        controller.renew{value: PRICE - 1}("alice", 1);
    }

    function testFuzz_R02_renewNeverMovesExpiryBack(uint64 duration) public {
        vm.deal(address(this), type(uint128).max);
        try controller.renew{value: PRICE * uint256(duration)}("alice", duration) {
            eq(expiryOf(node), uint256(expiry) + duration, "expiry");
        } catch {
            eq(expiryOf(node), expiry, "unchanged");
        }
    }

    // ConsenSys 2019 3.2: the price wrapped around for a long enough duration.
    function testFuzz_R05_rentPriceNeverWrapsAndNeverPassesTheCeiling(uint64 duration, uint8 length)
        public
        view
    {
        bytes memory label = new bytes(within(length, 1, 63));
        uint256 perSecond = label.length == 1 ? 5000 : label.length == 2 ? 500 : PRICE;
        uint256 price = controller.rentPrice(string(label), duration);
        eq(price, (perSecond < CEILING ? perSecond : CEILING) * duration, "price");
        yes(price <= CEILING * duration, "ceiling");
        yes(duration == 0 || price > 0, "never free");
    }

    function test_rentPrice_neverPassesTheCeiling() public view {
        eq(controller.rentPrice("a", YEAR), CEILING * YEAR, "5,000 a second was asked");
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
        controller.renew{value: PRICE}("alice", 1);
        vm.prank(BOB);
        controller.withdraw();
        eq(TREASURY.balance, PRICE, "treasury");
        eq(address(controller).balance, 0, "controller");
    }

    function test_withdraw_revertsIfTreasuryRefuses() public {
        controller.renew{value: PRICE}("alice", 1);
        registry.setTreasury(address(new Miser()));
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
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", BOB));
        controller.setPricing(pricing);
    }

    function test_constructor_revertsIfAgesInvalid() public {
        uint64[2][3] memory bad = [[uint64(0), 60], [uint64(60), 60], [uint64(61), 60]];
        for (uint256 i = 0; i < bad.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IRegistrarController.InvalidAges.selector, bad[i][0], bad[i][1])
            );
            new RegistrarController(address(this), registry, pricing, bad[i][0], bad[i][1], new string[](0));
        }
    }
}

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
        vm.expectRevert(abi.encodeWithSelector(LengthPricing.InvalidPrices.selector));
        pricing.setPrices(new uint256[](2));
    }

    function test_setPrices_revertsIfNotOwner() public {
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", BOB));
        pricing.setPrices(new uint256[](1));
    }
}
