// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {Fixture} from "./Fixture.sol";
import {BusyPayer, Miser, Reentrant} from "./Wallets.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @notice Registration, renewal, expiry, transfer, and the registry's owner.
contract NamesTest is Fixture {
    function test_constructor() public {
        eq(registry.originNode(), keccak256(abi.encode(bytes32(0), keccak256("chain"))), "origin");
        eq(registry.ceilingPrice(), CEILING, "ceiling");
        eq(registry.treasury(), TREASURY, "treasury");
        eq(bytes(registry.name()), "chain", "name");
        NameRegistry deep = new NameRegistry(address(this), "names.example", 1, TREASURY);
        bytes32 example = keccak256(abi.encode(bytes32(0), keccak256("example")));
        eq(deep.originNode(), keccak256(abi.encode(example, keccak256("names"))), "two labels");
    }

    function test_constructor_revertsIfZero() public {
        vm.expectPartialRevert(INameRegistry.ZeroValue.selector);
        new NameRegistry(address(this), "chain", 0, TREASURY);
        vm.expectPartialRevert(INameRegistry.ZeroValue.selector);
        new NameRegistry(address(this), "chain", 1, address(0));
    }

    function test_constructor_revertsIfOriginInvalid() public {
        string[5] memory bad = ["", "chain.", ".chain", "a..b", "Chain"];
        for (uint256 i = 0; i < bad.length; ++i) {
            vm.expectPartialRevert(INameRegistry.InvalidLabel.selector);
            new NameRegistry(address(this), bad[i], 1, TREASURY);
        }
    }

    function test_register() public {
        bytes memory b = image(77, 1);
        bytes32 n = registry.nodeOf("bob");
        yes(registry.isFree(n), "free before");
        vm.expectEmit(address(registry));
        emit INameRegistry.NameRegistered(n, "bob", BOB);
        vm.expectEmit(address(registry));
        emit INameRegistry.WordChanged(n, (uint256(digestOf(b)) << 96) | (uint256(expiry) << 56) | (1 << 24));
        eq(registry.register("bob", BOB, expiry, b), n, "node");
        eq(registry.ownerOf(uint256(n)), BOB, "owner");
        eq(zoneOf(n), b, "image");
        yes(!registry.isFree(n), "taken after");
    }

    function test_register_revertsIfNotController() public {
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotController.selector, BOB));
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
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ExpiryNotLater.selector, START, START));
        registry.register("bob", BOB, uint64(START), "");
    }

    function testFuzz_register_revertsIfExpiryTooFar(uint64 far) public {
        far = uint64(within(far, START + registry.MAX_DURATION() + 1, type(uint64).max));
        vm.expectPartialRevert(INameRegistry.ExpiryTooFar.selector);
        registry.register("bob", BOB, far, "");
    }

    function test_register_revertsIfOwnerZero() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        registry.register("bob", address(0), expiry, "");
    }

    function test_register_worksOnYoungChain() public {
        vm.warp(1);
        registry.register("bob", BOB, 100, "");
        vm.expectPartialRevert(INameRegistry.NameTaken.selector);
        registry.register("bob", BOB, 100, "");
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
        vm.warp(uint256(expiry) + GRACE);
        registry.register("alice", alice, uint64(block.timestamp) + YEAR, "");
        eq(registry.getApproved(uint256(node)), address(0), "approval");
        eq(registry.managerOf(node), address(0), "manager");
    }

    function test_extend() public {
        registry.extend("alice", expiry + 1);
        eq(expiryOf(node), expiry + 1, "expiry");
        eq(serialOf(node), 1, "serial stays");
    }

    function test_extend_revertsIfNotController() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotController.selector, alice));
        registry.extend("alice", expiry + 1);
    }

    function testFuzz_extend_revertsIfExpiryNotLater(uint64 earlier) public {
        earlier = uint64(within(earlier, 0, expiry));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.ExpiryNotLater.selector, earlier, expiry));
        registry.extend("alice", earlier);
    }

    function test_extend_revertsIfFree() public {
        vm.expectPartialRevert(INameRegistry.NameNotRegistered.selector);
        registry.extend("nobody", expiry);
        vm.warp(uint256(expiry) + GRACE);
        vm.expectPartialRevert(INameRegistry.NameNotRegistered.selector);
        registry.extend("alice", expiry + YEAR);
    }

    function test_renew() public {
        testFuzz_renew(YEAR, 5, 0);
    }

    function testFuzz_renew(uint64 duration, uint256 surplus, uint256 later) public {
        duration = uint64(within(duration, 1, 50 * 365 days));
        surplus = within(surplus, 0, 1 ether);
        vm.warp(START + within(later, 0, uint256(YEAR) + GRACE - 1));
        uint256 price = CEILING * duration;
        vm.prank(BOB);
        registry.renew{value: price + surplus}("alice", duration);
        eq(expiryOf(node), uint256(expiry) + duration, "expiry");
        eq(address(registry).balance, price, "fee");
        eq(BOB.balance, 100 ether - price, "surplus came back");
        eq(serialOf(node), 1, "serial stays");
    }

    function test_renew_worksWithoutAnyControllers() public {
        registry.removeController(address(controller));
        registry.removeController(address(this));
        vm.prank(BOB);
        registry.renew{value: CEILING * YEAR}("alice", YEAR);
        eq(expiryOf(node), uint256(expiry) + YEAR, "expiry");
    }

    function test_renew_revertsIfPaymentTooSmall() public {
        uint256 price = CEILING * YEAR;
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.PaymentTooSmall.selector, price - 1, price));
        registry.renew{value: price - 1}("alice", YEAR);
    }

    function test_renew_revertsIfFree() public {
        vm.warp(uint256(expiry) + GRACE);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node));
        registry.renew{value: CEILING}("alice", 1);
    }

    // GHSA-rrxv-q8m4-wch3: a huge duration wrapped around and moved the expiry back.
    function testFuzz_R02_renewNeverMovesExpiryBack(uint64 duration) public {
        vm.deal(address(this), type(uint128).max);
        try registry.renew{value: uint256(duration) * CEILING}("alice", duration) {
            eq(expiryOf(node), uint256(expiry) + duration, "expiry");
        } catch {
            eq(expiryOf(node), expiry, "unchanged");
        }
        uint64 longest = registry.MAX_DURATION();
        duration = uint64(within(duration, longest + 1, type(uint64).max));
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidDuration.selector, duration));
        registry.renew{value: 1 ether}("alice", duration);
    }

    function test_renew_revertsIfDurationZero() public {
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.InvalidDuration.selector, 0));
        registry.renew("alice", 0);
    }

    function test_renew_revertsIfExpiryTooFar() public {
        uint64 longest = registry.MAX_DURATION();
        vm.deal(address(this), 100 ether);
        vm.expectPartialRevert(INameRegistry.ExpiryTooFar.selector);
        registry.renew{value: CEILING * longest}("alice", longest);
    }

    function test_R09_renewRefundsContractsThatNeedGas() public {
        BusyPayer payer = new BusyPayer();
        bytes memory call = abi.encodeCall(registry.renew, ("alice", 10));
        payer.pay{value: CEILING * 10 + 7}(address(registry), call);
        eq(payer.received(), 7, "surplus");
    }

    function test_renew_revertsIfRefundFails() public {
        Miser miser = new Miser();
        bytes memory call = abi.encodeCall(registry.renew, ("alice", 10));
        bytes memory reason = miser.pay{value: CEILING * 10 + 7}(address(registry), call);
        eq(reason, abi.encodeWithSelector(INameRegistry.RefundFailed.selector, address(miser), 7), "reason");
        eq(expiryOf(node), expiry, "unchanged");
    }

    function test_renew_refundsLast() public {
        Reentrant payer = new Reentrant(registry, node);
        bytes memory call = abi.encodeCall(registry.renew, ("alice", 10));
        payer.pay{value: CEILING * 10 + 7}(address(registry), call, abi.encodeCall(registry.withdraw, ()));
        eq(payer.seenExpiry(), uint256(expiry) + 10, "expiry was set before the refund");
        yes(!payer.accepted(), "no second entry");
    }

    function test_withdraw() public {
        registry.renew{value: CEILING * 10}("alice", 10);
        vm.prank(BOB);
        registry.withdraw();
        eq(TREASURY.balance, CEILING * 10, "treasury");
        eq(address(registry).balance, 0, "registry");
    }

    function test_withdraw_revertsIfTreasuryRefuses() public {
        registry.renew{value: CEILING}("alice", 1);
        registry.setTreasury(address(new Miser()));
        vm.expectPartialRevert(INameRegistry.WithdrawalFailed.selector);
        registry.withdraw();
        registry.renew{value: CEILING}("alice", 1);
    }

    // ERC-721 and time

    function test_R16_expiredNameCannotBeTransferredApprovedOrManaged() public {
        vm.prank(alice);
        registry.approve(CAROL, uint256(node));
        testFuzz_R16_expiredNameIsFrozen(0);
        testFuzz_R16_expiredNameIsFrozen(GRACE - 1);
    }

    function testFuzz_R16_expiredNameIsFrozen(uint256 later) public {
        vm.warp(uint256(expiry) + within(later, 0, GRACE - 1));
        bytes memory expired = abi.encodeWithSelector(INameRegistry.NameExpired.selector, node, expiry);
        vm.prank(alice);
        vm.expectRevert(expired);
        registry.transferFrom(alice, BOB, uint256(node));
        vm.prank(CAROL);
        vm.expectRevert(expired);
        registry.safeTransferFrom(alice, BOB, uint256(node));
        vm.prank(alice);
        vm.expectRevert(expired);
        registry.approve(BOB, uint256(node));
        vm.prank(alice);
        vm.expectRevert(expired);
        registry.setManager(node, BOB);
        eq(registry.ownerOf(uint256(node)), alice, "owner in grace");
    }

    function test_ownerOf_revertsIfFree() public {
        vm.warp(uint256(expiry) + GRACE);
        bytes memory nobody = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, node);
        vm.expectRevert(nobody);
        registry.ownerOf(uint256(node));
        vm.expectRevert(nobody);
        registry.getApproved(uint256(node));
        vm.expectRevert(nobody);
        registry.tokenURI(uint256(node));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, node));
        registry.transferFrom(alice, BOB, uint256(node));
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

    function test_transfer_revertsIfNotAuthorized() public {
        vm.prank(alice);
        registry.setManager(node, CAROL);
        vm.prank(CAROL);
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, CAROL, node)
        );
        registry.transferFrom(alice, CAROL, uint256(node));
    }

    function test_setManager() public {
        vm.prank(alice);
        vm.expectEmit(address(registry));
        emit INameRegistry.ManagerChanged(node, CAROL);
        registry.setManager(node, CAROL);
        eq(registry.managerOf(node), CAROL, "manager");
    }

    function test_setManager_revertsIfNotAuthorized() public {
        vm.prank(alice);
        registry.setManager(node, CAROL);
        vm.prank(CAROL);
        vm.expectRevert(abi.encodeWithSelector(INameRegistry.NotAuthorized.selector, node, CAROL));
        registry.setManager(node, BOB);
    }

    function tokenURI(address asker, uint256 tokenId) external view returns (string memory) {
        yes(asker == address(registry) && tokenId == uint256(node), "what the renderer is asked");
        return "data:,alice";
    }

    function test_tokenURI() public {
        eq(bytes(registry.tokenURI(uint256(node))), "", "no renderer");
        vm.expectEmit(address(registry));
        emit INameRegistry.RendererChanged(address(this));
        registry.setRenderer(address(this));
        eq(bytes(registry.tokenURI(uint256(node))), "data:,alice", "renderer");
    }

    function test_supportsInterface() public view {
        yes(registry.supportsInterface(type(IERC165).interfaceId), "ERC-165");
        yes(registry.supportsInterface(type(IERC721).interfaceId), "ERC-721");
        yes(registry.supportsInterface(type(IERC721Metadata).interfaceId), "metadata");
        yes(registry.supportsInterface(type(INameRegistry).interfaceId), "its own");
        yes(!registry.supportsInterface(0xffffffff), "not the invalid one");
        yes(!registry.supportsInterface(0x2a55205a), "no royalties");
    }

    // The registry's owner

    function test_onlyOwner_revertsIfAnybodyElse() public {
        bytes[6] memory calls = [
            abi.encodeCall(registry.addController, (BOB)),
            abi.encodeCall(registry.removeController, (BOB)),
            abi.encodeCall(registry.setTreasury, (BOB)),
            abi.encodeCall(registry.setRenderer, (BOB)),
            abi.encodeCall(registry.setOriginZone, ("")),
            abi.encodeCall(registry.transferOwnership, (BOB))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(BOB);
            (bool ok, bytes memory reason) = address(registry).call(calls[i]);
            yes(!ok, "refused");
            eq(reason, abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", BOB), "reason");
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

    function test_setTreasury_revertsIfZero() public {
        vm.expectPartialRevert(INameRegistry.ZeroValue.selector);
        registry.setTreasury(address(0));
    }

    function test_renounceOwnership_reverts() public {
        vm.expectPartialRevert(INameRegistry.OwnershipRequired.selector);
        registry.renounceOwnership();
    }

    function test_transferOwnership_takesTwoSteps() public {
        registry.transferOwnership(BOB);
        eq(registry.owner(), address(this), "until accepted");
        vm.prank(BOB);
        registry.acceptOwnership();
        eq(registry.owner(), BOB, "accepted");
    }
}
