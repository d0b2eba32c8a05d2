package run

import (
	"fmt"
	"strings"

	"plugsky.com/bench/rig/mock"
	"plugsky.com/bench/rig/record"
	"plugsky.com/bench/rig/table"
)

// target is what is measured; the direct one has no process.
type target struct {
	name, url, model string
	key              string
	headers          []string
	// unmarked: it does not hand on the mock's chunks.
	unmarked bool
	// bound: it refuses what is over so many requests at once; only for the refusals.
	bound   int
	process *process
	// slow is why it is not measured at higher loads.
	slow string
}

const key = "sk-bench"

// launch is how a gateway is started: its command, what is added to its environment, and where it then serves.
type launch struct {
	target      target
	words       []string
	environment []string
	// address is a file in which the gateway writes its base URL; empty: the target has it.
	address string
}

func direct(port int) *target {
	return &target{name: record.Direct, url: base(port), model: mock.Model, key: key}
}

func base(port int) string { return fmt.Sprintf("http://127.0.0.1:%d/v1", port) }

func (s *session) proxy() (launch, error) {
	port, err := freePort()
	return launch{
		target: target{name: table.Proxy, url: base(port), model: mock.Model, key: key},
		words: []string{s.self, "proxy", "-addr", fmt.Sprintf("127.0.0.1:%d", port),
			"-to", fmt.Sprintf("http://127.0.0.1:%d", s.mockPort)},
	}, err
}

// ours has all on that a deployment has: keys, validation, routing, limits, meters, the request log.
func (s *session) ours(name string, bound int) (launch, error) {
	port, err := freePort()
	l := launch{target: target{name: name, url: base(port), model: mock.Model, key: key, bound: bound}}
	atOnce, perKey := max(bound, 1), max(bound, 1)
	if bound == 0 {
		atOnce, perKey = 16384, 16384
	}
	l.environment = []string{
		"PLUGSKY_API_KEYS=" + key,
		"PLUGSKY_OBSERVE_ACCESSLOG=json",
		fmt.Sprintf("PLUGSKY_STREAM_KEEPALIVE=%dms", s.KeepAlive.Milliseconds()),
		"PLUGSKY_LIMITS_CONNECTIONS=20000",
		fmt.Sprintf("PLUGSKY_LIMITS_INFLIGHT=%d", atOnce),
		fmt.Sprintf("PLUGSKY_LIMITS_INFLIGHTPERKEY=%d", perKey),
	}
	if s.Model == "" {
		l.environment = append(l.environment, "PLUGSKY_FLEET_UPSTREAM="+base(s.mockPort))
	} else {
		l.target.model, l.target.unmarked = s.Model, true
	}
	l.words = append(strings.Fields(s.Serve), fmt.Sprint(port))
	l.words = append(l.words, strings.Fields(s.JavaOpts)...)
	return l, err
}
