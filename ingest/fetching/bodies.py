"""Bodies of answers: how much of one is read, and how it is unpacked."""

import zlib
from typing import Final

from aiohttp import StreamReader

from ingest.live import Failure, FailureKind, Resource

_MEGABYTE: Final = 1024 * 1024
CAPS: Final = {
    Resource.FEED: 10 * _MEGABYTE,  # the largest honest feeds, whole archives with full texts, have about 8
    Resource.PAGE: 5 * _MEGABYTE,
    Resource.ROBOTS: _MEGABYTE // 2,  # RFC 9309 asks for 500 KiB at least
}
_CHUNK: Final = 64 * 1024
_GZIP: Final = b"\x1f\x8b"
_DEFLATED: Final = 8  # low half of a zlib stream's first byte (RFC 1950, section 2.2); some servers leave it out
_PACKED: Final = {"gzip", "x-gzip", "deflate"}
_MOST_CODINGS: Final = 2  # more is an attack: each may unpack to the cap anew
_UNASKED: Final = {"br": "brotli", "zstd": "zstandard", "compress": "compress", "dcb": "brotli", "dcz": "zstandard"}
_MARKUP: Final = (b"<", b"{", b"[", b"\xef\xbb\xbf")
"""How what was not packed begins, whatever its headers say."""


async def read_up_to(cap: int, content: StreamReader) -> bytes:
    """Read at most `cap` bytes of the body as it was sent, and one more if there are more."""
    body = bytearray()
    async for chunk in content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > cap:
            break
    return bytes(body[: cap + 1])


def unpacked(body: bytes, codings: str, *, cap: int, host: str) -> bytes | Failure:
    """Undo the content codings of an answer (RFC 9110, section 8.4): at most `cap` bytes, and one more if there are.

    Memory stays near the cap however little the server sent: a gigabyte of zeros is a megabyte on the wire. Bytes
    behind the packed ones are left out, and what is cut is given as far as it goes.
    """
    packed = [coding for each in codings.split(",") if (coding := each.strip().lower()) in _PACKED | _UNASKED.keys()]
    unread = next((_UNASKED[coding] for coding in packed if coding in _UNASKED), None)
    if unread:
        reason = f"{host} sends its answer packed with {unread}, which was not asked for and cannot be read"
        return Failure(FailureKind.MALFORMED, reason)
    try:
        for coding in reversed(packed[-_MOST_CODINGS:]):
            body = body if body.lstrip().startswith(_MARKUP) else _inflated(body, coding, cap)
    except zlib.error:
        return Failure(FailureKind.MALFORMED, f"{host} sends what cannot be decompressed")
    return body


def _inflated(body: bytes, coding: str, cap: int) -> bytes:
    """Unpack one packed body, or several in a row. Raises `zlib.error` where it is none."""
    whole = bytearray()
    while body and len(whole) <= cap:
        stream = zlib.decompressobj(wbits=_window(body, coding))
        whole += stream.decompress(body, cap + 1 - len(whole))
        body = stream.unused_data if stream.unused_data.startswith(_GZIP) else b""
    return bytes(whole)


def _window(body: bytes, coding: str) -> int:
    if coding != "deflate" or body.startswith(_GZIP):
        return zlib.MAX_WBITS | 16
    return zlib.MAX_WBITS if body[0] & 0xF == _DEFLATED else -zlib.MAX_WBITS
