// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {IRegistrarController} from "../src/IRegistrarController.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {RegistrarController} from "../src/RegistrarController.sol";
import {Cheats, Checks} from "./Cheats.sol";
import {Fixture} from "./Fixture.sol";

/// @notice Acts as four accounts on five names under a moving clock, and keeps its own book of what
/// every word, manager and fee must be.
contract Actors is Checks {
    uint256 private constant CEILING = 1000;
    uint64 private constant GRACE = 30 days;

    NameRegistry private immutable registry;
    RegistrarController private immutable controller;
    string[5] private labels = ["alice", "bob", "carol", "dave", "eve"];
    address[4] private accounts = [address(0xA1), address(0xA2), address(0xA3), address(0xA4)];

    mapping(bytes32 node => address) private ownerIs;
    mapping(bytes32 node => address) private managerIs;
    mapping(bytes32 node => uint64) private expiryIs;
    mapping(bytes32 node => uint32) private serialIs;
    mapping(bytes32 node => bytes32) private imageIs;
    uint256 public paid;
    uint256 public folded;

    constructor(NameRegistry registry_, RegistrarController controller_) {
        (registry, controller) = (registry_, controller_);
    }

    function nodes() public view returns (bytes32[] memory list) {
        list = new bytes32[](labels.length);
        for (uint256 i = 0; i < labels.length; ++i) {
            list[i] = registry.nodeOf(labels[i]);
        }
    }

    /// @dev What the word of a node must be, by this book.
    function wordIs(bytes32 node) external view returns (uint256, bytes32 imageHash) {
        imageHash = imageIs[node];
        uint256 digest = imageHash == keccak256("") || imageHash == 0 ? 0 : uint160(uint256(imageHash));
        return ((digest << 96) | (uint256(expiryIs[node]) << 56) | (uint256(serialIs[node]) << 24), imageHash);
    }

    function holderIs(bytes32 node) external view returns (address owner, address manager) {
        if (block.timestamp < uint256(expiryIs[node]) + GRACE) return (ownerIs[node], managerIs[node]);
    }

    function passTime(uint256 time) external {
        vm.warp(block.timestamp + within(time, 1, 20 days));
    }

    function register(uint256 which, uint256 who, uint256 size) external {
        (string memory label, bytes32 node) = name(which);
        IRegistrarController.Registration memory r = IRegistrarController.Registration(
            label, accounts[who % 4], 28 days, zone(size), 1 ether, bytes32(size)
        );
        bytes32 c = controller.makeCommitment(r);
        uint256 since = controller.committedAt(c);
        if (since == 0 || block.timestamp >= since + 1 days) controller.commit(c);
        vm.warp(block.timestamp + 60);
        uint256 price = controller.rentPrice(label, 28 days);
        vm.deal(accounts[0], price + 3);
        bool free = block.timestamp >= uint256(expiryIs[node]) + GRACE;
        vm.recordLogs();
        vm.prank(accounts[0]);
        try controller.register{value: price + 3}(r) {
            yes(free, "only free names are registered");
            yes(accounts[0].balance == 3, "surplus");
            paid += price;
            (ownerIs[node], managerIs[node]) = (r.owner, address(0));
            expiryIs[node] = uint64(block.timestamp + 28 days);
            ++serialIs[node];
            imageIs[node] = keccak256(r.image);
        } catch {
            yes(!free || block.timestamp >= controller.committedAt(c) + 1 days, "a free name is for sale");
        }
        fold();
    }

    function renew(uint256 which, uint256 duration, bool ceiling) external {
        (string memory label, bytes32 node) = name(which);
        uint64 seconds_ = uint64(within(duration, 1, 60 days));
        uint256 price = ceiling ? CEILING * seconds_ : controller.rentPrice(label, seconds_);
        vm.deal(accounts[1], price);
        bool held = block.timestamp < uint256(expiryIs[node]) + GRACE;
        vm.recordLogs();
        vm.prank(accounts[1]);
        (bool ok,) = address(ceiling ? address(registry) : address(controller)).call{value: price}(
            abi.encodeWithSignature("renew(string,uint64)", label, seconds_)
        );
        yes(ok == held, "whoever is registered or in grace can be renewed, nobody else");
        if (ok) {
            paid += price;
            expiryIs[node] += seconds_;
        }
        fold();
    }

    function setZone(uint256 which, uint256 who, uint256 size) external {
        (, bytes32 node) = name(which);
        address account = accounts[who % 4];
        bytes memory image = zone(size);
        bool may =
            block.timestamp < expiryIs[node] && (account == ownerIs[node] || account == managerIs[node]);
        vm.recordLogs();
        vm.prank(account);
        (bool ok,) = address(registry).call(abi.encodeWithSignature("setZone(bytes32,bytes)", node, image));
        yes(ok == may, "owner or manager, before expiry");
        if (ok) {
            ++serialIs[node];
            imageIs[node] = keccak256(image);
        }
        fold();
    }

    function setManager(uint256 which, uint256 who, uint256 whom) external {
        (, bytes32 node) = name(which);
        address account = accounts[who % 4];
        bool may = block.timestamp < expiryIs[node] && account == ownerIs[node];
        vm.prank(account);
        (bool ok,) = address(registry).call(abi.encodeCall(registry.setManager, (node, accounts[whom % 4])));
        yes(ok == may, "the owner, before expiry");
        if (ok) managerIs[node] = accounts[whom % 4];
    }

    function transfer(uint256 which, uint256 who, uint256 whom) external {
        (, bytes32 node) = name(which);
        address account = accounts[who % 4];
        bool may = block.timestamp < expiryIs[node] && account == ownerIs[node];
        vm.prank(account);
        (bool ok,) = address(registry)
            .call(abi.encodeCall(registry.transferFrom, (account, accounts[whom % 4], uint256(node))));
        yes(ok == may, "the owner, before expiry");
        if (ok) (ownerIs[node], managerIs[node]) = (accounts[whom % 4], address(0));
    }

    function withdraw() external {
        registry.withdraw();
        controller.withdraw();
    }

    function name(uint256 which) private view returns (string memory label, bytes32 node) {
        label = labels[which % 5];
        node = registry.nodeOf(label);
    }

    function zone(uint256 size) private pure returns (bytes memory image) {
        image = new bytes(size % 3 == 0 ? 0 : within(size, 2, 200));
        if (image.length != 0) image[0] = 0x01;
        if (image.length > 9) image[9] = bytes1(uint8(size >> 8));
    }

    function fold() private {
        Cheats.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != INameRegistry.WordChanged.selector) continue;
            uint256 word = abi.decode(logs[i].data, (uint256));
            folded = uint256(keccak256(abi.encodePacked(folded, logs[i].topics[1], word))) >> 40;
        }
    }
}

