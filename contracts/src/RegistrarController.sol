// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "./INameRegistry.sol";
import {IPricing} from "./IPricing.sol";
import {IRegistrarController} from "./IRegistrarController.sol";
import {Label} from "./Label.sol";
import {Word} from "./Word.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Sells the names of one registry
/// @notice Replaceable: the registry's owner can add another controller and remove this one.
contract RegistrarController is IRegistrarController, Ownable2Step, ReentrancyGuardTransient {
    /// @notice The shortest registration, seconds.
    uint64 public constant MIN_DURATION = 28 days;

    /// @inheritdoc IRegistrarController
    INameRegistry public immutable registry;
    /// @inheritdoc IRegistrarController
    uint64 public immutable minCommitmentAge;
    /// @inheritdoc IRegistrarController
    uint64 public immutable maxCommitmentAge;

    /// @inheritdoc IRegistrarController
    IPricing public pricing;
    /// @inheritdoc IRegistrarController
    mapping(bytes32 commitment => uint256 time) public committedAt;

    /// @param owner May replace the price list, nothing else.
    /// @param registry_ Must have this contract added as a controller.
    /// @param minAge Seconds a commitment must be old; not 0.
    /// @param maxAge Seconds after which it is no longer good; more than `minAge`.
    constructor(address owner, INameRegistry registry_, IPricing pricing_, uint64 minAge, uint64 maxAge)
        Ownable(owner)
    {
        if (minAge == 0 || minAge >= maxAge) revert InvalidAges(minAge, maxAge);
        registry = registry_;
        minCommitmentAge = minAge;
        maxCommitmentAge = maxAge;
        _setPricing(pricing_);
    }

    /// @inheritdoc IRegistrarController
    function commit(bytes32 commitment) external {
        uint256 since = committedAt[commitment];
        if (since != 0 && block.timestamp < since + maxCommitmentAge) revert CommitmentActive(commitment);
        committedAt[commitment] = block.timestamp;
        emit Committed(commitment);
    }

    /// @inheritdoc IRegistrarController
    function register(Registration calldata registration)
        external
        payable
        nonReentrant
        returns (bytes32 node)
    {
        uint64 duration = registration.duration;
        if (duration < MIN_DURATION) revert DurationTooShort(duration, MIN_DURATION);
        _consume(makeCommitment(registration));

        uint256 price = rentPrice(registration.label, duration);
        if (price > registration.maxPrice) revert PriceAboveMaximum(price, registration.maxPrice);
        if (msg.value < price) revert PaymentTooSmall(msg.value, price);

        node = registry.register(
            registration.label, registration.owner, uint64(block.timestamp) + duration, registration.image
        );
        emit NameSold(node, msg.sender, price);
        _refund(price);
    }

    /// @inheritdoc IRegistrarController
    function renew(string calldata label, uint64 duration, uint256 maxPrice) external payable nonReentrant {
        uint256 price = renewalPrice(label, duration);
        if (price > maxPrice) revert PriceAboveMaximum(price, maxPrice);
        if (msg.value < price) revert PaymentTooSmall(msg.value, price);
        bytes32 node = registry.nodeOf(label);
        registry.extend(label, uint64(Word.wrap(registry.wordOf(node)).expiry()) + duration);
        emit RenewalSold(node, msg.sender, price);
        _refund(price);
    }

    /// @inheritdoc IRegistrarController
    function setPricing(IPricing pricing_) external onlyOwner {
        _setPricing(pricing_);
    }

    /// @inheritdoc IRegistrarController
    function withdraw() external nonReentrant {
        uint256 amount = address(this).balance;
        address to = registry.treasury();
        emit FeesWithdrawn(to, amount);
        (bool ok,) = to.call{value: amount}("");
        if (!ok) revert WithdrawalFailed(to, amount);
    }

    /// @inheritdoc IRegistrarController
    function available(string calldata label) external view returns (bool) {
        if (!Label.isValid(bytes(label))) return false;
        return registry.isFree(registry.nodeOf(label));
    }

    /// @inheritdoc IRegistrarController
    function makeCommitment(Registration calldata registration) public view returns (bytes32) {
        return keccak256(
            abi.encode(
                block.chainid,
                address(this),
                keccak256(bytes(registration.label)),
                registration.owner,
                registration.duration,
                keccak256(registration.image),
                registration.maxPrice,
                registration.secret
            )
        );
    }

    /// @inheritdoc IRegistrarController
    function rentPrice(string calldata label, uint64 duration) public view returns (uint256) {
        return _listPrice(label, duration, false);
    }

    /// @inheritdoc IRegistrarController
    function renewalPrice(string calldata label, uint64 duration) public view returns (uint256) {
        uint256 price = _listPrice(label, duration, true);
        uint256 ceiling = registry.ceilingPrice(bytes(label).length) * duration;
        return price < ceiling ? price : ceiling;
    }

    /// @dev The price by the price list.
    function _listPrice(string calldata label, uint64 duration, bool renewal) private view returns (uint256) {
        bytes32 node = registry.nodeOf(label);
        uint40 formerExpiry = Word.wrap(registry.wordOf(node)).expiry();
        return pricing.priceOf(label, node, duration, formerExpiry, renewal);
    }

    /// @dev Uses up a commitment that exists and has the right age.
    function _consume(bytes32 commitment) private {
        uint256 since = committedAt[commitment];
        if (since == 0) revert CommitmentMissing(commitment);
        uint256 from = since + minCommitmentAge;
        if (block.timestamp < from) revert CommitmentTooNew(commitment, from);
        uint256 until = since + maxCommitmentAge;
        if (block.timestamp >= until) revert CommitmentTooOld(commitment, until);
        delete committedAt[commitment];
    }

    /// @dev Returns the surplus to the payer. Comes last.
    function _refund(uint256 price) private {
        uint256 surplus = msg.value - price;
        if (surplus == 0) return;
        (bool ok,) = msg.sender.call{value: surplus}("");
        if (!ok) revert RefundFailed(msg.sender, surplus);
    }

    function _setPricing(IPricing pricing_) private {
        pricing = pricing_;
        emit PricingChanged(address(pricing_));
    }
}
