"""The commands behind the Makefile: ``python -m pipeline extract | schema | evaluate``."""
from __future__ import annotations

import glob
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipeline import cli_review
from pipeline.cli_review import stop
from pipeline.write import duplicates_path, errors_path, part_path, schema as json_schema

if TYPE_CHECKING:  # stages load language models: only the command that needs them imports them
    from pipeline.run import Summary

EXIT_FAILED, EXIT_USAGE, EXIT_SOME_REJECTED, EXIT_INTERRUPTED = 1, 2, 3, 130

T = TypeVar("T")


class Engine(StrEnum):
    """What a run works on: the processes of this machine, or a Ray cluster."""

    local = "local"
    ray = "ray"



app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", add_completion=False, pretty_exceptions_enable=False,
                  help="Turn Vietnamese government news articles into structured records.")


@app.command()
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
    here = [path for path in (*inputs, out) if not distributed or "://" not in path]  # on this machine
    _check_inputs([Path(path) for path in here if path is not out])
    if any(Path(path).resolve() == Path(out).resolve() for path in here if path is not out):
        stop(f"--out {out} is one of the inputs", EXIT_USAGE)
    if out in here and (not distributed or out.endswith(".jsonl")):
        _check_writable(Path(out))

    from pipeline.corrections import Store
    from pipeline.profile import load as load_profile
    from pipeline.read import count
    if distributed:
        try:
            from pipeline import cluster
        except ModuleNotFoundError as e:
            stop(f"the package {e.name} is not installed; run `make cluster`, or pip install -r requirements-cluster.txt", EXIT_FAILED)
        run = cluster.run
    else:
        from pipeline.run import run

    try:
        furniture = load_profile(profile).keys if profile else frozenset()
    except (OSError, ValueError) as e:
        stop(str(e), EXIT_USAGE)

    if with_corrections and not corrections.is_dir():
        stop(f"no such folder of corrections: {corrections}", EXIT_USAGE)
    store = Store(corrections) if with_corrections else None
    for bad in store.bad if store else ():
        print(f"warning: {bad}", file=sys.stderr)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a stop by the system ends as cleanly as Ctrl-C
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


@app.command()
def show(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUTS", help="Files, folders or patterns, as for extract.")],
    doubts: Annotated[bool, typer.Option("--doubts", help="Also what the line model takes a line for, where it is sure of something else.")] = False,
    color: Annotated[bool, typer.Option("--color", help="Colours also where the output is no terminal (pipe it to less -R).")] = False,
) -> None:
    """Print pages line by line: kept, caption and dropped lines in different colours, and why they were dropped."""
    from pipeline.clean import CleaningError
    from pipeline.read import read
    from pipeline.records import ErrorLine
    from pipeline.show import line, show

    _check_inputs(inputs)
    console = Console(force_terminal=color or None, highlight=False, soft_wrap=True)
    failed = False
    for source in read(inputs):
        console.rule(style="blue")
        try:
            if isinstance(source, ErrorLine):
                raise CleaningError(f"{source.source}: {source.error}")
            console.print(source.path, style="bold blue", markup=False)
            for shown in show(source, doubts):
                console.print(line(shown))
        except CleaningError as e:
            failed = True
            print(f"error: {e}", file=sys.stderr)
    if failed:
        raise typer.Exit(EXIT_SOME_REJECTED)


@app.command()
def profile(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUTS", help="Pages of one site, as for extract; ten or more.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write the profile.")] = Path("profile.yaml"),
) -> None:
    """Learn which blocks recur on the pages of a site, for `extract --profile`.

    Never needed: it helps with furniture that looks like text. The file is small YAML, to be read and edited.
    """
    from pipeline.article import Source
    from pipeline.profile import learn, write
    from pipeline.read import read

    _check_inputs(inputs)
    found = learn(item for item in read(inputs) if isinstance(item, Source))
    if not found.pages:
        stop("no page with text among the inputs", EXIT_FAILED)
    try:
        write(found, out)
    except OSError as e:
        stop(f"cannot write --out {out}: {e.strerror}", EXIT_USAGE)
    print(f"{len(found.blocks)} recurring blocks on {found.pages} pages: {out}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    sys.stdout.write(json_schema())


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article, or several: as for extract.")],
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT", help="Write an HTML page instead; of one article only.")] = None,
) -> None:
    """Show for each finding the words it was read from, the rule and the scores that made it."""
    if not file.is_file():
        stop(f"no such file: {file}", EXIT_USAGE)

    from pipeline import explain as ex
    from pipeline.clean import CleaningError
    from pipeline.read import read
    from pipeline.records import ErrorLine

    for number, article in enumerate(read([file])):
        if html and number:
            stop(f"--html shows one article, and {file} holds more", EXIT_USAGE)
        try:
            if isinstance(article, ErrorLine):
                raise CleaningError(article.error)
            explanation = ex.explain(article)
        except CleaningError as e:
            stop(f"{article.source if isinstance(article, ErrorLine) else article.path}: {e}", EXIT_FAILED)
        if html:
            html.write_text(ex.page(explanation), "utf-8")
        else:
            ex.show(explanation, Console())


