"""``python -m pipeline train clauses``: the clause model and the calibration of confidence.

Learns from the project's articles and from those that annotators corrected, writes
``models/clauses/``. The same articles and corrections give the same weights: nothing is drawn at random but the folds of cross-validation, by a fixed seed.
"""
from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import regex
import sklearn
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from pipeline.article import Context, Source
from pipeline.clause_model import FOLDER, LABELS, Clause, Model, cut, features
from pipeline.confidence import Calibration, weigh
from pipeline.corrected_gold import training_examples
from pipeline.corrections import Store
from pipeline.evaluate import SAME_DIRECTIVE
from pipeline.extractors.directives import find
from pipeline.likeness import match, overlap
from pipeline.read import read
from pipeline.record_files import read_records
from pipeline.records import Directive, Record
from pipeline.run import understand

DIRECTIVE = LABELS.index("directive")
NEEDED = {"directives", "targets", "results"}  # what is in none of these lists is background, so all must be complete
SEED = 20260101
FOLDS = 5
RARE = 3  # a feature must stand in so many articles; at 2 the vocabulary is half as large again and no better
_MARKS = {"d": "directives", "t": "targets", "r": "results"}
_TAG = regex.compile(r"<(?P<end>/?)(?P<mark>[dtr])>")
STRENGTH = 0.3  # C of the clause model: of 0.03, 0.1, 0.3 and 1 the best in cross-validation, all close
CALIBRATION_STRENGTH = 0.3  # C of the calibration, likewise
# Doubtful findings less probable than this are dropped. Between 0.1 and 0.2 F1 is the same on articles that the rules
# had not seen; at 0.1 the right ones lost in texts of a sentence or two stay.
DROP_BELOW = 0.1


@dataclass(frozen=True, slots=True)
class Labelled:
    """A gold article as the pipeline reads it."""

    name: str
    ctx: Context
    gold: dict
    clauses: list[Clause]
    features: list[list[str]]
    labels: list[int]  # of the clauses: indices into LABELS
    found: list[Directive]  # by the grammar alone
    right: list[bool]  # of those found, which stand in gold


def articles(corpus: Path, gold: Path, wanted: Callable[[str], bool] = lambda name: True) -> list[Labelled]:
    """The articles of ``corpus`` whose gold is in ``gold`` and whose names are ``wanted``, by name."""
    out = []
    for source in read([corpus]):
        if not isinstance(source, Source):
            continue
        name = next((n for n in (source.id, Path(source.path).stem) if n and (gold / f"{n}.json").is_file()), None)
        if name and wanted(name):
            out.append(_labelled(name, source, json.loads((gold / f"{name}.json").read_text("utf-8"))))
    return sorted(out, key=lambda a: a.name)


def corrected_articles(records: Iterable[Record], store: Store, gold: Path, testing: frozenset[str]) -> list[Labelled]:
    """The articles of ``records`` in which people completed directives, targets and results, by name.

    Articles of the test split and articles with a file in ``gold`` are not among them. Raises
    ``ValueError`` where an article is not any more what it was when its record was written.
    """
    examples = {(e.record.source.path, e.record.source.sha256): e for e in training_examples(gold, records, store, testing)
                if e.record is not None and e.lists >= NEEDED}
    files = {path.partition("#")[0] for path, _ in examples}
    pages = {(s.path, s.sha256): s for s in read(files) if isinstance(s, Source) and (s.path, s.sha256) in examples}
    out = []
    for page, example in examples.items():
        source = pages.get(page)
        if source is None:
            raise ValueError(f"{page[0]}: article {example.record.id} is corrected, but its page is gone or changed; put it back, or run extract over it anew")
        out.append(_labelled(example.name, source, example.gold))
    return sorted(out, key=lambda a: a.name)


