#!/usr/bin/env python3
"""Law 3 over every output: what was said to the year, month or quarter is printed no more exactly, whatever prints it.
Each date of the record has a year of its own, so that what is printed of it is known again.
Usage: never_more_exact.py PERILUNE; exit status 1 tells what is wrong."""
import csv
import io
import pathlib
import re
import subprocess
import sys
import tempfile

program = sys.argv[1]
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "|".join(m[:3] for m in MONTHS.split("|"))
# How a date is written ({y} is its year or years), and what would be more exact of that year.
DAY = [r"{y}-\d\d-\d\d", r"\b{y}[01]\d[0-3]\d\b", r"\d+ (?:%s) {y}" % MONTHS, r"\d+ (?:%s) {y}" % SHORT]
MONTH = [r"{y}-(?:0[1-9]|1[0-2])\b", r"(?:%s) {y}" % MONTHS, r"(?:%s) {y}" % SHORT]
PART = [r"{y}-(?:2\d|3[0-6]|4[01])\b", r"Q\d {y}", r"H\d {y}", r"(?:quarter|half) of {y}", r"(?:spring|summer|autumn|winter) {y}"]
YEAR = [r"(?<!\d){y}(?![\dXs])"]
FORMS = {  # name: (EDTF, more exact, whether it can be an actual date)
    "day": ("{y}-11-16", [], True),
    "month": ("{y}-11", DAY, True),
    "quarter": ("{y}-36", DAY + MONTH, True),
    "season": ("{y}-23", DAY + MONTH, True),
    "southern": ("{y}-29", DAY + MONTH, True),
    "half": ("{y}-41", DAY + MONTH, True),
    "year": ("{y}", DAY + MONTH + PART, True),
    "unknown-month": ("{y}-XX", DAY + MONTH + PART, True),
    "decade": ("{d}X", DAY + MONTH + PART + YEAR, True),
    "about-month": ("{y}-11~", DAY, False),
    "about-year": ("{y}~", DAY + MONTH + PART, False),
    "perhaps-year": ("{y}?", DAY + MONTH + PART, False),
    "perhaps-month": ("{y}-05%", DAY, False),
    "from-year": ("{y}/..", DAY + MONTH + PART, False),
    "from-month": ("{y}-11/..", DAY, False),
    "by-year": ("../{y}", DAY + MONTH + PART, False),
    "by-half": ("../{y}-40", DAY + MONTH, False),
    "years": ("{y}/{z}", DAY + MONTH + PART, False),
    "months": ("{y}-02/{y}-08", DAY, False),
    "quarters": ("{y}-33/{y}-34~", DAY + MONTH, False),
}
# What is a bound, and is called one: columns and properties that hold days by their nature; what a picture is laid out by.
BOUNDS = {
    "csv": lambda text: "\n".join(str({k: v for k, v in row.items() if k not in ("first_day", "last_day")})
                                  for row in csv.DictReader(io.StringIO(text))),
    "ics": lambda text: re.sub(r"(?m)^(?:DTSTART|DTEND)[^\n]*\n|^(?:DTSTAMP|LAST-MODIFIED)[^\n]*\n", "", text),
    # The ends of a quarter are months, those of a decade are years; words and labels are looked at all the same.
    "scene": lambda text: re.sub(r"(?<![\d-])\d{4}(?:-\d\d)? (?:\.\.|->) \d{4}(?:-\d\d)?(?: at \d{4}(?:-\d\d)?)?(?![\d-])", "",
                                 re.sub(r'from \d{4}(?:-\d\d)?: \d+|"\d{4}(?:-\d\d)?",\s+\d+|"(?:first|last|anchor|from|to)": "\d{4}(?:-\d\d)?"', "", text)),
}


