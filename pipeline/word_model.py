"""Where words begin and end: underthesea's word model, without its detour over strings.

``underthesea.word_tokenize`` writes 43 features of every syllable out as strings, which its tagger
looks up one by one: nine tenths of its time. Here the same model, a CRF of two labels that the
installed package holds, is read into tables by syllable, pair and triple of syllables; the words
come out the same (``tests/test_word_model.py``) in a fraction of the time.
"""
from __future__ import annotations

import struct
from collections import defaultdict
from functools import lru_cache, partial
from itertools import product
from operator import mul
from pathlib import Path

import joblib
import regex
from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
from underthesea.pipeline.word_tokenize import regex_tokenize

_FOLDER = Path(regex_tokenize.__file__).parent / "models" / "ws_crf_vlsp2013_20230727"
# What the features look at, counted from the syllable that is labelled: one, two or three syllables.
_ONE = ("-2", "-1", "0", "1", "2")
_TWO = ("-2,-1", "-1,0", "0,1", "1,2")
_THREE = ("-2,0", "-1,1", "0,2")
_FEATURE = regex.compile(r"T\[(?P<at>[-\d,]+)\](?:\.(?P<kind>\w+))?=(?P<value>.*)", regex.DOTALL)
_FLAGS = ("isdigit", "istitle", "is_in_dict")
_Sums = tuple[float, ...]


def word_spans(text: str) -> list[tuple[int, int]] | None:
    """Words of one sentence as ``[start, end)`` in ``text``: those of underthesea's
    ``word_tokenize(text, use_token_normalize=False)``. None where that rewrites characters first
    (letters that are not composed, look-alikes of "đ"), so that its words have no place in ``text``."""
    if normalize_characters_in_text(text) != text:
        return None
    spans = [m.span() for m in regex_tokenize.patterns.finditer(text)]
    words: list[tuple[int, int]] = []
    for (start, end), goes_on in zip(spans, _model().label([text[s:e] for s, e in spans])):
        if goes_on and words:
            words[-1] = (words[-1][0], end)
        else:
            words.append((start, end))
    return words


