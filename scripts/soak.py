"""A long run over generated articles: is each counted, does memory stay flat, is no error unexpected?

usage: soak.py [--articles N] [--workers N] [--seed N]     (default: 100,000 articles, one worker, seed 1)

An article is put together from paragraphs of corpus/, with other names, days and numbers, as rows of
.jsonl files (some packed), of .csv files and as .html pages; one in a hundred is damaged in a way
that must be told. The run is the command itself, without the search for duplicates: what is made of so few
paragraphs is all alike. Exit status 1 if a check fails.
"""
from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from html import escape
from pathlib import Path

import regex
import yaml

from pipeline.article import Source
from pipeline.read import read
from pipeline.records import Record
from pipeline.run import process
from pipeline.write import errors_path, manifest_path, to_line

ROOT = Path(__file__).parents[1]
ROWS = 500  # a file
DAMAGED = 0.01
# What is no article, by the stage that must say so.
BAD_ROWS = [("read", b"{\"text\": \"b\xc3\xa0i b\xe1\xbb\x8b c\xe1\xba\xaft"), ("read", b"[1, 2]"), ("read", b'{"title": "kh\xc3\xb4ng c\xc3\xb3 b\xc3\xa0i"}'),
            ("read", b'{"text": "x\\u0000y"}'), ("read", b"\x80\x81\xff" * 50), ("read", b'{"text": 7}')]
BAD_PAGES = [("read", b""), ("read", b" \n\t"), ("clean", "<html><body><nav><a href='/'>Trang chủ</a></nav></body></html>".encode())]
NAME = regex.compile(r"(?<=\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí) )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3}")
DAY = regex.compile(r"\b(\d{1,2})/(\d{1,2})(/\d{4})?\b(?!/)")
NUMBER = regex.compile(r"(?<![\d/.,-])\d{2,3}(?=[ %])")


