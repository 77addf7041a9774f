// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {Fixture} from "./Fixture.sol";
import {Collector, Miser} from "./Wallets.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @notice Names as tokens under a moving clock, their managers, and who may move them.
contract TokensTest is Fixture {
    bytes private nameExpired;
    bytes private notRegistered;

    function setUp() public override {
        super.setUp();
        nameExpired = abi.encodeWithSelector(INameRegistry.NameExpired.selector, node, expiry);
        notRegistered = abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node);
    }

    /// @dev Nobody who may do anything with the name.
    function stranger(address account) private view {
        vm.assume(account != alice && account != address(0));
    }

    // Every action of an owner, and of whom he approved, against every age of an expired name.
    function test_R16_expiredNameIsFrozen() public {
        testFuzz_R16_expiredNameIsFrozen(0);
        testFuzz_R16_expiredNameIsFrozen(GRACE - 1);
    }

    function testFuzz_R16_expiredNameIsFrozen(uint256 later) public {
        vm.warp(START);
        vm.prank(alice);
        registry.approve(CAROL, uint256(node));
        vm.warp(uint256(expiry) + within(later, 0, GRACE - 1));
        vm.prank(alice);
        vm.expectRevert(nameExpired);
        registry.transferFrom(alice, BOB, uint256(node));
        vm.prank(CAROL);
        vm.expectRevert(nameExpired);
        registry.safeTransferFrom(alice, BOB, uint256(node));
        vm.prank(CAROL);
        vm.expectRevert(nameExpired);
        registry.safeTransferFrom(alice, BOB, uint256(node), "data");
        vm.prank(alice);
        vm.expectRevert(nameExpired);
        registry.approve(BOB, uint256(node));
        vm.prank(alice);
        vm.expectRevert(nameExpired);
        registry.setManager(node, BOB);
        eq(registry.ownerOf(uint256(node)), alice, "owner in grace");
        eq(registry.getApproved(uint256(node)), CAROL, "approved in grace");
    }

    function test_ownerOf_revertsIfFree() public {
        testFuzz_ownerOf_revertsIfFree(0);
    }

    function testFuzz_ownerOf_revertsIfFree(uint256 later) public {
        vm.warp(uint256(expiry) + GRACE + within(later, 0, 10 * YEAR));
        bytes memory nobody = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, node);
        vm.expectRevert(nobody);
        registry.ownerOf(uint256(node));
        vm.expectRevert(nobody);
        registry.getApproved(uint256(node));
        vm.expectRevert(nobody);
        registry.tokenURI(uint256(node));
    }

    function test_transfer_clearsManagerAndApproval() public {
        vm.prank(alice);
        registry.setManager(node, CAROL);
        vm.prank(alice);
        registry.approve(CAROL, uint256(node));
        vm.prank(CAROL);
        vm.expectEmit(address(registry));
        emit INameRegistry.ManagerChanged(node, address(0));
        registry.transferFrom(alice, BOB, uint256(node));
        eq(registry.managerOf(node), address(0), "manager");
        eq(registry.getApproved(uint256(node)), address(0), "approval");
        vm.prank(BOB);
        registry.transferFrom(BOB, alice, uint256(node));
        eq(registry.managerOf(node), address(0), "manager after it came back");
    }

    // C4-2022-07 M-12: a transfer to oneself is a transfer: it clears what transfers clear, and mints nothing.
    function test_R11_transferToOneselfIsATransfer() public {
        vm.prank(alice);
        registry.approve(CAROL, uint256(node));
        vm.prank(alice);
        registry.setManager(node, CAROL);
        vm.prank(alice);
        registry.transferFrom(alice, alice, uint256(node));
        eq(registry.ownerOf(uint256(node)), alice, "owner");
        eq(registry.balanceOf(alice), 1, "balance");
        eq(registry.getApproved(uint256(node)), address(0), "approval");
        eq(registry.managerOf(node), address(0), "manager");
    }

    function test_transfer_revertsIfNotAuthorized() public {
        vm.prank(alice);
        registry.setManager(node, CAROL);
        testFuzz_transfer_revertsIfNotAuthorized(CAROL);
        testFuzz_transfer_revertsIfNotAuthorized(address(this));
        testFuzz_transfer_revertsIfNotAuthorized(address(controller));
    }

    function testFuzz_transfer_revertsIfNotAuthorized(address account) public {
        stranger(account);
        bytes memory refused =
            abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, account, node);
        vm.prank(account);
        vm.expectRevert(refused);
        registry.transferFrom(alice, account, uint256(node));
        vm.prank(account);
        vm.expectRevert(refused);
        registry.safeTransferFrom(alice, account, uint256(node));
    }

    function test_transfer_revertsIfFree() public {
        testFuzz_transfer_revertsIfFree(0);
    }

    function testFuzz_transfer_revertsIfFree(uint256 later) public {
        vm.warp(uint256(expiry) + GRACE + within(later, 0, 10 * YEAR));
        vm.prank(alice);
        vm.expectRevert(notRegistered);
        registry.transferFrom(alice, BOB, uint256(node));
    }

    function test_transfer_revertsIfFromIsNotOwner() public {
        testFuzz_transfer_revertsIfFromIsNotOwner(BOB);
    }

    function testFuzz_transfer_revertsIfFromIsNotOwner(address from) public {
        stranger(from);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721IncorrectOwner.selector, from, node, alice)
        );
        registry.transferFrom(from, BOB, uint256(node));
    }

    function test_transfer_revertsIfReceiverZero() public {
        testFuzz_transfer_revertsIfReceiverZero(0);
    }

    function testFuzz_transfer_revertsIfReceiverZero(uint256 later) public {
        vm.warp(START + within(later, 0, YEAR - 1));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        registry.transferFrom(alice, address(0), uint256(node));
    }

    function test_transfer_revertsIfReceiverRefuses() public {
        testFuzz_transfer_revertsIfReceiverRefuses("");
    }

    function testFuzz_transfer_revertsIfReceiverRefuses(bytes memory data) public {
        address miser = address(new Miser());
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, miser));
        registry.safeTransferFrom(alice, miser, uint256(node), data);
        eq(registry.ownerOf(uint256(node)), alice, "owner");
    }

    // C4-2022-07 H-01 and contracts-v2: who is called back sees a finished transfer and can do no more
    // than its new owner may.
    function test_R06_receiverSeesAFinishedTransfer() public {
        Collector collector = new Collector();
        vm.prank(alice);
        registry.setManager(node, CAROL);
        bytes memory again =
            abi.encodeWithSignature("transferFrom(address,address,uint256)", alice, BOB, uint256(node));
        vm.prank(alice);
        registry.safeTransferFrom(alice, address(collector), uint256(node), again);
        eq(collector.ownerSeen(), address(collector), "owner during the call");
        eq(collector.managerSeen(), address(0), "manager during the call");
        yes(!collector.acted(), "the former owner's transfer cannot be repeated");
        eq(registry.balanceOf(alice) + registry.balanceOf(address(collector)), 1, "one token");
    }

    function test_R06_receiverOfARegistrationIsNotCalled() public {
        Collector collector = new Collector();
        registry.register("bob", address(collector), expiry, "");
        eq(collector.ownerSeen(), address(0), "never called");
        address miser = address(new Miser());
        registry.register("carol", miser, expiry, "");
        eq(registry.ownerOf(uint256(registry.nodeOf("carol"))), miser, "one that refuses is given it too");
    }

    function test_approve_revertsIfNotAuthorized() public {
        vm.prank(alice);
        registry.setManager(node, CAROL);
        testFuzz_approve_revertsIfNotAuthorized(CAROL);
        vm.prank(alice);
        registry.approve(BOB, uint256(node));
        testFuzz_approve_revertsIfNotAuthorized(BOB);
    }

    function testFuzz_approve_revertsIfNotAuthorized(address account) public {
        stranger(account);
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidApprover.selector, account));
        registry.approve(account, uint256(node));
    }

    function test_approve_revertsIfFree() public {
        testFuzz_approve_revertsIfFree(0);
    }

    function testFuzz_approve_revertsIfFree(uint256 later) public {
        vm.warp(uint256(expiry) + GRACE + within(later, 0, 10 * YEAR));
        vm.prank(alice);
        vm.expectRevert(notRegistered);
        registry.approve(BOB, uint256(node));
    }

    function test_setManager() public {
        vm.prank(alice);
        vm.expectEmit(address(registry));
        emit INameRegistry.ManagerChanged(node, CAROL);
        registry.setManager(node, CAROL);
        eq(registry.managerOf(node), CAROL, "manager");
        vm.prank(alice);
        registry.approve(BOB, uint256(node));
        vm.prank(BOB);
        registry.setManager(node, BOB);
        eq(registry.managerOf(node), BOB, "by the approved address");
    }

    function test_setManager_revertsIfNotAuthorized() public {
        vm.prank(alice);
        registry.setManager(node, CAROL);
        testFuzz_setManager_revertsIfNotAuthorized(CAROL);
        testFuzz_setManager_revertsIfNotAuthorized(address(this));
        testFuzz_setManager_revertsIfNotAuthorized(address(controller));
    }

    function testFuzz_setManager_revertsIfNotAuthorized(address account) public {
        stranger(account);
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotAuthorized.selector, node, account));
        registry.setManager(node, account);
    }

    function test_setManager_revertsIfFree() public {
        testFuzz_setManager_revertsIfFree(0);
    }

    function testFuzz_setManager_revertsIfFree(uint256 later) public {
        vm.warp(uint256(expiry) + GRACE + within(later, 0, 10 * YEAR));
        vm.prank(alice);
        vm.expectRevert(notRegistered);
        registry.setManager(node, BOB);
    }

    // Views that answer for tokens, and interfaces

    function tokenURI(address asker, uint256 tokenId) external view returns (string memory) {
        yes(asker == address(registry) && tokenId == uint256(node), "what the renderer is asked");
        return "data:,alice";
    }

    function test_tokenURI() public {
        eq(bytes(registry.tokenURI(uint256(node))), "", "no renderer");
        registry.setRenderer(address(this));
        eq(bytes(registry.tokenURI(uint256(node))), "data:,alice", "renderer");
    }

    function test_I16_supportsInterface() public view {
        yes(registry.supportsInterface(type(IERC165).interfaceId), "ERC-165");
        yes(registry.supportsInterface(type(IERC721).interfaceId), "ERC-721");
        yes(registry.supportsInterface(type(IERC721Metadata).interfaceId), "metadata");
        yes(registry.supportsInterface(type(INameRegistry).interfaceId), "its own");
        yes(!registry.supportsInterface(0xffffffff), "not the invalid one");
        yes(!registry.supportsInterface(0x2a55205a), "no royalties");
    }

    function testFuzz_I16_unknownSelectorsRevert(bytes4 selector) public {
        vm.assume(selector != registry.withdraw.selector); // the one without argument and answer
        vm.startPrank(BOB);
        (bool ok, bytes memory answer) = address(registry).call(abi.encodePacked(selector));
        // Without arguments only the views that take none answer; they answer something.
        yes(!ok || answer.length != 0, "registry");
        (ok, answer) = address(controller).call(abi.encodePacked(selector));
        yes(!ok || answer.length != 0, "controller");
        (ok,) = address(registry).call{value: 1}("");
        yes(!ok, "no money without a reason");
    }

    // A manager stays when the approval of the account that named it ends. Its holder, a transfer and a
    // re-registration end it. docs/contracts.md says so.
    function test_managerOutlivesTheApprovalThatSetIt() public {
        vm.prank(alice);
        registry.approve(BOB, uint256(node));
        vm.prank(BOB);
        registry.setManager(node, CAROL);
        vm.prank(alice);
        registry.approve(address(0), uint256(node));
        vm.prank(CAROL);
        registry.setZone(node, image(9, 1));
        vm.prank(alice);
        registry.setManager(node, address(0));
        vm.prank(CAROL);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotAuthorized.selector, node, CAROL));
        registry.setZone(node, "");
    }
}