def marked(folder: Path) -> list[Labelled]:
    """The articles of ``folder`` that were written to learn from: a headline, then a paragraph a line, with the
    directives, targets and results in tags of their own. Raises ``ValueError`` for tags that do not pair."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        plain, gold, at, opened = "", {name: [] for name in _MARKS.values()}, 0, None
        text = path.read_text("utf-8")
        for tag in _TAG.finditer(text):
            plain += text[at:tag.start()]
            at = tag.end()
            if tag["end"]:
                if opened is None or opened[0] != tag["mark"]:
                    raise ValueError(f"{path}: {tag.group()} after {plain[-40:]!r} closes nothing")
                gold[_MARKS[tag["mark"]]].append({"text": plain[opened[1]:]})
                opened = None
            elif opened:
                raise ValueError(f"{path}: {tag.group()} after {plain[-40:]!r} stands inside another tag")
            else:
                opened = tag["mark"], len(plain)
        if opened:
            raise ValueError(f"{path}: <{opened[0]}> is not closed")
        plain += text[at:]
        source = Source(path=path.name, content=plain, format="text", markup="text", sha256=hashlib.sha256(plain.encode()).hexdigest())
        out.append(_labelled(path.stem, source, gold))
    return out


def unmarked(text: str) -> str:
    """The text of such an article without its tags."""
    return _TAG.sub("", text)


def asked(arguments: list[str]) -> list[Labelled] | None:
    """The articles a measuring script is called with: of the folders ARTICLES and GOLD, or those kept for testing; None for other arguments."""
    if len(arguments) == 2:
        return articles(Path(arguments[0]), Path(arguments[1]))
    if not arguments:
        return articles(Path("corpus"), Path("annotations/gold"), test_names(Path("annotations/splits.yaml")).__contains__)
    return None


def _labelled(name: str, source: Source, gold: dict) -> Labelled:
    ctx = understand(source)
    clauses, found = cut(ctx), find(ctx)
    return Labelled(name, ctx, gold, clauses, features(ctx, clauses), label(ctx.text, clauses, gold), found, judge(gold, found))


def judge(gold: dict, found: list[Directive]) -> list[bool]:
    """Of each directive found, whether gold has it; ``evaluate`` says when two are the same."""
    matched = {j for _, j in match(gold["directives"], found, lambda g, p: overlap(g["text"], p.text), SAME_DIRECTIVE)}
    return [j in matched for j in range(len(found))]


def label(text: str, clauses: list[Clause], gold: dict) -> list[int]:
    """What each clause is. A directive with a figure in it is a directive. Gold that cleaning has lost is passed over."""
    out = [LABELS.index("background")] * len(clauses)
    for field, name in (("results", "result"), ("targets", "target"), ("directives", "directive")):
        at = 0
        for entry in gold[field]:
            begin = text.find(entry["text"], at)
            begin = begin if begin >= 0 else text.find(entry["text"])
            if begin < 0:
                continue
            at, end = begin + 1, begin + len(entry["text"])
            for i, c in enumerate(clauses):
                shared = min(end, c.end) - max(begin, c.start)
                if shared > 0 and 2 * shared >= min(end - begin, c.end - c.start):  # its larger part, or most of the clause
                    out[i] = LABELS.index(name)
    return out


def test_names(splits: Path) -> frozenset[str]:
    """Names of the articles that models are tested on and never learn from."""
    return frozenset(yaml.safe_load(splits.read_text("utf-8"))["test"])


def fit(data: Iterable[Labelled]) -> Model:
    """The clause model of these articles."""
    data = list(data)
    known = Counter(name for a in data for name in {name for row in a.features for name in row})
    names = sorted(name for name, count in known.items() if count >= RARE)
    rows = {name: i for i, name in enumerate(names)}
    y = np.concatenate([a.labels for a in data])
    with threadpool_limits(1):  # the same sums on every machine
        classifier = LogisticRegression(C=STRENGTH, max_iter=2000).fit(_matrix(data, rows), y)
    weights = np.zeros((len(names), len(LABELS)))
    weights[:, classifier.classes_] = classifier.coef_.T
    weights[rows["bias"], classifier.classes_] += classifier.intercept_
    return Model(rows, weights.astype(np.float32).astype(np.float64))


def _matrix(data: list[Labelled], rows: dict[str, int]) -> csr_matrix:
    # sorted: a row's features come from sets, and sums in another order differ in their last bits
    indices = [sorted(rows[n] for n in row if n in rows) for a in data for row in a.features]
    ends = np.cumsum([0, *map(len, indices)])
    return csr_matrix((np.ones(ends[-1]), np.concatenate(indices), ends), shape=(len(indices), len(rows)))


def told(model: Model, a: Labelled) -> list[float]:
    """The probability of each of the article's clauses of being a directive."""
    return model.probabilities(a.features)[:, DIRECTIVE].tolist()


