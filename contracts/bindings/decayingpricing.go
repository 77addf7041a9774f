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

// DecayingPricingMetaData contains all meta data concerning the DecayingPricing contract.
var DecayingPricingMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"prices_\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"},{\"name\":\"premiumYears_\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"GRACE_PERIOD\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"PREMIUM_DAYS\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"acceptOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"owner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pendingOwner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"premiumAt\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"formerExpiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"premiumYears\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"priceOf\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"formerExpiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"renewal\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"prices\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"renounceOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setPrices\",\"inputs\":[{\"name\":\"prices_\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferOwnership\",\"inputs\":[{\"name\":\"newOwner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"OwnershipTransferStarted\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferred\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PricesChanged\",\"inputs\":[{\"name\":\"prices\",\"type\":\"uint256[]\",\"indexed\":false,\"internalType\":\"uint256[]\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"InvalidPrices\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"OwnableInvalidOwner\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnableUnauthorizedAccount\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]}]",
	ID:  "DecayingPricing",
	Bin: "0x60a060405234801561000f575f5ffd5b50604051610f94380380610f9483398101604081905261002e916101fa565b826001600160a01b03811661005c57604051631e4fbdf760e01b81525f600482015260240160405180910390fd5b61006581610081565b5063ffffffff81166080526100798261009d565b5050506103e6565b600180546001600160a01b031916905561009a8161017f565b50565b80515f036100be5760405163104272fb60e11b815260040160405180910390fd5b5f5b8151811015610137578181815181106100db576100db6102f0565b60200260200101515f148061011157506001600160801b038016828281518110610107576101076102f0565b6020026020010151115b1561012f5760405163104272fb60e11b815260040160405180910390fd5b6001016100c0565b5060026101448282610304565b507f964926b07357f5c558906e5f728438f166ecb842da015fbdafd30f33367ae4918160405161017491906103a4565b60405180910390a150565b5f80546001600160a01b038381166001600160a01b0319831681178455604051919092169283917f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09190a35050565b634e487b7160e01b5f52604160045260245ffd5b805163ffffffff811681146101f5575f5ffd5b919050565b5f5f5f6060848603121561020c575f5ffd5b83516001600160a01b0381168114610222575f5ffd5b60208501519093506001600160401b0381111561023d575f5ffd5b8401601f8101861361024d575f5ffd5b80516001600160401b03811115610266576102666101ce565b604051600582901b90603f8201601f191681016001600160401b0381118282101715610294576102946101ce565b6040529182526020818401810192908101898411156102b1575f5ffd5b6020850194505b838510156102d4578451808252602095860195909350016102b8565b5094506102e792505050604085016101e2565b90509250925092565b634e487b7160e01b5f52603260045260245ffd5b81516001600160401b0381111561031d5761031d6101ce565b68010000000000000000811115610336576103366101ce565b81548183558082101561036a57825f528160205f20018282035f5b81811015610366575f83820155600101610351565b5050505b506020830161037e835f9081526020902090565b5f5b8381101561039c57825182820155602090920191600101610380565b505050505050565b602080825282518282018190525f918401906040840190835b818110156103db5783518352602093840193909201916001016103bd565b509095945050505050565b608051610b8f6104055f395f8181610161015261038f0152610b8f5ff3fe608060405234801561000f575f5ffd5b50600436106100cf575f3560e01c8063c17331631161007d578063d3419bf311610058578063d3419bf3146101bd578063e30c3978146101d2578063f2fde38b146101f0575f5ffd5b8063c173316314610198578063c1a287e2146101ab578063cb5d98c5146101b5575f5ffd5b806379cf92d3116100ad57806379cf92d31461010b5780638da5cb5b1461011e5780639dd437691461015c575f5ffd5b806320ec919a146100d3578063715018a6146100f957806379ba509714610103575b5f5ffd5b6100e66100e1366004610816565b610203565b6040519081526020015b60405180910390f35b610101610260565b005b610101610273565b61010161011936600461089d565b6102ef565b5f5473ffffffffffffffffffffffffffffffffffffffff165b60405173ffffffffffffffffffffffffffffffffffffffff90911681526020016100f0565b6101837f000000000000000000000000000000000000000000000000000000000000000081565b60405163ffffffff90911681526020016100f0565b6100e66101a636600461090e565b610336565b6100e662278d0081565b6100e6601581565b6101c561042d565b6040516100f0919061095b565b60015473ffffffffffffffffffffffffffffffffffffffff16610137565b6101016101fe36600461099d565b610483565b5f5f8467ffffffffffffffff1661021a8989610532565b6102249190610a04565b90508280610230575083155b1561023c579050610256565b61024888888642610336565b6102529082610a1b565b9150505b9695505050505050565b6102686105bd565b6102715f61060f565b565b600154339073ffffffffffffffffffffffffffffffffffffffff1681146102e3576040517f118cdaa700000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff821660048201526024015b60405180910390fd5b6102ec8161060f565b50565b6102f76105bd565b6103328282808060200260200160405190810160405280939291908181526020018383602002808284375f9201919091525061064092505050565b5050565b5f8061034562278d0085610a1b565b90505f818411610355575f61035f565b61035f8285610a2e565b905061036f601562015180610a04565b811061037f575f92505050610425565b5f61038d6201518083610a6e565b7f000000000000000000000000000000000000000000000000000000000000000063ffffffff166103be8a8a610532565b6103cc906301e13380610a04565b6103d69190610a04565b901c90505f6103e6600283610a6e565b9050620151806103f68185610a81565b6104008385610a2e565b61040a9190610a04565b6104149190610a6e565b61041e9083610a2e565b9450505050505b949350505050565b6060600280548060200260200160405190810160405280929190818152602001828054801561047957602002820191905f5260205f20905b815481526020019060010190808311610465575b5050505050905090565b61048b6105bd565b6001805473ffffffffffffffffffffffffffffffffffffffff83167fffffffffffffffffffffffff000000000000000000000000000000000000000090911681179091556104ed5f5473ffffffffffffffffffffffffffffffffffffffff1690565b73ffffffffffffffffffffffffffffffffffffffff167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a350565b6002545f908290829061054790600190610a2e565b9050815f036105755760025f8154811061056357610563610a94565b905f5260205f200154925050506105b7565b600281610583600185610a2e565b1061058e5781610599565b610599600184610a2e565b815481106105a9576105a9610a94565b905f5260205f200154925050505b92915050565b5f5473ffffffffffffffffffffffffffffffffffffffff163314610271576040517f118cdaa70000000000000000000000000000000000000000000000000000000081523360048201526024016102da565b600180547fffffffffffffffffffffffff00000000000000000000000000000000000000001690556102ec8161075d565b80515f0361067a576040517f2084e5f600000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f5b81518110156107155781818151811061069757610697610a94565b60200260200101515f14806106d657506fffffffffffffffffffffffffffffffff80168282815181106106cc576106cc610a94565b6020026020010151115b1561070d576040517f2084e5f600000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b60010161067c565b5060026107228282610aee565b507f964926b07357f5c558906e5f728438f166ecb842da015fbdafd30f33367ae49181604051610752919061095b565b60405180910390a150565b5f805473ffffffffffffffffffffffffffffffffffffffff8381167fffffffffffffffffffffffff0000000000000000000000000000000000000000831681178455604051919092169283917f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09190a35050565b5f5f83601f8401126107e1575f5ffd5b50813567ffffffffffffffff8111156107f8575f5ffd5b60208301915083602082850101111561080f575f5ffd5b9250929050565b5f5f5f5f5f5f60a0878903121561082b575f5ffd5b863567ffffffffffffffff811115610841575f5ffd5b61084d89828a016107d1565b90975095505060208701359350604087013567ffffffffffffffff81168114610874575f5ffd5b9250606087013591506080870135801515811461088f575f5ffd5b809150509295509295509295565b5f5f602083850312156108ae575f5ffd5b823567ffffffffffffffff8111156108c4575f5ffd5b8301601f810185136108d4575f5ffd5b803567ffffffffffffffff8111156108ea575f5ffd5b8560208260051b84010111156108fe575f5ffd5b6020919091019590945092505050565b5f5f5f5f60608587031215610921575f5ffd5b843567ffffffffffffffff811115610937575f5ffd5b610943878288016107d1565b90989097506020870135966040013595509350505050565b602080825282518282018190525f918401906040840190835b81811015610992578351835260209384019390920191600101610974565b509095945050505050565b5f602082840312156109ad575f5ffd5b813573ffffffffffffffffffffffffffffffffffffffff811681146109d0575f5ffd5b9392505050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b80820281158282048414176105b7576105b76109d7565b808201808211156105b7576105b76109d7565b818103818111156105b7576105b76109d7565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b5f82610a7c57610a7c610a41565b500490565b5f82610a8f57610a8f610a41565b500690565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b815167ffffffffffffffff811115610b0857610b08610ac1565b68010000000000000000811115610b2157610b21610ac1565b815481835580821015610b5557825f528160205f20018282035f5b81811015610b51575f83820155600101610b3c565b5050505b5060208301610b69835f9081526020902090565b5f5b83811015610b8757825182820155602090920191600101610b6b565b50505050505056",
}

