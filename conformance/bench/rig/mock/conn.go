package mock

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"strconv"
	"sync/atomic"
)

var errRequest = errors.New("not a request")

// conn is a connection with the request that was read last.
type conn struct {
	socket  net.Conn
	in      *bufio.Reader
	out     []byte
	post    bool
	path    string
	body    []byte
	closing bool
	// busy from the first bytes of a request to the last of its answer.
	busy atomic.Bool
}

func (c *conn) read() error {
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return err
	}
	c.busy.Store(true)
	words := bytes.SplitN(line, []byte(" "), 3)
	if len(words) < 3 {
		return errRequest
	}
	c.post, c.path, c.body = words[0][0] == 'P', string(words[1]), c.body[:0]
	length, chunked, err := c.head()
	switch {
	case err != nil:
		return err
	case chunked:
		return c.chunks()
	}
	return c.take(length)
}

func (c *conn) head() (length int, chunked bool, err error) {
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return 0, false, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			return length, chunked, nil
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimSpace(value)
		switch {
		case is(name, "content-length"):
			length, err = strconv.Atoi(string(value))
		case is(name, "transfer-encoding"):
			chunked = is(value, "chunked")
		case is(name, "connection"):
			c.closing = is(value, "close")
		case is(name, "expect"):
			_, err = c.socket.Write([]byte("HTTP/1.1 100 Continue\r\n\r\n"))
		}
		if err != nil || length < 0 {
			return 0, false, errRequest
		}
	}
}

func (c *conn) chunks() error {
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return err
		}
		text, _, _ := bytes.Cut(bytes.TrimRight(line, "\r\n"), []byte(";"))
		size, err := strconv.ParseUint(string(text), 16, 31)
		if err != nil {
			return errRequest
		}
		if err = c.take(int(size)); err != nil {
			return err
		}
		if _, err = c.in.Discard(2); err != nil || size == 0 {
			return err
		}
	}
}

func (c *conn) take(n int) error {
	at := len(c.body)
	if cap(c.body) < at+n {
		c.body = append(make([]byte, 0, at+n), c.body...)
	}
	c.body = c.body[:at+n]
	_, err := io.ReadFull(c.in, c.body[at:])
	return err
}

func (c *conn) write(status int, mediaType string, body []byte) error {
	c.out = append(c.out[:0], "HTTP/1.1 "...)
	c.out = strconv.AppendInt(c.out, int64(status), 10)
	c.out = append(c.out, " \r\nContent-Type: "...)
	c.out = append(c.out, mediaType...)
	c.out = append(c.out, "\r\nContent-Length: "...)
	c.out = strconv.AppendInt(c.out, int64(len(body)), 10)
	c.out = append(c.out, "\r\n\r\n"...)
	c.out = append(c.out, body...)
	return c.flush()
}

func (c *conn) flush() error {
	_, err := c.socket.Write(c.out)
	c.out = c.out[:0]
	return err
}

func is(text []byte, word string) bool { return bytes.EqualFold(text, []byte(word)) }
