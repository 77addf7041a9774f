// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The names of one origin, their zones, and who may change them
/// @notice A name is one label below the origin and an ERC-721 token whose id is its node (ERC-137
/// namehash). Its word is digest (160 bits) | expiry (40) | serial (32) | flags (24, zero).
/// It resolves while block time < expiry, can be renewed while block time < expiry + GRACE_PERIOD,
/// and is free from then on.
interface INameRegistry {
    /// @notice A name's word changed. `changes()` hashes every such change in order.
    event WordChanged(bytes32 indexed node, uint256 word);
    /// @notice A free name got an owner. `controller` is the contract that registered it; zero: the
    /// registry's constructor.
    event NameRegistered(
        bytes32 indexed node, string label, address indexed owner, address indexed controller
    );
    /// @notice A name's expiry moved. `controller` is the contract that moved it and took the fee itself;
    /// zero: this registry, which took `paid` wei.
    event NameRenewed(
        bytes32 indexed node, string label, uint256 expiry, uint256 paid, address indexed controller
    );
    /// @notice A name has a new manager; zero: none.
    event ManagerChanged(bytes32 indexed node, address indexed manager);
    /// @notice A contract may now register free names and extend names.
    event ControllerAdded(address indexed controller);
    /// @notice A contract may no longer register or extend names.
    event ControllerRemoved(address indexed controller);
    /// @notice Fees go to another address from now on.
    event TreasuryChanged(address indexed treasury);
    /// @notice Another contract answers `tokenURI`; zero: none.
    event RendererChanged(address indexed renderer);
    /// @notice Fees left for the treasury.
    event FeesWithdrawn(address indexed treasury, uint256 amount);

    /// @notice The label cannot be registered: 1 to 63 bytes of a-z, 0-9 and hyphen, no hyphen first or
    /// last, hyphens at places 3 and 4 only after "xn".
    error InvalidLabel(string label);
    /// @notice The caller is no controller.
    error NotController(address caller);
    /// @notice The name is neither free nor past its grace.
    error NameTaken(bytes32 node);
    /// @notice Nobody holds the name: never registered, or its grace is over.
    error NameNotRegistered(bytes32 node);
    /// @notice The name has expired; renew it first.
    error NameExpired(bytes32 node, uint256 expiry);
    /// @notice The account is neither owner nor approved nor, where that is enough, manager.
    error NotAuthorized(bytes32 node, address account);
    /// @notice The expiry is not later than the one in force (for a registration: than now).
    error ExpiryNotLater(uint256 expiry, uint256 current);
    /// @notice The expiry is further ahead than MAX_DURATION from now.
    error ExpiryTooFar(uint256 expiry, uint256 latest);
    /// @notice A renewal must be for 1 second to MAX_DURATION.
    error InvalidDuration(uint256 duration);
    /// @notice Less was paid than the price.
    error PaymentTooSmall(uint256 paid, uint256 price);
    /// @notice The payer does not accept the surplus.
    error RefundFailed(address payer, uint256 amount);
    /// @notice The treasury does not accept the fees.
    error WithdrawalFailed(address treasury, uint256 amount);
    /// @notice An image has no bytes, or 2 to MAX_IMAGE of them.
    error InvalidImageSize(uint256 size);
    /// @notice The image's first byte is not 0x01.
    error UnknownImageVersion(uint8 version);
    /// @notice The zone changed since the caller read it.
    error SerialMismatch(uint32 expected, uint32 actual);
    /// @notice The signature's deadline has passed.
    error SignatureExpired(uint256 deadline);
    /// @notice The signature is not by the owner, an approved key, an operator's key or the manager, or
    /// not for this node, image, serial, deadline, chain and registry.
    error InvalidSignature(bytes32 node);
    /// @notice The chain's clock does not count seconds: `time` is past MAX_CLOCK.
    error InvalidClock(uint256 time);
    /// @notice The treasury must not be zero.
    error ZeroValue();
    /// @notice The ceiling price for labels of `length` bytes is 0.
    error InvalidCeiling(uint256 length);
    /// @notice The registry cannot be left without an owner.
    error OwnershipRequired();

