"""Work shared among processes of this machine.

Each worker is a plain `python -m cordee.cohort.build_workers` that reads tasks from its standard input and ends when that
closes: it can't outlive the command that started it, however this one ends.
"""

from __future__ import annotations

import importlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkerLost(Exception):
    """A worker ended before its task did: killed, or out of memory."""


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_all(
    work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int
) -> Iterator[tuple[Task, Result]]:
    """`work` on every task by `jobs` processes (in this one when 1), as each is done, in no set order.

    `work` is a function of a module; tasks, results and what it raises have to be picklable. The first exception is
    raised again here, and the others are stopped; WorkerLost when a process dies.
    """
    if jobs <= 1 or len(tasks) <= 1:
        for task in tasks:
            yield task, work(task)
        return
    waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
    for task in tasks:
        waiting.put(task)
    done: queue.SimpleQueue[tuple[Task | None, Any, BaseException | None]] = queue.SimpleQueue()
    name = f"{work.__module__}:{work.__qualname__}"
    workers = [_start(name) for _ in range(min(jobs, len(tasks)))]
    threads = [threading.Thread(target=_feed, args=(w, waiting, done), daemon=True) for w in workers]
    try:
        for thread in threads:
            thread.start()
        for _ in tasks:
            finished, result, raised = done.get()
            if raised is not None:
                raise raised
            assert finished is not None
            yield finished, result
    finally:
        for worker in workers:
            worker.kill()
        for worker, thread in zip(workers, threads, strict=True):
            thread.join()
            worker.wait()
            for pipe in (worker.stdin, worker.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what it still held for a worker that is gone
                        pipe.close()


def _start(name: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cordee.cohort.build_workers", name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _feed(worker: subprocess.Popen[bytes], waiting: Any, done: Any) -> None:
    """Hand tasks to one worker until none waits."""
    task = None
    try:
        while True:
            try:
                task = waiting.get_nowait()
            except queue.Empty:
                return
            assert worker.stdin is not None
            assert worker.stdout is not None
            pickle.dump(task, worker.stdin)
            worker.stdin.flush()
            result, raised = pickle.load(worker.stdout)
            done.put((task, result, raised))
    except (EOFError, OSError, pickle.UnpicklingError):
        done.put(
            (task, None, WorkerLost("a worker process ended before its work did: killed, or out of memory"))
        )


def _serve(name: str, tasks: IO[bytes], results: IO[bytes]) -> None:
    module, _, function = name.partition(":")
    work = getattr(importlib.import_module(module), function)
    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return
        answer: tuple[Any, BaseException | None]
        try:
            answer = work(task), None
        except Exception as error:
            answer = None, error
        pickle.dump(answer, results)
        results.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the command; it stops its workers
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints must not get among the results
    _serve(sys.argv[1], sys.stdin.buffer, results)
