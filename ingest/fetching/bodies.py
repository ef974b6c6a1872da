"""Bodies of answers: how much of one is read."""

from typing import Final

from aiohttp import StreamReader

from ingest.live import Resource

_MEGABYTE: Final = 1024 * 1024
CAPS: Final = {
    Resource.FEED: 10 * _MEGABYTE,  # the largest honest feeds, whole archives with full texts, have about 8
    Resource.PAGE: 5 * _MEGABYTE,
    Resource.ROBOTS: _MEGABYTE // 2,  # RFC 9309 asks for 500 KiB at least
}
_CHUNK: Final = 64 * 1024


async def read_up_to(cap: int, content: StreamReader) -> bytes:
    """Read at most `cap` bytes of the decompressed body, and one more if there are more.

    Memory stays near the cap however little the server sent: a gigabyte of zeros is a megabyte on the wire.
    """
    body = bytearray()
    async for chunk in content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > cap:
            break
    return bytes(body[: cap + 1])
