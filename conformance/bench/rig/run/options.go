package run

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Options are the flags of `rig run`.
type Options struct {
	// Serve is the command of our server; the port, and then JavaOpts, follow it.
	Serve    string
	JavaOpts string
	// Model of our server's embedded engine; with it our server has no upstream, and only the plumbing is tried.
	Model string
	// Peers is the folder with their configurations and their installer; Folder that for what this run writes.
	Peers, Folder string

	Only, Against []string
	Rounds        int
	Seconds       time.Duration
	KeepAlive     time.Duration
	WarmWindows   int
	Install       bool
	JSON          string
	Markdown      bool
	Check         bool
}

func parse(args []string) (Options, error) {
	flags := flag.NewFlagSet("make bench", flag.ExitOnError)
	var o Options
	var only, peers string
	var seconds float64
	flags.StringVar(&only, "only", strings.Join(names(), ","), "scenarios")
	flags.StringVar(&peers, "peers", "", "peers beside the baseline proxy: "+strings.Join(peerNames(), ", "))
	flags.IntVar(&o.Rounds, "rounds", 2, "how often all is measured; every other round in reversed order")
	flags.Float64Var(&seconds, "seconds", 4, "length of a measured window")
	flags.DurationVar(&o.KeepAlive, "keep-alive", 5*time.Second, "our server's stream.keep-alive")
	flags.IntVar(&o.WarmWindows, "warm-windows", 30, "after how many windows of 4 s a target that is not steady is measured all the same")
	flags.BoolVar(&o.Install, "install-peers", false, "install the peers named by --peers first")
	flags.StringVar(&o.JSON, "json", "", "file for the records, one a line; rig table reads it (default: records.jsonl in the folder)")
	flags.BoolVar(&o.Markdown, "markdown", false, "print tables of Markdown")
	flags.BoolVar(&o.Check, "check", false, "exit 1 if our server misses a bound")
	flags.StringVar(&o.Model, "model", "", "a model of the embedded engine: our server without an upstream, to try the plumbing")
	flags.StringVar(&o.Serve, "serve", "", "command of our server, the port follows (set by scripts/bench)")
	flags.StringVar(&o.JavaOpts, "java-opts", "", "what follows the port (set by scripts/bench)")
	flags.StringVar(&o.Peers, "peer-files", "conformance/bench/peers", "configurations of the peers")
	flags.StringVar(&o.Folder, "folder", "conformance/bench/target", "folder for logs and peers")
	flags.Parse(args)
	o.Seconds = time.Duration(seconds * float64(time.Second))
	o.Only, o.Against = split(only), split(peers)
	if o.JSON == "" {
		o.JSON = o.Folder + "/records.jsonl"
	}
	return o, o.valid(flags.Args())
}

func (o Options) valid(rest []string) error {
	if len(rest) > 0 {
		return fmt.Errorf("%s (expected: flags only)", rest[0])
	}
	for _, name := range o.Only {
		if !slices.Contains(names(), name) {
			return fmt.Errorf("only: %s (expected: %s)", name, strings.Join(names(), ", "))
		}
	}
	for _, name := range o.Against {
		if !slices.Contains(peerNames(), name) {
			return fmt.Errorf("peers: %s (expected: %s)", name, strings.Join(peerNames(), ", "))
		}
	}
	if o.Rounds < 1 || o.Seconds < time.Second/2 || o.KeepAlive < 2*time.Second || o.WarmWindows < 1 {
		return fmt.Errorf("rounds %d, seconds %v, keep-alive %v, warm-windows %d (expected: at least 1, 0.5, 2s, 1)",
			o.Rounds, o.Seconds.Seconds(), o.KeepAlive, o.WarmWindows)
	}
	return nil
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}
