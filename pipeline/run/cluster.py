"""Many machines: the workers of a Dask cluster, who must have the same Imiony installed (`pip install imiony[dask]`).

They are sent packed rows and send packed rows back: they need neither `raw/` nor the cache.
"""

import logging
import threading
from concurrent.futures import Executor, Future
from typing import Any

from distributed import Client, LocalCluster

from pipeline.run.workers import Workers

LOCAL = "local"
"""Stands for a cluster on this machine, which is started and ends with the build."""

_WAIT = 15
"""Seconds in which a scheduler has to answer."""

_LOST = 10
"""Workers that may be lost while they do one piece of work before it is given up."""

_alone = threading.Lock()


def cluster(address: str, processes: int | None = None) -> Workers:
    """The workers of the cluster whose scheduler has that address, or of a new one of `processes` for `LOCAL`.

    Raises OSError where no scheduler answers.
    """
    logging.getLogger("distributed").setLevel(logging.ERROR)  # workers come and go
    own: LocalCluster | None = None
    if address == LOCAL:
        own = LocalCluster(processes, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")  # type: ignore[no-untyped-call]
    try:
        client = Client(own or address, timeout=_WAIT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise OSError(f"{address}: no Dask scheduler answers there; start one, or name another") from error
    found = client.scheduler_info(n_workers=-1)["workers"].values()
    return Workers(max(sum(worker["nthreads"] for worker in found), 1), executor=_Cluster(client, own))


class _Cluster(Executor):
    """Gives work to a cluster. What a lost worker had is given to another one."""

    def __init__(self, client: Client, own: LocalCluster | None) -> None:
        self._client, self._own = client, own
        self._inner: Executor = client.get_executor(pure=False, retries=_LOST)  # type: ignore[no-untyped-call]

    def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._inner.submit(alone, function, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 (as declared)
        self._inner.shutdown(wait=False)
        self._client.close()  # type: ignore[no-untyped-call]
        if self._own:
            self._own.close()


def alone(function: Any, *args: Any) -> Any:
    """Calls a function, one at a time in a process: some libraries of the steps do not bear several threads."""
    with _alone:
        return function(*args)
