"""Export to iCalendar: an all-day entry for each deadline of a directive, recurring ones with their rule."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, vRecur

from pipeline.export import Exported, whole
from pipeline.export_tasks import Task, tasks
from pipeline.record_files import read_records
from pipeline.records import Deadline, Record

SUMMARY_CHARACTERS = 110  # about two lines of a calendar's list
_LATEST = date(2200, 1, 1)  # a rule without a day up to here has none


def write_ics(source: str | Path, out: Path, done: Exported) -> None:
    """Writes ``out``: an entry stands on the day that the article names, so «trước 15/6» stands on
    15 June and says «trước»; a period stands on its last day. A recurring deadline starts at its
    first day after the publication. Deadlines without a day, and those that bind no directive, are
    left out, and counted."""
    calendar = Calendar()
    calendar.add("prodid", "-//govnews-pipeline//deadlines//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Hạn nhiệm vụ")
    without = written = free = 0

    def records() -> Iterator[Record]:
        nonlocal free
        for record in read_records(source):
            free += len(set(range(len(record.deadlines))) - {d.deadline for d in record.directives})
            yield record

    for task in tasks(records()):
        if task.deadline is None:
            continue
        event = _event(task, task.deadline)
        if event is None:
            without += 1
        else:
            calendar.add_component(event)
            written += 1
    with whole(out) as part:
        part.write_bytes(calendar.to_ical())
    done.add(out.name, written)
    if without:
        done.notes.append(f"{out.name}: {without} directives have a deadline without a day that a calendar could show (bound by an event, or a year not told)")
    if free:
        done.notes.append(f"{out.name}: {free} deadlines bind a target or nothing, and no directive; Parquet, CSV, XLSX and SQLite have them")


def _event(task: Task, deadline: Deadline) -> Event | None:
    rule = deadline.recurrence
    day = _first(rule, task.due_day, task.published) if rule else task.due_day
    if day is None or day == date.max:  # no calendar has the day after, where an entry ends
        return None
    event = Event()
    # the same directive keeps its entry when the file is imported again
    event.add("uid", hashlib.sha256(task.key.encode("utf-8", "replace")).hexdigest()[:32] + "@govnews-pipeline")
    event.add("dtstamp", datetime.combine(task.published or day, time(), UTC))  # no clock: the same file on every run
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _short(f"{_capital(deadline.text)}: {task.what}"))
    lines = [task.what, *(f"{head}: {value}" for head, value in (
        ("Đơn vị chủ trì", task.lead), ("Đơn vị phối hợp", task.partners), ("Thời hạn", task.due), ("Người giao", task.assigned_by),
        ("Văn bản", task.documents), ("Nguồn", task.source), ("Độ tin cậy", f"{task.confidence:.2f}".replace(".", ","))) if value)]
    event.add("description", "\n".join(lines))
    event.add("categories", ["Hạn nhiệm vụ"])
    event.add("transp", "TRANSPARENT")  # a deadline does not make anyone busy
    if task.url:
        event.add("url", task.url)
    if rule:
        event.add("rrule", vRecur.from_ical(rule))
    return event


def _first(rule: str, day: date | None, published: date | None) -> date | None:
    """The first day of a rule from the publication on, or None for one without a day or a bad one."""
    after = published or day
    if after is None:
        return None
    try:
        found = rrulestr(rule, dtstart=datetime.combine(after.replace(day=1), time())).after(datetime.combine(after, time()), inc=True)
    except (ValueError, TypeError, KeyError):
        return None
    return found.date() if found and found.date() < _LATEST else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= SUMMARY_CHARACTERS:
        return text
    return text[:SUMMARY_CHARACTERS].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
