package table

import "plugsky.com/bench/rig/record"

// figure is one row of the table: what is read from the records of a scenario, and what it must be.
type figure struct {
	name, scenario string
	// of reads the figure; false: this record has none.
	of func(record.Record) (float64, bool)
	// added: the direct run of the same round is subtracted.
	added bool
	// worst: the highest of all rounds counts, not their median.
	worst bool
	// few: less is better.
	few bool
	// least and most bound the figure of our server, proxy its ratio to the baseline's; 0, and for most a negative number, is no bound.
	least, most, proxy float64
	digits             int
}

const none = -1

// figures in the order of the table; the bounds are those that the project holds itself to.
var figures = []figure{
	{name: "JSON 1 KB, requests/s", scenario: "sat", of: rate, least: 8000, most: none, proxy: 1},
	{name: "JSON 1 KB, CPU µs/request", scenario: "sat", of: cpu, few: true, most: 125, digits: 1},
	{name: "JSON 1 KB, C2's share of it, %", scenario: "sat", of: compiler, few: true, most: none, digits: 1},
	{name: "JSON 100 KB, requests/s", scenario: "large", of: rate, most: none},
	{name: "JSON 100 KB, CPU µs/request", scenario: "large", of: cpu, few: true, most: none, proxy: 1.5, digits: 1},
	{name: "added p50 at 1,000/s, ms", scenario: "lat1000", of: latency(p50), added: true, few: true, most: .3, digits: 2},
	{name: "added p99 at 1,000/s, ms", scenario: "lat1000", of: latency(p99), added: true, few: true, most: 1, digits: 2},
	{name: "1,000 streams, added first token p50, ms", scenario: "ttft", of: firstToken(p50), added: true, few: true, most: .3, digits: 2},
	{name: "1,000 streams, added first token p99, ms", scenario: "ttft", of: firstToken(p99), added: true, few: true, most: 2, digits: 2},
	{name: "1,000 streams, added transit p50, ms", scenario: "ttft", of: transit(p50), added: true, few: true, most: none, digits: 2},
	{name: "1,000 streams, CPU µs/chunk", scenario: "ttft", of: cpu, few: true, most: 65, digits: 1},
	{name: "1,000 streams, failed", scenario: "ttft", of: failed, worst: true, few: true, most: none},
	{name: "1,000 streams, MiB more than before the first", scenario: "warm-ttft", of: perThousand, worst: true, few: true, most: 64, digits: 1},
	{name: "flood, chunks/s", scenario: "flood", of: rate, least: 120000, most: none},
	{name: "flood, CPU µs/chunk", scenario: "flood", of: cpu, few: true, most: none, digits: 1},
	{name: "5,000 streams, chunks/s", scenario: "streams5000", of: rate, most: none},
	{name: "5,000 streams, failed", scenario: "streams5000", of: failed, worst: true, few: true},
	{name: "5,000 streams, MiB per 1,000", scenario: "streams5000", of: perThousand, few: true, most: 64, digits: 1},
	{name: "5,000 streams, MiB in all", scenario: "streams5000", of: memory, few: true, most: none},
	{name: "10,000 idle streams, failed", scenario: "idle10000", of: failed, worst: true, few: true},
	{name: "10,000 idle streams, MiB in all", scenario: "idle10000", of: memory, few: true, most: 1024},
	{name: "keep-alive comments within 1 s, %", scenario: "idle10000", of: kept, most: none, digits: 1},
	{name: "refusal p50 at twice what the bound lets in, ms", scenario: "refuse", of: refusal, few: true, most: 5, digits: 2},
	{name: "refusal p50 at twice what a core can do, ms", scenario: "refuse-cpu", of: refusal, few: true, most: none, digits: 2},
	{name: "first 8 s after the start, requests/s", scenario: "first8", of: rate, most: none},
	{name: "start to first answer, ms", scenario: "start", of: start, few: true, most: none},
	{name: "memory at the first answer, MiB", scenario: "start", of: memory, few: true, most: none},
}

type quantile func(record.Quantiles) float64

func p50(q record.Quantiles) float64 { return q.P50 }
func p99(q record.Quantiles) float64 { return q.P99 }

func rate(r record.Record) (float64, bool)     { return r.PerSecond, r.PerSecond > 0 }
func cpu(r record.Record) (float64, bool)      { return r.CPUMicros, r.CPUMicros > 0 }
func compiler(r record.Record) (float64, bool) { return r.C2Percent, r.CPUMicros > 0 }
func failed(r record.Record) (float64, bool)   { return float64(r.Failed), true }
func start(r record.Record) (float64, bool)    { return r.StartMS, true }
func memory(r record.Record) (float64, bool)   { return r.RSSPeak, r.RSSPeak > 0 }
func kept(r record.Record) (float64, bool)     { return r.SilenceKept * 100, r.Silence != nil }

// Memory that the warm part has left is used again, and growth may then be none.
func perThousand(r record.Record) (float64, bool) { return r.RSSPerThousand, r.RSSPeak > 0 }

func refusal(r record.Record) (float64, bool) { return milliseconds(r.Refused, p50) }
func latency(q quantile) func(record.Record) (float64, bool) {
	return func(r record.Record) (float64, bool) { return milliseconds(r.Latency, q) }
}
func firstToken(q quantile) func(record.Record) (float64, bool) {
	return func(r record.Record) (float64, bool) { return milliseconds(r.TTFT, q) }
}
func transit(q quantile) func(record.Record) (float64, bool) {
	return func(r record.Record) (float64, bool) { return milliseconds(r.Transit, q) }
}

func milliseconds(all *record.Quantiles, q quantile) (float64, bool) {
	if all == nil {
		return 0, false
	}
	return q(*all) / 1e3, true
}
