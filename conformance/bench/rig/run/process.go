package run

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// How long a process may take to stop before it is killed.
const patience = 10 * time.Second

// process is a running program with a group of its own, so that all that descends from it stops and goes with it.
type process struct {
	command *exec.Cmd
	log     string
	ended   chan struct{}
}

// start runs a program on one core, its output in a file. It dies with the rig, even if that is killed.
func start(core core, log string, environment []string, words ...string) (*process, error) {
	words = append(core, words...)
	out, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	command := exec.Command(words[0], words[1:]...)
	command.Env = append(os.Environ(), environment...)
	command.Stdout, command.Stderr = out, out
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := command.Start(); err != nil {
		return nil, err
	}
	p := &process{command: command, log: log, ended: make(chan struct{})}
	go func() {
		command.Wait()
		close(p.ended)
	}()
	return p, nil
}

func (p *process) pid() int { return p.command.Process.Pid }

func (p *process) alive() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// signal goes to the whole group, by its number.
func (p *process) signal(signal syscall.Signal) {
	if p.alive() {
		syscall.Kill(-p.pid(), signal)
	}
}

// stop ends the group: first asked, then killed.
func (p *process) stop() {
	p.signal(syscall.SIGTERM)
	p.signal(syscall.SIGCONT)
	select {
	case <-p.ended:
	case <-time.After(patience):
	}
	syscall.Kill(-p.pid(), syscall.SIGKILL)
	<-p.ended
}

// end is the last line that the program wrote, for a message.
func (p *process) end() string {
	text, _ := os.ReadFile(p.log)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return fmt.Sprintf("%.200s (%s)", lines[len(lines)-1], p.log)
}

// freePort is one that nobody listens on now.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