// DecayingPricing is an auto generated Go binding around an Ethereum contract.
type DecayingPricing struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *DecayingPricing) GetABI() abi.ABI {
	return c.abi
}

// NewDecayingPricing creates a new instance of DecayingPricing.
func NewDecayingPricing() *DecayingPricing {
	parsed, err := DecayingPricingMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &DecayingPricing{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *DecayingPricing) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address owner, uint256[] prices_, uint32 premiumYears_) returns()
func (decayingPricing *DecayingPricing) PackConstructor(owner common.Address, prices_ []*big.Int, premiumYears_ uint32) []byte {
	enc, err := decayingPricing.abi.Pack("", owner, prices_, premiumYears_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackGRACEPERIOD is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc1a287e2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function GRACE_PERIOD() view returns(uint256)
func (decayingPricing *DecayingPricing) PackGRACEPERIOD() []byte {
	enc, err := decayingPricing.abi.Pack("GRACE_PERIOD")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGRACEPERIOD is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc1a287e2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function GRACE_PERIOD() view returns(uint256)
func (decayingPricing *DecayingPricing) TryPackGRACEPERIOD() ([]byte, error) {
	return decayingPricing.abi.Pack("GRACE_PERIOD")
}

// UnpackGRACEPERIOD is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc1a287e2.
//
// Solidity: function GRACE_PERIOD() view returns(uint256)
func (decayingPricing *DecayingPricing) UnpackGRACEPERIOD(data []byte) (*big.Int, error) {
	out, err := decayingPricing.abi.Unpack("GRACE_PERIOD", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackPREMIUMDAYS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcb5d98c5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function PREMIUM_DAYS() view returns(uint256)
func (decayingPricing *DecayingPricing) PackPREMIUMDAYS() []byte {
	enc, err := decayingPricing.abi.Pack("PREMIUM_DAYS")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPREMIUMDAYS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcb5d98c5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function PREMIUM_DAYS() view returns(uint256)
func (decayingPricing *DecayingPricing) TryPackPREMIUMDAYS() ([]byte, error) {
	return decayingPricing.abi.Pack("PREMIUM_DAYS")
}

// UnpackPREMIUMDAYS is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xcb5d98c5.
//
// Solidity: function PREMIUM_DAYS() view returns(uint256)
func (decayingPricing *DecayingPricing) UnpackPREMIUMDAYS(data []byte) (*big.Int, error) {
	out, err := decayingPricing.abi.Unpack("PREMIUM_DAYS", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackAcceptOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79ba5097.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptOwnership() returns()
func (decayingPricing *DecayingPricing) PackAcceptOwnership() []byte {
	enc, err := decayingPricing.abi.Pack("acceptOwnership")
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
func (decayingPricing *DecayingPricing) TryPackAcceptOwnership() ([]byte, error) {
	return decayingPricing.abi.Pack("acceptOwnership")
}

// PackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owner() view returns(address)
func (decayingPricing *DecayingPricing) PackOwner() []byte {
	enc, err := decayingPricing.abi.Pack("owner")
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
func (decayingPricing *DecayingPricing) TryPackOwner() ([]byte, error) {
	return decayingPricing.abi.Pack("owner")
}

// UnpackOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8da5cb5b.
//
// Solidity: function owner() view returns(address)
func (decayingPricing *DecayingPricing) UnpackOwner(data []byte) (common.Address, error) {
	out, err := decayingPricing.abi.Unpack("owner", data)
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
func (decayingPricing *DecayingPricing) PackPendingOwner() []byte {
	enc, err := decayingPricing.abi.Pack("pendingOwner")
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
func (decayingPricing *DecayingPricing) TryPackPendingOwner() ([]byte, error) {
	return decayingPricing.abi.Pack("pendingOwner")
}

// UnpackPendingOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe30c3978.
//
// Solidity: function pendingOwner() view returns(address)
func (decayingPricing *DecayingPricing) UnpackPendingOwner(data []byte) (common.Address, error) {
	out, err := decayingPricing.abi.Unpack("pendingOwner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackPremiumAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc1733163.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function premiumAt(string label, uint256 formerExpiry, uint256 time) view returns(uint256)
func (decayingPricing *DecayingPricing) PackPremiumAt(label string, formerExpiry *big.Int, time *big.Int) []byte {
	enc, err := decayingPricing.abi.Pack("premiumAt", label, formerExpiry, time)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPremiumAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc1733163.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function premiumAt(string label, uint256 formerExpiry, uint256 time) view returns(uint256)
func (decayingPricing *DecayingPricing) TryPackPremiumAt(label string, formerExpiry *big.Int, time *big.Int) ([]byte, error) {
	return decayingPricing.abi.Pack("premiumAt", label, formerExpiry, time)
}

// UnpackPremiumAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc1733163.
//
// Solidity: function premiumAt(string label, uint256 formerExpiry, uint256 time) view returns(uint256)
func (decayingPricing *DecayingPricing) UnpackPremiumAt(data []byte) (*big.Int, error) {
	out, err := decayingPricing.abi.Unpack("premiumAt", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackPremiumYears is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9dd43769.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function premiumYears() view returns(uint32)
func (decayingPricing *DecayingPricing) PackPremiumYears() []byte {
	enc, err := decayingPricing.abi.Pack("premiumYears")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPremiumYears is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9dd43769.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function premiumYears() view returns(uint32)
func (decayingPricing *DecayingPricing) TryPackPremiumYears() ([]byte, error) {
	return decayingPricing.abi.Pack("premiumYears")
}

// UnpackPremiumYears is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9dd43769.
//
// Solidity: function premiumYears() view returns(uint32)
func (decayingPricing *DecayingPricing) UnpackPremiumYears(data []byte) (uint32, error) {
	out, err := decayingPricing.abi.Unpack("premiumYears", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackPriceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x20ec919a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function priceOf(string label, bytes32 , uint64 duration, uint256 formerExpiry, bool renewal) view returns(uint256)
func (decayingPricing *DecayingPricing) PackPriceOf(label string, arg1 [32]byte, duration uint64, formerExpiry *big.Int, renewal bool) []byte {
	enc, err := decayingPricing.abi.Pack("priceOf", label, arg1, duration, formerExpiry, renewal)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPriceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x20ec919a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function priceOf(string label, bytes32 , uint64 duration, uint256 formerExpiry, bool renewal) view returns(uint256)
func (decayingPricing *DecayingPricing) TryPackPriceOf(label string, arg1 [32]byte, duration uint64, formerExpiry *big.Int, renewal bool) ([]byte, error) {
	return decayingPricing.abi.Pack("priceOf", label, arg1, duration, formerExpiry, renewal)
}

// UnpackPriceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x20ec919a.
//
// Solidity: function priceOf(string label, bytes32 , uint64 duration, uint256 formerExpiry, bool renewal) view returns(uint256)
func (decayingPricing *DecayingPricing) UnpackPriceOf(data []byte) (*big.Int, error) {
	out, err := decayingPricing.abi.Unpack("priceOf", data)
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
func (decayingPricing *DecayingPricing) PackPrices() []byte {
	enc, err := decayingPricing.abi.Pack("prices")
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
func (decayingPricing *DecayingPricing) TryPackPrices() ([]byte, error) {
	return decayingPricing.abi.Pack("prices")
}

// UnpackPrices is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd3419bf3.
//
// Solidity: function prices() view returns(uint256[])
func (decayingPricing *DecayingPricing) UnpackPrices(data []byte) ([]*big.Int, error) {
	out, err := decayingPricing.abi.Unpack("prices", data)
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
func (decayingPricing *DecayingPricing) PackRenounceOwnership() []byte {
	enc, err := decayingPricing.abi.Pack("renounceOwnership")
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
func (decayingPricing *DecayingPricing) TryPackRenounceOwnership() ([]byte, error) {
	return decayingPricing.abi.Pack("renounceOwnership")
}

// PackSetPrices is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79cf92d3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setPrices(uint256[] prices_) returns()
func (decayingPricing *DecayingPricing) PackSetPrices(prices []*big.Int) []byte {
	enc, err := decayingPricing.abi.Pack("setPrices", prices)
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
func (decayingPricing *DecayingPricing) TryPackSetPrices(prices []*big.Int) ([]byte, error) {
	return decayingPricing.abi.Pack("setPrices", prices)
}

// PackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferOwnership(address newOwner) returns()
func (decayingPricing *DecayingPricing) PackTransferOwnership(newOwner common.Address) []byte {
	enc, err := decayingPricing.abi.Pack("transferOwnership", newOwner)
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
func (decayingPricing *DecayingPricing) TryPackTransferOwnership(newOwner common.Address) ([]byte, error) {
	return decayingPricing.abi.Pack("transferOwnership", newOwner)
}

// DecayingPricingOwnershipTransferStarted represents a OwnershipTransferStarted event raised by the DecayingPricing contract.
type DecayingPricingOwnershipTransferStarted struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const DecayingPricingOwnershipTransferStartedEventName = "OwnershipTransferStarted"

// ContractEventName returns the user-defined event name.
func (DecayingPricingOwnershipTransferStarted) ContractEventName() string {
	return DecayingPricingOwnershipTransferStartedEventName
}

// UnpackOwnershipTransferStartedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner)
func (decayingPricing *DecayingPricing) UnpackOwnershipTransferStartedEvent(log *types.Log) (*DecayingPricingOwnershipTransferStarted, error) {
	event := "OwnershipTransferStarted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != decayingPricing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DecayingPricingOwnershipTransferStarted)
	if len(log.Data) > 0 {
		if err := decayingPricing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range decayingPricing.abi.Events[event].Inputs {
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

// DecayingPricingOwnershipTransferred represents a OwnershipTransferred event raised by the DecayingPricing contract.
type DecayingPricingOwnershipTransferred struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const DecayingPricingOwnershipTransferredEventName = "OwnershipTransferred"

// ContractEventName returns the user-defined event name.
func (DecayingPricingOwnershipTransferred) ContractEventName() string {
	return DecayingPricingOwnershipTransferredEventName
}

// UnpackOwnershipTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)
func (decayingPricing *DecayingPricing) UnpackOwnershipTransferredEvent(log *types.Log) (*DecayingPricingOwnershipTransferred, error) {
	event := "OwnershipTransferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != decayingPricing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DecayingPricingOwnershipTransferred)
	if len(log.Data) > 0 {
		if err := decayingPricing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range decayingPricing.abi.Events[event].Inputs {
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

// DecayingPricingPricesChanged represents a PricesChanged event raised by the DecayingPricing contract.
type DecayingPricingPricesChanged struct {
	Prices []*big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const DecayingPricingPricesChangedEventName = "PricesChanged"

// ContractEventName returns the user-defined event name.
func (DecayingPricingPricesChanged) ContractEventName() string {
	return DecayingPricingPricesChangedEventName
}

// UnpackPricesChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PricesChanged(uint256[] prices)
func (decayingPricing *DecayingPricing) UnpackPricesChangedEvent(log *types.Log) (*DecayingPricingPricesChanged, error) {
	event := "PricesChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != decayingPricing.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DecayingPricingPricesChanged)
	if len(log.Data) > 0 {
		if err := decayingPricing.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range decayingPricing.abi.Events[event].Inputs {
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
func (decayingPricing *DecayingPricing) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], decayingPricing.abi.Errors["InvalidPrices"].ID.Bytes()[:4]) {
		return decayingPricing.UnpackInvalidPricesError(raw[4:])
	}
	if bytes.Equal(raw[:4], decayingPricing.abi.Errors["OwnableInvalidOwner"].ID.Bytes()[:4]) {
		return decayingPricing.UnpackOwnableInvalidOwnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], decayingPricing.abi.Errors["OwnableUnauthorizedAccount"].ID.Bytes()[:4]) {
		return decayingPricing.UnpackOwnableUnauthorizedAccountError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// DecayingPricingInvalidPrices represents a InvalidPrices error raised by the DecayingPricing contract.
type DecayingPricingInvalidPrices struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidPrices()
func DecayingPricingInvalidPricesErrorID() common.Hash {
	return common.HexToHash("0x2084e5f647f4633293e4d4da157510efd3ca06ebd4b901eb908a3e9acda70786")
}

// UnpackInvalidPricesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidPrices()
func (decayingPricing *DecayingPricing) UnpackInvalidPricesError(raw []byte) (*DecayingPricingInvalidPrices, error) {
	out := new(DecayingPricingInvalidPrices)
	if err := decayingPricing.abi.UnpackIntoInterface(out, "InvalidPrices", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DecayingPricingOwnableInvalidOwner represents a OwnableInvalidOwner error raised by the DecayingPricing contract.
type DecayingPricingOwnableInvalidOwner struct {
	Owner common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableInvalidOwner(address owner)
func DecayingPricingOwnableInvalidOwnerErrorID() common.Hash {
	return common.HexToHash("0x1e4fbdf7f3ef8bcaa855599e3abf48b232380f183f08f6f813d9ffa5bd585188")
}

// UnpackOwnableInvalidOwnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableInvalidOwner(address owner)
func (decayingPricing *DecayingPricing) UnpackOwnableInvalidOwnerError(raw []byte) (*DecayingPricingOwnableInvalidOwner, error) {
	out := new(DecayingPricingOwnableInvalidOwner)
	if err := decayingPricing.abi.UnpackIntoInterface(out, "OwnableInvalidOwner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DecayingPricingOwnableUnauthorizedAccount represents a OwnableUnauthorizedAccount error raised by the DecayingPricing contract.
type DecayingPricingOwnableUnauthorizedAccount struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func DecayingPricingOwnableUnauthorizedAccountErrorID() common.Hash {
	return common.HexToHash("0x118cdaa7a341953d1887a2245fd6665d741c67c8c50581daa59e1d03373fa188")
}

// UnpackOwnableUnauthorizedAccountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func (decayingPricing *DecayingPricing) UnpackOwnableUnauthorizedAccountError(raw []byte) (*DecayingPricingOwnableUnauthorizedAccount, error) {
	out := new(DecayingPricingOwnableUnauthorizedAccount)
	if err := decayingPricing.abi.UnpackIntoInterface(out, "OwnableUnauthorizedAccount", raw); err != nil {
		return nil, err
	}
	return out, nil
}
