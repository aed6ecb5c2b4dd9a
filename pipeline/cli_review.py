"""The commands around corrections: ``python -m pipeline review | corrections``."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

Corrections = Annotated[Path, typer.Option(metavar="DIR", help="Folder of the corrections.")]
FOLDER = Path("annotations/corrections")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(review)


def review(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="Records to correct, as extract writes them.")],
    corrections: Corrections = FOLDER,
    host: Annotated[str, typer.Option(help="Address to listen on; other than this machine only with REVIEW_TOKEN set.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8765,
    name: Annotated[list[str], typer.Option(metavar="NAME", help="Another name by which browsers reach this machine.")] = [],  # noqa: B006
) -> None:
    """Serve the annotators' page."""
    try:
        from pipeline.review.server import serve
    except ImportError as e:
        _stop(f"{e}; the page needs the packages of requirements-review.txt", 2)
    if not records.is_file():
        _stop(f"no such file: {records}; make extract writes one", 2)
    print(f"http://{host}:{port}/", flush=True)
    try:
        serve(records, corrections, host=host, port=port, names=tuple(name))
    except (OSError, ValueError) as e:
        _stop(str(e), 1)


def _stop(message: str, code: int) -> None:
    print(f"error: {message}", file=sys.stderr)
    raise typer.Exit(code)
