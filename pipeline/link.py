"""Links across articles: the same directive, target or document, told in several articles.

Two portals tell one meeting in their own words. Items that could be the same are brought together
by hashes of their words within a window of days (so that the cost grows with the number of items
and not with its square), compared with what stands around them (day, province, issuer,
addressees, deadline), and joined into clusters in which no article stands twice.
"""
from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path

import regex

from pipeline.called import full_names
from pipeline.export import whole
from pipeline.export_csv import cell
from pipeline.export_tasks import to_day
from pipeline.link_documents import document_keys, number_key
from pipeline.link_words import compatible, fold, likeness, name_words, numbers, words
from pipeline.record_files import keep_inputs, read_records
from pipeline.records import Record

DAYS = 14            # two tellings of one meeting: a portal's second report of it comes within two weeks
# The likenesses are set on the development half of annotations/links.yaml, where a pair on either side of each stands.
SAME_ISSUER = 0.52   # how alike two texts must be (see `likeness`) when the same issuer tells both
NO_CONFLICT = 0.70   # and when one of the two articles does not say who tells
SAME_METRIC = 0.55   # of targets with the same value and unit
BANDS, ROWS = 32, 2  # of MinHash: texts that share 38 % of their words meet with a chance over 99 %
CROWD = 60           # in a bucket of more items, each is compared with its next neighbours only


@dataclass(slots=True)
class Item:
    """One directive or target, with what tells whether it is the same as another."""

    kind: str
    key: str  # as in the tables
    article: str
    text: str
    day: date | None
    province: frozenset[str]  # the words of names, here and below
    words: Counter
    numbers: frozenset[str]
    issuer: frozenset[str] = frozenset()
    by_person: bool = False  # the issuer is a person, not a body
    addressees: tuple[frozenset[str], ...] = ()
    due: date | None = None
    exact: tuple = ()  # what must be equal: value and unit of a target


@dataclass(frozen=True)
class Linked:
    """One row of the table of clusters."""

    cluster_id: str
    kind: str  # directive, target or document
    key: str   # directive_id, target_id or document_id of the tables
    article_id: str
    published: str | None
    title: str | None
    text: str
    articles: int  # in the cluster


@dataclass
class _Batch:
    items: list[Item] = field(default_factory=list)
    about: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)  # article → published, title
    documents: list[tuple[str, str, str, str]] = field(default_factory=list)  # cluster's key, key, article, text


def link(records: Iterable[Record]) -> list[Linked]:
    """The clusters that stand in two articles or more: documents, directives, targets, each by cluster.

    A cluster's id is made from its members (of a document: from its number, issuer and day), so
    the same records give the same ids in any order.
    """
    batch = _read(records)
    clusters = [("document", key, members) for key, members in _document_clusters(batch).items()]
    for kind in ("directive", "target"):
        items = sorted((i for i in batch.items if i.kind == kind), key=lambda i: i.key)
        for members in _clusters(items, _pairs(items)):
            clusters.append((kind, min(i.key for i in members), [(i.key, i.article, i.text) for i in members]))
    found = []
    for kind, key, members in clusters:
        articles = len({article for _, article, _ in members})
        if articles > 1:
            cluster_id = f"{kind}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"
            found += [Linked(cluster_id, kind, k, article, *batch.about[article], text, articles) for k, article, text in sorted(members)]
    return found


