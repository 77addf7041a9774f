package devnet

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/rpc"
)

// front is the chain's JSON-RPC on loopback, HTTP and WebSocket on one port,
// and the control through which it is made to fail.
type front struct {
	d       *Devnet
	addr    string // of the RPC
	control string // of the control
	rpc     *rpc.Server
	ws      http.Handler

	mu     sync.Mutex
	server *http.Server // nil while refusing
	delay  time.Duration

	socketsMu sync.Mutex
	sockets   map[net.Conn]bool // WebSockets, which the HTTP server forgets

	controlServer *http.Server
	wg            sync.WaitGroup
}

// modules are the namespaces that are served: no admin, no personal.
var modules = []string{"eth", "net", "txpool"}

func newFront(d *Devnet, addr string) (*front, error) {
	f := &front{d: d, rpc: rpc.NewServer(), sockets: map[net.Conn]bool{}}
	for _, api := range d.eth.APIs() {
		for _, module := range modules {
			if api.Namespace == module {
				if err := f.rpc.RegisterName(api.Namespace, api.Service); err != nil {
					return nil, fmt.Errorf("serve %s: %w", api.Namespace, err)
				}
			}
		}
	}
	logs := filters.NewFilterAPI(filters.NewFilterSystem(d.eth.APIBackend, filters.Config{}))
	for name, service := range map[string]any{"eth": logs, "web3": web3API{}, "evm": &evmAPI{d}, "anvil": &anvilAPI{d}} {
		if err := f.rpc.RegisterName(name, service); err != nil {
			return nil, fmt.Errorf("serve %s: %w", name, err)
		}
	}
	f.ws = f.rpc.WebsocketHandler([]string{"*"})
	if err := f.open(addr); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // returns at once on loopback
	if err != nil {
		return nil, errors.Join(fmt.Errorf("listen for the control: %w", err), f.server.Close())
	}
	f.control = listener.Addr().String()
	f.controlServer = &http.Server{Handler: f.controlHandler(), ReadHeaderTimeout: 5 * time.Second}
	f.serve(f.controlServer, listener)
	return f, nil
}

func (f *front) serve(server *http.Server, listener net.Listener) {
	f.wg.Add(1)
	go func() {
		defer f.wg.Done()
		_ = server.Serve(listener) // ends with Close
	}()
}

// open listens for the RPC. f.mu is held, or nobody else has f yet.
func (f *front) open(addr string) error {
	listener, err := net.Listen("tcp", addr) //nolint:noctx // returns at once on loopback
	if err != nil {
		return fmt.Errorf("listen for JSON-RPC on %s: %w (is another devnet running? --rpc 127.0.0.1:0 takes a free port)", addr, err)
	}
	f.addr = listener.Addr().String()
	f.server = &http.Server{
		Handler:           http.HandlerFunc(f.handle),
		ReadHeaderTimeout: 5 * time.Second,
		ConnState: func(conn net.Conn, state http.ConnState) {
			if state == http.StateHijacked {
				f.socketsMu.Lock()
				f.sockets[conn] = true
				f.socketsMu.Unlock()
			}
		},
	}
	f.serve(f.server, listener)
	return nil
}

// handle serves one request of the RPC, over HTTP or as a WebSocket.
func (f *front) handle(w http.ResponseWriter, r *http.Request) {
	if !loopbackHost(r.Host) {
		http.Error(w, "this devnet answers to localhost only", http.StatusForbidden)
		return
	}
	f.mu.Lock()
	delay := f.delay
	f.mu.Unlock()
	if delay > 0 {
		select {
		case <-r.Context().Done():
			return
		case <-time.After(delay):
		}
	}
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		f.ws.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Allow-Headers", "Content-Type")
	w.Header().Set("Access-Control-Allow-Methods", "POST, OPTIONS")
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	f.rpc.ServeHTTP(w, r)
}

// loopbackHost guards against pages that rebind a name of theirs to us.
func loopbackHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// controlHandler switches faults: POST /rpc/ok, /rpc/refuse, /rpc/delay?ms=N,
// /rpc/freeze. GET / says which are on.
func (f *front) controlHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		f.mu.Lock()
		defer f.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{
			"rpc": f.addr, "refuse": f.server == nil, "delayMs": f.delay.Milliseconds(), "freeze": f.d.frozen.Load(),
		})
	})
	mux.HandleFunc("POST /rpc/{fault}", func(w http.ResponseWriter, r *http.Request) {
		if !loopbackHost(r.Host) || r.Header.Get("Origin") != "" {
			http.Error(w, "not from a web page", http.StatusForbidden)
			return
		}
		delay, err := strconv.ParseUint(r.FormValue("ms"), 10, 31)
		if fault := r.PathValue("fault"); fault == "delay" && err != nil {
			http.Error(w, "say how long: /rpc/delay?ms=500", http.StatusBadRequest)
		} else if err := f.fault(fault, time.Duration(delay)*time.Millisecond); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	})
	return mux
}

// fault switches one fault on, and the others off: "ok", "refuse", "delay", "freeze".
func (f *front) fault(what string, delay time.Duration) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch what {
	case "ok", "refuse", "delay", "freeze":
	default:
		return fmt.Errorf("no such fault %q: there are ok, refuse, delay and freeze", what)
	}
	f.d.frozen.Store(what == "freeze")
	f.delay = 0
	if what == "delay" {
		f.delay = delay
	}
	if what == "refuse" {
		return f.refuse()
	}
	if f.server != nil {
		return nil
	}
	// While the port was closed the system may have given it to somebody's connection.
	for patience := 5 * time.Second; ; patience -= 50 * time.Millisecond {
		if err := f.open(f.addr); err == nil || patience <= 0 {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// refuse closes the RPC's port and every connection. f.mu is held.
func (f *front) refuse() error {
	if f.server == nil {
		return nil
	}
	server := f.server
	f.server = nil
	err := server.Close()
	f.dropSockets()
	return err
}

// dropSockets ends every WebSocket.
func (f *front) dropSockets() {
	f.socketsMu.Lock()
	defer f.socketsMu.Unlock()
	for conn := range f.sockets {
		_ = conn.Close() // many were closed by their clients long ago
		delete(f.sockets, conn)
	}
}

func (f *front) close() error {
	f.mu.Lock()
	err := f.refuse()
	f.mu.Unlock()
	err = errors.Join(err, f.controlServer.Close())
	f.wg.Wait()
	f.rpc.Stop()
	return err
}

// Control is the address of the fault control.
func (d *Devnet) Control() string { return d.front.control }

// Fault switches one fault of the RPC on, and the others off: "ok", "refuse",
// "delay" (each answer by the given time) or "freeze" (no more blocks).
func (d *Devnet) Fault(what string, delay time.Duration) error { return d.front.fault(what, delay) }
