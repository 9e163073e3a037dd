#!/bin/sh
# Audits the events of a day, yesterday's unless another is named: audit_day.sh LOGS REPORTS [DAY]
# It exits as telltale does, so that the job that runs it fails when something leaks.
set -eu
logs=$1 reports=$2
day=${3:-$(date -u -d yesterday +%F)}

# No events is a log that is broken, and no day without leaks.
if [ ! -s "$logs/$day.ndjson" ]; then
  echo "There are no events of $day in $logs." >&2
  exit 2
fi

mkdir -p "$reports"
code=0
telltale audit "$logs/$day.ndjson" --report "$reports/$day.json" --report "$reports/$day.html" || code=$?

# The log holds what people did, and the report does not: the report is kept, the log only as long as somebody may have to look into it.
[ "$code" -ne 0 ] || rm "$logs/$day.ndjson"
find "$logs" -name '*.ndjson' -mtime +14 -delete
exit "$code"
