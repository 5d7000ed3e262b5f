#!/usr/bin/env python3
"""What the record's commands print is read by others: csv and json by Python's own readers, iCalendar by a strict reader
written here after RFC 5545. Usage: record_exports.py PERILUNE; exit status 1 tells what is wrong."""
import csv
import datetime
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

program = sys.argv[1]
NAUGHTY = ['a, "b"', "line\\\\break; semi, comma", "嫦娥七号" * 30, "Ж" * 70, "x" * 300, "=1+1", "<b>&amp;", "{}%$#_&~^", "💥" * 25, "{a", "the ''last'' word", "null", "<<"]


def run(*words, expect=0):
    done = subprocess.run([program, *words], capture_output=True)
    assert done.returncode == expect, (words, done.returncode, done.stderr.decode()[-500:])
    return done.stdout.decode("utf-8")


def table_of(*words):
    """A table as a spreadsheet opens it: the mark of UTF-8, CRLF, and nothing to reckon with."""
    text = run("list", *words)
    assert text.startswith("\ufeff") and text.count("\r\n")
    assert "\n" not in re.sub(r'"[^"]*"', "", text).replace("\r\n", ""), "CRLF"
    rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
    assert all(None not in row and None not in row.values() for row in rows)
    for row in rows:
        for cell in row.values():
            assert not re.match(r"[=+@\t\r]|-(?!\d+$)", cell), cell
    return rows


