package proc

import (
	"os"
	"strconv"
	"strings"
)

// Cores are the ticks of each core since the machine started.
type Cores []core

type core struct{ steal, all float64 }

// Machine reads all cores.
func Machine() Cores {
	text, _ := os.ReadFile("/proc/stat")
	return parseCores(string(text))
}

// Steal is how many percent of the time since before the host gave to others, on the core that lost most.
func (c Cores) Steal(before Cores) (percent float64) {
	for i := range min(len(c), len(before)) {
		if all := c[i].all - before[i].all; all > 0 {
			percent = max(percent, (c[i].steal-before[i].steal)/all*100)
		}
	}
	return percent
}

func parseCores(text string) (cores Cores) {
	for _, line := range strings.Split(text, "\n") {
		fields := strings.Fields(line)
		if len(fields) < 9 || fields[0] == "cpu" || !strings.HasPrefix(fields[0], "cpu") {
			continue
		}
		var one core
		for i, field := range fields[1:9] { // user nice system idle iowait irq softirq steal; guests are in user
			ticks, _ := strconv.ParseFloat(field, 64)
			one.all += ticks
			if i == 7 {
				one.steal = ticks
			}
		}
		cores = append(cores, one)
	}
	return cores
}
