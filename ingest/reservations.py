"""What a publisher says against text mining, in the words of its headers, pages and `tdmrep.json`. Pure.

Which words count is reasoned in docs/decisions/reservations.md.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

PRODUCT: Final = "sitrep"
"""The name that robots.txt files, robots headers and robots meta elements know us by."""
NO_AI: Final = "reserves itself against text mining (noai)"
NO_MINING: Final = "reserves itself against text mining (tdm-reservation)"
SITE_RESERVES: Final = "is reserved by its site against text mining (tdmrep.json)"
RESERVATIONS: Final = frozenset({NO_AI, NO_MINING, SITE_RESERVES})
"""Each the end of a sentence that begins with the page, as `Refused.reason` is."""

RESERVING_HEADERS: Final = ("tdm-reservation", "x-robots-tag")

_FOR_SOMEBODY: Final = re.compile(r"^\s*([\w-]+)\s*:\s*(.*)$", re.DOTALL)
_ONE: Final = "1"


def reserved_in(statements: Mapping[str, Sequence[str]]) -> str | None:
    """Say why what states this is not ours to keep; `None` if it is. Names are in small letters.

    The names are those of headers (`x-robots-tag`) or of meta elements (`robots`, or ours).
    """
    if any(value.strip() == _ONE for value in statements.get("tdm-reservation", ())):
        return NO_MINING
    directives = [value for name in ("x-robots-tag", "robots", PRODUCT) for value in statements.get(name, ())]
    return NO_AI if any(map(_forbids_ai, directives)) else None


def _forbids_ai(directives: str) -> bool:
    """Whether directives for all robots, or for us by name (`sitrep: noai`), hold the mark."""
    addressed = _FOR_SOMEBODY.match(directives)
    if addressed and addressed[1].lower() != PRODUCT:
        return False
    told = addressed[2] if addressed else directives
    return "noai" in {directive.strip().lower() for directive in told.split(",")}
