// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {Fixture} from "./Fixture.sol";
import {OddWallet, SigningWallet} from "./Wallets.sol";

/// @notice Zones by signature: whose count, how often, until when, and where.
contract SignaturesTest is Fixture {
    uint256 private constant FOREVER = type(uint256).max;

    function test_setZoneBySig() public {
        bytes memory b = image(50, 1);
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, b, 1, FOREVER));
        vm.prank(BOB);
        registry.setZoneBySig(node, b, FOREVER, signature);
        eq(zoneOf(node), b, "image");
    }

    function test_setZoneBySig_revertsIfUsed() public {
        testFuzz_setZoneBySig_revertsIfUsed(0, FOREVER);
    }

    function testFuzz_setZoneBySig_revertsIfUsed(uint256 size, uint256 deadline) public {
        deadline = within(deadline, START, FOREVER);
        bytes memory b = image(size % 2 == 0 ? 0 : within(size, 2, 99), 1);
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, b, 1, deadline));
        registry.setZoneBySig(node, b, deadline, signature);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
        registry.setZoneBySig(node, b, deadline, signature);
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
        registry.transferFrom(alice, wallet, uint256(node));
        registry.setZoneBySig(node, "", FOREVER, signed(7, setZoneHash(node, "", 2, FOREVER)));
        bytes memory wrong = signed(8, setZoneHash(node, "", 3, FOREVER));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
        registry.setZoneBySig(node, "", FOREVER, wrong);
    }

    // An approved contract, a marketplace say, moves names by its own rules. Whatever it says of signatures
    // is not its business here.
    function test_setZoneBySig_revertsIfContractIsOnlyApproved() public {
        testFuzz_setZoneBySig_revertsIfContractIsOnlyApproved(7);
    }

    function testFuzz_setZoneBySig_revertsIfContractIsOnlyApproved(uint256 key) public {
        key = within(key, 1, type(uint128).max);
        address wallet = address(new SigningWallet(vm.addr(key)));
        vm.assume(key != ALICE_KEY);
        bytes32 n = registry.register("approved", alice, expiry, "");
        vm.prank(alice);
        registry.approve(wallet, uint256(n));
        bytes memory signature = signed(key, setZoneHash(n, "", 1, FOREVER));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, n));
        registry.setZoneBySig(n, "", FOREVER, signature);
        vm.prank(wallet);
        registry.setZone(n, "");
    }

    // A right is judged when the signature is brought: who lost it has signed for nothing.
    function test_setZoneBySig_revertsIfSignerLostTheRight() public {
        testFuzz_setZoneBySig_revertsIfSignerLostTheRight(0);
        testFuzz_setZoneBySig_revertsIfSignerLostTheRight(1);
        testFuzz_setZoneBySig_revertsIfSignerLostTheRight(2);
    }

    function testFuzz_setZoneBySig_revertsIfSignerLostTheRight(uint256 way) public {
        bytes32 n = registry.register(string.concat("lost", vm.toString(way % 3)), alice, expiry, "");
        address other = vm.addr(2);
        vm.startPrank(alice);
        if (way % 3 == 0) registry.setManager(n, other);
        if (way % 3 == 1) registry.approve(other, uint256(n));
        if (way % 3 == 2) registry.setApprovalForAll(other, true);
        bytes memory signature = signed(2, setZoneHash(n, "", 1, FOREVER));
        if (way % 3 == 0) registry.setManager(n, address(0));
        if (way % 3 == 1) registry.approve(address(0), uint256(n));
        if (way % 3 == 2) registry.setApprovalForAll(other, false);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, n));
        registry.setZoneBySig(n, "", FOREVER, signature);
        vm.stopPrank();
    }

    // A signature counts whenever its signer may write and the serial is the signed one: a transfer away and
    // back does not end it, a publication does. docs/contracts.md says so.
    function testFuzz_signatureOutlivesTransferAndBack(bool published) public {
        bytes32 n = registry.register("roundtrip", alice, expiry, "");
        bytes memory signature = signed(ALICE_KEY, setZoneHash(n, "", 1, FOREVER));
        vm.prank(alice);
        registry.transferFrom(alice, BOB, uint256(n));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, n));
        registry.setZoneBySig(n, "", FOREVER, signature);
        vm.startPrank(BOB);
        if (published) registry.setZone(n, "");
        registry.transferFrom(BOB, alice, uint256(n));
        vm.stopPrank();
        if (published) vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, n));
        registry.setZoneBySig(n, "", FOREVER, signature);
    }

    function test_setZoneBySig_revertsIfWalletAnswersOddly() public {
        for (uint256 way = 0; way < 6; ++way) {
            testFuzz_setZoneBySig_revertsIfWalletAnswersOddly(way, "");
        }
    }

    function testFuzz_setZoneBySig_revertsIfWalletAnswersOddly(uint256 way, bytes memory signature) public {
        way = within(way, 0, 5);
        address wallet = address(new OddWallet(way));
        bytes32 n = registry.register(string.concat("odd", vm.toString(way)), wallet, expiry, "");
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, n));
        registry.setZoneBySig(n, "", FOREVER, signature);
    }

    function test_setZoneBySig_revertsIfAnythingDiffers() public {
        for (uint256 i = 0; i < 7; ++i) {
            testFuzz_setZoneBySig_revertsIfAnythingDiffers(i, 5);
        }
    }

    function testFuzz_setZoneBySig_revertsIfAnythingDiffers(uint256 which, uint256 key) public {
        bytes memory b = image(50, 1);
        bytes32 other = registry.nodeOf("other");
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
        testFuzz_setZoneBySig_revertsIfOtherChainOrRegistry(999);
    }

    function testFuzz_setZoneBySig_revertsIfOtherChainOrRegistry(uint64 chain) public {
        vm.assume(chain != block.chainid && chain != 0);
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", 1, FOREVER));
        bytes memory refused = abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node);
        NameRegistry second = emptyRegistry(address(this), "chain", uint128(CEILING), TREASURY);
        second.addController(address(this));
        second.register("alice", alice, expiry, "");
        vm.expectRevert(refused);
        second.setZoneBySig(node, "", FOREVER, signature);
        uint256 here = vm.getChainId(); // the optimizer may read block.chainid later
        vm.chainId(chain);
        vm.expectRevert(refused);
        registry.setZoneBySig(node, "", FOREVER, signature);
        vm.chainId(here);
        registry.setZoneBySig(node, "", FOREVER, signature);
    }

    function test_setZoneBySig_revertsIfGarbage() public {
        testFuzz_setZoneBySig_revertsIfGarbage("");
        testFuzz_setZoneBySig_revertsIfGarbage(new bytes(64));
        testFuzz_setZoneBySig_revertsIfGarbage(new bytes(65));
    }

    function testFuzz_setZoneBySig_revertsIfGarbage(bytes memory signature) public {
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidSignature.selector, node));
        registry.setZoneBySig(node, "", FOREVER, signature);
    }

    function test_setZoneBySig_revertsIfPastDeadline() public {
        testFuzz_setZoneBySig_revertsIfPastDeadline(START, 0);
    }

    function testFuzz_setZoneBySig_revertsIfPastDeadline(uint256 deadline, uint256 later) public {
        deadline = within(deadline, START, uint256(expiry) - 2);
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", 1, deadline));
        vm.warp(within(later, deadline + 1, uint256(expiry) - 1));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.SignatureExpired.selector, deadline));
        registry.setZoneBySig(node, "", deadline, signature);
        vm.warp(deadline);
        registry.setZoneBySig(node, "", deadline, signature);
    }

    function test_setZoneBySig_revertsIfExpired() public {
        testFuzz_setZoneBySig_revertsIfExpired(0);
    }

    function testFuzz_setZoneBySig_revertsIfExpired(uint256 later) public {
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", 1, FOREVER));
        vm.warp(uint256(expiry) + within(later, 0, GRACE - 1));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameExpired.selector, node, expiry));
        registry.setZoneBySig(node, "", FOREVER, signature);
    }

    function test_setZoneBySig_revertsIfFree() public {
        testFuzz_setZoneBySig_revertsIfFree(0);
    }

    function testFuzz_setZoneBySig_revertsIfFree(uint256 later) public {
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, "", 1, FOREVER));
        vm.warp(uint256(expiry) + GRACE + within(later, 0, 10 * YEAR));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node));
        registry.setZoneBySig(node, "", FOREVER, signature);
    }

    // The origin has no owner to sign for it: nobody recovered is nobody authorised.
    function testFuzz_setZoneBySig_neverWritesTheOrigin(bytes memory signature) public {
        bytes32 origin = registry.originNode();
        registry.setOriginZone(image(40, 1));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, origin));
        registry.setZoneBySig(origin, "", FOREVER, signature);
    }
}
