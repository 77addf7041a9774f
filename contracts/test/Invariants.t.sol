// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPricing} from "../src/IPricing.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {RegistrarController} from "../src/RegistrarController.sol";
import {Actors} from "./Actors.sol";
import {Book} from "./Book.sol";
import {Checks} from "./Cheats.sol";

/// @notice What holds after any sequence of actions of Actors, on a chain whose clock begins at 0. How each
/// action may end, and what it may change, is checked in Actors itself.
contract InvariantTest is Checks {
    address private constant ADMIN = address(0xAD);
    uint256 private constant CEILING = 1000;

    NameRegistry private registry;
    RegistrarController private controller;
    Actors private actors;

    function setUp() external {
        vm.warp(0);
        string[] memory reserved = new string[](1);
        reserved[0] = "ns1";
        uint128 each = uint128(CEILING);
        registry = new NameRegistry(
            ADMIN, "chain", [each, each, each, each, each], address(0x7EA5), reserved, ADMIN
        );
        IPricing none = IPricing(address(0)); // until the actors bring theirs
        controller = new RegistrarController(address(this), registry, none, 60, 1 days);
        vm.prank(ADMIN);
        registry.addController(address(controller));
        actors = new Actors(registry, controller, ADMIN);
        controller.setPricing(actors.moody());
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(actors);
    }

    /// @dev One campaign for all: a campaign for each would take as many times as long.
    function invariant_all() external {
        bytes32[] memory nodes = actors.allNodes();
        words(nodes);
        holders(nodes);
        changes(nodes);
        commitments();
        fees();
        renewals(nodes);
    }

    function words(bytes32[] memory nodes) private view {
        (uint256[] memory got, bytes[] memory images) = registry.zonesOf(nodes);
        for (uint256 i = 0; i < nodes.length; ++i) {
            eq(got[i], actors.wordIs(nodes[i]), "I13: a word is what the rules made of it");
            eq(images[i], actors.nameOf(nodes[i]).image, "I14: an image is what was last written");
            uint160 digest = images[i].length == 0 ? 0 : uint160(uint256(keccak256(images[i])));
            eq(got[i] >> 96, digest, "I14: the digest is the image's hash");
            eq(uint24(got[i]), 0, "flags are zero");
        }
    }

    function holders(bytes32[] memory nodes) private view {
        for (uint256 i = 0; i < nodes.length; ++i) {
            bytes32 node = nodes[i];
            Book.Name memory n = actors.nameOf(node);
            bool held = actors.isHeld(node);
            yes(registry.isFree(node) == !held, "I08: free is never registered or past grace");
            yes(controller.available(n.label) == !held, "I08: the controller says the same");
            eq(registry.managerOf(node), held ? n.manager : address(0), "I12: manager");
            if (held) {
                eq(registry.ownerOf(uint256(node)), n.owner, "I01: one owner");
                eq(registry.getApproved(uint256(node)), n.approved, "I12: approved");
                continue;
            }
            try registry.ownerOf(uint256(node)) {
                yes(false, "I05: nobody owns a free name");
            } catch {}
        }
        for (uint256 i = 0; i < 7; ++i) {
            address account = actors.accounts(i);
            eq(registry.balanceOf(account), actors.balanceIs(account), "I01: balances");
        }
    }

    function changes(bytes32[] memory nodes) private view {
        eq(registry.changes() >> 40, actors.foldedChanges(), "I18: changes is the fold of the events");
        for (uint256 i = 0; i < nodes.length; ++i) {
            eq(actors.wordByEvents(nodes[i]), registry.wordOf(nodes[i]), "I18: events rebuild every word");
        }
        bytes32 origin = registry.originNode();
        eq(registry.wordOf(origin), actors.originWordIs(), "I17: the origin's word is its owner's");
        eq(actors.wordByEvents(origin), registry.wordOf(origin), "I18: the origin's too");
        yes(!registry.isFree(origin), "the origin is never for sale");
    }

    function commitments() private view {
        bytes32[] memory list = actors.allCommitments();
        for (uint256 i = 0; i < list.length; ++i) {
            eq(controller.committedAt(list[i]), actors.committedIs(list[i]), "I06: commitments");
        }
    }

    function fees() private view {
        uint256 left = actors.treasury(true).balance + actors.treasury(false).balance;
        eq(
            address(registry).balance + address(controller).balance + left,
            actors.paid(),
            "I10: fees in are treasury and holdings, to the wei"
        );
    }

    /// @dev In every state, whoever holds a name can have it renewed by anybody. Nothing of this stays:
    /// forge keeps no state that an invariant changes.
    function renewals(bytes32[] memory nodes) private {
        for (uint256 i = 0; i < nodes.length; ++i) {
            if (!actors.isHeld(nodes[i])) continue;
            Book.Name memory n = actors.nameOf(nodes[i]);
            if (uint256(n.expiry) + 1 > block.timestamp + registry.MAX_DURATION()) continue;
            vm.deal(address(0x5AFE), CEILING);
            vm.prank(address(0x5AFE));
            registry.renew{value: CEILING}(n.label, 1);
            eq(
                uint40(registry.wordOf(nodes[i]) >> 56),
                uint256(n.expiry) + 1,
                "I17: renewal cannot be stopped"
            );
        }
    }
}
