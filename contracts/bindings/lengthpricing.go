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

// LengthPricingMetaData contains all meta data concerning the LengthPricing contract.
var LengthPricingMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"prices_\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"acceptOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"owner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pendingOwner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pricePerSecond\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"prices\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"renounceOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setPrices\",\"inputs\":[{\"name\":\"prices_\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferOwnership\",\"inputs\":[{\"name\":\"newOwner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"OwnershipTransferStarted\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferred\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PricesChanged\",\"inputs\":[{\"name\":\"prices\",\"type\":\"uint256[]\",\"indexed\":false,\"internalType\":\"uint256[]\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"InvalidPrices\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"OwnableInvalidOwner\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnableUnauthorizedAccount\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]}]",
	ID:  "LengthPricing",
	Bin: "0x608060405234801561000f575f5ffd5b50604051610baf380380610baf83398101604081905261002e916101aa565b816001600160a01b03811661005c57604051631e4fbdf760e01b81525f600482015260240160405180910390fd5b61006581610076565b5061006f81610092565b5050610388565b600180546001600160a01b031916905561008f81610147565b50565b80515f036100b35760405163104272fb60e11b815260040160405180910390fd5b5f5b81518110156100ff578181815181106100d0576100d0610292565b60200260200101515f036100f75760405163104272fb60e11b815260040160405180910390fd5b6001016100b5565b50600261010c82826102a6565b507f964926b07357f5c558906e5f728438f166ecb842da015fbdafd30f33367ae4918160405161013c9190610346565b60405180910390a150565b5f80546001600160a01b038381166001600160a01b0319831681178455604051919092169283917f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09190a35050565b634e487b7160e01b5f52604160045260245ffd5b5f5f604083850312156101bb575f5ffd5b82516001600160a01b03811681146101d1575f5ffd5b60208401519092506001600160401b038111156101ec575f5ffd5b8301601f810185136101fc575f5ffd5b80516001600160401b0381111561021557610215610196565b604051600582901b90603f8201601f191681016001600160401b038111828210171561024357610243610196565b604052918252602081840181019290810188841115610260575f5ffd5b6020850194505b8385101561028357845180825260209586019590935001610267565b50809450505050509250929050565b634e487b7160e01b5f52603260045260245ffd5b81516001600160401b038111156102bf576102bf610196565b680100000000000000008111156102d8576102d8610196565b81548183558082101561030c57825f528160205f20018282035f5b81811015610308575f838201556001016102f3565b5050505b5060208301610320835f9081526020902090565b5f5b8381101561033e57825182820155602090920191600101610322565b505050505050565b602080825282518282018190525f918401906040840190835b8181101561037d57835183526020938401939092019160010161035f565b509095945050505050565b61081a806103955f395ff3fe608060405234801561000f575f5ffd5b5060043610610085575f3560e01c80638da5cb5b116100585780638da5cb5b146100d4578063d3419bf314610112578063e30c397814610127578063f2fde38b14610145575f5ffd5b8063715018a614610089578063757414f61461009357806379ba5097146100b957806379cf92d3146100c1575b5f5ffd5b610091610158565b005b6100a66100a136600461059c565b61016b565b6040519081526020015b60405180910390f35b6100916101f6565b6100916100cf36600461060a565b610272565b5f5473ffffffffffffffffffffffffffffffffffffffff165b60405173ffffffffffffffffffffffffffffffffffffffff90911681526020016100b0565b61011a6102b9565b6040516100b0919061066b565b60015473ffffffffffffffffffffffffffffffffffffffff166100ed565b6100916101533660046106ad565b61030f565b6101606103be565b6101695f610410565b565b6002545f9082908290610180906001906106e7565b9050815f036101ae5760025f8154811061019c5761019c61071f565b905f5260205f200154925050506101f0565b6002816101bc6001856106e7565b106101c757816101d2565b6101d26001846106e7565b815481106101e2576101e261071f565b905f5260205f200154925050505b92915050565b600154339073ffffffffffffffffffffffffffffffffffffffff168114610266576040517f118cdaa700000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff821660048201526024015b60405180910390fd5b61026f81610410565b50565b61027a6103be565b6102b58282808060200260200160405190810160405280939291908181526020018383602002808284375f9201919091525061044192505050565b5050565b6060600280548060200260200160405190810160405280929190818152602001828054801561030557602002820191905f5260205f20905b8154815260200190600101908083116102f1575b5050505050905090565b6103176103be565b6001805473ffffffffffffffffffffffffffffffffffffffff83167fffffffffffffffffffffffff000000000000000000000000000000000000000090911681179091556103795f5473ffffffffffffffffffffffffffffffffffffffff1690565b73ffffffffffffffffffffffffffffffffffffffff167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a350565b5f5473ffffffffffffffffffffffffffffffffffffffff163314610169576040517f118cdaa700000000000000000000000000000000000000000000000000000000815233600482015260240161025d565b600180547fffffffffffffffffffffffff000000000000000000000000000000000000000016905561026f81610528565b80515f0361047b576040517f2084e5f600000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f5b81518110156104e0578181815181106104985761049861071f565b60200260200101515f036104d8576040517f2084e5f600000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b60010161047d565b5060026104ed8282610779565b507f964926b07357f5c558906e5f728438f166ecb842da015fbdafd30f33367ae4918160405161051d919061066b565b60405180910390a150565b5f805473ffffffffffffffffffffffffffffffffffffffff8381167fffffffffffffffffffffffff0000000000000000000000000000000000000000831681178455604051919092169283917f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09190a35050565b5f5f602083850312156105ad575f5ffd5b823567ffffffffffffffff8111156105c3575f5ffd5b8301601f810185136105d3575f5ffd5b803567ffffffffffffffff8111156105e9575f5ffd5b8560208284010111156105fa575f5ffd5b6020919091019590945092505050565b5f5f6020838503121561061b575f5ffd5b823567ffffffffffffffff811115610631575f5ffd5b8301601f81018513610641575f5ffd5b803567ffffffffffffffff811115610657575f5ffd5b8560208260051b84010111156105fa575f5ffd5b602080825282518282018190525f918401906040840190835b818110156106a2578351835260209384019390920191600101610684565b509095945050505050565b5f602082840312156106bd575f5ffd5b813573ffffffffffffffffffffffffffffffffffffffff811681146106e0575f5ffd5b9392505050565b818103818111156101f0577f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b815167ffffffffffffffff8111156107935761079361074c565b680100000000000000008111156107ac576107ac61074c565b8154818355808210156107e057825f528160205f20018282035f5b818110156107dc575f838201556001016107c7565b5050505b50602083016107f4835f9081526020902090565b5f5b83811015610812578251828201556020909201916001016107f6565b50505050505056",
}

