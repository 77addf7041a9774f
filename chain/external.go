package chain

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"chainzone/contracts/bindings"
)

// External is a program that holds keys and signs when a person agrees, such
// as clef, also for hardware wallets, over its JSON-RPC (account_*).
type External struct {
	client  *rpc.Client
	account common.Address
	shown   string
}

// DialExternal connects to a signer: an http or https URL, or the path of its
// socket. The zero account stands for its only one.
func DialExternal(ctx context.Context, url string, account common.Address) (*External, error) {
	name := shown(url)
	if name == "://" {
		name = "its socket"
	}
	client, err := rpc.DialContext(ctx, url)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: start it, or name another with --signer", ErrNoSigner, name)
	}
	e := &External{client: client, shown: name}
	var accounts []common.Address
	if err := e.call(ctx, &accounts, "account_list"); err != nil {
		client.Close()
		return nil, err
	}
	switch {
	case account != (common.Address{}) && !slices.Contains(accounts, account):
		err = fmt.Errorf("the signer at %s does not have the account %s: name one of its %d with --from", name, account, len(accounts))
	case account == (common.Address{}) && len(accounts) != 1:
		err = fmt.Errorf("the signer at %s has %d accounts: name one with --from ADDRESS", name, len(accounts))
	case account == (common.Address{}):
		account = accounts[0]
	}
	if err != nil {
		client.Close()
		return nil, err
	}
	e.account = account
	return e, nil
}

// Close ends the connection.
func (e *External) Close() { e.client.Close() }

// Address implements Wallet.
func (e *External) Address() common.Address { return e.account }

// SignTx implements Wallet. It waits for as long as a person takes to agree.
func (e *External) SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	args := map[string]any{
		"from": e.account.Hex(), "gas": hexutil.Uint64(tx.Gas()), "nonce": hexutil.Uint64(tx.Nonce()), "value": (*hexutil.Big)(tx.Value()),
		"maxFeePerGas": (*hexutil.Big)(tx.GasFeeCap()), "maxPriorityFeePerGas": (*hexutil.Big)(tx.GasTipCap()),
		"input": hexutil.Bytes(tx.Data()), "chainId": (*hexutil.Big)(chainID),
	}
	if to := tx.To(); to != nil {
		args["to"] = to.Hex()
	}
	var result struct {
		Raw hexutil.Bytes `json:"raw"`
	}
	// With the function's name the signer can show what is called.
	if err := e.call(ctx, &result, "account_signTransaction", args, functionOf(tx.Data())); err != nil {
		return nil, err
	}
	signed := new(types.Transaction)
	if err := signed.UnmarshalBinary(result.Raw); err != nil {
		return nil, fmt.Errorf("the signer at %s returned no transaction: %w", e.shown, err)
	}
	return signed, nil
}

// SignTyped implements Wallet. It waits for as long as a person takes to agree.
func (e *External) SignTyped(ctx context.Context, _ common.Hash, typed json.RawMessage) ([]byte, error) {
	var signature hexutil.Bytes
	if err := e.call(ctx, &signature, "account_signTypedData", e.account.Hex(), typed); err != nil {
		return nil, err
	}
	return signature, nil
}

// functionOf is the signature of the contracts' function that data calls, such
// as "commit(bytes32)"; nil for any other.
func functionOf(data []byte) *string {
	if len(data) < 4 {
		return nil
	}
	registry, controller := bindings.NewNameRegistry().GetABI(), bindings.NewRegistrarController().GetABI()
	for _, contract := range []abi.ABI{registry, controller} {
		if method, err := contract.MethodById(data[:4]); err == nil {
			return &method.Sig
		}
	}
	return nil
}

// ErrNoSigner is a signer that does not answer.
var ErrNoSigner = errors.New("the signer cannot be reached")

// ErrDenied is a request that the signer did not agree to.
var ErrDenied = errors.New("the signer denied it: agree there, or use another account")

func (e *External) call(ctx context.Context, result any, method string, args ...any) error {
	err := e.client.CallContext(ctx, result, method, args...)
	var answer rpc.Error
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &answer):
		return fmt.Errorf("%w (%w)", ErrDenied, quotedReply(err))
	}
	return fmt.Errorf("%w: %s: start it, or name another with --signer", ErrNoSigner, e.shown)
}
