// Package record is what one measurement says: a line of JSON that load writes and table reads.
package record

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
)

// Direct is the target that is no gateway: the mock itself.
const Direct = "direct"

// Quantiles are the times of one kind, in microseconds.
type Quantiles struct {
	P50  float64 `json:"p50"`
	P90  float64 `json:"p90"`
	P99  float64 `json:"p99"`
	P999 float64 `json:"p999"`
	Min  float64 `json:"min"`
	Max  float64 `json:"max"`
	N    int64   `json:"n"`
}

// Record is one measurement. A unit is a request, or a chunk where streams were measured.
type Record struct {
	Target   string `json:"target"`
	Scenario string `json:"scenario"`
	Round    int    `json:"round"`
	// Skipped says why there is no measurement, Note what else a reader should know.
	Skipped string `json:"skipped,omitempty"`
	Note    string `json:"note,omitempty"`

	Seconds   float64          `json:"seconds,omitempty"`
	OK        int64            `json:"ok"`
	Failed    int64            `json:"failed"`
	Fails     map[string]int64 `json:"fails,omitempty"`
	PerSecond float64          `json:"per_s"`

	// Latency counts from the moment a request was due, Service from when it was sent; Refused is the service time of 429 and 503.
	Latency *Quantiles `json:"latency_us,omitempty"`
	Service *Quantiles `json:"service_us,omitempty"`
	Refused *Quantiles `json:"refused_us,omitempty"`
	TTFT    *Quantiles `json:"ttft_us,omitempty"`
	Transit *Quantiles `json:"transit_us,omitempty"`
	// Silence is the time from any line of a stream to the next comment, SilenceKept the share within a second of the setting.
	Silence     *Quantiles `json:"silence_us,omitempty"`
	SilenceKept float64    `json:"silence_kept,omitempty"`

	// CPUMicros is the gateway's time on a core for a unit, C2Percent the share of it that the JVM's optimising compiler took.
	CPUMicros    float64 `json:"cpu_us"`
	CPUPercent   float64 `json:"cpu_percent"`
	C2Percent    float64 `json:"c2_percent"`
	LoadPercent  float64 `json:"load_percent"`
	MockPercent  float64 `json:"mock_percent"`
	StealPercent float64 `json:"steal_percent"`
	// Disturbed marks a window in which the host took time, however often it was repeated.
	Disturbed bool `json:"disturbed,omitempty"`

	RSSBefore      float64 `json:"rss_before_mib,omitempty"`
	RSSPeak        float64 `json:"rss_peak_mib,omitempty"`
	RSSPerThousand float64 `json:"rss_mib_per_1000,omitempty"`

	Steady  *bool     `json:"steady,omitempty"`
	Windows []float64 `json:"windows,omitempty"`
	StartMS float64   `json:"start_ms,omitempty"`
}

// Tenth rounds to one digit behind the point.
func Tenth(f float64) float64 { return math.Round(f*10) / 10 }

// Read takes a file of records, one a line.
func Read(in io.Reader) ([]Record, error) {
	var all []Record
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var r Record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		all = append(all, r)
	}
	return all, lines.Err()
}
