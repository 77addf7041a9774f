// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DecayingPricing} from "../src/DecayingPricing.sol";
import {IRegistrarController} from "../src/IRegistrarController.sol";
import {NameRegistry} from "../src/NameRegistry.sol";
import {RegistrarController} from "../src/RegistrarController.sol";
import {Checks} from "./Cheats.sol";

/// @notice A registry "chain" with a controller; this test contract owns both and is a controller too.
abstract contract Fixture is Checks {
    uint256 internal constant START = 1_700_000_000;
    uint256 internal constant CEILING = 1000;
    uint256 internal constant PRICE = 50;
    uint64 internal constant YEAR = 365 days;
    uint64 internal constant GRACE = 30 days;

    uint256 internal constant ALICE_KEY = 0xA11CE;
    address internal immutable alice = vm.addr(ALICE_KEY);
    address internal constant BOB = address(0xB0B);
    address internal constant CAROL = address(0xCA401);
    address internal constant TREASURY = address(0x7EA5);

    NameRegistry internal registry;
    RegistrarController internal controller;
    DecayingPricing internal pricing;
    bytes32 internal node;
    uint64 internal expiry;

    function setUp() public virtual {
        vm.warp(START);
        string[] memory reserved = new string[](1);
        reserved[0] = "ns1";
        registry = new NameRegistry(
            address(this), "chain", ceilings(uint128(CEILING)), TREASURY, reserved, address(this)
        );
        uint256[] memory prices = new uint256[](3);
        (prices[0], prices[1], prices[2]) = (5000, 500, PRICE);
        pricing = new DecayingPricing(address(this), prices, 0);
        controller = new RegistrarController(address(this), registry, pricing, 60, 1 days);
        registry.addController(address(controller));
        registry.addController(address(this));
        expiry = uint64(START) + YEAR;
        node = registry.register("alice", alice, expiry, "");
        vm.deal(alice, 100 ether);
        vm.deal(BOB, 100 ether);
    }

    /// @dev A registry that nothing was registered in.
    function emptyRegistry(address owner, string memory origin, uint128 ceiling, address treasury)
        internal
        returns (NameRegistry)
    {
        return new NameRegistry(owner, origin, ceilings(ceiling), treasury, new string[](0), address(0));
    }

    /// @dev The same ceiling for every length.
    function ceilings(uint128 each) internal pure returns (uint128[5] memory) {
        return [each, each, each, each, each];
    }

    function image(uint256 size, uint256 seed) internal pure returns (bytes memory b) {
        b = new bytes(size);
        for (uint256 i = 0; i < size; ++i) {
            b[i] = bytes1(uint8(i * 7 + seed) | 1);
        }
        if (size != 0) b[0] = 0x01;
    }

    function digestOf(bytes memory b) internal pure returns (uint160) {
        return b.length == 0 ? 0 : uint160(uint256(keccak256(b)));
    }

    function expiryOf(bytes32 n) internal view returns (uint256) {
        return uint40(registry.wordOf(n) >> 56);
    }

    function serialOf(bytes32 n) internal view returns (uint32) {
        return uint32(registry.wordOf(n) >> 24);
    }

    function zoneOf(bytes32 n) internal view returns (bytes memory) {
        bytes32[] memory nodes = new bytes32[](1);
        nodes[0] = n;
        (, bytes[] memory images) = registry.zonesOf(nodes);
        return images[0];
    }

    function registration(string memory label, address owner)
        internal
        pure
        returns (IRegistrarController.Registration memory)
    {
        return IRegistrarController.Registration(label, owner, YEAR, "", type(uint256).max, "secret");
    }

    function signed(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function setZoneHash(bytes32 n, bytes memory b, uint32 serial, uint256 deadline)
        internal
        view
        returns (bytes32)
    {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("NameRegistry"),
                keccak256("1"),
                block.chainid,
                address(registry)
            )
        );
        bytes32 hash = keccak256(
            abi.encode(
                keccak256("SetZone(bytes32 node,bytes image,uint32 serial,uint256 deadline)"),
                n,
                keccak256(b),
                serial,
                deadline
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, hash));
    }
}
