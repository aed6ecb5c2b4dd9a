"""Our reading of dates, numerals and money beside dateparser's and Duckling's, on tables of phrases.

usage: compare_dates.py TABLE.jsonl… [--duckling PYTHON] [--errors]

PYTHON is the interpreter of a throw-away environment with `pip install pyduckling-native-phihos`;
without it that column is left out. A table's kind is told from its keys:

  times     text, reference, kind, start, end (excluded), grain        phrases alone
  sentences text, start, end (included), op                            one expression each, or a trap (NONE)
  money     text, value or interval, unit
  numerals  text, value

Times are read as they will come next, which is Duckling's convention and dateparser's
PREFER_DATES_FROM=future; sentences by each tool's own default for news: ours the nearest. A peer is
given the benefit of the doubt: it need not keep the relation ("trước", "chậm nhất"), and a point
anywhere in the right month or year counts for the month or year. Phrases/s are of the same run.
"""
from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import regex

from pipeline.dates import Time, find_times
from pipeline.money import find_amounts
from pipeline.numbers import find_numbers

Row = dict
Span = tuple[dt.datetime, dt.datetime]  # first moment, end (excluded)

NEWS_DAY = dt.datetime(2023, 6, 2, 8, 0)  # Friday; the reference day of the table of sentences
# Hours of the parts of the day, as Duckling has them.
PARTS = {"sáng": (4, 12), "trưa": (12, 14), "chiều": (12, 19), "tối": (18, 24)}
GRAINS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")

DUCKLING = r"""
import json, sys, time
import duckling as d
zones = d.load_time_zones("/usr/share/zoneinfo")
locale = d.default_locale_lang(d.parse_lang("VI"))
jobs = [json.loads(line) for line in sys.stdin]
d.parse("hôm nay", d.Context(d.parse_ref_time(zones, "UTC", 0), locale), d.parse_dimensions(["time"]))
for job in jobs:
    context = d.Context(d.parse_ref_time(zones, job["zone"], job["now"]), locale)
    wanted = d.parse_dimensions(job["dimensions"])
    begun = time.perf_counter()
    found = d.parse(job["text"], context, wanted, False)
    print(json.dumps([time.perf_counter() - begun, found]))
"""


def naive(iso: str) -> dt.datetime:
    return dt.datetime.fromisoformat(iso).replace(tzinfo=None)


def after(start: dt.datetime, grain: str) -> dt.datetime:
    """The end of the unit that begins at ``start``."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    if months:
        number = start.year * 12 + start.month - 1 + months
        return start.replace(year=number // 12, month=number % 12 + 1)
    return start + dt.timedelta(**{"weeks" if grain == "week" else grain + "s": 1})


# ------------------------------------------------------------------ what is expected

def wanted_times(row: Row) -> Span:
    start = naive(row["start"])
    return start, naive(row["end"]) if row["end"] else after(start, row["grain"])


def wanted_sentence(row: Row) -> Span | None:
    """The days of a sentence's expression; None for durations, recurrences, events."""
    def edge(text: str, last: bool) -> dt.datetime:
        if len(text) == 4:
            return dt.datetime(int(text) + last, 1, 1)
        day = naive(text[:10])
        return day + dt.timedelta(days=1) if last else day
    start, end = row["start"], row["end"] or row["start"]
    if not start or not start[:4].isdigit():
        return None
    return edge(start, False), edge(end, True)


RULES = {"XXXX-XX": "FREQ=MONTHLY", "XXXX-QX": "FREQ=MONTHLY;INTERVAL=3", "XXXX-WXX-1": "FREQ=WEEKLY;BYDAY=MO"}
RELATIONS = {"BEFORE": ("before",), "BY": ("by", "in"), "SINCE": ("since",), "AT": (None, "in")}


# ------------------------------------------------------------------ ours

def moments(t: Time, grain: str | None = None) -> Span | None:
    if t.first is None or t.last is None:
        return None
    first, last = dt.datetime.combine(t.first, dt.time()), dt.datetime.combine(t.last, dt.time())
    if t.clock_end:
        return (dt.datetime.combine(t.first, dt.time.fromisoformat(t.clock)), dt.datetime.combine(t.last, dt.time.fromisoformat(t.clock_end)))
    if t.clock and grain in GRAINS[:3]:
        start = dt.datetime.combine(t.first, dt.time.fromisoformat(t.clock))
        return start, after(start, grain)
    if t.part_of_day and grain in GRAINS[:3]:
        a, b = PARTS[t.part_of_day]
        return first + dt.timedelta(hours=a), first + dt.timedelta(hours=b)
    return first, last + dt.timedelta(days=1)


