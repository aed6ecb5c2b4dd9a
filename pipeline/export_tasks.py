"""Directives in the form that Vietnamese offices follow tasks in: one row a task, for a sheet or a calendar."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.records import Deadline, Directive, Record

# The heads of the form, in its order: what an office's own sheet calls them.
HEADS = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Hạn chót", "Người giao", "Văn bản", "Nguồn", "Địa chỉ bài")


@dataclass(frozen=True)
class Task:
    """One task. Texts are as the article has them; lists are joined by ``"; "``."""

    key: str                # of the directive, as in the tables
    what: str
    lead: str               # who is to act
    partners: str           # who works with them
    due: str                # the deadline as written
    due_day: date | None    # its last day, or None where the article gives none
    assigned_by: str        # the issuer, with the posts that the article gives him
    documents: str          # those cited in the task or in its paragraph
    source: str             # title and day of the article
    url: str | None         # of the article; only http and https
    deadline: Deadline | None
    published: date | None
    confidence: float
    province: str | None


def tasks(records: Iterable[Record]) -> Iterator[Task]:
    """A task for each directive, in the order of the articles."""
    seen: dict[str, int] = {}
    for record in records:
        seen[record.id] = count = seen.get(record.id, 0) + 1
        article_id = record.id if count == 1 else f"{record.id}~{count}"  # as in the tables
        posts = {p.name: p.title for p in record.people if p.title}
        published = to_day(record.published)
        where = " – ".join(filter(None, (record.title, published and f"{published:%d/%m/%Y}"))) or record.source.path
        for n, d in enumerate(record.directives):
            deadline = record.deadlines[d.deadline] if d.deadline is not None else None
            yield Task(
                key=f"{article_id}/directives/{n}", what=d.text, lead="; ".join(d.addressees), partners="; ".join(d.partners),
                due=deadline.text if deadline else "", due_day=to_day(deadline.date) if deadline else None,
                assigned_by=_with_posts(d.issuer, posts), documents="; ".join(_documents(record, d)), source=where,
                url=web_address(record.source.url), deadline=deadline, published=published, confidence=d.confidence,
                province=record.place.province)


def to_day(text: str | None) -> date | None:
    """The day of an ISO date or date-time, or None where there is none that a calendar has."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def web_address(url: str | None) -> str | None:
    """The address, where it is one that a click may safely follow."""
    return url if url and url.startswith(("http://", "https://")) and not any(c.isspace() for c in url) else None


def _with_posts(issuer: str | None, posts: dict[str, str]) -> str:
    return "" if not issuer else f"{issuer} ({posts[issuer]})" if issuer in posts else issuer


def _documents(record: Record, d: Directive) -> list[str]:
    start = record.text.rfind("\n", 0, d.span[0]) + 1
    end = record.text.find("\n", d.span[1])
    end = len(record.text) if end < 0 else end
    return list(dict.fromkeys(x.text for x in record.documents if start <= x.span[0] and x.span[1] <= end))
