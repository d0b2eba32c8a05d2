package load

import (
	"syscall"
	"time"

	"plugsky.com/bench/rig/proc"
	"plugsky.com/bench/rig/record"
)

// How often memory is looked at within a window.
const look = 400 * time.Millisecond

// snapshot is what all have used up to a moment.
type snapshot struct {
	at        time.Time
	server    proc.Usage
	mock, own time.Duration
	cores     proc.Cores
}

func (l *load) snapshot() snapshot {
	s := snapshot{mock: proc.CPU(l.MockPID), own: own(), cores: proc.Machine()}
	if l.PID > 0 {
		s.server = proc.Of(proc.Tree(l.PID))
	}
	s.at = time.Now()
	return s
}

func (l *load) rss() float64 {
	if l.PID == 0 {
		return 0
	}
	return proc.RSS(proc.Tree(l.PID))
}

// window measures once the warm part is over.
func (l *load) window() record.Record {
	r := record.Record{Target: l.Target, Scenario: l.Scenario, Round: l.Round, RSSBefore: l.before}
	time.Sleep(time.Until(l.start.Add(l.Warm)))
	before := l.snapshot()
	l.measuring.Store(true)
	for end := before.at.Add(l.Window); time.Now().Before(end); time.Sleep(min(look, max(time.Until(end), 0))) {
		r.RSSPeak = max(r.RSSPeak, record.Tenth(l.rss()))
	}
	r.RSSPeak = max(r.RSSPeak, record.Tenth(l.rss()))
	l.measuring.Store(false)
	after := l.snapshot()
	l.counts(&r, l.total(), after.at.Sub(before.at))
	l.costs(&r, before, after)
	return r
}

func (l *load) counts(r *record.Record, all *tally, wall time.Duration) {
	r.OK, r.Fails = all.ok, all.fails
	for _, count := range all.fails {
		r.Failed += count
	}
	units := all.answered
	if l.Ask.Stream {
		units = all.tokens
	}
	r.Seconds = wall.Seconds()
	r.PerSecond = record.Tenth(float64(units) / wall.Seconds())
	r.Latency, r.Service, r.Refused = all.latency.Summary(), all.service.Summary(), all.refused.Summary()
	r.TTFT, r.Transit, r.Silence = all.ttft.Summary(), all.transit.Summary(), all.silent.Summary()
	if r.Silence != nil {
		r.SilenceKept = float64(all.kept) / float64(r.Silence.N)
	}
	if l.Ask.Stream && r.RSSPeak > 0 {
		r.RSSPerThousand = record.Tenth((r.RSSPeak - r.RSSBefore) * 1000 / float64(l.Conns))
	}
}

func (l *load) costs(r *record.Record, before, after snapshot) {
	cpu, c2 := after.server.CPU-before.server.CPU, after.server.C2-before.server.C2
	percent := func(used time.Duration) float64 { return record.Tenth(used.Seconds() / r.Seconds * 100) }
	r.CPUPercent, r.LoadPercent, r.MockPercent = percent(cpu), percent(after.own-before.own), percent(after.mock-before.mock)
	r.StealPercent = record.Tenth(after.cores.Steal(before.cores))
	if cpu > 0 {
		r.C2Percent = record.Tenth(max(c2, 0).Seconds() / cpu.Seconds() * 100)
	}
	if units := r.PerSecond * r.Seconds; units > 0 {
		r.CPUMicros = record.Tenth(cpu.Seconds() * 1e6 / units)
	}
}

func own() time.Duration {
	var used syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
