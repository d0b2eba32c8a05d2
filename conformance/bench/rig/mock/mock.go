// Package mock is the upstream of the rig: an OpenAI-compatible server that costs so little that what stands before it can be measured.
//
// The text of each chunk is the nanosecond at which it was sent, so that load, on the same machine, knows how long it was on its way,
// whatever a gateway makes of the JSON around it.
package mock

import (
	"bufio"
	"flag"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Model is the one that the mock tells of; it answers to any name.
const Model = "bench"

// Mock answers connections.
type Mock struct {
	knobs atomic.Pointer[Knobs]
	mutex sync.Mutex
	open  map[*conn]bool
}

// New is a mock whose answers have 16 tokens and come at once.
func New() *Mock {
	m := &Mock{open: map[*conn]bool{}}
	m.knobs.Store(&Knobs{Tokens: 16})
	return m
}

// Main serves until it is ended.
func Main(args []string) error {
	flags := flag.NewFlagSet("mock", flag.ExitOnError)
	address := flags.String("addr", "127.0.0.1:21001", "listen address")
	knobs := flags.String("knobs", "", "such as first=50ms&each=20ms&tokens=64; at run time GET /_mock/set?KNOBS")
	flags.Parse(args)
	m := New()
	if err := m.Turn(*knobs); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		return err
	}
	fmt.Printf("mock upstream at http://%s/v1\n", listener.Addr())
	return m.Serve(listener)
}

// Serve takes connections until the listener is closed.
func (m *Mock) Serve(listener net.Listener) error {
	for {
		socket, err := listener.Accept()
		if temporary(err) {
			time.Sleep(10 * time.Millisecond) // out of descriptors: some will come back
			continue
		}
		if err != nil {
			return err
		}
		go m.serve(socket)
	}
}

func temporary(err error) bool {
	return err != nil && strings.Contains(err.Error(), "too many open files")
}

// Turn sets knobs; see Knobs.Turned.
func (m *Mock) Turn(query string) error {
	knobs, err := m.knobs.Load().Turned(query)
	if err == nil {
		m.knobs.Store(&knobs)
	}
	return err
}

func (m *Mock) serve(socket net.Conn) {
	defer socket.Close()
	c := &conn{socket: socket, in: bufio.NewReaderSize(socket, 4096), out: make([]byte, 0, 1024)}
	m.mutex.Lock()
	m.open[c] = true
	m.mutex.Unlock()
	for c.read() == nil && m.answer(c) == nil && !c.closing {
		c.busy.Store(false)
	}
	m.mutex.Lock()
	delete(m.open, c)
	m.mutex.Unlock()
}

// closeIdle closes what no request is on. Knobs are set while the gateways stand still, and one that stands still does not let go of
// connections that it keeps: those of a few gateways together would be more than a process may have open.
func (m *Mock) closeIdle() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for c := range m.open {
		if !c.busy.Load() {
			c.socket.Close()
		}
	}
}

func (m *Mock) answer(c *conn) error {
	switch {
	case strings.HasPrefix(c.path, "/_mock/set?"):
		if err := m.Turn(strings.TrimPrefix(c.path, "/_mock/set?")); err != nil {
			return c.write(400, "text/plain", []byte(err.Error()))
		}
		m.closeIdle()
		return c.write(200, "text/plain", []byte("set"))
	case strings.HasSuffix(c.path, "/models"):
		return c.write(200, "application/json",
			[]byte(`{"object":"list","data":[{"id":"`+Model+`","object":"model","created":1700000000,"owned_by":"mock"}]}`))
	case c.post && strings.HasSuffix(c.path, "/chat/completions"):
		return c.chat(*m.knobs.Load())
	}
	return c.write(404, "application/json",
		[]byte(`{"error":{"message":"No such path.","type":"invalid_request_error","param":null,"code":"not_found"}}`))
}
