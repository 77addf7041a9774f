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
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"origin\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"ceilingPrice_\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"treasury_\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"GRACE_PERIOD\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_DURATION\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_IMAGE\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"SET_ZONE_TYPEHASH\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"acceptOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"addController\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"approve\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"ceilingPrice\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"changes\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"extend\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"expiry\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"getApproved\",\"inputs\":[{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"isApprovedForAll\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"operator\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"isController\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"allowed\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"isFree\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"managerOf\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"name\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"nodeOf\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"originNode\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"owner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"ownerOf\",\"inputs\":[{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pendingOwner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"register\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"expiry\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"removeController\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"renderer\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"renew\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"renounceOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"safeTransferFrom\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"safeTransferFrom\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"data\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setApprovalForAll\",\"inputs\":[{\"name\":\"operator\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"approved\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setManager\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"manager\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setOriginZone\",\"inputs\":[{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setRenderer\",\"inputs\":[{\"name\":\"renderer_\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setTreasury\",\"inputs\":[{\"name\":\"treasury_\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setZone\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setZone\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"expectedSerial\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setZoneBySig\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"signature\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"supportsInterface\",\"inputs\":[{\"name\":\"interfaceId\",\"type\":\"bytes4\",\"internalType\":\"bytes4\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"symbol\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"tokenURI\",\"inputs\":[{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transferFrom\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferOwnership\",\"inputs\":[{\"name\":\"newOwner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"treasury\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"wordOf\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"zonesOf\",\"inputs\":[{\"name\":\"nodes\",\"type\":\"bytes32[]\",\"internalType\":\"bytes32[]\"}],\"outputs\":[{\"name\":\"words\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"},{\"name\":\"images\",\"type\":\"bytes[]\",\"internalType\":\"bytes[]\"}],\"stateMutability\":\"view\"},{\"type\":\"event\",\"name\":\"Approval\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"approved\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"indexed\":true,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ApprovalForAll\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"operator\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"approved\",\"type\":\"bool\",\"indexed\":false,\"internalType\":\"bool\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ControllerAdded\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ControllerRemoved\",\"inputs\":[{\"name\":\"controller\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FeesWithdrawn\",\"inputs\":[{\"name\":\"treasury\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ManagerChanged\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"manager\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"NameRegistered\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"label\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"},{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"NameRenewed\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"label\",\"type\":\"string\",\"indexed\":false,\"internalType\":\"string\"},{\"name\":\"expiry\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"paid\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferStarted\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferred\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RendererChanged\",\"inputs\":[{\"name\":\"renderer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Transfer\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"indexed\":true,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"TreasuryChanged\",\"inputs\":[{\"name\":\"treasury\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"WordChanged\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"word\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"ERC721IncorrectOwner\",\"inputs\":[{\"name\":\"sender\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InsufficientApproval\",\"inputs\":[{\"name\":\"operator\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidApprover\",\"inputs\":[{\"name\":\"approver\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidOperator\",\"inputs\":[{\"name\":\"operator\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidOwner\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidReceiver\",\"inputs\":[{\"name\":\"receiver\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721InvalidSender\",\"inputs\":[{\"name\":\"sender\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ERC721NonexistentToken\",\"inputs\":[{\"name\":\"tokenId\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ExpiryNotLater\",\"inputs\":[{\"name\":\"expiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"current\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ExpiryTooFar\",\"inputs\":[{\"name\":\"expiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"latest\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidCeiling\",\"inputs\":[{\"name\":\"price\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidDuration\",\"inputs\":[{\"name\":\"duration\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidImageSize\",\"inputs\":[{\"name\":\"size\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidLabel\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"InvalidSignature\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NameExpired\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NameNotRegistered\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NameTaken\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NotAuthorized\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotController\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnableInvalidOwner\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnableUnauthorizedAccount\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnershipRequired\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"PaymentTooSmall\",\"inputs\":[{\"name\":\"paid\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"price\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ReentrancyGuardReentrantCall\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"RefundFailed\",\"inputs\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"SerialMismatch\",\"inputs\":[{\"name\":\"expected\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"actual\",\"type\":\"uint32\",\"internalType\":\"uint32\"}]},{\"type\":\"error\",\"name\":\"SignatureExpired\",\"inputs\":[{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"UnknownImageVersion\",\"inputs\":[{\"name\":\"version\",\"type\":\"uint8\",\"internalType\":\"uint8\"}]},{\"type\":\"error\",\"name\":\"WithdrawalFailed\",\"inputs\":[{\"name\":\"treasury\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ZeroValue\",\"inputs\":[]}]",
	ID:  "NameRegistry",
	Bin: "0x6101a0604052348015610010575f5ffd5b5060405161498c38038061498c83398101604081905261002f916106c8565b6040518060400160405280600c81526020016b4e616d65526567697374727960a01b815250604051806040016040528060018152602001603160f81b8152508585604051806040016040528060048152602001634e414d4560e01b815250815f908161009b9190610834565b5060016100a88282610834565b5050506001600160a01b0381166100d957604051631e4fbdf760e01b81525f60048201526024015b60405180910390fd5b6100e2816101e7565b506100ec82610203565b610120526100f981610203565b61014052815160208084019190912060e052815190820120610100524660a05261018560e05161010051604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201529081019290925260608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b60805250503060c0528115806101a157506001600160801b0382115b156101c257604051631479511160e11b8152600481018390526024016100d0565b6101cb83610240565b610160526101808290526101de816102d4565b5050505061099a565b600780546001600160a01b031916905561020081610344565b50565b5f5f829050601f8151111561022d578260405163305a27a960e01b81526004016100d091906108f2565b805161023882610927565b179392505050565b80515f9082905b805b5f8111801561028757508261025f60018361095e565b8151811061026f5761026f610971565b6020910101516001600160f81b031916601760f91b14155b1561029c5761029581610985565b9050610249565b6102b0846102ab858486610395565b61041b565b9350805f036102c157505050919050565b6102cc60018261095e565b915050610247565b6001600160a01b0381166102fb57604051637c946ed760e01b815260040160405180910390fd5b600f80546001600160a01b0319166001600160a01b0383169081179091556040517fc714d22a2f08b695f81e7c707058db484aa5b4d6b4c9fd64beb10fe85832f608905f90a250565b600680546001600160a01b038381166001600160a01b0319831681179093556040519116919082907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a35050565b60606103a882855161047e60201b60201c565b91506103b4838361047e565b92505f6103c1848461095e565b6001600160401b038111156103d8576103d86106b4565b6040519080825280601f01601f191660200182016040528015610402576020820181803683370190505b509050838303846020870101602083015e949350505050565b5f61042582610490565b6104445781604051630a9644cf60e01b81526004016100d091906108f2565b8151602080840191909120604080519283018690528201526060016040516020818303038152906040528051906020012090505b92915050565b5f8282188284100282185b9392505050565b80515f908015806104a15750603f81115b806104d05750825f815181106104b9576104b9610971565b6020910101516001600160f81b031916602d60f81b145b806105095750826104e260018361095e565b815181106104f2576104f2610971565b6020910101516001600160f81b031916602d60f81b145b1561051657505f92915050565b5f5b818110156105c5575f84828151811061053357610533610971565b01602001516001600160f81b0319169050606160f81b8110806105635750603d60f91b6001600160f81b03198216115b80156105935750600360fc1b6001600160f81b0319821610806105935750603960f81b6001600160f81b03198216115b80156105ad5750602d60f81b6001600160f81b0319821614155b156105bc57505f949350505050565b50600101610518565b5060048110806105fb5750826002815181106105e3576105e3610971565b6020910101516001600160f81b031916602d60f81b14155b8061062c57508260038151811061061457610614610971565b6020910101516001600160f81b031916602d60f81b14155b1561063a5750600192915050565b825f8151811061064c5761064c610971565b6020910101516001600160f81b031916600f60fb1b14801561048957508260018151811061067c5761067c610971565b6020910101516001600160f81b031916603760f91b149392505050565b80516001600160a01b03811681146106af575f5ffd5b919050565b634e487b7160e01b5f52604160045260245ffd5b5f5f5f5f608085870312156106db575f5ffd5b6106e485610699565b60208601519094506001600160401b038111156106ff575f5ffd5b8501601f8101871361070f575f5ffd5b80516001600160401b03811115610728576107286106b4565b604051601f8201601f19908116603f011681016001600160401b0381118282101715610756576107566106b4565b60405281815282820160200189101561076d575f5ffd5b8160208401602083015e5f918101602001919091526040870151909450925061079a905060608601610699565b905092959194509250565b600181811c908216806107b957607f821691505b6020821081036107d757634e487b7160e01b5f52602260045260245ffd5b50919050565b601f82111561082f578282111561082f57805f5260205f20601f840160051c602085101561080857505f5b90810190601f840160051c035f5b8181101561082b575f83820155600101610816565b5050505b505050565b81516001600160401b0381111561084d5761084d6106b4565b6108618161085b84546107a5565b846107dd565b6020601f821160018114610893575f831561087c5750848201515b5f19600385901b1c1916600184901b1784556108eb565b5f84815260208120601f198516915b828110156108c257878501518255602094850194600190920191016108a2565b50848210156108df57868401515f19600387901b60f8161c191681555b505060018360011b0184555b5050505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b805160208083015191908110156107d7575f1960209190910360031b1b16919050565b634e487b7160e01b5f52601160045260245ffd5b818103818111156104785761047861094a565b634e487b7160e01b5f52603260045260245ffd5b5f816109935761099361094a565b505f190190565b60805160a05160c05160e0516101005161012051610140516101605161018051613f71610a1b5f395f818161049501526111a201525f81816104c80152818161152f015281816116bc01526119e701525f61243401525f61240401525f612a9501525f612a6d01525f6129c801525f6129f201525f612a1c0152613f715ff3fe6080604052600436106102f7575f3560e01c80638ada6b0f11610191578063bc11ac68116100dc578063e3f7df9d11610087578063f2fde38b11610062578063f2fde38b146108da578063f6a74ed7146108f9578063fbff18df14610918575f5ffd5b8063e3f7df9d14610847578063e985e9c514610874578063f0f44260146108bb575f5ffd5b8063d84c7c68116100b7578063d84c7c68146107f6578063dca4f30414610815578063e30c39781461082a575f5ffd5b8063bc11ac681461078e578063c1a287e2146107c1578063c87b56dd146107d7575f5ffd5b8063a5be864a1161013c578063b429afeb11610117578063b429afeb14610716578063b61a4d6014610744578063b88d4fde1461076f575f5ffd5b8063a5be864a146106a8578063a7fc7a07146106c7578063b1724b46146106e6575f5ffd5b806395d89b411161016c57806395d89b411461065657806397e492c51461066a578063a22cb46514610689575f5ffd5b80638ada6b0f146105fb5780638cce787c1461061a5780638da5cb5b14610639575f5ffd5b80634e5bee11116102515780636352211e116101fc57806379ba5097116101d757806379ba5097146105ac5780637bbbc35e146105c057806384b0196e146105d4575f5ffd5b80636352211e1461055a57806370a0823114610579578063715018a614610598575f5ffd5b806356d3163d1161022c57806356d3163d146105095780635a7051691461052857806361d027b31461053b575f5ffd5b80634e5bee111461048457806350bce20d146104b757806354ee2090146104ea575f5ffd5b806322380bb9116102b15780633ccfd60b1161028c5780633ccfd60b14610432578063402b3f631461044657806342842e0e14610465575f5ffd5b806322380bb9146103d557806323b872dd146103f457806338b1625b14610413575f5ffd5b806306fdde03116102e157806306fdde031461035c578063081812fc1461037d578063095ea7b3146103b4575f5ffd5b806204a7ae146102fb57806301ffc9a71461032d575b5f5ffd5b348015610306575f5ffd5b5061031a610315366004613540565b610937565b6040519081526020015b60405180910390f35b348015610338575f5ffd5b5061034c6103473660046135fe565b610b5b565b6040519015158152602001610324565b348015610367575f5ffd5b50610370610bb6565b6040516103249190613647565b348015610388575f5ffd5b5061039c610397366004613659565b610c45565b6040516001600160a01b039091168152602001610324565b3480156103bf575f5ffd5b506103d36103ce366004613670565b610c6b565b005b3480156103e0575f5ffd5b5061039c6103ef366004613659565b610c83565b3480156103ff575f5ffd5b506103d361040e366004613698565b610cc1565b34801561041e575f5ffd5b506103d361042d3660046136d2565b610d7c565b34801561043d575f5ffd5b506103d3610eb1565b348015610451575f5ffd5b506103d3610460366004613736565b610fa5565b348015610470575f5ffd5b506103d361047f366004613698565b611025565b34801561048f575f5ffd5b5061031a7f000000000000000000000000000000000000000000000000000000000000000081565b3480156104c2575f5ffd5b5061031a7f000000000000000000000000000000000000000000000000000000000000000081565b3480156104f5575f5ffd5b506103d3610504366004613786565b611044565b348015610514575f5ffd5b506103d36105233660046137b0565b6110b9565b6103d3610536366004613736565b611122565b348015610546575f5ffd5b50600f5461039c906001600160a01b031681565b348015610565575f5ffd5b5061039c610574366004613659565b611303565b348015610584575f5ffd5b5061031a6105933660046137b0565b611329565b3480156105a3575f5ffd5b506103d3611387565b3480156105b7575f5ffd5b506103d36113b9565b3480156105cb575f5ffd5b50600c5461031a565b3480156105df575f5ffd5b506105e8611416565b6040516103249796959493929190613803565b348015610606575f5ffd5b5060105461039c906001600160a01b031681565b348015610625575f5ffd5b506103d361063436600461388c565b611474565b348015610644575f5ffd5b506006546001600160a01b031661039c565b348015610661575f5ffd5b50610370611489565b348015610675575f5ffd5b506103d36106843660046138d4565b611498565b348015610694575f5ffd5b506103d36106a3366004613937565b611521565b3480156106b3575f5ffd5b5061034c6106c2366004613659565b61152c565b3480156106d2575f5ffd5b506103d36106e13660046137b0565b61156f565b3480156106f1575f5ffd5b506106fd63bbf81e0081565b60405167ffffffffffffffff9091168152602001610324565b348015610721575f5ffd5b5061034c6107303660046137b0565b600e6020525f908152604090205460ff1681565b34801561074f575f5ffd5b5061031a61075e366004613659565b5f908152600a602052604090205490565b34801561077a575f5ffd5b506103d36107893660046139f5565b6115e0565b348015610799575f5ffd5b5061031a7fc90809c1d8186b8274266ae6aa17e5861ef9e88968506b90afff4a8518c3e85081565b3480156107cc575f5ffd5b506106fd62278d0081565b3480156107e2575f5ffd5b506103706107f1366004613659565b6115f8565b348015610801575f5ffd5b506103d3610810366004613a99565b6116b2565b348015610820575f5ffd5b5061031a61200081565b348015610835575f5ffd5b506007546001600160a01b031661039c565b348015610852575f5ffd5b50610866610861366004613ad8565b6116f5565b604051610324929190613b49565b34801561087f575f5ffd5b5061034c61088e366004613bbe565b6001600160a01b039182165f90815260056020908152604080832093909416825291909152205460ff1690565b3480156108c6575f5ffd5b506103d36108d53660046137b0565b6118d9565b3480156108e5575f5ffd5b506103d36108f43660046137b0565b6118ea565b348015610904575f5ffd5b506103d36109133660046137b0565b611973565b348015610923575f5ffd5b5061031a610932366004613a99565b6119e1565b335f908152600e602052604081205460ff16610986576040517f66719b7a0000000000000000000000000000000000000000000000000000000081523360048201526024015b60405180910390fd5b61099087876119e1565b5f818152600a60205260409020549091506109aa81611a48565b6109e3576040517fd66f4bcf0000000000000000000000000000000000000000000000000000000081526004810183905260240161097d565b428567ffffffffffffffff1611610a38576040517fb303d70e00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff8616600482015242602482015260440161097d565b5f610a4c8667ffffffffffffffff16611a7c565b5f848152600260205260409020549091506001600160a01b031615610a7457610a7483611ad9565b610a7e8784611b2a565b866001600160a01b0316837ff6ba725b44f3eb07c7fb1b0231ee431ee1b5ebff64aff03e8ccddd391e7cb5928b8b604051610aba929190613c0f565b60405180910390a38315610ad357610ad3838686611bbd565b610b4f83610b4a610ae48888611cc0565b84610aef8760181c90565b610afa906001613c4f565b60181b66ffffffff0000001660389190911b6bffffffffff000000000000001660609290921b7fffffffffffffffffffffffffffffffffffffffff00000000000000000000000016919091171790565b611ced565b50509695505050505050565b5f7fffffffff0000000000000000000000000000000000000000000000000000000082167f6d3e80fc000000000000000000000000000000000000000000000000000000001480610bb05750610bb082611da0565b92915050565b60605f8054610bc490613c6b565b80601f0160208091040260200160405190810160405280929190818152602001828054610bf090613c6b565b8015610c3b5780601f10610c1257610100808354040283529160200191610c3b565b820191905f5260205f20905b815481529060010190602001808311610c1e57829003601f168201915b5050505050905090565b5f610c4f82611e82565b5f828152600460205260409020546001600160a01b0316610bb0565b610c7481611ed3565b50610c7f8282611f8e565b5050565b5f818152600a6020526040812054610c9a90611a48565b610cba575f828152600d60205260409020546001600160a01b0316610bb0565b5f92915050565b6001600160a01b038216610d03576040517f64a0ae920000000000000000000000000000000000000000000000000000000081525f600482015260240161097d565b5f610d0f838333611f99565b9050836001600160a01b0316816001600160a01b031614610d76576040517f64283d7b0000000000000000000000000000000000000000000000000000000081526001600160a01b038086166004830152602482018490528216604482015260640161097d565b50505050565b82421115610db9576040517fcd21db4f0000000000000000000000000000000000000000000000000000000081526004810184905260240161097d565b5f610dc387611ed3565b90505f610e547fc90809c1d8186b8274266ae6aa17e5861ef9e88968506b90afff4a8518c3e850898989604051610dfb929190613cbc565b6040518091039020610e0d8660181c90565b604080516020810195909552840192909252606083015263ffffffff16608082015260a0810187905260c00160405160208183030381529060405280519060200120612006565b9050610e628882868661204d565b610e9b576040517f666b7cba0000000000000000000000000000000000000000000000000000000081526004810189905260240161097d565b610ea7888389896120f6565b5050505050505050565b610eb9612126565b600f5460405147808252916001600160a01b03169081907fc0819c13be868895eb93e40eaceb96de976442fa1d404e5c55f14bb65a8c489a9060200160405180910390a25f816001600160a01b0316836040515f6040518083038185875af1925050503d805f8114610f46576040519150601f19603f3d011682016040523d82523d5f602084013e610f4b565b606091505b5050905080610f98576040517f92873d130000000000000000000000000000000000000000000000000000000081526001600160a01b03831660048201526024810184905260440161097d565b505050610fa361215b565b565b335f908152600e602052604090205460ff16610fef576040517f66719b7a00000000000000000000000000000000000000000000000000000000815233600482015260240161097d565b5f610ffa84846119e1565b9050610d76818585600a5f8681526020019081526020015f20548667ffffffffffffffff165f612185565b61103f83838360405180602001604052805f8152506115e0565b505050565b61104d82611ed3565b505f82815260026020526040902054611070906001600160a01b03163384612296565b6110af576040517fa78e4aa50000000000000000000000000000000000000000000000000000000081526004810183905233602482015260440161097d565b610c7f8282612316565b6110c1612386565b601080547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0383169081179091556040517fa00632ff71f043bcebbaa26952d3fd31a42e459b0dc8b686a91eb77725ee6680905f90a250565b61112a612126565b67ffffffffffffffff8116158061114e575063bbf81e0067ffffffffffffffff8216115b15611191576040517f4ede0ebc00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff8216600482015260240161097d565b5f6111c667ffffffffffffffff83167f0000000000000000000000000000000000000000000000000000000000000000613ccb565b90508034101561120b576040517f3beb8e0f0000000000000000000000000000000000000000000000000000000081523460048201526024810182905260440161097d565b5f61121685856119e1565b5f818152600a602052604090205490915061125a8287878467ffffffffffffffff89166112438260381c90565b64ffffffffff166112549190613ce2565b88612185565b5f6112658434613cf5565b905080156112f7576040515f90339083908381818185875af1925050503d805f81146112ac576040519150601f19603f3d011682016040523d82523d5f602084013e6112b1565b606091505b50509050806112f5576040517faf73b0b20000000000000000000000000000000000000000000000000000000081523360048201526024810183905260440161097d565b505b5050505061103f61215b565b5f61130d82611e82565b5f828152600260205260409020546001600160a01b0316610bb0565b5f6001600160a01b03821661136c576040517f89c62b640000000000000000000000000000000000000000000000000000000081525f600482015260240161097d565b506001600160a01b03165f9081526003602052604090205490565b6040517f4de180ba00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b60075433906001600160a01b0316811461140a576040517f118cdaa70000000000000000000000000000000000000000000000000000000081526001600160a01b038216600482015260240161097d565b611413816123cc565b50565b5f6060805f5f5f60606114276123fd565b61142f61242d565b604080515f808252602082019092527f0f000000000000000000000000000000000000000000000000000000000000009b939a50919850469750309650945092509050565b61103f836114828533612458565b84846120f6565b606060018054610bc490613c6b565b5f6114a38533612458565b90508163ffffffff166114b68260181c90565b63ffffffff161461150e57816114cc8260181c90565b6040517f3a404df500000000000000000000000000000000000000000000000000000000815263ffffffff92831660048201529116602482015260440161097d565b61151a858286866120f6565b5050505050565b610c7f3383836124b6565b5f7f00000000000000000000000000000000000000000000000000000000000000008214158015610bb057505f828152600a6020526040902054610bb090611a48565b611577612386565b6001600160a01b0381165f818152600e602052604080822080547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00166001179055517f0a8bb31534c0ed46f380cb867bd5c803a189ced9a764e30b3a4991a9901d74749190a250565b6115eb848484610cc1565b610d7633858585856125cd565b606061160382611e82565b6010546001600160a01b031661162657505060408051602081019091525f815290565b6010546040517fe9dc6375000000000000000000000000000000000000000000000000000000008152306004820152602481018490526001600160a01b039091169063e9dc6375906044015f60405180830381865afa15801561168b573d5f5f3e3d5ffd5b505050506040513d5f823e601f3d908101601f19168201604052610bb09190810190613d08565b6116ba612386565b7f00000000000000000000000000000000000000000000000000000000000000005f818152600a6020526040902054610c7f919084846120f6565b6060808267ffffffffffffffff81111561171157611711613970565b60405190808252806020026020018201604052801561173a578160200160208202803683370190505b5091508267ffffffffffffffff81111561175657611756613970565b60405190808252806020026020018201604052801561178957816020015b60608152602001906001900390816117745790505b5090505f5b838110156118d1575f600a5f8787858181106117ac576117ac613d7d565b9050602002013581526020019081526020015f20549050808483815181106117d6576117d6613d7d565b6020026020010181815250506117ec8160601c90565b6001600160a01b0316156118c857600b5f87878581811061180f5761180f613d7d565b9050602002013581526020019081526020015f20805461182e90613c6b565b80601f016020809104026020016040519081016040528092919081815260200182805461185a90613c6b565b80156118a55780601f1061187c576101008083540402835291602001916118a5565b820191905f5260205f20905b81548152906001019060200180831161188857829003601f168201915b50505050508383815181106118bc576118bc613d7d565b60200260200101819052505b5060010161178e565b509250929050565b6118e1612386565b61141381612770565b6118f2612386565b600780546001600160a01b0383167fffffffffffffffffffffffff0000000000000000000000000000000000000000909116811790915561193b6006546001600160a01b031690565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a350565b61197b612386565b6001600160a01b0381165f818152600e602052604080822080547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00169055517f33d83959be2573f5453b12eb9d43b3499bc57d96bd2f067ba44803c859e811139190a250565b5f611a417f000000000000000000000000000000000000000000000000000000000000000084848080601f0160208091040260200160405190810160405280939291908181526020018383808284375f9201919091525061281192505050565b9392505050565b5f5f611a548360381c90565b64ffffffffff169050801580611a415750611a7262278d0082613ce2565b4210159392505050565b5f80611a8c63bbf81e0042613ce2565b905080831115611ad2576040517f46d1f8ee000000000000000000000000000000000000000000000000000000008152600481018490526024810182905260440161097d565b5090919050565b5f611ae55f835f611f99565b90506001600160a01b038116610c7f576040517f7e2732890000000000000000000000000000000000000000000000000000000081526004810183905260240161097d565b6001600160a01b038216611b6c576040517f64a0ae920000000000000000000000000000000000000000000000000000000081525f600482015260240161097d565b5f611b7883835f611f99565b90506001600160a01b0381161561103f576040517f73c6ac6e0000000000000000000000000000000000000000000000000000000081525f600482015260240161097d565b6001811480611bcd575061200081115b15611c07576040517f7867045f0000000000000000000000000000000000000000000000000000000081526004810182905260240161097d565b8015801590611c57575081815f818110611c2357611c23613d7d565b9050013560f81c60f81b7effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1916600160f81b14155b15611ca85781815f818110611c6e57611c6e613d7d565b6040517f90dcd4a000000000000000000000000000000000000000000000000000000000815292013560f81c60048301525060240161097d565b5f838152600b60205260409020610d76828483613df8565b5f8115611ce5578282604051611cd7929190613cbc565b604051908190039020611a41565b505f92915050565b5f828152600a6020908152604091829020839055600c80548351602891821c8185015280850187905260608082018790528551808303909101815260808201808752815191909501207fffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000811664ffffffffff421617909355928590529251921c9184917fd19c6d5e6ab7a539ffb97274506b52c6291d68cc70c5a27a79af3f2f1f0931cd919081900360a00190a2505050565b5f7fffffffff0000000000000000000000000000000000000000000000000000000082167f80ac58cd000000000000000000000000000000000000000000000000000000001480611e3257507fffffffff0000000000000000000000000000000000000000000000000000000082167f5b5e139f00000000000000000000000000000000000000000000000000000000145b80610bb057507f01ffc9a7000000000000000000000000000000000000000000000000000000007fffffffff00000000000000000000000000000000000000000000000000000000831614610bb0565b5f818152600a6020526040902054611e9990611a48565b15611413576040517f7e2732890000000000000000000000000000000000000000000000000000000081526004810182905260240161097d565b5f818152600a6020526040902054611eeb8160381c90565b64ffffffffff16421015611efe57919050565b611f0781611a48565b15611f41576040517fe9b7924f0000000000000000000000000000000000000000000000000000000081526004810183905260240161097d565b81611f4c8260381c90565b6040517f9cd7b8cf000000000000000000000000000000000000000000000000000000008152600481019290925264ffffffffff16602482015260440161097d565b610c7f828233612886565b5f826001600160a01b03831615611fb557611fb381611ed3565b505b611fc0858585612893565b91506001600160a01b03821615801590611fef57505f818152600d60205260409020546001600160a01b031615155b15611ffe57611ffe815f612316565b509392505050565b5f610bb06120126129bc565b836040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b5f5f61205a858585612ae5565b505090506120688682612b2c565b156120775760019150506120ee565b5f8681526002602052604090205461209b906001600160a01b03165b868686612b8f565b806120c157505f868152600460205260409020546120c1906001600160a01b0316612093565b806120ea57505f868152600d60205260409020546120ea906001600160a01b0316868686612b8f565b9150505b949350505050565b612101848383611bbd565b610d7684610b4a6121128585611cc0565b61211c8760381c90565b610aef8860181c90565b61212e612bb9565b610fa360017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005b90612c12565b610fa35f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00612155565b61218e83611a48565b156121c8576040517fe9b7924f0000000000000000000000000000000000000000000000000000000081526004810187905260240161097d565b6121d28360381c90565b64ffffffffff16821161222c57816121ea8460381c90565b6040517fb303d70e000000000000000000000000000000000000000000000000000000008152600481019290925264ffffffffff16602482015260440161097d565b61225086610b4a61223d8660601c90565b61224686611a7c565b610afa8860181c90565b857fcbd67a35bb2fefb10b738aa7dd9e7b5190b03e067440400f52c4c1253ba2fd8f868685856040516122869493929190613ef0565b60405180910390a2505050505050565b5f6001600160a01b038316158015906120ee5750826001600160a01b0316846001600160a01b031614806122ee57506001600160a01b038085165f9081526005602090815260408083209387168352929052205460ff165b806120ee5750505f908152600460205260409020546001600160a01b03908116911614919050565b5f828152600d602052604080822080547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0385169081179091559051909184917ff52d1e75728b4dc6788c394f53d9d3bf7ce0e00e8d0a0f12a20a23a00dd470f79190a35050565b6006546001600160a01b03163314610fa3576040517f118cdaa700000000000000000000000000000000000000000000000000000000815233600482015260240161097d565b600780547fffffffffffffffffffffffff000000000000000000000000000000000000000016905561141381612c19565b60606124287f0000000000000000000000000000000000000000000000000000000000000000612c82565b905090565b60606124287f0000000000000000000000000000000000000000000000000000000000000000612c82565b5f61246283611ed3565b905061246e8383612b2c565b610bb0576040517fa78e4aa5000000000000000000000000000000000000000000000000000000008152600481018490526001600160a01b038316602482015260440161097d565b6001600160a01b0383166124f8576040517fa9fbf51f0000000000000000000000000000000000000000000000000000000081525f600482015260240161097d565b6001600160a01b038216612543576040517f5b08ba180000000000000000000000000000000000000000000000000000000081526001600160a01b038316600482015260240161097d565b6001600160a01b038381165f8181526005602090815260408083209487168084529482529182902080547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff001686151590811790915591519182527f17307eab39ab6107e8899845ad3d59bd9653f200f220920489ca2b5937696c31910160405180910390a3505050565b6001600160a01b0383163b1561151a576040517f150b7a020000000000000000000000000000000000000000000000000000000081526001600160a01b0384169063150b7a0290612628908890889087908790600401613f16565b6020604051808303815f875af1925050508015612662575060408051601f3d908101601f1916820190925261265f91810190613f56565b60015b6126e2573d80801561268f576040519150601f19603f3d011682016040523d82523d5f602084013e612694565b606091505b5080515f036126da576040517f64a0ae920000000000000000000000000000000000000000000000000000000081526001600160a01b038516600482015260240161097d565b805160208201fd5b7fffffffff0000000000000000000000000000000000000000000000000000000081167f150b7a020000000000000000000000000000000000000000000000000000000014612768576040517f64a0ae920000000000000000000000000000000000000000000000000000000081526001600160a01b038516600482015260240161097d565b505050505050565b6001600160a01b0381166127b0576040517f7c946ed700000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b600f80547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0383169081179091556040517fc714d22a2f08b695f81e7c707058db484aa5b4d6b4c9fd64beb10fe85832f608905f90a250565b5f61281b82612cbf565b61285357816040517f0a9644cf00000000000000000000000000000000000000000000000000000000815260040161097d9190613647565b50805160209182012060408051808401949094528381019190915280518084038201815260609093019052815191012090565b61103f8383836001613104565b5f828152600260205260408120546001600160a01b03908116908316156128bf576128bf818486613257565b6001600160a01b03811615612918576128da5f855f5f613104565b6001600160a01b0381165f90815260036020526040902080547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0190555b6001600160a01b03851615612946576001600160a01b0385165f908152600360205260409020805460010190555b5f8481526002602052604080822080547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0389811691821790925591518793918516917fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef91a4949350505050565b5f306001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016148015612a1457507f000000000000000000000000000000000000000000000000000000000000000046145b15612a3e57507f000000000000000000000000000000000000000000000000000000000000000090565b612428604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f0000000000000000000000000000000000000000000000000000000000000000918101919091527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b5f80806041849003612b19578435602086013560408701355f1a612b0b898285856132ed565b955095509550505050612b23565b505f915060029050825b93509350939050565b5f82815260026020526040812054612b4e906001600160a01b03168385612296565b15612b5b57506001610bb0565b6001600160a01b03821615801590611a415750505f918252600d6020526040909120546001600160a01b0390811691161490565b5f6001600160a01b0385163b15801590612bb05750612bb0858585856133b5565b95945050505050565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c15610fa3576040517f3ee5aeb500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80825d5050565b600680546001600160a01b038381167fffffffffffffffffffffffff0000000000000000000000000000000000000000831681179093556040519116919082907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0905f90a35050565b60605f612c8e83613438565b6040805160208082528183019092529192505f91906020820181803683375050509182525060208101929092525090565b80515f90801580612cd05750603f81115b80612d335750825f81518110612ce857612ce8613d7d565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d00000000000000000000000000000000000000000000000000000000000000145b80612da0575082612d45600183613cf5565b81518110612d5557612d55613d7d565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d00000000000000000000000000000000000000000000000000000000000000145b15612dad57505f92915050565b5f5b81811015612f60575f848281518110612dca57612dca613d7d565b01602001517fff000000000000000000000000000000000000000000000000000000000000001690507f6100000000000000000000000000000000000000000000000000000000000000811080612e6257507f7a000000000000000000000000000000000000000000000000000000000000007fff000000000000000000000000000000000000000000000000000000000000008216115b8015612efa57507f30000000000000000000000000000000000000000000000000000000000000007fff0000000000000000000000000000000000000000000000000000000000000082161080612efa57507f39000000000000000000000000000000000000000000000000000000000000007fff000000000000000000000000000000000000000000000000000000000000008216115b8015612f4857507f2d000000000000000000000000000000000000000000000000000000000000007fff00000000000000000000000000000000000000000000000000000000000000821614155b15612f5757505f949350505050565b50600101612daf565b506004811080612fca575082600281518110612f7e57612f7e613d7d565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d0000000000000000000000000000000000000000000000000000000000000014155b8061302f575082600381518110612fe357612fe3613d7d565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d0000000000000000000000000000000000000000000000000000000000000014155b1561303d5750600192915050565b825f8151811061304f5761304f613d7d565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f7800000000000000000000000000000000000000000000000000000000000000148015611a415750826001815181106130b3576130b3613d7d565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f6e00000000000000000000000000000000000000000000000000000000000000149392505050565b808061311857506001600160a01b03821615155b15613210575f61312784613478565b90506001600160a01b038316158015906131535750826001600160a01b0316816001600160a01b031614155b801561318457506001600160a01b038082165f9081526005602090815260408083209387168352929052205460ff16155b156131c6576040517fa9fbf51f0000000000000000000000000000000000000000000000000000000081526001600160a01b038416600482015260240161097d565b811561320e5783856001600160a01b0316826001600160a01b03167f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b92560405160405180910390a45b505b50505f90815260046020526040902080547fffffffffffffffffffffffff0000000000000000000000000000000000000000166001600160a01b0392909216919091179055565b613262838383612296565b61103f576001600160a01b0383166132a9576040517f7e2732890000000000000000000000000000000000000000000000000000000081526004810182905260240161097d565b6040517f177e802f0000000000000000000000000000000000000000000000000000000081526001600160a01b03831660048201526024810182905260440161097d565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084111561332657505f915060039050826133ab565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015613377573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b0381166133a257505f9250600191508290506133ab565b92505f91508190505b9450945094915050565b604080517f1626ba7e00000000000000000000000000000000000000000000000000000000808252600482018690526024820192909252604481018390525f91908390818660648301375f82606483010152601f820160051c60051b915060205f60648401838b5afa9050825f5114601f3d111681169350505050949350505050565b5f60ff8216601f811115610bb0576040517fb3512b0c00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f818152600260205260408120546001600160a01b031680610bb0576040517f7e2732890000000000000000000000000000000000000000000000000000000081526004810184905260240161097d565b5f5f83601f8401126134d9575f5ffd5b50813567ffffffffffffffff8111156134f0575f5ffd5b602083019150836020828501011115613507575f5ffd5b9250929050565b80356001600160a01b0381168114613524575f5ffd5b919050565b803567ffffffffffffffff81168114613524575f5ffd5b5f5f5f5f5f5f60808789031215613555575f5ffd5b863567ffffffffffffffff81111561356b575f5ffd5b61357789828a016134c9565b909750955061358a90506020880161350e565b935061359860408801613529565b9250606087013567ffffffffffffffff8111156135b3575f5ffd5b6135bf89828a016134c9565b979a9699509497509295939492505050565b7fffffffff0000000000000000000000000000000000000000000000000000000081168114611413575f5ffd5b5f6020828403121561360e575f5ffd5b8135611a41816135d1565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f611a416020830184613619565b5f60208284031215613669575f5ffd5b5035919050565b5f5f60408385031215613681575f5ffd5b61368a8361350e565b946020939093013593505050565b5f5f5f606084860312156136aa575f5ffd5b6136b38461350e565b92506136c16020850161350e565b929592945050506040919091013590565b5f5f5f5f5f5f608087890312156136e7575f5ffd5b86359550602087013567ffffffffffffffff811115613704575f5ffd5b61371089828a016134c9565b90965094505060408701359250606087013567ffffffffffffffff8111156135b3575f5ffd5b5f5f5f60408486031215613748575f5ffd5b833567ffffffffffffffff81111561375e575f5ffd5b61376a868287016134c9565b909450925061377d905060208501613529565b90509250925092565b5f5f60408385031215613797575f5ffd5b823591506137a76020840161350e565b90509250929050565b5f602082840312156137c0575f5ffd5b611a418261350e565b5f8151808452602084019350602083015f5b828110156137f95781518652602095860195909101906001016137db565b5093949350505050565b7fff000000000000000000000000000000000000000000000000000000000000008816815260e060208201525f61383d60e0830189613619565b828103604084015261384f8189613619565b90508660608401526001600160a01b03861660808401528460a084015282810360c084015261387e81856137c9565b9a9950505050505050505050565b5f5f5f6040848603121561389e575f5ffd5b83359250602084013567ffffffffffffffff8111156138bb575f5ffd5b6138c7868287016134c9565b9497909650939450505050565b5f5f5f5f606085870312156138e7575f5ffd5b84359350602085013567ffffffffffffffff811115613904575f5ffd5b613910878288016134c9565b909450925050604085013563ffffffff8116811461392c575f5ffd5b939692955090935050565b5f5f60408385031215613948575f5ffd5b6139518361350e565b915060208301358015158114613965575f5ffd5b809150509250929050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b604051601f8201601f1916810167ffffffffffffffff811182821017156139c6576139c6613970565b604052919050565b5f67ffffffffffffffff8211156139e7576139e7613970565b50601f01601f191660200190565b5f5f5f5f60808587031215613a08575f5ffd5b613a118561350e565b9350613a1f6020860161350e565b925060408501359150606085013567ffffffffffffffff811115613a41575f5ffd5b8501601f81018713613a51575f5ffd5b8035613a64613a5f826139ce565b61399d565b818152886020838501011115613a78575f5ffd5b816020840160208301375f6020838301015280935050505092959194509250565b5f5f60208385031215613aaa575f5ffd5b823567ffffffffffffffff811115613ac0575f5ffd5b613acc858286016134c9565b90969095509350505050565b5f5f60208385031215613ae9575f5ffd5b823567ffffffffffffffff811115613aff575f5ffd5b8301601f81018513613b0f575f5ffd5b803567ffffffffffffffff811115613b25575f5ffd5b8560208260051b8401011115613b39575f5ffd5b6020919091019590945092505050565b604081525f613b5b60408301856137c9565b828103602084015280845180835260208301915060208160051b840101602087015f5b83811015613bb057601f19868403018552613b9a838351613619565b6020958601959093509190910190600101613b7e565b509098975050505050505050565b5f5f60408385031215613bcf575f5ffd5b613bd88361350e565b91506137a76020840161350e565b81835281816020850137505f602082840101525f6020601f19601f840116840101905092915050565b602081525f6120ee602083018486613be6565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b63ffffffff8181168382160190811115610bb057610bb0613c22565b600181811c90821680613c7f57607f821691505b602082108103613cb6577f4e487b71000000000000000000000000000000000000000000000000000000005f52602260045260245ffd5b50919050565b818382375f9101908152919050565b8082028115828204841417610bb057610bb0613c22565b80820180821115610bb057610bb0613c22565b81810381811115610bb057610bb0613c22565b5f60208284031215613d18575f5ffd5b815167ffffffffffffffff811115613d2e575f5ffd5b8201601f81018413613d3e575f5ffd5b8051613d4c613a5f826139ce565b818152856020838501011115613d60575f5ffd5b8160208401602083015e5f91810160200191909152949350505050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b601f82111561103f578282111561103f57805f5260205f20601f840160051c6020851015613dd557505f5b90810190601f840160051c035f5b81811015612768575f83820155600101613de3565b67ffffffffffffffff831115613e1057613e10613970565b613e2483613e1e8354613c6b565b83613daa565b5f601f841160018114613e74575f8515613e3e5750838201355b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff600387901b1c1916600186901b17835561151a565b5f83815260208120601f198716915b82811015613ea35786850135825560209485019460019092019101613e83565b5086821015613ede577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60f88860031b161c19848701351681555b505060018560011b0183555050505050565b606081525f613f03606083018688613be6565b6020830194909452506040015292915050565b6001600160a01b03851681526001600160a01b0384166020820152826040820152608060608201525f613f4c6080830184613619565b9695505050505050565b5f60208284031215613f66575f5ffd5b8151611a41816135d156",
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
// Solidity: constructor(address owner, string origin, uint256 ceilingPrice_, address treasury_) returns()
func (nameRegistry *NameRegistry) PackConstructor(owner common.Address, origin string, ceilingPrice_ *big.Int, treasury_ common.Address) []byte {
	enc, err := nameRegistry.abi.Pack("", owner, origin, ceilingPrice_, treasury_)
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
// the contract method with ID 0x4e5bee11.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ceilingPrice() view returns(uint256)
func (nameRegistry *NameRegistry) PackCeilingPrice() []byte {
	enc, err := nameRegistry.abi.Pack("ceilingPrice")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCeilingPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4e5bee11.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function ceilingPrice() view returns(uint256)
func (nameRegistry *NameRegistry) TryPackCeilingPrice() ([]byte, error) {
	return nameRegistry.abi.Pack("ceilingPrice")
}

// UnpackCeilingPrice is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4e5bee11.
//
// Solidity: function ceilingPrice() view returns(uint256)
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
	Node  [32]byte
	Label string
	Owner common.Address
	Raw   *types.Log // Blockchain specific contextual infos
}

const NameRegistryNameRegisteredEventName = "NameRegistered"

// ContractEventName returns the user-defined event name.
func (NameRegistryNameRegistered) ContractEventName() string {
	return NameRegistryNameRegisteredEventName
}

// UnpackNameRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NameRegistered(bytes32 indexed node, string label, address indexed owner)
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
	Node   [32]byte
	Label  string
	Expiry *big.Int
	Paid   *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const NameRegistryNameRenewedEventName = "NameRenewed"

// ContractEventName returns the user-defined event name.
func (NameRegistryNameRenewed) ContractEventName() string {
	return NameRegistryNameRenewedEventName
}

// UnpackNameRenewedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NameRenewed(bytes32 indexed node, string label, uint256 expiry, uint256 paid)
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
	Price *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidCeiling(uint256 price)
func NameRegistryInvalidCeilingErrorID() common.Hash {
	return common.HexToHash("0x28f2a222e15d7c11856832e5a6145a80851156c24df08ba38ef68a9f889565da")
}

// UnpackInvalidCeilingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidCeiling(uint256 price)
func (nameRegistry *NameRegistry) UnpackInvalidCeilingError(raw []byte) (*NameRegistryInvalidCeiling, error) {
	out := new(NameRegistryInvalidCeiling)
	if err := nameRegistry.abi.UnpackIntoInterface(out, "InvalidCeiling", raw); err != nil {
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
