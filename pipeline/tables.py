"""Records → tidy tables, one for each kind of finding, for pandas, polars, DuckDB and Arrow.

    t = tables("out/records.jsonl")
    t.directives.merge(t.deadlines, on="deadline_id")

Each table has a key that is the same on every run (``directive_id``, …: the article's id, the list
and the place in it) and the keys of what its rows belong to. ``span_start``, ``span_end`` are the span,
``[start, end)`` in code points of the article's text. :data:`TABLES` (of :mod:`pipeline.table_columns`) lists tables and columns.
"""
from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrow import Source, read_batches
from pipeline.table_columns import NEVER_NULL, TABLES
from pipeline.table_rows import Batch

if typing.TYPE_CHECKING:
    import duckdb
    import pandas
    import polars

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
                           if name in NEVER_NULL and table.schema.field(name).type in never_null}, copy=False)

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
    batch = Batch(columns, article_id, repeat)
    return {name: pa.Table.from_arrays([pc.cast(c, f.type) if c.type != f.type else c for c, f in zip(spec.columns(batch), spec.schema)],
                                       schema=spec.schema)
            for name, spec in TABLES.items()}


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
