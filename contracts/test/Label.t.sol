// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "../src/INameRegistry.sol";
import {Fixture} from "./Fixture.sol";

/// @notice T46: the contract and the server agree on which labels there are.
contract LabelTest is Fixture {
    /// @dev The same vectors that the Go code is tested with.
    function test_T46_vectors() public view {
        string memory json = vm.readFile("../zone/testdata/labels.json");
        uint256 count = 0;
        uint256 good = 0;
        for (;;) {
            string memory entry = string.concat("$[", vm.toString(count), "]");
            if (!vm.keyExistsJson(json, entry)) break;
            bytes memory label = vm.parseJsonBytes(json, string.concat(entry, ".hex"));
            bool want = vm.parseJsonBool(json, string.concat(entry, ".ok"));
            yes(accepts(label) == want, string.concat("vector ", vm.toString(count)));
            ++count;
            if (want) ++good;
        }
        yes(count >= 20 && good >= 5 && count - good >= 10, "enough vectors");
    }

    /// @dev Labels mostly of the letters that matter, against the rule written another way.
    function testFuzz_T46_matchesReference(uint256 seed) public view {
        bytes memory letters = "aaznx019----.@[`{/:AZ_";
        for (uint256 round = 0; round < 40; ++round) {
            seed = uint256(keccak256(abi.encode(seed)));
            bytes memory label = new bytes(seed % 17 == 0 ? (seed >> 8) % 70 : (seed >> 8) % 8);
            bool wild = seed % 5 == 0;
            for (uint256 i = 0; i < label.length; ++i) {
                uint256 r = uint256(keccak256(abi.encode(seed, i)));
                label[i] = wild ? bytes1(uint8(r)) : letters[r % (seed % 3 == 0 ? letters.length : 12)];
            }
            if (seed % 11 == 0 && label.length > 4) {
                (label[0], label[1], label[2], label[3]) = ("x", "n", "-", "-");
            }
            yes(accepts(label) == reference_(label), string(label));
        }
    }

    function test_T46_register_revertsIfLabelInvalid() public {
        string[8] memory bad = ["", "Alice", "a.b", "-a", "a-", "ab--c", "a\x00b", unicode"аlice"];
        for (uint256 i = 0; i < bad.length; ++i) {
            bytes memory want = abi.encodeWithSelector(INameRegistry.InvalidLabel.selector, bad[i]);
            vm.expectRevert(want);
            registry.register(bad[i], BOB, expiry, "");
            vm.expectRevert(want);
            registry.extend(bad[i], expiry);
            vm.expectRevert(want);
            registry.renew{value: CEILING}(bad[i], 1);
        }
    }

    function testFuzz_T46_register_revertsIfLabelInvalid(bytes memory label) public {
        vm.assume(!reference_(label));
        bytes memory want = abi.encodeWithSelector(INameRegistry.InvalidLabel.selector, label);
        vm.expectRevert(want);
        registry.register(string(label), BOB, expiry, "");
        vm.expectRevert(want);
        registry.extend(string(label), expiry);
        vm.expectRevert(want);
        registry.renew{value: CEILING}(string(label), 1);
        yes(!controller.available(string(label)), "not available");
    }

    function accepts(bytes memory label) private view returns (bool) {
        try registry.nodeOf(string(label)) returns (bytes32 n) {
            eq(n, keccak256(abi.encodePacked(registry.originNode(), keccak256(label))), "node");
            return true;
        } catch {
            return false;
        }
    }

    /// @dev Byte classes from a bit set; every rule for itself.
    function reference_(bytes memory label) private pure returns (bool ok) {
        uint256 allowed = 1 << 0x2d;
        for (uint256 c = 0x30; c <= 0x39; ++c) {
            allowed |= 1 << c;
        }
        for (uint256 c = 0x61; c <= 0x7a; ++c) {
            allowed |= 1 << c;
        }
        ok = label.length >= 1 && label.length <= 63;
        for (uint256 i = 0; i < label.length; ++i) {
            ok = ok && (allowed >> uint8(label[i])) & 1 == 1;
            if (i == 0 || i + 1 == label.length) ok = ok && label[i] != 0x2d;
        }
        if (label.length >= 4 && label[2] == 0x2d && label[3] == 0x2d) {
            ok = ok && label[0] == 0x78 && label[1] == 0x6e;
        }
    }
}