def calendar(text):
    """Content lines, unfolded and checked: CRLF, 75 octets, balanced parts, one of each property that must be there."""
    raw = text.encode()
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")
    lines = []
    for line in raw[:-2].split(b"\r\n"):
        assert 0 < len(line) <= 75, len(line)
        line.decode("utf-8")  # no character is cut
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    stack, events, head = [], [], {}
    for line in map(bytes.decode, lines):
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^:;,\"]+)*):(.*)", line, re.S)
        assert match, line
        name, parameters, value = match.groups()
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value), line
        if name == "BEGIN":
            assert value == ("VCALENDAR" if not stack else "VEVENT") and len(stack) < 2
            stack.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert stack.pop() == value
        else:
            into = events[-1] if stack[-1] == "VEVENT" else head
            assert name not in into, line
            if name in ("SUMMARY", "DESCRIPTION", "CATEGORIES"):
                assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
                assert not re.search(r"(?<!\\)(?:\\\\)*\\[^nN;,\\]", value), value
            if parameters == ";VALUE=DATE":
                value = datetime.datetime.strptime(value, "%Y%m%d").date()
            else:
                assert not parameters
            into[name] = value
    assert not stack and head["VERSION"] == "2.0" and head["PRODID"]
    assert len({e["UID"] for e in events}) == len(events)
    for event in events:
        assert event["SEQUENCE"].isdigit() and event["LAST-MODIFIED"] <= event["DTSTAMP"]
        datetime.datetime.strptime(event["DTSTAMP"], "%Y%m%dT%H%M%SZ")
        assert event["DTSTART"] < event.get("DTEND", datetime.date.max)
        assert event["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
    return events


with tempfile.TemporaryDirectory() as folder:
    table = pathlib.Path(folder, "naughty.csv")
    with table.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["title", "announced", "target", "words", "source"])
        for i, text in enumerate(NAUGHTY):
            writer.writerow([text, "2024-01-%02d" % (i + 1), "2026-33~", text, text])
    made = pathlib.Path(folder, "naughty.yaml")
    run("import", str(table), "-o", str(made))
    run("check", str(made))
    run("fmt", "--check", str(made))
    run("check", "--strict", str(made), expect=1)  # its sources have no date
    for files in ([], ["--timeline", str(made)]):
        data = json.loads(run("list", "--json", *files))["milestones"]
        rows = table_of("--csv", *files)
        assert [row["id"] for row in rows] == [item["id"] for item in data]
        assert [re.sub(r"^'(?=[=+@'-])", "", row["title"]) for row in rows] == [item["title"] for item in data]
        # What goes out as a history comes back as the same record.
        history = pathlib.Path(folder, "history.csv")
        table_of("--csv=history", *files)
        history.write_text(run("list", "--csv=history", *files), encoding="utf-8", newline="")
        told = json.loads(run("import", str(history), "-o", str(pathlib.Path(folder, "again.yaml")), "--json"))
        fields = told["fields"]
        assert fields["taken"] + fields["assumed"] + fields["left_out"] == fields["all"] and fields["assumed"] == 0, fields
        again = [word for one in told["timelines"] for word in ("--timeline", one["written"])]
        theirs, ours = table_of("--csv=history", *again), table_of("--csv=history", *files)
        assert theirs == ours
        events = calendar(run("list", "--ics", *files))
        assert len(events) == sum(1 for row in rows if row["first_day"])
        assert run("list", "--ics", *files) == run("list", "--ics", *files)
        for line in run("list", "--edtf", *files).splitlines():
            assert re.fullmatch(r"[a-z0-9-]+\t[0-9X/.~?%TZ:-]+", line), line
        known = json.loads(run("search", data[0]["title"], "--json", *files))["hits"]
        assert any(hit["id"] == data[0]["id"] for hit in known), data[0]["title"]
        bibtex = run("sources", "--bibtex", *files)
        for entry in bibtex.split("@misc")[1:]:  # BibTeX counts braces behind a backslash, too
            assert entry.count("{") == entry.count("}"), entry
        for key in re.findall(r"@misc\{([^,]*),", bibtex):
            assert re.fullmatch(r"[a-z0-9-]+", key), key
    assert [row for row in rows if row["title"] == NAUGHTY[0]][0]["words"] == NAUGHTY[0]
    json.loads(run("slips", "--json"))
    changes = json.loads(run("diff", "2020-01-01", "2021-12-31", "--json"))
    assert changes["milestones"]
    partners = json.loads(run("partners", "--json"))
    for bloc in partners["blocs"]:
        mine = [p for p in partners["partners"] if p["bloc"] == bloc["id"]]
        assert len(mine) == bloc["partners"] + bloc["disputed"]
    told = json.loads(run("people", "--json", "--timeline", str(made)))
    assert run("people", "--csv", "--timeline", str(made)).startswith("\ufeffkind,person,")
    assert {office["person"] for office in told["offices"]} <= {person["id"] for person in told["people"]}
    assert {p["id"] for p in json.loads(run("record", "--json"))["programmes"]} == {m["programme"] for m in json.loads(run("list", "--json"))["milestones"]}
    for turn in json.loads(run("why", "first-crewed-landing", "--json"))["turns"]:
        assert all(cause["depth"] >= 0 and cause["title"] for cause in turn["because"])
    slipped = json.loads(run("list", "--slipped", "--json"))["milestones"]
    assert slipped and all(item["slip_days"] > 0 for item in slipped)
    window = table_of("--csv", "--from", "2024-01-01", "--to", "2024-12-31")
    assert window and all(row["first_day"] <= "2024-12-31" or row["date"].startswith("..") for row in window)
    delayed = json.loads(run("list", "--status", "delayed,paused", "--json"))["milestones"]
    assert {item["status"] for item in delayed} <= {"delayed", "paused"}
    run("diff", "2021-01-01", "2020-01-01", expect=1)
    run("slips", "first-crewed-landin", expect=1)
    run("import", str(made), expect=1)
    # A moved date comes as the same event with a higher number.
    moved = "first-crewed-landing"
    sequences = []
    for known in ("2019-12-31", "2022-12-31", "2026-09-30"):
        event = [e for e in calendar(run("list", "--ics", "--known", known)) if e["UID"].startswith("artemis." + moved)]
        sequences.append((int(event[0]["SEQUENCE"]), event[0]["LAST-MODIFIED"]))
    assert sequences == sorted(set(sequences)) and len({number for number, _ in sequences}) == 3, sequences
    # Mistakes and what is only worth a look come in one pass.
    bad = pathlib.Path(folder, "bad.yaml")
    bad.write_text(made.read_text(encoding="utf-8").replace("target: 2026-33~", "target: 2026-13", 1), encoding="utf-8")
    told = subprocess.run([program, "check", str(bad)], capture_output=True).stderr.decode("utf-8")
    assert "error: 'target': there is no month 13" in told and "warning: the source" in told, told
print("all of it is read by others")
