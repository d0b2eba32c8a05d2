package hist

import (
	"math"
	"testing"
	"time"
)

func TestQuantilesAreRightToTwoPercent(t *testing.T) {
	for _, unit := range []time.Duration{1, time.Microsecond, time.Millisecond, time.Second} {
		var h Hist
		for i := 1; i <= 1000; i++ {
			h.Add(time.Duration(i) * unit)
		}
		for _, row := range []struct{ p, want float64 }{{.5, 500}, {.9, 900}, {.99, 990}, {.999, 999}} {
			got := float64(h.Quantile(row.p)) / float64(unit)
			if math.Abs(got-row.want) > row.want*.02+1 {
				t.Errorf("unit %v: quantile %v is %v (expected: %v)", unit, row.p, got, row.want)
			}
		}
	}
}

func TestEverySlotHoldsItsMiddle(t *testing.T) {
	for i := range steps * (powers - 1) {
		if got := slot(uint64(middle(i))); got != i {
			t.Fatalf("slot of the middle of %d: %d", i, got)
		}
	}
}

func TestBoundsAreExact(t *testing.T) {
	var h Hist
	for _, d := range []time.Duration{-5, 12345, 99 * time.Hour} {
		h.Add(d)
	}
	s := h.Summary()
	if s.Min != 0 || s.Max != float64(99*time.Hour)/1e3 || s.N != 3 {
		t.Errorf("summary: %+v", *s)
	}
}

func TestAnEmptyOneHasNoSummary(t *testing.T) {
	var h Hist
	if h.Summary() != nil || h.Quantile(.5) != 0 {
		t.Error("something out of nothing")
	}
}

func TestMergedIsCountedTogether(t *testing.T) {
	var left, right, both Hist
	for i := 1; i <= 2000; i++ {
		d := time.Duration(i*i) * time.Microsecond
		both.Add(d)
		if i%3 == 0 {
			left.Add(d)
		} else {
			right.Add(d)
		}
	}
	left.Merge(&right)
	left.Merge(&Hist{})
	if left != both {
		t.Error("parts merged differ from the whole")
	}
}
