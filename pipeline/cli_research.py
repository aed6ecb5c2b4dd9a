"""The commands that read records for other tools: ``python -m pipeline export | report | link | history | codebook``."""
from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from pipeline.cli_common import EXIT_FAILED, EXIT_USAGE, missing, stop
from pipeline.records import harmless

T = TypeVar("T")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (export, report, link, history, codebook):
        app.command()(command)


def export(
    records: Annotated[str, typer.Argument(metavar="IN", help="Records: a .jsonl, .jsonl.gz or .parquet file, or a pattern of them.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File to write, its ending says the format; for parquet and csv also a folder, one file a table.")],
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="parquet, csv, xlsx, sqlite, ics or jsonl, where OUT does not end in it.")] = None,
) -> None:
    """Write records for other tools: Parquet, CSV, XLSX, SQLite, iCalendar.

    x.csv and the first sheet of x.xlsx are the list of tasks as offices follow them.
    """
    from pipeline.export import export as write

    done = _research(lambda: write(records, out, format))
    for name, rows in done.rows.items():
        print(f"{rows:>9,}  {name}")
    for note in done.notes:
        print(f"note: {note}")


def report(
    records: Annotated[str, typer.Argument(metavar="IN", help="Records, as for export.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The HTML file to write.")],
    day: Annotated[str | None, typer.Option(metavar="DAY", help="Deadlines before this day are overdue (2023-06-30); else the last publication.")] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many directives the table and the article texts are given for, the latest first.")] = 3000,
) -> None:
    """Write one HTML file about the records, which needs no network."""
    from pipeline.report import write_report

    print(_research(lambda: write_report(records, out, day=day, limit=limit)))


def link(
    records: Annotated[str, typer.Argument(metavar="IN", help="Records, as for export.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The table of clusters to write: .csv, .parquet or .jsonl.")],
) -> None:
    """Find the same directive, target or document told in several articles."""
    from pipeline.link import write_links

    print(_research(lambda: write_links(records, out)))


def history(
    records: Annotated[str, typer.Argument(metavar="IN", help="Records, as for export.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="A document's number (435/QĐ-UBND, Nghị quyết 98) or a body's name (UBND huyện Hải Lăng).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object a line.")] = False,
) -> None:
    """Print what all articles say of one document or one body, in the order of days."""
    from pipeline.link import history_of

    found = _research(lambda: history_of(records, name))
    for entry in found:
        print(entry.as_json() if as_json else harmless(str(entry)))
    if not found:
        print(f"nothing found on {harmless(name)}; a body is found by its whole name, in short or in full", file=sys.stderr)


def codebook(
    out: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write codebook.md and codebook.vi.md.")],
) -> None:
    """Write the codebook: every field, what it means and how well it is measured to be."""
    from pipeline.codebook import write_codebook

    for path in _research(lambda: write_codebook(out)):
        print(path)


def _research(do: Callable[[], T]) -> T:
    """What ``do`` gives; says which packages are missing, and what is wrong with the input."""
    try:
        return do()
    except ModuleNotFoundError as e:
        missing(e, "research", "requirements-research.txt")
    except ValueError as e:
        stop(str(e), EXIT_USAGE)
    except OSError as e:
        stop(str(e), EXIT_FAILED)
