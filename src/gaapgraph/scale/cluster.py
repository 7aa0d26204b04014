"""Data sets and partitions of a corpus as tasks of Spark, each done by the engine of one machine.

Nothing is shuffled: what is local to an entity is local to a partition. A task whose worker dies is done again by
another one; its files take their places once they are whole, so that a second time changes nothing.
"""

from __future__ import annotations

import os
import socket
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from gaapgraph.errors import GaapGraphError, InputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pyspark import SparkContext

__all__ = ["Cluster", "connect_cluster"]

_PORT, _WAIT = 7077, 10
Task = TypeVar("Task")
Done = TypeVar("Done")


class Cluster:
    """A running Spark application."""

    def __init__(self, context: SparkContext) -> None:
        self.context = context

    def run(self, work: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[tuple[Task, Done]]:
        """Yield what each task comes to, as it is done.

        Args:
            work: What is done on a worker: a function of a module.
            tasks: What it is called with.

        Raises:
            GaapGraphError: As the first task that failed has it.
            SourceError: Spark gave up.
        """
        with ThreadPoolExecutor(max(1, self.context.defaultParallelism)) as pool:
            waiting = {pool.submit(self._run, work, task): task for task in tasks}
            try:
                for one in as_completed(waiting):
                    done = one.result()
                    if isinstance(done, GaapGraphError):
                        raise done
                    yield waiting[one], done
            finally:
                for one in waiting:
                    one.cancel()

    def _run(self, work: Callable[[Task], Done], task: Task) -> Done | GaapGraphError:
        from py4j.protocol import Py4JError

        def guarded(one: Task) -> Done | GaapGraphError:
            try:
                return work(one)
            except GaapGraphError as exc:
                return exc

        try:
            (done,) = self.context.parallelize([task], 1).map(guarded).collect()
        except (Py4JError, OSError) as exc:
            reason = str(exc).strip().splitlines()[0]
            mend = "look into the logs of the workers"
            raise SourceError(f"Spark gave up ({reason})", where=self.context.master, mend=mend) from exc
        return done  # type: ignore[no-any-return]  # what the function returns


@contextmanager
def connect_cluster(master: str, tell: Callable[[str], None]) -> Iterator[Cluster]:
    """Yield a cluster.

    Args:
        master: `local[2]`, `spark://host:7077`.
        tell: Called with a line for each step.

    Raises:
        InputError: pyspark or Java is not installed, or the master cannot be reached.
    """
    _reach(master)
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError as exc:
        raise InputError(
            f"{exc.name} is not installed", where="--engine spark", mend="pip install 'gaapgraph[spark]'"
        ) from exc
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setMaster(master).setAppName("gaapgraph").set("spark.ui.enabled", "false")
    conf = conf.set("spark.ui.showConsoleProgress", "false")
    conf = conf.set("spark.task.maxFailures", "8").set("spark.log.level", "OFF")
    conf = conf.set("spark.executorEnv.PYTHONPATH", os.pathsep.join(one for one in sys.path if one))
    try:
        context = SparkContext(conf=conf)
    except Exception as exc:
        reason = str(exc).strip().splitlines()[0]
        raise InputError(f"cannot be started ({reason})", where=f"Spark at {master}", mend="is Java there?") from exc
    tell(f"Spark {context.version} at {master}")
    try:
        yield Cluster(context)
    finally:
        context.stop()


def _reach(master: str) -> None:
    """Refuse a master that nobody answers for, which Spark would try for minutes."""
    address = urlsplit(master)
    if address.scheme != "spark":
        return
    try:
        with socket.create_connection((address.hostname or "", address.port or _PORT), _WAIT):
            return
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or str(exc)
        raise InputError(
            f"cannot be reached ({reason})", where=master, mend="start the master, or name another"
        ) from exc
