"""Every row of the service's contract (schema/wire_rows.csv) is shown by a test or has a reason why not.

Usage: wire_trace.py PROJECT_FOLDER. A test shows a row by naming its id ("wire 3.2/bit") next to what it checks. Writes
the table of rows and tests into docs/compatibility.md; fails when a row has neither test nor reason or both, when a test
names a row that there is not, and when the table had to be mended.
"""

import csv
import pathlib
import re
import sys

PROJECT = pathlib.Path(sys.argv[1])
PAGE = PROJECT / "docs/compatibility.md"
BEGIN, END = "<!-- wire -->\n", "<!-- end wire -->\n"
PLACES = {"tests/api": "*.py *.cpp", "tests/cases": "*.test", "tests/clients": "*.py *.cjs *.mjs", "tests/unit": "*.cpp",
          "fixtures/exchanges": "*.json"}
NAMED = re.compile(r"(?<![\w./-])([1-9](?:\.[1-9])?/[a-z0-9]+(?:-[a-z0-9]+)*)(?![\w/])")
# A record that is expected to fail shows nothing: its lines, from the comment on, are left out.
EXPECTED_FAILURE = re.compile(r"(?:^#.*\n)*^xfail (?:.+\n)+", re.MULTILINE)


def evidence(ids):
    """Row -> the files that name it; and names of rows that do not exist."""
    found, unknown = {}, []
    for folder, patterns in PLACES.items():
        files = sorted(file for pattern in patterns.split() for file in (PROJECT / folder).rglob(pattern))
        for file in files:
            text = EXPECTED_FAILURE.sub("", file.read_text(encoding="utf-8"))
            name = file.relative_to(PROJECT).as_posix()
            for row in dict.fromkeys(re.findall(NAMED, text)):
                if row in ids:
                    found.setdefault(row, []).append(name)
                elif f"wire {row}" in text:
                    unknown.append(f"{name} names the row {row}, which does not exist")
    return found, unknown


def table(rows, found):
    """The rows as Markdown, one line each."""
    lines = ["| row | mark | what | shown by, or why not |", "| --- | --- | --- | --- |"]
    for row in rows:
        files = ", ".join(f"[{file.split('/', 1)[1]}](../{file})" for file in found.get(row["id"], []))
        what = row["row"].replace("|", "\\|").replace("<", "&lt;")
        lines.append(f"| {row['id']} | {row['mark']} | {what} | {files or row['reason']} |")
    return "\n".join(lines) + "\n"


def main():
    with open(PROJECT / "schema/wire_rows.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found, faults = evidence({row["id"] for row in rows})
    for row in rows:
        if row["id"] in found and row["reason"]:
            faults.append(f"{row['id']} has a reason why it is not shown, and is shown")
        if row["id"] not in found and not row["reason"]:
            faults.append(f"{row['id']} has neither a test nor a reason: {row['row']}")
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    shown = sum(row["id"] in found for row in rows)
    summary = f"{len(rows)} rows: {shown} shown by tests, {sum(bool(row['reason']) for row in rows)} with a reason.\n\n"
    details = f"<details><summary>The rows</summary>\n\n{table(rows, found)}\n</details>\n"
    mended = f"{before}{BEGIN}{summary}{details}{END}{after}"
    if mended != page:
        PAGE.write_text(mended, encoding="utf-8")
        faults.append("docs/compatibility.md did not say so; it has been mended")
    print(summary, *faults, sep="\n")
    return 1 if faults else 0


sys.exit(main())
