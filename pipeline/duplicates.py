"""The same article on several portals: groups of records whose texts are the same or nearly.

Each article is compared with the first of every earlier group that it could belong to, found by
hashes of its words (MinHash with banding), so the time grows with the number of articles and not
with its square. The index is a temporary database: a large run needs no memory for it. Records
themselves stay as they are; what to do with copies is for those who use them.
"""
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

import numpy as np
import regex
from datasketch import MinHash
from pydantic import BaseModel, ConfigDict, Field

# How much of their three-word sequences two texts share, of all that either has. Of some 280 real
# articles the copies, with another headline, a byline more or a paragraph less, share 0.75 or more;
# short notices of one wording about different people 0.72 at most, all others less than 0.4.
ALIKE = 0.74
LONG = 3
# 25 bands of 5: texts that share 0.74 meet with a chance over 99 %, those that share 0.3 with 6 %.
BANDS, ROWS = 25, 5
# Texts read again for one article, those that share the most bands first: copies share five or six of them, so what comes
# after this many is of a kind (notices of one wording by the thousand), and no copy.
COMPARED = 40
# Earlier articles looked up by one hash, the latest of them: notices of one wording fill some hashes by the thousand, and
# looking all of them up made the time grow with the square. Copies also share hashes that are not so full; so many rows of
# each hash take less time than the texts read again.
LOOKED_UP = 400
_MET = " UNION ALL ".join(["SELECT * FROM (SELECT at FROM bands WHERE hash = ? ORDER BY at DESC LIMIT ?)"] * (BANDS + 1))

_WORD = regex.compile(r"\w+")
_SCHEME = "affine32"
_PERMUTATIONS = MinHash(num_perm=BANDS * ROWS, seed=1, scheme=_SCHEME).permutations


class Copy(BaseModel):
    """One article of a group."""

    model_config = ConfigDict(extra="forbid")

    id: str
    path: str
    similarity: float = Field(ge=0, le=1, description="Share of three-word sequences in common with the group's first; 1 also of the first itself")


class Duplicates(BaseModel):
    """One line of the duplicates file: articles that are the same or nearly, in the order of the records."""

    model_config = ConfigDict(extra="forbid")

    articles: list[Copy] = Field(min_length=2)


def find_duplicates(records: Path) -> Iterator[Duplicates]:
    """The groups among the records of a JSON Lines file, in the order of their first articles.
    Raises ``OSError`` where the file cannot be read."""
    table = sqlite3.connect("")  # on disk once it outgrows its cache, gone when closed
    table.executescript("CREATE TABLE bands (hash INTEGER, at INTEGER); CREATE INDEX by_hash ON bands (hash, at);"
                        "CREATE TABLE copies (first INTEGER, at INTEGER, similarity REAL)")
    with records.open("rb") as file, records.open("rb") as again:
        at = 0
        for line in file:
            shingles = _shingles(json.loads(line)["text"])
            bands = _bands(shingles)
            first, similarity = _best(shingles, bands, table, again)
            if similarity >= ALIKE:
                table.execute("INSERT INTO copies VALUES (?, ?, ?)", (first, at, similarity))
            elif shingles:
                table.executemany("INSERT INTO bands VALUES (?, ?)", ((band, at) for band in bands))
            at += len(line)
        for (first,) in table.execute("SELECT DISTINCT first FROM copies ORDER BY first"):
            copies = table.execute("SELECT at, similarity FROM copies WHERE first = ? ORDER BY at", (first,))
            yield Duplicates(articles=[_copy(again, at, similarity) for at, similarity in [(first, 1.0), *copies]])
    table.close()


def _best(shingles: set[int], bands: list[int], table: sqlite3.Connection, file: BinaryIO) -> tuple[int, float]:
    """Offset of the most similar of the earlier groups' first articles, the earliest of equals, and the similarity."""
    if not bands:
        return 0, 0.0
    best = (0, 0.0)
    asked = [value for band in bands for value in (band, LOOKED_UP)]
    for at, _ in table.execute(f"SELECT at, COUNT(*) AS shared FROM ({_MET}) GROUP BY at ORDER BY shared DESC, at LIMIT {COMPARED}", asked).fetchall():
        other = _shingles(_row(file, at)["text"])
        similarity = len(shingles & other) / len(shingles | other)
        if (similarity, -at) > (best[1], -best[0]):
            best = (at, similarity)
    return best


def _shingles(text: str) -> set[int]:
    words = _WORD.findall(text.lower())
    return {crc32(" ".join(words[i:i + LONG]).encode("utf-8", "surrogatepass")) for i in range(max(len(words) - LONG + 1, min(len(words), 1)))}


def _bands(shingles: set[int]) -> list[int]:
    """Hashes such that similar texts share one, whatever the machine; the last is the same only for the same words."""
    if not shingles:
        return []
    sketch = MinHash(permutations=_PERMUTATIONS, num_perm=BANDS * ROWS, seed=1, scheme=_SCHEME, hashfunc=int)
    sketch.update_batch(shingles)
    values = sketch.hashvalues.astype("<u8")
    parts = [values[band * ROWS:(band + 1) * ROWS].tobytes() for band in range(BANDS)]
    whole = np.array(sorted(shingles), dtype="<u4").tobytes()
    return [(band << 32) + crc32(part) for band, part in enumerate([*parts, whole])]


def _copy(file: BinaryIO, at: int, similarity: float) -> Copy:
    row = _row(file, at)
    return Copy(id=row["id"], path=row["source"]["path"], similarity=round(similarity, 3))


def _row(file: BinaryIO, at: int) -> dict:
    file.seek(at)
    return json.loads(file.readline())
