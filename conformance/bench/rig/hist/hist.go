// Package hist counts durations in a few kilobytes: 64 steps to each power of two, so that a quantile is right to 1.6 %.
package hist

import (
	"math/bits"
	"time"

	"plugsky.com/bench/rig/record"
)

const (
	steps = 64
	// powers of two above the first steps, up to more than a day in nanoseconds.
	powers = 42
)

// Hist is a histogram of durations; its zero value is empty. Not safe for several goroutines.
type Hist struct {
	n        int64
	min, max time.Duration
	counts   [steps * powers]uint32
}

// Add counts one duration; a negative one, which two clocks may give, counts as zero.
func (h *Hist) Add(d time.Duration) {
	d = max(d, 0)
	if h.n == 0 || d < h.min {
		h.min = d
	}
	h.max = max(h.max, d)
	h.n++
	h.counts[slot(uint64(d))]++
}

// Merge adds what another has counted.
func (h *Hist) Merge(other *Hist) {
	if other.n == 0 {
		return
	}
	if h.n == 0 || other.min < h.min {
		h.min = other.min
	}
	h.max = max(h.max, other.max)
	h.n += other.n
	for i, count := range other.counts {
		h.counts[i] += count
	}
}

// Quantile is the duration that the share p of all does not exceed; zero without any.
func (h *Hist) Quantile(p float64) time.Duration {
	want := min(int64(p*float64(h.n))+1, h.n)
	var seen int64
	for i, count := range h.counts {
		seen += int64(count)
		if seen >= want && want > 0 {
			return max(h.min, min(middle(i), h.max))
		}
	}
	return h.max
}

// Summary is nil if nothing was counted.
func (h *Hist) Summary() *record.Quantiles {
	if h.n == 0 {
		return nil
	}
	us := func(d time.Duration) float64 { return record.Tenth(float64(d) / 1e3) }
	return &record.Quantiles{
		P50: us(h.Quantile(.5)), P90: us(h.Quantile(.9)), P99: us(h.Quantile(.99)), P999: us(h.Quantile(.999)),
		Min: us(h.min), Max: us(h.max), N: h.n,
	}
}

// slot: values below 128 have a slot each; above, the highest 7 bits choose it.
func slot(v uint64) int {
	if v < 2*steps {
		return int(v)
	}
	shift := bits.Len64(v) - 7
	return min(shift*steps+int(v>>shift), steps*powers-1)
}

func middle(slot int) time.Duration {
	if slot < 2*steps {
		return time.Duration(slot)
	}
	shift := slot/steps - 1
	return time.Duration(int64(slot-shift*steps)<<shift + 1<<shift/2)
}