@app.command()
def train(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="clauses: what the clauses of an article are, and how sure a directive is; lines: what the lines of a page are; ner: names of persons, posts, bodies, places and documents.")],
    records: Annotated[Path | None, typer.Option(metavar="FILE", help="clauses: records, as extract writes them; the articles that annotators completed are learnt from too.")] = None,
) -> None:
    """Train a model on corpus/ and annotations/, without the articles kept for testing, and write it under models/."""
    from pipeline import clause_training, line_training, ner_training

    trainers = {"clauses": partial(clause_training.main, records), "lines": line_training.main, "ner": ner_training.main}
    if model not in trainers:
        stop(f"no model {model!r}; models: {', '.join(trainers)}", EXIT_USAGE)
    try:
        trainers[model]()
    except (OSError, ValueError) as e:
        stop(str(e), EXIT_FAILED)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files NAME.json.")],
    pred: Annotated[Path, typer.Argument(metavar="PRED", help="Records to score, as extract writes them.")],
    articles: Annotated[Path, typer.Option(metavar="DIR", help="Folder of the raw pages NAME.txt, where they do not stand beside the gold.")] = Path("corpus"),
    errors: Annotated[str | None, typer.Option(metavar="FIELD", help="Also list the errors of one field, or of all.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    floors: Annotated[Path | None, typer.Option(metavar="FILE", help="YAML of field: lowest score allowed; exit status 1 if one is below.")] = None,
    raise_floors: Annotated[bool, typer.Option("--raise-floors", help="Raise the floors in FILE to these scores; none is ever lowered.")] = False,
) -> None:
    """Score records against gold annotations, field by field."""
    from pipeline import evaluate as ev

    for path, is_right in ((gold, gold.is_dir()), (pred, pred.is_file())):
        if not is_right:
            stop(f"no such {'folder' if path is gold else 'file'}: {path}", EXIT_USAGE)
    if raise_floors and not floors:
        stop("--raise-floors needs --floors FILE", EXIT_USAGE)
    try:
        scores = ev.evaluate(gold, pred, articles)
        limits = ev.read_floors(floors) if floors else {}
    except (OSError, ValueError) as e:
        stop(str(e), EXIT_FAILED)
    if errors not in (None, "all", *scores.fields):
        stop(f"no field {errors!r}; fields: {', '.join(scores.fields)}", EXIT_USAGE)
    print(scores.as_json() if as_json else scores.as_text())
    for error in scores.errors if errors else []:
        if errors in ("all", error.field):
            print(error)
    failures = ev.below(scores, limits)
    for failure in failures:
        print(f"below the floor: {failure}", file=sys.stderr)
    if raise_floors:
        ev.raise_floors(scores, floors)
    if failures:
        raise typer.Exit(EXIT_FAILED)


@app.command()
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


@app.command()
def report(
    records: Annotated[str, typer.Argument(metavar="IN", help="Records, as for export.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The HTML file to write.")],
    day: Annotated[str | None, typer.Option(metavar="DAY", help="Deadlines before this day are overdue (2023-06-30); else the last publication.")] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many directives the table and the article texts are given for, the latest first.")] = 3000,
) -> None:
    """Write one HTML file about the records, which needs no network."""
    from pipeline.report import write_report

    print(_research(lambda: write_report(records, out, day=day, limit=limit)))


@app.command()
def link(
    records: Annotated[str, typer.Argument(metavar="IN", help="Records, as for export.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The table of clusters to write: .csv, .parquet or .jsonl.")],
) -> None:
    """Find the same directive, target or document told in several articles."""
    from pipeline.link import write_links

    print(_research(lambda: write_links(records, out)))


@app.command()
def history(
    records: Annotated[str, typer.Argument(metavar="IN", help="Records, as for export.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="A document's number (435/QĐ-UBND) or a body's name (UBND huyện Hải Lăng).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object a line.")] = False,
) -> None:
    """Print what all articles say of one document or one body, in the order of days."""
    from pipeline.link import history_of

    for entry in _research(lambda: history_of(records, name)):
        print(entry.as_json() if as_json else entry)


@app.command()
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
        if (e.name or "").partition(".")[0] == "pipeline":
            raise
        stop(f"the package {e.name} is not installed; run `make research`, or pip install -r requirements-research.txt", EXIT_FAILED)
    except ValueError as e:
        stop(str(e), EXIT_USAGE)
    except OSError as e:
        stop(str(e), EXIT_FAILED)


cli_review.register(app)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check_inputs(inputs: list[Path]) -> None:
    for path in inputs:
        if not path.exists() and not glob.glob(str(path), recursive=True):
            stop(f"no such file or folder: {path}", EXIT_USAGE)


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
