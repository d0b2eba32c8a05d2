package table

import "fmt"

// verdict of one bound on our server.
type verdict struct {
	must   string
	missed bool
	// absent: it was not measured, which is no pass.
	absent bool
}

func (v verdict) word() string {
	switch {
	case v.absent:
		return "not measured"
	case v.missed:
		return "missed"
	}
	return "kept"
}

// judge holds our server to the bounds of a figure.
func (all results) judge(f figure) (verdicts []verdict) {
	ours, found := all.value(f, Ours)
	if f.least > 0 {
		verdicts = append(verdicts, verdict{"≥ " + number(f.least, 0), ours < f.least, !found})
	}
	if f.most >= 0 {
		verdicts = append(verdicts, verdict{"≤ " + number(f.most, shortest(f.most)), ours > f.most, !found})
	}
	if f.proxy > 0 {
		proxy, both := all.value(f, Proxy)
		ratio := 0.0
		if both = both && found && proxy > 0; both {
			ratio = ours / proxy
		}
		sign := "≥"
		missed := ratio < f.proxy
		if f.few {
			sign, missed = "≤", ratio > f.proxy
		}
		verdicts = append(verdicts, verdict{fmt.Sprintf("%s %g × proxy", sign, f.proxy), missed, !both})
	}
	return verdicts
}

// check is the failures that `--check` fails for.
func (all results) check() (failures []string) {
	for _, f := range figures {
		for _, v := range all.judge(f) {
			if v.missed && !v.absent {
				value, _ := all.value(f, Ours)
				failures = append(failures, fmt.Sprintf("%s: %s (expected: %s)", f.name, number(value, f.digits), v.must))
			}
		}
	}
	return failures
}

func shortest(f float64) int {
	if f == float64(int64(f)) {
		return 0
	}
	return 1
}
