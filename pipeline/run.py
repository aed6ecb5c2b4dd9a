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
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import get_context, parent_process
from pathlib import Path

from pipeline.article import Context, Source
from pipeline.assemble import assemble
from pipeline.clean import CleaningError, clean
from pipeline.corrections import Store
from pipeline.extractors import deadlines, directives, documents, figures, meetings, people, units
from pipeline.place import place_of
from pipeline.read import read, source_id
from pipeline.recognise import recognise
from pipeline.records import ErrorLine, Record
from pipeline.revise import Relabeller, corrected, relabeller, replay
from pipeline.segment import segment
from pipeline.write import Output, errors_path, part_path, to_line

# Articles handed out and not yet written, a worker: enough that no worker waits while one long
# article holds the line up (1 measurably idles, above 8 nothing is gained), few enough to hold.
IN_FLIGHT = 8
# Seconds an article may take. An ordinary one takes a tenth of a second, a text of 20 MB, the most
# that is read, about two minutes; so what takes longer has found a fault that would never end.
TIME_LIMIT = 300.0
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
    enter("directives")
    ctx.directives = directives.extract(ctx)
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
    article = clean(source, relabel)
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
    enter("figures")
    ctx.targets, ctx.results = figures.extract(ctx)
    enter("deadlines")
    ctx.deadlines = deadlines.extract(ctx)
    return ctx


def process(source: Source) -> Record | ErrorLine:
    """One source's record; where a stage fails or does not end, the error with its name."""
    stages = ["start"]
    try:
        with _time_limit(TIME_LIMIT):
            return analyse(source, stages.append)
    except (KeyboardInterrupt, SystemExit):
        raise
    except CleaningError as e:
        message = str(e)
    except BaseException as e:  # a panic in a compiled tokenizer is not an Exception
        message = _blame(e)
    return _error(source.path, stages[-1], message)


class TooSlow(BaseException):
    """Not an ``Exception``, so that no stage takes it for one of its own."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise ``TooSlow`` in the block after ``seconds``, where the system can: not on Windows, and
    only in a process's main thread, which is where runs work."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
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


def _blame(e: BaseException) -> str:
    """What happened and in which of our lines: all there is to report once the run is over."""
    package = Path(__file__).parent
    ours = [f for f in traceback.extract_tb(e.__traceback__) if package in Path(f.filename).parents]
    where = f" at {Path(ours[-1].filename).relative_to(package.parent).as_posix()}:{ours[-1].lineno}" if ours else ""
    return f"{type(e).__name__}{where}: {e}"


def _error(source: str, stage: str, message: str) -> ErrorLine:
    """Undecodable bytes in a file's name are shown as escapes: a record holds valid text only."""
    return ErrorLine(source=source.encode("utf-8", "backslashreplace").decode(), stage=stage,
                     error=message.encode("utf-8", "backslashreplace").decode())


# ------------------------------------------------------------------ many articles

