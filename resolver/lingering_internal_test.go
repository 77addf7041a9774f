package resolver

import (
	"crypto/tls"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// conversing is a connection on which l answers, in a test's own time; over gets how
// long it lasted.
func conversing(t *testing.T, l *tcpListener) (client net.Conn, over chan time.Duration) {
	t.Helper()
	client, server := net.Pipe()
	t.Cleanup(func() { client.Close() })
	over = make(chan time.Duration, 1)
	began := time.Now()
	go func() {
		l.converse(t.Context(), newLimitedConn(pipe{server}, func() {}, newLingering()))
		over <- time.Since(began)
	}()
	return client, over
}

// echo answers each message with itself, after a while.
func echo(after time.Duration) answerFunc {
	return func(packet []byte, _ Client, send func([]byte) error) {
		time.Sleep(after)
		_ = send(packet)
	}
}

var shortest = append([]byte{0, headerBytes}, make([]byte, headerBytes)...)

// TestFirstByteAndIdleTime (T34): a connection's first query may begin within 5 s, the
// next within 10 s of the last reply, however long that took.
func TestFirstByteAndIdleTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, over := conversing(t, newTCPListener(nil, TCP, newInFlight(), echo(0)))
		if took := <-over; took != 5*time.Second {
			t.Errorf("without a query it lasts %v", took)
		}
		client, over := conversing(t, newTCPListener(nil, TCP, newInFlight(), echo(4*time.Second)))
		time.Sleep(5*time.Second - 1)
		for range 2 {
			if _, err := client.Write(shortest); err != nil {
				t.Fatal(err)
			}
			if _, err := io.ReadFull(client, make([]byte, len(shortest))); err != nil {
				t.Fatal(err)
			}
			time.Sleep(10*time.Second - 1)
		}
		if took := <-over; took != 5*time.Second-1+2*4*time.Second+2*10*time.Second-1 {
			t.Errorf("with two queries it lasts %v", took)
		}
	})
}

// TestIdleTimeOverTLS (T34): a connection over TLS whose time to read was over while a
// query was being answered, or right after, is read on.
func TestIdleTimeOverTLS(t *testing.T) {
	trusted := httptest.NewTLSServer(nil)
	trusted.Close()
	synctest.Test(t, func(t *testing.T) {
		client, server := net.Pipe()
		defer client.Close()
		l := newTCPListener(nil, TLS, newInFlight(), echo(4*time.Second))
		over := make(chan struct{})
		go func() {
			defer close(over)
			l.converse(t.Context(), tls.Server(newLimitedConn(pipe{server}, func() {}, newLingering()), &tls.Config{Certificates: trusted.TLS.Certificates}))
		}()
		secured := tls.Client(client, &tls.Config{InsecureSkipVerify: true})
		for range 3 {
			if _, err := secured.Write(shortest); err != nil {
				t.Fatal(err)
			}
			if _, err := io.ReadFull(secured, make([]byte, len(shortest))); err != nil {
				t.Fatal(err)
			}
			time.Sleep(8 * time.Second) // 12 s after the query, 8 s after the reply
		}
		began := time.Now()
		if n, err := secured.Read(make([]byte, 1)); !errors.Is(err, io.EOF) || time.Since(began) != 2*time.Second {
			t.Errorf("it ends after %v with %d bytes, %v", time.Since(began), n, err)
		}
		<-over
	})
}

// TestReplyIsTakenSlowly (T34): a client that takes a byte of its reply now and then
// gets all of it; one that lets more than 2 s pass without is cut off.
func TestReplyIsTakenSlowly(t *testing.T) {
	for _, c := range []struct {
		between time.Duration
		bytes   int
	}{{2*time.Second - 1, len(shortest)}, {2500*time.Millisecond + 1, 1}} {
		synctest.Test(t, func(t *testing.T) {
			client, _ := conversing(t, newTCPListener(nil, TCP, newInFlight(), echo(0)))
			if _, err := client.Write(shortest); err != nil {
				t.Fatal(err)
			}
			n, err := 0, error(nil)
			for ; n < len(shortest); n++ {
				if _, err = client.Read(make([]byte, 1)); err != nil {
					break
				}
				time.Sleep(c.between)
			}
			if n != c.bytes || n < len(shortest) && !errors.Is(err, io.EOF) {
				t.Errorf("a byte in %v: %d bytes, %v", c.between, n, err)
			}
		})
	}
}

