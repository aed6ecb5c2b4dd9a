"""Records → files for other tools: Parquet, CSV, XLSX, SQLite, ICS, and back to JSON Lines.

Every format streams: no export keeps more than a batch of records, and a file appears under its
name only when it is whole.
"""
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.record_files import keep_inputs, read_records
from pipeline.write import part_path, to_line

# Excel's limits, which CSV is read under too.
CELL_CHARACTERS, SHEET_ROWS = 32_767, 1_048_576

SUFFIXES = {".parquet": "parquet", ".csv": "csv", ".xlsx": "xlsx", ".db": "sqlite", ".sqlite": "sqlite", ".ics": "ics", ".jsonl": "jsonl"}
FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))


@dataclass
class Exported:
    """What an export wrote: rows by file or table, and what the reader should know."""

    rows: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, rows: int) -> None:
        """Count rows that went to a file or table."""
        self.rows[name] = self.rows.get(name, 0) + rows


def format_of(out: Path, wanted: str | None = None) -> str:
    """The format for a path: ``wanted``, else by its ending. Raises ``ValueError``."""
    ending = SUFFIXES.get(out.suffix.lower())
    if wanted in FORMATS and ending not in (None, wanted) and not out.is_dir():
        raise ValueError(f"{out} ends as {ending} does, and --format says {wanted}; give the one or the other")
    found = wanted or ending
    if found not in FORMATS:
        raise ValueError(f"no format for {out}: end it in {', '.join(SUFFIXES)}, or give --format {'|'.join(FORMATS)}")
    return found


def export(source: str | Path, out: Path, wanted: str | None = None) -> Exported:
    """Writes the records of ``source`` (a path or a pattern) to ``out``.

    - ``x.parquet``: whole records, nested, nothing lost; ``x.jsonl`` of it has the same lines again.
    - a folder with ``parquet``: that file as ``records.parquet``, and one file a table.
    - a folder with ``csv``: one file a table; ``x.csv``: the list of tasks.
    - ``x.xlsx``: the list of tasks on its first sheet, the tables on the others.
    - ``x.db``: SQLite with full-text search, and ``x.metadata.json`` for Datasette.
    - ``x.ics``: deadlines as calendar entries.

    Raises ``OSError``, and ``ValueError`` for what is not a record or for an unknown format.
    """
    kind = format_of(out, wanted)
    keep_inputs(source, out)
    is_folder = not out.suffix or out.is_dir()
    if is_folder and kind not in ("parquet", "csv"):
        raise ValueError(f"{out} is a folder; name a file for {kind}")
    out.parent.mkdir(parents=True, exist_ok=True)
    done = Exported()
    if kind == "jsonl":
        _jsonl(source, out, done)
    elif kind == "parquet":
        from pipeline.export_parquet import write_parquet
        write_parquet(source, out, done, is_folder)
    elif kind == "csv":
        from pipeline.export_csv import write_tables, write_tasks
        (write_tables if is_folder else write_tasks)(source, out, done)
    elif kind == "xlsx":
        from pipeline.export_xlsx import write_xlsx
        write_xlsx(source, out, done)
    elif kind == "sqlite":
        from pipeline.export_sqlite import write_sqlite
        write_sqlite(source, out, done)
    else:
        from pipeline.export_ics import write_ics
        write_ics(source, out, done)
    return done


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A path to write to; on leaving well it is renamed to ``out``, else it is removed.
    Raises ``OSError`` where ``out`` is a folder."""
    if out.is_dir():
        raise IsADirectoryError(f"{out} is a folder; name a file")
    part = part_path(out)
    try:
        yield part
        os.replace(part, out)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _jsonl(source: str | Path, out: Path, done: Exported) -> None:
    with whole(out) as part, part.open("wb") as file:
        for record in read_records(source):
            file.write(to_line(record))
            done.add(out.name, 1)
