// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bindings

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// NameRegistryMetaData contains all meta data concerning the NameRegistry contract.
var NameRegistryMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"origin\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"ceilings\",\"type\":\"uint128[5]\",\"internalType\":\"uint128[5]\"},{\"name\":\"treasury_\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"reserved\",\"type\":\"string[]\",\"internalType\":\"string[]\"},{\"name\":\"holder\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"GRACE_PERIOD\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_CLOCK\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_DURATION\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_IMAGE\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"SET_ZONE_TYPEHASH\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"acceptOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"addController\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"approve\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"ceilingPrice\",\"inputs\":[{\"name\":\"length\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"changes\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"extend\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"expiry\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"getApproved\",\"inputs\":[{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"isApprovedForAll\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"operator\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"isController\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"allowed\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"isFree\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"managerOf\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"name\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"nodeOf\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"originNode\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"owner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"ownerOf\",\"inputs\":[{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pendingOwner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"register\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"expiry\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"removeController\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"renderer\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"renew\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"renounceOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"safeTransferFrom\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"safeTransferFrom\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"data\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setApprovalForAll\",\"inputs\":[{\"name\":\"operator\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"approved\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setManager\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"manager\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setOriginZone\",\"inputs\":[{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setRenderer\",\"inputs\":[{\"name\":\"renderer_\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setTreasury\",\"inputs\":[{\"name\":\"treasury_\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setZone\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setZone\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"expectedSerial\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setZoneBySig\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"signature\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"supportsInterface\",\"inputs\":[{\"name\":\"interfaceId\",\"type\":\"bytes4\",\"internalType\":\"bytes4\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"symbol\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"tokenURI\",\"inputs\":[{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transferFrom\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferOwnership\",\"inputs\":[{\"name\":\"newOwner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"treasury\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"wordOf\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"zonesOf\",\"inputs\":[{\"name\":\"nodes\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}],\"outputs\":[{\"name\":\"words\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"},{\"name\":\"images\",\"type\":\"bytes[]\",\"internalType\":\"bytes[]\"}],\"stateMutability\":\"view\"},{\"type\":\"event\",\"name\":\"Approval\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"approved\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"indexed\":true,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ApprovalForAll\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"operator\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"approved\",\"type\":\"bool\",\"indexed\":false,\"internalType\":\"bool\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ControllerAdded\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ControllerRemoved\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FeesWithdrawn\",\"inputs\":[{\"name\":\"treasury\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ManagerChanged\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"manager\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"NameRegistered\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"label\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"},{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"controller\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"NameRenewed\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"label\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"},{\"name\":\"expiry\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"paid\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"controller\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferStarted\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferred\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RendererChanged\",\"inputs\":[{\"name\":\"renderer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Transfer\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"indexed\":true,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"TreasuryChanged\",\"inputs\":[{\"name\":\"treasury\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"WordChanged\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"word\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"ERC721IncorrectOwner\",\"inputs\":[{\"name\":\"sender\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InsufficientApproval\",\"inputs\":[{\"name\":\"operator\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidApprover\",\"inputs\":[{\"name\":\"approver\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidOperator\",\"inputs\":[{\"name\":\"operator\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidOwner\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidReceiver\",\"inputs\":[{\"name\":\"receiver\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidSender\",\"inputs\":[{\"name\":\"sender\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721NonexistentToken\",\"inputs\":[{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ExpiryNotLater\",\"inputs\":[{\"name\":\"expiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"current\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ExpiryTooFar\",\"inputs\":[{\"name\":\"expiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"latest\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidCeiling\",\"inputs\":[{\"name\":\"length\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidClock\",\"inputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidDuration\",\"inputs\":[{\"name\":\"duration\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidImageSize\",\"inputs\":[{\"name\":\"size\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidLabel\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"InvalidSignature\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NameExpired\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NameNotRegistered\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NameTaken\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NotAuthorized\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotController\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnableInvalidOwner\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnableUnauthorizedAccount\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnershipRequired\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"PaymentTooSmall\",\"inputs\":[{\"name\":\"paid\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"price\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ReentrancyGuardReentrantCall\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"RefundFailed\",\"inputs\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"SafeCastOverflowedUintDowncast\",\"inputs\":[{\"name\":\"bits\",\"type\":\"uint8\",\"internalType\":\"uint8\"},{\"name\":\"value\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"SerialMismatch\",\"inputs\":[{\"name\":\"expected\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"actual\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"SignatureExpired\",\"inputs\":[{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"UnknownImageVersion\",\"inputs\":[{\"name\":\"version\",\"type\":\"uint8\",\"internalType\":\"uint8\"}]},{\"type\":\"error\",\"name\":\"WithdrawalFailed\",\"inputs\":[{\"name\":\"treasury\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ZeroValue\",\"inputs\":[]}]",
	ID:  "NameRegistry",
	Bin: "0x610220604052348015610010575f5ffd5b5060405161560d38038061560d83398101604081905261002f916110b7565b6040518060400160405280600c81526020016b4e616d65526567697374727960a01b815250604051806040016040528060018152602001603160f81b8152508787604051806040016040528060048152602001634e414d4560e01b815250815f908161009b919061123b565b5060016100a8828261123b565b5050506001600160a01b0381166100d957604051631e4fbdf760e01b81525f60048201526024015b60405180910390fd5b6100e281610320565b506100ec8261033c565b610120526100f98161033c565b61014052815160208084019190912060e052815190820120610100524660a05261018560e05161010051604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201529081019290925260608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b60805250503060c0526404000000004211156101b65760405163590bf4f960e11b81524260048201526024016100d0565b5f5b6005811015610216578481600581106101d3576101d36112f9565b60200201516001600160801b03165f0361020e576101f2816001611321565b604051631479511160e11b81526004016100d091815260200190565b6001016101b8565b5061022085610379565b6101605283516001600160801b0390811661018052602085015181166101a052604085015181166101c052606085015181166101e052608085015116610200526102698361040d565b5f5b8251811015610314575f61028363bbf81e0042611321565b90505f5f6102b286858151811061029c5761029c6112f9565b602002602001015186855f61047d60201b60201c565b9092509050610306826103015f6102c88761057b565b8560181b66ffffffff0000001660389190911b6bffffffffff000000000000001660609290921b6001600160601b031916919091171790565b6105b0565b50505080600101905061026b565b505050505050506113b4565b600780546001600160a01b031916905561033981610649565b50565b5f5f829050601f81511115610366578260405163305a27a960e01b81526004016100d09190611334565b805161037182611369565b179392505050565b80515f9082905b805b5f811180156103c057508261039860018361138c565b815181106103a8576103a86112f9565b6020910101516001600160f81b031916601760f91b14155b156103d5576103ce8161139f565b9050610382565b6103e9846103e485848661069a565b610720565b9350805f036103fa57505050919050565b61040560018261138c565b915050610380565b6001600160a01b03811661043457604051637c946ed760e01b815260040160405180910390fd5b600f80546001600160a01b0319166001600160a01b0383169081179091556040517fc714d22a2f08b695f81e7c707058db484aa5b4d6b4c9fd64beb10fe85832f608905f90a250565b5f8061048886610783565b5f818152600a60205260409020549092506104a281610797565b6104c25760405163d66f4bcf60e01b8152600481018490526024016100d0565b4285116104eb57604051635981eb8760e11b8152600481018690524260248201526044016100d0565b5f838152600260205260409020546001600160a01b03161561051057610510836107cc565b61051a8684610808565b836001600160a01b0316866001600160a01b0316847fbaf566b978cd06f9da96654d91a5a4f10ed3e02dca8b8fa6aefff0d6181ede468a60405161055e9190611334565b60405180910390a461056f8161086e565b91505094509492505050565b5f64ffffffffff8211156105ac576040516306dfcc6560e41b815260286004820152602481018390526044016100d0565b5090565b5f828152600a6020908152604091829020839055600c80548351602891821c81850152808501879052606080820187905285518083039091018152608082018087528151919095012064ffffffffff19811664ffffffffff421617909355928590529251921c9184917fd19c6d5e6ab7a539ffb97274506b52c6291d68cc70c5a27a79af3f2f1f0931cd919081900360a00190a2505050565b600680546001600160a01b038381166001600160a01b0319831681179093556040519116919082907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a35050565b60606106ad82855161088a60201b60201c565b91506106b9838361088a565b92505f6106c6848461138c565b6001600160401b038111156106dd576106dd610f3e565b6040519080825280601f01601f191660200182016040528015610707576020820181803683370190505b509050838303846020870101602083015e949350505050565b5f61072a82610899565b6107495781604051630a9644cf60e01b81526004016100d09190611334565b8151602080840191909120604080519283018690528201526060016040516020818303038152906040528051906020012090505b92915050565b5f61077d610160518361072060201b60201c565b5f806107a38360381c90565b64ffffffffff1690508015806107c557506107c162278d0082611321565b4210155b9392505050565b5f6107d8818381610aa2565b90506001600160a01b03811661080457604051637e27328960e01b8152600481018390526024016100d0565b5050565b6001600160a01b03821661083157604051633250574960e11b81525f60048201526024016100d0565b5f61083d838383610aa2565b90506001600160a01b03811615610869576040516339e3563760e11b81525f60048201526024016100d0565b505050565b5f6108798260181c90565b61077d9063ffffffff166001611321565b5f8282188284100282186107c5565b80515f908015806108aa5750603f81115b806108d95750825f815181106108c2576108c26112f9565b6020910101516001600160f81b031916602d60f81b145b806109125750826108eb60018361138c565b815181106108fb576108fb6112f9565b6020910101516001600160f81b031916602d60f81b145b1561091f57505f92915050565b5f5b818110156109ce575f84828151811061093c5761093c6112f9565b01602001516001600160f81b0319169050606160f81b81108061096c5750603d60f91b6001600160f81b03198216115b801561099c5750600360fc1b6001600160f81b03198216108061099c5750603960f81b6001600160f81b03198216115b80156109b65750602d60f81b6001600160f81b0319821614155b156109c557505f949350505050565b50600101610921565b506004811080610a045750826002815181106109ec576109ec6112f9565b6020910101516001600160f81b031916602d60f81b14155b80610a35575082600381518110610a1d57610a1d6112f9565b6020910101516001600160f81b031916602d60f81b14155b15610a435750600192915050565b825f81518110610a5557610a556112f9565b6020910101516001600160f81b031916600f60fb1b1480156107c5575082600181518110610a8557610a856112f9565b6020910101516001600160f81b031916603760f91b149392505050565b5f826001600160a01b03831615610abe57610abc81610b0f565b505b610ac9858585610b98565b91506001600160a01b03821615801590610af857505f818152600d60205260409020546001600160a01b031615155b15610b0757610b07815f610c8a565b509392505050565b5f818152600a6020526040902054610b278160381c90565b64ffffffffff16421015610b3a57919050565b610b4381610797565b15610b645760405163e9b7924f60e01b8152600481018390526024016100d0565b81610b6f8260381c90565b604051639cd7b8cf60e01b8152600481019290925264ffffffffff1660248201526044016100d0565b5f828152600260205260408120546001600160a01b0390811690831615610bc457610bc4818486610ce2565b6001600160a01b03811615610bfe57610bdf5f858180610d46565b6001600160a01b0381165f90815260036020526040902080545f190190555b6001600160a01b03851615610c2c576001600160a01b0385165f908152600360205260409020805460010190555b5f8481526002602052604080822080546001600160a01b0319166001600160a01b0389811691821790925591518793918516917fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef91a4949350505050565b5f828152600d602052604080822080546001600160a01b0319166001600160a01b0385169081179091559051909184917ff52d1e75728b4dc6788c394f53d9d3bf7ce0e00e8d0a0f12a20a23a00dd470f79190a35050565b610ced838383610e68565b610869576001600160a01b038316610d1b57604051637e27328960e01b8152600481018290526024016100d0565b60405163177e802f60e01b81526001600160a01b0383166004820152602481018290526044016100d0565b8080610d5a57506001600160a01b03821615155b15610e39575f610d6984610eeb565b90506001600160a01b03831615801590610d955750826001600160a01b0316816001600160a01b031614155b8015610dc657506001600160a01b038082165f9081526005602090815260408083209387168352929052205460ff16155b15610def5760405163a9fbf51f60e01b81526001600160a01b03841660048201526024016100d0565b8115610e375783856001600160a01b0316826001600160a01b03167f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b92560405160405180910390a45b505b50505f90815260046020526040902080546001600160a01b0319166001600160a01b0392909216919091179055565b5f6001600160a01b03831615801590610ee35750826001600160a01b0316846001600160a01b03161480610ec057506001600160a01b038085165f9081526005602090815260408083209387168352929052205460ff165b80610ee357505f828152600460205260409020546001600160a01b038481169116145b949350505050565b5f818152600260205260408120546001600160a01b03168061077d57604051637e27328960e01b8152600481018490526024016100d0565b80516001600160a01b0381168114610f39575f5ffd5b919050565b634e487b7160e01b5f52604160045260245ffd5b60405160a081016001600160401b0381118282101715610f7457610f74610f3e565b60405290565b604051601f8201601f191681016001600160401b0381118282101715610fa257610fa2610f3e565b604052919050565b5f82601f830112610fb9575f5ffd5b81516001600160401b03811115610fd257610fd2610f3e565b610fe5601f8201601f1916602001610f7a565b818152846020838601011115610ff9575f5ffd5b8160208501602083015e5f918101602001919091529392505050565b5f82601f830112611024575f5ffd5b81516001600160401b0381111561103d5761103d610f3e565b8060051b61104d60208201610f7a565b91825260208185018101929081019086841115611068575f5ffd5b6020860192505b838310156110ad5782516001600160401b0381111561108c575f5ffd5b61109b886020838a0101610faa565b8352506020928301929091019061106f565b9695505050505050565b5f5f5f5f5f5f61014087890312156110cd575f5ffd5b6110d687610f23565b60208801519096506001600160401b038111156110f1575f5ffd5b6110fd89828a01610faa565b95505087605f88011261110e575f5ffd5b611116610f52565b8060e089018a811115611127575f5ffd5b60408a015b818110156111585780516001600160801b038116811461114a575f5ffd5b84526020938401930161112c565b5081965061116581610f23565b6101008b0151909650925050506001600160401b03811115611185575f5ffd5b61119189828a01611015565b9250506111a16101208801610f23565b90509295509295509295565b600181811c908216806111c157607f821691505b6020821081036111df57634e487b7160e01b5f52602260045260245ffd5b50919050565b601f821115610869578282111561086957805f5260205f20601f840160051c602085101561121057505f5b90810190601f840160051c035f5b81811015611233575f8382015560010161121e565b505050505050565b81516001600160401b0381111561125457611254610f3e565b6112688161126284546111ad565b846111e5565b6020601f82116001811461129a575f83156112835750848201515b5f19600385901b1c1916600184901b1784556112f2565b5f84815260208120601f198516915b828110156112c957878501518255602094850194600190920191016112a9565b50848210156112e657868401515f19600387901b60f8161c191681555b505060018360011b0184555b5050505050565b634e487b7160e01b5f52603260045260245ffd5b634e487b7160e01b5f52601160045260245ffd5b8082018082111561077d5761077d61130d565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b805160208083015191908110156111df575f1960209190910360031b1b16919050565b8181038181111561077d5761077d61130d565b5f816113ad576113ad61130d565b505f190190565b60805160a05160c05160e05161010051610120516101405161016051610180516101a0516101c0516101e051610200516141b76114565f395f61136a01525f61139001525f61133d01525f6112fd01525f6112bd01525f81816104b8015281816115ce0152818161175b0152611a8601525f61251901525f6124e901525f612cc801525f612ca001525f612bfb01525f612c2501525f612c4f01526141b75ff3fe608060405260043610610302575f3560e01c80638ada6b0f11610191578063bc11ac68116100dc578063e3f7df9d11610087578063f2fde38b11610062578063f2fde38b146108e9578063f6a74ed714610908578063fbff18df14610927575f5ffd5b8063e3f7df9d14610856578063e985e9c514610883578063f0f44260146108ca575f5ffd5b8063d84c7c68116100b7578063d84c7c6814610805578063dca4f30414610824578063e30c397814610839575f5ffd5b8063bc11ac681461079d578063c1a287e2146107d0578063c87b56dd146107e6575f5ffd5b8063a5be864a1161013c578063b429afeb11610117578063b429afeb14610725578063b61a4d6014610753578063b88d4fde1461077e575f5ffd5b8063a5be864a146106b7578063a7fc7a07146106d6578063b1724b46146106f5575f5ffd5b806395d89b411161016c57806395d89b411461066557806397e492c514610679578063a22cb46514610698575f5ffd5b80638ada6b0f1461060a5780638cce787c146106295780638da5cb5b14610648575f5ffd5b806350bce20d116102515780636baa2826116101fc57806379ba5097116101d757806379ba5097146105bb5780637bbbc35e146105cf57806384b0196e146105e3575f5ffd5b80636baa28261461056957806370a0823114610588578063715018a6146105a7575f5ffd5b80635a7051691161022c5780635a7051691461051857806361d027b31461052b5780636352211e1461054a575f5ffd5b806350bce20d146104a757806354ee2090146104da57806356d3163d146104f9575f5ffd5b806322380bb9116102b15780633ccfd60b1161028c5780633ccfd60b14610455578063402b3f631461046957806342842e0e14610488575f5ffd5b806322380bb9146103f857806323b872dd1461041757806338b1625b14610436575f5ffd5b8063081812fc116102e1578063081812fc14610388578063095ea7b3146103bf5780630c0cca72146103e0575f5ffd5b806204a7ae1461030657806301ffc9a71461033857806306fdde0314610367575b5f5ffd5b348015610311575f5ffd5b50610325610320366004613773565b610946565b6040519081526020015b60405180910390f35b348015610343575f5ffd5b50610357610352366004613831565b610a7c565b604051901515815260200161032f565b348015610372575f5ffd5b5061037b610ad7565b60405161032f919061387a565b348015610393575f5ffd5b506103a76103a236600461388c565b610b66565b6040516001600160a01b03909116815260200161032f565b3480156103ca575f5ffd5b506103de6103d93660046138a3565b610b8c565b005b3480156103eb575f5ffd5b5061032564040000000081565b348015610403575f5ffd5b506103a761041236600461388c565b610ba4565b348015610422575f5ffd5b506103de6104313660046138cb565b610be2565b348015610441575f5ffd5b506103de610450366004613905565b610c9d565b348015610460575f5ffd5b506103de610dd2565b348015610474575f5ffd5b506103de610483366004613969565b610ec6565b348015610493575f5ffd5b506103de6104a23660046138cb565b610f7b565b3480156104b2575f5ffd5b506103257f000000000000000000000000000000000000000000000000000000000000000081565b3480156104e5575f5ffd5b506103de6104f43660046139b9565b610f9a565b348015610504575f5ffd5b506103de6105133660046139e3565b61100f565b6103de610526366004613969565b611078565b348015610536575f5ffd5b50600f546103a7906001600160a01b031681565b348015610555575f5ffd5b506103a761056436600461388c565b611278565b348015610574575f5ffd5b5061032561058336600461388c565b61129e565b348015610593575f5ffd5b506103256105a23660046139e3565b6113c8565b3480156105b2575f5ffd5b506103de611426565b3480156105c6575f5ffd5b506103de611458565b3480156105da575f5ffd5b50600c54610325565b3480156105ee575f5ffd5b506105f76114b5565b60405161032f9796959493929190613a36565b348015610615575f5ffd5b506010546103a7906001600160a01b031681565b348015610634575f5ffd5b506103de610643366004613abf565b611513565b348015610653575f5ffd5b506006546001600160a01b03166103a7565b348015610670575f5ffd5b5061037b611528565b348015610684575f5ffd5b506103de610693366004613b07565b611537565b3480156106a3575f5ffd5b506103de6106b2366004613b6a565b6115c0565b3480156106c2575f5ffd5b506103576106d136600461388c565b6115cb565b3480156106e1575f5ffd5b506103de6106f03660046139e3565b61160e565b348015610700575f5ffd5b5061070c63bbf81e0081565b60405167ffffffffffffffff909116815260200161032f565b348015610730575f5ffd5b5061035761073f3660046139e3565b600e6020525f908152604090205460ff1681565b34801561075e575f5ffd5b5061032561076d36600461388c565b5f908152600a602052604090205490565b348015610789575f5ffd5b506103de610798366004613c63565b61167f565b3480156107a8575f5ffd5b506103257fc90809c1d8186b8274266ae6aa17e5861ef9e88968506b90afff4a8518c3e85081565b3480156107db575f5ffd5b5061070c62278d0081565b3480156107f1575f5ffd5b5061037b61080036600461388c565b611697565b348015610810575f5ffd5b506103de61081f366004613cda565b611751565b34801561082f575f5ffd5b5061032561200081565b348015610844575f5ffd5b506007546001600160a01b03166103a7565b348015610861575f5ffd5b50610875610870366004613d19565b611794565b60405161032f929190613d8a565b34801561088e575f5ffd5b5061035761089d366004613dff565b6001600160a01b039182165f90815260056020908152604080832093909416825291909152205460ff1690565b3480156108d5575f5ffd5b506103de6108e43660046139e3565b611978565b3480156108f4575f5ffd5b506103de6109033660046139e3565b611989565b348015610913575f5ffd5b506103de6109223660046139e3565b611a12565b348015610932575f5ffd5b50610325610941366004613e27565b611a80565b335f908152600e602052604081205460ff16610995576040517f66719b7a0000000000000000000000000000000000000000000000000000000081523360048201526024015b60405180910390fd5b5f6109e188888080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920191909152508a9250505067ffffffffffffffff881633611aab565b909250905082156109f7576109f7828585611bdb565b610a7182610a6c610a088787611cde565b610a1b8967ffffffffffffffff16611d0c565b8560181b66ffffffff0000001660389190911b6bffffffffff000000000000001660609290921b7fffffffffffffffffffffffffffffffffffffffff00000000000000000000000016919091171790565b611d6b565b509695505050505050565b5f7fffffffff0000000000000000000000000000000000000000000000000000000082167f48cf46cb000000000000000000000000000000000000000000000000000000001480610ad15750610ad182611e1e565b92915050565b60605f8054610ae590613e6c565b80601f0160208091040260200160405190810160405280929190818152602001828054610b1190613e6c565b8015610b5c5780601f10610b3357610100808354040283529160200191610b5c565b820191905f5260205f20905b815481529060010190602001808311610b3f57829003601f168201915b5050505050905090565b5f610b7082611f00565b5f828152600460205260409020546001600160a01b0316610ad1565b610b9581611f51565b50610ba0828261200c565b5050565b5f818152600a6020526040812054610bbb90612017565b610bdb575f828152600d60205260409020546001600160a01b0316610ad1565b5f92915050565b6001600160a01b038216610c24576040517f64a0ae920000000000000000000000000000000000000000000000000000000081525f600482015260240161098c565b5f610c3083833361204b565b9050836001600160a01b0316816001600160a01b031614610c97576040517f64283d7b0000000000000000000000000000000000000000000000000000000081526001600160a01b038086166004830152602482018490528216604482015260640161098c565b50505050565b82421115610cda576040517fcd21db4f0000000000000000000000000000000000000000000000000000000081526004810184905260240161098c565b5f610ce487611f51565b90505f610d757fc90809c1d8186b8274266ae6aa17e5861ef9e88968506b90afff4a8518c3e850898989604051610d1c929190613ebd565b6040518091039020610d2e8660181c90565b604080516020810195909552840192909252606083015263ffffffff16608082015260a0810187905260c001604051602081830303815290604052805190602001206120b8565b9050610d83888286866120ff565b610dbc576040517f666b7cba0000000000000000000000000000000000000000000000000000000081526004810189905260240161098c565b610dc888838989612181565b5050505050505050565b610dda612200565b600f5460405147808252916001600160a01b03169081907fc0819c13be868895eb93e40eaceb96de976442fa1d404e5c55f14bb65a8c489a9060200160405180910390a25f816001600160a01b0316836040515f6040518083038185875af1925050503d805f8114610e67576040519150601f19603f3d011682016040523d82523d5f602084013e610e6c565b606091505b5050905080610eb9576040517f92873d130000000000000000000000000000000000000000000000000000000081526001600160a01b03831660048201526024810184905260440161098c565b505050610ec4612235565b565b335f908152600e602052604090205460ff16610f10576040517f66719b7a00000000000000000000000000000000000000000000000000000000815233600482015260240161098c565b5f610f4f84848080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250611a8092505050565b9050610c97818585600a5f8681526020019081526020015f20548667ffffffffffffffff165f3361225f565b610f9583838360405180602001604052805f81525061167f565b505050565b610fa382611f51565b505f82815260026020526040902054610fc6906001600160a01b0316338461237b565b611005576040517fa78e4aa50000000000000000000000000000000000000000000000000000000081526004810183905233602482015260440161098c565b610ba082826123fb565b61101761246b565b601080547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0383169081179091556040517fa00632ff71f043bcebbaa26952d3fd31a42e459b0dc8b686a91eb77725ee6680905f90a250565b611080612200565b67ffffffffffffffff811615806110a4575063bbf81e0067ffffffffffffffff8216115b156110e7576040517f4ede0ebc00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff8216600482015260240161098c565b5f67ffffffffffffffff82166110fc8461129e565b6111069190613ef9565b90508034101561114b576040517f3beb8e0f0000000000000000000000000000000000000000000000000000000081523460048201526024810182905260440161098c565b5f61118a85858080601f0160208091040260200160405190810160405280939291908181526020018383808284375f92019190915250611a8092505050565b5f818152600a60205260409020549091506111cf8287878467ffffffffffffffff89166111b78260381c90565b64ffffffffff166111c89190613f10565b885f61225f565b5f6111da8434613f23565b9050801561126c576040515f90339083908381818185875af1925050503d805f8114611221576040519150601f19603f3d011682016040523d82523d5f602084013e611226565b606091505b505090508061126a576040517faf73b0b20000000000000000000000000000000000000000000000000000000081523360048201526024810183905260440161098c565b505b50505050610f95612235565b5f61128282611f00565b5f828152600260205260409020546001600160a01b0316610ad1565b5f60028210156112e05750506fffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690565b816002036113205750506fffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690565b816003036113605750506fffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690565b8160041461138e577f00000000000000000000000000000000000000000000000000000000000000006113b0565b7f00000000000000000000000000000000000000000000000000000000000000005b6fffffffffffffffffffffffffffffffff1692915050565b5f6001600160a01b03821661140b576040517f89c62b640000000000000000000000000000000000000000000000000000000081525f600482015260240161098c565b506001600160a01b03165f9081526003602052604090205490565b6040517f4de180ba00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b60075433906001600160a01b031681146114a9576040517f118cdaa70000000000000000000000000000000000000000000000000000000081526001600160a01b038216600482015260240161098c565b6114b2816124b1565b50565b5f6060805f5f5f60606114c66124e2565b6114ce612512565b604080515f808252602082019092527f0f000000000000000000000000000000000000000000000000000000000000009b939a50919850469750309650945092509050565b610f9583611521853361253d565b8484612181565b606060018054610ae590613e6c565b5f611542853361253d565b90508163ffffffff166115558260181c90565b63ffffffff16146115ad578161156b8260181c90565b6040517f3a404df500000000000000000000000000000000000000000000000000000000815263ffffffff92831660048201529116602482015260440161098c565b6115b985828686612181565b5050505050565b610ba033838361259b565b5f7f00000000000000000000000000000000000000000000000000000000000000008214158015610ad157505f828152600a6020526040902054610ad190612017565b61161661246b565b6001600160a01b0381165f818152600e602052604080822080547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00166001179055517f0a8bb31534c0ed46f380cb867bd5c803a189ced9a764e30b3a4991a9901d74749190a250565b61168a848484610be2565b610c9733858585856126b2565b60606116a282611f00565b6010546001600160a01b03166116c557505060408051602081019091525f815290565b6010546040517fe9dc6375000000000000000000000000000000000000000000000000000000008152306004820152602481018490526001600160a01b039091169063e9dc6375906044015f60405180830381865afa15801561172a573d5f5f3e3d5ffd5b505050506040513d5f823e601f3d908101601f19168201604052610ad19190810190613f36565b61175961246b565b7f00000000000000000000000000000000000000000000000000000000000000005f818152600a6020526040902054610ba091908484612181565b6060808267ffffffffffffffff8111156117b0576117b0613ba3565b6040519080825280602002602001820160405280156117d9578160200160208202803683370190505b5091508267ffffffffffffffff8111156117f5576117f5613ba3565b60405190808252806020026020018201604052801561182857816020015b60608152602001906001900390816118135790505b5090505f5b83811015611970575f600a5f87878581811061184b5761184b613fab565b9050602002013581526020019081526020015f205490508084838151811061187557611875613fab565b60200260200101818152505061188b8160601c90565b6001600160a01b03161561196757600b5f8787858181106118ae576118ae613fab565b9050602002013581526020019081526020015f2080546118cd90613e6c565b80601f01602080910402602001604051908101604052809291908181526020018280546118f990613e6c565b80156119445780601f1061191b57610100808354040283529160200191611944565b820191905f5260205f20905b81548152906001019060200180831161192757829003601f168201915b505050505083838151811061195b5761195b613fab565b60200260200101819052505b5060010161182d565b509250929050565b61198061246b565b6114b281612855565b61199161246b565b600780546001600160a01b0383167fffffffffffffffffffffffff000000000000000000000000000000000000000090911681179091556119da6006546001600160a01b031690565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a350565b611a1a61246b565b6001600160a01b0381165f818152600e602052604080822080547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00169055517f33d83959be2573f5453b12eb9d43b3499bc57d96bd2f067ba44803c859e811139190a250565b5f610ad17f0000000000000000000000000000000000000000000000000000000000000000836128f6565b5f5f611ab686611a80565b5f818152600a6020526040902054909250611ad081612017565b611b09576040517fd66f4bcf0000000000000000000000000000000000000000000000000000000081526004810184905260240161098c565b428511611b4b576040517fb303d70e0000000000000000000000000000000000000000000000000000000081526004810186905242602482015260440161098c565b5f838152600260205260409020546001600160a01b031615611b7057611b708361296b565b611b7a86846129bc565b836001600160a01b0316866001600160a01b0316847fbaf566b978cd06f9da96654d91a5a4f10ed3e02dca8b8fa6aefff0d6181ede468a604051611bbe919061387a565b60405180910390a4611bcf81612a4f565b91505094509492505050565b6001811480611beb575061200081115b15611c25576040517f7867045f0000000000000000000000000000000000000000000000000000000081526004810182905260240161098c565b8015801590611c75575081815f818110611c4157611c41613fab565b9050013560f81c60f81b7effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1916600160f81b14155b15611cc65781815f818110611c8c57611c8c613fab565b6040517f90dcd4a000000000000000000000000000000000000000000000000000000000815292013560f81c60048301525060240161098c565b5f838152600b60205260409020610c97828483614026565b5f8115611d03578282604051611cf5929190613ebd565b604051908190039020611d05565b5f5b9392505050565b5f80611d1c63bbf81e0042613f10565b905080831115611d62576040517f46d1f8ee000000000000000000000000000000000000000000000000000000008152600481018490526024810182905260440161098c565b611d0583612a6b565b5f828152600a6020908152604091829020839055600c80548351602891821c8185015280850187905260608082018790528551808303909101815260808201808752815191909501207fffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000811664ffffffffff421617909355928590529251921c9184917fd19c6d5e6ab7a539ffb97274506b52c6291d68cc70c5a27a79af3f2f1f0931cd919081900360a00190a2505050565b5f7fffffffff0000000000000000000000000000000000000000000000000000000082167f80ac58cd000000000000000000000000000000000000000000000000000000001480611eb057507fffffffff0000000000000000000000000000000000000000000000000000000082167f5b5e139f00000000000000000000000000000000000000000000000000000000145b80610ad157507f01ffc9a7000000000000000000000000000000000000000000000000000000007fffffffff00000000000000000000000000000000000000000000000000000000831614610ad1565b5f818152600a6020526040902054611f1790612017565b156114b2576040517f7e2732890000000000000000000000000000000000000000000000000000000081526004810182905260240161098c565b5f818152600a6020526040902054611f698160381c90565b64ffffffffff16421015611f7c57919050565b611f8581612017565b15611fbf576040517fe9b7924f0000000000000000000000000000000000000000000000000000000081526004810183905260240161098c565b81611fca8260381c90565b6040517f9cd7b8cf000000000000000000000000000000000000000000000000000000008152600481019290925264ffffffffff16602482015260440161098c565b610ba0828233612ab9565b5f5f6120238360381c90565b64ffffffffff169050801580611d05575061204162278d0082613f10565b4210159392505050565b5f826001600160a01b038316156120675761206581611f51565b505b612072858585612ac6565b91506001600160a01b038216158015906120a157505f818152600d60205260409020546001600160a01b031615155b156120b0576120b0815f6123fb565b509392505050565b5f610ad16120c4612bef565b836040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b5f5f61210c858585612d18565b5050905061211a8682612d5f565b15612129576001915050612179565b5f8681526002602052604090205461214c906001600160a01b0316868686612dc2565b8061217557505f868152600d6020526040902054612175906001600160a01b0316868686612dc2565b9150505b949350505050565b61218c848383611bdb565b610c9784610a6c61219d8585611cde565b6121a78760381c90565b6121b088612a4f565b60181b66ffffffff0000001660389190911b6bffffffffff000000000000001660609290921b7fffffffffffffffffffffffffffffffffffffffff00000000000000000000000016919091171790565b612208612dec565b610ec460017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005b90612e45565b610ec45f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f0061222f565b61226884612017565b156122a2576040517fe9b7924f0000000000000000000000000000000000000000000000000000000081526004810188905260240161098c565b6122ac8460381c90565b64ffffffffff16831161230657826122c48560381c90565b6040517fb303d70e000000000000000000000000000000000000000000000000000000008152600481019290925264ffffffffff16602482015260440161098c565b61232a87610a6c6123178760601c90565b61232087611d0c565b6121b08960181c90565b806001600160a01b0316877fc47a91f8ec742b645abdbb2b25435cd75bb5b6766728725ba25f683bfcc88e488888878760405161236a949392919061411e565b60405180910390a350505050505050565b5f6001600160a01b038316158015906121795750826001600160a01b0316846001600160a01b031614806123d357506001600160a01b038085165f9081526005602090815260408083209387168352929052205460ff165b806121795750505f908152600460205260409020546001600160a01b03908116911614919050565b5f828152600d602052604080822080547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0385169081179091559051909184917ff52d1e75728b4dc6788c394f53d9d3bf7ce0e00e8d0a0f12a20a23a00dd470f79190a35050565b6006546001600160a01b03163314610ec4576040517f118cdaa700000000000000000000000000000000000000000000000000000000815233600482015260240161098c565b600780547fffffffffffffffffffffffff00000000000000000000000000000000000000001690556114b281612e4c565b606061250d7f0000000000000000000000000000000000000000000000000000000000000000612eb5565b905090565b606061250d7f0000000000000000000000000000000000000000000000000000000000000000612eb5565b5f61254783611f51565b90506125538383612d5f565b610ad1576040517fa78e4aa5000000000000000000000000000000000000000000000000000000008152600481018490526001600160a01b038316602482015260440161098c565b6001600160a01b0383166125dd576040517fa9fbf51f0000000000000000000000000000000000000000000000000000000081525f600482015260240161098c565b6001600160a01b038216612628576040517f5b08ba180000000000000000000000000000000000000000000000000000000081526001600160a01b038316600482015260240161098c565b6001600160a01b038381165f8181526005602090815260408083209487168084529482529182902080547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff001686151590811790915591519182527f17307eab39ab6107e8899845ad3d59bd9653f200f220920489ca2b5937696c31910160405180910390a3505050565b6001600160a01b0383163b156115b9576040517f150b7a020000000000000000000000000000000000000000000000000000000081526001600160a01b0384169063150b7a029061270d90889088908790879060040161415c565b6020604051808303815f875af1925050508015612747575060408051601f3d908101601f191682019092526127449181019061419c565b60015b6127c7573d808015612774576040519150601f19603f3d011682016040523d82523d5f602084013e612779565b606091505b5080515f036127bf576040517f64a0ae920000000000000000000000000000000000000000000000000000000081526001600160a01b038516600482015260240161098c565b805160208201fd5b7fffffffff0000000000000000000000000000000000000000000000000000000081167f150b7a02000000000000000000000000000000000000000000000000000000001461284d576040517f64a0ae920000000000000000000000000000000000000000000000000000000081526001600160a01b038516600482015260240161098c565b505050505050565b6001600160a01b038116612895576040517f7c946ed700000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b600f80547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0383169081179091556040517fc714d22a2f08b695f81e7c707058db484aa5b4d6b4c9fd64beb10fe85832f608905f90a250565b5f61290082612ef2565b61293857816040517f0a9644cf00000000000000000000000000000000000000000000000000000000815260040161098c919061387a565b50805160209182012060408051808401949094528381019190915280518084038201815260609093019052815191012090565b5f6129775f835f61204b565b90506001600160a01b038116610ba0576040517f7e2732890000000000000000000000000000000000000000000000000000000081526004810183905260240161098c565b6001600160a01b0382166129fe576040517f64a0ae920000000000000000000000000000000000000000000000000000000081525f600482015260240161098c565b5f612a0a83835f61204b565b90506001600160a01b03811615610f95576040517f73c6ac6e0000000000000000000000000000000000000000000000000000000081525f600482015260240161098c565b5f612a5a8260181c90565b610ad19063ffffffff166001613f10565b5f64ffffffffff821115612ab5576040517f6dfcc650000000000000000000000000000000000000000000000000000000008152602860048201526024810183905260440161098c565b5090565b610f958383836001613337565b5f828152600260205260408120546001600160a01b0390811690831615612af257612af281848661348a565b6001600160a01b03811615612b4b57612b0d5f855f5f613337565b6001600160a01b0381165f90815260036020526040902080547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0190555b6001600160a01b03851615612b79576001600160a01b0385165f908152600360205260409020805460010190555b5f8481526002602052604080822080547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0389811691821790925591518793918516917fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef91a4949350505050565b5f306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148015612c4757507f000000000000000000000000000000000000000000000000000000000000000046145b15612c7157507f000000000000000000000000000000000000000000000000000000000000000090565b61250d604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f0000000000000000000000000000000000000000000000000000000000000000918101919091527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b5f80806041849003612d4c578435602086013560408701355f1a612d3e89828585613520565b955095509550505050612d56565b505f915060029050825b93509350939050565b5f82815260026020526040812054612d81906001600160a01b0316838561237b565b15612d8e57506001610ad1565b6001600160a01b03821615801590611d055750505f918252600d6020526040909120546001600160a01b0390811691161490565b5f6001600160a01b0385163b15801590612de35750612de3858585856135e8565b95945050505050565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c15610ec4576040517f3ee5aeb500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80825d5050565b600680546001600160a01b038381167fffffffffffffffffffffffff0000000000000000000000000000000000000000831681179093556040519116919082907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a35050565b60605f612ec18361366b565b6040805160208082528183019092529192505f91906020820181803683375050509182525060208101929092525090565b80515f90801580612f035750603f81115b80612f665750825f81518110612f1b57612f1b613fab565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d00000000000000000000000000000000000000000000000000000000000000145b80612fd3575082612f78600183613f23565b81518110612f8857612f88613fab565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d00000000000000000000000000000000000000000000000000000000000000145b15612fe057505f92915050565b5f5b81811015613193575f848281518110612ffd57612ffd613fab565b01602001517fff000000000000000000000000000000000000000000000000000000000000001690507f610000000000000000000000000000000000000000000000000000000000000081108061309557507f7a000000000000000000000000000000000000000000000000000000000000007fff000000000000000000000000000000000000000000000000000000000000008216115b801561312d57507f30000000000000000000000000000000000000000000000000000000000000007fff000000000000000000000000000000000000000000000000000000000000008216108061312d57507f39000000000000000000000000000000000000000000000000000000000000007fff000000000000000000000000000000000000000000000000000000000000008216115b801561317b57507f2d000000000000000000000000000000000000000000000000000000000000007fff00000000000000000000000000000000000000000000000000000000000000821614155b1561318a57505f949350505050565b50600101612fe2565b5060048110806131fd5750826002815181106131b1576131b1613fab565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d0000000000000000000000000000000000000000000000000000000000000014155b8061326257508260038151811061321657613216613fab565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d0000000000000000000000000000000000000000000000000000000000000014155b156132705750600192915050565b825f8151811061328257613282613fab565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f7800000000000000000000000000000000000000000000000000000000000000148015611d055750826001815181106132e6576132e6613fab565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f6e00000000000000000000000000000000000000000000000000000000000000149392505050565b808061334b57506001600160a01b03821615155b15613443575f61335a846136ab565b90506001600160a01b038316158015906133865750826001600160a01b0316816001600160a01b031614155b80156133b757506001600160a01b038082165f9081526005602090815260408083209387168352929052205460ff16155b156133f9576040517fa9fbf51f0000000000000000000000000000000000000000000000000000000081526001600160a01b038416600482015260240161098c565b81156134415783856001600160a01b0316826001600160a01b03167f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b92560405160405180910390a45b505b50505f90815260046020526040902080547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0392909216919091179055565b61349583838361237b565b610f95576001600160a01b0383166134dc576040517f7e2732890000000000000000000000000000000000000000000000000000000081526004810182905260240161098c565b6040517f177e802f0000000000000000000000000000000000000000000000000000000081526001600160a01b03831660048201526024810182905260440161098c565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084111561355957505f915060039050826135de565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa1580156135aa573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b0381166135d557505f9250600191508290506135de565b92505f91508190505b9450945094915050565b604080517f1626ba7e00000000000000000000000000000000000000000000000000000000808252600482018690526024820192909252604481018390525f91908390818660648301375f82606483010152601f820160051c60051b915060205f60648401838b5afa9050825f5114601f3d111681169350505050949350505050565b5f60ff8216601f811115610ad1576040517fb3512b0c00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f818152600260205260408120546001600160a01b031680610ad1576040517f7e2732890000000000000000000000000000000000000000000000000000000081526004810184905260240161098c565b5f5f83601f84011261370c575f5ffd5b50813567ffffffffffffffff811115613723575f5ffd5b60208301915083602082850101111561373a575f5ffd5b9250929050565b80356001600160a01b0381168114613757575f5ffd5b919050565b803567ffffffffffffffff81168114613757575f5ffd5b5f5f5f5f5f5f60808789031215613788575f5ffd5b863567ffffffffffffffff81111561379e575f5ffd5b6137aa89828a016136fc565b90975095506137bd905060208801613741565b93506137cb6040880161375c565b9250606087013567ffffffffffffffff8111156137e6575f5ffd5b6137f289828a016136fc565b979a9699509497509295939492505050565b7fffffffff00000000000000000000000000000000000000000000000000000000811681146114b2575f5ffd5b5f60208284031215613841575f5ffd5b8135611d0581613804565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f611d05602083018461384c565b5f6020828403121561389c575f5ffd5b5035919050565b5f5f604083850312156138b4575f5ffd5b6138bd83613741565b946020939093013593505050565b5f5f5f606084860312156138dd575f5ffd5b6138e684613741565b92506138f460208501613741565b929592945050506040919091013590565b5f5f5f5f5f5f6080878903121561391a575f5ffd5b86359550602087013567ffffffffffffffff811115613937575f5ffd5b61394389828a016136fc565b90965094505060408701359250606087013567ffffffffffffffff8111156137e6575f5ffd5b5f5f5f6040848603121561397b575f5ffd5b833567ffffffffffffffff811115613991575f5ffd5b61399d868287016136fc565b90945092506139b090506020850161375c565b90509250925092565b5f5f604083850312156139ca575f5ffd5b823591506139da60208401613741565b90509250929050565b5f602082840312156139f3575f5ffd5b611d0582613741565b5f8151808452602084019350602083015f5b82811015613a2c578151865260209586019590910190600101613a0e565b5093949350505050565b7fff000000000000000000000000000000000000000000000000000000000000008816815260e060208201525f613a7060e083018961384c565b8281036040840152613a82818961384c565b90508660608401526001600160a01b03861660808401528460a084015282810360c0840152613ab181856139fc565b9a9950505050505050505050565b5f5f5f60408486031215613ad1575f5ffd5b83359250602084013567ffffffffffffffff811115613aee575f5ffd5b613afa868287016136fc565b9497909650939450505050565b5f5f5f5f60608587031215613b1a575f5ffd5b84359350602085013567ffffffffffffffff811115613b37575f5ffd5b613b43878288016136fc565b909450925050604085013563ffffffff81168114613b5f575f5ffd5b939692955090935050565b5f5f60408385031215613b7b575f5ffd5b613b8483613741565b915060208301358015158114613b98575f5ffd5b809150509250929050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b604051601f8201601f1916810167ffffffffffffffff81118282101715613bf957613bf9613ba3565b604052919050565b5f67ffffffffffffffff821115613c1a57613c1a613ba3565b50601f01601f191660200190565b5f613c3a613c3584613c01565b613bd0565b9050828152838383011115613c4d575f5ffd5b828260208301375f602084830101529392505050565b5f5f5f5f60808587031215613c76575f5ffd5b613c7f85613741565b9350613c8d60208601613741565b925060408501359150606085013567ffffffffffffffff811115613caf575f5ffd5b8501601f81018713613cbf575f5ffd5b613cce87823560208401613c28565b91505092959194509250565b5f5f60208385031215613ceb575f5ffd5b823567ffffffffffffffff811115613d01575f5ffd5b613d0d858286016136fc565b90969095509350505050565b5f5f60208385031215613d2a575f5ffd5b823567ffffffffffffffff811115613d40575f5ffd5b8301601f81018513613d50575f5ffd5b803567ffffffffffffffff811115613d66575f5ffd5b8560208260051b8401011115613d7a575f5ffd5b6020919091019590945092505050565b604081525f613d9c60408301856139fc565b828103602084015280845180835260208301915060208160051b840101602087015f5b83811015613df157601f19868403018552613ddb83835161384c565b6020958601959093509190910190600101613dbf565b509098975050505050505050565b5f5f60408385031215613e10575f5ffd5b613e1983613741565b91506139da60208401613741565b5f60208284031215613e37575f5ffd5b813567ffffffffffffffff811115613e4d575f5ffd5b8201601f81018413613e5d575f5ffd5b61217984823560208401613c28565b600181811c90821680613e8057607f821691505b602082108103613eb7577f4e487b71000000000000000000000000000000000000000000000000000000005f52602260045260245ffd5b50919050565b818382375f9101908152919050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b8082028115828204841417610ad157610ad1613ecc565b80820180821115610ad157610ad1613ecc565b81810381811115610ad157610ad1613ecc565b5f60208284031215613f46575f5ffd5b815167ffffffffffffffff811115613f5c575f5ffd5b8201601f81018413613f6c575f5ffd5b8051613f7a613c3582613c01565b818152856020838501011115613f8e575f5ffd5b8160208401602083015e5f91810160200191909152949350505050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b601f821115610f955782821115610f9557805f5260205f20601f840160051c602085101561400357505f5b90810190601f840160051c035f5b8181101561284d575f83820155600101614011565b67ffffffffffffffff83111561403e5761403e613ba3565b6140528361404c8354613e6c565b83613fd8565b5f601f8411600181146140a2575f851561406c5750838201355b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff600387901b1c1916600186901b1783556115b9565b5f83815260208120601f198716915b828110156140d157868501358255602094850194600190920191016140b1565b508682101561410c577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60f88860031b161c19848701351681555b505060018560011b0183555050505050565b60608152836060820152838560808301375f608085830101525f6080601f19601f870116830101905083602083015282604083015295945050505050565b6001600160a01b03851681526001600160a01b0384166020820152826040820152608060608201525f614192608083018461384c565b9695505050505050565b5f602082840312156141ac575f5ffd5b8151611d058161380456",
}

