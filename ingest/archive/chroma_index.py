"""Chroma as an index of vectors by passage id. Disposable: everything in it is in the database too."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from ingest.archive.chroma_server import ChromaAddress, ChromaUnavailable
from ingest.archive.partitions import partition_of
from ingest.archive.timeline import Ids
from ingest.archive.vector_codes import Vector

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

_SECONDS: Final = 5.0
"""For any one call; Chroma's own database waits for a stuck lock for 17 minutes."""

_QUERY_SECONDS: Final = 1.0
"""For the neighbours that a question waits for: beside a busy ingest it may take long, and all else goes on without."""

_ADD_SECONDS: Final = 60.0
"""For adding a batch: a thousand vectors take 1.5 s, several times that on a busy machine."""

_CONFIGURATION: Final["CreateCollectionConfiguration"] = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "max_neighbors": 24, "ef_search": 300}
}

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What lies near a vector: complete up to the horizon, a distance; beyond it some may be missing."""

    ids: Ids
    distances: NDArray[np.float64]
    horizon: float


class ChromaIndex:
    """An open Chroma, one collection a partition."""

    def __init__(self, client: "ClientAPI", prefix: str) -> None:
        self._client = client
        self._prefix = prefix
        self._collections: dict[int, Collection] = {}

    @classmethod
    def served_at(cls, address: ChromaAddress, prefix: str) -> "ChromaIndex":
        """Use a Chroma server."""
        import chromadb
        from chromadb.config import Settings

        with _answered():
            client = _within(
                lambda: chromadb.HttpClient(
                    host=address.host,
                    port=address.port,
                    ssl=address.is_secure,
                    headers=address.headers,
                    settings=Settings(anonymized_telemetry=False),
                )
            )
        return cls(client, prefix)

    def close(self) -> None:
        """Let go of the server or the directory."""
        from chromadb.api.client import Client

        if isinstance(self._client, Client):  # because the declared type has no close(), the real one has
            with _answered():
                _within(self._client.close)
            _close_sockets(self._client)

    def counts(self, partitions: Sequence[int]) -> dict[int, int]:
        """How many vectors each partition holds; 0 if it does not exist."""
        return {partition: self._count(partition) for partition in partitions}

    def _count(self, partition: int) -> int:
        with _answered():
            try:
                return _within(lambda: self._existing(partition).count())
            except _absent():
                return 0

    def ids(self, partition: int) -> Ids:
        """Which vectors a partition holds."""
        with _answered():
            try:
                held = _within(lambda: self._existing(partition).get(include=[])["ids"], _ADD_SECONDS)
            except _absent():
                held = []
        return np.sort(np.array(held, dtype=np.int64))

    def drop(self, partitions: Sequence[int]) -> None:
        """Throw partitions away, whatever is in them."""
        self._collections.clear()
        for partition in partitions:
            with _answered(), suppress(_absent()):  # because it is to be gone
                _within(partial(self._client.delete_collection, self._name(partition)), _ADD_SECONDS)

    def add(self, ids: Ids, vectors: NDArray[np.float32]) -> None:
        """Add or replace; doing it twice changes nothing."""
        for partition in np.unique(partition_of(ids)).tolist():
            mine = partition_of(ids) == partition
            with _answered():
                self._add(partition, ids[mine], vectors[mine])

    def _add(self, partition: int, ids: Ids, vectors: NDArray[np.float32]) -> None:
        collection = self._collections.get(partition) or _within(lambda: self._created(partition))
        self._collections[partition] = collection
        add = partial(collection.upsert, ids=[str(number) for number in ids.tolist()], embeddings=vectors)
        _within(add, _ADD_SECONDS)

    def remove(self, ids: Ids) -> None:
        """Drop vectors; doing it twice changes nothing."""
        for partition in np.unique(partition_of(ids)).tolist():
            mine = [str(number) for number in ids[partition_of(ids) == partition].tolist()]
            with _answered(), suppress(_absent()):  # because nothing of it may ever have been sent
                collection = _within(partial(self._existing, partition))
                _within(partial(collection.delete, ids=mine), _ADD_SECONDS)

    def nearest(self, query: Vector, partitions: Sequence[int], wanted: int) -> Neighbours:
        """Give the `wanted` nearest of each partition, unfiltered: Chroma's filters are slow and lose neighbours."""
        with _answered():
            answers = _at_once(
                _QUERY_SECONDS, [partial(self._query, partition, query, wanted) for partition in partitions]
            )
        full = [distances[-1] for ids, distances in answers if len(ids) >= wanted]
        return Neighbours(
            ids=np.concatenate([ids for ids, _ in answers]),
            distances=np.concatenate([distances for _, distances in answers]),
            horizon=float(min(full, default=np.inf)),
        )

    def _query(self, partition: int, query: Vector, wanted: int) -> tuple[Ids, NDArray[np.float64]]:
        try:
            collection = self._existing(partition)
        except _absent():  # because all of its vectors may still be in the outbox
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        answer = collection.query(query_embeddings=query.reshape(1, -1), n_results=wanted, include=["distances"])
        distances = answer["distances"] or [[]]
        return np.array(answer["ids"][0], dtype=np.int64), np.array(distances[0], dtype=np.float64)

    def _existing(self, partition: int) -> "Collection":
        if partition not in self._collections:
            self._collections[partition] = self._client.get_collection(self._name(partition), embedding_function=None)
        return self._collections[partition]

    def _created(self, partition: int) -> "Collection":
        return self._client.get_or_create_collection(
            self._name(partition), embedding_function=None, configuration=_CONFIGURATION
        )

    def _name(self, partition: int) -> str:
        return f"{self._prefix}-{partition}"


def _absent() -> type[Exception]:
    """Give what Chroma raises for a collection that is not there."""
    from chromadb.errors import NotFoundError

    return NotFoundError


def _close_sockets(client: "Client") -> None:
    """Close the two HTTP sessions that Chroma 1.5's own `close` leaves open."""
    for owner in (client, client._admin_client):  # noqa: SLF001 because nothing public reaches them
        if session := getattr(getattr(owner, "_server", None), "_session", None):
            session.close()


def _within(call: Callable[[], Result], seconds: float = _SECONDS) -> Result:
    return _at_once(seconds, [call])[0]


def _at_once(seconds: float, calls: Sequence[Callable[[], Result]]) -> list[Result]:
    """Make all calls at once; `TimeoutError` if one is not back in time, else the first one's own exception.

    A call that hangs is left behind on a daemon thread: Chroma's client has no timeout that we could set.
    """
    deadline = monotonic() + seconds
    futures = [_begun(call) for call in calls]
    return [future.result(max(0.0, deadline - monotonic())) for future in futures]


def _begun(call: Callable[[], Result]) -> Future[Result]:
    future: Future[Result] = Future()
    Thread(target=_finish, args=(future, call), daemon=True).start()
    return future


def _finish(future: Future[Result], call: Callable[[], Result]) -> None:
    try:
        future.set_result(call())
    except BaseException as error:  # noqa: BLE001 because whoever waits for the future gets it
        future.set_exception(error)


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        # because Chroma raises what its layers raise: httpx, ValueError, its own, pyo3's
        raise ChromaUnavailable(f"{type(error).__name__}: {error}") from error
