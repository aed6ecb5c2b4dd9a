"""What the pipeline costs, in one run: against a naive chain, against word_tokenize alone, by workers and size.

usage: bench.py [--articles N] [--sizes N…] [--rounds N] [FILE_OR_FOLDER…]     (default: all of corpus, 1 10 100, 3)

Part 1, one process, processor time, which other load on the machine disturbs least; all in turns,
the best round counts: the whole line from reading to writing; ``word_tokenize`` on the same cleaned
texts, the lower bound; and what one would write in an afternoon, underthesea's ``ner`` a line and
dateparser's ``search_dates``. Part 2, whole runs of the articles so many times over, each in a
process of its own: articles a second from the first to the last, processor time an article, largest process.
"""
from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from underthesea import word_tokenize

from pipeline.article import Source
from pipeline.read import read
from pipeline.records import Record
from pipeline.run import process, run
from pipeline.write import to_line

ROOT = Path(__file__).parents[1]


def cpu() -> float:
    """Seconds of the processor that this process and those it waited for have taken."""
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def timed(action: Callable[[], object]) -> float:
    """Seconds of the processor that ``action`` takes."""
    begun = cpu()
    action()
    return cpu() - begun


def one_process(sources: list[Source], texts: list[str], rounds: int) -> None:
    from dateparser.search import search_dates
    from underthesea import ner

    def ours() -> None:
        for source in sources:
            to_line(process(source))

    def words() -> None:
        for text in texts:
            word_tokenize(text)

    def naive(texts: list[str]) -> None:
        for text in texts:
            for line in filter(None, text.split("\n")):
                ner(line)
            search_dates(text, languages=["vi"])

    n, few = len(texts), texts[:10]  # the naive chain is slow enough to be timed on few
    naive(few[:1])
    best = [min(column) for column in zip(*((timed(ours), timed(words)) for _ in range(rounds)), strict=True)]
    per = {"word_tokenize": best[1] / n, "pipeline": best[0] / n}
    chain, same = timed(lambda: naive(few)) / len(few), timed(lambda: [word_tokenize(t) for t in few]) / len(few)
    per["naive chain"] = chain * per["word_tokenize"] / same  # as if on all the texts
    for name, seconds in per.items():
        print(f"{name:14s} {1000 * seconds:8.1f} ms an article {seconds / per['word_tokenize']:8.2f} x word_tokenize {seconds / per['pipeline']:8.2f} x pipeline")
    spent: Counter[str] = Counter()
    for source in sources:
        process(source, spent)
    print("  " + ", ".join(f"{stage} {1000 * seconds / n:.1f}" for stage, seconds in spent.items() if stage != "start") + " (ms)")


def whole_run(inputs: Path, workers: int) -> None:
    """What one run of part 2 measures, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        marks: list[tuple[float, int]] = []
        run([inputs], Path(folder) / "records.jsonl", workers=workers, isolate=True,
            progress=lambda s: marks.append((s.seconds, s.written + s.rejected)))
    warm = marks[min(len(marks) // 5, 100):]  # processes have started, and their first articles loaded the models
    rate = (warm[-1][1] - warm[0][1]) / (warm[-1][0] - warm[0][0])
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"articles": len(marks), "rate": rate, "cpu": cpu() / len(marks), "largest": largest * (1 if sys.platform == "darwin" else 1024)}))


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=0, help="of the inputs, how many to take; 0 all")
    options.add_argument("--sizes", type=int, nargs="*", default=[1, 10, 100])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--run", type=int, metavar="WORKERS", help=argparse.SUPPRESS)
    options.add_argument("inputs", type=Path, nargs="*", default=[ROOT / "corpus"])
    args = options.parse_args()
    if args.run is not None:
        whole_run(args.inputs[0], args.run)
        return 0
    records = [(s, r) for s in read(args.inputs) if isinstance(s, Source) and isinstance(r := process(s), Record)]
    records = records[:args.articles or None]
    if not records:
        print("no articles in", *args.inputs, file=sys.stderr)
        return 1
    sources, texts = [s for s, _ in records], [r.text for _, r in records]
    print(f"{len(texts)} articles, {sum(map(len, texts)) / len(texts):,.0f} characters each after cleaning")
    one_process(sources, texts, args.rounds)
    print(f"{'size':>5s} {'workers':>8s} {'articles':>9s} {'articles/s':>11s} {'ms cpu':>7s} {'largest process':>16s} {'wall s':>7s}")
    for size in args.sizes:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
            for copy in range(size):
                for text in texts:
                    file.write(json.dumps({"text": f"{text}\nBản in thứ {copy}."}, ensure_ascii=False) + "\n")
            file.flush()
            for workers in (1, 2):
                begun = time.perf_counter()
                done = subprocess.run([sys.executable, __file__, "--run", str(workers), file.name], stdout=subprocess.PIPE, check=True)
                m = json.loads(done.stdout)
                print(f"{size:4d}x {workers:8d} {m['articles']:9,d} {m['rate']:11.1f} {1000 * m['cpu']:7.1f} {m['largest'] / 1e6:13.0f} MB {time.perf_counter() - begun:7.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
