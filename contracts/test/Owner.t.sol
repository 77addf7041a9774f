// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {Fixture} from "./Fixture.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @notice What the registry's owner can do, what it cannot, and how it is handed to a timelock.
contract OwnerTest is Fixture {
    function test_onlyOwner_revertsIfNotOwner() public {
        testFuzz_onlyOwner_revertsIfNotOwner(BOB, 0);
        testFuzz_onlyOwner_revertsIfNotOwner(alice, 1);
        testFuzz_onlyOwner_revertsIfNotOwner(address(controller), 2);
    }

    function testFuzz_onlyOwner_revertsIfNotOwner(address account, uint160 argument) public {
        vm.assume(account != address(this));
        address a = address(argument);
        bytes[6] memory calls = [
            abi.encodeCall(registry.addController, (a)),
            abi.encodeCall(registry.removeController, (a)),
            abi.encodeCall(registry.setTreasury, (a)),
            abi.encodeCall(registry.setRenderer, (a)),
            abi.encodeCall(registry.setOriginZone, (image(argument % 200, 1))),
            abi.encodeCall(registry.transferOwnership, (a))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(account);
            (bool ok, bytes memory reason) = address(registry).call(calls[i]);
            yes(!ok, "refused");
            eq(reason, abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", account), "reason");
        }
    }

    function test_controllers() public {
        vm.expectEmit(address(registry));
        emit INameRegistry.ControllerAdded(BOB);
        registry.addController(BOB);
        yes(registry.isController(BOB), "added");
        vm.expectEmit(address(registry));
        emit INameRegistry.ControllerRemoved(BOB);
        registry.removeController(BOB);
        yes(!registry.isController(BOB), "removed");
    }

    function test_setTreasury() public {
        vm.expectEmit(address(registry));
        emit INameRegistry.TreasuryChanged(BOB);
        registry.setTreasury(BOB);
        eq(registry.treasury(), BOB, "treasury");
    }

    function test_setTreasury_revertsIfZero() public {
        testFuzz_setTreasury_revertsIfZero(0);
    }

    function testFuzz_setTreasury_revertsIfZero(uint32 later) public {
        vm.warp(START + later);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ZeroValue.selector));
        registry.setTreasury(address(0));
    }

    function test_setRenderer() public {
        vm.expectEmit(address(registry));
        emit INameRegistry.RendererChanged(BOB);
        registry.setRenderer(BOB);
        eq(registry.renderer(), BOB, "renderer");
    }

    function test_renounceOwnership_revertsIfAnybodyCalls() public {
        testFuzz_renounceOwnership_revertsIfAnybodyCalls(address(this));
    }

    function testFuzz_renounceOwnership_revertsIfAnybodyCalls(address account) public {
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.OwnershipRequired.selector));
        registry.renounceOwnership();
        eq(registry.owner(), address(this), "owner");
    }

    function test_transferOwnership_takesTwoSteps() public {
        registry.transferOwnership(BOB);
        eq(registry.owner(), address(this), "until accepted");
        vm.prank(BOB);
        registry.acceptOwnership();
        eq(registry.owner(), BOB, "accepted");
    }

    function test_acceptOwnership_revertsIfNotChosen() public {
        testFuzz_acceptOwnership_revertsIfNotChosen(CAROL);
    }

    function testFuzz_acceptOwnership_revertsIfNotChosen(address account) public {
        vm.assume(account != BOB);
        registry.transferOwnership(BOB);
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", account));
        registry.acceptOwnership();
    }

    // I17, R20, T49: a registered name is out of the reach of the registry's owner, of every controller
    // it adds, and of both together.
    function test_I17_ownerAndControllersCannotTouchARegisteredName() public {
        testFuzz_I17_ownerAndControllersCannotTouchARegisteredName(0, 0, BOB);
    }

    function testFuzz_I17_ownerAndControllersCannotTouchARegisteredName(
        uint256 later,
        uint64 until,
        address to
    ) public {
        vm.assume(to != alice && to != address(0));
        vm.warp(START + within(later, 0, uint256(YEAR) + GRACE - 1));
        uint256 word = registry.wordOf(node);
        uint256 id = uint256(node);
        bytes[12] memory attempts = [
            abi.encodeCall(registry.register, ("alice", to, uint64(block.timestamp) + YEAR, image(50, 1))),
            abi.encodeCall(registry.extend, ("alice", uint64(within(until, 0, expiry)))),
            abi.encodeWithSignature("setZone(bytes32,bytes)", node, image(50, 1)),
            abi.encodeWithSignature("setZone(bytes32,bytes,uint32)", node, "", serialOf(node)),
            abi.encodeCall(
                registry.setZoneBySig,
                (
                    node,
                    "",
                    type(uint256).max,
                    signed(1, setZoneHash(node, "", serialOf(node), type(uint256).max))
                )
            ),
            abi.encodeCall(registry.setManager, (node, to)),
            abi.encodeCall(registry.approve, (to, id)),
            abi.encodeCall(registry.transferFrom, (alice, to, id)),
            abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", alice, to, id),
            abi.encodeWithSignature("burn(uint256)", id),
            abi.encodeCall(registry.setOriginZone, (image(50, 1))),
            abi.encodeCall(registry.removeController, (address(controller)))
        ];
        for (uint256 i = 0; i < attempts.length; ++i) {
            (bool ok,) = address(registry).call(attempts[i]);
            yes(ok == (i >= 10), "refused");
        }
        eq(registry.wordOf(node), word, "word");
        eq(registry.ownerOf(id), alice, "owner");
        eq(registry.managerOf(node), address(0), "manager");
        eq(registry.getApproved(id), address(0), "approval");
    }

    // T49: changes of parameters wait behind a timelock of seven days and are seen before they come. The
    // same steps hand the registry to a multisig: transferOwnership, then the new owner accepts.
    function test_T49_registryIsHandedToATimelock() public {
        address[] memory council = new address[](1);
        council[0] = BOB;
        TimelockController timelock = new TimelockController(7 days, council, council, address(0));
        registry.transferOwnership(address(timelock));

        through(timelock, abi.encodeCall(registry.acceptOwnership, ()));
        eq(registry.owner(), address(timelock), "the timelock owns the registry");
        (bool ok,) = address(registry).call(abi.encodeCall(registry.addController, (CAROL)));
        yes(!ok, "the former owner is out");

        through(timelock, abi.encodeCall(registry.addController, (CAROL)));
        yes(registry.isController(CAROL), "after seven days");
        vm.prank(BOB);
        (ok,) = address(registry).call(abi.encodeCall(registry.removeController, (CAROL)));
        yes(!ok, "the council alone cannot");
    }

    /// @dev Schedules a call to the registry, sees it refused a second too early, and executes it in time.
    function through(TimelockController timelock, bytes memory call) private {
        vm.prank(BOB);
        timelock.schedule(address(registry), 0, call, 0, 0, 7 days);
        bytes memory execute =
            abi.encodeCall(timelock.execute, (address(registry), 0, call, bytes32(0), bytes32(0)));
        vm.warp(block.timestamp + 7 days - 1);
        vm.prank(BOB);
        (bool ok,) = address(timelock).call(execute);
        yes(!ok, "too early");
        vm.warp(block.timestamp + 1);
        vm.prank(BOB);
        (ok,) = address(timelock).call(execute);
        yes(ok, "in time");
    }
}
