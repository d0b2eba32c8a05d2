package mock

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"plugsky.com/bench/rig/sse"
)

func start(t *testing.T) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go New().Serve(listener)
	t.Cleanup(func() { listener.Close() })
	return "http://" + listener.Addr().String()
}

func post(t *testing.T, url, body string, known bool) string {
	var in io.Reader = strings.NewReader(body)
	if !known { // of a reader that does not tell its length the body is sent in chunks
		in = io.MultiReader(in)
	}
	answer, err := http.Post(url+"/v1/chat/completions", "application/json", in)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != 200 {
		t.Fatalf("%d, %v: %s", answer.StatusCode, err, text)
	}
	return string(text)
}

func TestAnAnswerIsOneCompletion(t *testing.T) {
	url := start(t)
	for _, known := range []bool{true, false} {
		var answer struct {
			Choices []struct{ Message struct{ Content string } }
			Usage   struct {
				Prompt int `json:"prompt_tokens"`
				Own    int `json:"completion_tokens"`
			}
		}
		text := post(t, url, `{"model":"bench","stream":false,"messages":[]}`, known)
		if err := json.Unmarshal([]byte(text), &answer); err != nil {
			t.Fatal(err)
		}
		if len(answer.Choices) != 1 || len(answer.Choices[0].Message.Content) != 80 || answer.Usage.Own != 16 || answer.Usage.Prompt != 11 {
			t.Errorf("known length %v: %+v", known, answer)
		}
	}
}

func TestAStreamHasAsManyTokensAsTold(t *testing.T) {
	url := start(t)
	set(t, url, "tokens=7&each=1ms", 200)
	for body, usage := range map[string]bool{
		`{"stream": true}`: false, `{"stream":true,"stream_options":{"include_usage": true}}`: true,
	} {
		before := time.Now().UnixNano()
		text := post(t, url, body, true)
		lines := sse.Lines{In: bufio.NewReader(strings.NewReader(text)), Marked: true}
		tokens, last := 0, sse.Other
		for {
			kind, sent, err := lines.Next()
			if err != nil {
				break
			}
			if kind == sse.Token {
				tokens++
				if sent < before || sent > time.Now().UnixNano() {
					t.Errorf("sent at %d", sent)
				}
			}
			if kind != sse.Other {
				last = kind
			}
		}
		if tokens != 7 || last != sse.Done || strings.Contains(text, `"usage":{`) != usage {
			t.Errorf("%s: %d tokens, then %v: %s", body, tokens, last, text)
		}
	}
}

func TestEveryEventIsJSON(t *testing.T) {
	for _, line := range strings.Split(post(t, start(t), `{"stream":true,"include_usage":true}`, true), "\n") {
		if event, ok := strings.CutPrefix(line, "data: "); ok && event != "[DONE]" && !json.Valid([]byte(event)) {
			t.Error(event)
		}
	}
}

func set(t *testing.T, url, knobs string, want int) {
	answer, err := http.Get(url + "/_mock/set?" + knobs)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != want {
		t.Errorf("%s: %d (expected: %d)", knobs, answer.StatusCode, want)
	}
}

func TestSettingKnobsClosesWhatIsIdle(t *testing.T) {
	url := start(t)
	connect := func(request string) (net.Conn, *bufio.Reader) {
		socket, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { socket.Close() })
		socket.SetDeadline(time.Now().Add(10 * time.Second))
		io.WriteString(socket, request)
		in := bufio.NewReader(socket)
		if line, err := in.ReadString('\n'); err != nil || !strings.HasPrefix(line, "HTTP/1.1 200") {
			t.Fatalf("%q, %v", line, err)
		}
		return socket, in
	}
	set(t, url, "tokens=2&each=300ms", 200)
	_, running := connect("POST /v1/chat/completions HTTP/1.1\r\nContent-Length: 15\r\n\r\n{\"stream\":true}")
	_, idle := connect("GET /v1/models HTTP/1.1\r\n\r\n")
	closed := make(chan error)
	go func() {
		_, err := io.ReadAll(idle)
		closed <- err
	}()
	for open := true; open; { // the answer is read before the mock knows that it is done
		set(t, url, "tokens=3", 200)
		select {
		case err := <-closed:
			if open = false; err != nil {
				t.Errorf("idle: %v (expected: closed)", err)
			}
		default:
		}
	}
	for text := ""; !strings.Contains(text, "[DONE]"); {
		line, err := running.ReadString('\n')
		if err != nil {
			t.Fatalf("running: %v", err)
		}
		text = line
	}
}

func TestKnobsAreChecked(t *testing.T) {
	url := start(t)
	for knobs, want := range map[string]int{
		"first=1ms": 200, "tokens=1": 200, "tokens=0": 400, "tokens=many": 400, "each=-1s": 400, "each=5": 400, "speed=1": 400,
	} {
		set(t, url, knobs, want)
	}
}

func TestTellsItsModel(t *testing.T) {
	answer, err := http.Get(start(t) + "/v1/models")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	if !json.Valid(text) || !strings.Contains(string(text), `"id":"bench"`) {
		t.Errorf("%s", text)
	}
}
