"""Records → tidy tables, one for each kind of finding, for pandas, polars, DuckDB and Arrow.

    t = tables("out/records.jsonl")
    t.directives.merge(t.deadlines, on="deadline_id")

Each table has a key that is the same on every run (``directive_id``, …: the article's id, the list
and the place in it) and the keys of what its rows belong to. ``span_start``, ``span_end`` are the span,
``[start, end)`` in code points of the article's text. :data:`TABLES` lists tables and columns.
"""
from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel

from pipeline.arrow import Source, arrow_type, hints, read_batches
from pipeline.records import Chair, Confirmed, Day, Deadline, Directive, Document, Figure, Meeting, Person, Place, SourceInfo, Span, Unit

if typing.TYPE_CHECKING:
    import duckdb
    import pandas
    import polars

TIME_ZONE = "Asia/Ho_Chi_Minh"

T = typing.TypeVar("T")


class Tables(Mapping[str, T]):
    """Tables by name, as attributes too: ``t.directives`` is ``t["directives"]``."""

    def __init__(self, tables: dict[str, T]) -> None:
        self._tables = tables

    def __getitem__(self, name: str) -> T:
        return self._tables[name]

    def __getattr__(self, name: str) -> T:
        try:
            return self.__dict__["_tables"][name]
        except KeyError:
            raise AttributeError(f"no table {name!r}; tables: {', '.join(TABLES)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._tables]

    def __repr__(self) -> str:
        return "Tables(" + ", ".join(f"{name}: {len(table):,} × {table.shape[1]}" for name, table in self._tables.items()) + ")"


def tables(source: Source) -> Tables[pandas.DataFrame]:
    """The records of ``source`` as pandas frames.

    ``source`` is a path or a pattern as for :func:`pipeline.read_records`, or records. Days are
    ``datetime64``, closed vocabularies categories (all values, in the order of the record's
    definition), numbers that may be missing nullable, texts pandas strings.

    Raises as :func:`pipeline.read_records`. An id that comes twice is kept: the later article
    has ``repeat`` true, and its ``article_id`` ends in ``~2``.
    """
    import pandas as pd

    whole = {pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}
    never_null = {pa.int32(): np.dtype("int32"), pa.bool_(): np.dtype("bool")}

    def frame(table: pa.Table) -> pd.DataFrame:
        out = table.to_pandas(date_as_object=False, types_mapper=whole.get)
        return out.astype({name: never_null[table.schema.field(name).type] for name in table.column_names
                           if name in _NEVER_NULL and table.schema.field(name).type in never_null}, copy=False)

    return Tables({name: frame(table) for name, table in arrow_tables(source).items()})


def polars_tables(source: Source) -> Tables[polars.DataFrame]:
    """As :func:`tables`, for polars."""
    import polars as pl

    return Tables({name: pl.from_arrow(table) for name, table in arrow_tables(source).items()})


def duckdb_tables(source: Source, connection: duckdb.DuckDBPyConnection | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection in which the tables can be queried by their names; in memory, or ``connection``."""
    import duckdb

    connection = connection or duckdb.connect()
    for name, table in arrow_tables(source).items():
        connection.register(name, table)
    return connection


def arrow_tables(source: Source) -> Tables[pa.Table]:
    """As :func:`tables`, for Arrow, which the others are made from."""
    parts: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
    for batch in table_batches(source):
        for name, table in batch.items():
            parts[name].append(table)
    return Tables({name: pa.concat_tables(parts[name]) if parts[name] else TABLES[name].schema.empty_table() for name in TABLES})


def table_batches(source: Source) -> Iterator[dict[str, pa.Table]]:
    """The tables of some articles at a time, in order: for work that does not keep them all."""
    seen: dict[str, int] = {}
    for records in read_batches(source):
        yield split(records, seen)


def split(records: pa.Table, seen: dict[str, int]) -> dict[str, pa.Table]:
    """The tables of one batch of ``RECORD_SCHEMA``. ``seen`` counts ids over the batches of a source."""
    records = records.combine_chunks()
    columns = {name: _array(records[name]) for name in records.column_names}
    article_id, repeat = _article_keys(columns["id"], seen)
    batch = _Batch(columns, article_id, repeat)
    return {name: pa.Table.from_arrays([pc.cast(c, f.type) if c.type != f.type else c for c, f in zip(spec.columns(batch), spec.schema)],
                                       schema=spec.schema)
            for name, spec in TABLES.items()}


# ------------------------------------------------------------------ pieces of a batch

def _array(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _article_keys(ids: pa.Array, seen: dict[str, int]) -> tuple[pa.Array, pa.Array]:
    values = ids.to_pylist()
    repeat = [False] * len(values)
    for i, value in enumerate(values):
        count = seen[value] = seen.get(value, 0) + 1
        if count > 1:
            values[i], repeat[i] = f"{value}~{count}", True
    return pa.array(values, pa.string()), pa.array(repeat, pa.bool_())


@dataclass(frozen=True)
class _Rows:
    """One list of the records, laid end to end."""

    fields: dict[str, pa.Array]
    parent: np.ndarray  # row of the article (or of the list's own owner) for each row
    n: pa.Array         # place in its list, from 0
    key: pa.Array       # owner's key / list / n


class _Batch:
    """The lists of one batch, each laid end to end once."""

    def __init__(self, columns: dict[str, pa.Array], article_id: pa.Array, repeat: pa.Array) -> None:
        self.columns, self.article_id, self.repeat = columns, article_id, repeat
        self._rows: dict[str, _Rows] = {}

    def rows(self, name: str) -> _Rows:
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


def _flat(lists: pa.Array, owner: pa.Array, field: str) -> _Rows:
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False).astype(np.int64)
    parent = np.repeat(np.arange(len(lists)), lengths)
    n = pa.array((np.arange(len(parent)) - np.repeat(np.cumsum(lengths) - lengths, lengths)).astype(np.int32))
    flat = pc.list_flatten(lists)
    fields = dict(zip((f.name for f in flat.type), flat.flatten())) if pa.types.is_struct(flat.type) else {"": flat}
    return _Rows(fields, parent, n, _item_key(pc.take(owner, pa.array(parent)), field, n))


def _item_key(owner: pa.Array, field: str, n: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(owner, field, n.cast(pa.string()), "/")


# ------------------------------------------------------------------ columns

# A column: its name, its Arrow type, and how a batch gives it.
Column = tuple[str, pa.DataType, Callable[[_Batch], pa.Array]]

_NEVER_NULL = {"n", "span_start", "span_end", "collective", "working_days", "repeat"}


@dataclass(frozen=True)
class Spec:
    """One table: what it holds, its columns, and the columns that point to other tables."""

    about: str
    made_of: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([(name, kind) for name, kind, _ in self.made_of])

    def columns(self, batch: _Batch) -> list[pa.Array]:
        return [make(batch) for _, _, make in self.made_of]


def _category() -> pa.DataType:
    return pa.dictionary(pa.int8(), pa.string())


def _vocabulary(hint: object) -> tuple[str, ...] | None:
    """The values of a closed vocabulary, or None for another type."""
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)
    found = [v for v in map(_vocabulary, typing.get_args(hint)) if v]
    return found[0] if found else None


def _is(hint: object, kind: object) -> bool:
    return hint == kind or kind in typing.get_args(hint)


def _coded(values: pa.Array, vocabulary: tuple[str, ...]) -> pa.Array:
    codes = pc.index_in(values, value_set=pa.array(vocabulary)).cast(pa.int8())
    return pa.DictionaryArray.from_arrays(codes, pa.array(vocabulary))


def _days(values: pa.Array) -> pa.Array:
    try:
        return values.cast(pa.date32())
    except pa.ArrowInvalid:  # a day that no calendar has
        return pa.array([_day(v) for v in values.to_pylist()], pa.date32())


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _times(values: pa.Array) -> pa.Array:
    """Date-times; null where there is a day only."""
    timed = pc.if_else(pc.greater(pc.utf8_length(values), 10), values, pa.scalar(None, pa.string()))
    return timed.cast(pa.timestamp("s", "UTC")).cast(pa.timestamp("s", TIME_ZONE))


def _field_of(name: str, field: str) -> Callable[[_Batch], pa.Array]:
    return lambda b: b.rows(name).fields[field]


def _part_of(column: str, field: str) -> Callable[[_Batch], pa.Array]:
    return lambda b: pc.struct_field(b.columns[column], field)


def _fields(name: str, model: type[BaseModel], leave_out: tuple[str, ...] = ()) -> list[Column]:
    """A column for each field of a list's data class; a span gives ``span_start`` and ``span_end``."""
    made: list[Column] = []
    for field, hint in hints(model).items():
        if field in leave_out:
            continue
        get = _field_of(name, field)
        if hint == Span:
            made += [("span_start", pa.int32(), lambda b, get=get: pc.list_element(get(b), 0)),
                     ("span_end", pa.int32(), lambda b, get=get: pc.list_element(get(b), 1))]
        elif _is(hint, Day):
            made.append((field, pa.date32(), lambda b, get=get: _days(get(b))))
        elif words := _vocabulary(hint):
            made.append((field, _category(), lambda b, get=get, words=words: _coded(get(b), words)))
        else:
            made.append((field, arrow_type(hint), get))
    return made


def _keys(name: str, key: str, owner: str | None = None) -> list[Column]:
    """The key of a list's rows, the keys of what they belong to, and the place in the list."""
    made: list[Column] = [(key, pa.string(), lambda b: b.rows(name).key)] if key else []
    if owner:
        above = name.rpartition(".")[0]
        made.append((owner, pa.string(), lambda b: pc.take(b.rows(above).key, pa.array(b.rows(name).parent))))
    made.append(("article_id", pa.string(), lambda b: pc.take(b.article_id, pa.array(b.article(name)))))
    return [*made, ("n", pa.int32(), lambda b: b.rows(name).n)]


def _deadline_id(name: str) -> Column:
    def make(b: _Batch) -> pa.Array:
        index = b.rows(name).fields["deadline"].cast(pa.string())
        return pc.binary_join_element_wise(pc.take(b.article_id, pa.array(b.article(name))), "deadlines", index, "/")
    return "deadline_id", pa.string(), make


def _ref(column: str, name: str, field: str, among: str, key: str = "name") -> Column:
    return column, pa.string(), lambda b: b.find(name, b.rows(name).fields[field], among, key)


def _from_struct(column: str, field: str, model: type[BaseModel], names: Mapping[str, str]) -> list[Column]:
    """Columns of the one object that each record has under ``column``."""
    made: list[Column] = []
    for name, hint in hints(model).items():
        get = _part_of(column, name)
        words = _vocabulary(hint)
        made.append((names.get(name, name), _category() if words else pa.string(),
                     (lambda b, get=get, words=words: _coded(get(b), words)) if words else get))
    return made


def _articles() -> Spec:
    def plain(name: str) -> Column:
        return name, pa.string(), lambda b: b.columns[name]

    return Spec("One row an article.", (
        ("article_id", pa.string(), lambda b: b.article_id),
        plain("title"),
        ("published", pa.date32(), lambda b: _days(pc.utf8_slice_codeunits(b.columns["published"], 0, 10))),
        ("published_at", pa.timestamp("s", TIME_ZONE), lambda b: _times(b.columns["published"])),
        ("byline", pa.string(), lambda b: pc.binary_join(b.columns["byline"], "; ")),
        *_from_struct("place", "place", Place, {"code": "place_code"}),
        *_from_struct("source", "source", SourceInfo, {}),
        plain("id"),
        ("repeat", pa.bool_(), lambda b: b.repeat),
        plain("schema_version"),
        plain("text"),
    ))


def _figures(name: str, key: str) -> tuple[Column, ...]:
    return (*_keys(name, key), *_fields(name, Figure, ("deadline",)), _deadline_id(name))


def _addressees() -> Spec:
    """Addressees and partners in one table, directive by directive; each list keeps its own ``n``."""
    roles = ("addressee", "partner")
    lists = ("directives.addressees", "directives.partners")

    def both(get: Callable[[_Batch, str], pa.Array]) -> Callable[[_Batch], pa.Array]:
        def make(b: _Batch) -> pa.Array:
            order = np.argsort(np.concatenate([b.rows(name).parent for name in lists]), kind="stable")
            return pc.take(pa.concat_arrays([get(b, name) for name in lists]), pa.array(order))
        return make

    role = both(lambda b, x: pa.repeat(pa.scalar(roles[lists.index(x)]), len(b.rows(x).n)))

    return Spec("One row for each body or person that is to act on a directive (role addressee) or to work with them (partner).", (
        ("directive_id", pa.string(), both(lambda b, x: pc.take(b.rows("directives").key, pa.array(b.rows(x).parent)))),
        ("article_id", pa.string(), both(lambda b, x: pc.take(b.article_id, pa.array(b.article(x))))),
        ("role", _category(), lambda b: _coded(role(b), roles)),
        ("n", pa.int32(), both(lambda b, x: b.rows(x).n)),
        ("name", pa.string(), both(lambda b, x: b.rows(x).fields[""])),
        ("unit_id", pa.string(), both(lambda b, x: b.find(x, b.rows(x).fields[""], "units", "name"))),
    ))


TABLES: dict[str, Spec] = {
    "articles": _articles(),
    "meetings": Spec("One row a meeting.", (*_keys("meetings", "meeting_id"), *_fields("meetings", Meeting, ("chairs",)))),
    "chairs": Spec("One row for each person who presides over a meeting.", (
        *_keys("meetings.chairs", "", "meeting_id"), *_fields("meetings.chairs", Chair),
        _ref("person_id", "meetings.chairs", "name", "people"))),
    "people": Spec("One row a person of an article.", (*_keys("people", "person_id"), *_fields("people", Person))),
    "units": Spec("One row an organisation of an article.", (
        *_keys("units", "unit_id"), *_fields("units", Unit, ("mentions",)),
        ("mentions", pa.int32(), lambda b: pc.list_value_length(b.rows("units").fields["mentions"])))),
    "unit_mentions": Spec("One row for each place of the text that names an organisation.", (
        *_keys("units.mentions", "", "unit_id"),
        ("span_start", pa.int32(), lambda b: pc.list_element(b.rows("units.mentions").fields[""], 0)),
        ("span_end", pa.int32(), lambda b: pc.list_element(b.rows("units.mentions").fields[""], 1)))),
    "directives": Spec("One row a directive.", (
        *_keys("directives", "directive_id"), *_fields("directives", Directive, ("addressees", "partners", "deadline", "targets")),
        _deadline_id("directives"),
        _ref("issuer_person_id", "directives", "issuer", "people"), _ref("issuer_unit_id", "directives", "issuer", "units"))),
    "directive_addressees": _addressees(),
    "directive_targets": Spec("One row for each target that stands in a directive.", (
        ("directive_id", pa.string(), lambda b: pc.take(b.rows("directives").key, pa.array(b.rows("directives.targets").parent))),
        ("target_id", pa.string(), lambda b: _item_key(pc.take(b.article_id, pa.array(b.article("directives.targets"))), "targets",
                                                       b.rows("directives.targets").fields[""])))),
    "deadlines": Spec("One row a deadline.", (*_keys("deadlines", "deadline_id"), *_fields("deadlines", Deadline))),
    "targets": Spec("One row a value that is to be reached.", _figures("targets", "target_id")),
    "results": Spec("One row a percentage that is reported as reached.", _figures("results", "result_id")),
    "documents": Spec("One row an official document that an article cites.", (
        *_keys("documents", "document_id"), *_fields("documents", Document))),
    "warnings": Spec("One row for each doubt that the pipeline had about an article.", (
        *_keys("warnings", ""), ("warning", pa.string(), lambda b: b.rows("warnings").fields[""]))),
    "confirmed": Spec("One row for each part of a record that a person confirmed or put right.", (
        *_keys("confirmed", ""), *_fields("confirmed", Confirmed))),
}