class _Model:
    """Each feature's weight for "a word begins here" over "a word goes on", in tables by what the
    feature looks at. A row holds one weight a place, in the order of ``_ONE``, ``_TWO``, ``_THREE``."""

    def __init__(self, folder: Path) -> None:
        self._words = frozenset(joblib.load(folder / "dictionary.bin"))
        weights, self._moves = _read_crf((folder / "models.bin").read_bytes())
        tables: dict[tuple, dict[str, list[float]]] = {
            (group, kind): defaultdict(partial(mul, [0.0], len(group)))
            for group in (_ONE, _TWO, _THREE) for kind in (None, "lower", *_FLAGS)}
        edges: dict[tuple[str, str], float] = defaultdict(float)
        for name, weight in weights:
            m = _FEATURE.fullmatch(name)
            group = next((g for g in (_ONE, _TWO, _THREE) if m and m["at"] in g), None)
            if (group, m and m["kind"]) not in tables:
                raise ValueError(f"underthesea's word model has an unknown feature, {name!r}: install the version in requirements.txt")
            tables[group, m["kind"]][m["value"]][group.index(m["at"])] += weight
            if m["value"] in ("BOS", "EOS"):
                edges[m["at"], m["value"]] += weight
        self._one, self._two, self._three = (dict(tables[g, None]) for g in (_ONE, _TWO, _THREE))
        self._lower_one, self._lower_two = dict(tables[_ONE, "lower"]), dict(tables[_TWO, "lower"])
        # by whether it is a number, opens with a capital, is in the dictionary
        self._flags_one, self._flags_two, self._flags_three = (
            {values: tuple(sum(tables[g, kind][str(value)][i] for kind, value in zip(_FLAGS, values)) for i in range(len(g)))
             for values in product((False, True), repeat=3)} for g in (_ONE, _TWO, _THREE))
        # by how many syllables stand to the left and to the right, 2 for more
        self._edge = {(left, right): sum(edges[at, _beyond(at, left, right)] for at in (*_ONE, *_TWO, *_THREE))
                      for left in range(3) for right in range(3)}

    def label(self, forms: list[str]) -> list[bool]:
        """For each syllable of a sentence whether it goes on with the word before it."""
        n = len(forms)
        score = [0.0] * (n + 4)  # of syllable i at i + 2; what falls beyond the edges is not read
        known: dict[str, tuple[_Sums, str, bool]] = {}
        rows = [known.get(f) or known.setdefault(f, self._syllable(f)) for f in forms]
        words, two, lower_two, three = self._words, self._two, self._lower_two, self._three
        flags_two, flags_three = self._flags_two, self._flags_three
        for i, ((a, b, c, d, e), low, title) in enumerate(rows):
            score[i + 4] += a
            score[i + 3] += b
            score[i + 2] += c
            score[i + 1] += d
            score[i] += e
            if i + 1 == n:
                break
            _, low_1, title_1 = rows[i + 1]
            form, low, title = f"{forms[i]} {forms[i + 1]}", f"{low} {low_1}", title and title_1
            a, b, c, d = flags_two[False, title, low in words]
            if row := two.get(form):
                a, b, c, d = a + row[0], b + row[1], c + row[2], d + row[3]
            if row := lower_two.get(low):
                a, b, c, d = a + row[0], b + row[1], c + row[2], d + row[3]
            if i + 2 < n:
                _, low_2, title_2 = rows[i + 2]
                x, y, z = flags_three[False, title and title_2, f"{low} {low_2}" in words]
                if row := three.get(f"{form} {forms[i + 2]}"):
                    x, y, z = x + row[0], y + row[1], z + row[2]
                a, b, c = a + x, b + y, c + z
            score[i + 4] += a
            score[i + 3] += b
            score[i + 2] += c
            score[i + 1] += d
        for i in {0, 1, n - 2, n - 1} & set(range(n)):
            score[i + 2] += self._edge[min(i, 2), min(n - 1 - i, 2)]
        return self._best(score[2:n + 2])

    def _syllable(self, form: str) -> tuple[_Sums, str, bool]:
        """What it adds at each place of ``_ONE``; its lower case; whether it opens with a capital or no letter."""
        low, title = form.lower(), form[0].upper() == form[0]
        sums = self._flags_one[form.isascii() and form.isdigit(), title, low in self._words]
        for row in (self._one.get(form), self._lower_one.get(low)):
            if row:
                sums = tuple(a + b for a, b in zip(sums, row))
        return sums, low, title

    def _best(self, score: list[float]) -> list[bool]:
        """The best labelling as a whole (Viterbi); with two labels their difference is all there is to carry."""
        begin_begin, begin_on, on_begin, on_on = self._moves
        ahead = 0.0  # of the best labelling that ends in "begins" over the best that ends in "goes on"
        before: list[tuple[bool, bool]] = []  # whether the syllable before goes on, if this one begins, or goes on
        for i, own in enumerate(score):
            if i:
                to_begin, to_on = ahead + begin_begin - on_begin, ahead + begin_on - on_on
                before.append((to_begin < 0, to_on < 0))
                ahead = (on_begin + max(to_begin, 0.0)) - (on_on + max(to_on, 0.0))
            ahead += own
        out = [ahead < 0] if score else []
        for if_begins, if_on in reversed(before):
            out.append(if_on if out[-1] else if_begins)
        return out[::-1]


def _beyond(at: str, left: int, right: int) -> str | None:
    """What stands for a place outside a sentence with so many syllables to the left and right."""
    first, last = int(at.split(",")[0]), int(at.split(",")[-1])
    return "BOS" if -first > left else "EOS" if last > right else None


def _read_crf(data: bytes) -> tuple[list[tuple[str, float]], _Sums]:
    """Features by name with their weight for "B-W" less that for "I-W", and the weights of the moves
    B→B, B→I, I→B, I→I, of a model in CRFsuite's file format: its header, a list of weights that
    refer to labels and features by number, and the features' names (a constant database)."""
    magic, _, _, _, _, labels, attributes, at_weights, at_labels, at_names, _, _ = struct.unpack_from("<4sI4s9I", data)
    if magic != b"lCRF" or labels != 2 or _names(data, at_labels, 2) != ["B-W", "I-W"]:
        raise ValueError("underthesea's word model has another format: install the version in requirements.txt")
    _, _, count = struct.unpack_from("<4sII", data, at_weights)
    own, moves = [0.0] * attributes, [0.0] * 4
    for kind, source, target, weight in struct.iter_unpack("<IIId", data[at_weights + 12:at_weights + 12 + 20 * count]):
        if kind == 1:
            moves[2 * source + target] += weight
        else:
            own[source] += -weight if target else weight
    return list(zip(_names(data, at_names, attributes), own)), tuple(moves)


def _names(data: bytes, start: int, count: int) -> list[str]:
    """Names by number: the reverse index at the end of a database that begins at ``start``."""
    *_, size, index = struct.unpack_from("<4s5I", data, start)
    out = []
    for offset in struct.unpack_from(f"<{count}I", data, start + index):
        _, length = struct.unpack_from("<II", data, start + offset)
        out.append(data[start + offset + 8:start + offset + 7 + length].decode())
    return out


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model(_FOLDER)
