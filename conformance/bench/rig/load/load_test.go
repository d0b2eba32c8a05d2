package load

import (
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"plugsky.com/bench/rig/mock"
	"plugsky.com/bench/rig/record"
)

// upstream is a mock of its own for a test, with the flags of `rig load` that reach it.
func upstream(t *testing.T, knobs string) []string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m := mock.New()
	if err := m.Turn(knobs); err != nil {
		t.Fatal(err)
	}
	go m.Serve(listener)
	t.Cleanup(func() { listener.Close() })
	return []string{"-url", "http://" + listener.Addr().String() + "/v1", "-warm", "10ms", "-window", "100ms", "-conns", "4"}
}

func measure(t *testing.T, base []string, flags string) record.Record {
	options, err := parse(append(base, strings.Fields(flags)...))
	if err != nil {
		t.Fatal(err)
	}
	options.PID = os.Getpid()
	result, err := Measure(options)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestEachModeCountsWhatWasAnswered(t *testing.T) {
	for name, row := range map[string]struct{ knobs, flags string }{
		"closed":  {"", "-mode closed"},
		"large":   {"", "-mode closed -bytes 102400"},
		"open":    {"", "-mode open -rate 500"},
		"streams": {"tokens=5&each=1ms", "-mode streams -tokens 5"},
		"ramp":    {"tokens=5", "-mode streams -tokens 5 -ramp 20ms"},
		"silent":  {"tokens=2&each=800ms", "-mode silent -tokens 2"},
		"steady":  {"", "-mode steady -windows 3 -window 20ms"},
		"any":     {"", "-mode streams -marked=false"},
	} {
		t.Run(name, func(t *testing.T) {
			got := measure(t, upstream(t, row.knobs), row.flags)
			if got.OK == 0 || got.Failed != 0 {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestAnOpenLoopKeepsItsRate(t *testing.T) {
	got := measure(t, upstream(t, ""), "-mode open -rate 1000")
	if got.Latency == nil || got.Latency.N != 100 || got.Latency.P50 < got.Service.P50 {
		t.Errorf("latency %+v, service %+v", got.Latency, got.Service)
	}
}

func TestLatencyCountsFromWhenItWasDue(t *testing.T) {
	got := measure(t, upstream(t, "first=20ms"), "-mode open -rate 1000")
	if got.Latency.P99 < 5*got.Service.P50 {
		t.Errorf("four connections at 20 ms do 200/s, and 1000/s were due: latency %+v, service %+v", got.Latency, got.Service)
	}
}

func TestStreamsWithOtherChunksFail(t *testing.T) {
	for tokens, want := range map[string]string{"6": "chunks_missing", "4": "chunks_extra"} {
		got := measure(t, upstream(t, "tokens=5"), "-mode streams -tokens "+tokens)
		if got.OK != 0 || got.Fails[want] != got.Failed || got.Failed == 0 {
			t.Errorf("%s: %+v", tokens, got)
		}
	}
}

func TestTheFirstAnswerEndsTheWait(t *testing.T) {
	base := upstream(t, "")
	if got := measure(t, base, "-mode first -window 5s"); got.OK != 1 {
		t.Errorf("%+v", got)
	}
	options, _ := parse(append(base, "-mode", "first", "-url", "http://127.0.0.1:1/v1", "-window", "20ms"))
	if _, err := Measure(options); err == nil {
		t.Error("an answer without a server")
	}
	options.PID, options.Window = 1<<22+1, time.Hour // above all process numbers
	if _, err := Measure(options); err == nil {
		t.Error("waited for a server that has ended")
	}
}

func TestSteadyIsThreeWindowsWithinFivePercent(t *testing.T) {
	for _, row := range []struct {
		windows []float64
		want    bool
	}{
		{nil, false},
		{[]float64{100, 100}, false},
		{[]float64{100, 96, 98}, true},
		{[]float64{100, 94, 98}, false},
		{[]float64{10, 50, 100, 101, 102}, true},
		{[]float64{100, 100, 100, 80}, false},
		{[]float64{0, 0, 0}, false},
	} {
		if got := agree(row.windows); got != row.want {
			t.Errorf("%v: %v", row.windows, got)
		}
	}
}

func TestAKeepAliveIsKeptWithinASecond(t *testing.T) {
	var got tally
	for _, silence := range []time.Duration{3999, 4000, 5000, 6000, 6001} {
		got.comment(silence*time.Millisecond, 5*time.Second)
	}
	if got.kept != 3 || got.silent.Summary().N != 5 {
		t.Errorf("%d kept of %d", got.kept, got.silent.Summary().N)
	}
}
