"""The straight line from a source to a record, and a run of it over many articles.

A run streams: what it holds in memory does not grow with the number of articles. Its output is
in the order of its input, the same bytes with any number of workers.
"""
from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.article import Article, Context, Source
from pipeline.assemble import assemble
from pipeline.clean import CleaningError, clean
from pipeline.corrections import Store
from pipeline.extractors import deadlines, directives, documents, figures, meetings, people, units
from pipeline.manifest import code, fingerprint
from pipeline.place import place_of
from pipeline.pool import Ready, in_order
from pipeline.read import read, source_id
from pipeline.recognise import recognise
from pipeline.records import ErrorLine, Record, printable
from pipeline.revise import Relabeller, corrected, relabeller, replay
from pipeline.segment import segment
from pipeline.write import Output, duplicates_path, errors_path, to_line

# Seconds an article may take: an ordinary one takes a twentieth of a second, one of 290,000 characters, about the longest
# that cleaning lets through, 14 seconds; what takes twenty times that has found a fault that would never end.
TIME_LIMIT = 300.0
# Seconds after that in which a process must have noticed, before it is ended.
GRACE = 15.0
# Bytes an article may add to what its process holds: that longest one made it hold 280 MB in all, this is twenty times as much.
MEMORY_LIMIT = 6 << 30
COUNTED = ("meetings", "people", "units", "directives", "deadlines", "targets", "results", "documents", "warnings")


# ------------------------------------------------------------------ one article

def analyse(source: Source, enter: Callable[[str], None] = lambda stage: None) -> Record:
    """One source through every stage, with its corrections applied. ``enter`` is told the name of
    each stage as it begins.

    Raises ``CleaningError`` where there is no article, other exceptions where a stage is at fault.
    """
    enter("clean")
    relabel = relabeller(source_id(source), replay(source.corrections)) if source.corrections else None
    ctx = understand(source, enter, relabel if relabel and relabel.lines else None)
    told(ctx, enter)
    enter("assemble")
    record = assemble(source, ctx)
    if relabel:
        enter("corrections")
        record, problems = corrected(record, source.corrections)
        record.warnings += [f"a correction does not fit: {p.what}: {p.why}" for p in relabel.problems + problems]
    return record


def understand(source: Source, enter: Callable[[str], None] = lambda stage: None, relabel: Relabeller | None = None) -> Context:
    """One source through the stages before directives: for those who look at how these come about
    (`explain`, `train`). ``enter`` is told the stages after cleaning. Raises as :func:`analyse`."""
    return read_through(clean(source, relabel), enter)


def read_through(article: Article, enter: Callable[[str], None] = lambda stage: None) -> Context:
    """A cleaned article through the stages before directives, as :func:`understand`."""
    enter("segment")
    ctx = segment(article)
    enter("place")
    ctx.place = place_of(article)
    enter("recognise")
    recognise(ctx)
    enter("documents")
    ctx.documents = documents.extract(ctx)
    enter("people")
    ctx.people = people.extract(ctx)
    enter("units")
    ctx.units = units.extract(ctx)
    enter("meetings")
    ctx.meetings = meetings.extract(ctx)
    return ctx


def told(ctx: Context, enter: Callable[[str], None] = lambda stage: None) -> None:
    """What is to be done, by when and how much of it, in this order: deadlines look at the directives,
    figures at both."""
    enter("directives")
    ctx.directives = directives.extract(ctx)
    enter("deadlines")
    ctx.deadlines = deadlines.extract(ctx)
    enter("figures")
    ctx.targets, ctx.results = figures.extract(ctx)


def process(source: Source, spent: Counter[str] | None = None) -> Record | ErrorLine:
    """One source's record; where a stage fails, does not end or needs too much memory, the error
    with its name. Adds the seconds of each stage to ``spent``."""
    stages = [("start", time.perf_counter())]
    try:
        with _time_limit(TIME_LIMIT), _memory_limit(MEMORY_LIMIT):
            return analyse(source, lambda stage: stages.append((stage, time.perf_counter())))
    except (KeyboardInterrupt, SystemExit):
        raise
    except CleaningError as e:
        message = str(e)
    except MemoryError:
        message = f"more than {MEMORY_LIMIT / (1 << 30):.1f} GB of memory needed; please report the article"
    except BaseException as e:  # a panic in a compiled tokenizer is not an Exception
        message = _blame(e)
    finally:
        if spent is not None:
            ends = [*(begun for _, begun in stages[1:]), time.perf_counter()]
            for (stage, begun), end in zip(stages, ends):
                spent[stage] += end - begun
    return _error(source.path, stages[-1][0], message)


