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
	Seller common.Address
	Label  string
	Price  *big.Int
}

// BulkRenewalMetaData contains all meta data concerning the BulkRenewal contract.
var BulkRenewalMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"renewals\",\"type\":\"tuple[]\",\"internalType\":\"structBulkRenewal.Renewal[]\",\"components\":[{\"name\":\"seller\",\"type\":\"address\",\"internalType\":\"contractIRenewer\"},{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"price\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"payable\"},{\"type\":\"error\",\"name\":\"SurplusRefused\",\"inputs\":[{\"name\":\"creator\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}]",
	ID:  "BulkRenewal",
	Bin: "0x6080604052604051610401380380610401833981016040819052610022916101ff565b5f5b82518110156100eb5782818151811061003f5761003f610392565b60200260200101515f01516001600160a01b0316635a70516984838151811061006a5761006a610392565b60200260200101516040015185848151811061008857610088610392565b602002602001015160200151856040518463ffffffff1660e01b81526004016100b29291906103a6565b5f604051808303818588803b1580156100c9575f5ffd5b505af11580156100db573d5f5f3e3d5ffd5b5050505050806001019050610024565b50475f8190036100fb5750610171565b6040515f90339083908381818185875af1925050503d805f811461013a576040519150601f19603f3d011682016040523d82523d5f602084013e61013f565b606091505b505090508061016e5760405163f0b6b40b60e01b81523360048201526024810183905260440160405180910390fd5b50505b50506103ed565b634e487b7160e01b5f52604160045260245ffd5b604051606081016001600160401b03811182821017156101ae576101ae610178565b60405290565b604051601f8201601f191681016001600160401b03811182821017156101dc576101dc610178565b604052919050565b80516001600160401b03811681146101fa575f5ffd5b919050565b5f5f60408385031215610210575f5ffd5b82516001600160401b03811115610225575f5ffd5b8301601f81018513610235575f5ffd5b80516001600160401b0381111561024e5761024e610178565b8060051b61025e602082016101b4565b91825260208184018101929081019088841115610279575f5ffd5b6020850192505b838310156103755782516001600160401b0381111561029d575f5ffd5b85016060818b03601f190112156102b2575f5ffd5b6102ba61018c565b60208201516001600160a01b03811681146102d3575f5ffd5b815260408201516001600160401b038111156102ed575f5ffd5b82016020810190603f018c13610301575f5ffd5b80516001600160401b0381111561031a5761031a610178565b61032d601f8201601f19166020016101b4565b8181528d6020838501011115610341575f5ffd5b8160208401602083015e5f602092820183015283820152606093909301516040830152508352928301929190910190610280565b8096505050505050610389602084016101e4565b90509250929050565b634e487b7160e01b5f52603260045260245ffd5b604081525f83518060408401528060208601606085015e5f60608285018101919091526001600160401b03949094166020840152601f01601f191690910190910192915050565b6008806103f95f395ff3fe60806040525f5ffd",
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
// Solidity: constructor((address,string,uint256)[] renewals, uint64 duration) payable returns()
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
