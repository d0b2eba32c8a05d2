package wire

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
)

// Ask is what a request says.
type Ask struct {
	URL, Key, Model string
	// Headers are lines of their own, without their end.
	Headers []string
	// Bytes is the length of the body.
	Bytes     int
	Stream    bool
	MaxTokens int
}

// A prompt with what prompts have: quotes, line ends, and characters of two and three bytes.
const filler = `Explain the \"difference\" between a contract and an implementation, line by line.\nUse 3 examples: é, ü, 漢字, and {braces}. `

// Text is the host to connect to and the bytes to send.
func (a Ask) Text() (host string, request []byte, err error) {
	base, err := url.Parse(a.URL)
	if err != nil {
		return "", nil, err
	}
	if base.Scheme != "http" || base.Port() == "" {
		return "", nil, fmt.Errorf("url: %s (expected: http://HOST:PORT/PATH)", a.URL)
	}
	accept := "application/json"
	if a.Stream {
		accept = "text/event-stream"
	}
	body := a.body()
	var out bytes.Buffer
	fmt.Fprintf(&out, "POST %s/chat/completions HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n",
		strings.TrimRight(base.Path, "/"), base.Host, a.Key)
	fmt.Fprintf(&out, "Content-Type: application/json\r\nAccept: %s\r\nContent-Length: %d\r\n", accept, len(body))
	for _, header := range a.Headers {
		fmt.Fprintf(&out, "%s\r\n", header)
	}
	out.WriteString("\r\n")
	out.Write(body)
	return base.Host, out.Bytes(), nil
}

func (a Ask) body() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, `{"model":%q,"messages":[{"role":"system","content":"You are a helpful assistant."},{"role":"user","content":"`, a.Model)
	end := fmt.Sprintf(`"}],"temperature":0.7,"max_tokens":%d,"stream":%v}`, a.MaxTokens, a.Stream)
	for out.Len()+len(filler)+len(end) <= a.Bytes {
		out.WriteString(filler)
	}
	for out.Len()+len(end) < a.Bytes {
		out.WriteByte('x')
	}
	out.WriteString(end)
	return out.Bytes()
}