class TooSlow(BaseException):
    """Not an ``Exception``, so that no stage takes it for one of its own."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise ``TooSlow`` in the block after ``seconds``, where the system can: not on Windows, and
    only in a process's main thread, which is where runs work."""
    if not hasattr(signal, "setitimer") or not _in_main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TooSlow(f"stopped after {seconds:g} seconds; please report the article")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory_limit(extra: int) -> Iterator[None]:
    """Have an allocation fail in the block that takes the process ``extra`` bytes beyond what it
    holds now, where the system can: on Linux, and only in a process's main thread. The limit is the
    whole process's: of two threads that set it, the later would put back the earlier one's for good."""
    try:
        import resource

        held = int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        held = 0
    if not held or not _in_main_thread():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = held + extra
    if any(have != resource.RLIM_INFINITY and have <= limit for have in (soft, hard)):
        yield  # the system's own limit is stricter
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _blame(e: BaseException) -> str:
    """What happened and in which of our lines: all there is to report once the run is over."""
    package = Path(__file__).parent
    ours = [f for f in traceback.extract_tb(e.__traceback__) if package in Path(f.filename).parents]
    where = f" at {Path(ours[-1].filename).relative_to(package.parent).as_posix()}:{ours[-1].lineno}" if ours else ""
    return f"{type(e).__name__}{where}: {e}"


def _error(source: str, stage: str, message: str) -> ErrorLine:
    """Undecodable bytes in a file's name are shown as escapes: a record holds valid text only."""
    return ErrorLine(source=printable(source), stage=stage, error=printable(message))


# ------------------------------------------------------------------ many articles

@dataclass
class Summary:
    """What a run did: ``read`` = ``written`` + ``rejected`` + ``skipped``. ``found`` counts the parts
    of the records by their field's name."""

    read: int = 0
    written: int = 0
    rejected: int = 0
    skipped: int = 0  # an earlier run's output, standing among the inputs
    resumed: int = 0  # of those written, how many an earlier run had done
    corrected: int = 0  # of those read, how many people have corrected
    duplicates: int = 0  # articles that are the same as an earlier one, or nearly
    found: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)  # rejected articles by stage
    spent: Counter[str] = field(default_factory=Counter)  # seconds by stage, of all workers together
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Articles a second."""
        return (self.written + self.rejected) / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished article as a worker hands it back: a line to write."""

    line: bytes
    found: Counter[str]
    failed: str | None = None  # name of the stage
    spent: Counter[str] = field(default_factory=Counter)
    path: str = ""  # of the article, and the hash of its bytes; None where it could not be read
    sha256: str | None = None
    resumed: bool = False