@dataclass
class Summary:
    """What a run did. ``found`` counts the parts of the records by their field's name."""

    read: int = 0
    written: int = 0
    rejected: int = 0
    resumed: int = 0  # of those written, how many an interrupted run had done
    corrected: int = 0  # of those read, how many people have corrected
    found: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)  # rejected articles by stage
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished article as a worker hands it back: a line to write."""

    line: bytes
    found: Counter[str]
    failed: str | None = None  # name of the stage


def run(inputs: Iterable[Path], out: Path, *, workers: int = 1, resume: bool = False,
        corrections: Store | None = None, progress: Callable[[Summary], None] = lambda summary: None) -> Summary:
    """Read ``inputs``, write their records to ``out`` and errors to ``out``.errors.jsonl.

    ``workers`` processes; 1 works in this process. ``progress`` is called after every article.
    With ``resume``, articles that an interrupted run to the same ``out`` has written are taken
    over, unless there are ``corrections`` of them, which are applied. Raises ``OSError`` where files cannot be read or written, ``RuntimeError`` if not every
    article that was read was written or rejected.
    """
    summary, begun = Summary(), time.perf_counter()
    with Output(out, resume=resume) as output:

        def pending() -> Iterator[Source | Outcome]:
            own = {p.resolve() for p in (out, errors_path(out), part_path(out), part_path(errors_path(out)))}
            for item in read(inputs):
                path = item.path if isinstance(item, Source) else item.source
                if Path(path).resolve() in own or Path(path.rpartition("#")[0]).resolve() in own:
                    continue  # an earlier run's output, standing among the inputs
                summary.read += 1
                if isinstance(item, ErrorLine):
                    yield _outcome(item)
                elif corrections and (events := corrections.of(source_id(item))):
                    summary.corrected += 1
                    yield replace(item, corrections=tuple(events))
                elif record := output.finished_before(item.path, item.sha256):
                    summary.resumed += 1
                    yield _outcome(record)
                else:
                    yield item

        for outcome in _in_order(pending(), workers):
            if outcome.failed is None:
                output.record(outcome.line)
                summary.written += 1
            else:
                output.error(outcome.line)
                summary.rejected += 1
                summary.stages[outcome.failed] += 1
            summary.found.update(outcome.found)
            summary.seconds = time.perf_counter() - begun
            progress(summary)
        if summary.read != summary.written + summary.rejected:
            raise RuntimeError(f"{summary.read} articles read, but {summary.written} written and {summary.rejected} rejected")
    summary.seconds = time.perf_counter() - begun
    return summary


def _work(source: Source) -> Outcome:
    result = process(source)
    try:
        return _outcome(result)
    except ValueError as e:  # a number that JSON cannot hold
        return _outcome(_error(source.path, "write", _blame(e)))


def _outcome(row: Record | ErrorLine) -> Outcome:
    if isinstance(row, ErrorLine):
        return Outcome(to_line(row), Counter(), row.stage)
    return Outcome(to_line(row), Counter({name: len(getattr(row, name)) for name in COUNTED}))


def _in_order(items: Iterator[Source | Outcome], workers: int) -> Iterator[Outcome]:
    """Outcomes in the order of ``items``, of which finished ones pass through."""
    if workers <= 1:
        for item in items:
            yield item if isinstance(item, Outcome) else _work(item)
        return
    pool = _Pool(workers)
    window: deque[tuple[Source | Outcome, Future[Outcome] | None]] = deque()
    try:
        for item in items:
            window.append((item, None if isinstance(item, Outcome) else pool.submit(item)))
            if len(window) >= workers * IN_FLIGHT:
                yield pool.finish(*window.popleft())
        while window:
            yield pool.finish(*window.popleft())
    finally:
        pool.close()


class _Pool:
    """Worker processes, renewed after a crash.

    A crash breaks every article in flight, and which of them caused it is not known; so each of
    those is done again with no other beside it, and only one that crashes again is rejected.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._shared = _executor(workers)
        self._single: ProcessPoolExecutor | None = None

    def submit(self, source: Source) -> Future[Outcome]:
        try:
            return self._shared.submit(_work, source)
        except BrokenProcessPool:  # broken by an article still in flight, which is waited for first
            self._shared.shutdown(wait=False)
            self._shared = _executor(self._workers)
            return self._shared.submit(_work, source)

    def finish(self, item: Source | Outcome, future: Future[Outcome] | None) -> Outcome:
        if isinstance(item, Outcome) or future is None:
            return item
        try:
            return future.result()
        except BrokenProcessPool:
            pass
        self._single = self._single or _executor(1)
        try:
            self._single.submit(_alive).result()
        except BrokenProcessPool as e:
            raise RuntimeError("worker processes do not start; --workers 1 does without") from e
        try:
            return self._single.submit(_work, item).result()
        except BrokenProcessPool:
            self._single.shutdown(wait=False)
            self._single = None
            return _outcome(_error(item.path, "worker", "the process died on this article, alone too: out of memory, "
                                                        "or a fault in a compiled library; please report the article"))

    def close(self) -> None:
        for executor in filter(None, (self._shared, self._single)):
            executor.shutdown(wait=True, cancel_futures=True)


def _alive() -> None:
    """Returns where the process and its imports are sound."""


def _executor(workers: int) -> ProcessPoolExecutor:
    # "spawn": the same on every system, and safe beside the thread that draws the progress bar.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin_worker)


def _begin_worker() -> None:
    """Ctrl-C is the parent's to handle; and no worker outlives a parent that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=lambda: (parent_process().join(), os._exit(1)), daemon=True).start()
