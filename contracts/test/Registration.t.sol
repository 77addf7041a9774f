// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {Fixture} from "./Fixture.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @notice The registry's making, registration, re-registration, and what a controller may extend.
contract RegistrationTest is Fixture {
    function test_constructor() public {
        eq(registry.originNode(), keccak256(abi.encode(bytes32(0), keccak256("chain"))), "origin");
        eq(registry.ceilingPrice(5), CEILING, "ceiling");
        eq(registry.treasury(), TREASURY, "treasury");
        eq(bytes(registry.name()), "chain", "name");
        NameRegistry deep = emptyRegistry(address(this), "names.example", 1, TREASURY);
        bytes32 example = keccak256(abi.encode(bytes32(0), keccak256("example")));
        eq(deep.originNode(), keccak256(abi.encode(example, keccak256("names"))), "two labels");
    }

    function test_constructor_revertsIfCeilingInvalid() public {
        testFuzz_constructor_revertsIfCeilingInvalid(0, type(uint128).max);
        testFuzz_constructor_revertsIfCeilingInvalid(4, 1);
    }

    function testFuzz_constructor_revertsIfCeilingInvalid(uint256 zero, uint128 others) public {
        uint128[5] memory list = ceilings(others == 0 ? 1 : others);
        list[zero % 5] = 0;
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidCeiling.selector, zero % 5 + 1));
        new NameRegistry(address(this), "chain", list, TREASURY, new string[](0), address(0));
    }

    function testFuzz_ceilingPrice(uint128[5] memory list, uint256 length) public {
        for (uint256 i = 0; i < 5; ++i) {
            if (list[i] == 0) list[i] = uint128(i + 1);
        }
        NameRegistry r = new NameRegistry(address(this), "chain", list, TREASURY, new string[](0), address(0));
        for (uint256 i = 0; i < 5; ++i) {
            eq(r.ceilingPrice(i + 1), list[i], "by length");
        }
        eq(r.ceilingPrice(within(length, 5, type(uint256).max)), list[4], "5 and more");
    }

    // A chain that counts milliseconds: its words would end in the year 2004.
    function test_constructor_revertsIfClockInvalid() public {
        testFuzz_constructor_revertsIfClockInvalid(START * 1000);
    }

    function testFuzz_constructor_revertsIfClockInvalid(uint256 time) public {
        vm.warp(2 ** 34);
        emptyRegistry(address(this), "chain", 1, TREASURY);
        time = within(time, 2 ** 34 + 1, type(uint64).max);
        vm.warp(time);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidClock.selector, time));
        emptyRegistry(address(this), "chain", 1, TREASURY);
    }

    function test_constructor_registersReservedLabels() public {
        string[] memory labels = new string[](2);
        (labels[0], labels[1]) = ("ns1", "ns2");
        uint256 until = START + registry.MAX_DURATION();
        bytes32 second = registry.nodeOf("ns2");
        vm.recordLogs();
        NameRegistry r = new NameRegistry(address(this), "chain", ceilings(1), TREASURY, labels, CAROL);
        eq(r.ownerOf(uint256(second)), CAROL, "holder");
        eq(r.wordOf(second), (until << 56) | (1 << 24), "word");
        yes(r.changes() != 0 && uint40(r.changes()) == START, "changes");
        r.addController(address(this));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameTaken.selector, second));
        r.register("ns2", BOB, expiry, "");
    }

    function test_constructor_revertsIfReservedLabelsInvalid() public {
        testFuzz_constructor_revertsIfReservedLabelsInvalid("ns1");
    }

    function testFuzz_constructor_revertsIfReservedLabelsInvalid(string memory label) public {
        string[] memory labels = new string[](2);
        (labels[0], labels[1]) = (label, label);
        vm.expectRevert(); // InvalidLabel, or NameTaken by the first of them
        new NameRegistry(address(this), "chain", ceilings(1), TREASURY, labels, CAROL);
    }

    // RFC 1982: after the last serial comes 0, and the label can be changed and sold on.
    function test_serialWraps() public {
        bytes32 slot = keccak256(abi.encode(node, uint256(10)));
        uint256 last = registry.wordOf(node) | (uint256(type(uint32).max) << 24);
        vm.store(address(registry), slot, bytes32(last));
        vm.prank(alice);
        registry.setZone(node, image(9, 1));
        eq(serialOf(node), 0, "published");
        vm.store(address(registry), slot, bytes32(last));
        vm.warp(uint256(expiry) + GRACE);
        registry.register("alice", BOB, uint64(block.timestamp) + YEAR, "");
        eq(serialOf(node), 0, "registered");
    }

    function test_constructor_revertsIfTreasuryZero() public {
        testFuzz_constructor_revertsIfTreasuryZero(1);
    }

    function testFuzz_constructor_revertsIfTreasuryZero(uint128 price) public {
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ZeroValue.selector));
        emptyRegistry(address(this), "chain", uint128(within(price, 1, type(uint128).max)), address(0));
    }

    function test_constructor_revertsIfOwnerZero() public {
        testFuzz_constructor_revertsIfOwnerZero(1);
    }

    function testFuzz_constructor_revertsIfOwnerZero(uint128 price) public {
        vm.expectRevert(abi.encodeWithSignature("OwnableInvalidOwner(address)", address(0)));
        emptyRegistry(address(0), "chain", uint128(within(price, 1, type(uint128).max)), TREASURY);
    }

    function test_constructor_revertsIfOriginInvalid() public {
        string[5] memory bad = ["", "chain.", ".chain", "a..b", "Chain"];
        for (uint256 i = 0; i < bad.length; ++i) {
            vm.expectPartialRevert(INameRegistry.InvalidLabel.selector);
            emptyRegistry(address(this), bad[i], 1, TREASURY);
        }
    }

    function testFuzz_constructor_revertsIfOriginInvalid(bytes1 c) public {
        vm.assume((c < "a" || c > "z") && (c < "0" || c > "9") && c != "-" && c != ".");
        string memory label = string(abi.encodePacked("ch", c, "in"));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidLabel.selector, label));
        emptyRegistry(address(this), string.concat("names.", label), 1, TREASURY);
    }

    function test_register() public {
        bytes memory b = image(77, 1);
        bytes32 n = registry.nodeOf("bob");
        yes(registry.isFree(n), "free before");
        vm.expectEmit(address(registry));
        emit INameRegistry.NameRegistered(n, "bob", BOB, address(this));
        vm.expectEmit(address(registry));
        emit INameRegistry.WordChanged(n, (uint256(digestOf(b)) << 96) | (uint256(expiry) << 56) | (1 << 24));
        eq(registry.register("bob", BOB, expiry, b), n, "node");
        eq(registry.ownerOf(uint256(n)), BOB, "owner");
        eq(zoneOf(n), b, "image");
        yes(!registry.isFree(n), "taken after");
    }

    function test_register_revertsIfNotController() public {
        testFuzz_register_revertsIfNotController(BOB);
        testFuzz_register_revertsIfNotController(alice);
        testFuzz_register_revertsIfNotController(address(0));
    }

    function testFuzz_register_revertsIfNotController(address caller) public {
        vm.assume(!registry.isController(caller));
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotController.selector, caller));
        registry.register("bob", BOB, expiry, "");
    }

    function test_register_revertsIfTaken() public {
        testFuzz_register_revertsIfTaken(0);
        testFuzz_register_revertsIfTaken(uint256(YEAR) + GRACE - 1);
    }

    function testFuzz_register_revertsIfTaken(uint256 later) public {
        vm.warp(START + within(later, 0, uint256(YEAR) + GRACE - 1));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameTaken.selector, node));
        registry.register("alice", BOB, uint64(block.timestamp) + YEAR, "");
    }

    function test_register_revertsIfExpiryNotLater() public {
        testFuzz_register_revertsIfExpiryNotLater(uint64(START));
    }

    function testFuzz_register_revertsIfExpiryNotLater(uint64 early) public {
        early = uint64(within(early, 0, START));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ExpiryNotLater.selector, early, START));
        registry.register("bob", BOB, early, "");
    }

    function test_register_revertsIfExpiryTooFar() public {
        uint64 latest = uint64(START) + registry.MAX_DURATION();
        registry.register("bob", BOB, latest, "");
        testFuzz_register_revertsIfExpiryTooFar(latest + 1);
        testFuzz_register_revertsIfExpiryTooFar(1 << 40);
    }

    function testFuzz_register_revertsIfExpiryTooFar(uint64 far) public {
        uint256 latest = START + registry.MAX_DURATION();
        far = uint64(within(far, latest + 1, type(uint64).max));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ExpiryTooFar.selector, far, latest));
        registry.register("carol", BOB, far, "");
    }

    function test_register_revertsIfOwnerZero() public {
        testFuzz_register_revertsIfOwnerZero(1, 0);
    }

    function testFuzz_register_revertsIfOwnerZero(uint64 duration, uint256 size) public {
        duration = uint64(within(duration, 1, registry.MAX_DURATION()));
        bytes memory b = image(size % 2 == 0 ? 0 : within(size, 2, 99), 1);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        registry.register("bob", address(0), uint64(START) + duration, b);
    }

    function test_register_revertsIfImageInvalid() public {
        testFuzz_register_revertsIfImageInvalid(8193, 0);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidImageSize.selector, 1));
        registry.register("bob", BOB, expiry, hex"01");
    }

    function testFuzz_register_revertsIfImageInvalid(uint256 size, uint8 version) public {
        size = within(size, 8193, 9000);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidImageSize.selector, size));
        registry.register("bob", BOB, expiry, image(size, 1));
        vm.assume(version != 1);
        bytes memory b = image(within(size, 2, 99), 1);
        b[0] = bytes1(version);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.UnknownImageVersion.selector, version));
        registry.register("bob", BOB, expiry, b);
    }

    function test_register_worksOnYoungChain() public {
        vm.warp(1);
        registry.register("bob", BOB, 100, "");
        vm.expectPartialRevert(INameRegistry.NameTaken.selector);
        registry.register("bob", BOB, 100, "");
    }

    // A name is free again from expiry plus grace on, to the second, for everybody at once.
    function test_I08_freeFromTheEndOfGraceOn() public {
        uint256[4] memory times =
            [uint256(expiry) - 1, uint256(expiry), uint256(expiry) + GRACE - 1, uint256(expiry) + GRACE];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            yes(registry.isFree(node) == (i == 3), "registry");
            yes(controller.available("alice") == (i == 3), "controller");
        }
    }

    function testFuzz_I08_freeIsNeverRegisteredOrPastGrace(uint256 time) public {
        time = within(time, uint256(expiry) - GRACE, uint256(expiry) + 2 * GRACE);
        vm.warp(time);
        bool free = time >= uint256(expiry) + GRACE;
        yes(registry.isFree(node) == free, "registry");
        yes(controller.available("alice") == free, "controller");
        yes(registry.isFree(registry.nodeOf("nobody")), "never registered");
        if (free) registry.register("alice", BOB, uint64(time) + 1, "");
        else registry.extend("alice", expiry + 2 * GRACE);
    }

    // CVE-2020-5232, and everything a former owner left behind.
    function test_R01_reregistrationLeavesNothingOfFormerOwner() public {
        address operator = address(0x0FE4);
        vm.prank(alice);
        registry.setZone(node, image(300, 1));
        vm.prank(alice);
        registry.approve(CAROL, uint256(node));
        vm.prank(alice);
        registry.setManager(node, BOB);
        vm.prank(alice);
        registry.setApprovalForAll(operator, true);
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", serialOf(node), type(uint64).max));

        vm.warp(uint256(expiry) + GRACE);
        eq(registry.managerOf(node), address(0), "manager after grace");
        expiry = uint64(block.timestamp) + YEAR;
        registry.register("alice", BOB, expiry, "");
        eq(zoneOf(node), "", "zone");
        eq(registry.wordOf(node) >> 96, 0, "digest");
        eq(serialOf(node), 3, "serial survives and grows");
        eq(registry.balanceOf(alice), 0, "former owner's balance");
        eq(registry.balanceOf(BOB), 1, "balance");

        // The former owner buys it back: his own old approval, manager and signature stay dead.
        vm.prank(BOB);
        registry.transferFrom(BOB, alice, uint256(node));
        eq(registry.getApproved(uint256(node)), address(0), "approval");
        eq(registry.managerOf(node), address(0), "manager");
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotAuthorized.selector, node, CAROL));
        vm.prank(CAROL);
        registry.setZone(node, "");
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
        registry.setZoneBySig(node, "", type(uint64).max, signature);
        // An operator is the account's, not the name's.
        vm.prank(operator);
        registry.setZone(node, "");
    }

    function test_R01_buyBackByRegistrationRevivesNothing() public {
        vm.prank(alice);
        registry.approve(CAROL, uint256(node));
        vm.prank(alice);
        registry.setManager(node, BOB);
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", serialOf(node), type(uint64).max));
        vm.warp(uint256(expiry) + GRACE);
        registry.register("alice", alice, uint64(block.timestamp) + YEAR, "");
        eq(registry.getApproved(uint256(node)), address(0), "approval");
        eq(registry.managerOf(node), address(0), "manager");
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
        registry.setZoneBySig(node, "", type(uint64).max, signature);
    }

    // C4-2022-07 M-11: labels kept in a table of their own went wrong. Here a label is in its event only,
    // and always the one whose hash is in the node.
    function testFuzz_I19_eventsCarryTheLabelOfTheNode(uint256 seed) public {
        bytes memory label = new bytes(within(seed, 1, 63));
        for (uint256 i = 0; i < label.length; ++i) {
            label[i] = bytes1(uint8(0x61 + uint256(keccak256(abi.encode(seed, i))) % 26));
        }
        vm.assume(keccak256(label) != keccak256("alice"));
        bytes32 n = keccak256(abi.encode(registry.originNode(), keccak256(label)));
        vm.expectEmit(address(registry));
        emit INameRegistry.NameRegistered(n, string(label), BOB, address(this));
        registry.register(string(label), BOB, expiry, "");
        vm.expectEmit(address(registry));
        emit INameRegistry.NameRenewed(n, string(label), uint256(expiry) + 9, 0, address(this));
        registry.extend(string(label), expiry + 9);
        vm.expectEmit(address(registry));
        emit INameRegistry.NameRenewed(n, string(label), uint256(expiry) + 10, CEILING, address(0));
        registry.renew{value: CEILING}(string(label), 1);
    }

    function test_extend() public {
        registry.extend("alice", expiry + 1);
        eq(expiryOf(node), expiry + 1, "expiry");
        eq(serialOf(node), 1, "serial stays");
    }

    function test_extend_revertsIfNotController() public {
        testFuzz_extend_revertsIfNotController(alice);
    }

    function testFuzz_extend_revertsIfNotController(address caller) public {
        vm.assume(!registry.isController(caller));
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotController.selector, caller));
        registry.extend("alice", expiry + 1);
    }

    function test_extend_revertsIfExpiryNotLater() public {
        testFuzz_extend_revertsIfExpiryNotLater(expiry);
    }

    function testFuzz_extend_revertsIfExpiryNotLater(uint64 earlier) public {
        earlier = uint64(within(earlier, 0, expiry));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ExpiryNotLater.selector, earlier, expiry));
        registry.extend("alice", earlier);
    }

    function test_extend_revertsIfExpiryTooFar() public {
        testFuzz_extend_revertsIfExpiryTooFar(0);
        testFuzz_extend_revertsIfExpiryTooFar(1 << 40);
    }

    function testFuzz_extend_revertsIfExpiryTooFar(uint64 far) public {
        uint256 latest = START + registry.MAX_DURATION();
        far = uint64(within(far, latest + 1, type(uint64).max));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ExpiryTooFar.selector, far, latest));
        registry.extend("alice", far);
    }

    function test_extend_revertsIfFree() public {
        vm.expectPartialRevert(INameRegistry.NameNotRegistered.selector);
        registry.extend("nobody", expiry);
        testFuzz_extend_revertsIfFree(0);
    }

    function testFuzz_extend_revertsIfFree(uint256 later) public {
        vm.warp(uint256(expiry) + GRACE + within(later, 0, 10 * YEAR));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node));
        registry.extend("alice", uint64(block.timestamp) + YEAR);
    }
}
