// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistrarController} from "../src/IRegistrarController.sol";
import {RegistrarController} from "../src/RegistrarController.sol";
import {Fixture} from "./Fixture.sol";

/// @notice Commit and reveal: what a commitment binds, how long it is good, and that nobody gains by
/// copying one.
contract CommitmentsTest is Fixture {
    receive() external payable {}

    function committed(IRegistrarController.Registration memory r) private returns (bytes32 commitment) {
        commitment = controller.makeCommitment(r);
        controller.commit(commitment);
        vm.warp(block.timestamp + 60);
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

    // Who sees a reveal on its way and sends it first pays for the name of the other.
    function test_T41_copiedRevealRegistersForTheCommittedOwner() public {
        testFuzz_T41_copiedRevealRegistersForTheCommittedOwner(address(0xBADBAD), 3);
    }

    function testFuzz_T41_copiedRevealRegistersForTheCommittedOwner(address attacker, uint96 surplus) public {
        vm.assume(attacker != address(0) && attacker != alice && attacker.code.length == 0);
        vm.assume(uint160(attacker) > 0xffff && attacker != address(vm));
        IRegistrarController.Registration memory r = registration("example", alice);
        r.image = image(40, 1);
        committed(r);
        vm.deal(attacker, PRICE * YEAR + surplus);
        // With his own name in it, it is another commitment, which nobody made.
        r.owner = attacker;
        vm.prank(attacker);
        vm.expectPartialRevert(IRegistrarController.CommitmentMissing.selector);
        controller.register{value: PRICE * YEAR}(r);
        r.owner = alice;
        vm.prank(attacker);
        bytes32 n = controller.register{value: PRICE * YEAR + surplus}(r);
        eq(registry.ownerOf(uint256(n)), alice, "owner");
        eq(zoneOf(n), r.image, "zone");
        eq(attacker.balance, surplus, "the attacker paid");
    }

    // Who copies a commitment and sends it first has committed for the other: his own `commit` fails, and
    // his reveal works all the same.
    function test_T42_commitmentSentFirstByAnAttackerServesTheVictim() public {
        testFuzz_T42_commitmentSentFirstByAnAttackerServesTheVictim(BOB, 60);
    }

    function testFuzz_T42_commitmentSentFirstByAnAttackerServesTheVictim(address attacker, uint256 age)
        public
    {
        IRegistrarController.Registration memory r = registration("example", alice);
        bytes32 c = controller.makeCommitment(r);
        vm.prank(attacker);
        controller.commit(c);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.CommitmentActive.selector, c));
        controller.commit(c);
        age = within(age, 60, 1 days - 1);
        vm.warp(START + age);
        // Sent again late, it would start anew and keep the victim waiting: it cannot be.
        vm.prank(attacker);
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.CommitmentActive.selector, c));
        controller.commit(c);
        vm.prank(alice);
        bytes32 n = controller.register{value: PRICE * YEAR}(r);
        eq(registry.ownerOf(uint256(n)), alice, "owner");
    }

    // ConsenSys 2019 3.3, and commitments in general: every field is bound.
    function test_R05_register_revertsIfAnyFieldDiffers() public {
        testFuzz_R05_register_revertsIfAnyFieldDiffers(1);
    }

    function testFuzz_R05_register_revertsIfAnyFieldDiffers(uint64 more) public {
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
        RegistrarController second = new RegistrarController(address(this), registry, pricing, 60, 1 days);
        yes(second.makeCommitment(r) != commitment, "another controller");
        uint256 here = vm.getChainId(); // the optimizer may read block.chainid later
        vm.chainId(99);
        yes(controller.makeCommitment(r) != commitment, "another chain");
        vm.chainId(here);
    }

    // A clock younger than the maximum age made "committed at 0" look fresh.
    function test_R15_register_revertsIfNeverCommitted() public {
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

    // Minimum and maximum age at every clock, a young chain's too.
    function testFuzz_I06_ageRuleAtEveryClock(uint256 start, uint256 age) public {
        start = within(start, 1, 1 << 38);
        age = within(age, 0, 2 days);
        vm.warp(start);
        IRegistrarController.Registration memory r = registration("example", CAROL);
        bytes32 c = controller.makeCommitment(r);
        controller.commit(c);
        eq(controller.committedAt(c), start, "committed");
        vm.warp(start + age);
        (bool ok,) = address(controller).call{value: PRICE * YEAR}(abi.encodeCall(controller.register, (r)));
        yes(ok == (age >= 60 && age < 1 days), "from the minimum age on, and below the maximum");
        eq(controller.committedAt(c), ok ? 0 : start, "used up by success only");
    }

    function test_register_revertsIfCommitmentTooNew() public {
        testFuzz_register_revertsIfCommitmentTooNew(59);
    }

    function testFuzz_register_revertsIfCommitmentTooNew(uint256 age) public {
        IRegistrarController.Registration memory r = registration("example", CAROL);
        bytes32 c = controller.makeCommitment(r);
        controller.commit(c);
        vm.warp(START + within(age, 0, 59));
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.CommitmentTooNew.selector, c, START + 60));
        controller.register{value: PRICE * YEAR}(r);
    }

    function test_register_revertsIfCommitmentTooOld() public {
        testFuzz_register_revertsIfCommitmentTooOld(1 days);
    }

    function testFuzz_register_revertsIfCommitmentTooOld(uint256 age) public {
        IRegistrarController.Registration memory r = registration("example", CAROL);
        bytes32 c = controller.makeCommitment(r);
        controller.commit(c);
        vm.warp(START + within(age, 1 days, 10 * YEAR));
        vm.expectRevert(
            abi.encodeWithSelector(IRegistrarController.CommitmentTooOld.selector, c, START + 1 days)
        );
        controller.register{value: PRICE * YEAR}(r);
    }

    function test_register_revertsIfCommitmentUsed() public {
        testFuzz_register_revertsIfCommitmentUsed(0);
        vm.warp(START);
    }

    function testFuzz_register_revertsIfCommitmentUsed(uint256 later) public {
        IRegistrarController.Registration memory r = registration("example", CAROL);
        r.duration = 28 days;
        bytes32 c = committed(r);
        controller.register{value: PRICE * 28 days}(r);
        vm.warp(block.timestamp + within(later, 0, 2 * YEAR));
        vm.expectRevert(abi.encodeWithSelector(IRegistrarController.CommitmentMissing.selector, c));
        controller.register{value: PRICE * 28 days}(r);
    }

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
        vm.expectEmit(address(controller));
        emit IRegistrarController.Committed("c");
        controller.commit("c");
        eq(controller.committedAt("c"), START + 1 days, "committed again");
    }
}