// NameRegistry is an auto generated Go binding around an Ethereum contract.
type NameRegistry struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *NameRegistry) GetABI() abi.ABI {
	return c.abi
}

// NewNameRegistry creates a new instance of NameRegistry.
func NewNameRegistry() *NameRegistry {
	parsed, err := NameRegistryMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &NameRegistry{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *NameRegistry) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address owner, string origin, uint128[5] ceilings, address treasury_, string[] reserved, address holder) returns()
func (nameRegistry *NameRegistry) PackConstructor(owner common.Address, origin string, ceilings [5]*big.Int, treasury_ common.Address, reserved []string, holder common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("", owner, origin, ceilings, treasury_, reserved, holder)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackGRACEPERIOD is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc1a287e2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function GRACE_PERIOD() view returns(uint64)
func (nameRegistry *NameRegistry) PackGRACEPERIOD() []byte {
	enc, err := nameRegistry.abi.Pack("GRACE_PERIOD")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGRACEPERIOD is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc1a287e2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function GRACE_PERIOD() view returns(uint64)
func (nameRegistry *NameRegistry) TryPackGRACEPERIOD() ([]byte, error) {
	return nameRegistry.abi.Pack("GRACE_PERIOD")
}

// UnpackGRACEPERIOD is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc1a287e2.
//
// Solidity: function GRACE_PERIOD() view returns(uint64)
func (nameRegistry *NameRegistry) UnpackGRACEPERIOD(data []byte) (uint64, error) {
	out, err := nameRegistry.abi.Unpack("GRACE_PERIOD", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackMAXCLOCK is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0c0cca72.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_CLOCK() view returns(uint256)
func (nameRegistry *NameRegistry) PackMAXCLOCK() []byte {
	enc, err := nameRegistry.abi.Pack("MAX_CLOCK")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXCLOCK is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0c0cca72.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_CLOCK() view returns(uint256)
func (nameRegistry *NameRegistry) TryPackMAXCLOCK() ([]byte, error) {
	return nameRegistry.abi.Pack("MAX_CLOCK")
}

// UnpackMAXCLOCK is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0c0cca72.
//
// Solidity: function MAX_CLOCK() view returns(uint256)
func (nameRegistry *NameRegistry) UnpackMAXCLOCK(data []byte) (*big.Int, error) {
	out, err := nameRegistry.abi.Unpack("MAX_CLOCK", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXDURATION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb1724b46.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_DURATION() view returns(uint64)
func (nameRegistry *NameRegistry) PackMAXDURATION() []byte {
	enc, err := nameRegistry.abi.Pack("MAX_DURATION")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXDURATION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb1724b46.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_DURATION() view returns(uint64)
func (nameRegistry *NameRegistry) TryPackMAXDURATION() ([]byte, error) {
	return nameRegistry.abi.Pack("MAX_DURATION")
}

// UnpackMAXDURATION is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb1724b46.
//
// Solidity: function MAX_DURATION() view returns(uint64)
func (nameRegistry *NameRegistry) UnpackMAXDURATION(data []byte) (uint64, error) {
	out, err := nameRegistry.abi.Unpack("MAX_DURATION", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackMAXIMAGE is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdca4f304.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_IMAGE() view returns(uint256)
func (nameRegistry *NameRegistry) PackMAXIMAGE() []byte {
	enc, err := nameRegistry.abi.Pack("MAX_IMAGE")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXIMAGE is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdca4f304.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_IMAGE() view returns(uint256)
func (nameRegistry *NameRegistry) TryPackMAXIMAGE() ([]byte, error) {
	return nameRegistry.abi.Pack("MAX_IMAGE")
}

// UnpackMAXIMAGE is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdca4f304.
//
// Solidity: function MAX_IMAGE() view returns(uint256)
func (nameRegistry *NameRegistry) UnpackMAXIMAGE(data []byte) (*big.Int, error) {
	out, err := nameRegistry.abi.Unpack("MAX_IMAGE", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSETZONETYPEHASH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbc11ac68.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function SET_ZONE_TYPEHASH() view returns(bytes32)
func (nameRegistry *NameRegistry) PackSETZONETYPEHASH() []byte {
	enc, err := nameRegistry.abi.Pack("SET_ZONE_TYPEHASH")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSETZONETYPEHASH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbc11ac68.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function SET_ZONE_TYPEHASH() view returns(bytes32)
func (nameRegistry *NameRegistry) TryPackSETZONETYPEHASH() ([]byte, error) {
	return nameRegistry.abi.Pack("SET_ZONE_TYPEHASH")
}

// UnpackSETZONETYPEHASH is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbc11ac68.
//
// Solidity: function SET_ZONE_TYPEHASH() view returns(bytes32)
func (nameRegistry *NameRegistry) UnpackSETZONETYPEHASH(data []byte) ([32]byte, error) {
	out, err := nameRegistry.abi.Unpack("SET_ZONE_TYPEHASH", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackAcceptOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79ba5097.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptOwnership() returns()
func (nameRegistry *NameRegistry) PackAcceptOwnership() []byte {
	enc, err := nameRegistry.abi.Pack("acceptOwnership")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAcceptOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79ba5097.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function acceptOwnership() returns()
func (nameRegistry *NameRegistry) TryPackAcceptOwnership() ([]byte, error) {
	return nameRegistry.abi.Pack("acceptOwnership")
}

// PackAddController is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa7fc7a07.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function addController(address controller) returns()
func (nameRegistry *NameRegistry) PackAddController(controller common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("addController", controller)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAddController is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa7fc7a07.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function addController(address controller) returns()
func (nameRegistry *NameRegistry) TryPackAddController(controller common.Address) ([]byte, error) {
	return nameRegistry.abi.Pack("addController", controller)
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(address to, uint256 tokenId) returns()
func (nameRegistry *NameRegistry) PackApprove(to common.Address, tokenId *big.Int) []byte {
	enc, err := nameRegistry.abi.Pack("approve", to, tokenId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(address to, uint256 tokenId) returns()
func (nameRegistry *NameRegistry) TryPackApprove(to common.Address, tokenId *big.Int) ([]byte, error) {
	return nameRegistry.abi.Pack("approve", to, tokenId)
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address owner) view returns(uint256)
func (nameRegistry *NameRegistry) PackBalanceOf(owner common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("balanceOf", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(address owner) view returns(uint256)
func (nameRegistry *NameRegistry) TryPackBalanceOf(owner common.Address) ([]byte, error) {
	return nameRegistry.abi.Pack("balanceOf", owner)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address owner) view returns(uint256)
func (nameRegistry *NameRegistry) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := nameRegistry.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackCeilingPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6baa2826.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ceilingPrice(uint256 length) view returns(uint256)
func (nameRegistry *NameRegistry) PackCeilingPrice(length *big.Int) []byte {
	enc, err := nameRegistry.abi.Pack("ceilingPrice", length)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCeilingPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6baa2826.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function ceilingPrice(uint256 length) view returns(uint256)
func (nameRegistry *NameRegistry) TryPackCeilingPrice(length *big.Int) ([]byte, error) {
	return nameRegistry.abi.Pack("ceilingPrice", length)
}

// UnpackCeilingPrice is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6baa2826.
//
// Solidity: function ceilingPrice(uint256 length) view returns(uint256)
func (nameRegistry *NameRegistry) UnpackCeilingPrice(data []byte) (*big.Int, error) {
	out, err := nameRegistry.abi.Unpack("ceilingPrice", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackChanges is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7bbbc35e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function changes() view returns(uint256)
func (nameRegistry *NameRegistry) PackChanges() []byte {
	enc, err := nameRegistry.abi.Pack("changes")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackChanges is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7bbbc35e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function changes() view returns(uint256)
func (nameRegistry *NameRegistry) TryPackChanges() ([]byte, error) {
	return nameRegistry.abi.Pack("changes")
}

// UnpackChanges is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7bbbc35e.
//
// Solidity: function changes() view returns(uint256)
func (nameRegistry *NameRegistry) UnpackChanges(data []byte) (*big.Int, error) {
	out, err := nameRegistry.abi.Unpack("changes", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (nameRegistry *NameRegistry) PackEip712Domain() []byte {
	enc, err := nameRegistry.abi.Pack("eip712Domain")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (nameRegistry *NameRegistry) TryPackEip712Domain() ([]byte, error) {
	return nameRegistry.abi.Pack("eip712Domain")
}

// Eip712DomainOutput serves as a container for the return parameters of contract
// method Eip712Domain.
type Eip712DomainOutput struct {
	Fields            [1]byte
	Name              string
	Version           string
	ChainId           *big.Int
	VerifyingContract common.Address
	Salt              [32]byte
	Extensions        []*big.Int
}

// UnpackEip712Domain is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x84b0196e.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (nameRegistry *NameRegistry) UnpackEip712Domain(data []byte) (Eip712DomainOutput, error) {
	out, err := nameRegistry.abi.Unpack("eip712Domain", data)
	outstruct := new(Eip712DomainOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Fields = *abi.ConvertType(out[0], new([1]byte)).(*[1]byte)
	outstruct.Name = *abi.ConvertType(out[1], new(string)).(*string)
	outstruct.Version = *abi.ConvertType(out[2], new(string)).(*string)
	outstruct.ChainId = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	outstruct.VerifyingContract = *abi.ConvertType(out[4], new(common.Address)).(*common.Address)
	outstruct.Salt = *abi.ConvertType(out[5], new([32]byte)).(*[32]byte)
	outstruct.Extensions = *abi.ConvertType(out[6], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackExtend is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x402b3f63.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function extend(string label, uint64 expiry) returns()
func (nameRegistry *NameRegistry) PackExtend(label string, expiry uint64) []byte {
	enc, err := nameRegistry.abi.Pack("extend", label, expiry)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackExtend is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x402b3f63.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function extend(string label, uint64 expiry) returns()
func (nameRegistry *NameRegistry) TryPackExtend(label string, expiry uint64) ([]byte, error) {
	return nameRegistry.abi.Pack("extend", label, expiry)
}

// PackGetApproved is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x081812fc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getApproved(uint256 tokenId) view returns(address)
func (nameRegistry *NameRegistry) PackGetApproved(tokenId *big.Int) []byte {
	enc, err := nameRegistry.abi.Pack("getApproved", tokenId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetApproved is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x081812fc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getApproved(uint256 tokenId) view returns(address)
func (nameRegistry *NameRegistry) TryPackGetApproved(tokenId *big.Int) ([]byte, error) {
	return nameRegistry.abi.Pack("getApproved", tokenId)
}

// UnpackGetApproved is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x081812fc.
//
// Solidity: function getApproved(uint256 tokenId) view returns(address)
func (nameRegistry *NameRegistry) UnpackGetApproved(data []byte) (common.Address, error) {
	out, err := nameRegistry.abi.Unpack("getApproved", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackIsApprovedForAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe985e9c5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isApprovedForAll(address owner, address operator) view returns(bool)
func (nameRegistry *NameRegistry) PackIsApprovedForAll(owner common.Address, operator common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("isApprovedForAll", owner, operator)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsApprovedForAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe985e9c5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isApprovedForAll(address owner, address operator) view returns(bool)
func (nameRegistry *NameRegistry) TryPackIsApprovedForAll(owner common.Address, operator common.Address) ([]byte, error) {
	return nameRegistry.abi.Pack("isApprovedForAll", owner, operator)
}

// UnpackIsApprovedForAll is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe985e9c5.
//
// Solidity: function isApprovedForAll(address owner, address operator) view returns(bool)
func (nameRegistry *NameRegistry) UnpackIsApprovedForAll(data []byte) (bool, error) {
	out, err := nameRegistry.abi.Unpack("isApprovedForAll", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIsController is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb429afeb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isController(address controller) view returns(bool allowed)
func (nameRegistry *NameRegistry) PackIsController(controller common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("isController", controller)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsController is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb429afeb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isController(address controller) view returns(bool allowed)
func (nameRegistry *NameRegistry) TryPackIsController(controller common.Address) ([]byte, error) {
	return nameRegistry.abi.Pack("isController", controller)
}

// UnpackIsController is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb429afeb.
//
// Solidity: function isController(address controller) view returns(bool allowed)
func (nameRegistry *NameRegistry) UnpackIsController(data []byte) (bool, error) {
	out, err := nameRegistry.abi.Unpack("isController", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIsFree is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa5be864a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isFree(bytes32 node) view returns(bool)
func (nameRegistry *NameRegistry) PackIsFree(node [32]byte) []byte {
	enc, err := nameRegistry.abi.Pack("isFree", node)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsFree is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa5be864a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isFree(bytes32 node) view returns(bool)
func (nameRegistry *NameRegistry) TryPackIsFree(node [32]byte) ([]byte, error) {
	return nameRegistry.abi.Pack("isFree", node)
}

// UnpackIsFree is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa5be864a.
//
// Solidity: function isFree(bytes32 node) view returns(bool)
func (nameRegistry *NameRegistry) UnpackIsFree(data []byte) (bool, error) {
	out, err := nameRegistry.abi.Unpack("isFree", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackManagerOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x22380bb9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function managerOf(bytes32 node) view returns(address)
func (nameRegistry *NameRegistry) PackManagerOf(node [32]byte) []byte {
	enc, err := nameRegistry.abi.Pack("managerOf", node)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackManagerOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x22380bb9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function managerOf(bytes32 node) view returns(address)
func (nameRegistry *NameRegistry) TryPackManagerOf(node [32]byte) ([]byte, error) {
	return nameRegistry.abi.Pack("managerOf", node)
}

// UnpackManagerOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x22380bb9.
//
// Solidity: function managerOf(bytes32 node) view returns(address)
func (nameRegistry *NameRegistry) UnpackManagerOf(data []byte) (common.Address, error) {
	out, err := nameRegistry.abi.Unpack("managerOf", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function name() view returns(string)
func (nameRegistry *NameRegistry) PackName() []byte {
	enc, err := nameRegistry.abi.Pack("name")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function name() view returns(string)
func (nameRegistry *NameRegistry) TryPackName() ([]byte, error) {
	return nameRegistry.abi.Pack("name")
}

// UnpackName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06fdde03.
//
// Solidity: function name() view returns(string)
func (nameRegistry *NameRegistry) UnpackName(data []byte) (string, error) {
	out, err := nameRegistry.abi.Unpack("name", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackNodeOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfbff18df.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nodeOf(string label) view returns(bytes32)
func (nameRegistry *NameRegistry) PackNodeOf(label string) []byte {
	enc, err := nameRegistry.abi.Pack("nodeOf", label)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNodeOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfbff18df.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nodeOf(string label) view returns(bytes32)
func (nameRegistry *NameRegistry) TryPackNodeOf(label string) ([]byte, error) {
	return nameRegistry.abi.Pack("nodeOf", label)
}

// UnpackNodeOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfbff18df.
//
// Solidity: function nodeOf(string label) view returns(bytes32)
func (nameRegistry *NameRegistry) UnpackNodeOf(data []byte) ([32]byte, error) {
	out, err := nameRegistry.abi.Unpack("nodeOf", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackOriginNode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x50bce20d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function originNode() view returns(bytes32)
func (nameRegistry *NameRegistry) PackOriginNode() []byte {
	enc, err := nameRegistry.abi.Pack("originNode")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOriginNode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x50bce20d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function originNode() view returns(bytes32)
func (nameRegistry *NameRegistry) TryPackOriginNode() ([]byte, error) {
	return nameRegistry.abi.Pack("originNode")
}

// UnpackOriginNode is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x50bce20d.
//
// Solidity: function originNode() view returns(bytes32)
func (nameRegistry *NameRegistry) UnpackOriginNode(data []byte) ([32]byte, error) {
	out, err := nameRegistry.abi.Unpack("originNode", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owner() view returns(address)
func (nameRegistry *NameRegistry) PackOwner() []byte {
	enc, err := nameRegistry.abi.Pack("owner")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function owner() view returns(address)
func (nameRegistry *NameRegistry) TryPackOwner() ([]byte, error) {
	return nameRegistry.abi.Pack("owner")
}

// UnpackOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8da5cb5b.
//
// Solidity: function owner() view returns(address)
func (nameRegistry *NameRegistry) UnpackOwner(data []byte) (common.Address, error) {
	out, err := nameRegistry.abi.Unpack("owner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackOwnerOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6352211e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ownerOf(uint256 tokenId) view returns(address)
func (nameRegistry *NameRegistry) PackOwnerOf(tokenId *big.Int) []byte {
	enc, err := nameRegistry.abi.Pack("ownerOf", tokenId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOwnerOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6352211e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function ownerOf(uint256 tokenId) view returns(address)
func (nameRegistry *NameRegistry) TryPackOwnerOf(tokenId *big.Int) ([]byte, error) {
	return nameRegistry.abi.Pack("ownerOf", tokenId)
}

// UnpackOwnerOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6352211e.
//
// Solidity: function ownerOf(uint256 tokenId) view returns(address)
func (nameRegistry *NameRegistry) UnpackOwnerOf(data []byte) (common.Address, error) {
	out, err := nameRegistry.abi.Unpack("ownerOf", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackPendingOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe30c3978.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pendingOwner() view returns(address)
func (nameRegistry *NameRegistry) PackPendingOwner() []byte {
	enc, err := nameRegistry.abi.Pack("pendingOwner")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPendingOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe30c3978.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pendingOwner() view returns(address)
func (nameRegistry *NameRegistry) TryPackPendingOwner() ([]byte, error) {
	return nameRegistry.abi.Pack("pendingOwner")
}

// UnpackPendingOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe30c3978.
//
// Solidity: function pendingOwner() view returns(address)
func (nameRegistry *NameRegistry) UnpackPendingOwner(data []byte) (common.Address, error) {
	out, err := nameRegistry.abi.Unpack("pendingOwner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0004a7ae.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function register(string label, address owner, uint64 expiry, bytes image) returns(bytes32 node)
func (nameRegistry *NameRegistry) PackRegister(label string, owner common.Address, expiry uint64, image []byte) []byte {
	enc, err := nameRegistry.abi.Pack("register", label, owner, expiry, image)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0004a7ae.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function register(string label, address owner, uint64 expiry, bytes image) returns(bytes32 node)
func (nameRegistry *NameRegistry) TryPackRegister(label string, owner common.Address, expiry uint64, image []byte) ([]byte, error) {
	return nameRegistry.abi.Pack("register", label, owner, expiry, image)
}

// UnpackRegister is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0004a7ae.
//
// Solidity: function register(string label, address owner, uint64 expiry, bytes image) returns(bytes32 node)
func (nameRegistry *NameRegistry) UnpackRegister(data []byte) ([32]byte, error) {
	out, err := nameRegistry.abi.Unpack("register", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRemoveController is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf6a74ed7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function removeController(address controller) returns()
func (nameRegistry *NameRegistry) PackRemoveController(controller common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("removeController", controller)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRemoveController is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf6a74ed7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function removeController(address controller) returns()
func (nameRegistry *NameRegistry) TryPackRemoveController(controller common.Address) ([]byte, error) {
	return nameRegistry.abi.Pack("removeController", controller)
}

// PackRenderer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8ada6b0f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renderer() view returns(address)
func (nameRegistry *NameRegistry) PackRenderer() []byte {
	enc, err := nameRegistry.abi.Pack("renderer")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRenderer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8ada6b0f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function renderer() view returns(address)
func (nameRegistry *NameRegistry) TryPackRenderer() ([]byte, error) {
	return nameRegistry.abi.Pack("renderer")
}

// UnpackRenderer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8ada6b0f.
//
// Solidity: function renderer() view returns(address)
func (nameRegistry *NameRegistry) UnpackRenderer(data []byte) (common.Address, error) {
	out, err := nameRegistry.abi.Unpack("renderer", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackRenew is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5a705169.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renew(string label, uint64 duration) payable returns()
func (nameRegistry *NameRegistry) PackRenew(label string, duration uint64) []byte {
	enc, err := nameRegistry.abi.Pack("renew", label, duration)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRenew is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5a705169.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function renew(string label, uint64 duration) payable returns()
func (nameRegistry *NameRegistry) TryPackRenew(label string, duration uint64) ([]byte, error) {
	return nameRegistry.abi.Pack("renew", label, duration)
}

// PackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renounceOwnership() pure returns()
func (nameRegistry *NameRegistry) PackRenounceOwnership() []byte {
	enc, err := nameRegistry.abi.Pack("renounceOwnership")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function renounceOwnership() pure returns()
func (nameRegistry *NameRegistry) TryPackRenounceOwnership() ([]byte, error) {
	return nameRegistry.abi.Pack("renounceOwnership")
}

// PackSafeTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x42842e0e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function safeTransferFrom(address from, address to, uint256 tokenId) returns()
func (nameRegistry *NameRegistry) PackSafeTransferFrom(from common.Address, to common.Address, tokenId *big.Int) []byte {
	enc, err := nameRegistry.abi.Pack("safeTransferFrom", from, to, tokenId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSafeTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x42842e0e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function safeTransferFrom(address from, address to, uint256 tokenId) returns()
func (nameRegistry *NameRegistry) TryPackSafeTransferFrom(from common.Address, to common.Address, tokenId *big.Int) ([]byte, error) {
	return nameRegistry.abi.Pack("safeTransferFrom", from, to, tokenId)
}

// PackSafeTransferFrom0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb88d4fde.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function safeTransferFrom(address from, address to, uint256 tokenId, bytes data) returns()
func (nameRegistry *NameRegistry) PackSafeTransferFrom0(from common.Address, to common.Address, tokenId *big.Int, data []byte) []byte {
	enc, err := nameRegistry.abi.Pack("safeTransferFrom0", from, to, tokenId, data)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSafeTransferFrom0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb88d4fde.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function safeTransferFrom(address from, address to, uint256 tokenId, bytes data) returns()
func (nameRegistry *NameRegistry) TryPackSafeTransferFrom0(from common.Address, to common.Address, tokenId *big.Int, data []byte) ([]byte, error) {
	return nameRegistry.abi.Pack("safeTransferFrom0", from, to, tokenId, data)
}

// PackSetApprovalForAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa22cb465.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setApprovalForAll(address operator, bool approved) returns()
func (nameRegistry *NameRegistry) PackSetApprovalForAll(operator common.Address, approved bool) []byte {
	enc, err := nameRegistry.abi.Pack("setApprovalForAll", operator, approved)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetApprovalForAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa22cb465.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setApprovalForAll(address operator, bool approved) returns()
func (nameRegistry *NameRegistry) TryPackSetApprovalForAll(operator common.Address, approved bool) ([]byte, error) {
	return nameRegistry.abi.Pack("setApprovalForAll", operator, approved)
}

// PackSetManager is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x54ee2090.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setManager(bytes32 node, address manager) returns()
func (nameRegistry *NameRegistry) PackSetManager(node [32]byte, manager common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("setManager", node, manager)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetManager is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x54ee2090.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setManager(bytes32 node, address manager) returns()
func (nameRegistry *NameRegistry) TryPackSetManager(node [32]byte, manager common.Address) ([]byte, error) {
	return nameRegistry.abi.Pack("setManager", node, manager)
}

// PackSetOriginZone is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd84c7c68.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setOriginZone(bytes image) returns()
func (nameRegistry *NameRegistry) PackSetOriginZone(image []byte) []byte {
	enc, err := nameRegistry.abi.Pack("setOriginZone", image)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetOriginZone is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd84c7c68.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setOriginZone(bytes image) returns()
func (nameRegistry *NameRegistry) TryPackSetOriginZone(image []byte) ([]byte, error) {
	return nameRegistry.abi.Pack("setOriginZone", image)
}

// PackSetRenderer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x56d3163d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setRenderer(address renderer_) returns()
func (nameRegistry *NameRegistry) PackSetRenderer(renderer common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("setRenderer", renderer)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetRenderer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x56d3163d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setRenderer(address renderer_) returns()
func (nameRegistry *NameRegistry) TryPackSetRenderer(renderer common.Address) ([]byte, error) {
	return nameRegistry.abi.Pack("setRenderer", renderer)
}

// PackSetTreasury is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf0f44260.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setTreasury(address treasury_) returns()
func (nameRegistry *NameRegistry) PackSetTreasury(treasury common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("setTreasury", treasury)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetTreasury is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf0f44260.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setTreasury(address treasury_) returns()
func (nameRegistry *NameRegistry) TryPackSetTreasury(treasury common.Address) ([]byte, error) {
	return nameRegistry.abi.Pack("setTreasury", treasury)
}

// PackSetZone is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8cce787c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setZone(bytes32 node, bytes image) returns()
func (nameRegistry *NameRegistry) PackSetZone(node [32]byte, image []byte) []byte {
	enc, err := nameRegistry.abi.Pack("setZone", node, image)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetZone is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8cce787c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setZone(bytes32 node, bytes image) returns()
func (nameRegistry *NameRegistry) TryPackSetZone(node [32]byte, image []byte) ([]byte, error) {
	return nameRegistry.abi.Pack("setZone", node, image)
}

// PackSetZone0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x97e492c5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setZone(bytes32 node, bytes image, uint32 expectedSerial) returns()
func (nameRegistry *NameRegistry) PackSetZone0(node [32]byte, image []byte, expectedSerial uint32) []byte {
	enc, err := nameRegistry.abi.Pack("setZone0", node, image, expectedSerial)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetZone0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x97e492c5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setZone(bytes32 node, bytes image, uint32 expectedSerial) returns()
func (nameRegistry *NameRegistry) TryPackSetZone0(node [32]byte, image []byte, expectedSerial uint32) ([]byte, error) {
	return nameRegistry.abi.Pack("setZone0", node, image, expectedSerial)
}

// PackSetZoneBySig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38b1625b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setZoneBySig(bytes32 node, bytes image, uint256 deadline, bytes signature) returns()
func (nameRegistry *NameRegistry) PackSetZoneBySig(node [32]byte, image []byte, deadline *big.Int, signature []byte) []byte {
	enc, err := nameRegistry.abi.Pack("setZoneBySig", node, image, deadline, signature)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetZoneBySig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38b1625b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setZoneBySig(bytes32 node, bytes image, uint256 deadline, bytes signature) returns()
func (nameRegistry *NameRegistry) TryPackSetZoneBySig(node [32]byte, image []byte, deadline *big.Int, signature []byte) ([]byte, error) {
	return nameRegistry.abi.Pack("setZoneBySig", node, image, deadline, signature)
}

// PackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function supportsInterface(bytes4 interfaceId) view returns(bool)
func (nameRegistry *NameRegistry) PackSupportsInterface(interfaceId [4]byte) []byte {
	enc, err := nameRegistry.abi.Pack("supportsInterface", interfaceId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function supportsInterface(bytes4 interfaceId) view returns(bool)
func (nameRegistry *NameRegistry) TryPackSupportsInterface(interfaceId [4]byte) ([]byte, error) {
	return nameRegistry.abi.Pack("supportsInterface", interfaceId)
}

// UnpackSupportsInterface is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x01ffc9a7.
//
// Solidity: function supportsInterface(bytes4 interfaceId) view returns(bool)
func (nameRegistry *NameRegistry) UnpackSupportsInterface(data []byte) (bool, error) {
	out, err := nameRegistry.abi.Unpack("supportsInterface", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function symbol() view returns(string)
func (nameRegistry *NameRegistry) PackSymbol() []byte {
	enc, err := nameRegistry.abi.Pack("symbol")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function symbol() view returns(string)
func (nameRegistry *NameRegistry) TryPackSymbol() ([]byte, error) {
	return nameRegistry.abi.Pack("symbol")
}

// UnpackSymbol is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x95d89b41.
//
// Solidity: function symbol() view returns(string)
func (nameRegistry *NameRegistry) UnpackSymbol(data []byte) (string, error) {
	out, err := nameRegistry.abi.Unpack("symbol", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTokenURI is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc87b56dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function tokenURI(uint256 tokenId) view returns(string)
func (nameRegistry *NameRegistry) PackTokenURI(tokenId *big.Int) []byte {
	enc, err := nameRegistry.abi.Pack("tokenURI", tokenId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTokenURI is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc87b56dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function tokenURI(uint256 tokenId) view returns(string)
func (nameRegistry *NameRegistry) TryPackTokenURI(tokenId *big.Int) ([]byte, error) {
	return nameRegistry.abi.Pack("tokenURI", tokenId)
}

// UnpackTokenURI is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc87b56dd.
//
// Solidity: function tokenURI(uint256 tokenId) view returns(string)
func (nameRegistry *NameRegistry) UnpackTokenURI(data []byte) (string, error) {
	out, err := nameRegistry.abi.Unpack("tokenURI", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFrom(address from, address to, uint256 tokenId) returns()
func (nameRegistry *NameRegistry) PackTransferFrom(from common.Address, to common.Address, tokenId *big.Int) []byte {
	enc, err := nameRegistry.abi.Pack("transferFrom", from, to, tokenId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFrom(address from, address to, uint256 tokenId) returns()
func (nameRegistry *NameRegistry) TryPackTransferFrom(from common.Address, to common.Address, tokenId *big.Int) ([]byte, error) {
	return nameRegistry.abi.Pack("transferFrom", from, to, tokenId)
}

// PackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferOwnership(address newOwner) returns()
func (nameRegistry *NameRegistry) PackTransferOwnership(newOwner common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("transferOwnership", newOwner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferOwnership(address newOwner) returns()
func (nameRegistry *NameRegistry) TryPackTransferOwnership(newOwner common.Address) ([]byte, error) {
	return nameRegistry.abi.Pack("transferOwnership", newOwner)
}

// PackTreasury is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x61d027b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function treasury() view returns(address)
func (nameRegistry *NameRegistry) PackTreasury() []byte {
	enc, err := nameRegistry.abi.Pack("treasury")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTreasury is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x61d027b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function treasury() view returns(address)
func (nameRegistry *NameRegistry) TryPackTreasury() ([]byte, error) {
	return nameRegistry.abi.Pack("treasury")
}

// UnpackTreasury is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x61d027b3.
//
// Solidity: function treasury() view returns(address)
func (nameRegistry *NameRegistry) UnpackTreasury(data []byte) (common.Address, error) {
	out, err := nameRegistry.abi.Unpack("treasury", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3ccfd60b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw() returns()
func (nameRegistry *NameRegistry) PackWithdraw() []byte {
	enc, err := nameRegistry.abi.Pack("withdraw")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3ccfd60b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw() returns()
func (nameRegistry *NameRegistry) TryPackWithdraw() ([]byte, error) {
	return nameRegistry.abi.Pack("withdraw")
}

// PackWordOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb61a4d60.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function wordOf(bytes32 node) view returns(uint256)
func (nameRegistry *NameRegistry) PackWordOf(node [32]byte) []byte {
	enc, err := nameRegistry.abi.Pack("wordOf", node)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWordOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb61a4d60.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function wordOf(bytes32 node) view returns(uint256)
func (nameRegistry *NameRegistry) TryPackWordOf(node [32]byte) ([]byte, error) {
	return nameRegistry.abi.Pack("wordOf", node)
}

// UnpackWordOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb61a4d60.
//
// Solidity: function wordOf(bytes32 node) view returns(uint256)
func (nameRegistry *NameRegistry) UnpackWordOf(data []byte) (*big.Int, error) {
	out, err := nameRegistry.abi.Unpack("wordOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackZonesOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe3f7df9d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function zonesOf(bytes32[] nodes) view returns(uint256[] words, bytes[] images)
func (nameRegistry *NameRegistry) PackZonesOf(nodes [][32]byte) []byte {
	enc, err := nameRegistry.abi.Pack("zonesOf", nodes)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackZonesOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe3f7df9d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function zonesOf(bytes32[] nodes) view returns(uint256[] words, bytes[] images)
func (nameRegistry *NameRegistry) TryPackZonesOf(nodes [][32]byte) ([]byte, error) {
	return nameRegistry.abi.Pack("zonesOf", nodes)
}

// ZonesOfOutput serves as a container for the return parameters of contract
// method ZonesOf.
type ZonesOfOutput struct {
	Words  []*big.Int
	Images [][]byte
}

// UnpackZonesOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe3f7df9d.
//
// Solidity: function zonesOf(bytes32[] nodes) view returns(uint256[] words, bytes[] images)
func (nameRegistry *NameRegistry) UnpackZonesOf(data []byte) (ZonesOfOutput, error) {
	out, err := nameRegistry.abi.Unpack("zonesOf", data)
	outstruct := new(ZonesOfOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Words = *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	outstruct.Images = *abi.ConvertType(out[1], new([][]byte)).(*[][]byte)
	return *outstruct, nil
}

// NameRegistryApproval represents a Approval event raised by the NameRegistry contract.
type NameRegistryApproval struct {
	Owner    common.Address
	Approved common.Address
	TokenId  *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const NameRegistryApprovalEventName = "Approval"

// ContractEventName returns the user-defined event name.
func (NameRegistryApproval) ContractEventName() string {
	return NameRegistryApprovalEventName
}

// UnpackApprovalEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)
func (nameRegistry *NameRegistry) UnpackApprovalEvent(log *types.Log) (*NameRegistryApproval, error) {
	event := "Approval"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryApproval)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryApprovalForAll represents a ApprovalForAll event raised by the NameRegistry contract.
type NameRegistryApprovalForAll struct {
	Owner    common.Address
	Operator common.Address
	Approved bool
	Raw      *types.Log // Blockchain specific contextual infos
}

const NameRegistryApprovalForAllEventName = "ApprovalForAll"

// ContractEventName returns the user-defined event name.
func (NameRegistryApprovalForAll) ContractEventName() string {
	return NameRegistryApprovalForAllEventName
}

// UnpackApprovalForAllEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ApprovalForAll(address indexed owner, address indexed operator, bool approved)
func (nameRegistry *NameRegistry) UnpackApprovalForAllEvent(log *types.Log) (*NameRegistryApprovalForAll, error) {
	event := "ApprovalForAll"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryApprovalForAll)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryControllerAdded represents a ControllerAdded event raised by the NameRegistry contract.
type NameRegistryControllerAdded struct {
	Controller common.Address
	Raw        *types.Log // Blockchain specific contextual infos
}

const NameRegistryControllerAddedEventName = "ControllerAdded"

// ContractEventName returns the user-defined event name.
func (NameRegistryControllerAdded) ContractEventName() string {
	return NameRegistryControllerAddedEventName
}

// UnpackControllerAddedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ControllerAdded(address indexed controller)
func (nameRegistry *NameRegistry) UnpackControllerAddedEvent(log *types.Log) (*NameRegistryControllerAdded, error) {
	event := "ControllerAdded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryControllerAdded)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryControllerRemoved represents a ControllerRemoved event raised by the NameRegistry contract.
type NameRegistryControllerRemoved struct {
	Controller common.Address
	Raw        *types.Log // Blockchain specific contextual infos
}

const NameRegistryControllerRemovedEventName = "ControllerRemoved"

// ContractEventName returns the user-defined event name.
func (NameRegistryControllerRemoved) ContractEventName() string {
	return NameRegistryControllerRemovedEventName
}

// UnpackControllerRemovedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ControllerRemoved(address indexed controller)
func (nameRegistry *NameRegistry) UnpackControllerRemovedEvent(log *types.Log) (*NameRegistryControllerRemoved, error) {
	event := "ControllerRemoved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryControllerRemoved)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryEIP712DomainChanged represents a EIP712DomainChanged event raised by the NameRegistry contract.
type NameRegistryEIP712DomainChanged struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const NameRegistryEIP712DomainChangedEventName = "EIP712DomainChanged"

// ContractEventName returns the user-defined event name.
func (NameRegistryEIP712DomainChanged) ContractEventName() string {
	return NameRegistryEIP712DomainChangedEventName
}

// UnpackEIP712DomainChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EIP712DomainChanged()
func (nameRegistry *NameRegistry) UnpackEIP712DomainChangedEvent(log *types.Log) (*NameRegistryEIP712DomainChanged, error) {
	event := "EIP712DomainChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryEIP712DomainChanged)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryFeesWithdrawn represents a FeesWithdrawn event raised by the NameRegistry contract.
type NameRegistryFeesWithdrawn struct {
	Treasury common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const NameRegistryFeesWithdrawnEventName = "FeesWithdrawn"

// ContractEventName returns the user-defined event name.
func (NameRegistryFeesWithdrawn) ContractEventName() string {
	return NameRegistryFeesWithdrawnEventName
}

// UnpackFeesWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FeesWithdrawn(address indexed treasury, uint256 amount)
func (nameRegistry *NameRegistry) UnpackFeesWithdrawnEvent(log *types.Log) (*NameRegistryFeesWithdrawn, error) {
	event := "FeesWithdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryFeesWithdrawn)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryManagerChanged represents a ManagerChanged event raised by the NameRegistry contract.
type NameRegistryManagerChanged struct {
	Node    [32]byte
	Manager common.Address
	Raw     *types.Log // Blockchain specific contextual infos
}

const NameRegistryManagerChangedEventName = "ManagerChanged"

// ContractEventName returns the user-defined event name.
func (NameRegistryManagerChanged) ContractEventName() string {
	return NameRegistryManagerChangedEventName
}

// UnpackManagerChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ManagerChanged(bytes32 indexed node, address indexed manager)
func (nameRegistry *NameRegistry) UnpackManagerChangedEvent(log *types.Log) (*NameRegistryManagerChanged, error) {
	event := "ManagerChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryManagerChanged)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryNameRegistered represents a NameRegistered event raised by the NameRegistry contract.
type NameRegistryNameRegistered struct {
	Node       [32]byte
	Label      string
	Owner      common.Address
	Controller common.Address
	Raw        *types.Log // Blockchain specific contextual infos
}

const NameRegistryNameRegisteredEventName = "NameRegistered"

// ContractEventName returns the user-defined event name.
func (NameRegistryNameRegistered) ContractEventName() string {
	return NameRegistryNameRegisteredEventName
}

// UnpackNameRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NameRegistered(bytes32 indexed node, string label, address indexed owner, address indexed controller)
func (nameRegistry *NameRegistry) UnpackNameRegisteredEvent(log *types.Log) (*NameRegistryNameRegistered, error) {
	event := "NameRegistered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryNameRegistered)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryNameRenewed represents a NameRenewed event raised by the NameRegistry contract.
type NameRegistryNameRenewed struct {
	Node       [32]byte
	Label      string
	Expiry     *big.Int
	Paid       *big.Int
	Controller common.Address
	Raw        *types.Log // Blockchain specific contextual infos
}

const NameRegistryNameRenewedEventName = "NameRenewed"

// ContractEventName returns the user-defined event name.
func (NameRegistryNameRenewed) ContractEventName() string {
	return NameRegistryNameRenewedEventName
}

// UnpackNameRenewedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NameRenewed(bytes32 indexed node, string label, uint256 expiry, uint256 paid, address indexed controller)
func (nameRegistry *NameRegistry) UnpackNameRenewedEvent(log *types.Log) (*NameRegistryNameRenewed, error) {
	event := "NameRenewed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryNameRenewed)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryOwnershipTransferStarted represents a OwnershipTransferStarted event raised by the NameRegistry contract.
type NameRegistryOwnershipTransferStarted struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const NameRegistryOwnershipTransferStartedEventName = "OwnershipTransferStarted"

// ContractEventName returns the user-defined event name.
func (NameRegistryOwnershipTransferStarted) ContractEventName() string {
	return NameRegistryOwnershipTransferStartedEventName
}

// UnpackOwnershipTransferStartedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner)
func (nameRegistry *NameRegistry) UnpackOwnershipTransferStartedEvent(log *types.Log) (*NameRegistryOwnershipTransferStarted, error) {
	event := "OwnershipTransferStarted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryOwnershipTransferStarted)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryOwnershipTransferred represents a OwnershipTransferred event raised by the NameRegistry contract.
type NameRegistryOwnershipTransferred struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const NameRegistryOwnershipTransferredEventName = "OwnershipTransferred"

// ContractEventName returns the user-defined event name.
func (NameRegistryOwnershipTransferred) ContractEventName() string {
	return NameRegistryOwnershipTransferredEventName
}

// UnpackOwnershipTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)
func (nameRegistry *NameRegistry) UnpackOwnershipTransferredEvent(log *types.Log) (*NameRegistryOwnershipTransferred, error) {
	event := "OwnershipTransferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryOwnershipTransferred)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryRendererChanged represents a RendererChanged event raised by the NameRegistry contract.
type NameRegistryRendererChanged struct {
	Renderer common.Address
	Raw      *types.Log // Blockchain specific contextual infos
}

const NameRegistryRendererChangedEventName = "RendererChanged"

// ContractEventName returns the user-defined event name.
func (NameRegistryRendererChanged) ContractEventName() string {
	return NameRegistryRendererChangedEventName
}

// UnpackRendererChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RendererChanged(address indexed renderer)
func (nameRegistry *NameRegistry) UnpackRendererChangedEvent(log *types.Log) (*NameRegistryRendererChanged, error) {
	event := "RendererChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryRendererChanged)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryTransfer represents a Transfer event raised by the NameRegistry contract.
type NameRegistryTransfer struct {
	From    common.Address
	To      common.Address
	TokenId *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const NameRegistryTransferEventName = "Transfer"

// ContractEventName returns the user-defined event name.
func (NameRegistryTransfer) ContractEventName() string {
	return NameRegistryTransferEventName
}

// UnpackTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)
func (nameRegistry *NameRegistry) UnpackTransferEvent(log *types.Log) (*NameRegistryTransfer, error) {
	event := "Transfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryTransfer)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryTreasuryChanged represents a TreasuryChanged event raised by the NameRegistry contract.
type NameRegistryTreasuryChanged struct {
	Treasury common.Address
	Raw      *types.Log // Blockchain specific contextual infos
}

const NameRegistryTreasuryChangedEventName = "TreasuryChanged"

// ContractEventName returns the user-defined event name.
func (NameRegistryTreasuryChanged) ContractEventName() string {
	return NameRegistryTreasuryChangedEventName
}

// UnpackTreasuryChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event TreasuryChanged(address indexed treasury)
func (nameRegistry *NameRegistry) UnpackTreasuryChangedEvent(log *types.Log) (*NameRegistryTreasuryChanged, error) {
	event := "TreasuryChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryTreasuryChanged)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// NameRegistryWordChanged represents a WordChanged event raised by the NameRegistry contract.
type NameRegistryWordChanged struct {
	Node [32]byte
	Word *big.Int
	Raw  *types.Log // Blockchain specific contextual infos
}

const NameRegistryWordChangedEventName = "WordChanged"

// ContractEventName returns the user-defined event name.
func (NameRegistryWordChanged) ContractEventName() string {
	return NameRegistryWordChangedEventName
}

// UnpackWordChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event WordChanged(bytes32 indexed node, uint256 word)
func (nameRegistry *NameRegistry) UnpackWordChangedEvent(log *types.Log) (*NameRegistryWordChanged, error) {
	event := "WordChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != nameRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(NameRegistryWordChanged)
	if len(log.Data) > 0 {
		if err := nameRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range nameRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (nameRegistry *NameRegistry) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ERC721IncorrectOwner"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackERC721IncorrectOwnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ERC721InsufficientApproval"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackERC721InsufficientApprovalError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ERC721InvalidApprover"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackERC721InvalidApproverError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ERC721InvalidOperator"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackERC721InvalidOperatorError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ERC721InvalidOwner"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackERC721InvalidOwnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ERC721InvalidReceiver"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackERC721InvalidReceiverError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ERC721InvalidSender"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackERC721InvalidSenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ERC721NonexistentToken"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackERC721NonexistentTokenError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ExpiryNotLater"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackExpiryNotLaterError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ExpiryTooFar"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackExpiryTooFarError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["InvalidCeiling"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackInvalidCeilingError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["InvalidClock"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackInvalidClockError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["InvalidDuration"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackInvalidDurationError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["InvalidImageSize"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackInvalidImageSizeError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["InvalidLabel"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackInvalidLabelError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["InvalidShortString"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackInvalidShortStringError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["InvalidSignature"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackInvalidSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["NameExpired"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackNameExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["NameNotRegistered"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackNameNotRegisteredError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["NameTaken"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackNameTakenError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["NotAuthorized"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackNotAuthorizedError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["NotController"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackNotControllerError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["OwnableInvalidOwner"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackOwnableInvalidOwnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["OwnableUnauthorizedAccount"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackOwnableUnauthorizedAccountError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["OwnershipRequired"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackOwnershipRequiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["PaymentTooSmall"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackPaymentTooSmallError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ReentrancyGuardReentrantCall"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackReentrancyGuardReentrantCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["RefundFailed"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackRefundFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["SafeCastOverflowedUintDowncast"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackSafeCastOverflowedUintDowncastError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["SerialMismatch"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackSerialMismatchError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["SignatureExpired"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackSignatureExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["StringTooLong"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackStringTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["UnknownImageVersion"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackUnknownImageVersionError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["WithdrawalFailed"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackWithdrawalFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], nameRegistry.abi.Errors["ZeroValue"].ID.Bytes()[:4]) {
		return nameRegistry.UnpackZeroValueError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// NameRegistryERC721IncorrectOwner represents a ERC721IncorrectOwner error raised by the NameRegistry contract.
type NameRegistryERC721IncorrectOwner struct {
	Sender  common.Address
	TokenId *big.Int
	Owner   common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721IncorrectOwner(address sender, uint256 tokenId, address owner)
func NameRegistryERC721IncorrectOwnerErrorID() common.Hash {
	return common.HexToHash("0x64283d7b313c8117c125f736876fa2b4e90ea3831a4716dfdb87d2f540e26289")
}

// UnpackERC721IncorrectOwnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721IncorrectOwner(address sender, uint256 tokenId, address owner)
func (nameRegistry *NameRegistry) UnpackERC721IncorrectOwnerError(raw []byte) (*NameRegistryERC721IncorrectOwner, error) {
	out := new(NameRegistryERC721IncorrectOwner)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ERC721IncorrectOwner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryERC721InsufficientApproval represents a ERC721InsufficientApproval error raised by the NameRegistry contract.
type NameRegistryERC721InsufficientApproval struct {
	Operator common.Address
	TokenId  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InsufficientApproval(address operator, uint256 tokenId)
func NameRegistryERC721InsufficientApprovalErrorID() common.Hash {
	return common.HexToHash("0x177e802f6f313bc89797ecace66d6d29ab4719cbaaacbb87367264048b1eb861")
}

// UnpackERC721InsufficientApprovalError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InsufficientApproval(address operator, uint256 tokenId)
func (nameRegistry *NameRegistry) UnpackERC721InsufficientApprovalError(raw []byte) (*NameRegistryERC721InsufficientApproval, error) {
	out := new(NameRegistryERC721InsufficientApproval)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ERC721InsufficientApproval", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryERC721InvalidApprover represents a ERC721InvalidApprover error raised by the NameRegistry contract.
type NameRegistryERC721InvalidApprover struct {
	Approver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidApprover(address approver)
func NameRegistryERC721InvalidApproverErrorID() common.Hash {
	return common.HexToHash("0xa9fbf51f86b8e03595d59dc726bb10c329bb24f62589be276d8dd193ca0b69ea")
}

// UnpackERC721InvalidApproverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidApprover(address approver)
func (nameRegistry *NameRegistry) UnpackERC721InvalidApproverError(raw []byte) (*NameRegistryERC721InvalidApprover, error) {
	out := new(NameRegistryERC721InvalidApprover)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ERC721InvalidApprover", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryERC721InvalidOperator represents a ERC721InvalidOperator error raised by the NameRegistry contract.
type NameRegistryERC721InvalidOperator struct {
	Operator common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidOperator(address operator)
func NameRegistryERC721InvalidOperatorErrorID() common.Hash {
	return common.HexToHash("0x5b08ba185e8f577075361f3a3555a6580a227ce22734dcc979c1aeadf894658b")
}

// UnpackERC721InvalidOperatorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidOperator(address operator)
func (nameRegistry *NameRegistry) UnpackERC721InvalidOperatorError(raw []byte) (*NameRegistryERC721InvalidOperator, error) {
	out := new(NameRegistryERC721InvalidOperator)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ERC721InvalidOperator", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryERC721InvalidOwner represents a ERC721InvalidOwner error raised by the NameRegistry contract.
type NameRegistryERC721InvalidOwner struct {
	Owner common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidOwner(address owner)
func NameRegistryERC721InvalidOwnerErrorID() common.Hash {
	return common.HexToHash("0x89c62b6479af2e623826dcc39c5133061d35b66d72de92833401dd2fd6567480")
}

// UnpackERC721InvalidOwnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidOwner(address owner)
func (nameRegistry *NameRegistry) UnpackERC721InvalidOwnerError(raw []byte) (*NameRegistryERC721InvalidOwner, error) {
	out := new(NameRegistryERC721InvalidOwner)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ERC721InvalidOwner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryERC721InvalidReceiver represents a ERC721InvalidReceiver error raised by the NameRegistry contract.
type NameRegistryERC721InvalidReceiver struct {
	Receiver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidReceiver(address receiver)
func NameRegistryERC721InvalidReceiverErrorID() common.Hash {
	return common.HexToHash("0x64a0ae9278f805eaf991dcd18ca78756d280b7508b764ef1b255c55845c11df9")
}

// UnpackERC721InvalidReceiverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidReceiver(address receiver)
func (nameRegistry *NameRegistry) UnpackERC721InvalidReceiverError(raw []byte) (*NameRegistryERC721InvalidReceiver, error) {
	out := new(NameRegistryERC721InvalidReceiver)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ERC721InvalidReceiver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryERC721InvalidSender represents a ERC721InvalidSender error raised by the NameRegistry contract.
type NameRegistryERC721InvalidSender struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidSender(address sender)
func NameRegistryERC721InvalidSenderErrorID() common.Hash {
	return common.HexToHash("0x73c6ac6e10798e95d99e1f130d923eb40193ecb8d094ec3dce93292564eb3b17")
}

// UnpackERC721InvalidSenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidSender(address sender)
func (nameRegistry *NameRegistry) UnpackERC721InvalidSenderError(raw []byte) (*NameRegistryERC721InvalidSender, error) {
	out := new(NameRegistryERC721InvalidSender)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ERC721InvalidSender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryERC721NonexistentToken represents a ERC721NonexistentToken error raised by the NameRegistry contract.
type NameRegistryERC721NonexistentToken struct {
	TokenId *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721NonexistentToken(uint256 tokenId)
func NameRegistryERC721NonexistentTokenErrorID() common.Hash {
	return common.HexToHash("0x7e273289a3a9ef6670f06df7dca227856fc925e956db96980692764a8bc734d7")
}

// UnpackERC721NonexistentTokenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721NonexistentToken(uint256 tokenId)
func (nameRegistry *NameRegistry) UnpackERC721NonexistentTokenError(raw []byte) (*NameRegistryERC721NonexistentToken, error) {
	out := new(NameRegistryERC721NonexistentToken)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ERC721NonexistentToken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryExpiryNotLater represents a ExpiryNotLater error raised by the NameRegistry contract.
type NameRegistryExpiryNotLater struct {
	Expiry  *big.Int
	Current *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ExpiryNotLater(uint256 expiry, uint256 current)
func NameRegistryExpiryNotLaterErrorID() common.Hash {
	return common.HexToHash("0xb303d70e68fa505a477453ae7635ed221975a5fa28bbab73e1cd8c1c2dda244b")
}

// UnpackExpiryNotLaterError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ExpiryNotLater(uint256 expiry, uint256 current)
func (nameRegistry *NameRegistry) UnpackExpiryNotLaterError(raw []byte) (*NameRegistryExpiryNotLater, error) {
	out := new(NameRegistryExpiryNotLater)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ExpiryNotLater", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryExpiryTooFar represents a ExpiryTooFar error raised by the NameRegistry contract.
type NameRegistryExpiryTooFar struct {
	Expiry *big.Int
	Latest *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ExpiryTooFar(uint256 expiry, uint256 latest)
func NameRegistryExpiryTooFarErrorID() common.Hash {
	return common.HexToHash("0x46d1f8eebe75fc365ea1bbaa5249977338b4b94b53078c3fa7cc7a851c4f6190")
}

// UnpackExpiryTooFarError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ExpiryTooFar(uint256 expiry, uint256 latest)
func (nameRegistry *NameRegistry) UnpackExpiryTooFarError(raw []byte) (*NameRegistryExpiryTooFar, error) {
	out := new(NameRegistryExpiryTooFar)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ExpiryTooFar", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryInvalidCeiling represents a InvalidCeiling error raised by the NameRegistry contract.
type NameRegistryInvalidCeiling struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidCeiling(uint256 length)
func NameRegistryInvalidCeilingErrorID() common.Hash {
	return common.HexToHash("0x28f2a222e15d7c11856832e5a6145a80851156c24df08ba38ef68a9f889565da")
}

// UnpackInvalidCeilingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidCeiling(uint256 length)
func (nameRegistry *NameRegistry) UnpackInvalidCeilingError(raw []byte) (*NameRegistryInvalidCeiling, error) {
	out := new(NameRegistryInvalidCeiling)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "InvalidCeiling", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryInvalidClock represents a InvalidClock error raised by the NameRegistry contract.
type NameRegistryInvalidClock struct {
	Time *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidClock(uint256 time)
func NameRegistryInvalidClockErrorID() common.Hash {
	return common.HexToHash("0xb217e9f27957a62a0aceb0ed1dcc250d9987f2aa5b2de310fd13bc97f3165b27")
}

// UnpackInvalidClockError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidClock(uint256 time)
func (nameRegistry *NameRegistry) UnpackInvalidClockError(raw []byte) (*NameRegistryInvalidClock, error) {
	out := new(NameRegistryInvalidClock)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "InvalidClock", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryInvalidDuration represents a InvalidDuration error raised by the NameRegistry contract.
type NameRegistryInvalidDuration struct {
	Duration *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidDuration(uint256 duration)
func NameRegistryInvalidDurationErrorID() common.Hash {
	return common.HexToHash("0x4ede0ebc942d84ecb08b2e48ca6725f2aa28837e65b0ea04d5af93f2ca6f0f8a")
}

// UnpackInvalidDurationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidDuration(uint256 duration)
func (nameRegistry *NameRegistry) UnpackInvalidDurationError(raw []byte) (*NameRegistryInvalidDuration, error) {
	out := new(NameRegistryInvalidDuration)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "InvalidDuration", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryInvalidImageSize represents a InvalidImageSize error raised by the NameRegistry contract.
type NameRegistryInvalidImageSize struct {
	Size *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidImageSize(uint256 size)
func NameRegistryInvalidImageSizeErrorID() common.Hash {
	return common.HexToHash("0x7867045fc99aa986ff7f98a0991618244815e163e2cce31398928ed167e243d7")
}

// UnpackInvalidImageSizeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidImageSize(uint256 size)
func (nameRegistry *NameRegistry) UnpackInvalidImageSizeError(raw []byte) (*NameRegistryInvalidImageSize, error) {
	out := new(NameRegistryInvalidImageSize)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "InvalidImageSize", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryInvalidLabel represents a InvalidLabel error raised by the NameRegistry contract.
type NameRegistryInvalidLabel struct {
	Label string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidLabel(string label)
func NameRegistryInvalidLabelErrorID() common.Hash {
	return common.HexToHash("0x0a9644cf96f71920fb507e02abedbc85c300ea58b6867aa937d8a1cd10f740ed")
}

// UnpackInvalidLabelError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidLabel(string label)
func (nameRegistry *NameRegistry) UnpackInvalidLabelError(raw []byte) (*NameRegistryInvalidLabel, error) {
	out := new(NameRegistryInvalidLabel)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "InvalidLabel", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryInvalidShortString represents a InvalidShortString error raised by the NameRegistry contract.
type NameRegistryInvalidShortString struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidShortString()
func NameRegistryInvalidShortStringErrorID() common.Hash {
	return common.HexToHash("0xb3512b0c6163e5f0bafab72bb631b9d58cd7a731b082f910338aa21c83d5c274")
}

// UnpackInvalidShortStringError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidShortString()
func (nameRegistry *NameRegistry) UnpackInvalidShortStringError(raw []byte) (*NameRegistryInvalidShortString, error) {
	out := new(NameRegistryInvalidShortString)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "InvalidShortString", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryInvalidSignature represents a InvalidSignature error raised by the NameRegistry contract.
type NameRegistryInvalidSignature struct {
	Node [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidSignature(bytes32 node)
func NameRegistryInvalidSignatureErrorID() common.Hash {
	return common.HexToHash("0x666b7cba1c1e18e9729cc96bc32dad18492fd8ee8fcb6327b7a2337ed37534f6")
}

// UnpackInvalidSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidSignature(bytes32 node)
func (nameRegistry *NameRegistry) UnpackInvalidSignatureError(raw []byte) (*NameRegistryInvalidSignature, error) {
	out := new(NameRegistryInvalidSignature)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "InvalidSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryNameExpired represents a NameExpired error raised by the NameRegistry contract.
type NameRegistryNameExpired struct {
	Node   [32]byte
	Expiry *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NameExpired(bytes32 node, uint256 expiry)
func NameRegistryNameExpiredErrorID() common.Hash {
	return common.HexToHash("0x9cd7b8cf3e75f5b2b31880a2f610f009a640167205daa3bae4c69f419182052a")
}

// UnpackNameExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NameExpired(bytes32 node, uint256 expiry)
func (nameRegistry *NameRegistry) UnpackNameExpiredError(raw []byte) (*NameRegistryNameExpired, error) {
	out := new(NameRegistryNameExpired)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "NameExpired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryNameNotRegistered represents a NameNotRegistered error raised by the NameRegistry contract.
type NameRegistryNameNotRegistered struct {
	Node [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NameNotRegistered(bytes32 node)
func NameRegistryNameNotRegisteredErrorID() common.Hash {
	return common.HexToHash("0xe9b7924f28e9b64276670989a5f4751a0e8958fe59bd62c7853a13a857a0a0b9")
}

// UnpackNameNotRegisteredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NameNotRegistered(bytes32 node)
func (nameRegistry *NameRegistry) UnpackNameNotRegisteredError(raw []byte) (*NameRegistryNameNotRegistered, error) {
	out := new(NameRegistryNameNotRegistered)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "NameNotRegistered", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryNameTaken represents a NameTaken error raised by the NameRegistry contract.
type NameRegistryNameTaken struct {
	Node [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NameTaken(bytes32 node)
func NameRegistryNameTakenErrorID() common.Hash {
	return common.HexToHash("0xd66f4bcf52a0a22cc746c6bb0e6ad5830c8a9d7dafe853edfb8faad46712bbfe")
}

// UnpackNameTakenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NameTaken(bytes32 node)
func (nameRegistry *NameRegistry) UnpackNameTakenError(raw []byte) (*NameRegistryNameTaken, error) {
	out := new(NameRegistryNameTaken)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "NameTaken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryNotAuthorized represents a NotAuthorized error raised by the NameRegistry contract.
type NameRegistryNotAuthorized struct {
	Node    [32]byte
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAuthorized(bytes32 node, address account)
func NameRegistryNotAuthorizedErrorID() common.Hash {
	return common.HexToHash("0xa78e4aa5c1bfb62c567337fd644197b3bcfe9cc2fc7b85749c2f0f0fac7ef54d")
}

// UnpackNotAuthorizedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAuthorized(bytes32 node, address account)
func (nameRegistry *NameRegistry) UnpackNotAuthorizedError(raw []byte) (*NameRegistryNotAuthorized, error) {
	out := new(NameRegistryNotAuthorized)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "NotAuthorized", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryNotController represents a NotController error raised by the NameRegistry contract.
type NameRegistryNotController struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotController(address caller)
func NameRegistryNotControllerErrorID() common.Hash {
	return common.HexToHash("0x66719b7a0a95dbc958b0affb0a1579766aeb05d9186213ce7301372b253ca785")
}

// UnpackNotControllerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotController(address caller)
func (nameRegistry *NameRegistry) UnpackNotControllerError(raw []byte) (*NameRegistryNotController, error) {
	out := new(NameRegistryNotController)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "NotController", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryOwnableInvalidOwner represents a OwnableInvalidOwner error raised by the NameRegistry contract.
type NameRegistryOwnableInvalidOwner struct {
	Owner common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableInvalidOwner(address owner)
func NameRegistryOwnableInvalidOwnerErrorID() common.Hash {
	return common.HexToHash("0x1e4fbdf7f3ef8bcaa855599e3abf48b232380f183f08f6f813d9ffa5bd585188")
}

// UnpackOwnableInvalidOwnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableInvalidOwner(address owner)
func (nameRegistry *NameRegistry) UnpackOwnableInvalidOwnerError(raw []byte) (*NameRegistryOwnableInvalidOwner, error) {
	out := new(NameRegistryOwnableInvalidOwner)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "OwnableInvalidOwner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryOwnableUnauthorizedAccount represents a OwnableUnauthorizedAccount error raised by the NameRegistry contract.
type NameRegistryOwnableUnauthorizedAccount struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func NameRegistryOwnableUnauthorizedAccountErrorID() common.Hash {
	return common.HexToHash("0x118cdaa7a341953d1887a2245fd6665d741c67c8c50581daa59e1d03373fa188")
}

// UnpackOwnableUnauthorizedAccountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func (nameRegistry *NameRegistry) UnpackOwnableUnauthorizedAccountError(raw []byte) (*NameRegistryOwnableUnauthorizedAccount, error) {
	out := new(NameRegistryOwnableUnauthorizedAccount)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "OwnableUnauthorizedAccount", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryOwnershipRequired represents a OwnershipRequired error raised by the NameRegistry contract.
type NameRegistryOwnershipRequired struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnershipRequired()
func NameRegistryOwnershipRequiredErrorID() common.Hash {
	return common.HexToHash("0x4de180ba34ff65abe79bc8161a65c2654fac51ef1de089a4bdb57b8ffe09c14d")
}

// UnpackOwnershipRequiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnershipRequired()
func (nameRegistry *NameRegistry) UnpackOwnershipRequiredError(raw []byte) (*NameRegistryOwnershipRequired, error) {
	out := new(NameRegistryOwnershipRequired)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "OwnershipRequired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryPaymentTooSmall represents a PaymentTooSmall error raised by the NameRegistry contract.
type NameRegistryPaymentTooSmall struct {
	Paid  *big.Int
	Price *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PaymentTooSmall(uint256 paid, uint256 price)
func NameRegistryPaymentTooSmallErrorID() common.Hash {
	return common.HexToHash("0x3beb8e0f983eb6511033cb3472857c03206a04ef975bf21b365e3f2d3ba68b78")
}

// UnpackPaymentTooSmallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PaymentTooSmall(uint256 paid, uint256 price)
func (nameRegistry *NameRegistry) UnpackPaymentTooSmallError(raw []byte) (*NameRegistryPaymentTooSmall, error) {
	out := new(NameRegistryPaymentTooSmall)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "PaymentTooSmall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryReentrancyGuardReentrantCall represents a ReentrancyGuardReentrantCall error raised by the NameRegistry contract.
type NameRegistryReentrancyGuardReentrantCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReentrancyGuardReentrantCall()
func NameRegistryReentrancyGuardReentrantCallErrorID() common.Hash {
	return common.HexToHash("0x3ee5aeb571de7fc460830b4d0017439a1ca56fb0bc39062227ade4fe4a24c1ca")
}

// UnpackReentrancyGuardReentrantCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReentrancyGuardReentrantCall()
func (nameRegistry *NameRegistry) UnpackReentrancyGuardReentrantCallError(raw []byte) (*NameRegistryReentrancyGuardReentrantCall, error) {
	out := new(NameRegistryReentrancyGuardReentrantCall)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ReentrancyGuardReentrantCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryRefundFailed represents a RefundFailed error raised by the NameRegistry contract.
type NameRegistryRefundFailed struct {
	Payer  common.Address
	Amount *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RefundFailed(address payer, uint256 amount)
func NameRegistryRefundFailedErrorID() common.Hash {
	return common.HexToHash("0xaf73b0b217208b61be286bbc37095bce7eb8b9ccf617244c2f0f154e8e04e3ff")
}

// UnpackRefundFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RefundFailed(address payer, uint256 amount)
func (nameRegistry *NameRegistry) UnpackRefundFailedError(raw []byte) (*NameRegistryRefundFailed, error) {
	out := new(NameRegistryRefundFailed)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "RefundFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistrySafeCastOverflowedUintDowncast represents a SafeCastOverflowedUintDowncast error raised by the NameRegistry contract.
type NameRegistrySafeCastOverflowedUintDowncast struct {
	Bits  uint8
	Value *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)
func NameRegistrySafeCastOverflowedUintDowncastErrorID() common.Hash {
	return common.HexToHash("0x6dfcc6503a32754ce7a89698e18201fc5294fd4aad43edefee786f88423b1a12")
}

// UnpackSafeCastOverflowedUintDowncastError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)
func (nameRegistry *NameRegistry) UnpackSafeCastOverflowedUintDowncastError(raw []byte) (*NameRegistrySafeCastOverflowedUintDowncast, error) {
	out := new(NameRegistrySafeCastOverflowedUintDowncast)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "SafeCastOverflowedUintDowncast", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistrySerialMismatch represents a SerialMismatch error raised by the NameRegistry contract.
type NameRegistrySerialMismatch struct {
	Expected uint32
	Actual   uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SerialMismatch(uint32 expected, uint32 actual)
func NameRegistrySerialMismatchErrorID() common.Hash {
	return common.HexToHash("0x3a404df535de69457f5f7841b3ef99609d5260855314ef23bc8ff8f3416bd61e")
}

// UnpackSerialMismatchError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SerialMismatch(uint32 expected, uint32 actual)
func (nameRegistry *NameRegistry) UnpackSerialMismatchError(raw []byte) (*NameRegistrySerialMismatch, error) {
	out := new(NameRegistrySerialMismatch)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "SerialMismatch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistrySignatureExpired represents a SignatureExpired error raised by the NameRegistry contract.
type NameRegistrySignatureExpired struct {
	Deadline *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SignatureExpired(uint256 deadline)
func NameRegistrySignatureExpiredErrorID() common.Hash {
	return common.HexToHash("0xcd21db4f5222c209a625f44a7faa4c7077b21128ed96c96bd5c3a0f7bcc95d38")
}

// UnpackSignatureExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SignatureExpired(uint256 deadline)
func (nameRegistry *NameRegistry) UnpackSignatureExpiredError(raw []byte) (*NameRegistrySignatureExpired, error) {
	out := new(NameRegistrySignatureExpired)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "SignatureExpired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryStringTooLong represents a StringTooLong error raised by the NameRegistry contract.
type NameRegistryStringTooLong struct {
	Str string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StringTooLong(string str)
func NameRegistryStringTooLongErrorID() common.Hash {
	return common.HexToHash("0x305a27a93f8e33b7392df0a0f91d6fc63847395853c45991eec52dbf24d72381")
}

// UnpackStringTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StringTooLong(string str)
func (nameRegistry *NameRegistry) UnpackStringTooLongError(raw []byte) (*NameRegistryStringTooLong, error) {
	out := new(NameRegistryStringTooLong)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "StringTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryUnknownImageVersion represents a UnknownImageVersion error raised by the NameRegistry contract.
type NameRegistryUnknownImageVersion struct {
	Version uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownImageVersion(uint8 version)
func NameRegistryUnknownImageVersionErrorID() common.Hash {
	return common.HexToHash("0x90dcd4a02987deb1709c5a75d5b3d95e514fc16a8202c3b1d81f93f3335f046b")
}

// UnpackUnknownImageVersionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownImageVersion(uint8 version)
func (nameRegistry *NameRegistry) UnpackUnknownImageVersionError(raw []byte) (*NameRegistryUnknownImageVersion, error) {
	out := new(NameRegistryUnknownImageVersion)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "UnknownImageVersion", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryWithdrawalFailed represents a WithdrawalFailed error raised by the NameRegistry contract.
type NameRegistryWithdrawalFailed struct {
	Treasury common.Address
	Amount   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WithdrawalFailed(address treasury, uint256 amount)
func NameRegistryWithdrawalFailedErrorID() common.Hash {
	return common.HexToHash("0x92873d130824b495f22ad10f7f14028200557770e5986714318e78c54f3aa83c")
}

// UnpackWithdrawalFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WithdrawalFailed(address treasury, uint256 amount)
func (nameRegistry *NameRegistry) UnpackWithdrawalFailedError(raw []byte) (*NameRegistryWithdrawalFailed, error) {
	out := new(NameRegistryWithdrawalFailed)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "WithdrawalFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// NameRegistryZeroValue represents a ZeroValue error raised by the NameRegistry contract.
type NameRegistryZeroValue struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroValue()
func NameRegistryZeroValueErrorID() common.Hash {
	return common.HexToHash("0x7c946ed78134c23eac50c0c02964d68f22dd28448c070d39c9f8e8389b217469")
}

// UnpackZeroValueError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroValue()
func (nameRegistry *NameRegistry) UnpackZeroValueError(raw []byte) (*NameRegistryZeroValue, error) {
	out := new(NameRegistryZeroValue)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "ZeroValue", raw); err != nil {
		return nil, err
	}
	return out, nil
}
