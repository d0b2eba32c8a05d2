// Package tests holds the tests of the generated Go client.
package tests

import (
	"bytes"
	"encoding/json"
	"math/big"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"plugsky.com/go/plugsky"
)

type row struct {
	Name      string
	Schema    string
	Body      json.RawMessage
	Nulls     []string
	NullsInGo []string
	Newer     []string
}

var models = map[string]func() any{
	"ChatCompletionRequest": func() any { return new(plugsky.ChatCompletionRequest) },
	"ChatCompletion":        func() any { return new(plugsky.ChatCompletion) },
	"ChatCompletionChunk":   func() any { return new(plugsky.ChatCompletionChunk) },
	"ChatCompletionEvent":   func() any { return new(plugsky.ChatCompletionEvent) },
	"ErrorResponse":         func() any { return new(plugsky.ErrorResponse) },
	"ModelList":             func() any { return new(plugsky.ModelList) },
	"RouteDecision":         func() any { return new(plugsky.RouteDecision) },
	"RequestLogPage":        func() any { return new(plugsky.RequestLogPage) },
}

// Each body of the table is read into the Go client's model and written again.
// A null that means absence may be left out, and so may the null of a list, even a required one (an answer's log probabilities); a value
// newer than the contract has lost its name.
func TestReadsAndWritesTheSame(t *testing.T) {
	table, err := os.ReadFile("../bodies.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range bytes.Split(bytes.TrimSpace(table), []byte("\n")) {
		var row row
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		t.Run(row.Name, func(t *testing.T) {
			read := models[row.Schema]()
			if err := json.Unmarshal(row.Body, read); err != nil {
				t.Fatal(err)
			}
			written, err := json.Marshal(read)
			if err != nil {
				t.Fatal(err)
			}
			want, got := tree(t, row.Body), tree(t, written)
			for _, at := range append(row.Nulls, row.NullsInGo...) {
				edit(want, at, func(parent map[string]any, name string) { delete(parent, name) })
				edit(got, at, func(parent map[string]any, name string) { delete(parent, name) })
			}
			for _, at := range row.Newer {
				edit(want, at, func(parent map[string]any, name string) { parent[name] = "unknown_default_open_api" })
			}
			if !reflect.DeepEqual(want, got) {
				t.Errorf("wrote %s\nwant  %s", written, row.Body)
			}
		})
	}
}

// tree reads JSON with its numbers by value, so that 1 and 1.0 are the same, and with arrays as objects, so that a pointer reaches everything.
func tree(t *testing.T, body []byte) any {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return plain(value)
}

func plain(value any) any {
	switch v := value.(type) {
	case json.Number:
		number, _ := new(big.Rat).SetString(v.String())
		return number.RatString()
	case []any:
		members := map[string]any{"length": len(v)}
		for i, item := range v {
			members[strconv.Itoa(i)] = plain(item)
		}
		return members
	case map[string]any:
		for name, item := range v {
			v[name] = plain(item)
		}
	}
	return value
}

func edit(root any, pointer string, change func(parent map[string]any, name string)) {
	names := strings.Split(pointer[1:], "/")
	parent := root.(map[string]any)
	for _, name := range names[:len(names)-1] {
		parent = parent[name].(map[string]any)
	}
	change(parent, names[len(names)-1])
}
