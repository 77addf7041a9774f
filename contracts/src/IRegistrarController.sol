// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "./INameRegistry.sol";
import {IPricing} from "./IPricing.sol";

/// @title Sells free names by commit and reveal, and renewals
interface IRegistrarController {
    /// @notice The registration that a commitment binds, beside chain and controller.
    struct Registration {
        string label;
        /// Gets the name, from any payer.
        address owner;
        /// Seconds.
        uint64 duration;
        /// The first zone, empty for none.
        bytes image;
        /// The most that may be taken, wei.
        uint256 maxPrice;
        /// 32 random bytes, which hide the rest until the reveal.
        bytes32 secret;
    }

    /// @notice Somebody committed to a registration that nobody can read yet.
    event Committed(bytes32 indexed commitment);
    /// @notice A name was sold. `price` in wei.
    event NameSold(bytes32 indexed node, address indexed payer, uint256 price);
    /// @notice A name was renewed here. `price` in wei.
    event RenewalSold(bytes32 indexed node, address indexed payer, uint256 price);
    /// @notice Another contract sets prices from now on.
    event PricingChanged(address indexed pricing);
    /// @notice Fees left for the registry's treasury.
    event FeesWithdrawn(address indexed treasury, uint256 amount);

    /// @notice The same commitment is there and still good.
    error CommitmentActive(bytes32 commitment);
    /// @notice Nobody committed to this registration, or it was used.
    error CommitmentMissing(bytes32 commitment);
    /// @notice The commitment is too young; try again at `from`.
    error CommitmentTooNew(bytes32 commitment, uint256 from);
    /// @notice The commitment is too old; commit again.
    error CommitmentTooOld(bytes32 commitment, uint256 until);
    /// @notice Ages must be 0 < minimum < maximum.
    error InvalidAges(uint64 minimum, uint64 maximum);
    /// @notice The duration is under MIN_DURATION.
    error DurationTooShort(uint64 duration, uint64 minimum);
    /// @notice The price rose above the most that the payer agreed to.
    error PriceAboveMaximum(uint256 price, uint256 maximum);
    /// @notice Less was paid than the price.
    error PaymentTooSmall(uint256 paid, uint256 price);
    /// @notice The payer does not accept the surplus.
    error RefundFailed(address payer, uint256 amount);
    /// @notice The treasury does not accept the fees.
    error WithdrawalFailed(address treasury, uint256 amount);

    /// @notice Commits to a registration. Good from `minCommitmentAge` to `maxCommitmentAge` seconds later.
    function commit(bytes32 commitment) external;

    /// @notice Registers a name as committed. Anybody may pay; surplus is returned.
    /// @return node The name's node.
    function register(Registration calldata registration) external payable returns (bytes32 node);

    /// @notice Adds seconds to the expiry of a name that is registered or in grace. Anybody may pay;
    /// surplus is returned.
    /// @param maxPrice The most that may be taken, wei.
    function renew(string calldata label, uint64 duration, uint256 maxPrice) external payable;

    /// @notice Replaces the price list. Owner only.
    function setPricing(IPricing pricing) external;

    /// @notice Sends all fees to the registry's treasury. Anybody may.
    function withdraw() external;

    /// @notice The commitment of a registration with this controller on this chain: keccak256 of the ABI
    /// encoding of (chain id, controller, keccak256(label), owner, duration, keccak256(image), maxPrice,
    /// secret).
    function makeCommitment(Registration calldata registration) external view returns (bytes32);

    /// @notice Whether a label can be registered now. False, not an error, for one that never can.
    function available(string calldata label) external view returns (bool);

    /// @notice The price of a registration now, wei: the price list's, with a premium if it has one.
    function rentPrice(string calldata label, uint64 duration) external view returns (uint256);

    /// @notice The price of a renewal, wei: the price list's, and never more than the registry's ceiling.
    function renewalPrice(string calldata label, uint64 duration) external view returns (uint256);

    /// @notice The time at which a commitment was made, unix seconds; 0: never, or it was used.
    function committedAt(bytes32 commitment) external view returns (uint256);

    /// @notice The registry whose names are sold here.
    function registry() external view returns (INameRegistry);

    /// @notice The price list.
    function pricing() external view returns (IPricing);

    /// @notice Seconds a commitment must be old.
    function minCommitmentAge() external view returns (uint64);

    /// @notice Seconds after which a commitment is no longer good.
    function maxCommitmentAge() external view returns (uint64);
}
