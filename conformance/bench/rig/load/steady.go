package load

import (
	"slices"
	"time"

	"plugsky.com/bench/rig/record"
)

const (
	// So many windows in a row have to agree,
	agreeing = 3
	// to this share of the largest.
	within = .05
)

// steady keeps the load up until the server does not get quicker any more, or the windows are used up.
func (l *load) steady() record.Record {
	r := record.Record{Target: l.Target, Scenario: l.Scenario, Round: l.Round}
	done := false
	l.measuring.Store(true)
	for begin, seen := time.Now(), int64(0); !done && len(r.Windows) < l.Windows; {
		time.Sleep(l.Window)
		now, count := time.Now(), l.soFar()
		r.Windows = append(r.Windows, record.Tenth(float64(count-seen)/now.Sub(begin).Seconds()))
		done = agree(r.Windows)
		begin, seen = now, count
	}
	all := l.total()
	r.OK, r.Fails, r.Steady = all.ok, all.fails, &done
	for _, count := range all.fails {
		r.Failed += count
	}
	r.PerSecond = r.Windows[len(r.Windows)-1]
	r.RSSPeak = record.Tenth(l.rss())
	return r
}

func (l *load) soFar() (count int64) {
	for i := range l.tallies {
		t := &l.tallies[i]
		t.mutex.Lock()
		if l.Ask.Stream {
			count += t.tokens
		} else {
			count += t.answered
		}
		t.mutex.Unlock()
	}
	return count
}

func agree(windows []float64) bool {
	if len(windows) < agreeing {
		return false
	}
	last := windows[len(windows)-agreeing:]
	return slices.Min(last) > 0 && slices.Min(last) >= slices.Max(last)*(1-within)
}
