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

// IRegistrarControllerRegistration is an auto generated low-level Go binding around an user-defined struct.
type IRegistrarControllerRegistration struct {
	Label    string
	Owner    common.Address
	Duration uint64
	Image    []byte
	MaxPrice *big.Int
	Secret   [32]byte
}

// RegistrarControllerMetaData contains all meta data concerning the RegistrarController contract.
var RegistrarControllerMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"registry_\",\"type\":\"address\",\"internalType\":\"contractINameRegistry\"},{\"name\":\"pricing_\",\"type\":\"address\",\"internalType\":\"contractIPricing\"},{\"name\":\"minAge\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"maxAge\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"MIN_DURATION\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"acceptOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"available\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"commit\",\"inputs\":[{\"name\":\"commitment\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"committedAt\",\"inputs\":[{\"name\":\"commitment\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"time\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"makeCommitment\",\"inputs\":[{\"name\":\"registration\",\"type\":\"tuple\",\"internalType\":\"structIRegistrarController.Registration\",\"components\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"maxPrice\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"secret\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"maxCommitmentAge\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"minCommitmentAge\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"owner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pendingOwner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pricing\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"contractIPricing\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"register\",\"inputs\":[{\"name\":\"registration\",\"type\":\"tuple\",\"internalType\":\"structIRegistrarController.Registration\",\"components\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"image\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"maxPrice\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"secret\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"outputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"registry\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"contractINameRegistry\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"renew\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"maxPrice\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"payable\"},{\"type\":\"function\",\"name\":\"renewalPrice\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"renounceOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"rentPrice\",\"inputs\":[{\"name\":\"label\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"setPricing\",\"inputs\":[{\"name\":\"pricing_\",\"type\":\"address\",\"internalType\":\"contractIPricing\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferOwnership\",\"inputs\":[{\"name\":\"newOwner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"Committed\",\"inputs\":[{\"name\":\"commitment\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FeesWithdrawn\",\"inputs\":[{\"name\":\"treasury\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"NameSold\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"price\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferStarted\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferred\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"PricingChanged\",\"inputs\":[{\"name\":\"pricing\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RenewalSold\",\"inputs\":[{\"name\":\"node\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"price\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"CommitmentActive\",\"inputs\":[{\"name\":\"commitment\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"CommitmentMissing\",\"inputs\":[{\"name\":\"commitment\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"CommitmentTooNew\",\"inputs\":[{\"name\":\"commitment\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"from\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"CommitmentTooOld\",\"inputs\":[{\"name\":\"commitment\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"until\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"DurationTooShort\",\"inputs\":[{\"name\":\"duration\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"minimum\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"InvalidAges\",\"inputs\":[{\"name\":\"minimum\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"maximum\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"OwnableInvalidOwner\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"OwnableUnauthorizedAccount\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"PaymentTooSmall\",\"inputs\":[{\"name\":\"paid\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"price\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"PriceAboveMaximum\",\"inputs\":[{\"name\":\"price\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"maximum\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ReentrancyGuardReentrantCall\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"RefundFailed\",\"inputs\":[{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"WithdrawalFailed\",\"inputs\":[{\"name\":\"treasury\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]}]",
	ID:  "RegistrarController",
	Bin: "0x60e060405234801561000f575f5ffd5b5060405161221338038061221383398101604081905261002e916101d6565b846001600160a01b03811661005d57604051631e4fbdf760e01b81525f60048201526024015b60405180910390fd5b610066816100f3565b506001600160401b038216158061008f5750806001600160401b0316826001600160401b031610155b156100c0576040516379d94a7f60e01b81526001600160401b03808416600483015282166024820152604401610054565b6001600160a01b0384166080526001600160401b0380831660a052811660c0526100e98361010f565b505050505061023f565b600180546001600160a01b031916905561010c81610158565b50565b600280546001600160a01b0319166001600160a01b0383169081179091556040517f0a2a9402ea2a5b39ed93f93fbd252ea3fe3d7ff4bbaf4d6b0246333e0f58da31905f90a250565b5f80546001600160a01b038381166001600160a01b0319831681178455604051919092169283917f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09190a35050565b6001600160a01b038116811461010c575f5ffd5b80516001600160401b03811681146101d1575f5ffd5b919050565b5f5f5f5f5f60a086880312156101ea575f5ffd5b85516101f5816101a7565b6020870151909550610206816101a7565b6040870151909450610217816101a7565b9250610225606087016101bb565b9150610233608087016101bb565b90509295509295909350565b60805160a05160c051611f566102bd5f395f81816103a201528181610f7001526118d001525f81816102c9015261185501525f818161022601528181610568015281816107e00152818161090a01528181610b4701528181610d4401528181610dbe01528181610e000152818161121101526112b10152611f565ff3fe608060405260043610610157575f3560e01c80638da5cb5b116100bb578063e30c397811610071578063e5b73eca11610057578063e5b73eca14610401578063f14fcbc814610414578063f2fde38b14610433575f5ffd5b8063e30c3978146103c4578063e4b9f0ea146103ee575f5ffd5b8063b24b17b0116100a1578063b24b17b01461035c578063b6a6d1771461037b578063ce1e09c014610391575f5ffd5b80638da5cb5b14610304578063aeb8ce9b1461032d575f5ffd5b806379ba5097116101105780637ce91411116100f65780637ce914111461026d5780638388777d146102995780638d839ffe146102b8575f5ffd5b806379ba5097146102015780637b10399914610215575f5ffd5b80633ccfd60b116101405780633ccfd60b146101ae5780636533d53f146101c2578063715018a6146101ed575f5ffd5b8063023fc47d1461015b578063308559041461017c575b5f5ffd5b348015610166575f5ffd5b5061017a610175366004611ae8565b610452565b005b348015610187575f5ffd5b5061019b610196366004611b03565b610466565b6040519081526020015b60405180910390f35b3480156101b9575f5ffd5b5061017a610559565b3480156101cd575f5ffd5b5061019b6101dc366004611b3a565b60036020525f908152604090205481565b3480156101f8575f5ffd5b5061017a61070c565b34801561020c575f5ffd5b5061017a61071d565b348015610220575f5ffd5b506102487f000000000000000000000000000000000000000000000000000000000000000081565b60405173ffffffffffffffffffffffffffffffffffffffff90911681526020016101a5565b348015610278575f5ffd5b506002546102489073ffffffffffffffffffffffffffffffffffffffff1681565b3480156102a4575f5ffd5b5061019b6102b3366004611bad565b610791565b3480156102c3575f5ffd5b506102eb7f000000000000000000000000000000000000000000000000000000000000000081565b60405167ffffffffffffffff90911681526020016101a5565b34801561030f575f5ffd5b505f5473ffffffffffffffffffffffffffffffffffffffff16610248565b348015610338575f5ffd5b5061034c610347366004611bfd565b610883565b60405190151581526020016101a5565b348015610367575f5ffd5b5061019b610376366004611bad565b6109ee565b348015610386575f5ffd5b506102eb6224ea0081565b34801561039c575f5ffd5b506102eb7f000000000000000000000000000000000000000000000000000000000000000081565b3480156103cf575f5ffd5b5060015473ffffffffffffffffffffffffffffffffffffffff16610248565b61019b6103fc366004611b03565b610a03565b61017a61040f366004611c3c565b610c68565b34801561041f575f5ffd5b5061017a61042e366004611b3a565b610f4a565b34801561043e575f5ffd5b5061017a61044d366004611ae8565b61100e565b61045a6110bd565b6104638161110f565b50565b5f46306104738480611c94565b604051610481929190611cf5565b604051809103902084602001602081019061049c9190611ae8565b6104ac6060870160408801611d04565b6104b96060880188611c94565b6040516104c7929190611cf5565b60408051918290038220602083019790975273ffffffffffffffffffffffffffffffffffffffff958616908201526060810193909352921660808083019190915267ffffffffffffffff90921660a08083019190915260c08201939093529084013560e08201529083013561010082015261012001604051602081830303815290604052805190602001209050919050565b61056161117d565b5f4790505f7f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff166361d027b36040518163ffffffff1660e01b8152600401602060405180830381865afa1580156105cf573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906105f39190611d1d565b90508073ffffffffffffffffffffffffffffffffffffffff167fc0819c13be868895eb93e40eaceb96de976442fa1d404e5c55f14bb65a8c489a8360405161063d91815260200190565b60405180910390a25f8173ffffffffffffffffffffffffffffffffffffffff16836040515f6040518083038185875af1925050503d805f811461069b576040519150601f19603f3d011682016040523d82523d5f602084013e6106a0565b606091505b50509050806106ff576040517f92873d1300000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff83166004820152602481018490526044015b60405180910390fd5b50505061070a6111b2565b565b6107146110bd565b61070a5f6111dc565b600154339073ffffffffffffffffffffffffffffffffffffffff168114610788576040517f118cdaa700000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff821660048201526024016106f6565b610463816111dc565b5f5f6107a0858585600161120d565b6040517f6baa2826000000000000000000000000000000000000000000000000000000008152600481018690529091505f9067ffffffffffffffff8516907f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff1690636baa282690602401602060405180830381865afa15801561083a573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061085e9190611d38565b6108689190611d7c565b90508082106108775780610879565b815b9695505050505050565b5f6108c283838080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920191909152506113b592505050565b6108cd57505f6109e8565b6040517ffbff18df00000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000169063a5be864a90829063fbff18df906109499088908890600401611dda565b602060405180830381865afa158015610964573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906109889190611d38565b6040518263ffffffff1660e01b81526004016109a691815260200190565b602060405180830381865afa1580156109c1573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906109e59190611ded565b90505b92915050565b5f6109fb8484845f61120d565b949350505050565b5f610a0c61117d565b5f610a1d6060840160408501611d04565b90506224ea0067ffffffffffffffff82161015610a7b576040517fa096b84400000000000000000000000000000000000000000000000000000000815267ffffffffffffffff821660048201526224ea0060248201526044016106f6565b610a8c610a8784610466565b6117fb565b5f610aa0610a9a8580611c94565b846109ee565b90508360800135811115610aed576040517f70b6930e00000000000000000000000000000000000000000000000000000000815260048101829052608085013560248201526044016106f6565b80341015610b30576040517f3beb8e0f000000000000000000000000000000000000000000000000000000008152346004820152602481018290526044016106f6565b73ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000166204a7ae610b758680611c94565b610b856040890160208a01611ae8565b610b8f8742611e0c565b610b9c60608b018b611c94565b6040518763ffffffff1660e01b8152600401610bbd96959493929190611e2c565b6020604051808303815f875af1158015610bd9573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610bfd9190611d38565b92503373ffffffffffffffffffffffffffffffffffffffff16837fd91b91da39f5e41cc52b6f4e83c76d2754c952a5e1cc5ced1a813107f6b5862f83604051610c4891815260200190565b60405180910390a3610c598161194e565b5050610c636111b2565b919050565b610c7061117d565b5f610c7c858585610791565b905081811115610cc2576040517f70b6930e00000000000000000000000000000000000000000000000000000000815260048101829052602481018390526044016106f6565b80341015610d05576040517f3beb8e0f000000000000000000000000000000000000000000000000000000008152346004820152602481018290526044016106f6565b6040517ffbff18df0000000000000000000000000000000000000000000000000000000081525f9073ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000169063fbff18df90610d7b9089908990600401611dda565b602060405180830381865afa158015610d96573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610dba9190611d38565b90507f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff1663402b3f63878787610e9e7f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff1663b61a4d60886040518263ffffffff1660e01b8152600401610e5991815260200190565b602060405180830381865afa158015610e74573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610e989190611d38565b60381c90565b64ffffffffff16610eaf9190611e0c565b6040518463ffffffff1660e01b8152600401610ecd93929190611e8b565b5f604051808303815f87803b158015610ee4575f5ffd5b505af1158015610ef6573d5f5f3e3d5ffd5b50506040518481523392508391507f077bb43b3fb47ac847debb557e39435b7e60476e07e5ec6201ac65c73f8b3b909060200160405180910390a3610f3a8261194e565b5050610f446111b2565b50505050565b5f818152600360205260409020548015801590610f995750610f9667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001682611eb8565b42105b15610fd3576040517fb4bfaed5000000000000000000000000000000000000000000000000000000008152600481018390526024016106f6565b5f828152600360205260408082204290555183917f1d835fd041cc3bb34aa7ab8341f3008e52f9e9abe48577aab34a2ba101e5030f91a25050565b6110166110bd565b6001805473ffffffffffffffffffffffffffffffffffffffff83167fffffffffffffffffffffffff000000000000000000000000000000000000000090911681179091556110785f5473ffffffffffffffffffffffffffffffffffffffff1690565b73ffffffffffffffffffffffffffffffffffffffff167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a350565b5f5473ffffffffffffffffffffffffffffffffffffffff16331461070a576040517f118cdaa70000000000000000000000000000000000000000000000000000000081523360048201526024016106f6565b600280547fffffffffffffffffffffffff00000000000000000000000000000000000000001673ffffffffffffffffffffffffffffffffffffffff83169081179091556040517f0a2a9402ea2a5b39ed93f93fbd252ea3fe3d7ff4bbaf4d6b0246333e0f58da31905f90a250565b6111856119f3565b61070a60017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005b90611a4c565b61070a5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f006111ac565b600180547fffffffffffffffffffffffff000000000000000000000000000000000000000016905561046381611a53565b5f5f7f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff1663fbff18df87876040518363ffffffff1660e01b815260040161126a929190611dda565b602060405180830381865afa158015611285573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906112a99190611d38565b90505f61130a7f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff1663b61a4d60846040518263ffffffff1660e01b8152600401610e5991815260200190565b6002546040517f20ec919a00000000000000000000000000000000000000000000000000000000815291925073ffffffffffffffffffffffffffffffffffffffff16906320ec919a9061136b908a908a9087908b9088908c90600401611ecb565b602060405180830381865afa158015611386573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906113aa9190611d38565b979650505050505050565b80515f908015806113c65750603f81115b806114295750825f815181106113de576113de611f16565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d00000000000000000000000000000000000000000000000000000000000000145b8061149657508261143b600183611f43565b8151811061144b5761144b611f16565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d00000000000000000000000000000000000000000000000000000000000000145b156114a357505f92915050565b5f5b81811015611656575f8482815181106114c0576114c0611f16565b01602001517fff000000000000000000000000000000000000000000000000000000000000001690507f610000000000000000000000000000000000000000000000000000000000000081108061155857507f7a000000000000000000000000000000000000000000000000000000000000007fff000000000000000000000000000000000000000000000000000000000000008216115b80156115f057507f30000000000000000000000000000000000000000000000000000000000000007fff00000000000000000000000000000000000000000000000000000000000000821610806115f057507f39000000000000000000000000000000000000000000000000000000000000007fff000000000000000000000000000000000000000000000000000000000000008216115b801561163e57507f2d000000000000000000000000000000000000000000000000000000000000007fff00000000000000000000000000000000000000000000000000000000000000821614155b1561164d57505f949350505050565b506001016114a5565b5060048110806116c057508260028151811061167457611674611f16565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d0000000000000000000000000000000000000000000000000000000000000014155b806117255750826003815181106116d9576116d9611f16565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f2d0000000000000000000000000000000000000000000000000000000000000014155b156117335750600192915050565b825f8151811061174557611745611f16565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f78000000000000000000000000000000000000000000000000000000000000001480156117f45750826001815181106117a9576117a9611f16565b6020910101517fff00000000000000000000000000000000000000000000000000000000000000167f6e00000000000000000000000000000000000000000000000000000000000000145b9392505050565b5f8181526003602052604081205490819003611846576040517f41ef2749000000000000000000000000000000000000000000000000000000008152600481018390526024016106f6565b5f61187b67ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001683611eb8565b9050804210156118c1576040517f5b9f9ba200000000000000000000000000000000000000000000000000000000815260048101849052602481018290526044016106f6565b5f6118f667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001684611eb8565b905080421061193b576040517f0570fdbe00000000000000000000000000000000000000000000000000000000815260048101859052602481018290526044016106f6565b5050505f90815260036020526040812055565b5f6119598234611f43565b9050805f03611966575050565b6040515f90339083908381818185875af1925050503d805f81146119a5576040519150601f19603f3d011682016040523d82523d5f602084013e6119aa565b606091505b50509050806119ee576040517faf73b0b2000000000000000000000000000000000000000000000000000000008152336004820152602481018390526044016106f6565b505050565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c1561070a576040517f3ee5aeb500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80825d5050565b5f805473ffffffffffffffffffffffffffffffffffffffff8381167fffffffffffffffffffffffff0000000000000000000000000000000000000000831681178455604051919092169283917f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e09190a35050565b73ffffffffffffffffffffffffffffffffffffffff81168114610463575f5ffd5b5f60208284031215611af8575f5ffd5b81356117f481611ac7565b5f60208284031215611b13575f5ffd5b813567ffffffffffffffff811115611b29575f5ffd5b820160c081850312156117f4575f5ffd5b5f60208284031215611b4a575f5ffd5b5035919050565b5f5f83601f840112611b61575f5ffd5b50813567ffffffffffffffff811115611b78575f5ffd5b602083019150836020828501011115611b8f575f5ffd5b9250929050565b803567ffffffffffffffff81168114610c63575f5ffd5b5f5f5f60408486031215611bbf575f5ffd5b833567ffffffffffffffff811115611bd5575f5ffd5b611be186828701611b51565b9094509250611bf4905060208501611b96565b90509250925092565b5f5f60208385031215611c0e575f5ffd5b823567ffffffffffffffff811115611c24575f5ffd5b611c3085828601611b51565b90969095509350505050565b5f5f5f5f60608587031215611c4f575f5ffd5b843567ffffffffffffffff811115611c65575f5ffd5b611c7187828801611b51565b9095509350611c84905060208601611b96565b9396929550929360400135925050565b5f5f83357fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe1843603018112611cc7575f5ffd5b83018035915067ffffffffffffffff821115611ce1575f5ffd5b602001915036819003821315611b8f575f5ffd5b818382375f9101908152919050565b5f60208284031215611d14575f5ffd5b6109e582611b96565b5f60208284031215611d2d575f5ffd5b81516117f481611ac7565b5f60208284031215611d48575f5ffd5b5051919050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b80820281158282048414176109e8576109e8611d4f565b81835281816020850137505f602082840101525f60207fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f840116840101905092915050565b602081525f6109fb602083018486611d93565b5f60208284031215611dfd575f5ffd5b815180151581146117f4575f5ffd5b67ffffffffffffffff81811683821601908111156109e8576109e8611d4f565b608081525f611e3f60808301888a611d93565b73ffffffffffffffffffffffffffffffffffffffff8716602084015267ffffffffffffffff861660408401528281036060840152611e7e818587611d93565b9998505050505050505050565b604081525f611e9e604083018587611d93565b905067ffffffffffffffff83166020830152949350505050565b808201808211156109e8576109e8611d4f565b60a081525f611ede60a08301888a611d93565b905085602083015267ffffffffffffffff8516604083015264ffffffffff841660608301528215156080830152979650505050505050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b818103818111156109e8576109e8611d4f56",
}