def out_of_fold(data: list[Labelled]) -> list[list[float]]:
    """As :func:`told`, each article by a model of other articles."""
    out: list[list[float]] = [[] for _ in data]
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for train, test in folds.split(data, groups=range(len(data))):
        model = fit(data[i] for i in train)
        for i in test:
            out[i] = told(model, data[i])
    return out


def findings(data: list[Labelled], opinions: list[list[float]]) -> tuple[list[dict[str, float]], list[bool]]:
    """The facts of every finding of the grammar, and whether it is right."""
    facts = [weigh(a.ctx, d, a.ctx.traces[d.span].rule, a.clauses, opinion) for a, opinion in zip(data, opinions, strict=True) for d in a.found]
    return facts, [ok for a in data for ok in a.right]


def calibrate(facts: list[dict[str, float]], right: list[bool]) -> Calibration:
    """The weights that make confidence the probability of being right."""
    names = sorted({name for row in facts for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in facts])
    classifier = LogisticRegression(C=CALIBRATION_STRENGTH, fit_intercept=False, max_iter=2000).fit(x, right)
    weights = dict(zip(names, classifier.coef_[0].tolist(), strict=True))
    return Calibration({name: round(w, 4) for name, w in weights.items()}, DROP_BELOW)


def main(records: Path | None = None, corrections: Path = Path("annotations/corrections")) -> None:
    """Trains on the project's own articles, from the project's folder, and on the corrected ones of ``records``."""
    gold, splits = Path("annotations/gold"), Path("annotations/splits.yaml")
    more = corrected_articles(read_records(records), Store(corrections), gold, test_names(splits)) if records else []
    config = train(Path("corpus"), gold, splits, FOLDER, [*marked(Path("annotations/clauses")), *more])
    print(f"{FOLDER}: {config['features']} features from {len(config['train'])} articles")
    for name, scores in config["scores"].items():
        print(f"{name:17s}" + "  ".join(f"{k} {v}" for k, v in scores.items()))


def train(corpus: Path, gold: Path, splits: Path, out: Path, more: Iterable[Labelled] = ()) -> dict:
    """Fits both models on the articles that are not for testing, and on ``more``, and writes them to the
    folder ``out``. Returns what it wrote to ``config.json``. Raises ``ValueError`` if there are too few articles."""
    testing = test_names(splits)
    data = articles(corpus, gold)
    train_set, test_set = ([a for a in data if (a.name in testing) == side] for side in (False, True))
    train_set += more
    if len(train_set) < FOLDS or not test_set:
        raise ValueError(f"{len(train_set)} articles to train on and {len(test_set)} to test on: too few")
    opinions = out_of_fold(train_set)
    calibration = calibrate(*findings(train_set, opinions))
    model = fit(train_set)
    config = {
        "labels": LABELS, "features": len(model.rows), "seed": SEED, "folds": FOLDS, "rare": RARE, "strength": STRENGTH,
        "calibration_strength": CALIBRATION_STRENGTH, "drop_below": DROP_BELOW, "scikit-learn": sklearn.__version__, "numpy": np.__version__,
        "data_sha256": _digest(train_set), "train": [a.name for a in train_set], "test": [a.name for a in test_set],
        "scores": {"cross-validation": clause_scores(train_set, opinions), "test": clause_scores(test_set, [told(model, a) for a in test_set])}}
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "vocabulary.json", list(model.rows))
    np.savez(out / "weights.npz", weights=model.weights.astype(np.float32))
    _write(out / "confidence.json", {"weights": calibration.weights, "drop_below": calibration.drop_below})
    _write(out / "config.json", config)
    return config


def clause_scores(data: list[Labelled], opinions: list[list[float]]) -> dict[str, float]:
    """Precision, recall and F1 of the clause model alone on directives, a clause counted as one from 0.5."""
    said = np.concatenate(opinions) >= 0.5
    true = np.concatenate([a.labels for a in data]) == DIRECTIVE
    both = int((said & true).sum())
    p, r = both / max(int(said.sum()), 1), both / max(int(true.sum()), 1)
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / max(p + r, 1e-9), 3), "n": int(true.sum())}


def _digest(data: list[Labelled]) -> str:
    """SHA-256 over what was learnt from: features, which have no order, and labels of every clause."""
    digest = hashlib.sha256()
    for a in data:
        digest.update(json.dumps([a.name, [sorted(row) for row in a.features], a.labels, a.right], ensure_ascii=False).encode())
    return digest.hexdigest()


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
