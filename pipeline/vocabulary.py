"""Vocabulary as data: strict YAML files under ``patterns/``, and how a form becomes a regex.

A file is a list of entries; an entry has an ``id``, its ``forms``, an ``example`` sentence that
holds one of the forms and a ``counter`` sentence that looks like one and must not match.
Unknown keys, missing examples and duplicate ids are errors. Grammar stays in Python.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import product

import regex
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from pipeline.flat import branching

# "hoà/hòa", "uỷ/ủy": both placements of the tone mark are in use, often in one article.
_TONE_PAIRS = [(a + b, c + d) for a, b, c, d in
               [("o", t, m, "a") for t, m in zip("àáảãạ", "òóỏõọ")]
               + [("o", t, m, "e") for t, m in zip("èéẻẽẹ", "òóỏõọ")]
               + [("u", t, m, "y") for t, m in zip("ỳýỷỹỵ", "ùúủũụ")]]
_TONE = {x: (a, b) for a, b in _TONE_PAIRS for x in (a, b)}
_TONE_RE = regex.compile("|".join(sorted(_TONE, key=len, reverse=True)), regex.IGNORECASE)


class Entry(BaseModel):
    """One vocabulary entry. ``value`` is what the forms mean, where they mean something."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    forms: list[str]
    example: str
    counter: str
    value: str | None = None


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of ``patterns/NAME.yaml``. Raises ``ValueError`` that names the file."""
    path = files("pipeline") / "patterns" / f"{name}.yaml"
    try:
        rows = TypeAdapter(list[Entry]).validate_python(yaml.safe_load(path.read_text("utf-8")))
    except ValueError as e:
        raise ValueError(f"patterns/{name}.yaml: {e}") from e
    ids = [r.id for r in rows]
    if len(set(ids)) != len(ids):
        raise ValueError(f"patterns/{name}.yaml: duplicate ids {sorted({i for i in ids if ids.count(i) > 1})}")
    return tuple(rows)


def form_pattern(form: str) -> str:
    """A regex for one form: any blank between words, either tone placement, the form's own case."""
    words = [_TONE_RE.sub(lambda m: "(?:" + "|".join(_placements(m.group())) + ")", regex.escape(w)) for w in form.split()]
    return r"\s+".join(words)


def _placements(found: str) -> list[str]:
    """Both spellings of a rhyme, as ``found`` is written."""
    case = str.upper if found.isupper() else str.capitalize if found[0].isupper() else str.lower
    return [case(v) for v in _TONE[found.lower()]]


def alternation(forms: Iterable[str], backward: bool = False) -> str:
    """A regex group that matches any of the forms, either tone placement, the longest first;
    ``backward`` for patterns with the flag REVERSE."""
    return branching((spelling for form in forms for spelling in _spellings(form)), backward)


def _spellings(form: str) -> Iterator[str]:
    """A form with either placement of each of its tones."""
    pieces = regex.splititer(f"({_TONE_RE.pattern})", form, flags=regex.IGNORECASE)
    return map("".join, product(*(_placements(p) if p.lower() in _TONE else [p] for p in pieces)))


def forms(name: str, *ids: str) -> list[str]:
    """All forms of a file, or of the named entries."""
    return [f for e in entries(name) if not ids or e.id in ids for f in e.forms]


def compile_forms(name: str, *ids: str) -> re.Pattern:
    """A case-insensitive pattern for the forms of a file as whole words. Python's own ``re``: over
    plain words it is three to ten times as fast as ``regex``."""
    return re.compile(rf"(?<!\w){alternation(forms(name, *ids))}(?!\w)", re.IGNORECASE)
