"""The role of a figure: a level, a change, a share of another, an earlier value."""

from typing import Final

from ingest.articles import TallyKind
from ingest.extraction.cues import cues
from ingest.extraction.measures import NEAR, PER_CENT

_CUES: Final = cues("roles")


def role_of(before: str, after: str, otherwise: TallyKind) -> TallyKind:
    """Give the role of the figure between `before` and `after`: `otherwise`, unless they say more."""
    near = before[-NEAR:]
    if _is_previous(before, near):
        return TallyKind.PREVIOUS
    if _CUES["increment"].search(near) or (otherwise is TallyKind.RATE and _is_change(near, after)):
        return TallyKind.INCREMENT
    return TallyKind.SUBSET if _CUES["subset"].search(near) else otherwise


def _is_previous(before: str, near: str) -> bool:
    """Tell whether the number is one that the text compares with, or has since given up."""
    compared = _CUES["previous"].search(near)
    if compared and (not compared["origin"] or _CUES["change"].search(before)):
        return True
    superseded = max((match.end() for match in _CUES["superseded"].finditer(before)), default=None)
    return superseded is not None and not _CUES["superseding"].search(before, superseded)


def _is_change(before: str, after: str) -> bool:
    """Tell "up 12%" and "12% more" from a level; "raised $5m" is none."""
    return bool(_CUES["so much more"].match(after) or (PER_CENT.match(after) and _CUES["moved"].search(before)))
