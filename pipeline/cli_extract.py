"""The command that makes records: ``python -m pipeline extract``."""
from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipeline.cli_common import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_SOME_REJECTED, EXIT_USAGE, check_inputs, missing, stop
from pipeline.write import duplicates_path, errors_path, manifest_path, part_path

if TYPE_CHECKING:  # stages load language models: only the command that needs them imports them
    from pipeline.run import Summary

_NOT_JSON_LINES = (".gz", ".zst", ".parquet", ".csv", ".xlsx", ".db", ".ics")


class Engine(StrEnum):
    """What a run works on: the processes of this machine, or a Ray cluster."""

    local = "local"
    ray = "ray"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(extract)


def extract(
    inputs: Annotated[list[str], typer.Argument(
        metavar="INPUTS", help="Files, folders or patterns: .txt (text of a page), .html or .mhtml (page source), .jsonl or .csv (an article a row), .warc; also packed as .gz or .zst.")],
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Where to write the records, one JSON object a line.")],
    workers: Annotated[int, typer.Option("--workers", "-w", min=0, metavar="N", help="How many processes to work in; 0 is one a core.")] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Take over what an interrupted run to the same FILE has done.")] = False,
    changed_only: Annotated[bool, typer.Option("--changed-only", help="Take over from FILE the records of articles that have not changed, if the code has not either.")] = False,
    duplicates: Annotated[bool, typer.Option(help="List articles that are the same or nearly, in FILE.duplicates.jsonl.")] = True,
    timings: Annotated[bool, typer.Option("--timings", help="Print how long each stage took.")] = False,
    with_corrections: Annotated[bool, typer.Option("--with-corrections", help="Apply what annotators corrected; `confirmed` in each record says what.")] = False,
    corrections: Annotated[Path, typer.Option(metavar="DIR", help="Folder of the corrections.")] = Path("annotations/corrections"),
    profile: Annotated[Path | None, typer.Option(metavar="FILE", help="Site profile that `profile` wrote; all articles must be of that site.")] = None,
    engine: Annotated[Engine, typer.Option(help="ray: on a cluster, INPUTS and FILE also by an address such as s3://bucket/folder (`make cluster` installs it; README: Running on a cluster).")] = Engine.local,
    address: Annotated[str | None, typer.Option(metavar="HOST:PORT", help="ray: the cluster, auto for the one that this machine is part of; else one is begun here.")] = None,
    shard: Annotated[int | None, typer.Option(min=1, metavar="N", help="ray: how many articles are worked on and written together.", show_default="500")] = None,
) -> None:
    """Extract a record from each article.

    Records go to FILE in the order of the input, articles that could not be processed to
    FILE.errors.jsonl with the reason; FILE.manifest.json says what was read and what made the
    records. All appear when the run has ended; a run that is interrupted, or killed, leaves
    FILE.part, from which --resume goes on. An article that crashes its process or does not end
    is rejected, and costs no other; only with --workers 1, which works in this very process, a
    crash ends the run. With --engine ray, a FILE that does not end in .jsonl is a folder of shards.

    Exit status: 0 all articles have a record, 3 some were rejected, 2 wrong usage,
    1 the run failed, 130 interrupted.
    """
    distributed = engine == Engine.ray
    if not distributed and (address or shard):
        stop("--address and --shard are for --engine ray", EXIT_USAGE)
    if distributed and changed_only:
        stop("--changed-only is not for --engine ray; --resume takes over the shards of a run that was interrupted", EXIT_USAGE)
    local = [Path(path) for path in inputs if not (distributed and _is_address(path))]
    check_inputs(local)
    if not distributed and out.lower().endswith(_NOT_JSON_LINES):
        stop(f"--out {out}: records are written as JSON Lines; name it FILE.jsonl (`python -m pipeline export` makes other formats of it)", EXIT_USAGE)

    from pipeline.corrections import Store
    from pipeline.profile import load as load_profile
    from pipeline.read import KINDS, count, files

    if not distributed and next(files(local), None) is None:
        stop(f"no article among the inputs: files that end in {', '.join(KINDS)}, or in one of these and .gz or .zst", EXIT_USAGE)
    try:
        furniture = load_profile(profile).keys if profile else frozenset()
    except (OSError, ValueError) as e:
        stop(str(e), EXIT_USAGE)
    if with_corrections and not corrections.is_dir():
        stop(f"no such folder of corrections: {corrections}", EXIT_USAGE)
    if distributed:
        try:
            from pipeline import cluster
        except ModuleNotFoundError as e:
            missing(e, "cluster", "requirements-cluster.txt")
    if not (distributed and _is_address(out)):
        if _is_input(Path(out), local):
            stop(f"--out {out} is one of the inputs", EXIT_USAGE)
        if not distributed or out.endswith(".jsonl"):
            _check_writable(Path(out))
    if distributed:
        run = cluster.run
    else:
        from pipeline.run import run

    store = Store(corrections) if with_corrections else None
    for bad in store.bad if store else ():
        print(f"warning: {bad}", file=sys.stderr)
    for kind in (signal.SIGINT, signal.SIGTERM):  # a stop by the system ends as cleanly as Ctrl-C
        signal.signal(kind, _interrupt)
    console = Console(stderr=True)
    try:
        with Progress(SpinnerColumn(), TextColumn("{task.completed} articles"), TextColumn("{task.fields[rate]}"), TimeElapsedColumn(),
                      TextColumn("{task.fields[left]}"), console=console, disable=not console.is_terminal, transient=True) as bar:
            task = bar.add_task("extract", total=None, rate="", left="")
            expected: list[int] = []
            if console.is_terminal and not distributed:  # counted beside the work, which does not wait for it
                threading.Thread(target=lambda: expected.append(count(inputs)), daemon=True).start()

            def show(summary: Summary, shards: int = 0, planned: int = 0) -> None:
                done, rate = summary.written + summary.rejected + summary.skipped, summary.rate
                total = done * planned / shards if shards else expected[0] if expected else 0
                left = f"{timedelta(seconds=round((total - done) / rate))} left" if rate and total > done else ""
                bar.update(task, completed=done, rate=f"{rate:.1f}/s", left=left)

            run_it = partial(run, inputs, out, address=address, every=shard or cluster.EVERY, workers=workers) if distributed else \
                partial(run, [Path(i) for i in inputs], Path(out), workers=workers or _cores(), isolate=workers != 1, changed_only=changed_only)
            summary = run_it(resume=resume, duplicates=duplicates, corrections=store, furniture=furniture, progress=show)
    except KeyboardInterrupt:
        stop(f"interrupted; the same command with --resume goes on from {'its shards' if distributed else part_path(Path(out))}", EXIT_INTERRUPTED)
    except (OSError, RuntimeError) as e:
        stop(str(e), EXIT_FAILED)
    if distributed and not out.endswith(".jsonl"):
        _print_summary(summary, f"{out.rstrip('/')}/records-*.jsonl", f"{out.rstrip('/')}/errors-*.jsonl", "")
    else:
        _print_summary(summary, *map(str, (out, errors_path(Path(out)), duplicates_path(Path(out)))))
    if timings:
        _print_timings(summary)
    if summary.rejected:
        raise typer.Exit(EXIT_SOME_REJECTED)


