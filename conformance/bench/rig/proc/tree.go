// Package proc reads from /proc what a tree of processes costs, and what the machine took away from it.
package proc

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The kernel counts time in ticks of USER_HZ, which is 100 on every platform that Linux runs Java on.
const tick = 10 * time.Millisecond

// Usage is what processes have used so far.
type Usage struct {
	CPU time.Duration
	// C2 is the part of it that a JVM's optimising compiler took.
	C2 time.Duration
	// RSS in MiB; pages that processes share count in each.
	RSS float64
}

// Tree is a process and all that descend from it.
func Tree(pid int) []int {
	all := []int{pid}
	for i := 0; i < len(all); i++ {
		files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", all[i]))
		for _, file := range files {
			text, _ := os.ReadFile(file)
			for _, field := range strings.Fields(string(text)) {
				if child, err := strconv.Atoi(field); err == nil {
					all = append(all, child)
				}
			}
		}
	}
	return all
}

// Of adds up the processes; those that ended count nothing.
func Of(pids []int) (all Usage) {
	for _, pid := range pids {
		all.CPU += CPU(pid)
		all.C2 += compiler(pid)
	}
	all.RSS = RSS(pids)
	return all
}

// CPU is the time that one process has used; zero if there is none.
func CPU(pid int) time.Duration {
	if pid == 0 {
		return 0
	}
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, used := parseStat(text)
	return used
}

// RSS is the memory that processes hold, in MiB.
func RSS(pids []int) (mib float64) {
	for _, pid := range pids {
		text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
		if fields := bytes.Fields(text); len(fields) > 1 {
			pages, _ := strconv.ParseFloat(string(fields[1]), 64)
			mib += pages * float64(os.Getpagesize()) / (1 << 20)
		}
	}
	return mib
}

func compiler(pid int) (used time.Duration) {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
	for _, file := range files {
		text, _ := os.ReadFile(file)
		if name, cpu := parseStat(text); strings.HasPrefix(name, "C2 Compiler") {
			used += cpu
		}
	}
	return used
}

// parseStat: the name stands in parentheses and may hold any character; user and system time are the 12th and 13th field after it.
func parseStat(text []byte) (name string, used time.Duration) {
	open, shut := bytes.IndexByte(text, '('), bytes.LastIndexByte(text, ')')
	if open < 0 || shut < open {
		return "", 0
	}
	fields := bytes.Fields(text[shut+1:])
	if len(fields) < 13 {
		return "", 0
	}
	user, _ := strconv.Atoi(string(fields[11]))
	system, _ := strconv.Atoi(string(fields[12]))
	return string(text[open+1 : shut]), time.Duration(user+system) * tick
}
