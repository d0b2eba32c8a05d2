package load

import (
	"flag"
	"fmt"
	"strings"
	"time"

	"plugsky.com/bench/rig/wire"
)

// Options are the flags of `rig load`.
type Options struct {
	Ask wire.Ask

	// Mode is closed, open, streams, silent, first or steady.
	Mode    string
	Conns   int
	Rate    float64
	Timeout time.Duration
	// Warm is not measured, Window is; Ramp, in which the connections begin one after another, is part of Warm.
	Warm, Window, Ramp time.Duration
	// Tokens are the chunks that each stream must have; 0: any number. Marked: see sse.Lines.
	Tokens int
	Marked bool
	// KeepAlive is the silence after which a comment is due.
	KeepAlive time.Duration
	// Windows is how many of them steady waits at most.
	Windows int
	// Since is when the process was started, in Unix milliseconds.
	Since int64

	PID, MockPID     int
	Target, Scenario string
	Round            int
}

type lines []string

func (l *lines) String() string { return strings.Join(*l, "; ") }

func (l *lines) Set(line string) error {
	*l = append(*l, line)
	return nil
}

func parse(args []string) (o Options, err error) {
	flags := flag.NewFlagSet("load", flag.ExitOnError)
	flags.StringVar(&o.Mode, "mode", "closed", "closed (each connection asks when it has its answer), open (at a rate),\n"+
		"streams (so many at once), silent (streams that say nothing), first (until the first answer), steady (until the rate is)")
	flags.StringVar(&o.Ask.URL, "url", "http://127.0.0.1:21001/v1", "base URL")
	flags.StringVar(&o.Ask.Key, "key", "sk-bench", "API key")
	flags.StringVar(&o.Ask.Model, "model", "bench", "model")
	flags.Var((*lines)(&o.Ask.Headers), "header", "a further header, NAME: VALUE; may be repeated")
	flags.IntVar(&o.Ask.Bytes, "bytes", 1024, "length of a request body")
	flags.BoolVar(&o.Ask.Stream, "stream", false, "ask for streams; streams and silent always do")
	flags.IntVar(&o.Ask.MaxTokens, "max-tokens", 64, "max_tokens of a request")
	flags.IntVar(&o.Conns, "conns", 32, "connections; with open the most")
	flags.Float64Var(&o.Rate, "rate", 100, "open: requests a second")
	flags.DurationVar(&o.Timeout, "timeout", 30*time.Second, "bound of one exchange")
	flags.DurationVar(&o.Warm, "warm", time.Second, "time before the window")
	flags.DurationVar(&o.Window, "window", 4*time.Second, "time that is measured")
	flags.DurationVar(&o.Ramp, "ramp", 0, "time over which the connections begin")
	flags.IntVar(&o.Tokens, "tokens", 0, "chunks that a stream must have; 0: any")
	flags.BoolVar(&o.Marked, "marked", true, "the upstream is rig mock")
	flags.DurationVar(&o.KeepAlive, "keep-alive", 5*time.Second, "silent: when a comment is due")
	flags.IntVar(&o.Windows, "windows", 30, "steady: the most windows")
	flags.Int64Var(&o.Since, "since", 0, "first: when the server was started, Unix milliseconds")
	flags.IntVar(&o.PID, "pid", 0, "process of the server; what descends from it counts too")
	flags.IntVar(&o.MockPID, "mock-pid", 0, "process of the mock")
	flags.StringVar(&o.Target, "target", "direct", "label")
	flags.StringVar(&o.Scenario, "scenario", "", "label")
	flags.IntVar(&o.Round, "round", 1, "label")
	flags.Parse(args)
	if o.Mode == "streams" || o.Mode == "silent" {
		o.Ask.Stream = true
	}
	if o.Ramp > 0 {
		o.Warm = max(o.Warm, o.Ramp+time.Second/2)
	}
	if o.Conns < 1 || o.Rate <= 0 || o.Window <= 0 {
		err = fmt.Errorf("conns %d, rate %g, window %v (expected: all above 0)", o.Conns, o.Rate, o.Window)
	}
	return o, err
}
