"""The lists of a batch of records laid end to end: the rows of tables, with their keys and their owners' places."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True)
class _Rows:
    """One list of the records, laid end to end."""

    fields: dict[str, pa.Array]
    parent: np.ndarray  # row of the article (or of the list's own owner) for each row
    n: pa.Array         # place in its list, from 0
    key: pa.Array       # owner's key / list / n


class Batch:
    """The lists of one batch, each laid end to end once."""

    def __init__(self, columns: dict[str, pa.Array], article_id: pa.Array, repeat: pa.Array) -> None:
        self.columns, self.article_id, self.repeat = columns, article_id, repeat
        self._rows: dict[str, _Rows] = {}

    def rows(self, name: str) -> _Rows:
        """A list of the records by its name, ``directives``, or of the entries of one, ``directives.addressees``."""
        if name not in self._rows:
            owner, _, field = name.rpartition(".")
            if owner:
                above = self.rows(owner)
                self._rows[name] = _flat(above.fields[field], above.key, field)
            else:
                self._rows[name] = _flat(self.columns[field], self.article_id, field)
        return self._rows[name]

    def article(self, name: str) -> np.ndarray:
        """For each row of a list, the row of its article."""
        owner, _, _ = name.rpartition(".")
        parent = self.rows(name).parent
        return self.article(owner)[parent] if owner else parent

    def within_article(self, name: str, values: pa.Array) -> pa.Array:
        """The values of a list's rows with their article's row, to be looked up within it."""
        return pc.binary_join_element_wise(pa.array(self.article(name)).cast(pa.string()), values, "\x1f")

    def find(self, name: str, values: pa.Array, among: str, field: str) -> pa.Array:
        """Key of the first row of the list ``among`` of the same article whose ``field`` is the value, or null."""
        rows = self.rows(among)
        places = pc.index_in(self.within_article(name, values), value_set=self.within_article(among, rows.fields[field]))
        return pc.take(rows.key, places)

    def find_unit(self, name: str, values: pa.Array) -> pa.Array:
        """Key of the organisation of the same article that the value names, or null: by its name, else by one of its mentions."""
        known, keys = self._units
        return pc.take(keys, pc.index_in(self.within_article(name, values), value_set=known))

    @cached_property
    def _units(self) -> tuple[pa.Array, pa.Array]:
        """All that organisations are called, names before mentions, and the key of each."""
        units, mentions = self.rows("units"), self.rows("units.mentions")
        texts = self.columns["text"].to_pylist()
        spans = mentions.fields[""].flatten().to_numpy().reshape(-1, 2).tolist()
        called = [texts[a][s:e] for a, (s, e) in zip(self.article("units.mentions").tolist(), spans)]
        return (pa.concat_arrays([self.within_article("units", units.fields["name"]), self.within_article("units.mentions", pa.array(called, pa.string()))]),
                pa.concat_arrays([units.key, pc.take(units.key, pa.array(mentions.parent))]))


def _flat(lists: pa.Array, owner: pa.Array, field: str) -> _Rows:
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False).astype(np.int64)
    parent = np.repeat(np.arange(len(lists)), lengths)
    n = pa.array((np.arange(len(parent)) - np.repeat(np.cumsum(lengths) - lengths, lengths)).astype(np.int32))
    flat = pc.list_flatten(lists)
    fields = dict(zip((f.name for f in flat.type), flat.flatten())) if pa.types.is_struct(flat.type) else {"": flat}
    return _Rows(fields, parent, n, item_key(pc.take(owner, pa.array(parent)), field, n))


def item_key(owner: pa.Array, field: str, n: pa.Array) -> pa.Array:
    """The keys of entries by their owners' keys, the name of their list and their places in it."""
    return pc.binary_join_element_wise(owner, field, n.cast(pa.string()), "/")
