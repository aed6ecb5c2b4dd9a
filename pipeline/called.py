"""What organisations are called in an article, and which of its units each name means."""
from __future__ import annotations

from pipeline.records import Record


def full_names(record: Record) -> dict[str, str]:
    """The canonical name for each name that the article calls a unit by: the unit's own before what mentions write."""
    found: dict[str, str] = {}
    for u in record.units:
        found.setdefault(u.name, u.canonical)
    for u in record.units:
        for s, e in u.mentions:
            found.setdefault(record.text[s:e], u.canonical)
    return found
