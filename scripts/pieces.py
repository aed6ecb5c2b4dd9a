"""What the pipeline finds in the short pieces of annotations/pieces.

usage: pieces.py [--errors NAME]

Prints, file by file, the scores of ``evaluate``: directives with their issuers, kinds and addressees, or units.
``--errors`` lists each piece of the file NAME ("speech") with what is missed, false or wrong in it.

The pieces were written and marked by people who had seen neither the code nor what it finds, each file for one way in
which news tells: papers, speech, announced work, local news, what only looks like an order, and bodies. The rules'
authors read the errors in two of every three; the third ("held out") they never looked at. Nothing is trained on them.
"""
from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import regex

from pipeline.article import Article, Line
from pipeline.evaluate import Scores, score_article
from pipeline.extractors import directives
from pipeline.run import read_through

FOLDER = Path(__file__).parents[1] / "annotations" / "pieces"
HELD_OUT = 3  # of every so many pieces the last
_TAG = regex.compile(r"<d(?P<attributes>[^>]*)>|</d>|</?u>")
_ATTRIBUTE = regex.compile(r"(kind|issuer|to)=(?:\"([^\"]*)\"|(\w+))")


def pieces(path: Path) -> list[str]:
    """The marked pieces of a file, in order."""
    return [piece.strip() for piece in path.read_text("utf-8").split("\n%%\n")]


def parse(marked: str) -> tuple[str, dict]:
    """A piece's text and what its marks say, as gold has it. Raises ``ValueError`` for marks that do not pair."""
    plain, at, opened = "", 0, None
    gold: dict[str, list] = {"directives": [], "units": []}
    for tag in _TAG.finditer(marked):
        plain += marked[at:tag.start()]
        at = tag.end()
        if tag.group().startswith("</"):
            if opened is None or opened[0] != tag.group()[2]:
                raise ValueError(f"{tag.group()} after {plain[-40:]!r} closes nothing")
            text = plain[opened[1]:]
            if opened[0] == "u":
                gold["units"].append(text)
            else:
                said = {key: quoted or bare for key, quoted, bare in _ATTRIBUTE.findall(opened[2])}
                gold["directives"].append({"text": text, "issuer": said.get("issuer"), "kind": said["kind"],
                                           "addressees": said["to"].split("; ") if "to" in said else []})
            opened = None
        elif opened:
            raise ValueError(f"{tag.group()} after {plain[-40:]!r} stands inside another mark")
        else:
            opened = tag.group()[1], len(plain), tag["attributes"] or ""
    if opened:
        raise ValueError(f"<{opened[0]}> is not closed in {marked[:60]!r}")
    return plain + marked[at:], gold


def found(text: str) -> dict:
    """What the pipeline finds in a piece, read as an article without headline and date."""
    ends = [m.end() for m in regex.finditer(r"\n|$", text)]
    lines = [Line(start, end - (end < len(text)), "body") for start, end in zip([0, *ends], ends, strict=False) if end > start]
    ctx = read_through(Article(text=text, lines=lines))
    return {"directives": [d.model_dump() | {"deadline": None} for d in directives.extract(ctx)], "units": [u.model_dump() for u in ctx.units]}


def scored(path: Path) -> Iterator[tuple[str, Scores]]:
    """The scores of a file's pieces: of those that were looked at, and of those held out."""
    names = ("units",) if path.stem.startswith("units") else ("directives", "directive.issuer", "directive.kind", "directive.addressees")
    for share in ("seen", "held out"):
        scores = Scores()
        for i, marked in enumerate(pieces(path)):
            if ((i + 1) % HELD_OUT == 0) == (share == "held out"):
                text, gold = parse(marked)
                scores.articles += 1
                score_article(scores, f"{path.stem} {i + 1}", text, gold, found(text))
        scores.fields = {name: scores.fields[name] for name in names}
        scores.errors = [e for e in scores.errors if e.field in names]
        yield share, scores


def main() -> None:
    if sys.argv[1:2] == ["--errors"] and len(sys.argv) == 3:
        path = FOLDER / f"{sys.argv[2]}.txt"
        _, scores = next(scored(path))  # what is held out stays unseen
        errors = defaultdict(list)
        for e in scores.errors:
            errors[e.article].append(e)
        for name, of_piece in errors.items():
            print(f"## {name} | {parse(pieces(path)[int(name.split()[-1]) - 1])[0]}")
            print(*(f"   {e}" for e in of_piece), sep="\n")
    elif not sys.argv[1:]:
        for path in sorted(FOLDER.glob("*.txt")):
            for share, scores in scored(path):
                print(f"{path.stem:18}{share:10}{scores.articles:5}  " + "  ".join(f"{name.removeprefix('directive.')} {score.value:.3f}" for name, score in scores.fields.items()))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
