// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Says how a name's token is shown
interface ITokenRenderer {
    /// @param registry The registry that asks.
    /// @param tokenId The name's node as a number.
    /// @return The metadata URI of ERC-721.
    function tokenURI(address registry, uint256 tokenId) external view returns (string memory);
}
