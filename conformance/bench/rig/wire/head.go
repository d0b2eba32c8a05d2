package wire

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
)

// How long a body is where no number of bytes says it.
const (
	Chunked = -1
	ToEnd   = -2
)

// Head is what the client needs of an answer's head.
type Head struct {
	Status int
	// Length is the body's number of bytes, Chunked or ToEnd.
	Length int
	// Keep says whether the connection takes another request afterwards.
	Keep bool
}

func readHead(in *bufio.Reader) (Head, error) {
	for {
		head, err := readOne(in)
		if err != nil || head.Status >= 200 {
			return head, err
		}
	}
}

func readOne(in *bufio.Reader) (Head, error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return Head{}, err
	}
	if len(line) < 13 || !bytes.HasPrefix(line, []byte("HTTP/1.")) {
		return Head{}, fmt.Errorf("status line: %.40q", line)
	}
	head := Head{Length: ToEnd, Keep: line[7] == '1'}
	if head.Status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return Head{}, fmt.Errorf("status line: %.40q", line)
	}
	for {
		line, err = in.ReadSlice('\n')
		if err != nil {
			return head, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			return head, nil
		}
		if err = head.take(line); err != nil {
			return head, err
		}
	}
}

func (h *Head) take(line []byte) (err error) {
	if value, ok := field(line, "content-length"); ok && h.Length != Chunked {
		if h.Length, err = strconv.Atoi(string(value)); err != nil || h.Length < 0 {
			return fmt.Errorf("content-length: %.40q", value)
		}
	} else if value, ok := field(line, "transfer-encoding"); ok && bytes.Contains(value, []byte("chunked")) {
		h.Length = Chunked
	} else if value, ok := field(line, "connection"); ok {
		h.Keep = !bytes.EqualFold(value, []byte("close"))
	}
	return nil
}

func field(line []byte, name string) ([]byte, bool) {
	if len(line) > len(name) && line[len(name)] == ':' && bytes.EqualFold(line[:len(name)], []byte(name)) {
		return bytes.TrimSpace(line[len(name)+1:]), true
	}
	return nil, false
}
