// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INameRegistry} from "./INameRegistry.sol";
import {ITokenRenderer} from "./ITokenRenderer.sol";
import {Label} from "./Label.sol";
import {Word, digestOfImage, packWord} from "./Word.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title The registry of one origin
/// @notice Immutable: no proxy, and no power of its owner over a registered name.
contract NameRegistry is INameRegistry, ERC721, Ownable2Step, EIP712, ReentrancyGuardTransient {
    /// @notice How long after its expiry a name can still be renewed, seconds.
    uint64 public constant GRACE_PERIOD = 30 days;
    /// @notice How far ahead an expiry can lie, seconds.
    uint64 public constant MAX_DURATION = 100 * 365 days;
    /// @notice The longest image, bytes.
    uint256 public constant MAX_IMAGE = 8192;
    /// @notice The latest block time at deployment, unix seconds: the year 2514. A chain that counts
    /// milliseconds is past it.
    uint256 public constant MAX_CLOCK = 2 ** 34;
    /// @notice The EIP-712 type hash that `setZoneBySig` verifies signatures of.
    bytes32 public constant SET_ZONE_TYPEHASH =
        keccak256("SetZone(bytes32 node,bytes image,uint32 serial,uint256 deadline)");

    /// @inheritdoc INameRegistry
    bytes32 public immutable originNode;
    uint128 private immutable _ceiling1;
    uint128 private immutable _ceiling2;
    uint128 private immutable _ceiling3;
    uint128 private immutable _ceiling4;
    uint128 private immutable _ceiling5;

    mapping(bytes32 node => Word word) private _words;
    mapping(bytes32 node => bytes image) private _images;
    uint256 private _changes;

    mapping(bytes32 node => address manager) private _managers;
    /// @inheritdoc INameRegistry
    mapping(address controller => bool allowed) public isController;
    /// @inheritdoc INameRegistry
    address public treasury;
    /// @inheritdoc INameRegistry
    address public renderer;

    modifier onlyController() {
        if (!isController[msg.sender]) revert NotController(msg.sender);
        _;
    }

    /// @param owner Adds controllers, sets treasury, renderer and the origin's own zone.
    /// @param origin The name above all names here, such as "chain"; also the token's name.
    /// @param ceilings The most that `renew` takes for ever, wei a second, for labels of 1, 2, 3, 4, and 5
    /// and more bytes; none is 0.
    /// @param treasury_ The address that fees go to; not zero.
    /// @param reserved Labels that are registered at once for MAX_DURATION and so never sold.
    /// @param holder Owns the reserved names; not zero where there are some.
    constructor(
        address owner,
        string memory origin,
        uint128[5] memory ceilings,
        address treasury_,
        string[] memory reserved,
        address holder
    ) ERC721(origin, "NAME") Ownable(owner) EIP712("NameRegistry", "1") {
        if (block.timestamp > MAX_CLOCK) revert InvalidClock(block.timestamp);
        for (uint256 i = 0; i < 5; ++i) {
            if (ceilings[i] == 0) revert InvalidCeiling(i + 1);
        }
        originNode = Label.namehash(origin);
        _ceiling1 = ceilings[0];
        _ceiling2 = ceilings[1];
        _ceiling3 = ceilings[2];
        _ceiling4 = ceilings[3];
        _ceiling5 = ceilings[4];
        _setTreasury(treasury_);
        for (uint256 i = 0; i < reserved.length; ++i) {
            uint256 expiry = block.timestamp + MAX_DURATION;
            (bytes32 node, uint32 serial) = _claim(reserved[i], holder, expiry, address(0));
            _setWord(node, packWord(0, SafeCast.toUint40(expiry), serial));
        }
    }

    // Names and their time

    /// @inheritdoc INameRegistry
    function register(string calldata label, address owner, uint64 expiry, bytes calldata image)
        external
        onlyController
        returns (bytes32 node)
    {
        uint32 serial;
        (node, serial) = _claim(label, owner, expiry, msg.sender);
        // Without an image a former owner's bytes stay behind, unread: the digest is 0. Clearing them
        // would be at the new owner's expense, up to a million gas.
        if (image.length != 0) _storeImage(node, image);
        _setWord(node, packWord(digestOfImage(image), _checkedExpiry(expiry), serial));
    }

    /// @inheritdoc INameRegistry
    function extend(string calldata label, uint64 expiry) external onlyController {
        bytes32 node = nodeOf(label);
        _extend(node, label, _words[node], expiry, 0, msg.sender);
    }

    /// @inheritdoc INameRegistry
    function renew(string calldata label, uint64 duration) external payable nonReentrant {
        if (duration == 0 || duration > MAX_DURATION) revert InvalidDuration(duration);
        uint256 price = ceilingPrice(bytes(label).length) * duration;
        if (msg.value < price) revert PaymentTooSmall(msg.value, price);
        bytes32 node = nodeOf(label);
        Word word = _words[node];
        _extend(node, label, word, uint256(word.expiry()) + duration, price, address(0));

        uint256 surplus = msg.value - price;
        if (surplus != 0) {
            (bool ok,) = msg.sender.call{value: surplus}("");
            if (!ok) revert RefundFailed(msg.sender, surplus);
        }
    }

    // Zones

    /// @inheritdoc INameRegistry
    function setZone(bytes32 node, bytes calldata image) external {
        _setZone(node, _authorizedWord(node, msg.sender), image);
    }

    /// @inheritdoc INameRegistry
    function setZone(bytes32 node, bytes calldata image, uint32 expectedSerial) external {
        Word word = _authorizedWord(node, msg.sender);
        if (word.serial() != expectedSerial) revert SerialMismatch(expectedSerial, word.serial());
        _setZone(node, word, image);
    }

    /// @inheritdoc INameRegistry
    function setZoneBySig(bytes32 node, bytes calldata image, uint256 deadline, bytes calldata signature)
        external
    {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        Word word = _liveWord(node);
        bytes32 hash = _hashTypedDataV4(
            keccak256(abi.encode(SET_ZONE_TYPEHASH, node, keccak256(image), word.serial(), deadline))
        );
        if (!_isSignedFor(node, hash, signature)) revert InvalidSignature(node);
        _setZone(node, word, image);
    }

    /// @inheritdoc INameRegistry
    function setManager(bytes32 node, address manager) external {
        _liveWord(node);
        if (!_isAuthorized(_ownerOf(uint256(node)), msg.sender, uint256(node))) {
            revert NotAuthorized(node, msg.sender);
        }
        _setManager(node, manager);
    }

    // The registry's owner

    /// @inheritdoc INameRegistry
    function setOriginZone(bytes calldata image) external onlyOwner {
        _setZone(originNode, _words[originNode], image);
    }

    /// @inheritdoc INameRegistry
    function addController(address controller) external onlyOwner {
        isController[controller] = true;
        emit ControllerAdded(controller);
    }

    /// @inheritdoc INameRegistry
    function removeController(address controller) external onlyOwner {
        isController[controller] = false;
        emit ControllerRemoved(controller);
    }

    /// @inheritdoc INameRegistry
    function setTreasury(address treasury_) external onlyOwner {
        _setTreasury(treasury_);
    }

    /// @inheritdoc INameRegistry
    function setRenderer(address renderer_) external onlyOwner {
        renderer = renderer_;
        emit RendererChanged(renderer_);
    }

    /// @notice Always reverts: somebody must be able to replace a controller and the origin's zone.
    function renounceOwnership() public pure override {
        revert OwnershipRequired();
    }

    /// @inheritdoc INameRegistry
    function withdraw() external nonReentrant {
        uint256 amount = address(this).balance;
        address to = treasury;
        emit FeesWithdrawn(to, amount);
        (bool ok,) = to.call{value: amount}("");
        if (!ok) revert WithdrawalFailed(to, amount);
    }

    // Views

    /// @inheritdoc INameRegistry
    function wordOf(bytes32 node) external view returns (uint256) {
        return Word.unwrap(_words[node]);
    }

    /// @inheritdoc INameRegistry
    function zonesOf(bytes32[] calldata nodes)
        external
        view
        returns (uint256[] memory words, bytes[] memory images)
    {
        words = new uint256[](nodes.length);
        images = new bytes[](nodes.length);
        for (uint256 i = 0; i < nodes.length; ++i) {
            Word word = _words[nodes[i]];
            words[i] = Word.unwrap(word);
            if (word.digest() != 0) images[i] = _images[nodes[i]];
        }
    }

    /// @inheritdoc INameRegistry
    function nodeOf(string memory label) public view returns (bytes32) {
        return Label.nodeOf(originNode, label);
    }

    /// @inheritdoc INameRegistry
    function isFree(bytes32 node) external view returns (bool) {
        return node != originNode && _isFree(_words[node]);
    }

    /// @inheritdoc INameRegistry
    function ceilingPrice(uint256 length) public view returns (uint256) {
        if (length < 2) return _ceiling1;
        if (length == 2) return _ceiling2;
        if (length == 3) return _ceiling3;
        return length == 4 ? _ceiling4 : _ceiling5;
    }

    /// @inheritdoc INameRegistry
    function changes() external view returns (uint256) {
        return _changes;
    }

    /// @inheritdoc INameRegistry
    function managerOf(bytes32 node) external view returns (address) {
        return _isFree(_words[node]) ? address(0) : _managers[node];
    }

    /// @notice The owner of a name that is registered or in grace; reverts for any other.
    function ownerOf(uint256 tokenId) public view override returns (address) {
        _requireHeld(tokenId);
        return _ownerOf(tokenId);
    }

    /// @notice The address approved for a name that is registered or in grace; reverts for any other.
    function getApproved(uint256 tokenId) public view override returns (address) {
        _requireHeld(tokenId);
        return _getApproved(tokenId);
    }

    /// @notice The renderer's URI for a name that is registered or in grace; empty without a renderer.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireHeld(tokenId);
        if (renderer == address(0)) return "";
        return ITokenRenderer(renderer).tokenURI(address(this), tokenId);
    }

    /// @notice ERC-165: this interface and those of ERC-721.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(INameRegistry).interfaceId || super.supportsInterface(interfaceId);
    }

    // ERC-721

    /// @notice Approves an address for a name that has not expired.
    function approve(address to, uint256 tokenId) public override {
        _liveWord(bytes32(tokenId));
        super.approve(to, tokenId);
    }

    /// @dev Every transfer, mint and burn. `auth` is zero for mint and burn, which expiry does not stop.
    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        bytes32 node = bytes32(tokenId);
        if (auth != address(0)) _liveWord(node);
        from = super._update(to, tokenId, auth);
        if (from != address(0) && _managers[node] != address(0)) _setManager(node, address(0));
    }

    // Inside

    /// @dev Gives a free name to an owner, without its word. A former owner's token goes first, and with it
    /// its approval and manager.
    /// @return node The name's node.
    /// @return serial The serial of the word that the caller is to write.
    function _claim(string memory label, address owner, uint256 expiry, address controller)
        private
        returns (bytes32 node, uint32 serial)
    {
        node = nodeOf(label);
        Word word = _words[node];
        if (!_isFree(word)) revert NameTaken(node);
        if (expiry <= block.timestamp) revert ExpiryNotLater(expiry, block.timestamp);
        if (_ownerOf(uint256(node)) != address(0)) _burn(uint256(node));
        _mint(owner, uint256(node));
        emit NameRegistered(node, label, owner, controller);
        serial = word.nextSerial();
    }

    /// @dev Moves an expiry forward, never back.
    function _extend(
        bytes32 node,
        string calldata label,
        Word word,
        uint256 expiry,
        uint256 paid,
        address controller
    ) private {
        if (_isFree(word)) revert NameNotRegistered(node);
        if (expiry <= word.expiry()) revert ExpiryNotLater(expiry, word.expiry());
        _setWord(node, packWord(word.digest(), _checkedExpiry(expiry), word.serial()));
        emit NameRenewed(node, label, expiry, paid, controller);
    }

    /// @dev Always a new serial, also for the same image: a signature works once.
    function _setZone(bytes32 node, Word word, bytes calldata image) private {
        _storeImage(node, image);
        _setWord(node, packWord(digestOfImage(image), word.expiry(), word.nextSerial()));
    }

    function _storeImage(bytes32 node, bytes calldata image) private {
        if (image.length == 1 || image.length > MAX_IMAGE) revert InvalidImageSize(image.length);
        if (image.length != 0 && image[0] != 0x01) revert UnknownImageVersion(uint8(image[0]));
        _images[node] = image;
    }

    /// @dev The one place where a word changes.
    function _setWord(bytes32 node, Word word) private {
        _words[node] = word;
        uint256 hash = uint256(keccak256(abi.encode(_changes >> 40, node, word))) >> 40;
        _changes = (hash << 40) | uint40(block.timestamp);
        emit WordChanged(node, Word.unwrap(word));
    }

    function _setManager(bytes32 node, address manager) private {
        _managers[node] = manager;
        emit ManagerChanged(node, manager);
    }

    function _setTreasury(address treasury_) private {
        if (treasury_ == address(0)) revert ZeroValue();
        treasury = treasury_;
        emit TreasuryChanged(treasury_);
    }

    function _checkedExpiry(uint256 expiry) private view returns (uint40) {
        uint256 latest = block.timestamp + MAX_DURATION;
        if (expiry > latest) revert ExpiryTooFar(expiry, latest);
        return SafeCast.toUint40(expiry);
    }

    function _isFree(Word word) private view returns (bool) {
        uint256 expiry = word.expiry();
        return expiry == 0 || block.timestamp >= expiry + GRACE_PERIOD;
    }

    function _requireHeld(uint256 tokenId) private view {
        if (_isFree(_words[bytes32(tokenId)])) revert ERC721NonexistentToken(tokenId);
    }

    /// @dev The word of a name that has not expired.
    function _liveWord(bytes32 node) private view returns (Word word) {
        word = _words[node];
        if (block.timestamp < word.expiry()) return word;
        if (_isFree(word)) revert NameNotRegistered(node);
        revert NameExpired(node, word.expiry());
    }

    /// @dev The word of a name that has not expired and whose zone the account may change.
    function _authorizedWord(bytes32 node, address account) private view returns (Word word) {
        word = _liveWord(node);
        if (!_maySetZone(node, account)) revert NotAuthorized(node, account);
    }

    function _maySetZone(bytes32 node, address account) private view returns (bool) {
        if (_isAuthorized(_ownerOf(uint256(node)), account, uint256(node))) return true;
        return account != address(0) && account == _managers[node];
    }

    /// @dev A key's signature tells the signer. Of contracts, the owner and the manager are asked.
    function _isSignedFor(bytes32 node, bytes32 hash, bytes calldata signature) private view returns (bool) {
        (address signer,,) = ECDSA.tryRecoverCalldata(hash, signature);
        if (_maySetZone(node, signer)) return true;
        return _isSignedByContract(_ownerOf(uint256(node)), hash, signature)
            || _isSignedByContract(_managers[node], hash, signature);
    }

    function _isSignedByContract(address account, bytes32 hash, bytes calldata signature)
        private
        view
        returns (bool)
    {
        return account.code.length != 0
            && SignatureChecker.isValidERC1271SignatureNowCalldata(account, hash, signature);
    }
}
