"""Whether confidence means what it says: of directives given 0.9, are nine in ten right?

usage: reliability.py [ARTICLES GOLD]     (default: the articles kept for testing, of corpus annotations/gold)

A directive is right if gold has it (`evaluate` says when two are the same).
"""
from __future__ import annotations

import sys

from pipeline.clause_training import asked, judge
from pipeline.extractors.directives import extract

BANDS = (0.0, 0.5, 0.7, 0.85, 0.95, 1.01)


def main(arguments: list[str]) -> int:
    data = asked(arguments)
    if data is None:
        print(__doc__, file=sys.stderr)
        return 2
    judged: list[tuple[float, bool]] = []
    for a in data:
        found = extract(a.ctx)
        judged += zip((d.confidence for d in found), judge(a.gold, found), strict=True)
    print(f"{len(data)} articles, {len(judged)} directives\n")
    print("| confidence | directives | mean confidence | right |\n| --- | --- | --- | --- |")
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        band = [(c, ok) for c, ok in judged if low <= c < high]
        if band:
            mean, right = (sum(column) / len(band) for column in zip(*band, strict=True))
            print(f"| {low:.2f} to {min(high, 1):.2f} | {len(band)} | {mean:.2f} | {right:.2f} |")
    off = sum(abs(sum(ok - c for c, ok in judged if low <= c < high)) for low, high in zip(BANDS, BANDS[1:], strict=False))
    print(f"\nexpected calibration error {off / max(len(judged), 1):.3f}, Brier score {sum((c - ok) ** 2 for c, ok in judged) / max(len(judged), 1):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
