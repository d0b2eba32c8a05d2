package mock

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

const (
	words = "A garden gate lets through whoever knows the latch, and keeps the goats out for as long as it is shut. "

	answerHead = `{"id":"chatcmpl-mock","object":"chat.completion","created":1700000000,"model":"` + Model +
		`","choices":[{"index":0,"message":{"role":"assistant","content":"`
	answerTail = `","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":`

	streamHead = "HTTP/1.1 200 \r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n"
	chunkHead  = `data: {"id":"chatcmpl-mock","object":"chat.completion.chunk","created":1700000000,"model":"` + Model +
		`","choices":[{"index":0,"delta":`
	chunkTail = `,"logprobs":null,"finish_reason":null}]}` + "\n\n"
	role      = chunkHead + `{"role":"assistant","content":""}` + chunkTail
	finish    = chunkHead + `{},"logprobs":null,"finish_reason":"stop"}]}` + "\n\n"
	usageHead = `data: {"id":"chatcmpl-mock","object":"chat.completion.chunk","created":1700000000,"model":"` + Model +
		`","choices":[],"usage":`
	done = "data: [DONE]\n\n"
)

func (c *conn) chat(knobs Knobs) error {
	time.Sleep(knobs.First)
	if truth(c.body, `"stream"`) {
		return c.stream(knobs)
	}
	text := strings.Repeat(words, knobs.Tokens*5/len(words)+1)[:knobs.Tokens*5]
	body := make([]byte, 0, 512+len(text))
	body = append(body, answerHead...)
	body = append(body, text...)
	body = append(body, answerTail...)
	body = strconv.AppendInt(body, int64(len(c.body)/4), 10)
	body = append(body, `,"completion_tokens":`...)
	body = strconv.AppendInt(body, int64(knobs.Tokens), 10)
	body = append(body, `,"total_tokens":`...)
	body = strconv.AppendInt(body, int64(len(c.body)/4+knobs.Tokens), 10)
	return c.write(200, "application/json", append(body, "}}"...))
}

// stream: head, role and first token leave in one write, and so do the last three events.
func (c *conn) stream(knobs Knobs) error {
	c.out = append(c.out[:0], streamHead...)
	c.chunk(role)
	next := time.Now()
	for i := range knobs.Tokens {
		if i > 0 && knobs.Each > 0 {
			next = next.Add(knobs.Each)
			time.Sleep(time.Until(next))
		}
		c.chunk(chunkHead, `{"content":" t`, strconv.FormatInt(time.Now().UnixNano(), 10), `"}`, chunkTail)
		if err := c.flush(); err != nil {
			return err
		}
	}
	c.chunk(finish)
	if truth(c.body, `"include_usage"`) {
		prompt, own := len(c.body)/4, knobs.Tokens
		c.chunk(usageHead, `{"prompt_tokens":`, strconv.Itoa(prompt), `,"completion_tokens":`, strconv.Itoa(own),
			`,"total_tokens":`, strconv.Itoa(prompt+own), "}}\n\n")
	}
	c.chunk(done)
	c.out = append(c.out, "0\r\n\r\n"...)
	return c.flush()
}

// chunk appends one chunk of the transfer encoding.
func (c *conn) chunk(parts ...string) {
	length := 0
	for _, part := range parts {
		length += len(part)
	}
	c.out = strconv.AppendInt(c.out, int64(length), 16)
	c.out = append(c.out, "\r\n"...)
	for _, part := range parts {
		c.out = append(c.out, part...)
	}
	c.out = append(c.out, "\r\n"...)
}

// truth says whether a member is true, wherever it stands; the rig's own prompts hold no such text.
func truth(body []byte, member string) bool {
	for {
		at := bytes.Index(body, []byte(member))
		if at < 0 {
			return false
		}
		body = bytes.TrimLeft(body[at+len(member):], " \t\r\n")
		if len(body) > 0 && body[0] == ':' {
			return bytes.HasPrefix(bytes.TrimLeft(body[1:], " \t\r\n"), []byte("true"))
		}
	}
}
