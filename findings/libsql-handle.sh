#!/usr/bin/env bash
# libsql 0.5.29 (npm), a driver with the interface of better-sqlite3.
#
# Two things differ from better-sqlite3, though the options and the methods have the same names:
# - A database that is opened with `{ readonly: true }` takes writes, and its property `readonly` says false.
# - A row of `get()` has a key `_metadata` beside its columns, with the time that the query took. Rows of `all()` and `iterate()` do not
#   have it.
# So who opens a store only to read it is not kept from writing, and who copies the keys of a row into a record has one key too many.
# steelyard: `sqliteStorage` refuses a handle that says it only reads, which this one does not say; records are read column by column.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29 >/dev/null
cat >look.cjs <<'JS'
const Database = require('libsql')
const writer = new Database('a.db')
writer.exec('create table t (x, y)')
writer.close()
const reader = new Database('a.db', { readonly: true })
let written = 'refused'
try {
  reader.exec("insert into t values (1, 'a')")
  written = 'written'
} catch {}
const rows = reader.prepare('select x, y from t')
console.log(`readonly ${reader.readonly}, ${written}`)
console.log(`get ${Object.keys(rows.get())}`)
console.log(`all ${rows.all().map((row) => Object.keys(row))}`)
console.log(`iterate ${[...rows.iterate()].map((row) => Object.keys(row))}`)
JS
seen=$(node look.cjs)
echo "$seen"
expected='readonly false, written
get x,y,_metadata
all x,y
iterate x,y'
if [ "$seen" != "$expected" ]; then
  echo 'libsql 0.5.29 behaves differently now' >&2
  exit 1
fi
