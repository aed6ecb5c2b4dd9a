"""Export to CSV that Excel and LibreOffice open by a double click: UTF-8 with BOM, safe from formulas."""
from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from pipeline.export import CELL_CHARACTERS, Exported, whole
from pipeline.export_tasks import HEADS, tasks
from pipeline.record_files import read_records

if TYPE_CHECKING:
    import pyarrow as pa

CUT = " […]"
# A text that begins so is run as a formula by Excel, LibreOffice or Google Sheets; the last ones
# are those signs as East Asian keyboards write them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> object:
    """A value as a cell of CSV. A text that a spreadsheet would run gets an apostrophe before it,
    as Excel itself marks text; one that is longer than a cell holds is cut. Days are ISO."""
    if isinstance(value, str):
        text = value.replace("\x00", "\ufffd")
        if text.lstrip(" \u00a0").startswith(_FORMULA):
            text = "'" + text
        return text if len(text) <= CELL_CHARACTERS else text[:CELL_CHARACTERS - len(CUT)] + CUT
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


class Sheet:
    """One CSV file that is being written; counts what had to be cut."""

    def __init__(self, file: TextIO, heads: Iterable[str]) -> None:
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow(heads)
        self.rows = self.cut = 0

    def write(self, row: Iterable[object]) -> None:
        """Write a row of values, as :func:`cell` makes them."""
        values = list(row)
        self.cut += sum(isinstance(v, str) and len(v) > CELL_CHARACTERS for v in values)
        self._writer.writerow([cell(v) for v in values])
        self.rows += 1


def write_tables(source: str | Path, out: Path, done: Exported) -> None:
    """Writes a file for each table in the folder ``out``."""
    from pipeline.tables import TABLES, table_batches

    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        sheets = {}
        for name, spec in TABLES.items():
            part = stack.enter_context(whole(out / f"{name}.csv"))
            sheets[name] = Sheet(stack.enter_context(_open(part)), spec.schema.names)
        for batch in table_batches(source):
            for name, table in batch.items():
                for row in rows(table):
                    sheets[name].write(row)
    for name, sheet in sheets.items():
        done.add(f"{name}.csv", sheet.rows)
        note_cut(done, f"{name}.csv", sheet.cut)


def write_tasks(source: str | Path, out: Path, done: Exported) -> None:
    """Writes the list of tasks."""
    with whole(out) as part, _open(part) as file:
        sheet = Sheet(file, HEADS)
        for n, t in enumerate(tasks(read_records(source)), 1):
            sheet.write((n, t.what, t.lead, t.partners, t.due, t.due_day, t.assigned_by, t.documents, t.source, t.url or ""))
    done.add(out.name, sheet.rows)
    note_cut(done, out.name, sheet.cut)


def rows(table: pa.Table) -> Iterator[tuple]:
    """The rows of an Arrow table as Python values."""
    return zip(*(column.to_pylist() for column in table.columns))


def note_cut(done: Exported, name: str, cut: int) -> None:
    """Tell the reader of a file how many of its texts were cut."""
    if cut:
        done.notes.append(f"{name}: {cut} texts over {CELL_CHARACTERS:,} characters, the most a cell holds, are cut and end in “{CUT.strip()}”; "
                          "Parquet and SQLite have them whole")


def _open(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8-sig", newline="")
