package run

import (
	"fmt"
	"slices"
	"strconv"

	"plugsky.com/bench/rig/record"
	"plugsky.com/bench/rig/table"
)

// Windows of the warm-up; three that agree end it.
const warmWindow = "4s"

// A load of a given rate is repeated so often at most.
const pacedWindows = 8

// warm keeps each kind of load on a gateway until it gets no quicker, for the kinds that the scenarios need.
func (s *session) warm(t *target, wanted []scenario) error {
	var kinds []string
	for _, sc := range wanted {
		if sc.warm != "" && !slices.Contains(kinds, sc.warm) {
			kinds = append(kinds, sc.warm)
		}
	}
	for _, kind := range kinds {
		sc := s.scenario(kind)
		if sc.streams > 0 {
			if err := s.warmPaced(t, sc); err != nil {
				return err
			}
			continue
		}
		sc.name = "warm-" + kind
		more := []string{"-mode", "steady", "-windows", strconv.Itoa(s.WarmWindows), "-window", warmWindow}
		if sc.tokens > 0 {
			more = append(more, "-stream")
		}
		got, err := s.load(t, sc, 0, more...)
		if err != nil {
			return err
		}
		if err := s.keep(got); err != nil {
			return err
		}
		how := "steady"
		if !*got.Steady {
			how = "NOT steady"
		}
		s.say("%-12s warm for %s: %s after %d windows of %s, %.0f/s", t.name, kind, how, len(got.Windows), warmWindow, got.PerSecond)
	}
	return nil
}

// warmPaced repeats a load whose rate is given until what it costs agrees three times.
func (s *session) warmPaced(t *target, sc scenario) error {
	sc.name = "warm-" + sc.name
	var costs []float64
	for len(costs) < pacedWindows && !agree(costs) {
		got, err := s.load(t, sc, 0)
		if err != nil {
			return err
		}
		if err := s.keep(got); err != nil {
			return err
		}
		costs = append(costs, got.CPUMicros)
	}
	how := map[bool]string{true: "steady", false: "NOT steady"}[agree(costs)]
	s.say("%-12s %s: %s after %d windows, %.1f µs a chunk", t.name, sc.name, how, len(costs), costs[len(costs)-1])
	return nil
}

func agree(costs []float64) bool {
	if len(costs) < 3 {
		return false
	}
	last := costs[len(costs)-3:]
	return slices.Min(last) >= slices.Max(last)*.9
}

// rounds measures all scenarios on all targets in turns, in reversed order in every other round.
func (s *session) rounds(wanted []scenario) error {
	for round := 1; round <= s.Rounds; round++ {
		order := slices.Clone(s.targets)
		if round%2 == 0 {
			slices.Reverse(order)
		}
		for _, sc := range wanted {
			for _, t := range order {
				if sc.gateways && t.process == nil {
					continue
				}
				if err := s.one(t, sc, round); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// one measures and keeps the record; a target that fails is left out, the run goes on.
func (s *session) one(t *target, sc scenario, round int, more ...string) error {
	got := record.Record{Target: t.name, Scenario: sc.name, Round: round, Skipped: s.skip(t, sc)}
	if got.Skipped == "" {
		fewer, note := fit(sc, descriptors())
		measured, err := s.measure(t, sc, round, append(fewer, more...)...)
		measured.Note = note
		if s.context.Err() != nil {
			return s.context.Err()
		}
		if err != nil {
			got.Skipped = err.Error()
		} else {
			got = measured
		}
	}
	s.report(got)
	t.learn(sc, got)
	return s.keep(got)
}

// fit lowers the number of streams to what the allowed open files are enough for: two for each stream of a gateway, and some for itself.
func fit(sc scenario, files int) (flags []string, note string) {
	const own = 1000
	most := max((files-own)/2, 1)
	if sc.streams <= most {
		return nil, ""
	}
	return []string{"-conns", strconv.Itoa(most)}, fmt.Sprintf("%d streams only, for %d open files are allowed", most, files)
}

func (s *session) skip(t *target, sc scenario) string {
	if sc.name == "lat1000" || sc.streams > 1000 {
		return t.slow
	}
	return ""
}

// learn spares a target that cannot do a thousand requests a second, or as many chunks as a thousand streams have, the higher loads.
func (t *target) learn(sc scenario, got record.Record) {
	switch {
	case t.process == nil || got.Skipped != "":
	case sc.name == "sat" && got.PerSecond < 1100:
		t.slow = fmt.Sprintf("%.0f requests/s is all it does", got.PerSecond)
	case sc.name == "ttft" && !t.unmarked && got.PerSecond < 4500:
		t.slow = fmt.Sprintf("%.0f chunks/s is all it does", got.PerSecond)
	}
}

func (s *session) report(r record.Record) {
	if r.Skipped != "" {
		s.say("%-12s %-12s round %d: left out: %s", r.Target, r.Scenario, r.Round, r.Skipped)
		return
	}
	s.say("%-12s %-12s round %d: %.0f/s, %d failed, %.1f µs, CPU %.0f %% (C2 %.0f), load %.0f + mock %.0f, steal %.1f", r.Target, r.Scenario,
		r.Round, r.PerSecond, r.Failed, r.CPUMicros, r.CPUPercent, r.C2Percent, r.LoadPercent, r.MockPercent, r.StealPercent)
}

// refuse starts our server once more, with a bound as low as the saturating load, and offers twice what it lets in, and twice
// what a core can do.
func (s *session) refuse() error {
	l, err := s.ours("ours-bound", loadAtOnce)
	if err != nil {
		return err
	}
	t, err := s.begin(l)
	if err != nil {
		return err
	}
	if err := s.warm(t, []scenario{s.scenario("refuse")}); err != nil {
		return err
	}
	rates := map[string]float64{"refuse": 2 * loadAtOnce / answerTime.Seconds()}
	for _, r := range s.records {
		if r.Target == t.name && r.Scenario == "warm-sat" {
			rates["refuse-cpu"] = 2 * r.PerSecond
		}
	}
	t.name = table.Ours
	for round := 1; round <= s.Rounds; round++ {
		for _, name := range []string{"refuse", "refuse-cpu"} {
			if !s.wants(name) {
				continue
			}
			if err := s.one(t, s.scenario(name), round, "-rate", fmt.Sprintf("%.0f", max(rates[name], 1))); err != nil {
				return err
			}
		}
	}
	return nil
}
