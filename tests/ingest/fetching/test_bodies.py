"""What was packed on the way is unpacked, or named."""

import gzip
import zlib

import pytest

from ingest.fetching.bodies import unpacked
from ingest.live import Failure, FailureKind

NEWS = b"<rss>news</rss>" * 50
CAP = 10_000


def undone(body: bytes, codings: str) -> bytes | Failure:
    return unpacked(body, codings, cap=CAP, host="example.org")


@pytest.mark.parametrize(
    ("body", "codings"),
    [
        pytest.param(NEWS, "", id="not packed"),
        pytest.param(NEWS, "identity", id="said not to be packed"),
        pytest.param(NEWS, "UTF-8", id="a charset for a coding"),
        pytest.param(NEWS, "gzip", id="said to be packed"),
        pytest.param(gzip.compress(NEWS), "gzip", id="gzip"),
        pytest.param(gzip.compress(NEWS), "X-GZIP", id="its old name"),
        pytest.param(gzip.compress(NEWS) + b"\r\n\0\0 served from cache", "gzip", id="bytes behind it"),
        pytest.param(gzip.compress(NEWS[:100]) + gzip.compress(NEWS[100:]), "gzip", id="in two parts"),
        pytest.param(gzip.compress(gzip.compress(NEWS)), "gzip, gzip", id="twice"),
        pytest.param(zlib.compress(NEWS), "deflate", id="deflate"),
        pytest.param(zlib.compress(NEWS)[2:-4], "deflate", id="deflate without its head"),
        pytest.param(zlib.compress(NEWS) + b"zz", "deflate", id="deflate, bytes behind it"),
        pytest.param(gzip.compress(NEWS), "deflate", id="one for the other"),
    ],
)
def test_an_answer_is_what_was_packed(body: bytes, codings: str) -> None:
    assert undone(body, codings) == NEWS


def test_what_is_cut_is_given_as_far_as_it_goes() -> None:
    whole = undone(gzip.compress(NEWS)[:-12], "gzip")

    assert isinstance(whole, bytes)
    assert whole
    assert NEWS.startswith(whole)


@pytest.mark.parametrize(
    ("coding", "name"), [("br", "brotli"), ("gzip, br", "brotli"), ("zstd", "zstandard"), ("compress", "compress")]
)
def test_a_packing_that_nobody_asked_for_is_named(coding: str, name: str) -> None:
    reason = f"example.org sends its answer packed with {name}, which was not asked for and cannot be read"
    assert undone(b"\x8b\x02\x80", coding) == Failure(FailureKind.MALFORMED, reason)


def test_what_is_no_gzip_is_a_failure() -> None:
    assert undone(b"abcd", "gzip") == Failure(FailureKind.MALFORMED, "example.org sends what cannot be decompressed")


@pytest.mark.parametrize("codings", ["gzip", "gzip, gzip", ", ".join(["gzip"] * 9)])
def test_a_bomb_ends_at_the_cap(codings: str) -> None:
    bomb = gzip.compress(b"\0" * 5_000_000)
    for _ in codings.split(", ")[1:]:
        bomb = gzip.compress(bomb)

    assert len(undone(bomb, codings)) <= CAP + 1  # type: ignore[arg-type]  # because a failure has no length
