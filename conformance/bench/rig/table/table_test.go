package table

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"plugsky.com/bench/rig/record"
)

func sat(target string, round int, perSecond, micros float64) record.Record {
	return record.Record{Target: target, Scenario: "sat", Round: round, PerSecond: perSecond, CPUMicros: micros}
}

func late(target string, round int, p50 float64) record.Record {
	return record.Record{Target: target, Scenario: "lat1000", Round: round, Latency: &record.Quantiles{P50: p50, P99: 2 * p50}}
}

func TestBounds(t *testing.T) {
	for name, row := range map[string]struct {
		records []record.Record
		missed  []string
	}{
		"all kept":             {[]record.Record{sat("proxy", 1, 8500, 117), sat("ours", 1, 9000, 110)}, nil},
		"too few":              {[]record.Record{sat("ours", 1, 7999, 110)}, []string{"JSON 1 KB, requests/s: 7,999 (expected: ≥ 8,000)"}},
		"too dear":             {[]record.Record{sat("ours", 1, 9000, 125.1)}, []string{"CPU µs/request: 125.1 (expected: ≤ 125)"}},
		"behind the proxy":     {[]record.Record{sat("proxy", 1, 9100, 100), sat("ours", 1, 9000, 110)}, []string{"≥ 1 × proxy"}},
		"median counts":        {[]record.Record{sat("ours", 1, 7000, 110), sat("ours", 2, 9000, 110), sat("ours", 3, 9000, 110)}, nil},
		"left out":             {[]record.Record{{Target: "ours", Scenario: "sat", Skipped: "x"}}, nil},
		"added is less direct": {[]record.Record{late("direct", 1, 100), late("ours", 1, 399)}, nil},
		"added too much":       {[]record.Record{late("direct", 1, 100), late("ours", 1, 401)}, []string{"added p50"}},
		"of its own round":     {[]record.Record{late("direct", 1, 100), late("direct", 2, 500), late("ours", 2, 700)}, nil},
		"any failure": {[]record.Record{{Target: "ours", Scenario: "streams5000", Round: 1, Failed: 1},
			{Target: "ours", Scenario: "streams5000", Round: 2}, {Target: "ours", Scenario: "streams5000", Round: 3}},
			[]string{"5,000 streams, failed: 1 (expected: ≤ 0)"}},
		"more CPU than half again": {[]record.Record{{Target: "proxy", Scenario: "large", CPUMicros: 200}, {Target: "ours", Scenario: "large", CPUMicros: 301}},
			[]string{"≤ 1.5 × proxy"}},
	} {
		err := Check(row.records)
		if (err != nil) != (row.missed != nil) {
			t.Errorf("%s: %v", name, err)
		}
		for _, text := range row.missed {
			if err != nil && !strings.Contains(err.Error(), text) {
				t.Errorf("%s: %v (expected: %s)", name, err, text)
			}
		}
	}
}

func TestTablesHaveWhatWasMeasured(t *testing.T) {
	steady := false
	records := []record.Record{
		{Scenario: "machine", Note: "2 cores"},
		sat("direct", 1, 30000, 0), sat("proxy", 1, 8000, 120), sat("ours", 1, 12000, 80),
		{Target: "litellm", Scenario: "lat1000", Round: 1, Skipped: "70/s at most"},
		{Target: "ours", Scenario: "warm-sat", Steady: &steady, Windows: []float64{1, 2, 3, 4}},
		{Target: "ours", Scenario: "flood", Round: 2, PerSecond: 1, StealPercent: 3, Disturbed: true},
	}
	for _, markdown := range []bool{true, false} {
		var out strings.Builder
		Print(&out, records, markdown)
		for _, want := range []string{"2 cores", "12,000", "30,000", "1.50", "0.67", "≥ 8,000, ≥ 1 × proxy", "kept, kept", "70/s at most",
			"never steady, the last windows [2 3 4]", "the host took 3 % of a core"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("markdown %v lacks %q:\n%s", markdown, want, out.String())
			}
		}
		if strings.Contains(out.String(), "refusal") {
			t.Error("a row without a figure")
		}
	}
}

func TestFilesAreReadToTheirEnd(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x")
	for text, bad := range map[string]bool{
		`{"target":"ours","scenario":"sat","per_s":9000,"cpu_us":1}` + "\n": false,
		`{"target":"ours","scenario":"sat","per_s":1,"cpu_us":1}` + "\n":    true,
		"{\n": true,
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Main([]string{"--check", file}); (err != nil) != bad {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestNumbersAreReadable(t *testing.T) {
	for want, got := range map[string]string{"0": number(0, 0), "999": number(999, 0), "1,000": number(999.6, 0),
		"1,234,567.8": number(1234567.84, 1), "-0.12": number(-.123, 2), "-12,345": number(-12345, 0)} {
		if got != want {
			t.Errorf("%s (expected: %s)", got, want)
		}
	}
}