def run(inputs: Iterable[Path], out: Path, *, workers: int = 1, resume: bool = False, changed_only: bool = False,
        duplicates: bool = True, isolate: bool = False, corrections: Store | None = None,
        furniture: frozenset[str] = frozenset(), progress: Callable[[Summary], None] = lambda summary: None) -> Summary:
    """Read ``inputs``, write their records to ``out``, and beside it errors, duplicates and a manifest.

    ``workers`` processes; 1 works in this process unless ``isolate``, which protects the run from
    an article that crashes it. ``furniture`` is a site profile's ``keys``. ``progress`` is called
    after every article. With ``resume``, articles that an interrupted run to the same ``out`` has
    written are taken over, with ``changed_only`` those that the last run has written; not where the
    code or the ``furniture`` has changed since, nor where there are ``corrections`` of them, which are
    applied.

    Raises ``OSError`` where files cannot be read or written, ``RuntimeError`` if not every article
    that was read was written, rejected or skipped.
    """
    inputs = list(inputs)
    summary, begun = Summary(), time.perf_counter()
    with Output(out, resume=resume, changed_only=changed_only, fingerprint=fingerprint(*sorted(furniture))) as output:
        own = {str(p.resolve()) for p in (out, errors_path(out), duplicates_path(out))}

        def pending() -> Iterator[Source | Ready[Outcome]]:
            items = read(inputs)
            while True:
                mark = time.perf_counter()
                item = next(items, None)
                summary.spent["read"] += time.perf_counter() - mark
                if item is None:
                    return
                summary.read += 1
                if isinstance(item, Source) and furniture:
                    item = replace(item, furniture=furniture)
                path = item.path if isinstance(item, Source) else item.source
                if _real(path) in own or _real(path.rpartition("#")[0]) in own:
                    summary.skipped += 1
                    output.manifest.add(printable(path), None, "skipped")
                elif isinstance(item, ErrorLine):
                    yield Ready(outcome_of(item, path))
                elif corrections and (events := corrections.of(source_id(item))):
                    summary.corrected += 1
                    yield replace(item, corrections=tuple(events))
                elif record := output.finished_before(printable(item.path), item.sha256):
                    yield Ready(replace(outcome_of(record, item.path, item.sha256), resumed=True))
                else:
                    yield item

        processes = workers if workers > 1 or isolate else 0
        with closing(in_order(pending(), work, died, workers=processes, limit=TIME_LIMIT + GRACE)) as outcomes:
            for outcome in outcomes:
                mark = time.perf_counter()
                if outcome.failed is None:
                    output.record(outcome.line)
                    summary.written += 1
                    summary.resumed += outcome.resumed
                else:
                    output.error(outcome.line)
                    summary.rejected += 1
                    summary.stages[outcome.failed] += 1
                output.manifest.add(printable(outcome.path), outcome.sha256, "rejected" if outcome.failed else "written")
                summary.found.update(outcome.found)
                summary.spent.update(outcome.spent)
                summary.spent["write"] += time.perf_counter() - mark
                summary.seconds = time.perf_counter() - begun
                progress(summary)
        if summary.read != summary.written + summary.rejected + summary.skipped:
            raise RuntimeError(f"{summary.read} articles read, but {summary.written} written, {summary.rejected} rejected and {summary.skipped} skipped")
        if duplicates:
            from pipeline.duplicates import find_duplicates  # whose libraries the workers need not load

            mark = time.perf_counter()
            for group in find_duplicates(output.written()):
                output.duplicates(to_line(group))
                summary.duplicates += len(group.articles) - 1
            summary.spent["duplicates"] += time.perf_counter() - mark
        summary.seconds = time.perf_counter() - begun
        output.manifest.close(
            counts={name: getattr(summary, name) for name in ("read", "written", "rejected", "skipped", "resumed", "corrected", "duplicates")},
            found={name: summary.found[name] for name in COUNTED}, rejected_in=dict(sorted(summary.stages.items())),
            output={"file": printable(out.name), "sha256": output.sha256}, arguments={"inputs": [printable(str(p)) for p in inputs], "workers": workers},
            code=code(), seconds=round(summary.seconds, 3), seconds_by_stage={name: round(s, 3) for name, s in summary.spent.items()},
            fingerprint=output.fingerprint)
    return summary


def _real(path: str) -> str:
    return os.path.realpath(path)


def work(source: Source) -> Outcome:
    """An article's line to write."""
    spent: Counter[str] = Counter()
    result = process(source, spent)
    try:
        return outcome_of(result, source.path, source.sha256, spent)
    except ValueError as e:  # a number that JSON cannot hold
        return outcome_of(_error(source.path, "write", _blame(e)), source.path, source.sha256, spent)


def died(source: Source) -> Outcome:
    """The line of an article whose process died on it."""
    return outcome_of(_error(source.path, "worker", "the process died on this article, alone too: out of memory, stuck for more than "
                           f"{TIME_LIMIT:g} seconds, or a fault in a compiled library; please report the article"), source.path, source.sha256)


def outcome_of(row: Record | ErrorLine, path: str, sha256: str | None = None, spent: Counter[str] | None = None) -> Outcome:
    """What ``path``, whose bytes have the hash ``sha256``, became. Raises ``ValueError`` for a number that JSON cannot hold."""
    spent = Counter() if spent is None else spent
    begun = time.perf_counter()
    line = to_line(row)
    spent["serialise"] += time.perf_counter() - begun
    if isinstance(row, ErrorLine):
        return Outcome(line, Counter(), row.stage, spent, path, sha256)
    return Outcome(line, Counter({name: len(getattr(row, name)) for name in COUNTED}), None, spent, path, sha256)
