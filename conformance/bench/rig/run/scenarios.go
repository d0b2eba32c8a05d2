package run

import (
	"strconv"
	"strings"
	"time"
)

// scenario is one way to measure.
type scenario struct {
	name string
	// knobs of the mock.
	knobs string
	// warm is the scenario whose load makes a target warm for this one; empty: this is measured cold.
	warm  string
	flags []string
	// tokens of each stream; 0: no streams.
	tokens int
	// streams at once, which need as many descriptors twice.
	streams int
	// window is fixed where the scenario needs it; 0: as the user says.
	window time.Duration
	// gateways: the direct run says nothing.
	gateways bool
}

const (
	loadAtOnce  = 32 // connections of the saturating load
	quick       = "first=0s&each=0s&tokens=16"
	paced       = "first=0s&each=200ms&tokens=20"
	answerTime  = 50 * time.Millisecond
	flood       = "first=0s&each=0s&tokens=256"
	floodTokens = 256
	pacedTokens = 20
)

// unhurried is an upstream that takes its time, as models do, so that the bound on requests at once is what saturates.
var unhurried = "first=" + answerTime.String() + "&each=0s&tokens=16"

// refusals are measured on a server of their own.
func refusals(name string) bool { return strings.HasPrefix(name, "refuse") }

// scenarios in the order of a round; first8 and the refusals have their own place in the session.
func scenarios(o Options) []scenario {
	hold := 8*time.Second + 3*o.KeepAlive
	return []scenario{
		{name: "first8", knobs: quick, flags: flags("closed", loadAtOnce, "-warm", "0s"), window: 8 * time.Second, gateways: true},
		{name: "sat", knobs: quick, warm: "sat", flags: flags("closed", loadAtOnce)},
		{name: "lat1000", knobs: quick, warm: "sat", flags: flags("open", 256, "-rate", "1000", "-timeout", "10s")},
		{name: "large", knobs: quick, warm: "large", flags: flags("closed", 16, "-bytes", "102400")},
		{name: "flood", knobs: flood, warm: "flood", flags: flags("streams", 64, "-max-tokens", "256"), tokens: floodTokens},
		{name: "ttft", knobs: paced, warm: "ttft", flags: flags("streams", 1000, "-ramp", "2s"), tokens: pacedTokens, streams: 1000},
		{name: "streams5000", knobs: paced, warm: "ttft", flags: flags("streams", 5000, "-ramp", "6s"), tokens: pacedTokens, streams: 5000},
		{name: "idle10000", knobs: "first=0s&tokens=2&each=" + hold.String(), warm: "flood", tokens: 2, streams: 10000, gateways: true,
			flags:  flags("silent", 10000, "-ramp", "5s", "-keep-alive", o.KeepAlive.String(), "-timeout", (2 * hold).String()),
			window: 2*o.KeepAlive + 2*time.Second},
		{name: "refuse", knobs: unhurried, warm: "sat", flags: flags("open", 256, "-timeout", "10s", "-warm", "8s"), gateways: true},
		{name: "refuse-cpu", knobs: quick, warm: "sat", flags: flags("open", 256, "-timeout", "10s", "-warm", "8s"), gateways: true},
	}
}

func flags(mode string, conns int, more ...string) []string {
	return append([]string{"-mode", mode, "-conns", strconv.Itoa(conns)}, more...)
}

func names() (all []string) {
	for _, s := range scenarios(Options{}) {
		all = append(all, s.name)
	}
	return all
}
