package wire

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
)

// Status is the failure that an answer has another status than 200.
type Status int

func (s Status) Error() string { return fmt.Sprintf("status_%d", int(s)) }

// Refused says whether the server had too much to do.
func (s Status) Refused() bool { return s == 429 || s == 503 }

// Kind is a short name by which failures are counted.
func Kind(err error) string {
	var status Status
	switch {
	case errors.As(err, &status):
		return status.Error()
	case timedOut(err):
		return "timeout"
	case strings.HasPrefix(err.Error(), "connect: "):
		return "connect"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "cut"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "reset"
	}
	return strings.ReplaceAll(err.Error(), " ", "_")
}