// TestUnreadReplyKeepsNoSlot (T34): clients that do not take their replies keep none of
// the slots for queries.
func TestUnreadReplyKeepsNoSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slots := newInFlight()
		client, over := conversing(t, newTCPListener(nil, TCP, slots, echo(0)))
		for range maxPipelined {
			if _, err := client.Write(shortest); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		if n := len(slots.slots) + len(slots.streams); n != 0 {
			t.Errorf("%d slots are kept", n)
		}
		client.SetWriteDeadline(time.Now().Add(time.Second))
		for range 2 { // one more was read, and waits
			client.Write(shortest)
		}
		if _, err := client.Write(shortest); err == nil {
			t.Error("more is read than is answered")
		}
		<-over
	})
}

// TestFullServerReadsLater (T34): a query that came on a connection while as many as
// may be are answered waits for its turn, for 2 s at most; then its connection ends,
// with the replies that there are.
func TestFullServerReadsLater(t *testing.T) {
	for _, c := range []struct {
		free     time.Duration
		answered bool
	}{{2*time.Second - 1, true}, {2*time.Second + 1, false}} {
		synctest.Test(t, func(t *testing.T) {
			slots := newInFlight()
			client, over := conversing(t, newTCPListener(nil, TCP, slots, echo(0)))
			ask := func() error {
				if _, err := client.Write(shortest); err != nil {
					t.Fatal(err)
				}
				_, err := io.ReadFull(client, make([]byte, len(shortest)))
				return err
			}
			if err := ask(); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			for try(slots.slots) {
			}
			time.AfterFunc(c.free, func() { slots.leave(UDP) })
			began := time.Now()
			if err := ask(); (err == nil) != c.answered || !c.answered && !errors.Is(err, io.EOF) {
				t.Errorf("where there is room after %v: %v", c.free, err)
			}
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("where there is room after %v: after %v", c.free, took)
			}
			client.Close()
			<-over
			time.Sleep(time.Second)
			if n := len(slots.slots); n != maxInFlight-1 || len(slots.streams) != 0 {
				t.Errorf("%d slots are taken", n)
			}
		})
	}
}

// TestConnectionIsReadWhereThereIsRoom (T34): of one connection no more queries are
// answered at a time than maxPipelined, and no more are read.
func TestConnectionIsReadWhereThereIsRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, over := conversing(t, newTCPListener(nil, TCP, newInFlight(), echo(3*time.Second)))
		for range maxPipelined + 1 {
			if _, err := client.Write(shortest); err != nil {
				t.Fatal(err)
			}
		}
		began := time.Now()
		go client.Write(shortest)
		synctest.Wait()
		for i := range maxPipelined + 2 {
			reply := make([]byte, len(shortest))
			if _, err := io.ReadFull(client, reply); err != nil || binary.BigEndian.Uint16(reply) != headerBytes {
				t.Fatalf("reply %d: %x, %v", i, reply, err)
			}
			if want := 3 * time.Second * time.Duration(1+i/maxPipelined); time.Since(began) != want {
				t.Errorf("reply %d after %v, want %v", i, time.Since(began), want)
			}
		}
		client.Close()
		<-over
	})
}

// TestAnsweredQueriesMakeUpForOthers (T35): a connection may have any number of streams
// that come to nothing if it has as many that are answered; not more than 32 besides.
func TestAnsweredQueriesMakeUpForOthers(t *testing.T) {
	var g givenUp
	g.less() // it does not save up
	for i := range 10 * maxGivenUp {
		if g.more() {
			t.Fatalf("stream %d is one too many", i)
		}
		g.less()
	}
	for i := range maxGivenUp {
		if g.most() || g.more() {
			t.Fatalf("stream %d is one too many", i)
		}
	}
	if !g.most() || !g.more() {
		t.Error("the 33rd is none too many")
	}
}
