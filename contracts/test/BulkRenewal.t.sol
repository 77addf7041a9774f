// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BulkRenewal} from "../src/BulkRenewal.sol";
import {INameRegistry} from "../src/INameRegistry.sol";
import {Fixture} from "./Fixture.sol";

/// @notice Refuses what it is sent.
contract PoorPayer {
    function run(BulkRenewal.Renewal[] calldata list, uint64 duration) external payable {
        new BulkRenewal{value: msg.value}(list, duration);
    }
}

contract BulkRenewalTest is Fixture {
    uint256 private _taken;

    receive() external payable {
        _taken += msg.value;
    }

    function both(uint256 more) private returns (BulkRenewal.Renewal[] memory list) {
        registry.register("bob", BOB, expiry, "");
        list = new BulkRenewal.Renewal[](2);
        list[0] = BulkRenewal.Renewal(address(controller), false, "alice", PRICE * YEAR + more);
        list[1] = BulkRenewal.Renewal(address(registry), true, "bob", CEILING * YEAR + more);
    }

    function testFuzz_constructor_renewsAndGivesTheSurplusBack(uint64 more, uint64 beside) public {
        BulkRenewal.Renewal[] memory list = both(more);
        uint256 price = (PRICE + CEILING) * YEAR;
        uint256 sent = price + 2 * uint256(more) + beside;
        vm.deal(address(this), sent);
        BulkRenewal made = new BulkRenewal{value: sent}(list, YEAR);
        eq(expiryOf(node), expiry + YEAR, "alice");
        eq(expiryOf(registry.nodeOf("bob")), expiry + YEAR, "bob");
        eq(_taken, sent - price, "surplus");
        eq(address(made).balance, 0, "nothing stays");
        eq(address(registry).balance + address(controller).balance, price, "the price is paid");
    }

    function test_constructor_revertsWholeIfOneFails() public {
        BulkRenewal.Renewal[] memory list = both(0);
        list[1].label = "nobody";
        vm.deal(address(this), 1 ether);
        vm.expectRevert(
            abi.encodeWithSelector(INameRegistry.NameNotRegistered.selector, registry.nodeOf("nobody"))
        );
        new BulkRenewal{value: 1 ether}(list, YEAR);
        eq(expiryOf(node), expiry, "alice");
    }

    function test_constructor_revertsIfSurplusRefused() public {
        testFuzz_constructor_revertsIfSurplusRefused(1, 1 ether);
    }

    function testFuzz_constructor_revertsIfSurplusRefused(uint64 more, uint256 sent) public {
        BulkRenewal.Renewal[] memory list = both(more);
        uint256 price = (PRICE + CEILING) * YEAR;
        sent = within(sent, price + 2 * uint256(more) + 1, 1000 ether);
        PoorPayer payer = new PoorPayer();
        vm.deal(address(this), sent);
        vm.expectRevert(
            abi.encodeWithSelector(BulkRenewal.SurplusRefused.selector, address(payer), sent - price)
        );
        payer.run{value: sent}(list, YEAR);
    }
}