def _interrupt(*_: object) -> None:
    """Ends the run, once: what it does at its end takes a moment, and a second Ctrl-C shall not break it."""
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, signal.SIG_IGN)
    raise KeyboardInterrupt


def _is_address(path: str) -> bool:
    """Whether a path is in a store, and not on this machine."""
    return "://" in path


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_input(out: Path, inputs: list[Path]) -> bool:
    """Whether ``out`` is a file that somebody gave as an input, which it would replace: by its name, or in a folder. An earlier
    run's output may stand there; the manifest beside it tells."""
    from pipeline.read import files

    real = out.resolve()
    if real in [path.resolve() for path in inputs]:
        return True
    return out.is_file() and not manifest_path(out).exists() and any(isinstance(path, str) and Path(path).resolve() == real for path in files(inputs))


def _check_writable(out: Path) -> None:
    """Say so now, not after the language models are loaded."""
    if out.is_dir():
        stop(f"--out {out} is a folder; name a file in it", EXIT_USAGE)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part_path(out).open("ab").close()  # not emptied: --resume may want what is in it
    except OSError as e:
        stop(f"cannot write --out {out}: {e.strerror}", EXIT_USAGE)


def _print_summary(summary: Summary, out: str, errors: str, duplicates: str) -> None:
    from pipeline.run import COUNTED

    rows = [("articles", summary.read, f"{summary.rate:.1f} articles/s, {summary.seconds:.0f} s"),
            ("records", summary.written, out)]
    if summary.resumed:
        rows.append(("  taken over", summary.resumed, "from an earlier run"))
    if summary.corrected:
        rows.append(("  corrected", summary.corrected, "by people; what does not fit is among the warnings"))
    rows += [("  " + name, summary.found[name], "") for name in COUNTED]
    if summary.skipped:
        rows.append(("skipped", summary.skipped, "an earlier run's output among the inputs"))
    if summary.duplicates:
        rows.append(("duplicates", summary.duplicates, duplicates))
    why = ", ".join(f"{count} in {stage}" for stage, count in summary.stages.most_common())
    rows.append(("errors", summary.rejected, errors + (f" ({why})" if why else "")))
    for name, count, note in rows:
        print(f"{name:14s} {count:>9,}  {note}".rstrip())


def _print_timings(summary: Summary) -> None:
    """Seconds of each stage, of all processes together; reading, writing and duplicates are this one's."""
    total, done = summary.spent.total(), max(summary.written + summary.rejected - summary.resumed, 1)
    print(f"\n{'stage':14s} {'seconds':>9s} {'ms an article':>14s} {'share':>6s}")
    for stage, seconds in summary.spent.items():
        print(f"{stage:14s} {seconds:9.2f} {1000 * seconds / done:14.2f} {seconds / total:6.1%}")
