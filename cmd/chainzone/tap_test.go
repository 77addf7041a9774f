package main

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

	"chainzone/chain"
)

// tap is an endpoint between a command and the devnet. before sees a call
// before it is passed on and may answer it; after may change the answer.
type tap struct {
	mu     sync.Mutex
	before func(method string, params []json.RawMessage) (answer any, answered bool)
	after  func(method string, result json.RawMessage) json.RawMessage
}

// tapped is a deployment file whose endpoint is a tap.
func (w *world) tapped(file string, tp *tap) string {
	w.t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var call struct {
			ID     json.RawMessage
			Method string
			Params []json.RawMessage
		}
		out.Header().Set("Content-Type", "application/json")
		one := json.Unmarshal(body, &call) == nil
		if one && tp.before != nil {
			tp.mu.Lock()
			answer, answered := tp.before(call.Method, call.Params)
			tp.mu.Unlock()
			if answered {
				reply := map[string]any{"jsonrpc": "2.0", "id": call.ID, "result": answer}
				if err, ok := answer.(error); ok {
					delete(reply, "result")
					reply["error"] = map[string]any{"code": -32000, "message": err.Error()}
				}
				json.NewEncoder(out).Encode(reply)
				return
			}
		}
		resp, err := http.Post(w.RPC(), "application/json", bytes.NewReader(body))
		if err != nil {
			out.WriteHeader(http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		reply, _ := io.ReadAll(resp.Body)
		var fields map[string]json.RawMessage
		if one && tp.after != nil && json.Unmarshal(reply, &fields) == nil && fields["result"] != nil {
			tp.mu.Lock()
			fields["result"] = tp.after(call.Method, fields["result"])
			tp.mu.Unlock()
			reply, _ = json.Marshal(fields)
		}
		out.Write(reply)
	}))
	w.t.Cleanup(s.Close)
	w.write(file, func(d *chain.Deployment) { d.Endpoints = []string{s.URL} })
	return w.path(file)
}

// sentIn is the transaction of an eth_sendRawTransaction call.
func sentIn(t *testing.T, params []json.RawMessage) (*types.Transaction, hexutil.Bytes) {
	t.Helper()
	var raw hexutil.Bytes
	tx := new(types.Transaction)
	if err := json.Unmarshal(params[0], &raw); err != nil {
		t.Error(err)
	} else if err := tx.UnmarshalBinary(raw); err != nil {
		t.Error(err)
	}
	return tx, raw
}

// copied sends an account's copy of a transaction, with a tip that puts it
// before, and waits for its block.
func (w *world) copied(account int, tx *types.Transaction) *types.Receipt {
	w.t.Helper()
	client, err := ethclient.Dial(w.RPC())
	if err != nil {
		w.t.Error(err)
		return nil
	}
	defer client.Close()
	from := w.Accounts[account]
	nonce, err := client.NonceAt(w.t.Context(), from.Address, nil)
	if err != nil {
		w.t.Error(err)
		return nil
	}
	id := new(big.Int).SetUint64(w.deployment.ChainID)
	copied, err := types.SignNewTx(from.Key, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: tx.To(), Data: tx.Data(), Value: tx.Value(), Gas: tx.Gas(), GasTipCap: big.NewInt(5e9), GasFeeCap: big.NewInt(100e9),
	})
	if err == nil {
		err = client.SendTransaction(w.t.Context(), copied)
	}
	if err != nil {
		w.t.Error(err)
		return nil
	}
	for {
		if receipt, err := client.TransactionReceipt(w.t.Context(), copied.Hash()); err == nil {
			return receipt
		}
		if _, err := w.Mine(); err != nil {
			w.t.Error(err)
			return nil
		}
	}
}

// isCall says whether a transaction calls the function with a 4-byte selector
// that begins data.
func isCall(tx *types.Transaction, to common.Address, data []byte) bool {
	return tx.To() != nil && *tx.To() == to && len(tx.Data()) >= 4 && bytes.Equal(tx.Data()[:4], data[:4])
}
