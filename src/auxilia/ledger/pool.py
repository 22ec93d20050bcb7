"""Work on several sources at once, each in a process of its own."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from threading import Thread
from typing import Any

# Below this many bytes of input a second process costs more than it saves.
WORTH_IT = 4_000_000
WORKERS = min(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Task:
    """One source's work: a function of a module, its arguments, and how much input it reads (bytes)."""

    label: str
    function: Callable[..., None]
    given: tuple[Any, ...]
    weight: int


class Workers:
    """Processes that do tasks, begun with the first work that is worth it and kept until the build ends."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def run_all(self, tasks: Sequence[Task], report: Callable[[str, int, int], None]) -> None:
        """Do all tasks, the heaviest first; `report(label, done, total)` is told of each that ends.

        The first error ends the run: what has begun is finished or broken off, the rest is not begun.
        """
        ordered = sorted(tasks, key=lambda task: (-task.weight, task.label))
        if WORKERS == 1 or len(ordered) < 2 or sum(task.weight for task in ordered) < WORTH_IT:
            for done, task in enumerate(ordered):
                report(task.label, done, len(ordered))
                task.function(*task.given)
            return
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(WORKERS, mp_context=context, initializer=_begin)
        futures: dict[Future[None], Task] = {self._pool.submit(t.function, *t.given): t for t in ordered}
        try:
            for done, future in enumerate(as_completed(futures)):
                future.result()
                report(futures[future].label, done, len(ordered))
        except BaseException:
            self._pool.shutdown(wait=True, cancel_futures=True)
            raise


def _begin() -> None:
    """Prepare a worker.

    A build that is killed takes its workers along: nobody is left to write into the cache. Rows are millions
    of small objects without rings, which the collector would visit again and again.
    """
    gc.disable()
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_wait_for, args=(parent,), daemon=True).start()


def _wait_for(parent: Any) -> None:
    parent.join()
    os._exit(1)
