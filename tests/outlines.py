"""The base map of `bot/rendering/pictures/`: coasts and borders out of Natural Earth, reduced to one small file.

Run as `python -m tests.outlines WHEEL`. The wheel is geopandas 0.14.4, the last line of it that brings Natural Earth's
1:110m countries: `pip download --no-deps geopandas==0.14.4`. Equal input gives equal bytes.
"""

import gzip
import json
import struct
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

MADE: Final = Path(__file__).parents[1] / "bot/rendering/pictures/outlines.json.gz"
FOLDER: Final = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
DECIMALS: Final = 2
"""A kilometre: far below what outlines at 1:110 million mean."""
POLYGON: Final = 5


def main(wheel: str) -> None:
    """Write the file: `[[country, [[longitude, latitude, longitude, ...], ...]], ...]`, gzipped JSON."""
    with zipfile.ZipFile(wheel) as packed:
        shapes, table = packed.read(f"{FOLDER}.shp"), packed.read(f"{FOLDER}.dbf")
    countries = [
        [name, [[round(degrees, DECIMALS) for point in ring for degrees in point] for ring in rings]]
        for name, rings in zip(_names(table), _polygons(shapes), strict=True)
    ]
    plain = json.dumps(countries, ensure_ascii=False, separators=(",", ":")).encode()
    MADE.write_bytes(gzip.compress(plain, compresslevel=9, mtime=0))
    sys.stdout.write(f"{len(countries)} countries, {MADE.stat().st_size:,} bytes\n")


def _polygons(shapes: bytes) -> Iterator[list[list[tuple[float, float]]]]:
    """Read the rings of each record (ESRI shapefile, technical description of 1998)."""
    position = 100
    while position < len(shapes):
        (words,) = struct.unpack_from(">4xi", shapes, position)
        content = position + 8
        kind, parts, points = struct.unpack_from("<i32xii", shapes, content)
        assert kind == POLYGON
        firsts = [*struct.unpack_from(f"<{parts}i", shapes, content + 44), points]
        flat = struct.unpack_from(f"<{2 * points}d", shapes, content + 44 + 4 * parts)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        yield [pairs[first:last] for first, last in pairwise(firsts)]
        position = content + 2 * words


def _names(table: bytes) -> Iterator[str]:
    """Read the column `name` of each row (dBASE III, ISO 8859-1 as its .cpg file says)."""
    rows, header, width = struct.unpack_from("<IHH", table, 4)
    start = 1
    for field in range(32, header - 1, 32):
        name = table[field : field + 11].split(b"\0")[0].decode()
        length = table[field + 16]
        if name == "name":
            break
        start += length
    else:
        raise LookupError("no column is called name")
    for row in range(rows):
        first = header + row * width + start
        yield table[first : first + length].decode("latin-1").strip()


if __name__ == "__main__":
    main(*sys.argv[1:])