// LengthPricing is an auto generated Go binding around an Ethereum contract.
type LengthPricing struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *LengthPricing) GetABI() abi.ABI {
	return c.abi
}

// NewLengthPricing creates a new instance of LengthPricing.
func NewLengthPricing() *LengthPricing {
	parsed, err := LengthPricingMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &LengthPricing{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *LengthPricing) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address owner, uint256[] prices_) returns()
func (lengthPricing *LengthPricing) PackConstructor(owner common.Address, prices_ []*big.Int) []byte {
	enc, err := lengthPricing.abi.Pack("", owner, prices_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAcceptOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79ba5097.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptOwnership() returns()
func (lengthPricing *LengthPricing) PackAcceptOwnership() []byte {
	enc, err := lengthPricing.abi.Pack("acceptOwnership")
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
func (lengthPricing *LengthPricing) TryPackAcceptOwnership() ([]byte, error) {
	return lengthPricing.abi.Pack("acceptOwnership")
}

// PackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owner() view returns(address)
func (lengthPricing *LengthPricing) PackOwner() []byte {
	enc, err := lengthPricing.abi.Pack("owner")
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
func (lengthPricing *LengthPricing) TryPackOwner() ([]byte, error) {
	return lengthPricing.abi.Pack("owner")
}

// UnpackOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8da5cb5b.
//
// Solidity: function owner() view returns(address)
func (lengthPricing *LengthPricing) UnpackOwner(data []byte) (common.Address, error) {
	out, err := lengthPricing.abi.Unpack("owner", data)
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
func (lengthPricing *LengthPricing) PackPendingOwner() []byte {
	enc, err := lengthPricing.abi.Pack("pendingOwner")
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
func (lengthPricing *LengthPricing) TryPackPendingOwner() ([]byte, error) {
	return lengthPricing.abi.Pack("pendingOwner")
}

// UnpackPendingOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe30c3978.
//
// Solidity: function pendingOwner() view returns(address)
func (lengthPricing *LengthPricing) UnpackPendingOwner(data []byte) (common.Address, error) {
	out, err := lengthPricing.abi.Unpack("pendingOwner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackPricePerSecond is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x757414f6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pricePerSecond(string label) view returns(uint256)
func (lengthPricing *LengthPricing) PackPricePerSecond(label string) []byte {
	enc, err := lengthPricing.abi.Pack("pricePerSecond", label)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPricePerSecond is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x757414f6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pricePerSecond(string label) view returns(uint256)
func (lengthPricing *LengthPricing) TryPackPricePerSecond(label string) ([]byte, error) {
	return lengthPricing.abi.Pack("pricePerSecond", label)
}

// UnpackPricePerSecond is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x757414f6.
//
// Solidity: function pricePerSecond(string label) view returns(uint256)
func (lengthPricing *LengthPricing) UnpackPricePerSecond(data []byte) (*big.Int, error) {
	out, err := lengthPricing.abi.Unpack("pricePerSecond", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackPrices is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd3419bf3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function prices() view returns(uint256[])
func (lengthPricing *LengthPricing) PackPrices() []byte {
	enc, err := lengthPricing.abi.Pack("prices")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPrices is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd3419bf3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function prices() view returns(uint256[])
func (lengthPricing *LengthPricing) TryPackPrices() ([]byte, error) {
	return lengthPricing.abi.Pack("prices")
}

// UnpackPrices is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd3419bf3.
//
// Solidity: function prices() view returns(uint256[])
func (lengthPricing *LengthPricing) UnpackPrices(data []byte) ([]*big.Int, error) {
	out, err := lengthPricing.abi.Unpack("prices", data)
	if err != nil {
		return *new([]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	return out0, nil
}

// PackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renounceOwnership() returns()
func (lengthPricing *LengthPricing) PackRenounceOwnership() []byte {
	enc, err := lengthPricing.abi.Pack("renounceOwnership")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function renounceOwnership() returns()
func (lengthPricing *LengthPricing) TryPackRenounceOwnership() ([]byte, error) {
	return lengthPricing.abi.Pack("renounceOwnership")
}

// PackSetPrices is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79cf92d3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setPrices(uint256[] prices_) returns()
func (lengthPricing *LengthPricing) PackSetPrices(prices []*big.Int) []byte {
	enc, err := lengthPricing.abi.Pack("setPrices", prices)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetPrices is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79cf92d3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setPrices(uint256[] prices_) returns()
func (lengthPricing *LengthPricing) TryPackSetPrices(prices []*big.Int) ([]byte, error) {
	return lengthPricing.abi.Pack("setPrices", prices)
}

// PackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferOwnership(address newOwner) returns()
func (lengthPricing *LengthPricing) PackTransferOwnership(newOwner common.Address) []byte {
	enc, err := lengthPricing.abi.Pack("transferOwnership", newOwner)
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
func (lengthPricing *LengthPricing) TryPackTransferOwnership(newOwner common.Address) ([]byte, error) {
	return lengthPricing.abi.Pack("transferOwnership", newOwner)
}

// LengthPricingOwnershipTransferStarted represents a OwnershipTransferStarted event raised by the LengthPricing contract.
type LengthPricingOwnershipTransferStarted struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const LengthPricingOwnershipTransferStartedEventName = "OwnershipTransferStarted"

// ContractEventName returns the user-defined event name.
func (LengthPricingOwnershipTransferStarted) ContractEventName() string {
	return LengthPricingOwnershipTransferStartedEventName
}

// UnpackOwnershipTransferStartedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner)
func (lengthPricing *LengthPricing) UnpackOwnershipTransferStartedEvent(log *types.Log) (*LengthPricingOwnershipTransferStarted, error) {
	event := "OwnershipTransferStarted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lengthPricing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LengthPricingOwnershipTransferStarted)
	if len(log.Data) > 0 {
		if err := lengthPricing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lengthPricing.abi.Events[event].Inputs {
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

// LengthPricingOwnershipTransferred represents a OwnershipTransferred event raised by the LengthPricing contract.
type LengthPricingOwnershipTransferred struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const LengthPricingOwnershipTransferredEventName = "OwnershipTransferred"

// ContractEventName returns the user-defined event name.
func (LengthPricingOwnershipTransferred) ContractEventName() string {
	return LengthPricingOwnershipTransferredEventName
}

// UnpackOwnershipTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)
func (lengthPricing *LengthPricing) UnpackOwnershipTransferredEvent(log *types.Log) (*LengthPricingOwnershipTransferred, error) {
	event := "OwnershipTransferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lengthPricing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LengthPricingOwnershipTransferred)
	if len(log.Data) > 0 {
		if err := lengthPricing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lengthPricing.abi.Events[event].Inputs {
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

// LengthPricingPricesChanged represents a PricesChanged event raised by the LengthPricing contract.
type LengthPricingPricesChanged struct {
	Prices []*big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const LengthPricingPricesChangedEventName = "PricesChanged"

// ContractEventName returns the user-defined event name.
func (LengthPricingPricesChanged) ContractEventName() string {
	return LengthPricingPricesChangedEventName
}

// UnpackPricesChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PricesChanged(uint256[] prices)
func (lengthPricing *LengthPricing) UnpackPricesChangedEvent(log *types.Log) (*LengthPricingPricesChanged, error) {
	event := "PricesChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != lengthPricing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LengthPricingPricesChanged)
	if len(log.Data) > 0 {
		if err := lengthPricing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range lengthPricing.abi.Events[event].Inputs {
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
func (lengthPricing *LengthPricing) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], lengthPricing.abi.Errors["InvalidPrices"].ID.Bytes()[:4]) {
		return lengthPricing.UnpackInvalidPricesError(raw[4:])
	}
	if bytes.Equal(raw[:4], lengthPricing.abi.Errors["OwnableInvalidOwner"].ID.Bytes()[:4]) {
		return lengthPricing.UnpackOwnableInvalidOwnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], lengthPricing.abi.Errors["OwnableUnauthorizedAccount"].ID.Bytes()[:4]) {
		return lengthPricing.UnpackOwnableUnauthorizedAccountError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// LengthPricingInvalidPrices represents a InvalidPrices error raised by the LengthPricing contract.
type LengthPricingInvalidPrices struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidPrices()
func LengthPricingInvalidPricesErrorID() common.Hash {
	return common.HexToHash("0x2084e5f647f4633293e4d4da157510efd3ca06ebd4b901eb908a3e9acda70786")
}

// UnpackInvalidPricesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidPrices()
func (lengthPricing *LengthPricing) UnpackInvalidPricesError(raw []byte) (*LengthPricingInvalidPrices, error) {
	out := new(LengthPricingInvalidPrices)
	if err := lengthPricing.abi.UnpackIntoInterface(out, "InvalidPrices", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LengthPricingOwnableInvalidOwner represents a OwnableInvalidOwner error raised by the LengthPricing contract.
type LengthPricingOwnableInvalidOwner struct {
	Owner common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableInvalidOwner(address owner)
func LengthPricingOwnableInvalidOwnerErrorID() common.Hash {
	return common.HexToHash("0x1e4fbdf7f3ef8bcaa855599e3abf48b232380f183f08f6f813d9ffa5bd585188")
}

// UnpackOwnableInvalidOwnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableInvalidOwner(address owner)
func (lengthPricing *LengthPricing) UnpackOwnableInvalidOwnerError(raw []byte) (*LengthPricingOwnableInvalidOwner, error) {
	out := new(LengthPricingOwnableInvalidOwner)
	if err := lengthPricing.abi.UnpackIntoInterface(out, "OwnableInvalidOwner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LengthPricingOwnableUnauthorizedAccount represents a OwnableUnauthorizedAccount error raised by the LengthPricing contract.
type LengthPricingOwnableUnauthorizedAccount struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func LengthPricingOwnableUnauthorizedAccountErrorID() common.Hash {
	return common.HexToHash("0x118cdaa7a341953d1887a2245fd6665d741c67c8c50581daa59e1d03373fa188")
}

// UnpackOwnableUnauthorizedAccountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func (lengthPricing *LengthPricing) UnpackOwnableUnauthorizedAccountError(raw []byte) (*LengthPricingOwnableUnauthorizedAccount, error) {
	out := new(LengthPricingOwnableUnauthorizedAccount)
	if err := lengthPricing.abi.UnpackIntoInterface(out, "OwnableUnauthorizedAccount", raw); err != nil {
		return nil, err
	}
	return out, nil
}
