package proxy

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

func TestHandsOnWhatComesAsItComes(t *testing.T) {
	more := make(chan bool)
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		io.WriteString(w, r.URL.Path+" "+string(body))
		w.(http.Flusher).Flush()
		<-more
		io.WriteString(w, " rest")
	}))
	defer upstream.Close()
	to, err := url.Parse(upstream.URL)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(handler(to))
	defer front.Close()
	answer, err := http.Post(front.URL+"/v1/x", "text/plain", io.LimitReader(zeros{}, 2))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	first := make([]byte, 8)
	if _, err := io.ReadFull(answer.Body, first); err != nil || string(first) != "/v1/x 00" {
		t.Errorf("first: %q, %v", first, err)
	}
	close(more)
	if rest, err := io.ReadAll(answer.Body); err != nil || string(rest) != " rest" {
		t.Errorf("rest: %q, %v", rest, err)
	}
}

type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = '0'
	}
	return len(into), nil
}
