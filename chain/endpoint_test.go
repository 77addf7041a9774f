package chain

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// TestCloseEndsConnections: a client that is closed leaves no connection open, so
// that a server can change clients as long as it lives.
func TestCloseEndsConnections(t *testing.T) {
	states := make(chan http.ConnState, 64)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`[]`)) // an endpoint that answers nothing that was asked
	}))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) { states <- state }
	s.Start()
	defer s.Close()
	c, err := Open(&Deployment{
		Version: 1, ChainID: 1, TLD: "chain", Registry: common.Address{1}, Controller: common.Address{2}, RegistryCodeHash: common.Hash{3}, Endpoints: []string{s.URL},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Genesis(t.Context()); err == nil {
		t.Fatal("it answered")
	}
	for state := range states {
		if state == http.StateIdle {
			break
		}
	}
	c.Close()
	select {
	case state := <-states:
		if state != http.StateClosed {
			t.Errorf("the connection is %v", state)
		}
	case <-time.After(5 * time.Second):
		t.Error("the connection stays open")
	}
}