class Generator:
    """Articles, always the same for a seed."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._names = yaml.safe_load((ROOT / "annotations" / "augment.yaml").read_text("utf-8"))
        self._articles = [[line for line in path.read_text("utf-8").split("\n") if line.strip()] for path in sorted((ROOT / "corpus").glob("*.txt"))]
        self._bodies = [line for article in self._articles for line in article if len(line) > 150]

    def article(self) -> str:
        """Head of one article, its paragraphs among those of others."""
        rng = self._rng
        lines = list(rng.choice(self._articles))
        for _ in range(rng.randint(0, 3)):
            lines.insert(rng.randint(min(3, len(lines)), len(lines)), rng.choice(self._bodies))
        text = "\n".join(lines)
        names: dict[str, str] = {}
        text = NAME.sub(lambda m: names.setdefault(m[0], " ".join(rng.choice(self._names[part]) for part in ("family", "middle", "given"))), text)
        text = DAY.sub(lambda m: f"{rng.randint(1, 28)}/{rng.randint(1, 12)}{'/' + str(rng.randint(2015, 2026)) if m[3] else ''}", text)
        return NUMBER.sub(lambda m: str(rng.randint(10, 999)), text)

    def write(self, folder: Path, count: int) -> Counter[str]:
        """``count`` articles as files of a folder; how many of them each stage must reject."""
        rng, left, expected, number = self._rng, count, Counter(), 0
        while left:
            kind = rng.choices(["jsonl", "gz", "csv", "html"], [6, 2, 1, 3])[0]
            size = min(left, ROWS if kind != "html" else 50)
            rows: list[bytes | str] = []
            for _ in range(size):
                bad = rng.random() < DAMAGED and kind != "csv"
                if bad:
                    stage, data = rng.choice(BAD_PAGES if kind == "html" else BAD_ROWS)
                    expected[stage] += 1
                rows.append(data if bad else self.article())
            name = folder / f"{number:06d}"
            if kind == "html":
                name.mkdir()
                for n, row in enumerate(rows):
                    (name / f"{n:03d}.html").write_bytes(row if isinstance(row, bytes) else self._page(row))
            elif kind == "csv":
                with open(f"{name}.csv", "w", encoding="utf-8", newline="") as file:
                    csv.writer(file).writerows([["text"], *([row] for row in rows)])
            else:
                data = b"\n".join(row if isinstance(row, bytes) else json.dumps({"text": row}, ensure_ascii=rng.random() < 0.5).encode() for row in rows)
                if kind == "gz":
                    with gzip.open(f"{name}.jsonl.gz", "wb") as file:
                        file.write(data)
                else:
                    Path(f"{name}.jsonl").write_bytes(data)
            left, number = left - size, number + 1
        return expected

    @staticmethod
    def _page(text: str) -> bytes:
        title, *rest = text.split("\n")
        body = "".join(f"<p>{escape(line)}</p>" for line in rest)
        return (f"<html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body><nav><a href='/'>Trang chủ</a></nav>"
                f"<article><h1>{escape(title)}</h1>{body}</article></body></html>").encode()


def held(pid: int) -> int:
    """Bytes that a process and those it started hold, without what they share with others twice over."""
    total = 0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total = int(line.split()[1]) * 1024
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(held(int(child)) for child in (task / "children").read_text().split())
    except (OSError, ValueError):
        pass
    return total


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    args = options.parse_args()
    failed = []

    def check(right: bool, what: str) -> None:
        print(("ok      " if right else "FAILED  ") + what, flush=True)
        if not right:
            failed.append(what)

    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name, "in"), Path(name, "out.jsonl")
        folder.mkdir()
        expected = Generator(args.seed).write(folder, args.articles)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{args.articles:,} articles in {size / 1e6:,.0f} MB, {expected.total()} of them damaged", flush=True)
        begun = time.monotonic()
        run = subprocess.Popen([sys.executable, "-m", "pipeline", "extract", folder, "--out", out, "--workers", str(args.workers), "--timings", "--no-duplicates"],
                               cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
        samples: list[int] = []  # one a second
        while run.poll() is None:
            samples.append(held(run.pid))
            time.sleep(1)
        seconds = time.monotonic() - begun
        print(run.stdout.read(), flush=True)
        check(run.returncode == (3 if expected else 0), f"exit status {run.returncode}")
        about = json.loads(manifest_path(out).read_bytes())
        counts = about["counts"]
        check(counts["read"] == args.articles, f"{counts['read']:,} read")
        check(counts["read"] == counts["written"] + counts["rejected"] + counts["skipped"],
              f"= {counts['written']:,} written + {counts['rejected']:,} rejected + {counts['skipped']:,} skipped")
        check(Counter(about["rejected_in"]) == expected, f"rejected as they must be: {dict(expected)}")
        lines = out.read_bytes().splitlines(keepends=True)
        check(len(lines) == counts["written"] and len(errors_path(out).read_bytes().splitlines()) == counts["rejected"], "as many lines in the files")
        check(len({(row["path"]) for row in about["inputs"]}) == args.articles, "no article twice")
        sample = set(random.Random(args.seed).sample(range(len(lines)), min(100, len(lines))))
        wanted = {json.loads(lines[n])["source"]["path"]: lines[n] for n in sample}
        same = 0
        for source in read([folder]):
            if isinstance(source, Source) and source.path in wanted:
                record = process(source)
                same += isinstance(record, Record) and to_line(record) == wanted[source.path]
        check(same == len(wanted), f"{same} of {len(wanted)} articles give the same record alone")
        fifth = max(1, len(samples) // 5)
        early, late = statistics.median(samples[fifth:2 * fifth] or samples), statistics.median(samples[-fifth:])
        check(late <= 1.1 * early, f"memory {early / 1e6:.0f} MB in the second fifth of the run, {late / 1e6:.0f} MB in the last (largest {max(samples) / 1e6:.0f} MB)")
        print(f"{args.articles / seconds:.1f} articles a second, {seconds:.0f} s, {args.workers} worker(s), seed {args.seed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
