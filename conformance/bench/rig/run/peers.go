package run

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"plugsky.com/bench/rig/mock"
)

// peer is another gateway: its configuration's name, what must be installed, and how it is started.
type peer struct {
	name, configuration string
	// needs is a file below the folder of installed peers, or a program on the PATH.
	needs  string
	launch func(p place) launch
}

// place is what a peer's start depends on.
type place struct {
	program, configuration, folder, upstream string
	port                                     int
}

var peers = []peer{
	{"nginx", "nginx.conf", "nginx", func(p place) launch {
		return launch{words: []string{p.program, "-p", p.folder, "-c", p.configuration, "-e", "stderr"}}
	}},
	{"tensorzero", "tensorzero.toml", "tensorzero/bin/python", func(p place) launch {
		address := filepath.Join(p.folder, "address")
		return launch{target: target{model: "tensorzero::model_name::" + mock.Model}, address: address,
			words: []string{p.program, filepath.Join(p.folder, "tensorzero_up.py"), p.configuration, address}}
	}},
	{"litellm", "litellm.yaml", "litellm/bin/litellm", func(p place) launch {
		return launch{environment: []string{"LITELLM_LOCAL_MODEL_COST_MAP=True", "LITELLM_LOG=ERROR"},
			words: []string{p.program, "--config", p.configuration, "--host", "127.0.0.1", "--port", fmt.Sprint(p.port),
				"--num_workers", "1", "--telemetry", "False"}}
	}},
	{"portkey", "", "portkey/node_modules/@portkey-ai/gateway/build/start-server.js", func(p place) launch {
		return launch{environment: []string{"NODE_ENV=production"},
			target: target{headers: []string{"x-portkey-provider: openai", "x-portkey-custom-host: " + p.upstream}},
			words:  []string{"node", p.program, fmt.Sprintf("--port=%d", p.port), "--headless"}}
	}},
}

func peerNames() (names []string) {
	for _, p := range peers {
		names = append(names, p.name)
	}
	return names
}

// prepare writes a peer's configuration and says how to start it.
func (s *session) prepare(p peer) (launch, error) {
	program, err := s.installed(p)
	if err != nil {
		return launch{}, err
	}
	port, err := freePort()
	if err != nil {
		return launch{}, err
	}
	at := place{program: program, folder: filepath.Join(s.Folder, "run-"+p.name), port: port, upstream: base(s.mockPort)}
	if err := os.RemoveAll(at.folder); err != nil {
		return launch{}, err
	}
	if err := os.MkdirAll(at.folder, 0o755); err != nil {
		return launch{}, err
	}
	files, err := filepath.Glob(filepath.Join(s.Peers, p.name+"[._]*"))
	if err != nil {
		return launch{}, err
	}
	for _, file := range files {
		if err := s.fill(file, at); err != nil {
			return launch{}, err
		}
	}
	at.configuration = filepath.Join(at.folder, p.configuration)
	l := p.launch(at)
	l.target.name, l.target.key = p.name, key
	if l.target.model == "" {
		l.target.model = mock.Model
	}
	if l.address == "" {
		l.target.url = base(port)
	}
	return l, nil
}

// fill copies a file with what it leaves open.
func (s *session) fill(file string, at place) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	filled := strings.NewReplacer("@UPSTREAM@", at.upstream, "@UPSTREAM_PORT@", fmt.Sprint(s.mockPort),
		"@PORT@", fmt.Sprint(at.port), "@KEY@", key, "@MODEL@", mock.Model).Replace(string(text))
	return os.WriteFile(filepath.Join(at.folder, filepath.Base(file)), []byte(filled), 0o600)
}

func (s *session) installed(p peer) (string, error) {
	if !strings.Contains(p.needs, "/") {
		program, err := exec.LookPath(p.needs)
		if err != nil {
			return "", fmt.Errorf("%s is not on the PATH", p.needs)
		}
		return program, nil
	}
	folder := filepath.Join(s.Folder, "peers")
	if s.Install {
		if out, err := exec.Command(filepath.Join(s.Peers, "install"), p.name, folder).CombinedOutput(); err != nil {
			lines := strings.Split(strings.TrimSpace(string(out)), "\n")
			return "", fmt.Errorf("cannot be installed: %.200s", lines[len(lines)-1])
		}
	}
	program := filepath.Join(folder, p.needs)
	if _, err := os.Stat(program); err != nil {
		return "", fmt.Errorf("is not installed; --install-peers does it")
	}
	return program, nil
}
