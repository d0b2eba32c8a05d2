#!/usr/bin/env bash
# Grades a server in a CI job. What it is told comes from the environment, so that nothing of it is ever read as a command:
#   BASE_URL, JAR           needed: the server, and plugsky-conformance.jar
#   PLUGSKY_API_KEY         a key; it stands in no report and is not printed
#   MODEL, PROFILE, ONLY, SKIP, BASELINE, WALK, SEED   as the options of `grade` with these names
#   FUZZ, PARAMS            true: `--fuzz`, `--params`
#   OPTIONS                 more options, one a line
#   REPORT                  the folder for the reports, conformance-report if not named
# Writes grade, failed-must, failed and report to $GITHUB_OUTPUT and a summary to $GITHUB_STEP_SUMMARY where these are set.
# Exit: that of `grade`: 0, or 1: a MUST failed, 2: wrong use, 3: not reachable or key refused.
set -euo pipefail

report="${REPORT:-conformance-report}"
[ -n "${BASE_URL:-}" ] || { echo "BASE_URL: missing (expected: for example http://127.0.0.1:8000/v1)" >&2; exit 2; }
[ -r "${JAR:-}" ] || { echo "JAR: ${JAR:-} is no file that can be read (expected: plugsky-conformance.jar)" >&2; exit 2; }

# An earlier report in the same folder is written over: it is read from a copy.
baseline="${BASELINE:-}"
if [ "$baseline" -ef "$report/report.json" ]; then
  copy=$(mktemp)
  trap 'rm -f "$copy"' EXIT
  cp "$baseline" "$copy"
  baseline=$copy
fi

args=(--base-url "$BASE_URL" --report "$report")
add() { if [ -n "$2" ]; then args+=("$1" "$2"); fi; }
add --model "${MODEL:-}"
add --profile "${PROFILE:-}"
add --only "${ONLY:-}"
add --skip "${SKIP:-}"
add --baseline "$baseline"
add --walk "${WALK:-}"
add --seed "${SEED:-}"
if [ "${FUZZ:-false}" = true ]; then args+=(--fuzz); fi
if [ "${PARAMS:-false}" = true ]; then args+=(--params); fi
while IFS= read -r option; do
  if [ -n "$option" ]; then args+=("$option"); fi
done <<< "${OPTIONS:-}"

rm -f "$report/report.json"
code=0
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -jar "$JAR" grade "${args[@]}" || code=$?

# A report is there if the server could be graded at all.
if [ -r "$report/report.json" ]; then
  value() { sed -n "s/^ *\"$1\" : \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" "$report/report.json" | head -n 1; }
  if [ -n "${GITHUB_OUTPUT:-}" ]; then
    {
      echo "grade=$(value grade)"
      echo "failed=$(value failed)"
      echo "failed-must=$(value failed_must)"
      echo "report=$report"
    } >> "$GITHUB_OUTPUT"
  fi
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$report/summary.md" >> "$GITHUB_STEP_SUMMARY"
  fi
fi
exit "$code"
