"""Files that were compressed by gzip, as they were."""

import zlib
from typing import Final

MOST_BYTES: Final = 10 * 2**20
"""Of a file that was compressed: what is longer is cut there."""
_GZIP: Final = b"\x1f\x8b"


def unpacked(body: bytes) -> bytes:
    """Give a compressed file as it was, as far as that goes, whatever stands behind it; anything else as it is.

    A file may be several compressed ones in a row (RFC 1952, section 2.2).
    """
    if not body.startswith(_GZIP):
        return body
    whole = bytearray()
    rest = body
    try:
        while rest.startswith(_GZIP) and len(whole) < MOST_BYTES:
            member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            whole += member.decompress(rest, MOST_BYTES - len(whole))
            rest = member.unused_data
    except zlib.error:
        pass
    return bytes(whole) or body
