package wire

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

func TestHeads(t *testing.T) {
	for name, row := range map[string]struct {
		text string
		want Head
		bad  bool
	}{
		"length":         {"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n", Head{200, 12, true}, false},
		"any case":       {"HTTP/1.1 200 \r\ncontent-LENGTH:12\r\n\r\n", Head{200, 12, true}, false},
		"chunked":        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Head{200, Chunked, true}, false},
		"chunked wins":   {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", Head{200, Chunked, true}, false},
		"to the end":     {"HTTP/1.1 200 OK\r\n\r\n", Head{200, ToEnd, true}, false},
		"closing":        {"HTTP/1.1 503 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", Head{503, 0, false}, false},
		"old version":    {"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\n", Head{200, 1, false}, false},
		"old but kept":   {"HTTP/1.0 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\n", Head{200, 1, true}, false},
		"continue first": {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 X\r\nContent-Length: 7\r\n\r\n", Head{400, 7, true}, false},
		"bare lines":     {"HTTP/1.1 200 OK\nContent-Length: 5\n\n", Head{200, 5, true}, false},
		"no number":      {"HTTP/1.1 abc OK\r\n\r\n", Head{}, true},
		"no HTTP":        {"SSH-2.0-something else\r\n", Head{}, true},
		"bad length":     {"HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n", Head{}, true},
		"cut":            {"HTTP/1.1 200 OK\r\nContent-Le", Head{}, true},
	} {
		got, err := readHead(bufio.NewReader(strings.NewReader(row.text)))
		if (err != nil) != row.bad || !row.bad && got != row.want {
			t.Errorf("%s: %+v, %v (expected: %+v)", name, got, err, row.want)
		}
	}
}

// answers plays a server that gives one text to each request and closes after those that say so; a text without any closes at once.
func answers(t *testing.T, texts ...string) *Conn {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for len(texts) > 0 {
			socket, err := listener.Accept()
			if err != nil {
				return
			}
			in := bufio.NewReader(socket)
			for len(texts) > 0 {
				if _, err := in.ReadString('\n'); err != nil {
					break
				}
				text := texts[0]
				texts = texts[1:]
				io.WriteString(socket, text)
				if text == "" || strings.Contains(text, "close") {
					break
				}
			}
			socket.Close()
		}
	}()
	return &Conn{Addr: listener.Addr().String(), Request: []byte("x\n"), Timeout: 5 * time.Second}
}

func TestOneConnectionCarriesManyAnswers(t *testing.T) {
	c := answers(t, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx")
	defer c.Close()
	for i := range 3 {
		if status, err := c.Once(); status != 200 || err != nil {
			t.Fatalf("answer %d: %d, %v", i, status, err)
		}
		if open := c.socket != nil; open != (i < 2) {
			t.Errorf("answer %d: open %v", i, open)
		}
	}
}

func TestAKeptConnectionThatDiedIsReplaced(t *testing.T) {
	c := answers(t, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
	defer c.Close()
	for i := range 2 {
		if _, err := c.Once(); err != nil {
			t.Fatalf("answer %d: %v", i, err)
		}
	}
}

func TestFailuresHaveKinds(t *testing.T) {
	for text, want := range map[string]string{
		"": "cut",
		"HTTP/1.1 503 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n":         "status_503",
		"HTTP/1.1 200 X\r\nContent-Length: 9\r\nConnection: close\r\n\r\nabc":      "cut",
		"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\nX: close\r\n\r\n3\r\nabc": "cut",
	} {
		c := answers(t, text)
		_, err := c.Once()
		if err == nil || Kind(err) != want {
			t.Errorf("%q: %v (expected: %s)", text, err, want)
		}
		if c.socket != nil {
			t.Errorf("%q: still open", text)
		}
	}
}

func TestRefusalsAreToldApart(t *testing.T) {
	for status, want := range map[int]bool{429: true, 503: true, 500: false, 400: false} {
		var got Status
		if err := error(Status(status)); !errors.As(err, &got) || got.Refused() != want {
			t.Errorf("status %d: refused %v", status, !want)
		}
	}
}

func TestRequestsAreWholeAndAsLongAsTold(t *testing.T) {
	for _, size := range []int{1024, 1025, 102400} {
		for _, stream := range []bool{false, true} {
			host, request, err := Ask{URL: "http://127.0.0.1:9/v1/", Key: "k", Model: "m", Bytes: size, Stream: stream, MaxTokens: 64}.Text()
			if err != nil || host != "127.0.0.1:9" {
				t.Fatalf("host %s, %v", host, err)
			}
			head, body, _ := strings.Cut(string(request), "\r\n\r\n")
			if !strings.HasPrefix(head, "POST /v1/chat/completions HTTP/1.1\r\n") || len(body) != size {
				t.Errorf("%d bytes of body (expected: %d) after %s", len(body), size, head)
			}
			var parsed struct{ Stream bool }
			if err := json.Unmarshal([]byte(body), &parsed); err != nil || parsed.Stream != stream {
				t.Errorf("body: %v, stream %v", err, parsed.Stream)
			}
		}
	}
	if _, _, err := (Ask{URL: "https://example.test/v1"}).Text(); err == nil {
		t.Error("TLS is not spoken, and was taken")
	}
}
