package proc

import (
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"
)

func TestTimesOfAProcess(t *testing.T) {
	for text, want := range map[string]struct {
		name string
		used time.Duration
	}{
		"7 (java) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0":           {"java", 3 * time.Second},
		"7 (C2 CompilerThre) S 1 2 3 4 5 6 7 8 9 10 100 0 0 0": {"C2 CompilerThre", time.Second},
		"7 (odd) (name) ) R 1 2 3 4 5 6 7 8 9 10 1 2 0 0":      {"odd) (name) ", 30 * time.Millisecond},
		"7 (cut) S 1 2": {"", 0},
		"":              {"", 0},
	} {
		if name, used := parseStat([]byte(text)); name != want.name || used != want.used {
			t.Errorf("%q: %q, %v", text, name, used)
		}
	}
}

func TestStealIsOfTheCoreThatLostMost(t *testing.T) {
	const before = "cpu  9 9 9 9 9 9 9 9 9 9\ncpu0 100 0 0 100 0 0 0 0 0 0\ncpu1 100 0 0 100 0 0 0 10 50 0\nintr 1 2 3 4 5 6 7 8 9\n"
	const after = "cpu  9 9 9 9 9 9 9 9 9 9\ncpu0 150 0 0 149 0 0 0 1 0 0\ncpu1 150 0 0 145 0 0 0 15 90 0\nintr 1 2 3 4 5 6 7 8 9\n"
	if got := parseCores(after).Steal(parseCores(before)); got != 5 {
		t.Errorf("%v %% (expected: 5)", got)
	}
	if got := parseCores(after).Steal(nil); got != 0 {
		t.Errorf("%v %% of no time", got)
	}
	if len(Machine()) == 0 {
		t.Error("no cores on this machine")
	}
}

func TestATreeHoldsItsChildren(t *testing.T) {
	child := exec.Command("cat")
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	tree := Tree(os.Getpid())
	if !slices.Contains(tree, child.Process.Pid) || tree[0] != os.Getpid() {
		t.Errorf("%v lacks %d", tree, child.Process.Pid)
	}
	if used := Of(tree); used.RSS <= 0 || used.C2 != 0 {
		t.Errorf("%+v", used)
	}
	in.Close()
	if err := child.Wait(); err != nil {
		t.Error(err)
	}
}