/// @notice What holds after any sequence of actions.
contract InvariantTest is Fixture {
    Actors private actors;

    function setUp() public override {
        super.setUp();
        registry = new NameRegistry(address(this), "chain", CEILING, TREASURY);
        controller = new RegistrarController(address(this), registry, pricing, 60, 1 days, new string[](0));
        registry.addController(address(controller));
        actors = new Actors(registry, controller);
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(actors);
    }

    function invariant_wordsAndImagesAreAsTheBookSays() public view {
        bytes32[] memory list = actors.nodes();
        (uint256[] memory words, bytes[] memory images) = registry.zonesOf(list);
        for (uint256 i = 0; i < list.length; ++i) {
            (uint256 want, bytes32 imageHash) = actors.wordIs(list[i]);
            eq(words[i], want, "word");
            if (imageHash != 0) eq(keccak256(images[i]), imageHash, "image");
        }
    }

    function invariant_holdersAreAsTheBookSays() public view {
        bytes32[] memory list = actors.nodes();
        for (uint256 i = 0; i < list.length; ++i) {
            (address owner, address manager) = actors.holderIs(list[i]);
            eq(registry.managerOf(list[i]), manager, "manager");
            yes(registry.isFree(list[i]) == (owner == address(0)), "free");
            if (owner != address(0)) eq(registry.ownerOf(uint256(list[i])), owner, "owner");
        }
    }

    function invariant_changesIsTheFoldOfWordChanged() public view {
        eq(registry.changes() >> 40, actors.folded(), "fold");
    }

    function invariant_feesAreKeptToTheWei() public view {
        uint256 held = address(registry).balance + address(controller).balance + TREASURY.balance;
        eq(held, actors.paid(), "fees");
    }
}
