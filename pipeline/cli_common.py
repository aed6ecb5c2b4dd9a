"""What the modules of commands share: exit statuses, the end of a command, the check of its inputs."""
from __future__ import annotations

import glob
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import typer

from pipeline.records import harmless

EXIT_FAILED, EXIT_USAGE, EXIT_SOME_REJECTED, EXIT_INTERRUPTED = 1, 2, 3, 130


def tell(message: str) -> None:
    """Say what is wrong, on standard error; names of files in it are anyone's."""
    print(f"error: {harmless(message)}", file=sys.stderr)


def stop(message: str, code: int) -> NoReturn:
    """End the command: the message on standard error, the exit status."""
    tell(message)
    raise typer.Exit(code)


def missing(e: ModuleNotFoundError, target: str, requirements: str) -> NoReturn:
    """End the command for want of a package, with what installs it: a target of make, a file of pins."""
    if (e.name or "").partition(".")[0] == "pipeline":
        raise e
    stop(f"the package {e.name} is not installed; run `make {target}`, or pip install -r {requirements}", EXIT_FAILED)


def check_inputs(inputs: Iterable[Path]) -> None:
    """End the command where a path names nothing, neither by itself nor as a pattern."""
    for path in inputs:
        if not path.exists() and not glob.glob(str(path), recursive=True):
            stop(f"no such file or folder: {path}", EXIT_USAGE)
