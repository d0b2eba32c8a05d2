package sse

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"testing"
)

func read(t *testing.T, lines Lines) (kinds []Kind, sent []int64) {
	for {
		kind, at, err := lines.Next()
		if err == io.EOF {
			return kinds, sent
		}
		if err != nil {
			t.Fatal(err)
		}
		if kind != Other {
			kinds = append(kinds, kind)
		}
		if at != 0 {
			sent = append(sent, at)
		}
	}
}

func TestLinesAreToldApart(t *testing.T) {
	const role = `data: {"choices":[{"delta":{"role":"assistant","content":""}}]}` + "\n\n"
	const one = `data: {"choices":[{"delta":{"content":" t1234567890123456789"}}]}` + "\n\n"
	const end = "data: [DONE]\n\n"
	for name, row := range map[string]struct {
		text   string
		marked bool
		want   []Kind
	}{
		"marked":              {role + one + one + end, true, []Kind{Token, Token, Done}},
		"unmarked":            {role + one + end, false, []Kind{Token, Token, Done}},
		"carriage returns":    {strings.ReplaceAll(one+end, "\n", "\r\n"), true, []Kind{Token, Done}},
		"no space":            {strings.ReplaceAll(one+end, "data: ", "data:"), true, []Kind{Token, Done}},
		"keep-alive":          {": keep-alive\n" + one + ":\n" + end, true, []Kind{Comment, Token, Comment, Done}},
		"failure":             {one + `data: {"error":{"message":"x"}}` + "\n\n", true, []Kind{Token, Failure}},
		"no failure":          {`data: {"error":null,"choices":[]}` + "\n\n", true, nil},
		"other fields":        {"event: x\nid: 1\n\n" + end, true, []Kind{Done}},
		"marker past a field": {"event:  t1\n\n" + end, true, []Kind{Done}},
		"nothing":             {"", true, nil},
	} {
		got, sent := read(t, Lines{In: bufio.NewReader(strings.NewReader(row.text)), Marked: row.marked})
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %v (expected: %v)", name, got, row.want)
		}
		if slices.ContainsFunc(sent, func(at int64) bool { return at != 1234567890123456789 }) {
			t.Errorf("%s: sent at %v", name, sent)
		}
	}
}

func TestTheRestOfALongLineIsNoLine(t *testing.T) {
	long := ": " + strings.Repeat("data: [DONE] ", 100) + "\n"
	got, _ := read(t, Lines{In: bufio.NewReaderSize(strings.NewReader(long+"data: [DONE]\n"), 26), Marked: true})
	if !slices.Equal(got, []Kind{Comment, Done}) {
		t.Errorf("%v", got)
	}
}
