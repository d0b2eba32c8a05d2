package load

import (
	"runtime"
	"syscall"
	"time"

	"plugsky.com/bench/rig/wire"
)

// After a failure a worker rests, so that a server that refuses at once is not asked as fast as it can refuse.
const rest = 5 * time.Millisecond

func (l *load) closed(c *wire.Conn, t *tally) {
	for !l.stopping.Load() {
		begin := time.Now()
		_, err := c.Once()
		if took := time.Since(begin); l.measuring.Load() {
			t.answer(err, took, took)
			if err == nil {
				t.inside()
			}
		}
		if err != nil {
			time.Sleep(rest)
		}
	}
}

type job struct {
	due      time.Time
	measured bool
}

// open sends at a fixed rate, whatever becomes of the answers; what had to wait for a connection counts from when it was due.
func (l *load) open() {
	jobs := make(chan job, int(l.Rate*(l.Warm+l.Window).Seconds())+1)
	for i := range l.Conns {
		l.workers.Add(1)
		go func() {
			defer l.workers.Done()
			c, t := l.conn(), &l.tallies[i%len(l.tallies)]
			defer c.Close()
			for j := range jobs {
				l.one(c, t, j)
			}
		}()
	}
	go l.dispatch(jobs)
}

func (l *load) one(c *wire.Conn, t *tally, j job) {
	begin := time.Now()
	_, err := c.Once()
	end := time.Now()
	if j.measured {
		t.answer(err, end.Sub(j.due), end.Sub(begin))
	}
	if err == nil && l.measuring.Load() {
		t.inside()
	}
}

// dispatch sleeps by the system's clock, because Go's own timers are a millisecond coarse.
func (l *load) dispatch(jobs chan<- job) {
	runtime.LockOSThread()
	defer close(jobs)
	step := time.Duration(float64(time.Second) / l.Rate)
	from := l.start.Add(l.Warm)
	for due := l.start; due.Before(from.Add(l.Window)); due = due.Add(step) {
		if wait := time.Until(due); wait > 0 {
			span := syscall.NsecToTimespec(int64(wait))
			syscall.Nanosleep(&span, nil)
		}
		jobs <- job{due, !due.Before(from)}
	}
}
