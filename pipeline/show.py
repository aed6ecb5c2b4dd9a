"""A page in the terminal, line by line: what cleaning keeps, what it drops, and why."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from pipeline.article import Source
from pipeline.clean import labelled
from pipeline.glued import cut_glued, cut_masthead
from pipeline.lines import LABELS, features, model
from pipeline.rows import Row

STYLES = {"title": "bold green", "body": "green", "caption": "cyan", "byline": "magenta", "date": "yellow", "noise": "red",
          "repeated": "dim red"}
SURE = 0.9  # probability from which the model's other opinion is worth a look


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the page: ``kind`` is its label (``repeated``: kept where it stood first), ``why``
    says what a dropped line was taken for, and is empty for kept ones."""

    kind: str
    text: str
    why: str = ""
    doubt: str = ""  # what the line model takes it for, where it is sure of something else


def show(source: Source, doubts: bool = False) -> Iterator[Shown]:
    """The lines of a page in its order, furniture glued to a paragraph as a line of its own. Raises
    ``CleaningError`` for a page that shows no text."""
    _, rows = labelled(source)
    second = _second_opinions(rows) if doubts else {}
    seen: set[str] = set()
    titled = False
    headline = next((r.text.text for r in rows if r.kind == "title"), "")
    for number, row in enumerate(rows):
        doubt = second.get(number, "")
        again = titled if row.kind == "title" else row.kind in ("body", "caption", "noise") and row.size >= 60 and row.key in seen
        titled |= row.kind == "title"
        seen |= {row.key} if row.kind in ("body", "caption") else set()
        if again:
            yield Shown("repeated", row.text.text, "said above", doubt)
        elif row.kind in ("noise", "byline", "date"):
            yield Shown(row.kind, row.text.text, why(row), doubt)
        else:
            head, text = cut_masthead(row.text, headline) if row.kind == "body" else (None, row.text)
            if head:
                yield Shown("noise", head.text, "a masthead glued to the text: in the text, never read")
            parts, tail, _ = cut_glued(text) if row.kind == "body" else ([(row.text, row.kind)], None, [])
            yield from (Shown(kind, part.text, "", doubt) for part, kind in parts)
            if tail:
                yield Shown("noise", tail.text, "furniture glued to a paragraph: in the text, never read")


def _second_opinions(rows: list[Row]) -> dict[int, str]:
    trained = model()
    if trained is None:
        return {}
    found = trained.probabilities(features(rows))
    return {i: LABELS[best] for i, best in enumerate(found.argmax(axis=1)) if found[i, best] >= SURE and LABELS[best] != rows[i].kind}


def why(row: Row) -> str:
    """What a line that is not in the text was taken for."""
    if row.kind in ("byline", "date"):
        return {"byline": "in byline", "date": "read for published"}[row.kind]
    reasons = (
        (row.dated and row.noise, "an item of a list of news"), (row.others, "a heading over other news or comments"),
        (row.imprint, "imprint"), (row.number, "a number or a sign"), (row.url, "an address or a picture's name"),
        (row.contact, "contact data"), (row.noise, "words of menus, counters or controls"), (row.link > 0.5, "a link"),
        (row.furniture, "in a box that its name says is furniture"), (row.stamp is not None, "a date of something else"))
    return next((reason for holds, reason in reasons if holds), "outside the article")


def line(shown: Shown) -> Text:
    """The line with its label in front, in the colour of the label."""
    text = Text(f"{shown.kind:9s}", style=f"{STYLES[shown.kind]} reverse")
    text.append(f" {shown.text}", style=STYLES[shown.kind])
    if shown.why:
        text.append(f"  ← {shown.why}", style="dim")
    if shown.doubt:
        text.append(f"  ? {shown.doubt}", style="bold yellow")
    return text
