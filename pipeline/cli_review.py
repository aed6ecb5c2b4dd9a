"""The commands around corrections: ``python -m pipeline review | evaluate-corrections | agreement |
adjudicate | labelstudio``."""
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli_common import EXIT_FAILED, EXIT_SOME_REJECTED, EXIT_USAGE, missing, stop

if TYPE_CHECKING:
    from pipeline.corrections import Store

Corrections = Annotated[Path, typer.Option(metavar="DIR", help="Folder of the corrections.")]
FOLDER = Path("annotations/corrections")
labelstudio = typer.Typer(no_args_is_help=True, help="Take records to Label Studio and back.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(review)
    app.command("evaluate-corrections")(evaluate_corrections)
    app.command()(agreement)
    app.command()(adjudicate)
    app.add_typer(labelstudio, name="labelstudio")


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
    except ModuleNotFoundError as e:
        missing(e, "review", "requirements-review.txt")
    if not records.is_file():
        stop(f"no such file: {records}; `make extract` writes one", EXIT_USAGE)
    print(f"http://{host}:{port}/", flush=True)
    try:
        serve(records, corrections, host=host, port=port, names=tuple(name))
    except (OSError, ValueError) as e:
        stop(str(e), EXIT_FAILED)


def evaluate_corrections(
    pred: Annotated[Path, typer.Argument(metavar="PRED", help="Records made without corrections, as extract writes them.")],
    corrections: Corrections = FOLDER,
    last: Annotated[Path, typer.Option(metavar="FILE", help="Where the scores are kept, to be compared with at the next run.")] = Path("out/eval-corrections.json"),
    errors: Annotated[bool, typer.Option("--errors", help="Also list the errors.")] = False,
) -> None:
    """Score records against what annotators made of them, and tell what changed since the last run.

    Counts are the lists that an annotator completed: every entry judged, nothing missing.
    """
    from pipeline import corrected_gold, read_records

    store = _store(corrections)
    try:
        found = corrected_gold.evaluate_corrections(read_records(pred), store)
        before = json.loads(last.read_text("utf-8")) if last.exists() else None
    except (OSError, ValueError) as e:
        stop(str(e), EXIT_FAILED)
    if not found.articles:
        print(f"no corrected articles: no list of an article in {corrections} is complete")
    else:
        print(found.as_text(before))
        last.parent.mkdir(parents=True, exist_ok=True)
        last.write_text(found.as_json(), "utf-8")
    for error in found.scores.errors if errors else ():
        print(error)


def agreement(corrections: Corrections = FOLDER) -> None:
    """Tell how far annotators agree, field by field, on the lists that both completed."""
    from pipeline import agreement as ag

    pairs = list(ag.agreement(_store(corrections)))
    print("\n\n".join(p.as_text() for p in pairs) or f"no two annotators completed the same list of an article in {corrections}")


def adjudicate(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="The records that were annotated.")],
    a: Annotated[str, typer.Argument(metavar="A", help="One annotator, by the name given on the page.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    decisions: Annotated[Path, typer.Option(metavar="FILE", help="Differences and decisions, a JSON object a line; written anew.")] = Path("annotations/decisions.jsonl"),
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where gold goes.")] = Path("annotations/gold"),
    corrections: Corrections = FOLDER,
) -> None:
    """Make gold from two annotations and the decisions on what they differ in.

    Exit status: 0 all differences are decided, 3 some are open (write "a", "b", "both", "none" or
    the right entry as their decision in FILE), 2 wrong usage, 1 failed.
    """
    from pipeline import adjudicate as ad
    from pipeline import read_records

    store = _store(corrections)
    for who in (a, b):
        if who not in store.annotators():
            stop(f"no corrections by {who!r}; annotators: {', '.join(store.annotators())}", EXIT_USAGE)
    try:
        outcome = ad.adjudicate(read_records(records), store, a, b, ad.read_decisions(decisions), out)
        ad.write_decisions(decisions, outcome)
    except (OSError, ValueError) as e:
        stop(str(e), EXIT_FAILED)
    for path in outcome.written:
        print(f"gold: {path}")
    for skipped in outcome.skipped:
        print(f"skipped: {skipped}")
    print(f"{outcome.agreed} entries alike, {len(outcome.decided)} differences decided, {len(outcome.open)} open in {decisions}")
    if outcome.open:
        raise typer.Exit(EXIT_SOME_REJECTED)


@labelstudio.command("export")
def labelstudio_export(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="Records, as extract writes them.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where the tasks go, as JSON to import into a project.")] = Path("out/labelstudio.json"),
    config: Annotated[Path, typer.Option(metavar="FILE", help="Where the project's labelling configuration goes.")] = Path("out/labelstudio.xml"),
) -> None:
    """Write the configuration of a project, and tasks with the records as predictions."""
    from pipeline import labelstudio as ls
    from pipeline import read_records

    try:
        rows = list(ls.tasks(read_records(records)))
        for path, content in ((config, ls.config()), (out, json.dumps(rows, ensure_ascii=False))):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8", "backslashreplace")
    except (OSError, ValueError) as e:
        stop(str(e), EXIT_FAILED)
    print(f"{len(rows)} tasks: {out}; configuration: {config}")


@labelstudio.command("import")
def labelstudio_import(
    export: Annotated[Path, typer.Argument(metavar="EXPORT", help="A project's export, in its JSON format.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where the annotated records go.")] = Path("out/labelstudio.jsonl"),
    records: Annotated[Path | None, typer.Option(metavar="FILE", help="The records that were exported: keep what changed since as corrections.")] = None,
    corrections: Corrections = FOLDER,
    annotator: Annotated[str | None, typer.Option(help="Name for the corrections; without it the one that the export gives.")] = None,
    predictions: Annotated[bool, typer.Option("--predictions", help="Take the prediction of tasks that nobody annotated.")] = False,
) -> None:
    """Read annotations back as records, and with --records as corrections.

    Exit status: 0 every task is a record, 3 some are not (told one by one), 1 failed.
    """
    from pipeline import labelstudio as ls
    from pipeline import read_records
    from pipeline.corrections import Store
    from pipeline.write import to_line

    try:
        rows = json.loads(export.read_text("utf-8"))
        before = {r.id: r for r in read_records(records)} if records else {}
        store = Store(corrections) if records else None
    except (OSError, ValueError) as e:
        stop(str(e), EXIT_FAILED)
    out.parent.mkdir(parents=True, exist_ok=True)
    good = bad = kept = 0
    with out.open("wb") as file:
        for task in rows if isinstance(rows, list) else ():
            try:
                record = ls.record_of(task, predictions=predictions)
                if store is not None and record.id not in before:
                    raise ValueError(f"task {task.get('id')}: {record.id} is not in {records}")
                events = ls.differences(before[record.id], record, annotator or ls.annotator_of(task)) if store is not None else []
                file.write(to_line(record))
                if store is not None:
                    kept += len(store.append(events))
                good += 1
            except ValueError as e:
                bad += 1
                print(f"error: {e}", file=sys.stderr)
    print(f"{good} records: {out}" + (f"; {kept} corrections: {corrections}" if records else ""))
    if bad:
        raise typer.Exit(EXIT_SOME_REJECTED)


def _store(folder: Path) -> Store:
    from pipeline.corrections import Store

    if not folder.is_dir():
        stop(f"no such folder of corrections: {folder}", EXIT_USAGE)
    store = Store(folder)
    for bad in store.bad:
        print(f"warning: {bad}", file=sys.stderr)
    return store
