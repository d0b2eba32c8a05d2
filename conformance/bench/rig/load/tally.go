package load

import (
	"errors"
	"sync"
	"time"

	"plugsky.com/bench/rig/hist"
	"plugsky.com/bench/rig/wire"
)

// tally is what a few workers have counted.
type tally struct {
	mutex                                            sync.Mutex
	latency, service, refused, ttft, transit, silent hist.Hist
	ok, tokens, answered, kept                       int64
	fails                                            map[string]int64
}

// answer counts an exchange: its latency from when it was due, its service time from when it was sent.
func (t *tally) answer(err error, latency, service time.Duration) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.outcome(err)
	if err == nil {
		t.latency.Add(latency)
		t.service.Add(service)
	}
	var status wire.Status
	if errors.As(err, &status) && status.Refused() {
		t.refused.Add(service)
	}
}

// end counts a stream.
func (t *tally) end(err error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.outcome(err)
}

func (t *tally) outcome(err error) {
	if err == nil {
		t.ok++
		return
	}
	if t.fails == nil {
		t.fails = map[string]int64{}
	}
	t.fails[wire.Kind(err)]++
}

// token counts a chunk; since is the time from the request, for the first one only.
func (t *tally) token(transit, since time.Duration, first bool) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.tokens++
	t.transit.Add(transit)
	if first {
		t.ttft.Add(since)
	}
}

// comment counts a keep-alive that came after a silence, and whether that was within a second of what is set.
func (t *tally) comment(silence, due time.Duration) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.silent.Add(silence)
	if (silence - due).Abs() <= time.Second {
		t.kept++
	}
}

// inside counts an answer that came within the window, whenever it was asked for.
func (t *tally) inside() {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.answered++
}

func (t *tally) merge(other *tally) {
	t.latency.Merge(&other.latency)
	t.service.Merge(&other.service)
	t.refused.Merge(&other.refused)
	t.ttft.Merge(&other.ttft)
	t.transit.Merge(&other.transit)
	t.silent.Merge(&other.silent)
	t.ok += other.ok
	t.tokens += other.tokens
	t.answered += other.answered
	t.kept += other.kept
	for kind, count := range other.fails {
		if t.fails == nil {
			t.fails = map[string]int64{}
		}
		t.fails[kind] += count
	}
}
