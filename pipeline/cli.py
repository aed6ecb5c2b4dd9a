"""The program behind the Makefile, ``python -m pipeline``: its commands on articles and models. Those that make
records, read them for other tools and correct them are in the modules beside this one."""
from __future__ import annotations

import sys
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline import cli_extract, cli_research, cli_review
from pipeline.cli_common import EXIT_FAILED, EXIT_SOME_REJECTED, EXIT_USAGE, check_inputs, stop, tell
from pipeline.records import ErrorLine, harmless
from pipeline.write import schema as json_schema

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", add_completion=False, pretty_exceptions_enable=False,
                  help="Turn Vietnamese government news articles into structured records.")
cli_extract.register(app)


@app.command()
def show(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUTS", help="Files, folders or patterns, as for extract.")],
    doubts: Annotated[bool, typer.Option("--doubts", help="Also what the line model takes a line for, where it is sure of something else.")] = False,
    color: Annotated[bool, typer.Option("--color", help="Colours also where the output is no terminal (pipe it to less -R).")] = False,
) -> None:
    """Print pages line by line: kept, caption and dropped lines in different colours, and why they were dropped."""
    from pipeline.clean import CleaningError
    from pipeline.read import read
    from pipeline.show import line, show

    check_inputs(inputs)
    console = Console(force_terminal=color or None, highlight=False, soft_wrap=True)
    failed = False
    for source in read(inputs):
        console.rule(style="blue")
        try:
            if isinstance(source, ErrorLine):
                raise CleaningError(f"{source.source}: {source.error}")
            console.print(harmless(source.path), style="bold blue", markup=False)
            for shown in show(source, doubts):
                console.print(line(shown))
        except CleaningError as e:
            failed = True
            tell(str(e))
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

    check_inputs(inputs)
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
        stop(f"{file} is a folder; name a file in it" if file.is_dir() else f"no such file: {file}", EXIT_USAGE)

    from pipeline import explain as ex
    from pipeline.clean import CleaningError
    from pipeline.read import read

    articles = list(islice(read([file]), 2)) if html else read([file])
    if html and len(articles) > 1:
        stop(f"--html shows one article, and {file} holds more", EXIT_USAGE)
    failed = False
    for article in articles:
        try:
            if isinstance(article, ErrorLine):
                raise CleaningError(article.error)
            explanation = ex.explain(article)
        except CleaningError as e:
            failed = True
            tell(f"{article.source if isinstance(article, ErrorLine) else article.path}: {e}")
            continue
        if not html:
            ex.show(explanation, Console())
            continue
        try:
            html.write_text(ex.page(explanation), "utf-8")
        except OSError as e:
            stop(f"cannot write --html {html}: {e.strerror}", EXIT_USAGE)
    if failed:
        raise typer.Exit(EXIT_FAILED)


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
    if floors and not floors.is_file() and not raise_floors:
        stop(f"no such file: {floors}; --raise-floors begins one", EXIT_USAGE)
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
            print(harmless(str(error)))
    failures = ev.below(scores, limits)
    for failure in failures:
        print(f"below the floor: {failure}", file=sys.stderr)
    if raise_floors:
        ev.raise_floors(scores, floors)
    if failures:
        raise typer.Exit(EXIT_FAILED)


cli_research.register(app)
cli_review.register(app)
