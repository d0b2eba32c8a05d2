// Package wire is an HTTP/1.1 client so small that it takes little time from what it measures: one request, sent again and again.
package wire

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httputil"
	"time"
)

const (
	headBuffer  = 4096
	bodyBuffer  = 2048
	dialTimeout = 10 * time.Second
)

// Conn is a connection that is made when it is needed and kept while the server keeps it. Not safe for several goroutines.
type Conn struct {
	Addr    string
	Request []byte
	// Timeout bounds a whole exchange, its body included.
	Timeout time.Duration

	socket net.Conn
	in     *bufio.Reader
	body   *bufio.Reader
}

// Close is also how an answer is given up.
func (c *Conn) Close() {
	if c.socket != nil {
		c.socket.Close()
		c.socket = nil
	}
}

// Send writes the request and reads the head of the answer. A kept connection that turns out to be closed is replaced once.
func (c *Conn) Send() (Head, error) {
	kept := c.socket != nil
	head, err := c.exchange()
	if err != nil && kept && head.Status == 0 && !timedOut(err) {
		head, err = c.exchange()
	}
	return head, err
}

func (c *Conn) exchange() (head Head, err error) {
	if c.socket == nil {
		if err = c.dial(); err != nil {
			return head, err
		}
	}
	c.socket.SetDeadline(time.Now().Add(c.Timeout))
	if _, err = c.socket.Write(c.Request); err == nil {
		head, err = readHead(c.in)
	}
	if err != nil {
		c.Close()
	}
	return head, err
}

func (c *Conn) dial() error {
	socket, err := net.DialTimeout("tcp", c.Addr, dialTimeout)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	c.socket = socket
	if c.in == nil {
		c.in = bufio.NewReaderSize(socket, headBuffer)
	} else {
		c.in.Reset(socket)
	}
	return nil
}

// Body reads the body that belongs to the head.
func (c *Conn) Body(head Head) *bufio.Reader {
	var in io.Reader
	switch head.Length {
	case Chunked:
		in = httputil.NewChunkedReader(c.in)
	case ToEnd:
		in = c.in
	default:
		in = io.LimitReader(c.in, int64(head.Length))
	}
	if c.body == nil {
		c.body = bufio.NewReaderSize(in, bodyBuffer)
	} else {
		c.body.Reset(in)
	}
	return c.body
}

// Done is called when the body was read to its end: it takes what follows it, and closes what the server does not keep.
func (c *Conn) Done(head Head) error {
	if head.Length == Chunked {
		for {
			line, err := c.in.ReadSlice('\n')
			if err != nil {
				c.Close()
				return err
			}
			if len(line) <= 2 {
				break
			}
		}
	}
	if !head.Keep || head.Length == ToEnd {
		c.Close()
	}
	return nil
}

// Once does one exchange and reads the body away. The error says why there is no whole answer 200; the status is 0 without a head.
func (c *Conn) Once() (status int, err error) {
	head, err := c.Send()
	if err != nil {
		return head.Status, err
	}
	n, err := io.Copy(io.Discard, c.Body(head))
	if err == nil && head.Length > 0 && n != int64(head.Length) {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		err = c.Done(head)
	}
	if err != nil {
		c.Close()
		return head.Status, fmt.Errorf("body: %w", err)
	}
	if head.Status != 200 {
		return head.Status, Status(head.Status)
	}
	return head.Status, nil
}

func timedOut(err error) bool {
	var failure net.Error
	return errors.As(err, &failure) && failure.Timeout()
}