def record(folder):
    """A milestone for each form and use, and what must not be printed of each year."""
    text = """perilune: timeline/1
programme: {id: club, title: Club, mark: square, colour: "#f2b544", lanes: [{id: one, title: One}]}
blocs:
  pact: {title: Pact, programme: club}
"""
    milestones, sources, partners, people, forbidden = "milestones:\n", "sources:\n", "partners:\n", "people:\n", {}
    years_of = {"recent": 1950, "any": 1000}

    def date(form, when="any"):
        edtf, leaks, _ = FORMS[form]
        year = years_of[when] = years_of[when] // 10 * 10 + 10 if form == "decade" else years_of[when] + 3
        years_of[when] += 9 if form == "decade" else 2
        if 1485 < years_of["any"] < 1510 or 1940 < years_of["any"] < 2110:  # 1500 and 2100 are in use
            years_of["any"] = 1510 if years_of["any"] < 1510 else 2110
        written = edtf.format(y=year, z=year + 2, d=str(year)[:3])
        years = f"(?:{year}|{year + 2})" if "{z}" in edtf else f"{str(year)[:3]}\\d" if "{d}" in edtf else str(year)
        forbidden[written] = [p.format(y=years) for p in leaks]
        return written

    for form, (_, _, sure) in FORMS.items():
        sources += f"  source-{form}: {{title: Source of {form}, publisher: Club, date: {date(form)}}}\n"
        targets = f"""  target-{form}:
    title: Target of {form}
    lane: one
    weight: 3
    history:
      - {{announced: 1500, target: {date(form)}, words: Said, sources: [source-{form}]}}
      - {{announced: 1500, target: {date(form)}, words: Moved, sources: [source-{form}]}}
"""
        milestones += targets
        if sure:
            milestones += f"""  actual-{form}:
    title: Actual of {form}
    lane: one
    weight: 3
    history:
      - {{announced: 1500, target: {date(form)}, words: Said, sources: [source-{form}]}}
      - {{announced: 2100, kind: event, actual: {date(form)}, status: achieved, words: Done, sources: [source-{form}]}}
"""
        if not form.startswith("from") and form != "years":
            said = date(form)
            milestones += f"""  said-{form}:
    title: Said in {form}
    lane: one
    history: [{{announced: {said}, status: paused, words: Paused, sources: [source-{form}]}}]
"""
            milestones += f"""  caused-{form}:
    title: Caused in {form}
    lane: one
    history:
      - {{announced: 1000, target: {date(form)}, words: Said, sources: [source-{form}]}}
      - {{announced: {said}, target: {date(form)}, because: [said-{form}], person: person-{form}, office: none, crew: [{{person: person-{form}, role: Pilot}}], sources: [source-{form}]}}
"""
            people += f"  person-{form}: {{name: Person of {form}, offices: [{{office: Head, organisation: Club, from: {date(form)}, until: {date(form)}, sources: [source-{form}]}}]}}\n"
            partners += f"  partner-{form}: {{title: Partner of {form}, country: FR, bloc: pact, joined: {date(form, 'recent')}, sources: [source-{form}]}}\n"
    file = pathlib.Path(folder, "exact.yaml")
    file.write_text(text + sources + people + partners + milestones, encoding="utf-8")
    return file, forbidden, re.findall(r"^  ((?:target|actual|said|caused)-[a-z-]+):", milestones, re.M)


def run(*words):
    done = subprocess.run([program, *words], capture_output=True)
    assert done.returncode == 0, (words, done.stderr.decode()[-900:])
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


wrong = []
with tempfile.TemporaryDirectory() as folder:
    file, forbidden, milestones = record(folder)
    asked = [["list", *form] for form in ([], ["--json"], ["--csv"], ["--csv=history"], ["--ics"], ["--edtf"])]
    asked += [[command, *form] for command in ("slips", "partners") for form in ([], ["--json"])]
    asked += [["people", *form] for form in ([], ["--json"], ["--csv"])]
    asked += [["record", "--on", "2100-12-31", *form] for form in ([], ["--json"])]
    asked += [["why", one, *form] for one in milestones if one.startswith("caused") for form in ([], ["--json"])]
    asked += [["diff", "1950-01-01", "2100-12-31", *form] for form in ([], ["--json"])]
    asked += [["search", "of", "--most", "1000", *form] for form in ([], ["--json"])]
    asked += [["sources", form] for form in ("--markdown", "--bibtex", "--json")]
    scene = ["scene", "--at", "2100-12-31", "--span", "1950/2110", "--layers", "strip,card,titles,sources"]
    asked += [[*scene, "--select", one, *([] if i % 2 else ["--json"])] for i, one in enumerate(milestones)]
    asked += [[*scene, "--changed-since", "1950-01-01", *form] for form in ([], ["--json"])]
    asked += [["scene", "--at", "2100-12-31", "--layers", "partners", "--country", "FR", *form] for form in ([], ["--json"])]
    found = set()
    for words in asked:
        kind = "scene" if words[0] == "scene" else words[-1].lstrip("-")
        text = BOUNDS.get(kind, lambda t: t)(run(*words, "--timeline", str(file)))
        for written, leaks in forbidden.items():
            if written in text:
                found.add(written)
            for leak in leaks:
                match = re.search(leak, text)
                if match:
                    around = text[max(0, match.start() - 50):match.end() + 20].replace("\n", " ⏎ ")
                    wrong.append(f"{' '.join(words)}: {written} is printed as '{match.group()}': …{around}…")
    unseen = set(forbidden) - found
    assert len(unseen) == 0, unseen  # every date is printed by something, as it was written
for line in wrong[:40]:
    print(line)
if wrong:
    sys.exit(f"{len(wrong)} dates are more exact than the record")
print(f"{len(asked)} outputs, {len(forbidden)} dates: none is more exact than it was said")
