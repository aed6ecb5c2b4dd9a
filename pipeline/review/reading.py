"""What a selected text is proposed to mean: the values of an entry that a person adds."""
from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import regex

from pipeline.dates import find_times
from pipeline.numbers import find_numbers
from pipeline.records import MeetingType, Record
from pipeline.revise import MODELS, Entry
from pipeline.vocabulary import entries as vocabulary

_NUMBER = regex.compile(r"\b\d+(?:/\d{4})?/[\p{Lu}\d][\p{L}\d&.-]*|(?<=số\s)[\w/.-]+", regex.IGNORECASE)
_TYPE = regex.compile(r"(?:Nghị quyết|Nghị định|Quyết định|Chỉ thị|Công điện|Kế hoạch|Thông tư|Công văn|Kết luận|Thông báo|Luật|Bộ luật|Pháp lệnh|"
                      r"Hướng dẫn|Chương trình|Tờ trình|Báo cáo|Quy định|Đề án|Văn bản)(?:\s(?:liên tịch))?", regex.IGNORECASE)


def read_deadline(text: str, published: str | None) -> dict[str, Any]:
    """The bound that the temporal grammar reads in a text, as fields of a Deadline; those of an empty
    one where it reads nothing. ``published``: the article's day, against which yearless ones are placed."""
    values: dict[str, Any] = {"relation": "by", "date": None, "start": None, "duration": None, "working_days": False, "recurrence": None}
    try:
        reference = dt.date.fromisoformat(published[:10]) if published else None
    except ValueError:
        reference = None
    times = find_times(text, reference, tense="future")
    if times:
        t = times[-1]
        relation = {"before": "before", "by": "by"}.get(t.relation or "", "in")
        period = relation == "in" and t.first and t.first != t.last
        values |= {"relation": relation, "date": t.last.isoformat() if t.last else None, "start": t.first.isoformat() if period else None,
                   "duration": t.duration, "working_days": t.working_days, "recurrence": t.recurrence}
    return values


def propose(record: Record, found: list[Entry], name: str, start: int, end: int) -> dict[str, Any]:
    """Values for a new entry of the list ``name`` at ``text[start:end]``, for a person to check."""
    text = record.text[start:end]
    inside = [e for e in found if e.span and start <= e.span[0] and e.span[1] <= end and e.status != "rejected"]
    deadline = next((e.key for e in inside if e.list == "deadlines"), None)
    if name == "deadlines":
        return {"text": text, **read_deadline(text, record.published)}
    if name == "directives":
        before = [e for e in found if e.list == name and e.span and e.span[0] < start and e.status != "rejected"]
        last = before[-1].values if before else {}
        return {"text": text, "issuer": last.get("issuer"), "addressees": list(last.get("addressees", [])), "partners": [],
                "kind": last.get("kind", "order"), "trigger": None, "deadline": deadline,
                "targets": [e.key for e in inside if e.list == "targets"], "confidence": 1.0}
    if name in ("targets", "results"):
        return {"text": text, **_figure(text), "metric": None, "scope": None, "deadline": None, "confidence": 1.0}
    if name == "documents":
        kind, number = _TYPE.search(text), _NUMBER.search(text)
        times = [t for t in find_times(text) if t.kind == "instant" and t.first and t.first == t.last]
        return {"text": text, "type": kind[0].capitalize() if kind else text.split()[0], "number": number[0] if number else None,
                "date": times[-1].first.isoformat() if times else None, "issuer": None}
    if name == "meetings":
        low = text.lower()
        kind = next((t for t in sorted(get_args(MeetingType), key=len, reverse=True) if low.startswith(t)), None)
        kind = kind or next((t for t in get_args(MeetingType) if t in low), "khác")
        return {"type": kind, "name": text, "date": None, "end_date": None, "date_text": None, "part_of_day": None,
                "organizer": None, "location": None, "chairs": []}
    if name == "units":
        return {"name": text, "canonical": text, "level": None, "collective": False, "code": None}
    return {"name": text, "title": None}


def _figure(text: str) -> dict[str, Any]:
    numbers = find_numbers(text)
    number = next(iter(numbers), None)
    sign = next((e.value for e in vocabulary("figure_comparators") for form in e.forms
                 if e.value in (">=", ">", "<=", "<", "~") and regex.search(rf"\b{regex.escape(form)}\b", text, regex.IGNORECASE)), "=")
    if number is None:
        return {"comparator": sign, "value": 0.0, "value_max": None, "unit": "%", "direction": None}
    unit = text[number.end:].strip(" .,;") or "%"
    direction = "increase" if regex.search(r"\btăng\b", text, regex.IGNORECASE) else "decrease" if regex.search(r"\bgiảm\b", text, regex.IGNORECASE) else None
    return {"comparator": sign, "value": number.value, "value_max": number.value_max, "unit": "%" if unit.startswith("%") else unit, "direction": direction}


def closed_values() -> dict[str, list[str]]:
    """The choices of every field that has a closed list, as list.field → values ('' where it may be null)."""
    out: dict[str, list[str]] = {}
    for name, model in MODELS.items():
        for attribute, shape in model.model_json_schema()["properties"].items():
            options = [shape, *shape.get("anyOf", ())]
            values = next((o["enum"] for o in options if "enum" in o), None)
            if values:
                out[f"{name}.{attribute}"] = [*values, *([""] if {"type": "null"} in options else [])]
    return out
