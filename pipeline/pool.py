"""Worker processes: work on many items, outcomes in the order of the items, whatever an item does.

An item that crashes its process, or does not end, costs only itself: the processes are made anew.
"""
from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")

# Items handed out and not yet taken back, a worker: enough that no worker waits while one long
# article holds the line up (1 measurably idles, above 8 nothing is gained), few enough to hold.
IN_FLIGHT = 8


@dataclass(frozen=True, slots=True)
class Ready(Generic[Done]):
    """An outcome that needed no work, keeping its place in the line."""

    outcome: Done


def in_order(items: Iterator[Item | Ready[Done]], work: Callable[[Item], Done], died: Callable[[Item], Done], *,
             workers: int, limit: float) -> Generator[Done, None, None]:
    """``work`` of each item, in the order of ``items``, of which no more are drawn than ``workers``
    processes need. ``died`` is the outcome of an item whose process crashed, or was ended because
    it was still at the item after ``limit`` seconds. 0 workers: in this process, without that protection.

    Raises ``RuntimeError`` if processes do not start.
    """
    if workers < 1:
        for item in items:
            yield item.outcome if isinstance(item, Ready) else work(item)
        return
    with Pool(work, died, workers, limit) as pool:
        yield from pool.in_order(items)


class Pool(Generic[Item, Done]):
    """Worker processes, renewed after a crash; a context. As :func:`in_order`, for several lines of
    items one after the other in the same processes.

    A crash breaks every item in flight, and which of them caused it is not known; so each of
    those is done again with no other beside it, and only one that crashes again is given up.
    """

    def __init__(self, work: Callable[[Item], Done], died: Callable[[Item], Done], workers: int, limit: float) -> None:
        self._work, self._died, self._workers, self._limit = work, died, workers, limit
        self._shared = self._executor(workers)
        self._single: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        if kind:  # nobody waits for what is under way any more
            for executor in filter(None, (self._shared, self._single)):
                for process in list((executor._processes or {}).values()):  # public from Python 3.14 on: kill_workers
                    process.kill()
        self.close()

    def in_order(self, items: Iterator[Item | Ready[Done]]) -> Iterator[Done]:
        """``work`` of each item, in the order of ``items``."""
        window: deque[tuple[Item | Ready[Done], Future[Done] | None]] = deque()
        for item in items:
            window.append((item, None if isinstance(item, Ready) else self._submit(item)))
            if len(window) >= self._workers * IN_FLIGHT:
                yield self._finish(*window.popleft())
        while window:
            yield self._finish(*window.popleft())

    def _submit(self, item: object) -> Future:
        try:
            return _submit(self._shared, _watched, self._work, item, self._limit)
        except BrokenProcessPool:  # broken by an item still in flight, which is waited for first
            self._shared.shutdown(wait=False)
            self._shared = self._executor(self._workers)
            return _submit(self._shared, _watched, self._work, item, self._limit)

    def _finish(self, item: object, future: Future | None) -> object:
        if future is None:
            return item.outcome
        try:
            return future.result()
        except BrokenProcessPool:
            pass
        self._single = self._single or self._executor(1)
        try:
            _submit(self._single, _alive).result()
        except BrokenProcessPool as e:
            raise RuntimeError("worker processes do not start; --workers 1 does without") from e
        try:
            return _submit(self._single, _watched, self._work, item, self._limit).result()
        except BrokenProcessPool:
            self._single.shutdown(wait=False)
            self._single = None
            return self._died(item)

    def close(self) -> None:
        for executor in filter(None, (self._shared, self._single)):
            executor.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _executor(workers: int) -> ProcessPoolExecutor:
        # "spawn": the same on every system, and safe beside the thread that draws the progress bar.
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin_worker)


def _submit(executor: ProcessPoolExecutor, do: Callable, *arguments: object) -> Future:
    """``executor.submit``, which starts its processes: Ctrl-C is blocked in them from their first moment on."""
    if not hasattr(signal, "pthread_sigmask"):
        return executor.submit(do, *arguments)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return executor.submit(do, *arguments)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _watched(work: Callable, item: object, limit: float) -> object:
    """``work(item)``, the process ended if it takes longer than ``limit`` seconds: also where it is
    stuck in compiled code that neither a signal nor another thread gets through to."""
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(limit, exit=True, file=nowhere)
        try:
            return work(item)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _alive() -> None:
    """Returns where the process and its imports are sound."""


def _begin_worker() -> None:
    """Ctrl-C is the parent's to handle; and no worker outlives a parent that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=lambda: (parent_process().join(), os._exit(1)), daemon=True).start()
