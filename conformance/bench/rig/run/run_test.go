package run

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"plugsky.com/bench/rig/record"
)

func TestOptionsAreChecked(t *testing.T) {
	for text, bad := range map[string]bool{
		"": false, "--only sat,lat1000 --rounds 3 --peers nginx,tensorzero --seconds 4": false, "--seconds 0.5": false,
		"--only sit": true, "--peers envoy": true, "--rounds 0": true, "--seconds 0.1": true, "--keep-alive 1s": true, "stray": true,
	} {
		if _, err := parse(strings.Fields(text)); (err != nil) != bad {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestEveryScenarioIsWarmedByOneThatIsThere(t *testing.T) {
	for _, sc := range scenarios(Options{}) {
		if sc.warm != "" && !slices.Contains(names(), sc.warm) {
			t.Errorf("%s: warm %s", sc.name, sc.warm)
		}
	}
}

func TestASlowTargetIsSparedTheHigherLoads(t *testing.T) {
	gateway := func() *target { return &target{process: &process{}} }
	for name, row := range map[string]struct {
		target *target
		by     string
		perS   float64
		slow   bool
	}{
		"few requests":    {gateway(), "sat", 70, true},
		"enough":          {gateway(), "sat", 1200, false},
		"few chunks":      {gateway(), "ttft", 1000, true},
		"all chunks":      {gateway(), "ttft", 5200, false},
		"few of large":    {gateway(), "large", 70, false},
		"direct is never": {&target{}, "sat", 70, false},
	} {
		row.target.learn(scenario{name: row.by}, record.Record{PerSecond: row.perS})
		if (row.target.slow != "") != row.slow {
			t.Errorf("%s: %q", name, row.target.slow)
		}
	}
}

func TestStreamsFitTheFilesThatAreAllowed(t *testing.T) {
	for files, want := range map[int]string{65536: "", 21000: "", 20000: "-conns 9500", 1024: "-conns 12", 100: "-conns 1"} {
		got, note := fit(scenario{streams: 10000}, files)
		if strings.Join(got, " ") != want || (note == "") != (want == "") {
			t.Errorf("%d: %v, %q", files, got, note)
		}
	}
}

func TestAGroupEndsWhole(t *testing.T) {
	log := filepath.Join(t.TempDir(), "log")
	// A shell that waits for a child; both stopped, as a parked gateway is.
	p, err := start(nil, log, []string{"WORD=hello"}, "sh", "-c", "echo $WORD; cat /dev/zero >/dev/null & wait")
	if err != nil {
		t.Fatal(err)
	}
	p.signal(syscall.SIGSTOP)
	p.stop()
	if p.alive() {
		t.Error("alive")
	}
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range files {
		text, _ := os.ReadFile(file)
		// After the name: the state, the parent and the group.
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if len(fields) > 2 && fields[2] == strconv.Itoa(p.pid()) && fields[0] != "Z" {
			t.Errorf("still there: %s", text)
		}
	}
}

func TestAPeersFilesAreFilled(t *testing.T) {
	s := &session{Options: Options{Peers: "../../peers", Folder: t.TempDir()}, mockPort: 4711}
	for _, p := range peers {
		p.needs = "sh" // stands for what is installed
		l, err := s.prepare(p)
		if err != nil {
			t.Fatal(err)
		}
		if l.target.name != p.name || l.target.model == "" || l.target.key == "" || (l.target.url == "") != (l.address != "") {
			t.Errorf("%s: %+v", p.name, l.target)
		}
		if p.configuration == "" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(s.Folder, "run-"+p.name, p.configuration))
		if err != nil || strings.Contains(string(text), "@") || !strings.Contains(string(text), ":4711") {
			t.Errorf("%s: %v\n%s", p.name, err, text)
		}
	}
}

func TestOneThatIsNotInstalledSaysSo(t *testing.T) {
	s := &session{Options: Options{Peers: "../../peers", Folder: t.TempDir()}}
	if _, err := s.prepare(peers[1]); err == nil || !strings.Contains(err.Error(), "--install-peers") {
		t.Errorf("%v", err)
	}
}
