"""The annotated entities: reading them, and variants of the training articles with other names.

Marked text is ``[Nguyễn Thị Lan](PERSON)`` amid plain text (``annotations/entities/README.md``).
"""
from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import regex
import yaml

from pipeline import gazetteer
from pipeline.article import Article, Line
from pipeline.ner import LABELS

ROOT = Path(__file__).parent.parent / "annotations"
_MARK = regex.compile(r"\[([^\[\]\n]+)\]\((\p{Lu}+)\)")
_PLACE = regex.compile(r"(?P<kind>(?i:huyện|quận|thị xã|thành phố|phường|xã|thị trấn|tỉnh))[ ](?P<name>\p{Lu}[\p{L}'’]*(?:[ -]\p{Lu}[\p{L}'’]*){0,3})$")
_DIGIT = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article: a name with its label, or the text between names (label None)."""

    text: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its names. ``entities`` are (start, end, label) in code points of ``text``."""

    id: str
    text: str
    entities: list[tuple[int, int, str]]

    @property
    def article(self) -> Article:
        """The text as :func:`pipeline.segment.segment` wants it: the first line is the headline."""
        lines, at = [], 0
        for row in self.text.split("\n"):
            if row.strip():
                lines.append(Line(at, at + len(row), "body" if lines else "title"))
            at += len(row) + 1
        return Article(text=self.text, lines=lines, title=self.text.split("\n")[0])


def pieces(marked: str) -> list[Piece]:
    """The stretches of a marked text. Raises ``ValueError`` on an unknown label or a broken mark."""
    out: list[Piece] = []
    at = 0
    for m in _MARK.finditer(marked):
        if m[2] not in LABELS:
            raise ValueError(f"no such label: {m[0]}")
        if m[1] != m[1].strip():
            raise ValueError(f"a name begins or ends with a blank: {m[0]}")
        out += [Piece(marked[at:m.start()], None), Piece(m[1], m[2])]
        at = m.end()
    out.append(Piece(marked[at:], None))
    for p in out:
        if p.label is None and ("](" in p.text or "[" in p.text and "]" not in p.text):
            raise ValueError(f"a broken mark near: {p.text[:60]}")
    return [p for p in out if p.text]


def joined(name: str, parts: Iterable[Piece]) -> Annotated:
    """The article that the pieces make."""
    text, entities = "", []
    for p in parts:
        if p.label:
            entities.append((len(text), len(text) + len(p.text), p.label))
        text += p.text
    return Annotated(name, text, entities)


def read_marked(folder: Path = ROOT / "entities") -> dict[str, list[Piece]]:
    """All annotated articles by name. Raises ``ValueError``, with the file's name, on a broken one."""
    found = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            found[path.stem] = pieces(path.read_text("utf-8").strip())
        except ValueError as e:
            raise ValueError(f"{path}: {e}") from e
    return found


def for_testing(name: str, path: Path = ROOT / "splits.yaml") -> bool:
    """Whether models are tested on the article and must never learn from it."""
    return any(name in names for names in yaml.safe_load(path.read_text("utf-8")).values())


def unread(path: Path = ROOT / "splits.yaml") -> frozenset[str]:
    """The test articles that nobody read who improves the rules: their scores are the honest ones."""
    return frozenset(yaml.safe_load(path.read_text("utf-8"))["unread"])


def data_hash(marked: dict[str, list[Piece]], augment: Path = ROOT / "augment.yaml") -> str:
    """What the model learns from and is tested on, in twelve characters."""
    digest = hashlib.sha256(augment.read_bytes())
    for name, parts in sorted(marked.items()):
        digest.update(repr((name, for_testing(name), parts)).encode())
    return digest.hexdigest()[:12]


class Swapper:
    """Variants of training articles. What is swapped in comes from ``augment.yaml``, the gazetteer
    and the training articles themselves; one name in an article is always the same other name."""

    def __init__(self, marked: dict[str, list[Piece]], path: Path = ROOT / "augment.yaml") -> None:
        pools = yaml.safe_load(path.read_text("utf-8"))
        self._family, self._middle, self._given, self._whole = (pools[k] for k in ("family", "middle", "given", "whole"))
        self._same: dict[tuple[str, bool, bool], list[str]] = defaultdict(list)
        for _, parts in sorted(marked.items()):
            for p in parts:
                if p.label in ("ORG", "POST"):
                    self._same[_shape(p)].append(p.text)

    def variant(self, name: str, parts: list[Piece], rng: random.Random) -> Annotated:
        """The article with its persons, places, numbers and some bodies and posts swapped."""
        seen: dict[tuple[str | None, str], str] = {}
        full = {p.text: self._person(rng) for p in parts if p.label == "PERSON" and " " in p.text}
        out = []
        for p in parts:
            key = (p.label, p.text)
            if key not in seen:
                seen[key] = self._other(p, full, rng)
            out.append(Piece(seen[key], p.label))
        return joined(name, out)

    def _other(self, p: Piece, full: dict[str, str], rng: random.Random) -> str:
        if p.label == "PERSON":
            if p.text in full:
                return full[p.text]
            longer = next((n for n in full if n.endswith(p.text)), None)
            return full[longer].split()[-1] if longer else p.text
        if p.label == "PLACE":
            return _other_place(p.text, rng, share=0.8)
        if p.label in ("ORG", "POST"):
            # a third: enough that words beside bodies are learned, few enough that most sentences stay sensible
            if rng.random() < 0.3:
                return rng.choice(self._same[_shape(p)])
            return _other_place(p.text, rng, share=0.6)
        if p.label == "DOC":
            return _DIGIT.sub(lambda m: m[0] if rng.random() < 0.5 else str(rng.randint(1, 9)), p.text)
        return p.text

    def _person(self, rng: random.Random) -> str:
        if rng.random() < 0.2:
            return rng.choice(self._whole)
        parts = [rng.choice(self._family), rng.choice(self._middle), rng.choice(self._given)]
        if rng.random() < 0.15:
            parts.pop(1)
        elif rng.random() < 0.25:
            parts.insert(2, rng.choice(self._given))
        return " ".join(parts)


def _shape(p: Piece) -> tuple[str, bool, bool]:
    """Names of one shape may stand for one another: label, capital in front, any capital at all."""
    return (p.label or "", p.text[0].isupper(), p.text.islower())


def _other_place(text: str, rng: random.Random, share: float) -> str:
    """The place that ends the name swapped for another of its kind, in that share of cases."""
    if rng.random() >= share:
        return text
    m = _PLACE.search(text)
    if m:
        names = gazetteer.names(m["kind"].lower())
        return text[:m.start("name")] + rng.choice(names) if names else text
    if gazetteer.lookup(text, "province"):
        return rng.choice(gazetteer.names("tỉnh"))
    return text
