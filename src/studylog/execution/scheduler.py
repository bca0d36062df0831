"""An address becomes a client of the Dask scheduler there, whose workers fit this machine."""

# Much of distributed has no types yet.
# mypy: untyped-calls-exclude=distributed

from __future__ import annotations

import asyncio
import time
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, cast

from distributed import Client
from distributed.client import ClosedClientError
from distributed.comm.core import connect
from distributed.core import send_recv

#: A scheduler has so long to answer, and its first worker to join, in seconds.
_ANSWER_S, _JOIN_S = 10.0, 30.0
_AGAIN_S = 0.2
#: What has to be the same everywhere: the parts of a cluster speak to each other through these.
_SAME = ("python", "distributed", "studylog")

Info = Mapping[str, Any]


class ClusterError(Exception):
    """The cluster can't be used, or no longer; the sentence says why, and the cure if there is."""


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """The client, which ends what it has on the cluster when it is left; else ClusterError."""
    try:
        with ThreadPoolExecutor(1) as own:  # the caller's thread may have a loop of its own
            kind = own.submit(asyncio.run, _kind_of(address)).result()
    except (OSError, ValueError) as error:
        said = f"no Dask scheduler answers at '{address}'"
        raise ClusterError(f"{said} (start one there with `dask scheduler`)") from error
    if kind != "Scheduler":
        said = f"what answers at '{address}' is no Dask scheduler"
        raise ClusterError(f"{said} (give the address that `dask scheduler` names)")
    with lost_as_error(), without_warnings():  # of other versions, which are compared here
        client = Client(address, timeout=_ANSWER_S, set_as_default=False)
    try:
        _wait_for_worker(client, address)
        _compare_versions(client)
        yield client
    finally:
        with suppress(OSError):  # of a scheduler that is gone
            client.close()


async def _kind_of(address: str) -> str:
    """What answers there, which a client does not ask: it waits for ever for some other server."""
    async with asyncio.timeout(_ANSWER_S):
        comm = await connect(address, timeout=_ANSWER_S)
        try:
            found = await send_recv(comm, op="identity")
        finally:
            comm.abort()
    return str(found.get("type")) if isinstance(found, dict) else ""


@contextmanager
def lost_as_error() -> Iterator[None]:
    try:
        yield
    except (OSError, ClosedClientError) as error:
        raise ClusterError("the connection to the cluster's scheduler was lost") from error


@contextmanager
def without_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _wait_for_worker(client: Client, address: str) -> None:
    until = time.monotonic() + _JOIN_S
    with lost_as_error():
        while not client.scheduler_info(n_workers=-1)["workers"]:
            if time.monotonic() > until:
                said = f"no worker has joined the scheduler at '{address}' within {_JOIN_S:g} s"
                raise ClusterError(f"{said} (start one with `dask worker {address}`)")
            time.sleep(_AGAIN_S)


def _compare_versions(client: Client) -> None:
    with lost_as_error():
        found = cast(Info, client.get_versions(packages=["studylog"]))
    here = _versions(found["client"])
    for name, other in (("the scheduler", found["scheduler"]), *found["workers"].items()):
        there = _versions(other)
        for package in _SAME:
            if there[package] != here[package]:
                where = name if name == "the scheduler" else f"the worker at '{name}'"
                is_there = there[package] or "none"
                said = f"{where} has {package} {is_there}, this machine {here[package]}"
                raise ClusterError(f"{said} (install the same version on both)")


def _versions(found: Info) -> dict[str, str]:
    """Of Python the first two numbers, which decide what one can read of the other."""
    packages = found["packages"]
    python = ".".join(str(packages["python"]).split(".")[:2])
    return {"python": python, **{p: str(packages.get(p) or "") for p in _SAME[1:]}}
