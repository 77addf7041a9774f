// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistrarController} from "../src/IRegistrarController.sol";
import {Fixture} from "./Fixture.sol";

/// @notice Whole transactions: run with --isolate. Each figure has a limit beside it.
contract GasTest is Fixture {
    function setUp() public override {
        super.setUp();
        vm.deal(address(this), 100 ether);
        registry.register("other", alice, expiry, image(100, 9));
    }

    /// @dev Takes the surplus.
    receive() external payable {}

    function measured(string memory name, uint256 limit) private {
        uint256 gas = vm.snapshotGasLastCall("chainzone", name);
        yes(gas <= limit, string.concat(name, ": ", vm.toString(gas)));
    }

    function reveal(string memory name, uint256 limit, bytes memory zone, uint256 surplus) private {
        IRegistrarController.Registration memory r = registration("example", BOB);
        r.image = zone;
        controller.commit(controller.makeCommitment(r));
        measured("commit", 50_000);
        vm.warp(block.timestamp + 60);
        controller.register{value: PRICE * YEAR + surplus}(r);
        measured(name, limit);
    }

    function publish(string memory name, uint256 size, uint256 limit) private {
        bytes memory b = image(size, 2);
        vm.prank(alice);
        registry.setZone(node, b);
        measured(string.concat("publish ", name), limit);
    }

    function edit(string memory name, uint256 size, uint256 limit) private {
        bytes memory b = image(size, 2);
        vm.prank(alice);
        registry.setZone(node, b);
        b[size / 2] = 0xfe;
        vm.prank(alice);
        registry.setZone(node, b);
        measured(string.concat("change one byte of ", name), limit);
    }

    function test_gas_reveal() public {
        reveal("reveal without zone", 160_000, "", 0);
    }

    function test_gas_revealWithSurplus() public {
        reveal("reveal without zone, surplus returned", 170_000, "", 1);
    }

    function test_gas_revealWithZone() public {
        reveal("reveal with 100 bytes", 275_000, image(100, 3), 0);
    }

    function test_gas_register() public {
        registry.register("example", BOB, expiry, "");
        measured("register without zone", 117_000);
        registry.register("sample", BOB, expiry, image(100, 3));
        measured("register with 100 bytes", 231_000);
    }

    // The fourteen records of test/testdata/fourteen.zone, as ENS was measured with fourteen.
    function test_gas_fourteenRecords() public {
        bytes memory b = vm.parseJsonBytes(vm.readFile("test/testdata/fourteen.json"), ".image");
        vm.prank(alice);
        registry.setZone(node, b);
        measured("publish 14 records", 500_000);
        // The address of the apex: 1 (version), 1 (owner), 2, 4, 1, 2, and then its four bytes.
        eq(uint32(bytes4(abi.encodePacked(b[11], b[12], b[13], b[14]))), 0xc000020a, "192.0.2.10");
        (b[11], b[12], b[13], b[14]) = (0xc6, 0x33, 0x64, 0x07);
        vm.prank(alice);
        registry.setZone(node, b);
        measured("replace the A record among 14 records", 100_000);
        reveal("reveal with 14 records", 600_000, b, 0);
    }

    function test_gas_publish120() public {
        publish("120 bytes", 120, 168_000);
    }

    function test_gas_publish500() public {
        publish("500 bytes", 500, 440_000);
    }

    function test_gas_publish8192() public {
        publish("8192 bytes", 8192, 5_910_000);
    }

    function test_gas_edit60() public {
        edit("60 bytes", 60, 60_000);
    }

    function test_gas_edit160() public {
        edit("160 bytes", 160, 70_000);
    }

    function test_gas_edit120() public {
        edit("120 bytes", 120, 71_000);
    }

    function test_gas_edit500() public {
        edit("500 bytes", 500, 105_000);
    }

    function test_gas_edit2000() public {
        edit("2000 bytes", 2000, 237_000);
    }

    function test_gas_edit8192() public {
        edit("8192 bytes", 8192, 900_000);
    }

    function test_gas_editBySignature() public {
        bytes memory b = image(120, 2);
        vm.prank(alice);
        registry.setZone(node, b);
        b[60] = 0xfe;
        bytes memory signature = signed(ALICE_KEY, setZoneHash(node, b, 2, START));
        registry.setZoneBySig(node, b, START, signature);
        measured("change one byte of 120 bytes by signature", 85_000);
    }

    function test_gas_renew() public {
        controller.renew{value: PRICE * YEAR}("alice", YEAR, type(uint256).max);
        measured("renew at the controller", 85_000);
        registry.renew{value: CEILING * YEAR}("alice", YEAR);
        measured("renew at the ceiling", 60_000);
    }

    function test_gas_transfer() public {
        vm.prank(alice);
        registry.transferFrom(alice, BOB, uint256(node));
        measured("transfer", 65_000);
    }

    function test_gas_setManager() public {
        vm.prank(alice);
        registry.setManager(node, BOB);
        measured("set manager", 55_000);
    }
}
