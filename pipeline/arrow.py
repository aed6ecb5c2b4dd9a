"""Records files → Arrow, batch by batch: the reader under tables, exports and links.

Arrow's own JSON parser reads the lines against a schema made from the data classes of
:mod:`pipeline.records`, faster than ``json.loads``; lines that it refuses go through those
classes, which say what is wrong.
"""
from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json
import pyarrow.parquet
from pydantic import BaseModel

from pipeline.record_files import open_lines, parse_line, record_files
from pipeline.records import Record

# Bytes of lines that become one batch: large enough that the cost of a batch does not count,
# small enough that an export of any number of records stays well under 1 GB.
BATCH_BYTES = 16 << 20
BATCH_RECORDS = 1000  # of records that come as Python objects, or from Parquet

Source = str | Path | Iterable[Record]


def arrow_type(annotation: object) -> pa.DataType:
    """The Arrow type of a field of :mod:`pipeline.records`. Raises ``TypeError`` for a kind of
    field that no record has yet."""
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return arrow_type(args[0])
    if origin in (typing.Union, types.UnionType):
        (inner,) = (a for a in args if a is not type(None))
        return arrow_type(inner)
    if origin is typing.Literal:
        return pa.string()
    if origin in (list, tuple):  # a tuple is a span
        return pa.list_(arrow_type(args[0]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(list(arrow_schema(annotation)))
    simple = {str: pa.string(), bool: pa.bool_(), int: pa.int32(), float: pa.float64()}
    if annotation in simple:
        return simple[annotation]
    raise TypeError(f"no Arrow type for {annotation!r}")


@cache
def hints(model: type[BaseModel]) -> dict[str, object]:
    """The fields of a data class with their annotations, in order."""
    all_hints = typing.get_type_hints(model, include_extras=True)
    return {name: all_hints[name] for name in model.model_fields}


def arrow_schema(model: type[BaseModel]) -> pa.Schema:
    """The Arrow schema of a data class, nested as the record is: nothing is lost in it."""
    return pa.schema([(name, arrow_type(hint)) for name, hint in hints(model).items()])


RECORD_SCHEMA = arrow_schema(Record)
_PARSE = pa.json.ParseOptions(explicit_schema=RECORD_SCHEMA, unexpected_field_behavior="error")


def read_batches(source: Source) -> Iterator[pa.Table]:
    """Records as Arrow tables of ``RECORD_SCHEMA``, in the order of the source.

    ``source`` is a path or a pattern as for :func:`pipeline.read_records`, or records. Raises as
    that function does.
    """
    if isinstance(source, str | Path):
        for path in record_files(source):
            yield from parquet_batches(path) if path.suffix == ".parquet" else _jsonl_batches(path)
        return
    records = iter(source)
    while rows := [r.model_dump() for r in islice(records, BATCH_RECORDS)]:
        yield pa.Table.from_pylist(rows, schema=RECORD_SCHEMA)


def parquet_batches(path: Path) -> Iterator[pa.Table]:
    """As :func:`read_batches`, of one Parquet file of whole records."""
    try:
        file = pa.parquet.ParquetFile(path)
    except pa.ArrowInvalid as e:
        raise ValueError(f"{path}: no whole Parquet file ({e})") from e
    with file:
        if not {"id", "source", "text", "directives"} <= set(file.schema_arrow.names):
            raise ValueError(f"{path} does not hold whole records; of the files that `export` writes, records.parquet does")
        for batch in file.iter_batches(BATCH_RECORDS):
            yield _complete(pa.Table.from_batches([batch])).cast(RECORD_SCHEMA)


def _jsonl_batches(path: Path) -> Iterator[pa.Table]:
    first = 1
    with open_lines(path) as file:
        while lines := file.readlines(BATCH_BYTES):
            yield _parse(lines, path, first)
            first += len(lines)


def _parse(lines: list[bytes], path: Path, first: int) -> pa.Table:
    data = b"".join(lines)
    try:
        # one block, so that a line is never cut, however long it is
        table = pa.json.read_json(pa.BufferReader(data), pa.json.ReadOptions(block_size=len(data) + 1), _PARSE)
    except pa.ArrowException:
        table = None
    if table is not None and table.num_rows == len(lines) and _whole(table := _complete(table)):
        return table
    return pa.Table.from_pylist([parse_line(line, path, n).model_dump() for n, line in enumerate(lines, first)], schema=RECORD_SCHEMA)


def _complete(table: pa.Table) -> pa.Table:
    """Gives a list that records of an earlier version do not have yet its default, the empty list."""
    for field in RECORD_SCHEMA:
        is_new = field.name not in table.column_names or table[field.name].null_count == table.num_rows > 0
        if is_new and pa.types.is_list(field.type) and not Record.model_fields[field.name].is_required():
            empty = pa.array([[]] * table.num_rows, field.type)
            at = table.schema.get_field_index(field.name)
            table = table.append_column(field, empty) if at < 0 else table.set_column(at, field, empty)
    return table.select(RECORD_SCHEMA.names)


def _whole(table: pa.Table) -> bool:
    """Whether every line is a record, as far as Arrow's types leave it open."""
    return all(_fits(chunk, hint) for name, hint in hints(Record).items() for chunk in table[name].chunks)


def _fits(values: pa.Array, hint: object) -> bool:
    """Whether values are what a field may hold: a key that is not there reads as null, any text as one of a
    closed vocabulary, a list of any length as a span."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _fits(values, args[0])
    if origin in (typing.Union, types.UnionType):
        (inner,) = (a for a in args if a is not type(None))
        return _fits(values.drop_null(), inner)
    if values.null_count:
        return False
    if origin is typing.Literal:
        return pc.all(pc.is_in(values, value_set=pa.array(args))).as_py() is not False
    if origin in (list, tuple):
        is_whole = origin is list or pc.all(pc.equal(pc.list_value_length(values), len(args))).as_py() is not False
        return is_whole and _fits(pc.list_flatten(values), args[0])
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        parts = dict(zip((f.name for f in values.type), values.flatten()))
        return all(_fits(parts[name], of) for name, of in hints(hint).items())
    return True
