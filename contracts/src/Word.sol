// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The part of a name's state that DNS needs, in one storage word:
/// digest (bits 255..96), expiry (95..56), serial (55..24), flags (23..0, zero).
type Word is uint256;

using {digest, expiry, nextSerial, serial} for Word global;

/// @notice Packs a word with zero flags.
/// @param digest_ Low-order 160 bits of keccak256(image); 0 for a name without records.
/// @param expiry_ Unix seconds.
/// @param serial_ Version of the zone.
function packWord(uint160 digest_, uint40 expiry_, uint32 serial_) pure returns (Word) {
    return Word.wrap((uint256(digest_) << 96) | (uint256(expiry_) << 56) | (uint256(serial_) << 24));
}

/// @notice The digest of an image; 0 for the empty one.
function digestOfImage(bytes calldata image) pure returns (uint160) {
    return image.length == 0 ? 0 : uint160(uint256(keccak256(image)));
}

function digest(Word word) pure returns (uint160) {
    return uint160(Word.unwrap(word) >> 96);
}

function expiry(Word word) pure returns (uint40) {
    return uint40(Word.unwrap(word) >> 56);
}

function serial(Word word) pure returns (uint32) {
    return uint32(Word.unwrap(word) >> 24);
}

/// @notice The serial after a word's own. After 2^32 - 1 comes 0 (RFC 1982 section 3.1).
function nextSerial(Word word) pure returns (uint32) {
    return uint32(uint256(serial(word)) + 1);
}
