package mock

import (
	"fmt"
	"net/url"
	"strconv"
	"time"
)

// Knobs are how slowly the mock answers.
type Knobs struct {
	// First is the delay before the first token or before a JSON answer, Each that between two tokens.
	First, Each time.Duration
	// Tokens of an answer; in a stream each is a chunk.
	Tokens int
}

// Turned is the knobs with what a query says, such as first=50ms&each=20ms&tokens=64; what it leaves out stays.
func (k Knobs) Turned(query string) (Knobs, error) {
	values, err := url.ParseQuery(query)
	if err != nil {
		return k, err
	}
	for name := range values {
		value := values.Get(name)
		switch name {
		case "first":
			k.First, err = time.ParseDuration(value)
		case "each":
			k.Each, err = time.ParseDuration(value)
		case "tokens":
			k.Tokens, err = strconv.Atoi(value)
		default:
			err = fmt.Errorf("%s (expected: first, each or tokens)", name)
		}
		if err != nil {
			return k, err
		}
	}
	if k.First < 0 || k.Each < 0 || k.Tokens < 1 || k.Tokens > 1_000_000 {
		return k, fmt.Errorf("%+v (expected: no negative time, 1 to 1000000 tokens)", k)
	}
	return k, nil
}
