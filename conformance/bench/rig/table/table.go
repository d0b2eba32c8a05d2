// Package table says in tables what a file of measurements holds: each figure for each target, and how many times the others' ours is.
package table

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"plugsky.com/bench/rig/record"
)

// Main prints the tables of a file.
func Main(args []string) error {
	flags := flag.NewFlagSet("table", flag.ExitOnError)
	markdown := flags.Bool("markdown", false, "tables of Markdown")
	check := flags.Bool("check", false, "fail if our server misses a bound")
	flags.Parse(args)
	if flags.NArg() != 1 {
		return errors.New("FILE is missing: the records of a run")
	}
	file, err := os.Open(flags.Arg(0))
	if err != nil {
		return err
	}
	defer file.Close()
	all, err := record.Read(file)
	if err != nil {
		return err
	}
	Print(os.Stdout, all, *markdown)
	if *check {
		return Check(all)
	}
	return nil
}

// Check fails if our server misses a bound; what was not measured is no failure, and the table says so.
func Check(all []record.Record) error {
	if failures := results(all).check(); len(failures) > 0 {
		return errors.New("missed: " + strings.Join(failures, "; "))
	}
	return nil
}

// Print writes both tables and the notes.
func Print(out io.Writer, records []record.Record, markdown bool) {
	all := results(records)
	for _, r := range all {
		if r.Scenario == "machine" {
			fmt.Fprintf(out, "%s\n", r.Note)
		}
	}
	targets := all.targets()
	write := plain
	if markdown {
		write = markdownTable
	}
	write(out, all.values(targets))
	write(out, all.ratios(targets))
	for _, note := range all.notes() {
		fmt.Fprintf(out, "- %s\n", note)
	}
}

func (all results) values(targets []string) [][]string {
	rows := [][]string{append(append([]string{""}, targets...), "must", "ours")}
	for _, f := range figures {
		row, any := []string{f.name}, false
		for _, target := range targets {
			value, ok := all.value(f, target)
			row, any = append(row, cell(value, f.digits, ok)), any || ok
		}
		if !any {
			continue
		}
		var must, words []string
		for _, v := range all.judge(f) {
			must, words = append(must, v.must), append(words, v.word())
		}
		rows = append(rows, append(row, strings.Join(must, ", "), strings.Join(words, ", ")))
	}
	return rows
}

// ratios: how many times the other's figure ours is.
func (all results) ratios(targets []string) [][]string {
	head, rows := []string{"ours ÷"}, [][]string{}
	for _, f := range figures {
		row, any := []string{f.name}, false
		ours, found := all.value(f, Ours)
		for _, target := range targets {
			if target == Ours {
				continue
			}
			other, ok := all.value(f, target)
			ok = ok && found && other > 0 && ours > 0
			row, any = append(row, cell(ours/other, 2, ok)), any || ok
		}
		if any {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	for _, target := range targets {
		if target != Ours {
			head = append(head, target)
		}
	}
	return append([][]string{head}, rows...)
}

// notes are what makes figures doubtful, and what is missing.
func (all results) notes() (notes []string) {
	for _, r := range all {
		name := fmt.Sprintf("%s, %s, round %d: ", r.Target, r.Scenario, r.Round)
		switch {
		case r.Scenario == "machine":
		case r.Skipped != "":
			notes = append(notes, name+"left out: "+r.Skipped)
		case r.Steady != nil && !*r.Steady:
			notes = append(notes, name+fmt.Sprintf("never steady, the last windows %v", r.Windows[max(0, len(r.Windows)-3):]))
		case r.Disturbed:
			notes = append(notes, name+fmt.Sprintf("the host took %g %% of a core", r.StealPercent))
		case r.CPUPercent > 0 && r.CPUPercent < 85 && r.LoadPercent+r.MockPercent > 90:
			notes = append(notes, name+fmt.Sprintf("mock and load were the limit, the gateway used %g %% of its core", r.CPUPercent))
		case r.Note != "":
			notes = append(notes, name+r.Note)
		}
	}
	return notes
}

func cell(value float64, digits int, ok bool) string {
	if !ok {
		return "-"
	}
	return number(value, digits)
}

// number with a comma at each thousand.
func number(value float64, digits int) string {
	text := strconv.FormatFloat(value, 'f', digits, 64)
	whole, rest, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if strings.HasPrefix(text, "-") {
		return "-" + whole
	}
	return whole
}
