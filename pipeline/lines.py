"""What a line of a page is by its features: title, date, body, caption, byline or noise, with
probabilities.

A small network of one hidden layer, trained by ``python -m pipeline train lines`` on the project's own
pages; its card is ``models/lines/README.md``. The rules (`labels.py`) decide; the model is asked
where they leave doubt.
"""
from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from pipeline.byline import labelled, signed
from pipeline.rows import Row
from pipeline.trained import MODELS

LABELS = ("title", "date", "body", "caption", "byline", "noise")
FOLDER = MODELS / "lines"
HINTS = ("date", "caption", "byline", "lead", "title")
# What each line is told of, in the order of the columns; its two neighbours on either side are told
# of by the first few.
OWN = ("size", "sentence", "ended", "noise", "link", "stamp", "heading", "item", "words", "capitals", "digits", "signs", "commas", "colon",
       "lower", "bold", "furniture", "others", "imprint", "contact", "menu", "url", "dated", "photo", "scene", "person", "labelled", "signed",
       "after image", "gap", "table", "markdown", "repeated", "position", "from first sentence", "from last sentence", "inside",
       *(f"hint {h}" for h in HINTS))
SHARED = 8
NAMES = (*OWN, *(f"{name} at {at:+d}" for at in (-2, -1, 1, 2) for name in OWN[:SHARED]))


def features(rows: Sequence[Row], wanted: Sequence[int] | None = None) -> np.ndarray:
    """One row of ``NAMES`` for each line, or for the ``wanted`` ones by their index."""
    wanted = range(len(rows)) if wanted is None else wanted
    repeated = Counter(r.key for r in rows)
    sentences = [i for i, r in enumerate(rows) if r.sentence]
    first, last = (sentences[0], sentences[-1]) if sentences else (0, 0)
    shared: dict[int, list[float]] = {}

    def of(i: int) -> list[float]:
        if not 0 <= i < len(rows):
            return [-1.0] * SHARED
        if i not in shared:
            shared[i] = _shared(rows[i])
        return shared[i]

    out = []
    for i in wanted:
        row = rows[i]
        text, size = row.text.text, max(1, row.size)
        out.append([
            *of(i), math.log(1 + len(text.split())), sum(c.isupper() for c in text) / size, sum(c.isdigit() for c in text) / size,
            sum(not c.isalnum() and not c.isspace() for c in text) / size, math.log(1 + text.count(",")), ":" in text, text[:1].islower(),
            row.bold, row.furniture > 0, row.others, row.imprint, row.contact, row.noise and row.size <= 120, row.url, row.dated, row.photo,
            row.scene, row.person, labelled(text), signed(text), row.after_image, row.gap, row.row > 0, bool(row.markdown),
            math.log(repeated[row.key]), i / len(rows), math.tanh((i - first) / 5), math.tanh((i - last) / 5), first <= i <= last,
            *(row.hint == h for h in HINTS), *of(i - 2), *of(i - 1), *of(i + 1), *of(i + 2)])
    return np.array(out, dtype=np.float32).reshape(-1, len(NAMES))


def _shared(row: Row) -> list[float]:
    return [math.log(1 + row.size), row.sentence, row.ended, row.noise, row.link, row.stamp is not None, row.heading > 0, row.item]


@dataclass(frozen=True)
class LineModel:
    """Means and scales of the features, and the weights and offsets of each layer."""

    mean: np.ndarray
    scale: np.ndarray
    layers: tuple[tuple[np.ndarray, np.ndarray], ...]

    def probabilities(self, table: np.ndarray) -> np.ndarray:
        """A probability of each of ``LABELS`` for each row of ``features``."""
        at = (table - self.mean) / self.scale
        for weights, offsets in self.layers[:-1]:
            at = np.maximum(at @ weights + offsets, 0)
        weights, offsets = self.layers[-1]
        at = at @ weights + offsets
        at = np.exp(at - at.max(axis=1, keepdims=True))
        return at / at.sum(axis=1, keepdims=True)


@lru_cache(maxsize=1)
def model(folder: Path = FOLDER) -> LineModel | None:
    """The trained model; ``None`` where there is none. Raises ``ValueError`` for one that was trained
    on other features."""
    if not (folder / "weights.npz").exists():
        return None
    if json.loads((folder / "config.json").read_text("utf-8"))["features"] != list(NAMES):
        raise ValueError(f"{folder} was trained on other features; train it again: python -m pipeline train lines")
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        layers = tuple((arrays[f"weights{n}"], arrays[f"offsets{n}"]) for n in range(sum(k.startswith("weights") for k in arrays)))
        return LineModel(arrays["mean"], arrays["scale"], layers)
