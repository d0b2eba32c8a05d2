// Package load asks a server, in one of six ways, and says what came of it as one record.
package load

import (
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"plugsky.com/bench/rig/record"
	"plugsky.com/bench/rig/wire"
)

// Workers that share a tally, so that ten thousand of them do not need ten thousand histograms.
const tallies = 32

type load struct {
	Options
	host    string
	request []byte
	start   time.Time
	before  float64 // memory of the server before the load, MiB

	measuring, stopping atomic.Bool
	tallies             []tally
	workers             sync.WaitGroup
}

// Main measures once and prints a record.
func Main(args []string) error {
	options, err := parse(args)
	if err != nil {
		return err
	}
	result, err := Measure(options)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}

// Measure does what the options say.
func Measure(options Options) (record.Record, error) {
	l := &load{Options: options, tallies: make([]tally, min(options.Conns, tallies)), start: time.Now()}
	var err error
	if l.host, l.request, err = l.Ask.Text(); err != nil {
		return record.Record{}, err
	}
	l.before = record.Tenth(l.rss())
	switch l.Mode {
	case "first":
		return l.first()
	case "closed":
		l.each(l.closed)
	case "steady":
		if l.Ask.Stream {
			l.each(l.streams)
		} else {
			l.each(l.closed)
		}
		return l.steady(), nil
	case "streams":
		l.each(l.streams)
	case "silent":
		l.each(l.silent)
	case "open":
		l.open()
	default:
		return record.Record{}, fmt.Errorf("mode: %s (expected: closed, open, streams, silent, first or steady)", l.Mode)
	}
	return l.window(), nil
}

// each starts a worker on every connection, evenly over the ramp.
func (l *load) each(work func(*wire.Conn, *tally)) {
	for i := range l.Conns {
		l.workers.Add(1)
		go func() {
			defer l.workers.Done()
			time.Sleep(time.Until(l.start.Add(l.Ramp * time.Duration(i) / time.Duration(l.Conns))))
			c := l.conn()
			defer c.Close()
			work(c, &l.tallies[i%len(l.tallies)])
		}()
	}
}

func (l *load) conn() *wire.Conn {
	return &wire.Conn{Addr: l.host, Request: l.request, Timeout: l.Timeout}
}

// total stops the workers, lets them end what they have begun, and adds up.
func (l *load) total() *tally {
	l.stopping.Store(true)
	l.workers.Wait()
	all := &tally{}
	for i := range l.tallies {
		all.merge(&l.tallies[i])
	}
	return all
}

// first asks until there is an answer: how long a start takes.
func (l *load) first() (record.Record, error) {
	var failure error
	for time.Since(l.start) < l.Window {
		if l.PID > 0 && l.rss() == 0 {
			return record.Record{}, fmt.Errorf("process %d has ended", l.PID)
		}
		c := l.conn()
		_, failure = c.Once()
		c.Close()
		if failure == nil {
			return record.Record{Target: l.Target, Scenario: l.Scenario, Round: l.Round, OK: 1,
				StartMS: float64(time.Now().UnixMilli() - l.Since), RSSPeak: l.rss()}, nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return record.Record{}, fmt.Errorf("no answer from %s in %v: %w", l.Ask.URL, l.Window, failure)
}
