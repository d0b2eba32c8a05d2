package run

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"plugsky.com/bench/rig/record"
)

// session is one run: what was started, and the records so far.
type session struct {
	Options
	context  context.Context
	self     string
	cores    cores
	mock     *process
	mockPort int
	started  []*process
	targets  []*target
	out      *os.File
	records  []record.Record
}

func (s *session) say(format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
}

func (s *session) keep(r record.Record) error {
	s.records = append(s.records, r)
	return json.NewEncoder(s.out).Encode(r)
}

func (s *session) wants(name string) bool { return slices.Contains(s.Only, name) }

func (s *session) scenario(name string) scenario {
	for _, sc := range scenarios(s.Options) {
		if sc.name == name {
			return sc
		}
	}
	panic("no scenario " + name)
}

// launchMock starts the upstream, which stays up until the end.
func (s *session) launchMock() (err error) {
	if s.mockPort, err = freePort(); err != nil {
		return err
	}
	s.mock, err = start(s.cores.harness, filepath.Join(s.Folder, "mock.log"), nil,
		s.self, "mock", "-addr", fmt.Sprintf("127.0.0.1:%d", s.mockPort))
	if err != nil {
		return err
	}
	s.started = append(s.started, s.mock)
	s.targets = []*target{direct(s.mockPort)}
	_, err = s.call([]string{"load", "-mode", "first", "-url", base(s.mockPort), "-window", "10s"})
	return err
}

// begin starts a gateway, times its first answer and its first seconds, and parks it.
func (s *session) begin(l launch) (*target, error) {
	t := l.target
	since := time.Now()
	p, err := start(s.cores.gateways, filepath.Join(s.Folder, t.name+".log"), l.environment, l.words...)
	if err != nil {
		return nil, err
	}
	s.started = append(s.started, p)
	t.process = p
	if l.address != "" {
		if t.url, err = awaited(l.address, p); err != nil {
			return nil, err
		}
	}
	args := []string{"load", "-mode", "first", "-window", "120s", "-url", t.url, "-key", t.key, "-model", t.model, "-target", t.name,
		"-scenario", "start", "-since", strconv.FormatInt(since.UnixMilli(), 10), "-pid", strconv.Itoa(p.pid())}
	for _, header := range t.headers {
		args = append(args, "-header", header)
	}
	got, err := s.call(args)
	if err != nil {
		return nil, fmt.Errorf("%w; its log ends: %s", err, p.end())
	}
	s.say("%-12s first answer after %.0f ms, %.0f MiB", t.name, got.StartMS, got.RSSPeak)
	if t.bound == 0 {
		if err := s.keep(got); err != nil {
			return nil, err
		}
		if s.wants("first8") {
			if err := s.one(&t, s.scenario("first8"), 1); err != nil {
				return nil, err
			}
		}
	}
	p.signal(syscall.SIGSTOP)
	return &t, nil
}

// awaited is the address that a gateway writes down when it has chosen one.
func awaited(file string, p *process) (string, error) {
	for end := time.Now().Add(time.Minute); time.Now().Before(end) && p.alive(); time.Sleep(20 * time.Millisecond) {
		if text, err := os.ReadFile(file); err == nil && len(text) > 0 {
			return string(text), nil
		}
	}
	return "", fmt.Errorf("told no address: %s", p.end())
}

// stop ends all that was started, the mock last.
func (s *session) stop() {
	for _, p := range slices.Backward(s.started) {
		p.stop()
	}
}