def ours_times(row: Row) -> Callable[[], bool]:
    now, want = naive(row["reference"]), wanted_times(row)

    def read() -> bool:
        found = find_times(row["text"], now, tense="future")
        return len(found) == 1 and moments(found[0], row["grain"]) == want
    return read


def ours_sentence(row: Row) -> Callable[[], bool]:
    want = wanted_sentence(row)

    def read() -> bool:
        found = find_times(row["text"], NEWS_DAY.date())
        if row["op"] == "NONE":
            return not found
        if not found or len(found) > 1 and found[1].kind != "event":  # "15 ngày kể từ ngày nhận hồ sơ"
            return False
        t = found[0]
        if row["op"] == "DUR":
            length = regex.fullmatch(r"(P\d+)(B?)D", row["start"])
            return t.duration == length[1] + "D" and t.working_days == bool(length[2])
        if row["op"] == "SET":
            day = regex.fullmatch(r"XXXX-XX-(\d\d)", row["start"])
            return t.recurrence == (f"FREQ=MONTHLY;BYMONTHDAY={int(day[1])}" if day else RULES[row["start"]])
        if t.relation not in RELATIONS[row["op"]]:
            return False
        if want is None:
            return t.kind == "event"
        got = moments(t)
        if row["op"] == "SINCE" and row["end"] is None:
            return got is not None and got[0] == want[0]
        if row["op"] == "BY":  # "đến hết tháng 11": its last day counts
            return got is not None and got[1] == want[1]
        return got == want and (row["start"][10:] or None) == ("T" + t.clock if t.clock else None)
    return read


def ours_number(row: Row) -> Callable[[], bool]:
    def read() -> bool:
        found = find_numbers(row["text"])
        return len(found) == 1 and same(found[0].total, row["value"])
    return read


def same(a: float | None, b: float | None) -> bool:
    return a == b if a is None or b is None else abs(a - b) <= 1e-9 * max(1.0, abs(b))


def ours_money(row: Row) -> Callable[[], bool]:
    def read() -> bool:
        found = find_amounts(row["text"])
        return len(found) == 1 and (found[0].low, found[0].high, found[0].currency) == wanted
    plain = row["value"] is not None
    bounds = (row["value"], row["value"]) if plain else (row["interval"]["from"], row["interval"]["to"])
    wanted = (*bounds, {"$": "USD", "£": "GBP"}.get(row["unit"], row["unit"]))
    return read


# ------------------------------------------------------------------ dateparser

def dateparser_times(row: Row) -> Callable[[], bool]:
    from dateparser import parse

    now, want = naive(row["reference"]), wanted_times(row)
    settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future"}

    def read() -> bool:
        got = parse(row["text"], languages=["vi"], settings=settings)
        return row["end"] is None and got is not None and want[0] <= got.replace(tzinfo=None) < want[1]
    return read


def dateparser_sentence(row: Row) -> Callable[[], bool]:
    from dateparser.search import search_dates

    want = wanted_sentence(row)

    def read() -> bool:
        found = search_dates(row["text"], languages=["vi"], settings={"RELATIVE_BASE": NEWS_DAY}) or []
        if row["op"] == "NONE":
            return not found
        if want is None or len(found) != 1:
            return False
        # a point anywhere in a month, quarter or year is let pass for it; a range needs two ends
        whole = want[1] - want[0]
        single = whole.days in (1, 7) or (want[0].day == 1 and whole.days <= 366 and want[1] == after(want[0], "month" if whole.days < 32 else "year"))
        clock = row["start"][11:]
        return single and want[0] <= found[0][1] < want[1] and (not clock or found[0][1].strftime("%H:%M") == clock)
    return read


# ------------------------------------------------------------------ Duckling

def duckling_jobs(kind: str, rows: list[Row]) -> list[dict]:
    zone, dimensions = {"times": ("Etc/GMT+2", ["time"]), "sentences": ("Asia/Ho_Chi_Minh", ["time", "duration"]),
                        "money": ("UTC", ["amount-of-money"]), "numerals": ("UTC", ["number"])}[kind]
    jobs = []
    for row in rows:
        now = dt.datetime.fromisoformat(row["reference"]) if kind == "times" else NEWS_DAY.replace(tzinfo=dt.timezone(dt.timedelta(hours=7)))
        jobs.append({"text": row["text"], "zone": zone, "now": int(now.timestamp()), "dimensions": dimensions})
    return jobs


def duckling_right(kind: str, row: Row, found: list[dict]) -> bool:
    """Whether one of what Duckling found is what the row wants; a trap wants nothing."""
    if kind == "sentences" and row["op"] == "NONE":
        return not found
    return any(_duckling_value(kind, row, f["dim"], f["value"]) for f in found)


