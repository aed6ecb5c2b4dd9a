"""Export to Parquet: whole records in one file, or also one file a table."""
from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.arrow import RECORD_SCHEMA, Source, read_batches
from pipeline.export import Exported, whole
from pipeline.tables import TABLES, split


def write_parquet(source: Source, out: Path, done: Exported, is_folder: bool) -> None:
    """Writes ``out``, or in the folder ``out`` records.parquet and a file for each table."""
    files = {"records": out}
    if is_folder:
        out.mkdir(parents=True, exist_ok=True)
        files = {name: out / f"{name}.parquet" for name in ("records", *TABLES)}
    seen: dict[str, int] = {}
    with ExitStack() as stack:
        writers = {}
        for name, path in files.items():
            part = stack.enter_context(whole(path))
            schema = RECORD_SCHEMA if name == "records" else TABLES[name].schema
            writers[name] = stack.enter_context(pq.ParquetWriter(part, schema, compression="zstd"))
        for records in read_batches(source):
            tables = {"records": records} | (split(records, seen) if is_folder else {})
            for name, table in tables.items():
                writers[name].write_table(table)
                done.add(files[name].name, table.num_rows)