def write_links(source: str | Path, out: Path) -> str:
    """Writes the table of clusters to ``out`` (.csv, .parquet or .jsonl) and returns a line that
    says so. Raises ``ValueError`` for another ending or where ``out`` is the input, ``OSError``."""
    if out.suffix not in (".csv", ".parquet", ".jsonl"):
        raise ValueError(f"{out}: end it in .csv, .parquet or .jsonl")
    keep_inputs(source, out)
    rows = link(read_records(source))
    columns = list(Linked.__dataclass_fields__)
    out.parent.mkdir(parents=True, exist_ok=True)
    with whole(out) as part:
        if out.suffix == ".parquet":
            import pyarrow as pa
            import pyarrow.parquet as pq
            schema = pa.schema([(c, pa.int32() if c == "articles" else pa.string()) for c in columns])
            pq.write_table(pa.Table.from_pylist([asdict(r) for r in rows], schema=schema), part)
        elif out.suffix == ".csv":
            with part.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, lineterminator="\r\n")
                writer.writerow(columns)
                writer.writerows([cell(v) for v in asdict(r).values()] for r in rows)
        else:
            part.write_text("".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    count = Counter(kind for kind, _ in {(r.kind, r.cluster_id) for r in rows})
    return f"{out}: " + ", ".join(f"{count[k]:,} {k}s" for k in ("directive", "target", "document")) + " told in more than one article"


# ------------------------------------------------------------------ items

def _read(records: Iterable[Record]) -> _Batch:
    batch, documents = _Batch(), []
    for record in records:
        article = record.id
        if article in batch.about:
            continue  # the same article again tells nothing more
        batch.about[article] = record.published, record.title
        day = to_day(record.published) or next((d for m in record.meetings if (d := to_day(m.date))), None)
        units = full_names(record)
        province = name_words(record.place.province)
        people = {p.name for p in record.people}

        def due(index: int | None, record: Record = record) -> date | None:
            return to_day(record.deadlines[index].date) if index is not None else None

        for n, d in enumerate(record.directives):
            # who tells is compared by itself: his name in «báo cáo Thủ tướng Chính phủ», which ends each of his telegrams, tells nothing
            said = words(d.text) - words(d.issuer or "") or words(d.text)
            batch.items.append(Item("directive", f"{article}/directives/{n}", article, d.text, day, province, said,
                                    numbers(d.text), name_words(units.get(d.issuer, d.issuer)), d.issuer in people,
                                    tuple(name_words(units.get(a, a)) for a in d.addressees), due(d.deadline)))
        for n, t in enumerate(record.targets):
            batch.items.append(Item("target", f"{article}/targets/{n}", article, f"{t.metric or ''} {t.text}".strip(), day, province,
                                    words(f"{t.metric or ''} {t.scope or ''}"), frozenset(), due=due(t.deadline),
                                    exact=(t.value, t.value_max, " ".join(words(t.unit)) or t.unit, t.direction)))
        documents += [(f"{article}/documents/{n}", article, d, record) for n, d in enumerate(record.documents)]
    for (key, article, d, _), cluster in zip(documents, document_keys([(d, r) for _, _, d, r in documents])):
        batch.documents.append((cluster, key, article, d.text))
    return batch


def _document_clusters(batch: _Batch) -> dict[str, list[tuple[str, str, str]]]:
    clusters = defaultdict(list)
    for cluster, key, article, text in batch.documents:
        clusters[cluster].append((key, article, text))
    return dict(sorted(clusters.items()))


# ------------------------------------------------------------------ pairs

def _pairs(items: list[Item]) -> Iterator[tuple[float, Item, Item]]:
    """Pairs that are the same, with how alike they are. A window holds the items of two spans of
    ``DAYS`` that follow each other; each pair of one window is looked at once."""
    spans: dict[int | None, list[Item]] = defaultdict(list)
    for item in items:
        if item.words:
            spans[item.day.toordinal() // DAYS if item.day else None].append(item)
    before: tuple[int | None, list[tuple[Item, list[bytes]]]] = (None, [])
    for span in sorted(spans, key=lambda s: (s is None, s or 0)):
        here = list(zip(spans[span], _bands(spans[span])))
        follows = span is not None and before[0] is not None and span - before[0] == 1
        yield from _same_in(here, before[1] if follows else [])
        before = span, here


def _same_in(here: list[tuple[Item, list[bytes]]], earlier: list[tuple[Item, list[bytes]]]) -> Iterator[tuple[float, Item, Item]]:
    buckets: dict[bytes, list[tuple[bool, Item]]] = defaultdict(list)
    for is_new, rows in ((False, earlier), (True, here)):
        for item, bands in rows:
            for band in bands:
                buckets[band].append((is_new, item))
    looked: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        pairs = combinations(bucket, 2) if len(bucket) <= CROWD else (
            (a, b) for i, a in enumerate(bucket) for b in bucket[i + 1:i + 1 + CROWD // 4])
        for (a_new, a), (b_new, b) in pairs:
            if (a_new or b_new) and a.article != b.article and (pair := (a.key, b.key)) not in looked:
                looked.add(pair)
                if score := same(a, b):
                    yield score, a, b


def same(a: Item, b: Item) -> float:
    """How alike two items are (0..1) where they are the same, else 0."""
    if a.exact != b.exact or not compatible(a.province, b.province):
        return 0.0
    if a.day and b.day and abs((a.day - b.day).days) > DAYS:
        return 0.0
    if a.due and b.due and a.due != b.due:
        return 0.0
    score = likeness(a.words, b.words)
    if a.kind == "target":
        return score if score >= SAME_METRIC else 0.0
    if a.numbers and b.numbers and not (a.numbers <= b.numbers or b.numbers <= a.numbers):
        return 0.0  # other figures, other days, another document
    if a.addressees and b.addressees and not any(compatible(x, y) for x in a.addressees for y in b.addressees):
        return 0.0
    # one portal names the person, another the body he speaks for: that is no conflict, and no sign either
    comparable = bool(a.issuer and b.issuer and a.by_person == b.by_person)
    if comparable and not compatible(a.issuer, b.issuer):
        return 0.0
    if not a.day or not b.day:  # nothing says that both tell of one time: all but the same words
        return score if score >= 0.9 and comparable else 0.0
    return score if score >= (SAME_ISSUER if comparable else NO_CONFLICT) else 0.0


def _bands(items: list[Item]) -> Iterator[list[bytes]]:
    """The buckets that each item falls in: pieces of the MinHash of its words."""
    from datasketch import MinHash

    words_of = ([w.encode() for w in item.words] for item in items)
    for item, hashed in zip(items, MinHash.generator(words_of, num_perm=BANDS * ROWS, seed=1, hashfunc=_hash)):
        values, exact = hashed.hashvalues, repr(item.exact).encode()
        yield [b"%d:" % i + values[i * ROWS:(i + 1) * ROWS].tobytes() + exact for i in range(BANDS)]


def _hash(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "little")


# ------------------------------------------------------------------ clusters

def _clusters(items: list[Item], pairs: Iterable[tuple[float, Item, Item]]) -> Iterator[list[Item]]:
    """Joins pairs, the likest first, where the cluster would not hold an article twice: one
    article tells a thing once, and what it tells twice are two things."""
    root = {i.key: i.key for i in items}
    members = {i.key: [i] for i in items}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = key = root[root[key]]
        return key

    for _, a, b in sorted(pairs, key=lambda p: (-p[0], *sorted((p[1].key, p[2].key)))):
        x, y = sorted((find(a.key), find(b.key)))
        if x != y and not {i.article for i in members[x]} & {i.article for i in members[y]}:
            root[y] = x
            members[x] += members.pop(y)
    yield from (m for m in members.values() if len(m) > 1)


# ------------------------------------------------------------------ histories

_TYPE_AND_NUMBER = regex.compile(r"(?P<type>\p{L}[\p{L}\s]*?)\s+(?:số\s+)?(?P<number>\d+)", regex.IGNORECASE)  # «Nghị quyết 98»
_NEAR = 200  # characters to either side of a name: two lines of a terminal, where no sentence ends before


@dataclass(frozen=True)
class Entry:
    """What one article says of a document or a body."""

    day: str | None
    what: str  # document, mention, issuer, addressee, partner
    name: str
    text: str
    article_id: str
    title: str | None

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def __str__(self) -> str:
        return f"{self.day or '(no date)':10s}  {self.what:9s}  {self.name}: {self.text}  [{self.title or self.article_id}]"


def history_of(source: str | Path, name: str) -> list[Entry]:
    """What all articles say of a document (by its number) or of a body (by its name, in short or
    in full), in the order of days. Raises as :func:`pipeline.read_records`, ``ValueError`` for a name without a word."""
    return history(read_records(source), name)


def history(records: Iterable[Record], name: str) -> list[Entry]:
    """As :func:`history_of`, of records."""
    number, kind, wanted = number_key(name), "", " ".join(words(name))
    if not number and (called := _TYPE_AND_NUMBER.fullmatch(name.strip())):
        kind, number = fold(called["type"]), number_key(called["number"])
    if not number and not wanted:
        raise ValueError(f"“{name}” names nothing; write a document's number (435/QĐ-UBND) or a body's name (UBND huyện Hải Lăng)")
    found, seen = [], set()
    for record in records:
        if record.id in seen:
            continue  # the same article again
        seen.add(record.id)
        day = (record.published or "")[:10] or None

        def add(what: str, called: str, text: str, record: Record = record, day: str | None = day) -> None:
            found.append(Entry(day, what, called, " ".join(text.split()), record.id, record.title))

        for d in record.documents:
            if number and number_key(d.number or "") == number and (not kind or fold(d.type) == kind):
                add("document", d.text, _around(record.text, d.span))
        names = full_names(record)

        def ours(called: str | None, names: dict[str, str] = names) -> bool:
            return bool(called and wanted) and wanted in (" ".join(words(called)), " ".join(words(names.get(called, ""))))

        for d in record.directives:
            for what, who in (("issuer", [d.issuer]), ("addressee", d.addressees), ("partner", d.partners)):
                for called in filter(ours, who):
                    add(what, called, d.text)
        for u in record.units:
            if ours(u.name):
                add("mention", u.canonical, _around(record.text, u.mentions[0]))
    return sorted(found, key=lambda e: (e.day is None, e.day or "", e.article_id))


def _around(text: str, span: tuple[int, int]) -> str:
    """The sentence, or as much of its line as is near."""
    stop = text.rfind(". ", 0, span[0])
    start = max(text.rfind("\n", 0, span[0]) + 1, stop + 2 if stop >= 0 else 0, span[0] - _NEAR)
    ends = [e for e in (text.find("\n", span[1]), text.find(". ", span[1])) if e >= 0]
    return text[start:min(*ends, span[1] + _NEAR, len(text))]
