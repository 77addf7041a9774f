// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {Cheats} from "./Cheats.sol";
import {Fixture} from "./Fixture.sol";
import {SigningWallet} from "./Wallets.sol";

/// @notice Zones, signatures, and the hash of all changes.
contract ZonesTest is Fixture {
    uint256 private constant FOREVER = type(uint256).max;

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
    }

    function testFuzz_setZone_revertsIfExpired(uint256 later) public {
        vm.warp(uint256(expiry) + within(later, 0, GRACE - 1));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameExpired.selector, node, expiry));
        registry.setZone(node, "");
        vm.warp(uint256(expiry) + GRACE + later % YEAR);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node));
        registry.setZone(node, "");
    }

    function test_setZone_worksInLastSecond() public {
        vm.warp(uint256(expiry) - 1);
        vm.prank(alice);
        registry.setZone(node, "");
    }

    function test_setZone_revertsIfSerialMismatch() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.SerialMismatch.selector, 2, 1));
        registry.setZone(node, "", 2);
        vm.prank(alice);
        registry.setZone(node, "", 1);
        eq(serialOf(node), 2, "serial");
    }

    function test_setZone_revertsIfImageInvalid() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidImageSize.selector, 1));
        registry.setZone(node, hex"01");
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidImageSize.selector, 8193));
        registry.setZone(node, image(8193, 1));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.UnknownImageVersion.selector, 2));
        registry.setZone(node, hex"0200");
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.UnknownImageVersion.selector, 0));
        registry.register("bob", BOB, expiry, hex"0001");
    }

    // Signatures

    function test_setZoneBySig() public {
        bytes memory b = image(50, 1);
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, b, 1, FOREVER));
        vm.prank(BOB);
        registry.setZoneBySig(node, b, FOREVER, signature);
        eq(zoneOf(node), b, "image");
    }

    function test_setZoneBySig_worksOnce() public {
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", 1, FOREVER));
        registry.setZoneBySig(node, "", FOREVER, signature);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
        registry.setZoneBySig(node, "", FOREVER, signature);
    }

    function test_setZoneBySig_byManagerApprovedAndOperatorKeys() public {
        vm.prank(alice);
        registry.setManager(node, vm.addr(1));
        vm.prank(alice);
        registry.approve(vm.addr(2), uint256(node));
        vm.prank(alice);
        registry.setApprovalForAll(vm.addr(3), true);
        for (uint32 key = 1; key <= 3; ++key) {
            registry.setZoneBySig(node, "", FOREVER, signed(key, setZoneHash(node, "", key, FOREVER)));
        }
    }

    function test_setZoneBySig_byContracts() public {
        address wallet = address(new SigningWallet(vm.addr(7)));
        bytes memory signature = signed(7, setZoneHash(node, "", 1, FOREVER));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
        registry.setZoneBySig(node, "", FOREVER, signature);

        vm.prank(alice);
        registry.setManager(node, wallet);
        registry.setZoneBySig(node, "", FOREVER, signature);
        vm.prank(alice);
        registry.setManager(node, address(0));
        vm.prank(alice);
        registry.approve(wallet, uint256(node));
        registry.setZoneBySig(node, "", FOREVER, signed(7, setZoneHash(node, "", 2, FOREVER)));
        vm.prank(alice);
        registry.transferFrom(alice, wallet, uint256(node));
        registry.setZoneBySig(node, "", FOREVER, signed(7, setZoneHash(node, "", 3, FOREVER)));
        bytes memory wrong = signed(8, setZoneHash(node, "", 4, FOREVER));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
        registry.setZoneBySig(node, "", FOREVER, wrong);
    }

    function testFuzz_setZoneBySig_revertsIfAnythingDiffers(uint256 which, uint256 key) public {
        bytes memory b = image(50, 1);
        bytes32 other = registry.register("other", alice, expiry, "");
        bytes32[7] memory hashes = [
            setZoneHash(other, b, 1, FOREVER),
            setZoneHash(node, image(50, 2), 1, FOREVER),
            setZoneHash(node, b, 0, FOREVER),
            setZoneHash(node, b, 2, FOREVER),
            setZoneHash(node, b, 1, FOREVER - 1),
            setZoneHash(node, b, 1, FOREVER),
            keccak256(abi.encode(which))
        ];
        which %= hashes.length;
        key = which == 5 ? within(key, 1, type(uint128).max) : ALICE_KEY;
        vm.assume(which != 5 || key != ALICE_KEY);
        bytes memory signature = signed(key, hashes[which]);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
        registry.setZoneBySig(node, b, FOREVER, signature);
    }

    function test_setZoneBySig_revertsIfOtherChainOrRegistry() public {
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", 1, FOREVER));
        NameRegistry second = new NameRegistry(address(this), "chain", CEILING, TREASURY);
        second.addController(address(this));
        second.register("alice", alice, expiry, "");
        vm.expectPartialRevert(INameRegistry.InvalidSignature.selector);
        second.setZoneBySig(node, "", FOREVER, signature);
        vm.chainId(999);
        vm.expectPartialRevert(INameRegistry.InvalidSignature.selector);
        registry.setZoneBySig(node, "", FOREVER, signature);
    }

    function test_setZoneBySig_revertsIfGarbage() public {
        bytes[3] memory garbage = [bytes(""), new bytes(65), new bytes(64)];
        for (uint256 i = 0; i < garbage.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
            registry.setZoneBySig(node, "", FOREVER, garbage[i]);
        }
    }

    function test_setZoneBySig_revertsIfPastDeadline() public {
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", 1, START));
        vm.warp(START + 1);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.SignatureExpired.selector, START));
        registry.setZoneBySig(node, "", START, signature);
        vm.warp(START);
        registry.setZoneBySig(node, "", START, signature);
    }

    function test_setZoneBySig_revertsIfExpired() public {
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", 1, FOREVER));
        vm.warp(expiry);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameExpired.selector, node, expiry));
        registry.setZoneBySig(node, "", FOREVER, signature);
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

    function test_storageSlots() public {
        bytes memory b = image(90, 1);
        vm.prank(alice);
        registry.setZone(node, b);
        eq(
            uint256(vm.load(address(registry), keccak256(abi.encode(node, 10)))),
            registry.wordOf(node),
            "word"
        );
        eq(uint256(vm.load(address(registry), keccak256(abi.encode(node, 11)))), 2 * 90 + 1, "image length");
        eq(uint256(vm.load(address(registry), bytes32(uint256(12)))), registry.changes(), "changes");
    }

    function test_changesIsTheFoldOfWordChanged() public {
        NameRegistry fresh = new NameRegistry(address(this), "chain", CEILING, TREASURY);
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
