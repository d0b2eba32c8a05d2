package load

import (
	"errors"
	"io"
	"time"

	"plugsky.com/bench/rig/sse"
	"plugsky.com/bench/rig/wire"
)

const streamRest = 50 * time.Millisecond

var (
	errEvent   = errors.New("error event")
	errMissing = errors.New("chunks missing")
	errExtra   = errors.New("chunks extra")
	errNoDone  = errors.New("no done")
)

// streams holds one stream open at a time, and begins the next when it ends.
func (l *load) streams(c *wire.Conn, t *tally) {
	for !l.stopping.Load() {
		err := l.stream(c, t)
		t.end(err)
		if err != nil {
			time.Sleep(streamRest)
		}
	}
}

// silent holds one stream that ends by itself.
func (l *load) silent(c *wire.Conn, t *tally) { t.end(l.stream(c, t)) }

// stream is ok only with all its chunks and its end.
func (l *load) stream(c *wire.Conn, t *tally) error {
	begin := time.Now()
	head, err := c.Send()
	if err != nil {
		return err
	}
	if head.Status != 200 {
		c.Close()
		return wire.Status(head.Status)
	}
	seen := stream{load: l, tally: t, begin: begin, last: begin}
	lines := sse.Lines{In: c.Body(head), Marked: l.Marked}
	for {
		kind, sent, err := lines.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			c.Close()
			return err
		}
		seen.line(kind, sent)
	}
	if err = c.Done(head); err != nil {
		return err
	}
	return seen.outcome()
}

// stream is what has come of one so far.
type stream struct {
	*load
	tally        *tally
	begin, last  time.Time
	tokens       int
	done, failed bool
}

func (s *stream) line(kind sse.Kind, sent int64) {
	switch kind {
	case sse.Token:
		now := time.Now()
		s.tokens++
		if s.measuring.Load() {
			transit := time.Duration(0)
			if sent > 0 {
				transit = time.Duration(now.UnixNano() - sent)
			}
			s.tally.token(transit, now.Sub(s.begin), s.tokens == 1)
		}
		s.last = now
	case sse.Comment:
		now := time.Now()
		s.tally.comment(now.Sub(s.last), s.KeepAlive)
		s.last = now
	case sse.Done:
		s.done = true
	case sse.Failure:
		s.failed = true
	case sse.Other:
	}
}

func (s *stream) outcome() error {
	switch {
	case s.failed:
		return errEvent
	case s.Tokens > 0 && s.tokens < s.Tokens:
		return errMissing
	case s.Tokens > 0 && s.tokens > s.Tokens:
		return errExtra
	case !s.done:
		return errNoDone
	}
	return nil
}