    /// @notice Registers a free name. Controllers only. The owner is not called back.
    /// @param label The name's own label; see the label rule.
    /// @param owner Gets the token.
    /// @param expiry Unix seconds; after now, at most MAX_DURATION ahead.
    /// @param image The first zone, empty for none.
    /// @return node The name's node.
    function register(string calldata label, address owner, uint64 expiry, bytes calldata image)
        external
        returns (bytes32 node);

    /// @notice Moves the expiry of a name that is registered or in grace further. Controllers only.
    /// @param expiry Unix seconds; later than the one in force.
    function extend(string calldata label, uint64 expiry) external;

    /// @notice Renews a name that is registered or in grace at `ceilingPrice`. Anybody may, for
    /// anybody's name; no controller and no owner of the registry can prevent it. Surplus is returned.
    /// @param duration Seconds added to the expiry.
    function renew(string calldata label, uint64 duration) external payable;

    /// @notice Replaces a name's zone. Owner, approved address, operator or manager, while not expired.
    /// @param image The new zone, empty for none.
    function setZone(bytes32 node, bytes calldata image) external;

    /// @notice The same, unless the zone is no longer the one with `expectedSerial`.
    function setZone(bytes32 node, bytes calldata image, uint32 expectedSerial) external;

    /// @notice The same, by a signature that anybody may bring. EIP-712 type
    /// SetZone(bytes32 node,bytes image,uint32 serial,uint256 deadline), where serial is the one in
    /// force. Contracts sign by EIP-1271 as owner or manager.
    /// @param deadline Unix seconds; the last second it can be used in.
    function setZoneBySig(bytes32 node, bytes calldata image, uint256 deadline, bytes calldata signature)
        external;

    /// @notice Sets the account that may also change the zone but not move the name; zero for none.
    /// Owner, approved address or operator, while not expired. Transfer and re-registration clear it.
    function setManager(bytes32 node, address manager) external;

    /// @notice Replaces the zone of the origin itself, which has no token and no expiry. Owner only.
    function setOriginZone(bytes calldata image) external;

    /// @notice Lets a contract register free names and extend names. Owner only.
    function addController(address controller) external;

    /// @notice Ends a contract's right to register and extend. Owner only.
    function removeController(address controller) external;

    /// @notice Sets the address that fees go to. Owner only. Not zero.
    function setTreasury(address treasury) external;

    /// @notice Sets the contract that answers `tokenURI`; zero for none. Owner only.
    function setRenderer(address renderer) external;

    /// @notice Sends all fees to the treasury. Anybody may.
    function withdraw() external;

    /// @notice The word of a node; 0 if it never was registered.
    function wordOf(bytes32 node) external view returns (uint256);

    /// @notice Words and images of many nodes, in their order. A word with digest 0 has an empty image.
    /// Expiry is for the reader to compare with the block's time.
    function zonesOf(bytes32[] calldata nodes)
        external
        view
        returns (uint256[] memory words, bytes[] memory images);

    /// @notice The node of a label below the origin. Reverts for a label that cannot be registered.
    function nodeOf(string calldata label) external view returns (bytes32);

    /// @notice Whether a name may be registered now: never registered, or its grace is over.
    function isFree(bytes32 node) external view returns (bool);

    /// @notice Bits 255..40: h' = keccak256(h as 32 bytes, node, word) >> 40 over every change in order,
    /// h starting at 0. Bits 39..0: the block time of the last change.
    function changes() external view returns (uint256);

    /// @notice The manager of a name; zero if it has none or nobody holds it.
    function managerOf(bytes32 node) external view returns (address);

    /// @notice Whether a contract may register and extend.
    function isController(address controller) external view returns (bool);

    /// @notice The address that fees go to.
    function treasury() external view returns (address);

    /// @notice The contract that answers `tokenURI`; zero: none.
    function renderer() external view returns (address);

    /// @notice The node of the origin.
    function originNode() external view returns (bytes32);

    /// @notice The price that `renew` takes for a label of `length` bytes, wei a second. Fixed at
    /// deployment; below 2^128, so that no renewal overflows.
    function ceilingPrice(uint256 length) external view returns (uint256);
}
