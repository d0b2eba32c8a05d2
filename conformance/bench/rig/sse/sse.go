// Package sse reads a stream of events line by line, and tells what the rig counts apart.
package sse

import (
	"bufio"
	"bytes"
	"errors"
)

// Kind is what a line is to the rig.
type Kind int

// The kinds; Other are blank lines and events that carry nothing that is counted.
const (
	Other Kind = iota
	Token
	Comment
	Done
	Failure
)

// Marker begins the text of a chunk of the mock; the nanosecond at which it was sent follows.
const Marker = " t1"

var (
	data    = []byte("data:")
	marker  = []byte(Marker)
	done    = []byte("[DONE]")
	failure = []byte(`"error":`)
	nothing = []byte(`"error":null`)
)

// Lines are the lines of one stream.
type Lines struct {
	In *bufio.Reader
	// Marked: only marked chunks are tokens. Otherwise each event is that is neither the end nor a failure.
	Marked bool

	inside bool
}

// Next reads a line; sent is the time in a marked chunk. Of a line longer than the buffer the beginning counts.
func (l *Lines) Next() (kind Kind, sent int64, err error) {
	line, err := l.In.ReadSlice('\n')
	full := errors.Is(err, bufio.ErrBufferFull)
	rest := l.inside
	l.inside = full
	if full {
		err = nil
	}
	if rest || err != nil {
		return Other, 0, err
	}
	kind, sent = l.classify(line)
	return kind, sent, nil
}

func (l *Lines) classify(line []byte) (Kind, int64) {
	switch {
	case len(line) > 0 && line[0] == ':':
		return Comment, 0
	case !bytes.HasPrefix(line, data):
		return Other, 0
	}
	if at := bytes.Index(line, marker); at >= 0 {
		return Token, number(line[at+len(marker)-1:])
	}
	switch {
	case bytes.Contains(line, done):
		return Done, 0
	case bytes.Contains(line, failure) && !bytes.Contains(line, nothing):
		return Failure, 0
	case l.Marked:
		return Other, 0
	}
	return Token, 0
}

func number(text []byte) (n int64) {
	for _, digit := range text {
		if digit < '0' || digit > '9' {
			break
		}
		n = n*10 + int64(digit-'0')
	}
	return n
}
