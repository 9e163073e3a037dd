#!/bin/sh
# Audits the events of one day [yesterday]: audit_day.sh LOGS REPORTS [DAY]
# It exits as telltale does, so that the job that runs it fails when something leaks.
set -eu
logs=$1 reports=$2
day=${3:-$(date -u -d yesterday +%F)}

# A day without events means that the log is broken, not that nothing leaked.
if [ ! -s "$logs/$day.ndjson" ]; then
  echo "There are no events of $day in $logs." >&2
  exit 2
fi

mkdir -p "$reports"
code=0
telltale audit "$logs/$day.ndjson" --report "$reports/$day.json" --report "$reports/$day.html" || code=$?

# The log holds personal data and the report does not. Keep the report; delete the log if nothing was found, and after 14 days in any case.
[ "$code" -ne 0 ] || rm "$logs/$day.ndjson"
find "$logs" -name '*.ndjson' -mtime +14 -delete
exit "$code"
