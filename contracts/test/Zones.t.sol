// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {Cheats} from "./Cheats.sol";
import {Fixture} from "./Fixture.sol";

/// @notice Zones, who may write them, and the hash of all changes.
contract ZonesTest is Fixture {
    function test_setZone() public {
        testFuzz_setZone(120, 500);
        testFuzz_setZone(8192, 0);
    }

    function testFuzz_setZone(uint256 first, uint256 second) public {
        bytes memory a = image(within(first, 2, 8192), 3);
        bytes memory b = image(second % 2 == 0 ? 0 : within(second, 2, 8192), 4);
        uint32 serial = serialOf(node);
        vm.prank(alice);
        registry.setZone(node, a);
        vm.prank(alice);
        registry.setZone(node, b);
        uint256 word = (uint256(digestOf(b)) << 96) | (uint256(expiry) << 56) | (uint256(serial + 2) << 24);
        eq(registry.wordOf(node), word, "word");
        eq(zoneOf(node), b, "image");
    }

    function test_setZone_byApprovedOperatorAndManager() public {
        vm.prank(alice);
        registry.approve(address(1), uint256(node));
        vm.prank(alice);
        registry.setApprovalForAll(address(2), true);
        vm.prank(alice);
        registry.setManager(node, address(3));
        for (uint160 i = 1; i <= 3; ++i) {
            vm.prank(address(i));
            registry.setZone(node, image(30 + i, i));
            eq(serialOf(node), 1 + uint32(i), "serial");
        }
    }

    function test_setZone_revertsIfNotAuthorized() public {
        testFuzz_setZone_revertsIfNotAuthorized(BOB);
        testFuzz_setZone_revertsIfNotAuthorized(address(this));
        testFuzz_setZone_revertsIfNotAuthorized(address(controller));
        testFuzz_setZone_revertsIfNotAuthorized(address(0));
    }

    function testFuzz_setZone_revertsIfNotAuthorized(address account) public {
        vm.assume(account != alice);
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotAuthorized.selector, node, account));
        registry.setZone(node, "");
    }

    function test_setZone_revertsIfExpired() public {
        testFuzz_setZone_revertsIfExpired(0);
        testFuzz_setZone_revertsIfExpired(GRACE - 1);
    }

    function testFuzz_setZone_revertsIfExpired(uint256 later) public {
        vm.warp(uint256(expiry) + within(later, 0, GRACE - 1));
        bytes memory refused = abi.encodeWithSelector(INameRegistry.NameExpired.selector, node, expiry);
        vm.prank(alice);
        vm.expectRevert(refused);
        registry.setZone(node, "");
        vm.prank(alice);
        vm.expectRevert(refused);
        registry.setZone(node, "", 1);
    }

    function test_setZone_revertsIfFree() public {
        testFuzz_setZone_revertsIfFree(0);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, bytes32("nobody")));
        registry.setZone("nobody", "");
    }

    function testFuzz_setZone_revertsIfFree(uint256 later) public {
        vm.warp(uint256(expiry) + GRACE + within(later, 0, 10 * YEAR));
        bytes memory refused = abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node);
        vm.prank(alice);
        vm.expectRevert(refused);
        registry.setZone(node, "");
        vm.prank(alice);
        vm.expectRevert(refused);
        registry.setZone(node, "", 1);
    }

    function test_setZone_worksInLastSecond() public {
        vm.warp(uint256(expiry) - 1);
        vm.prank(alice);
        registry.setZone(node, "");
    }

    function test_setZone_revertsIfSerialMismatch() public {
        testFuzz_setZone_revertsIfSerialMismatch(2, 0);
        vm.prank(alice);
        registry.setZone(node, "", 1);
        eq(serialOf(node), 2, "serial");
    }

    function testFuzz_setZone_revertsIfSerialMismatch(uint32 expected, uint8 edits) public {
        for (uint256 i = 0; i < edits % 4; ++i) {
            vm.prank(alice);
            registry.setZone(node, "");
        }
        uint32 serial = serialOf(node);
        vm.assume(expected != serial);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.SerialMismatch.selector, expected, serial));
        registry.setZone(node, "", expected);
    }

    function test_setZone_revertsIfImageSizeInvalid() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidImageSize.selector, 1));
        registry.setZone(node, hex"01");
        testFuzz_setZone_revertsIfImageSizeInvalid(8193);
    }

    function testFuzz_setZone_revertsIfImageSizeInvalid(uint256 size) public {
        size = within(size, 8193, 12_000);
        bytes memory b = image(size, 1);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidImageSize.selector, size));
        registry.setZone(node, b);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidImageSize.selector, size));
        registry.setOriginZone(b);
    }

    function test_setZone_revertsIfImageVersionUnknown() public {
        testFuzz_setZone_revertsIfImageVersionUnknown(2, 0);
        testFuzz_setZone_revertsIfImageVersionUnknown(0, 50);
    }

    function testFuzz_setZone_revertsIfImageVersionUnknown(uint8 version, uint256 size) public {
        vm.assume(version != 1);
        bytes memory b = image(within(size, 2, 300), 1);
        b[0] = bytes1(version);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.UnknownImageVersion.selector, version));
        registry.setZone(node, b);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.UnknownImageVersion.selector, version));
        registry.setOriginZone(b);
    }

    // The origin's own zone

    function test_setOriginZone() public {
        bytes32 origin = registry.originNode();
        bytes memory b = image(64, 5);
        registry.setOriginZone(b);
        eq(registry.wordOf(origin), (uint256(digestOf(b)) << 96) | (1 << 24), "word without expiry");
        eq(zoneOf(origin), b, "image");
        yes(!registry.isFree(origin), "not for sale");
        vm.expectPartialRevert(INameRegistry.NameNotRegistered.selector);
        registry.setZone(origin, "");
    }

    // Views

    // Expiry makes no event, and re-registration without a zone must not show the old one.
    function test_R18_zonesOfNeverShowsAnImageThatTheWordDoesNotHold() public {
        bytes memory old = image(200, 1);
        vm.prank(alice);
        registry.setZone(node, old);
        vm.warp(uint256(expiry) + GRACE);
        eq(zoneOf(node), old, "still there, expired: the word's expiry says so");
        registry.register("alice", BOB, uint64(block.timestamp) + YEAR, "");
        eq(zoneOf(node), "", "gone");
        bytes memory shorter = image(40, 2);
        vm.prank(BOB);
        registry.setZone(node, shorter);
        eq(zoneOf(node), shorter, "nothing of the longer one");
    }

    function test_zonesOf() public {
        bytes memory b = image(90, 1);
        bytes32[] memory nodes = new bytes32[](3);
        nodes[0] = registry.register("other", BOB, expiry, b);
        nodes[1] = keccak256("nobody");
        nodes[2] = node;
        (uint256[] memory words, bytes[] memory images) = registry.zonesOf(nodes);
        eq(words[0], registry.wordOf(nodes[0]), "first");
        eq(images[0], b, "its image");
        eq(words[1], 0, "absent");
        eq(images[1], "", "absent image");
        eq(words[2], registry.wordOf(node), "third");
    }

    // A view that costs without bound is a way to stop a server.
    function test_I16_theLargestZoneIsReadForUnderFiveMillionGas() public {
        bytes memory b = image(8192, 1);
        vm.prank(alice);
        registry.setZone(node, b);
        bytes32[] memory nodes = new bytes32[](1);
        nodes[0] = node;
        uint256 gas = gasleft();
        registry.zonesOf(nodes);
        gas -= gasleft();
        yes(gas < 5_000_000, vm.toString(gas));
    }

    function test_I18_changesIsTheFoldOfWordChanged() public {
        NameRegistry fresh = emptyRegistry(address(this), "chain", uint128(CEILING), TREASURY);
        fresh.addController(address(this));
        eq(fresh.changes(), 0, "nothing changed yet");
        vm.recordLogs();
        fresh.register("alice", alice, expiry, image(33, 1));
        vm.prank(alice);
        fresh.setZone(node, "");
        fresh.extend("alice", expiry + 5);
        fresh.setOriginZone(image(44, 1));
        vm.warp(START + 99);
        fresh.renew{value: CEILING}("alice", 1);

        uint256 folded = 0;
        uint256 count = 0;
        Cheats.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != INameRegistry.WordChanged.selector) continue;
            uint256 word = abi.decode(logs[i].data, (uint256));
            folded = uint256(keccak256(abi.encodePacked(folded, logs[i].topics[1], word))) >> 40;
            ++count;
        }
        eq(count, 5, "changes");
        eq(fresh.changes() >> 40, folded, "fold");
        eq(uint40(fresh.changes()), START + 99, "time");
    }
}
