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

// BulkRenewalRenewal is an auto generated low-level Go binding around an user-defined struct.
type BulkRenewalRenewal struct {
	Seller    common.Address
	AtCeiling bool
	Label     string
	Price     *big.Int
}

// BulkRenewalMetaData contains all meta data concerning the BulkRenewal contract.
var BulkRenewalMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"renewals\",\"type\":\"tuple[]\",\"internalType\":\"structBulkRenewal.Renewal[]\",\"components\":[{\"name\":\"seller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"atCeiling\",\"type\":\"bool\",\"internalType\":\"bool\"},{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"price\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"payable\"},{\"type\":\"error\",\"name\":\"SurplusRefused\",\"inputs\":[{\"name\":\"creator\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}]",
	ID:  "BulkRenewal",
	Bin: "0x60806040526040516104b53803806104b5833981016040819052610022916102b4565b5f5b8251811015610135575f83828151811061004057610040610409565b602002602001015190508060200151156100c157805160608201516040808401519051635a70516960e01b81526001600160a01b0390931692635a705169929161008e91889060040161044b565b5f604051808303818588803b1580156100a5575f5ffd5b505af11580156100b7573d5f5f3e3d5ffd5b505050505061012c565b8051606082015160408084015190516372db9f6560e11b81526001600160a01b039093169263e5b73eca92916100fd9188908490600401610474565b5f604051808303818588803b158015610114575f5ffd5b505af1158015610126573d5f5f3e3d5ffd5b50505050505b50600101610024565b50475f81900361014557506101bb565b6040515f90339083908381818185875af1925050503d805f8114610184576040519150601f19603f3d011682016040523d82523d5f602084013e610189565b606091505b50509050806101b85760405163f0b6b40b60e01b81523360048201526024810183905260440160405180910390fd5b50505b50506104a1565b634e487b7160e01b5f52604160045260245ffd5b604051608081016001600160401b03811182821017156101f8576101f86101c2565b60405290565b604051601f8201601f191681016001600160401b0381118282101715610226576102266101c2565b604052919050565b5f82601f83011261023d575f5ffd5b81516001600160401b03811115610256576102566101c2565b610269601f8201601f19166020016101fe565b81815284602083860101111561027d575f5ffd5b8160208501602083015e5f918101602001919091529392505050565b80516001600160401b03811681146102af575f5ffd5b919050565b5f5f604083850312156102c5575f5ffd5b82516001600160401b038111156102da575f5ffd5b8301601f810185136102ea575f5ffd5b80516001600160401b03811115610303576103036101c2565b8060051b610313602082016101fe565b9182526020818401810192908101908884111561032e575f5ffd5b6020850192505b838310156103ec5782516001600160401b03811115610352575f5ffd5b85016080818b03601f19011215610367575f5ffd5b61036f6101d6565b60208201516001600160a01b0381168114610388575f5ffd5b81526040820151801515811461039c575f5ffd5b602082015260608201516001600160401b038111156103b9575f5ffd5b6103c88c60208386010161022e565b60408301525060809190910151606082015282526020928301929190910190610335565b809650505050505061040060208401610299565b90509250929050565b634e487b7160e01b5f52603260045260245ffd5b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b604081525f61045d604083018561041d565b905060018060401b03831660208301529392505050565b606081525f610486606083018661041d565b6001600160401b039490941660208301525060400152919050565b6008806104ad5f395ff3fe60806040525f5ffd",
}

// BulkRenewal is an auto generated Go binding around an Ethereum contract.
type BulkRenewal struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *BulkRenewal) GetABI() abi.ABI {
	return c.abi
}

// NewBulkRenewal creates a new instance of BulkRenewal.
func NewBulkRenewal() *BulkRenewal {
	parsed, err := BulkRenewalMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &BulkRenewal{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *BulkRenewal) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor((address,bool,string,uint256)[] renewals, uint64 duration) payable returns()
func (bulkRenewal *BulkRenewal) PackConstructor(renewals []BulkRenewalRenewal, duration uint64) []byte {
	enc, err := bulkRenewal.abi.Pack("", renewals, duration)
	if err != nil {
		panic(err)
	}
	return enc
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (bulkRenewal *BulkRenewal) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], bulkRenewal.abi.Errors["SurplusRefused"].ID.Bytes()[:4]) {
		return bulkRenewal.UnpackSurplusRefusedError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// BulkRenewalSurplusRefused represents a SurplusRefused error raised by the BulkRenewal contract.
type BulkRenewalSurplusRefused struct {
	Creator common.Address
	Amount  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SurplusRefused(address creator, uint256 amount)
func BulkRenewalSurplusRefusedErrorID() common.Hash {
	return common.HexToHash("0xf0b6b40ba598e2fe70153a16786c51d21afc5c8521dc46ab513ae0423fdd4a50")
}

// UnpackSurplusRefusedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SurplusRefused(address creator, uint256 amount)
func (bulkRenewal *BulkRenewal) UnpackSurplusRefusedError(raw []byte) (*BulkRenewalSurplusRefused, error) {
	out := new(BulkRenewalSurplusRefused)
	if err := bulkRenewal.abi.UnpackIntoInterface(out, "SurplusRefused", raw); err != nil {
		return nil, err
	}
	return out, nil
}
