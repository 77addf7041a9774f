// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {IRegistrarController} from "../src/IRegistrarController.sol";
import {Fixture} from "./Fixture.sol";

/// @notice Where the registry keeps what, and that nodes never share any of it.
contract StorageTest is Fixture {
    uint256 private constant WORDS = 10;
    uint256 private constant IMAGES = 11;
    uint256 private constant CHANGES = 12;
    uint256 private constant MANAGERS = 13;
    uint256 private constant OWNERS = 2;
    uint256 private constant BALANCES = 3;
    uint256 private constant APPROVALS = 4;

    function test_storageSlots() public {
        bytes memory b = image(90, 1);
        vm.prank(alice);
        registry.setZone(node, b);
        eq(uint256(load(keccak256(abi.encode(node, WORDS)))), registry.wordOf(node), "word");
        eq(uint256(load(keccak256(abi.encode(node, IMAGES)))), 2 * 90 + 1, "image length");
        eq(uint256(load(bytes32(CHANGES))), registry.changes(), "changes");
    }

    // CVE-2020-5232 and its class: whatever is done to one name writes slots of that name only, beside
    // the hash of all changes and the balances of the accounts.
    function test_I02_R01_writesToOneNodeTouchNoOther() public {
        testFuzz_I02_R01_writesToOneNodeTouchNoOther(500, 31);
        testFuzz_I02_R01_writesToOneNodeTouchNoOther(8192, 0);
    }

    function testFuzz_I02_R01_writesToOneNodeTouchNoOther(uint256 first, uint256 second) public {
        bytes memory a = image(within(first, 2, 8192), 3);
        bytes memory b = image(second % 2 == 0 ? 0 : within(second, 2, 8192), 4);
        string memory label = string.concat("other", vm.toString(first % 1000));
        bytes32 other = registry.nodeOf(label);
        vm.record();
        registry.register(label, alice, expiry, a);
        vm.startPrank(alice);
        registry.setZone(other, b);
        registry.setManager(other, BOB);
        registry.approve(CAROL, uint256(other));
        registry.transferFrom(alice, CAROL, uint256(other));
        vm.stopPrank();
        registry.extend(label, expiry + 5);
        registry.renew{value: CEILING}(label, 1);
        vm.warp(block.timestamp + 2 * YEAR);
        registry.register(label, alice, uint64(block.timestamp) + YEAR, a);
        (, bytes32[] memory writes) = vm.accesses(address(registry));
        uint256 bytesAt = uint256(keccak256(abi.encode(keccak256(abi.encode(other, IMAGES)))));
        yes(writes.length > 20, "writes were seen");
        for (uint256 i = 0; i < writes.length; ++i) {
            yes(belongsTo(writes[i], other, bytesAt), "a slot of another name");
            yes(!belongsToNode(writes[i], node), "alice's");
        }
        vm.warp(START);
    }

    function belongsTo(bytes32 slot, bytes32 n, uint256 bytesAt) private view returns (bool) {
        if (belongsToNode(slot, n) || slot == bytes32(CHANGES)) return true;
        unchecked {
            if (uint256(slot) - bytesAt < 256) return true;
        }
        return
            slot == keccak256(abi.encode(alice, BALANCES)) || slot == keccak256(abi.encode(CAROL, BALANCES));
    }

    function belongsToNode(bytes32 slot, bytes32 n) private pure returns (bool) {
        return slot == keccak256(abi.encode(n, WORDS)) || slot == keccak256(abi.encode(n, IMAGES))
            || slot == keccak256(abi.encode(n, MANAGERS)) || slot == keccak256(abi.encode(n, OWNERS))
            || slot == keccak256(abi.encode(n, APPROVALS));
    }

    // A call that reverts writes nothing, however far it came.
    function testFuzz_I15_revertsLeaveNothing(uint256 size) public {
        bytes memory b = image(within(size, 8193, 9000), 1);
        uint256 changes = registry.changes();
        uint256 word = registry.wordOf(node);
        vm.prank(alice);
        (bool ok,) = address(registry).call(abi.encodeWithSignature("setZone(bytes32,bytes)", node, b));
        yes(!ok, "too large");
        IRegistrarController.Registration memory r = registration("alice", BOB);
        controller.commit(controller.makeCommitment(r));
        vm.warp(block.timestamp + 60);
        (ok,) = address(controller).call{value: PRICE * YEAR}(abi.encodeCall(controller.register, (r)));
        yes(!ok, "taken");
        eq(controller.committedAt(controller.makeCommitment(r)), START, "the commitment is still there");
        eq(registry.changes(), changes, "changes");
        eq(registry.wordOf(node), word, "word");
    }

    // Set, read back, delete: the zone's length slot is zero again, and its bytes too.
    function testFuzz_I15_deletedZoneLeavesZeroSlots(uint256 size) public {
        size = within(size, 2, 8192);
        bytes memory b = image(size, 7);
        vm.prank(alice);
        registry.setZone(node, b);
        eq(zoneOf(node), b, "read back");
        vm.prank(alice);
        registry.setZone(node, "");
        bytes32 length = keccak256(abi.encode(node, IMAGES));
        eq(uint256(load(length)), 0, "length");
        for (uint256 i = 0; i * 32 < size; ++i) {
            eq(uint256(load(bytes32(uint256(keccak256(abi.encode(length))) + i))), 0, "bytes");
        }
    }

    function load(bytes32 slot) private view returns (bytes32) {
        return vm.load(address(registry), slot);
    }

    // Two controllers at once: one sells a name, the other cannot sell it again, both extend it.
    function test_I20_twoControllersShareOneTruth() public {
        registry.register("shared", BOB, expiry, "");
        IRegistrarController.Registration memory r = registration("shared", CAROL);
        controller.commit(controller.makeCommitment(r));
        vm.warp(block.timestamp + 60);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameTaken.selector, registry.nodeOf("shared")));
        controller.register{value: PRICE * YEAR}(r);
        controller.renew{value: PRICE * 10}("shared", 10, type(uint256).max);
        registry.extend("shared", expiry + 20);
        eq(expiryOf(registry.nodeOf("shared")), uint256(expiry) + 20, "expiry");
    }
}