def _duckling_value(kind: str, row: Row, dim: str, value: dict) -> bool:
    if kind == "numerals":
        return same(value.get("value"), row["value"])
    if kind == "money":
        if row["value"] is not None:
            return same(value.get("value"), row["value"]) and value.get("unit") == row["unit"]
        a, b = (value.get(k, {}).get("value") for k in ("from", "to"))
        return same(a, row["interval"]["from"]) and same(b, row["interval"]["to"])
    if kind == "sentences" and row["op"] == "DUR":
        length = regex.fullmatch(r"P(\d+)B?D", row["start"])
        return dim == "duration" and value.get("value") == int(length[1]) and value.get("unit") == "day"
    want = wanted_times(row) if kind == "times" else wanted_sentence(row)
    if dim != "time" or want is None:
        return False
    if value["type"] == "value":
        start = naive(value["value"])
        if kind == "sentences" and row["op"] == "BY":
            return after(start, value["grain"]) == want[1]
        if kind == "sentences" and len(row["start"]) > 10:
            return start == naive(row["start"])
        return (start, after(start, value["grain"])) == want
    a, b = (naive(value[k]["value"]) if k in value else None for k in ("from", "to"))
    if kind == "sentences" and (a is None or b is None):  # "trước 15/6" as an open interval
        return a == want[0] or b in want
    return (a, b) == want


# ------------------------------------------------------------------ the tables

OURS = {"times": ours_times, "sentences": ours_sentence, "money": ours_money, "numerals": ours_number}
DATEPARSER = {"times": dateparser_times, "sentences": dateparser_sentence}


def kind_of(row: Row) -> str:
    return "sentences" if "op" in row else "times" if "grain" in row else "money" if "unit" in row else "numerals"


def run(readers: list[Callable[[], bool]]) -> tuple[list[bool], float]:
    """Right or wrong for each phrase, and phrases/s of the fastest of five rounds."""
    readers[0]()  # what a first call loads is not counted
    right, best = [], float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        right = [read() for read in readers]
        best = min(best, time.perf_counter() - begun)
    return right, len(readers) / best


def run_duckling(python: str, kind: str, rows: list[Row]) -> tuple[list[bool], float]:
    jobs = duckling_jobs(kind, rows)
    done = subprocess.run([python, "-c", DUCKLING], input="\n".join(map(json.dumps, jobs * 5)), capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    n = len(rows)
    best = min(sum(seconds for seconds, _ in answers[i:i + n]) for i in range(0, 5 * n, n))
    return [duckling_right(kind, row, found) for row, (_, found) in zip(rows, answers[:n], strict=True)], n / best


def score(kind: str, rows: list[Row], right: list[bool]) -> str:
    if kind != "sentences":
        text = f"{sum(right)}/{len(rows)} = {sum(right) / len(rows):.3f}"
        if kind == "times":
            days = [r for row, r in zip(rows, right, strict=True) if row["grain"] not in GRAINS[:3]]
            text += f" (day and coarser {sum(days)}/{len(days)} = {sum(days) / len(days):.3f})"
        return text
    traps = [r for row, r in zip(rows, right, strict=True) if row["op"] == "NONE"]
    return f"{sum(right)}/{len(rows)} = {sum(right) / len(rows):.3f}, false alarms {len(traps) - sum(traps)}/{len(traps)}"


def measure(path: Path, duckling: str | None = None) -> dict[str, tuple[str, list[Row], list[bool], float]]:
    """Each tool's kind of table, rows, verdicts and phrases/s."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kind = kind_of(rows[0])
    out = {"ours": (kind, rows, *run([OURS[kind](row) for row in rows]))}
    if kind in DATEPARSER:
        out["dateparser"] = (kind, rows, *run([DATEPARSER[kind](row) for row in rows]))
    if duckling:
        out["Duckling"] = (kind, rows, *run_duckling(duckling, kind, rows))
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description="Our reading of dates and amounts beside dateparser's and Duckling's.")
    parser.add_argument("tables", nargs="+", type=Path)
    parser.add_argument("--duckling", metavar="PYTHON", help="interpreter that has pyduckling-native-phihos")
    parser.add_argument("--errors", action="store_true", help="print every phrase that we read otherwise")
    options = parser.parse_args()
    for path in options.tables:
        print(path.name)
        for tool, (kind, rows, right, rate) in measure(path, options.duckling).items():
            print(f"  {tool:11s} {score(kind, rows, right):60s} {rate:9,.0f} phrases/s")
            if options.errors and tool == "ours":
                for row, ok in zip(rows, right, strict=True):
                    if not ok:
                        print("     ", row["text"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
