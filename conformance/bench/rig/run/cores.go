package run

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
)

// core is the words before a command that keep it on one core; none where nothing is pinned.
type core []string

// cores: the gateways have one for themselves, mock and load share the other.
type cores struct {
	gateways, harness core
	how               string
}

func pin() cores {
	if runtime.NumCPU() < 2 {
		return cores{how: "nothing is pinned, there is one core: figures are of gateway and load together"}
	}
	if _, err := exec.LookPath("taskset"); err != nil {
		return cores{how: "nothing is pinned, taskset is missing: figures are not of one core"}
	}
	return cores{core{"taskset", "-c", "0"}, core{"taskset", "-c", "1"}, "gateways on core 0, mock and load on core 1"}
}

// machine is a line about where the figures come from.
func machine(how string) string {
	kernel, _ := os.ReadFile("/proc/sys/kernel/osrelease")
	load, _ := os.ReadFile("/proc/loadavg")
	average, _, _ := strings.Cut(string(load), " ")
	return fmt.Sprintf("%d cores, %s, Linux %s, load %s before; %s", runtime.NumCPU(), processor(), strings.TrimSpace(string(kernel)), average, how)
}

func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for _, line := range strings.Split(string(text), "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

// descriptors is how many files a process may have open; a gateway needs two for each stream.
func descriptors() int {
	var limit syscall.Rlimit
	syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit)
	return int(limit.Cur)
}
