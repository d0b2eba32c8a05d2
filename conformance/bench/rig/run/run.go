// Package run measures gateways in turns, each alone on its core, and straight to the mock in between.
package run

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"

	"plugsky.com/bench/rig/record"
	"plugsky.com/bench/rig/table"
)

// Main is a whole run: start, warm, measure, stop, print.
func Main(args []string) error {
	options, err := parse(args)
	if err != nil {
		return err
	}
	// What this thread starts dies with it, so it must not end before.
	runtime.LockOSThread()
	context, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	s, err := open(context, options)
	if err != nil {
		return err
	}
	err = s.all()
	s.stop()
	s.out.Close()
	if err != nil {
		return err
	}
	table.Print(os.Stdout, s.records, options.Markdown)
	fmt.Printf("records: %s\n", options.JSON)
	if options.Check {
		return table.Check(s.records)
	}
	return nil
}

func open(context context.Context, options Options) (*session, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if options.Folder, err = filepath.Abs(options.Folder); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(options.Folder, 0o755); err != nil {
		return nil, err
	}
	out, err := os.Create(options.JSON)
	return &session{Options: options, context: context, self: self, cores: pin(), out: out}, err
}

func (s *session) all() error {
	note := machine(s.cores.how)
	s.say("%s", note)
	if err := s.keep(record.Record{Scenario: "machine", Note: note}); err != nil {
		return err
	}
	if err := s.launchMock(); err != nil {
		return err
	}
	s.gateways()
	var wanted []scenario
	for _, sc := range scenarios(s.Options) {
		if s.wants(sc.name) && sc.name != "first8" && !refusals(sc.name) {
			wanted = append(wanted, sc)
		}
	}
	for _, t := range slices.Clone(s.targets) {
		if t.process == nil {
			continue
		}
		if err := s.warm(t, wanted); err != nil {
			s.drop(t.name, err)
		}
	}
	if err := s.rounds(wanted); err != nil {
		return err
	}
	if (s.wants("refuse") || s.wants("refuse-cpu")) && s.Serve != "" {
		if err := s.refuse(); err != nil {
			s.drop("ours-bound", err)
		}
	}
	return s.context.Err()
}

// gateways starts the baseline, our server and the peers; one that does not start is a line.
func (s *session) gateways() {
	add := func(name string, l launch, err error) {
		if s.context.Err() != nil {
			return
		}
		var t *target
		if err == nil {
			t, err = s.begin(l)
		}
		if err != nil {
			s.drop(name, err)
			return
		}
		s.targets = append(s.targets, t)
	}
	l, err := s.proxy()
	add(table.Proxy, l, err)
	if s.Serve != "" {
		l, err = s.ours(table.Ours, 0)
		add(table.Ours, l, err)
	}
	for _, p := range peers {
		if slices.Contains(s.Against, p.name) {
			l, err = s.prepare(p)
			add(p.name, l, err)
		}
	}
}

func (s *session) drop(name string, err error) {
	s.say("%-12s left out: %v", name, err)
	s.targets = slices.DeleteFunc(s.targets, func(t *target) bool { return t.name == name })
	s.keep(record.Record{Target: name, Scenario: "start", Skipped: err.Error()})
}
