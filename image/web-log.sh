#!/usr/bin/env bash
# Copies what the journal has of web.service into a file for the CloudWatch agent: each line once,
# however often this is stopped or killed. web-log.service runs it.
#
# The record says how far the copy is: the cursor of the last entry copied, and the size that the file
# had then. Bytes beyond that size are the start of a copy that was cut off, so they aren't copied again.
#
# There are at most two files, each of MOST bytes and one batch; the first batch is all since the boot.
# The agent follows a file by its name: it reads a renamed one to its end, and finds the new one within
# seconds, for which a full file waits.
set -euo pipefail

MOST=${MOST:-20000000}
PAUSE=${PAUSE:-5}
BATCH=1000
log=$LOGS_DIRECTORY/web.log
record=$STATE_DIRECTORY/copied
entries=$RUNTIME_DIRECTORY/entries
first=$RUNTIME_DIRECTORY/first

# Writes a file: entries, then a line with the last one's cursor. Without an entry the file is empty,
# for which systemd 252 has the exit code 1.
journal() {
  local file=$1
  shift
  journalctl --unit=web.service --output=cat --quiet --show-cursor "$@" >"$file" || [ ! -s "$file" ]
}
cursor_of() { tail --lines 1 "$1" | sed 's/^-- cursor: //'; }
size_of() { if [ -e "$1" ]; then stat --format %s "$1"; else echo 0; fi; }
save() {
  echo "$size $cursor" >"$record.new"
  sync "$record.new"
  mv "$record.new" "$record"
}

size=0 cursor=''
if [ -s "$record" ]; then read -r size cursor <"$record"; fi

while true; do
  # Not --after-cursor: if the journal has dropped that entry, systemd 252 passes over the next one.
  if [ -n "$cursor" ]; then from=(--cursor="$cursor" --lines=$((BATCH + 1))); else from=(--boot); fi
  journal "$entries" "${from[@]}"
  last=$(cursor_of "$entries")
  if [ -z "$last" ] || [ "$last" = "$cursor" ]; then
    sleep "$PAUSE"
    continue
  fi

  copied=0
  if [ -n "$cursor" ]; then
    journal "$first" --cursor="$cursor" --lines=1
    if [ "$(cursor_of "$first")" = "$cursor" ]; then copied=$(head --lines -1 "$first" | wc --bytes); fi
  fi
  # Shorter than the record says: killed between renaming and saving, or the machine lost its power.
  if [ "$(size_of "$log")" -lt "$size" ]; then
    size=$(size_of "$log")
    save
  fi
  if [ "$size" -ge "$MOST" ]; then
    sleep "$PAUSE"
    mv "$log" "$log.1"
    size=0
    save
  fi
  copied=$((copied + $(size_of "$log") - size))
  head --lines -1 "$entries" | tail --bytes "+$((copied + 1))" >>"$log"
  size=$(size_of "$log") cursor=$last
  save
done
