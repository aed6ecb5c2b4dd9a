"""Compare this project's cleaning of HTML pages with other extractors of main text, in one run.

usage: compare_cleaners.py [GOLD] [--pages DIR] [--repeat 5] [--markdown]

GOLD is a folder of NAME.json with the article's text in NAME.txt (default annotations/gold); the page
is NAME.html there or in --pages (default corpus). Per extractor: F1 of the article's words over all
pages, and pages a second on one core, best of --repeat passes over all pages, from page source
(decoded) to text.

The others are installed once into out/compare-venv, an environment of their own, at the versions
below; one that cannot be installed or run is left out with the reason. Headlines count neither way:
extractors differ on whether they belong to the text.
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / "out" / "compare-venv"
# Each with all it needs; installed without resolving, since two of them pull each other's extras in.
PINS = """trafilatura==2.3.1 justext==3.0.2 resiliparse==2.0.1 readability-lxml==0.9 lxml==6.1.3 lxml_html_clean==0.4.6
cssselect==1.6.0 chardet==7.7.0 courlan==1.4.0 htmldate==1.11.0 babel==2.18.0 tld==0.13.2 certifi==2026.10.18
charset-normalizer==3.5.2 urllib3==2.8.0 dateparser==1.5.0 python-dateutil==4.0.0 pytz==2026.6 regex==2026.11.15 six==1.17.0
tzlocal==5.4.5 tzdata==2026.6 fastwarc==2.0.1 brotli==1.2.1 click==8.5.1 tqdm==4.70.1 typing-extensions==4.16.0""".split()
Extractor = Callable[[str], str]


# ------------------------------------------------------------------ the extractors

def ours() -> Extractor:
    from pipeline.article import Source
    from pipeline.clean import CleaningError, clean

    def extract(page: str) -> str:
        try:
            return clean(Source(path="page", content=page, format="html", markup="html", sha256="")).text
        except CleaningError:
            return ""
    return extract


def trafilatura() -> Extractor:
    import trafilatura as t
    return lambda page: t.extract(page, include_comments=False, include_tables=True, deduplicate=False) or ""


def trafilatura_fast() -> Extractor:
    import trafilatura as t
    return lambda page: t.extract(page, include_comments=False, include_tables=True, deduplicate=False, fast=True) or ""


def justext() -> Extractor:
    import justext as j
    words = j.get_stoplist("Vietnamese")
    return lambda page: "\n".join(p.text for p in j.justext(page, words) if not p.is_boilerplate)


def resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text
    return lambda page: extract_plain_text(page, main_content=True, alt_texts=False, preserve_formatting=False)


def readability() -> Extractor:
    import lxml.html
    from readability import Document
    return lambda page: lxml.html.fromstring(Document(page).summary()).text_content()


OTHERS = {"trafilatura": trafilatura, "trafilatura, fast": trafilatura_fast, "jusText": justext, "resiliparse": resiliparse,
          "readability-lxml": readability}


def measure(make: Callable[[], Extractor], pages: list[str], repeat: int) -> tuple[list[str], float]:
    """The text of each page, and the seconds of the fastest pass over all."""
    extract = make()
    texts = [_attempt(extract, page) for page in pages]
    best = float("inf")
    for _ in range(repeat):
        begun = time.perf_counter()
        for page in pages:
            _attempt(extract, page)
        best = min(best, time.perf_counter() - begun)
    return texts, best


def _attempt(extract: Extractor, page: str) -> str:
    try:
        return extract(page)
    except Exception:  # a page that an extractor fails on is a page without text
        return ""


def measure_others(pages: list[str], repeat: int) -> dict[str, tuple[list[str], float] | str]:
    """What each of the others finds, or why it was left out."""
    python = VENV / "bin" / "python"
    if not (VENV / ".ready").exists():
        print("installing the other extractors into out/compare-venv (once) …", file=sys.stderr)
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True, capture_output=True, text=True)
            subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--disable-pip-version-check", *PINS], check=True,
                           capture_output=True, text=True)
        except subprocess.CalledProcessError as e:
            reason = (e.stderr or "").strip().splitlines()[-1:] or ["no reason given"]
            return dict.fromkeys(OTHERS, f"not installed: {reason[0][:150]}")
        (VENV / ".ready").touch()
    out: dict[str, tuple[list[str], float] | str] = {}
    for name in OTHERS:
        done = subprocess.run([python, __file__, "--worker", name, "--repeat", str(repeat)], input=json.dumps(pages),
                              capture_output=True, text=True)
        if done.returncode:
            out[name] = f"failed: {(done.stderr.strip().splitlines() or ['?'])[-1][:150]}"
        else:
            found = json.loads(done.stdout)
            out[name] = found["texts"], found["seconds"]
    return out


# ------------------------------------------------------------------ scores

def f1(gold: list[str], texts: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words of articles, over all pages together."""
    from pipeline.likeness import words

    found = spurious = missed = 0
    for article, text in zip(gold, texts):
        head = Counter(words(article.split("\n")[0]))
        want, have = Counter(words(article)) - head, Counter(words(text))
        have -= head if not head - have else Counter()  # the headline, where it was kept
        found += (want & have).total()
        spurious += (have - want).total()
        missed += (want - have).total()
    precision = found / (found + spurious) if found + spurious else 0.0
    recall = found / (found + missed) if found + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0


def pages_of(gold: Path, folder: Path) -> tuple[list[str], list[str]]:
    """Articles and their pages. Raises ``SystemExit`` where there are none."""
    from pipeline.encodings import decode

    articles, pages = [], []
    for path in sorted(gold.glob("*.json")):
        page = next((p for p in (path.with_suffix(".html"), folder / f"{path.stem}.html") if p.exists()), None)
        if page and path.with_suffix(".txt").exists():
            pages.append(decode(page.read_bytes())[0])
            articles.append(path.with_suffix(".txt").read_text("utf-8").strip())
    if not pages:
        raise SystemExit(f"no NAME.json with NAME.txt and NAME.html in {gold} (pages also in {folder})")
    return articles, pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=ROOT / "annotations/gold")
    parser.add_argument("--pages", type=Path, default=ROOT / "corpus")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--markdown", action="store_true", help="print the table for the README")
    parser.add_argument("--worker", choices=OTHERS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        texts, seconds = measure(OTHERS[args.worker], json.load(sys.stdin), args.repeat)
        json.dump({"texts": texts, "seconds": seconds}, sys.stdout)
        return
    articles, pages = pages_of(args.gold, args.pages)
    results = {"this project": measure(ours, pages, args.repeat)} | measure_others(pages, args.repeat)
    print(f"{len(pages)} pages, {sum(map(len, pages)):,} characters of source\n")
    bar = "| " if args.markdown else ""
    print(f"{bar}{'extractor':20s} {bar}{'precision':>9s} {bar}{'recall':>6s} {bar}{'F1':>6s} {bar}{'pages/s':>8s} {bar}".rstrip())
    if args.markdown:
        print("| --- | ---: | ---: | ---: | ---: |")
    for name, result in results.items():
        if isinstance(result, str):
            print(f"{bar}{name:20s} {bar}left out: {result}")
            continue
        texts, seconds = result
        p, r, f = f1(articles, texts)
        print(f"{bar}{name:20s} {bar}{p:9.3f} {bar}{r:6.3f} {bar}{f:6.3f} {bar}{len(pages) / seconds:8.0f} {bar}".rstrip())


if __name__ == "__main__":
    main()
