"""What the pipeline finds in the short pieces of annotations/pieces.

usage: pieces.py [--errors NAME]

Prints, file by file, the scores of ``evaluate``: directives with their issuers, kinds and addressees, or units,
deadlines, figures, meetings with their chairs and people.
``--errors`` lists each piece of the file NAME ("speech") with what is missed, false or wrong in it.

The pieces were written and marked by people who had seen neither the code nor what it finds, each file for one way in
which news tells: papers, speech, announced work, local news, what only looks like an order, bodies, bounds, figures,
meetings. The rules' authors read the errors in two of every three; the third ("held out") they never looked at. Nothing
is trained on them.
"""
from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import regex

from pipeline.article import Article, Line
from pipeline.evaluate import Scores, score_article
from pipeline.run import read_through, told

FOLDER = Path(__file__).parents[1] / "annotations" / "pieces"
HELD_OUT = 3  # of every so many pieces the last
_TAG = regex.compile(r"<(?P<tag>[dubtrmcp])(?P<attributes>(?:\s+\w+=(?:\"[^\"]*\"|[^\s\">]+))*)>|</(?P<end>[dubtrmcp])>")
_ATTRIBUTE = regex.compile(r"(\w+)=(?:\"([^\"]*)\"|([^\s\">]+))")
_PUBLISHED = regex.compile(r"@(\d{4}-\d\d-\d\d)\n")
#: What a file is scored by, by how its name begins.
FIELDS = {
    "units": ("units",), "deadlines": ("deadlines", "deadline.relation"), "meetings": ("meetings", "meeting.date", "meeting.type", "chairs", "chair.title", "people", "person.title"),
    "figures": ("targets %", "targets other", "results %", "targets % metric", "targets other metric", "results % metric"),
    "": ("directives", "directive.issuer", "directive.kind", "directive.addressees"),
}


def pieces(path: Path) -> list[str]:
    """The marked pieces of a file, in order."""
    return [piece.strip() for piece in path.read_text("utf-8").split("\n%%\n")]


def parse(marked: str) -> tuple[str, dict]:
    """A piece's text and what its marks say, as gold has it; ``published`` is its day of publication, or None.
    Raises ``ValueError`` for marks that do not pair."""
    plain, at, opened = "", 0, None
    gold: dict = {name: [] for name in ("directives", "units", "deadlines", "targets", "results", "meetings", "people")}
    dated = _PUBLISHED.match(marked)
    gold["published"] = dated[1] if dated else None
    marked = marked[dated.end():] if dated else marked
    chairs = []
    for tag in _TAG.finditer(marked):
        plain += marked[at:tag.start()]
        at = tag.end()
        if end := tag["end"]:
            if opened is None or opened[0] != end:
                raise ValueError(f"{tag.group()} after {plain[-40:]!r} closes nothing")
            said = {key: quoted or bare or "" for key, quoted, bare in _ATTRIBUTE.findall(opened[2])}
            _GOLD[end](gold, chairs, plain[opened[1]:], said)
            opened = None
        elif opened:
            raise ValueError(f"{tag.group()} after {plain[-40:]!r} stands inside another mark")
        else:
            opened = tag["tag"], len(plain), tag["attributes"] or ""
    if opened:
        raise ValueError(f"<{opened[0]}> is not closed in {marked[:60]!r}")
    for meeting in gold["meetings"][:1]:
        meeting["chairs"] = chairs
    return plain + marked[at:], gold


def _directive(gold: dict, chairs: list, text: str, said: dict) -> None:
    gold["directives"].append({"text": text, "issuer": said.get("issuer"), "kind": said["kind"],
                               "addressees": said["to"].split("; ") if "to" in said else []})


def _deadline(gold: dict, chairs: list, text: str, said: dict) -> None:
    gold["deadlines"].append({"text": text, "relation": said["relation"], "date": None if said["date"] == "null" else said["date"]})


def _figure(kind: str) -> Callable[[dict, list, str, dict], None]:
    def add(gold: dict, chairs: list, text: str, said: dict) -> None:
        gold[kind].append({"text": text, "value": float(said["value"]), "value_max": float(said["max"]) if "max" in said else None,
                           "unit": said["unit"], "comparator": said["cmp"], "metric": said.get("metric")})
    return add


def _meeting(gold: dict, chairs: list, text: str, said: dict) -> None:
    gold["meetings"].append({"name": text, "type": said["type"], "date": None if said.get("date", "null") == "null" else said["date"], "chairs": []})


def _person(gold: dict, chairs: list, text: str, said: dict) -> None:
    gold["people"].append({"name": text, "title": said.get("title")})


def _chair(gold: dict, chairs: list, text: str, said: dict) -> None:
    _person(gold, chairs, text, said)
    chairs.append(gold["people"][-1])


_GOLD = {"d": _directive, "u": lambda gold, chairs, text, said: gold["units"].append(text), "b": _deadline, "t": _figure("targets"),
         "r": _figure("results"), "m": _meeting, "p": _person, "c": _chair}


def found(text: str, published: str | None = None, headline: bool = False) -> dict:
    """What the pipeline finds in a piece, read as an article. ``headline``: its first line is one where it ends without a stop."""
    ends = [m.end() for m in regex.finditer(r"\n|$", text)]
    lines = [Line(start, end - (end < len(text)), "body") for start, end in zip([0, *ends], ends, strict=False) if end > start]
    if headline and len(lines) > 1 and text[lines[0].end - 1] not in ".:;,”":
        lines[0] = Line(lines[0].start, lines[0].end, "title")
    ctx = read_through(Article(text=text, lines=lines, published=published))
    told(ctx)
    rows = {name: [row.model_dump() for row in getattr(ctx, name)] for name in ("units", "deadlines", "targets", "results", "meetings", "people")}
    chairs = set()  # marks do not say of which meeting one is a chair, so each counts once
    for meeting in rows["meetings"]:
        meeting["chairs"] = [c for c in meeting["chairs"] if c["name"] not in chairs]
        chairs |= {c["name"] for c in meeting["chairs"]}
    return rows | {"directives": [d.model_dump() | {"deadline": None} for d in ctx.directives]}


def scored(path: Path) -> Iterator[tuple[str, Scores]]:
    """The scores of a file's pieces: of those that were looked at, and of those held out."""
    names = next(names for start, names in FIELDS.items() if path.stem.startswith(start))
    for share in ("seen", "held out"):
        scores = Scores()
        for i, marked in enumerate(pieces(path)):
            if ((i + 1) % HELD_OUT == 0) == (share == "held out"):
                text, gold = parse(marked)
                scores.articles += 1
                score_article(scores, f"{path.stem} {i + 1}", text, gold, found(text, gold["published"], path.stem.startswith("meetings")))
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