// RegistrarController is an auto generated Go binding around an Ethereum contract.
type RegistrarController struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *RegistrarController) GetABI() abi.ABI {
	return c.abi
}

// NewRegistrarController creates a new instance of RegistrarController.
func NewRegistrarController() *RegistrarController {
	parsed, err := RegistrarControllerMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &RegistrarController{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *RegistrarController) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address owner, address registry_, address pricing_, uint64 minAge, uint64 maxAge) returns()
func (registrarController *RegistrarController) PackConstructor(owner common.Address, registry_ common.Address, pricing_ common.Address, minAge uint64, maxAge uint64) []byte {
	enc, err := registrarController.abi.Pack("", owner, registry_, pricing_, minAge, maxAge)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackMINDURATION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb6a6d177.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MIN_DURATION() view returns(uint64)
func (registrarController *RegistrarController) PackMINDURATION() []byte {
	enc, err := registrarController.abi.Pack("MIN_DURATION")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMINDURATION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb6a6d177.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MIN_DURATION() view returns(uint64)
func (registrarController *RegistrarController) TryPackMINDURATION() ([]byte, error) {
	return registrarController.abi.Pack("MIN_DURATION")
}

// UnpackMINDURATION is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb6a6d177.
//
// Solidity: function MIN_DURATION() view returns(uint64)
func (registrarController *RegistrarController) UnpackMINDURATION(data []byte) (uint64, error) {
	out, err := registrarController.abi.Unpack("MIN_DURATION", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackAcceptOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79ba5097.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptOwnership() returns()
func (registrarController *RegistrarController) PackAcceptOwnership() []byte {
	enc, err := registrarController.abi.Pack("acceptOwnership")
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
func (registrarController *RegistrarController) TryPackAcceptOwnership() ([]byte, error) {
	return registrarController.abi.Pack("acceptOwnership")
}

// PackAvailable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaeb8ce9b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function available(string label) view returns(bool)
func (registrarController *RegistrarController) PackAvailable(label string) []byte {
	enc, err := registrarController.abi.Pack("available", label)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAvailable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaeb8ce9b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function available(string label) view returns(bool)
func (registrarController *RegistrarController) TryPackAvailable(label string) ([]byte, error) {
	return registrarController.abi.Pack("available", label)
}

// UnpackAvailable is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaeb8ce9b.
//
// Solidity: function available(string label) view returns(bool)
func (registrarController *RegistrarController) UnpackAvailable(data []byte) (bool, error) {
	out, err := registrarController.abi.Unpack("available", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackCommit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf14fcbc8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function commit(bytes32 commitment) returns()
func (registrarController *RegistrarController) PackCommit(commitment [32]byte) []byte {
	enc, err := registrarController.abi.Pack("commit", commitment)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCommit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf14fcbc8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function commit(bytes32 commitment) returns()
func (registrarController *RegistrarController) TryPackCommit(commitment [32]byte) ([]byte, error) {
	return registrarController.abi.Pack("commit", commitment)
}

// PackCommittedAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6533d53f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function committedAt(bytes32 commitment) view returns(uint256 time)
func (registrarController *RegistrarController) PackCommittedAt(commitment [32]byte) []byte {
	enc, err := registrarController.abi.Pack("committedAt", commitment)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCommittedAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6533d53f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function committedAt(bytes32 commitment) view returns(uint256 time)
func (registrarController *RegistrarController) TryPackCommittedAt(commitment [32]byte) ([]byte, error) {
	return registrarController.abi.Pack("committedAt", commitment)
}

// UnpackCommittedAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6533d53f.
//
// Solidity: function committedAt(bytes32 commitment) view returns(uint256 time)
func (registrarController *RegistrarController) UnpackCommittedAt(data []byte) (*big.Int, error) {
	out, err := registrarController.abi.Unpack("committedAt", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMakeCommitment is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x30855904.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function makeCommitment((string,address,uint64,bytes,uint256,bytes32) registration) view returns(bytes32)
func (registrarController *RegistrarController) PackMakeCommitment(registration IRegistrarControllerRegistration) []byte {
	enc, err := registrarController.abi.Pack("makeCommitment", registration)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMakeCommitment is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x30855904.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function makeCommitment((string,address,uint64,bytes,uint256,bytes32) registration) view returns(bytes32)
func (registrarController *RegistrarController) TryPackMakeCommitment(registration IRegistrarControllerRegistration) ([]byte, error) {
	return registrarController.abi.Pack("makeCommitment", registration)
}

// UnpackMakeCommitment is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x30855904.
//
// Solidity: function makeCommitment((string,address,uint64,bytes,uint256,bytes32) registration) view returns(bytes32)
func (registrarController *RegistrarController) UnpackMakeCommitment(data []byte) ([32]byte, error) {
	out, err := registrarController.abi.Unpack("makeCommitment", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackMaxCommitmentAge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xce1e09c0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function maxCommitmentAge() view returns(uint64)
func (registrarController *RegistrarController) PackMaxCommitmentAge() []byte {
	enc, err := registrarController.abi.Pack("maxCommitmentAge")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMaxCommitmentAge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xce1e09c0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function maxCommitmentAge() view returns(uint64)
func (registrarController *RegistrarController) TryPackMaxCommitmentAge() ([]byte, error) {
	return registrarController.abi.Pack("maxCommitmentAge")
}

// UnpackMaxCommitmentAge is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xce1e09c0.
//
// Solidity: function maxCommitmentAge() view returns(uint64)
func (registrarController *RegistrarController) UnpackMaxCommitmentAge(data []byte) (uint64, error) {
	out, err := registrarController.abi.Unpack("maxCommitmentAge", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackMinCommitmentAge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d839ffe.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function minCommitmentAge() view returns(uint64)
func (registrarController *RegistrarController) PackMinCommitmentAge() []byte {
	enc, err := registrarController.abi.Pack("minCommitmentAge")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMinCommitmentAge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d839ffe.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function minCommitmentAge() view returns(uint64)
func (registrarController *RegistrarController) TryPackMinCommitmentAge() ([]byte, error) {
	return registrarController.abi.Pack("minCommitmentAge")
}

// UnpackMinCommitmentAge is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8d839ffe.
//
// Solidity: function minCommitmentAge() view returns(uint64)
func (registrarController *RegistrarController) UnpackMinCommitmentAge(data []byte) (uint64, error) {
	out, err := registrarController.abi.Unpack("minCommitmentAge", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owner() view returns(address)
func (registrarController *RegistrarController) PackOwner() []byte {
	enc, err := registrarController.abi.Pack("owner")
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
func (registrarController *RegistrarController) TryPackOwner() ([]byte, error) {
	return registrarController.abi.Pack("owner")
}

// UnpackOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8da5cb5b.
//
// Solidity: function owner() view returns(address)
func (registrarController *RegistrarController) UnpackOwner(data []byte) (common.Address, error) {
	out, err := registrarController.abi.Unpack("owner", data)
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
func (registrarController *RegistrarController) PackPendingOwner() []byte {
	enc, err := registrarController.abi.Pack("pendingOwner")
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
func (registrarController *RegistrarController) TryPackPendingOwner() ([]byte, error) {
	return registrarController.abi.Pack("pendingOwner")
}

// UnpackPendingOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe30c3978.
//
// Solidity: function pendingOwner() view returns(address)
func (registrarController *RegistrarController) UnpackPendingOwner(data []byte) (common.Address, error) {
	out, err := registrarController.abi.Unpack("pendingOwner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackPricing is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ce91411.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pricing() view returns(address)
func (registrarController *RegistrarController) PackPricing() []byte {
	enc, err := registrarController.abi.Pack("pricing")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPricing is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ce91411.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pricing() view returns(address)
func (registrarController *RegistrarController) TryPackPricing() ([]byte, error) {
	return registrarController.abi.Pack("pricing")
}

// UnpackPricing is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7ce91411.
//
// Solidity: function pricing() view returns(address)
func (registrarController *RegistrarController) UnpackPricing(data []byte) (common.Address, error) {
	out, err := registrarController.abi.Unpack("pricing", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe4b9f0ea.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function register((string,address,uint64,bytes,uint256,bytes32) registration) payable returns(bytes32 node)
func (registrarController *RegistrarController) PackRegister(registration IRegistrarControllerRegistration) []byte {
	enc, err := registrarController.abi.Pack("register", registration)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe4b9f0ea.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function register((string,address,uint64,bytes,uint256,bytes32) registration) payable returns(bytes32 node)
func (registrarController *RegistrarController) TryPackRegister(registration IRegistrarControllerRegistration) ([]byte, error) {
	return registrarController.abi.Pack("register", registration)
}

// UnpackRegister is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe4b9f0ea.
//
// Solidity: function register((string,address,uint64,bytes,uint256,bytes32) registration) payable returns(bytes32 node)
func (registrarController *RegistrarController) UnpackRegister(data []byte) ([32]byte, error) {
	out, err := registrarController.abi.Unpack("register", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRegistry is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7b103999.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registry() view returns(address)
func (registrarController *RegistrarController) PackRegistry() []byte {
	enc, err := registrarController.abi.Pack("registry")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegistry is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7b103999.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function registry() view returns(address)
func (registrarController *RegistrarController) TryPackRegistry() ([]byte, error) {
	return registrarController.abi.Pack("registry")
}

// UnpackRegistry is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7b103999.
//
// Solidity: function registry() view returns(address)
func (registrarController *RegistrarController) UnpackRegistry(data []byte) (common.Address, error) {
	out, err := registrarController.abi.Unpack("registry", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackRenew is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe5b73eca.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renew(string label, uint64 duration, uint256 maxPrice) payable returns()
func (registrarController *RegistrarController) PackRenew(label string, duration uint64, maxPrice *big.Int) []byte {
	enc, err := registrarController.abi.Pack("renew", label, duration, maxPrice)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRenew is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe5b73eca.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function renew(string label, uint64 duration, uint256 maxPrice) payable returns()
func (registrarController *RegistrarController) TryPackRenew(label string, duration uint64, maxPrice *big.Int) ([]byte, error) {
	return registrarController.abi.Pack("renew", label, duration, maxPrice)
}

// PackRenewalPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8388777d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renewalPrice(string label, uint64 duration) view returns(uint256)
func (registrarController *RegistrarController) PackRenewalPrice(label string, duration uint64) []byte {
	enc, err := registrarController.abi.Pack("renewalPrice", label, duration)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRenewalPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8388777d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function renewalPrice(string label, uint64 duration) view returns(uint256)
func (registrarController *RegistrarController) TryPackRenewalPrice(label string, duration uint64) ([]byte, error) {
	return registrarController.abi.Pack("renewalPrice", label, duration)
}

// UnpackRenewalPrice is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8388777d.
//
// Solidity: function renewalPrice(string label, uint64 duration) view returns(uint256)
func (registrarController *RegistrarController) UnpackRenewalPrice(data []byte) (*big.Int, error) {
	out, err := registrarController.abi.Unpack("renewalPrice", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renounceOwnership() returns()
func (registrarController *RegistrarController) PackRenounceOwnership() []byte {
	enc, err := registrarController.abi.Pack("renounceOwnership")
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
func (registrarController *RegistrarController) TryPackRenounceOwnership() ([]byte, error) {
	return registrarController.abi.Pack("renounceOwnership")
}

// PackRentPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb24b17b0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function rentPrice(string label, uint64 duration) view returns(uint256)
func (registrarController *RegistrarController) PackRentPrice(label string, duration uint64) []byte {
	enc, err := registrarController.abi.Pack("rentPrice", label, duration)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRentPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb24b17b0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function rentPrice(string label, uint64 duration) view returns(uint256)
func (registrarController *RegistrarController) TryPackRentPrice(label string, duration uint64) ([]byte, error) {
	return registrarController.abi.Pack("rentPrice", label, duration)
}

// UnpackRentPrice is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb24b17b0.
//
// Solidity: function rentPrice(string label, uint64 duration) view returns(uint256)
func (registrarController *RegistrarController) UnpackRentPrice(data []byte) (*big.Int, error) {
	out, err := registrarController.abi.Unpack("rentPrice", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSetPricing is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x023fc47d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setPricing(address pricing_) returns()
func (registrarController *RegistrarController) PackSetPricing(pricing common.Address) []byte {
	enc, err := registrarController.abi.Pack("setPricing", pricing)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetPricing is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x023fc47d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setPricing(address pricing_) returns()
func (registrarController *RegistrarController) TryPackSetPricing(pricing common.Address) ([]byte, error) {
	return registrarController.abi.Pack("setPricing", pricing)
}

// PackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferOwnership(address newOwner) returns()
func (registrarController *RegistrarController) PackTransferOwnership(newOwner common.Address) []byte {
	enc, err := registrarController.abi.Pack("transferOwnership", newOwner)
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
func (registrarController *RegistrarController) TryPackTransferOwnership(newOwner common.Address) ([]byte, error) {
	return registrarController.abi.Pack("transferOwnership", newOwner)
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3ccfd60b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw() returns()
func (registrarController *RegistrarController) PackWithdraw() []byte {
	enc, err := registrarController.abi.Pack("withdraw")
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
func (registrarController *RegistrarController) TryPackWithdraw() ([]byte, error) {
	return registrarController.abi.Pack("withdraw")
}

// RegistrarControllerCommitted represents a Committed event raised by the RegistrarController contract.
type RegistrarControllerCommitted struct {
	Commitment [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const RegistrarControllerCommittedEventName = "Committed"

// ContractEventName returns the user-defined event name.
func (RegistrarControllerCommitted) ContractEventName() string {
	return RegistrarControllerCommittedEventName
}

// UnpackCommittedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Committed(bytes32 indexed commitment)
func (registrarController *RegistrarController) UnpackCommittedEvent(log *types.Log) (*RegistrarControllerCommitted, error) {
	event := "Committed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registrarController.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistrarControllerCommitted)
	if len(log.Data) > 0 {
		if err := registrarController.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registrarController.abi.Events[event].Inputs {
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

// RegistrarControllerFeesWithdrawn represents a FeesWithdrawn event raised by the RegistrarController contract.
type RegistrarControllerFeesWithdrawn struct {
	Treasury common.Address
	Amount   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const RegistrarControllerFeesWithdrawnEventName = "FeesWithdrawn"

// ContractEventName returns the user-defined event name.
func (RegistrarControllerFeesWithdrawn) ContractEventName() string {
	return RegistrarControllerFeesWithdrawnEventName
}

// UnpackFeesWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FeesWithdrawn(address indexed treasury, uint256 amount)
func (registrarController *RegistrarController) UnpackFeesWithdrawnEvent(log *types.Log) (*RegistrarControllerFeesWithdrawn, error) {
	event := "FeesWithdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registrarController.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistrarControllerFeesWithdrawn)
	if len(log.Data) > 0 {
		if err := registrarController.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registrarController.abi.Events[event].Inputs {
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

// RegistrarControllerNameSold represents a NameSold event raised by the RegistrarController contract.
type RegistrarControllerNameSold struct {
	Node  [32]byte
	Payer common.Address
	Price *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const RegistrarControllerNameSoldEventName = "NameSold"

// ContractEventName returns the user-defined event name.
func (RegistrarControllerNameSold) ContractEventName() string {
	return RegistrarControllerNameSoldEventName
}

// UnpackNameSoldEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NameSold(bytes32 indexed node, address indexed payer, uint256 price)
func (registrarController *RegistrarController) UnpackNameSoldEvent(log *types.Log) (*RegistrarControllerNameSold, error) {
	event := "NameSold"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registrarController.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistrarControllerNameSold)
	if len(log.Data) > 0 {
		if err := registrarController.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registrarController.abi.Events[event].Inputs {
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

// RegistrarControllerOwnershipTransferStarted represents a OwnershipTransferStarted event raised by the RegistrarController contract.
type RegistrarControllerOwnershipTransferStarted struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const RegistrarControllerOwnershipTransferStartedEventName = "OwnershipTransferStarted"

// ContractEventName returns the user-defined event name.
func (RegistrarControllerOwnershipTransferStarted) ContractEventName() string {
	return RegistrarControllerOwnershipTransferStartedEventName
}

// UnpackOwnershipTransferStartedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner)
func (registrarController *RegistrarController) UnpackOwnershipTransferStartedEvent(log *types.Log) (*RegistrarControllerOwnershipTransferStarted, error) {
	event := "OwnershipTransferStarted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registrarController.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistrarControllerOwnershipTransferStarted)
	if len(log.Data) > 0 {
		if err := registrarController.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registrarController.abi.Events[event].Inputs {
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

// RegistrarControllerOwnershipTransferred represents a OwnershipTransferred event raised by the RegistrarController contract.
type RegistrarControllerOwnershipTransferred struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const RegistrarControllerOwnershipTransferredEventName = "OwnershipTransferred"

// ContractEventName returns the user-defined event name.
func (RegistrarControllerOwnershipTransferred) ContractEventName() string {
	return RegistrarControllerOwnershipTransferredEventName
}

// UnpackOwnershipTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)
func (registrarController *RegistrarController) UnpackOwnershipTransferredEvent(log *types.Log) (*RegistrarControllerOwnershipTransferred, error) {
	event := "OwnershipTransferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registrarController.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistrarControllerOwnershipTransferred)
	if len(log.Data) > 0 {
		if err := registrarController.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registrarController.abi.Events[event].Inputs {
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

// RegistrarControllerPricingChanged represents a PricingChanged event raised by the RegistrarController contract.
type RegistrarControllerPricingChanged struct {
	Pricing common.Address
	Raw     *types.Log // Blockchain specific contextual infos
}

const RegistrarControllerPricingChangedEventName = "PricingChanged"

// ContractEventName returns the user-defined event name.
func (RegistrarControllerPricingChanged) ContractEventName() string {
	return RegistrarControllerPricingChangedEventName
}

// UnpackPricingChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PricingChanged(address indexed pricing)
func (registrarController *RegistrarController) UnpackPricingChangedEvent(log *types.Log) (*RegistrarControllerPricingChanged, error) {
	event := "PricingChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registrarController.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistrarControllerPricingChanged)
	if len(log.Data) > 0 {
		if err := registrarController.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registrarController.abi.Events[event].Inputs {
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

// RegistrarControllerRenewalSold represents a RenewalSold event raised by the RegistrarController contract.
type RegistrarControllerRenewalSold struct {
	Node  [32]byte
	Payer common.Address
	Price *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const RegistrarControllerRenewalSoldEventName = "RenewalSold"

// ContractEventName returns the user-defined event name.
func (RegistrarControllerRenewalSold) ContractEventName() string {
	return RegistrarControllerRenewalSoldEventName
}

// UnpackRenewalSoldEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RenewalSold(bytes32 indexed node, address indexed payer, uint256 price)
func (registrarController *RegistrarController) UnpackRenewalSoldEvent(log *types.Log) (*RegistrarControllerRenewalSold, error) {
	event := "RenewalSold"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != registrarController.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RegistrarControllerRenewalSold)
	if len(log.Data) > 0 {
		if err := registrarController.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range registrarController.abi.Events[event].Inputs {
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
func (registrarController *RegistrarController) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], registrarController.abi.Errors["CommitmentActive"].ID.Bytes()[:4]) {
		return registrarController.UnpackCommitmentActiveError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["CommitmentMissing"].ID.Bytes()[:4]) {
		return registrarController.UnpackCommitmentMissingError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["CommitmentTooNew"].ID.Bytes()[:4]) {
		return registrarController.UnpackCommitmentTooNewError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["CommitmentTooOld"].ID.Bytes()[:4]) {
		return registrarController.UnpackCommitmentTooOldError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["DurationTooShort"].ID.Bytes()[:4]) {
		return registrarController.UnpackDurationTooShortError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["InvalidAges"].ID.Bytes()[:4]) {
		return registrarController.UnpackInvalidAgesError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["OwnableInvalidOwner"].ID.Bytes()[:4]) {
		return registrarController.UnpackOwnableInvalidOwnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["OwnableUnauthorizedAccount"].ID.Bytes()[:4]) {
		return registrarController.UnpackOwnableUnauthorizedAccountError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["PaymentTooSmall"].ID.Bytes()[:4]) {
		return registrarController.UnpackPaymentTooSmallError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["PriceAboveMaximum"].ID.Bytes()[:4]) {
		return registrarController.UnpackPriceAboveMaximumError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["ReentrancyGuardReentrantCall"].ID.Bytes()[:4]) {
		return registrarController.UnpackReentrancyGuardReentrantCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["RefundFailed"].ID.Bytes()[:4]) {
		return registrarController.UnpackRefundFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], registrarController.abi.Errors["WithdrawalFailed"].ID.Bytes()[:4]) {
		return registrarController.UnpackWithdrawalFailedError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// RegistrarControllerCommitmentActive represents a CommitmentActive error raised by the RegistrarController contract.
type RegistrarControllerCommitmentActive struct {
	Commitment [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CommitmentActive(bytes32 commitment)
func RegistrarControllerCommitmentActiveErrorID() common.Hash {
	return common.HexToHash("0xb4bfaed54f385760527c0b51fe166b09123a064d8febc299fb11579984ff6eab")
}

// UnpackCommitmentActiveError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CommitmentActive(bytes32 commitment)
func (registrarController *RegistrarController) UnpackCommitmentActiveError(raw []byte) (*RegistrarControllerCommitmentActive, error) {
	out := new(RegistrarControllerCommitmentActive)
	if err := registrarController.abi.UnpackIntoInterface(out, "CommitmentActive", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerCommitmentMissing represents a CommitmentMissing error raised by the RegistrarController contract.
type RegistrarControllerCommitmentMissing struct {
	Commitment [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CommitmentMissing(bytes32 commitment)
func RegistrarControllerCommitmentMissingErrorID() common.Hash {
	return common.HexToHash("0x41ef27497df5eeb021993156f9520d026c57952cfea3a4eb114286432652216a")
}

// UnpackCommitmentMissingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CommitmentMissing(bytes32 commitment)
func (registrarController *RegistrarController) UnpackCommitmentMissingError(raw []byte) (*RegistrarControllerCommitmentMissing, error) {
	out := new(RegistrarControllerCommitmentMissing)
	if err := registrarController.abi.UnpackIntoInterface(out, "CommitmentMissing", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerCommitmentTooNew represents a CommitmentTooNew error raised by the RegistrarController contract.
type RegistrarControllerCommitmentTooNew struct {
	Commitment [32]byte
	From       *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CommitmentTooNew(bytes32 commitment, uint256 from)
func RegistrarControllerCommitmentTooNewErrorID() common.Hash {
	return common.HexToHash("0x5b9f9ba2450339db58e8e4b906f3df0a1bedcd5f5eb5ffbce7a4e868916b33d5")
}

// UnpackCommitmentTooNewError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CommitmentTooNew(bytes32 commitment, uint256 from)
func (registrarController *RegistrarController) UnpackCommitmentTooNewError(raw []byte) (*RegistrarControllerCommitmentTooNew, error) {
	out := new(RegistrarControllerCommitmentTooNew)
	if err := registrarController.abi.UnpackIntoInterface(out, "CommitmentTooNew", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerCommitmentTooOld represents a CommitmentTooOld error raised by the RegistrarController contract.
type RegistrarControllerCommitmentTooOld struct {
	Commitment [32]byte
	Until      *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CommitmentTooOld(bytes32 commitment, uint256 until)
func RegistrarControllerCommitmentTooOldErrorID() common.Hash {
	return common.HexToHash("0x0570fdbebb0747ae82daf399b7968be401a453148d3f6ba81f66f89629de5475")
}

// UnpackCommitmentTooOldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CommitmentTooOld(bytes32 commitment, uint256 until)
func (registrarController *RegistrarController) UnpackCommitmentTooOldError(raw []byte) (*RegistrarControllerCommitmentTooOld, error) {
	out := new(RegistrarControllerCommitmentTooOld)
	if err := registrarController.abi.UnpackIntoInterface(out, "CommitmentTooOld", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerDurationTooShort represents a DurationTooShort error raised by the RegistrarController contract.
type RegistrarControllerDurationTooShort struct {
	Duration uint64
	Minimum  uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error DurationTooShort(uint64 duration, uint64 minimum)
func RegistrarControllerDurationTooShortErrorID() common.Hash {
	return common.HexToHash("0xa096b844523daa5d1bb83afd97baa99f239f9b57ef2a99fb5e67d6abf00e360b")
}

// UnpackDurationTooShortError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error DurationTooShort(uint64 duration, uint64 minimum)
func (registrarController *RegistrarController) UnpackDurationTooShortError(raw []byte) (*RegistrarControllerDurationTooShort, error) {
	out := new(RegistrarControllerDurationTooShort)
	if err := registrarController.abi.UnpackIntoInterface(out, "DurationTooShort", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerInvalidAges represents a InvalidAges error raised by the RegistrarController contract.
type RegistrarControllerInvalidAges struct {
	Minimum uint64
	Maximum uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidAges(uint64 minimum, uint64 maximum)
func RegistrarControllerInvalidAgesErrorID() common.Hash {
	return common.HexToHash("0x79d94a7ff267e193909d3a8fe144b6b0f9ae3b9b495e3124df058cf26f39cba5")
}

// UnpackInvalidAgesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidAges(uint64 minimum, uint64 maximum)
func (registrarController *RegistrarController) UnpackInvalidAgesError(raw []byte) (*RegistrarControllerInvalidAges, error) {
	out := new(RegistrarControllerInvalidAges)
	if err := registrarController.abi.UnpackIntoInterface(out, "InvalidAges", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerOwnableInvalidOwner represents a OwnableInvalidOwner error raised by the RegistrarController contract.
type RegistrarControllerOwnableInvalidOwner struct {
	Owner common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableInvalidOwner(address owner)
func RegistrarControllerOwnableInvalidOwnerErrorID() common.Hash {
	return common.HexToHash("0x1e4fbdf7f3ef8bcaa855599e3abf48b232380f183f08f6f813d9ffa5bd585188")
}

// UnpackOwnableInvalidOwnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableInvalidOwner(address owner)
func (registrarController *RegistrarController) UnpackOwnableInvalidOwnerError(raw []byte) (*RegistrarControllerOwnableInvalidOwner, error) {
	out := new(RegistrarControllerOwnableInvalidOwner)
	if err := registrarController.abi.UnpackIntoInterface(out, "OwnableInvalidOwner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerOwnableUnauthorizedAccount represents a OwnableUnauthorizedAccount error raised by the RegistrarController contract.
type RegistrarControllerOwnableUnauthorizedAccount struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func RegistrarControllerOwnableUnauthorizedAccountErrorID() common.Hash {
	return common.HexToHash("0x118cdaa7a341953d1887a2245fd6665d741c67c8c50581daa59e1d03373fa188")
}

// UnpackOwnableUnauthorizedAccountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OwnableUnauthorizedAccount(address account)
func (registrarController *RegistrarController) UnpackOwnableUnauthorizedAccountError(raw []byte) (*RegistrarControllerOwnableUnauthorizedAccount, error) {
	out := new(RegistrarControllerOwnableUnauthorizedAccount)
	if err := registrarController.abi.UnpackIntoInterface(out, "OwnableUnauthorizedAccount", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerPaymentTooSmall represents a PaymentTooSmall error raised by the RegistrarController contract.
type RegistrarControllerPaymentTooSmall struct {
	Paid  *big.Int
	Price *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PaymentTooSmall(uint256 paid, uint256 price)
func RegistrarControllerPaymentTooSmallErrorID() common.Hash {
	return common.HexToHash("0x3beb8e0f983eb6511033cb3472857c03206a04ef975bf21b365e3f2d3ba68b78")
}

// UnpackPaymentTooSmallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PaymentTooSmall(uint256 paid, uint256 price)
func (registrarController *RegistrarController) UnpackPaymentTooSmallError(raw []byte) (*RegistrarControllerPaymentTooSmall, error) {
	out := new(RegistrarControllerPaymentTooSmall)
	if err := registrarController.abi.UnpackIntoInterface(out, "PaymentTooSmall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerPriceAboveMaximum represents a PriceAboveMaximum error raised by the RegistrarController contract.
type RegistrarControllerPriceAboveMaximum struct {
	Price   *big.Int
	Maximum *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PriceAboveMaximum(uint256 price, uint256 maximum)
func RegistrarControllerPriceAboveMaximumErrorID() common.Hash {
	return common.HexToHash("0x70b6930e91df965f2c56160c9af0f358621e133fe3b8b760e07e440dbd1f9c30")
}

// UnpackPriceAboveMaximumError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PriceAboveMaximum(uint256 price, uint256 maximum)
func (registrarController *RegistrarController) UnpackPriceAboveMaximumError(raw []byte) (*RegistrarControllerPriceAboveMaximum, error) {
	out := new(RegistrarControllerPriceAboveMaximum)
	if err := registrarController.abi.UnpackIntoInterface(out, "PriceAboveMaximum", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerReentrancyGuardReentrantCall represents a ReentrancyGuardReentrantCall error raised by the RegistrarController contract.
type RegistrarControllerReentrancyGuardReentrantCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReentrancyGuardReentrantCall()
func RegistrarControllerReentrancyGuardReentrantCallErrorID() common.Hash {
	return common.HexToHash("0x3ee5aeb571de7fc460830b4d0017439a1ca56fb0bc39062227ade4fe4a24c1ca")
}

// UnpackReentrancyGuardReentrantCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReentrancyGuardReentrantCall()
func (registrarController *RegistrarController) UnpackReentrancyGuardReentrantCallError(raw []byte) (*RegistrarControllerReentrancyGuardReentrantCall, error) {
	out := new(RegistrarControllerReentrancyGuardReentrantCall)
	if err := registrarController.abi.UnpackIntoInterface(out, "ReentrancyGuardReentrantCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerRefundFailed represents a RefundFailed error raised by the RegistrarController contract.
type RegistrarControllerRefundFailed struct {
	Payer  common.Address
	Amount *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error RefundFailed(address payer, uint256 amount)
func RegistrarControllerRefundFailedErrorID() common.Hash {
	return common.HexToHash("0xaf73b0b217208b61be286bbc37095bce7eb8b9ccf617244c2f0f154e8e04e3ff")
}

// UnpackRefundFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error RefundFailed(address payer, uint256 amount)
func (registrarController *RegistrarController) UnpackRefundFailedError(raw []byte) (*RegistrarControllerRefundFailed, error) {
	out := new(RegistrarControllerRefundFailed)
	if err := registrarController.abi.UnpackIntoInterface(out, "RefundFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RegistrarControllerWithdrawalFailed represents a WithdrawalFailed error raised by the RegistrarController contract.
type RegistrarControllerWithdrawalFailed struct {
	Treasury common.Address
	Amount   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WithdrawalFailed(address treasury, uint256 amount)
func RegistrarControllerWithdrawalFailedErrorID() common.Hash {
	return common.HexToHash("0x92873d130824b495f22ad10f7f14028200557770e5986714318e78c54f3aa83c")
}

// UnpackWithdrawalFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WithdrawalFailed(address treasury, uint256 amount)
func (registrarController *RegistrarController) UnpackWithdrawalFailedError(raw []byte) (*RegistrarControllerWithdrawalFailed, error) {
	out := new(RegistrarControllerWithdrawalFailed)
	if err := registrarController.abi.UnpackIntoInterface(out, "WithdrawalFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}
