package table

import (
	"slices"

	"plugsky.com/bench/rig/record"
)

// Names of targets that a table treats apart.
const (
	Ours  = "ours"
	Proxy = "proxy"
)

// results are the records of a run.
type results []record.Record

// targets of which something was measured, in the order of their first record, ours first and direct last.
func (all results) targets() (names []string) {
	for _, r := range all {
		if r.Skipped == "" && r.Steady == nil && r.Target != "" && r.Target != record.Direct && r.Target != Ours && !slices.Contains(names, r.Target) {
			names = append(names, r.Target)
		}
	}
	for _, r := range all {
		if r.Target == Ours {
			names = append([]string{Ours}, names...)
			break
		}
	}
	return append(names, record.Direct)
}

func (all results) of(target, scenario string) (found []record.Record) {
	for _, r := range all {
		if r.Target == target && r.Scenario == scenario && r.Skipped == "" {
			found = append(found, r)
		}
	}
	return found
}

func (all results) direct(scenario string, round int) (record.Record, bool) {
	for _, r := range all.of(record.Direct, scenario) {
		if r.Round == round {
			return r, true
		}
	}
	return record.Record{}, false
}

// value is the median of a figure over the rounds, or the worst of them.
func (all results) value(f figure, target string) (float64, bool) {
	if target == record.Direct && (f.added || f.scenario == "start") {
		return 0, false
	}
	var values []float64
	for _, r := range all.of(target, f.scenario) {
		value, ok := f.of(r)
		if ok && f.added {
			var base float64
			if direct, found := all.direct(f.scenario, r.Round); found {
				base, ok = f.of(direct)
				value -= base
			} else {
				ok = false
			}
		}
		if ok {
			values = append(values, value)
		}
	}
	if len(values) == 0 {
		return 0, false
	}
	if f.worst {
		return slices.Max(values), true
	}
	return median(values), true
}

func median(values []float64) float64 {
	slices.Sort(values)
	half := len(values) / 2
	if len(values)%2 == 1 {
		return values[half]
	}
	return (values[half-1] + values[half]) / 2
}
