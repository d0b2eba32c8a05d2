// Command rig measures gateways side by side: what each adds to an upstream that costs nearly nothing.
package main

import (
	"fmt"
	"os"

	"plugsky.com/bench/rig/load"
	"plugsky.com/bench/rig/mock"
	"plugsky.com/bench/rig/proxy"
	"plugsky.com/bench/rig/run"
	"plugsky.com/bench/rig/table"
)

const usage = `rig COMMAND [OPTIONS]
  run     starts mock, proxy, server and peers, measures them in turns, prints the table
  mock    an upstream that answers at once, or as slowly as told
  proxy   the smallest reverse proxy, the baseline
  load    one measurement, as one line of JSON
  table   the tables of a file of measurements; --markdown, --check
Each takes --help.`

func main() {
	commands := map[string]func([]string) error{
		"run": run.Main, "mock": mock.Main, "proxy": proxy.Main, "load": load.Main, "table": table.Main,
	}
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintf(os.Stderr, "rig %s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}
