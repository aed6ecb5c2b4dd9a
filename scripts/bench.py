"""Time the pipeline end to end against underthesea's word_tokenize on the same texts, in one run.

usage: bench.py [FILE_OR_FOLDER…]     (default: corpus)

Reading, cleaning and writing are inside the pipeline's time; word_tokenize gets the cleaned text.
Both are timed in turns, three times, and the fastest counts: other load on the machine only ever
adds time. Then whole runs with 1 worker, which is this process, and with 2, which have to start.
"""
from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from underthesea import word_tokenize

from pipeline.article import Source
from pipeline.read import read
from pipeline.records import Record
from pipeline.run import analyse, process, run
from pipeline.write import to_line

ROUNDS = 3


def timed(action) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def stage_times(sources: list[Source]) -> Counter[str]:
    """Seconds in each stage over all sources."""
    spent: Counter[str] = Counter()
    for source in sources:
        marks: list[tuple[str, float]] = []
        analyse(source, lambda stage, marks=marks: marks.append((stage, time.perf_counter())))
        ends = [t for _, t in marks[1:]] + [time.perf_counter()]
        for (stage, begun), end in zip(marks, ends, strict=True):
            spent[stage] += end - begun
    return spent


def main(inputs: list[Path]) -> int:
    records = [(s, r) for s in read(inputs) if isinstance(s, Source) and isinstance(r := process(s), Record)]
    if not records:
        print("no articles in", *inputs, file=sys.stderr)
        return 1
    sources, texts = [s for s, _ in records], [r.text for _, r in records]
    n, characters = len(texts), sum(map(len, texts))
    print(f"{n} articles, {characters / n:,.0f} characters each after cleaning")

    def whole() -> None:
        for source in read(inputs):
            if isinstance(source, Source):
                to_line(process(source))

    def words() -> None:
        for text in texts:
            word_tokenize(text)

    rounds = [(timed(whole), timed(words)) for _ in range(ROUNDS)]
    line, tokenizer = (min(column) for column in zip(*rounds, strict=True))
    print(f"pipeline       {1000 * line / n:7.1f} ms an article")
    print(f"word_tokenize  {1000 * tokenizer / n:7.1f} ms an article")
    print(f"ratio          {line / tokenizer:7.2f}")
    stages = min((stage_times(sources) for _ in range(ROUNDS)), key=Counter.total)
    for stage, seconds in stages.items():
        print(f"  {stage:12s} {1000 * seconds / n:7.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        for workers in (1, 2):
            done: list[float] = []
            run(inputs, Path(folder) / "records.jsonl", workers=workers, progress=lambda s, done=done: done.append(s.seconds))
            rate = (len(done) - 1) / (done[-1] - done[0]) if len(done) > 1 else 0.0
            print(f"{workers} worker{'s' if workers > 1 else ' '}      {rate:7.1f} articles/s, the first after {done[0]:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main([Path(a) for a in sys.argv[1:]] or [Path("corpus")]))
