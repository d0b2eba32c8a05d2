package tests

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"plugsky.com/go/plugsky"
)

const (
	answer = `{"id": "c", "object": "chat.completion", "created": 0, "model": "plugsky-pro", "choices": [{"index": 0, "logprobs": null,
		"message": {"role": "assistant", "content": "Hi 😀", "refusal": null}, "finish_reason": "stop"}]}`
	refusal = `{"error": {"message": "No API key", "type": "invalid_request_error", "param": null, "code": "invalid_api_key"}}`
)

// The example of the client's README, against a server on loopback.
func TestAsksAndReadsTheAnswer(t *testing.T) {
	got, received, err := ask("sk-live-test")
	if err != nil {
		t.Fatal(err)
	}
	if content := got.Choices[0].Message.GetContent(); content != "Hi 😀" {
		t.Errorf("content: %q", content)
	}
	if want := `/v1/chat/completions {"messages":[{"content":"Hello!","role":"user"}],"model":"plugsky-pro"}`; received != want {
		t.Errorf("received %s\nwant     %s", received, want)
	}
}

func TestReturnsWhatTheServerRefuses(t *testing.T) {
	_, _, err := ask("sk-live-wrong")
	failure, ok := err.(*plugsky.GenericOpenAPIError)
	if !ok {
		t.Fatalf("error: %v", err)
	}
	if body, ok := failure.Model().(plugsky.ErrorResponse); !ok || body.Error.Code != "invalid_api_key" {
		t.Errorf("model: %v", failure.Model())
	}
}

func ask(key string) (*plugsky.ChatCompletion, string, error) {
	var received string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		received = r.URL.Path + " " + strings.TrimSpace(string(body))
		w.Header().Set("Content-Type", "application/json")
		if r.Header.Get("Authorization") == "Bearer sk-live-test" {
			io.WriteString(w, answer)
		} else {
			w.WriteHeader(http.StatusUnauthorized)
			io.WriteString(w, refusal)
		}
	}))
	defer server.Close()

	configuration := plugsky.NewConfiguration()
	configuration.Servers = plugsky.ServerConfigurations{{URL: server.URL}}
	client := plugsky.NewAPIClient(configuration)

	text := "Hello!"
	user := plugsky.NewUserMessage("user", plugsky.StringAsUserContent(&text))
	request := plugsky.NewChatCompletionRequest("plugsky-pro", []plugsky.Message{plugsky.UserMessageAsMessage(user)})
	ctx := context.WithValue(context.Background(), plugsky.ContextAccessToken, key)
	got, _, err := client.ChatAPI.CreateChatCompletion(ctx).ChatCompletionRequest(*request).Execute()
	return got, received, err
}
