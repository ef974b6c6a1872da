"""The role of a figure: a level, a change, a share of another, an earlier value."""

import re

from ingest.articles import TallyKind
from ingest.extraction.counted import NEAR, PER_CENT

_INCREMENT_BEFORE = re.compile(
    r"\b(?:another|(?:an\s+)?additional|a\s+further|further|an\s+extra)\s+(?:\w+\s+){0,2}$|\bextra\s+$", re.IGNORECASE
)
_MOVED = (
    r"\b(?:rise|rises|rose|risen|rising|fall|falls|fell|fallen|falling|drop(?:s|ped)?|increas\w+|decreas\w+|climb\w*"
    r"|jump\w*|grow|grew|grown|gain\w*|slip\w*|plung\w+|surg\w+|soar\w*|rais\w+|lower\w*|declin\w+|shr[aiu]nk"
    r"|devalu\w+|depreciat\w+|appreciat\w+|expand\w*|contract(?:s|ed|ing)|reduc\w+|widen\w*|narrow(?:s|ed|ing)|weaken\w*"
    r"|slow(?:s|ed|ing)?|eas(?:e|es|ed|ing)|went|goes|revis\w+|correct(?:ed|s)|cut|up|down|higher)\b"
)
_FEW_WORDS = (
    r"(?:nearly|almost|about|around|over|more|than|at|least|some|roughly|just|only|a|an|further|another|as|much)"
)
_MOVED_BY = re.compile(rf"{_MOVED}(?:\s+[\w’'-]+){{0,3}}?\s+by\s+(?:{_FEW_WORDS}\s+)*$", re.IGNORECASE)
_MOVED_SO_MUCH = re.compile(rf"{_MOVED}\s+(?:{_FEW_WORDS}\s+)*$", re.IGNORECASE)
_SO_MUCH_MORE = re.compile(
    r"(?:\s*+(?:%|per\s?cent(?:age\s+points?)?|points?))?\s++(?:(?:in|of)\s+(?:extra|additional|further|new)|more|fewer|higher|lower|less|increase|rise|jump|drop|decline"
    r"|fall|growth|gain|surge|(?:up|down)(?!\s+from))\b|\s*+percentage\s+points?\b",
    re.IGNORECASE,
)
_SUBSET_BEFORE = re.compile(
    r"(?:\bincluding|\bamong\s+(?:them|the\s+dead)|\bof\s+(?:whom|which|them|those|these))\s+"
    r"(?:at\s+least\s+|more\s+than\s+|about\s+|some\s+|nearly\s+|over\s+|around\s+)?$",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"(?:(?P<origin>\bfrom)|\bcompared\s+(?:with|to)|\bversus|\bvs\.?"
    r"|\b(?:earlier|previous|prior|initial)\s+\w+(?:\s+\w+)?\s+(?:of|was|were|stood\s+at|is)|\bprevious(?:ly)?|\bearlier|\bon\s+top\s+of|\bin\s+addition\s+to"
    r"|\boriginal|\balready[\s-](?:known|paid|spent|agreed))"
    r"\s+(?:an?\s+|the\s+|\w+\s+)?(?:earlier\s+|previous\s+|initial\s+)?$",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"\b(?:correct\w*|revis\w+|lower\w*)\s+(?:[\w’'-]+\s+){0,3}(?:count|figure|number|toll|total|tally|estimate)\s+of\s+"
    r"(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_CHANGE = re.compile(_MOVED, re.IGNORECASE)
_SUPERSEDED = re.compile(
    r"\b(?:earlier\s+(?:version|report|count|estimate)|previously|originally|initially|had\s+(?:earlier|first))\b",
    re.IGNORECASE,
)
_SUPERSEDING = re.compile(r"[.;]|\b(?:now|since|instead)\b", re.IGNORECASE)


def role_of(before: str, after: str, otherwise: TallyKind) -> TallyKind:
    """Give the role of the figure between `before` and `after`: `otherwise`, unless they say more."""
    if _is_previous(before):
        return TallyKind.PREVIOUS
    near = before[-NEAR:]
    if _INCREMENT_BEFORE.search(near) or _MOVED_BY.search(near):
        return TallyKind.INCREMENT
    if otherwise is TallyKind.RATE and _is_change(near, after):
        return TallyKind.INCREMENT
    return TallyKind.SUBSET if _SUBSET_BEFORE.search(near) else otherwise


def _is_previous(before: str) -> bool:
    """Tell whether the number is one that the text compares with, or has since given up."""
    near = before[-NEAR:]
    if _CORRECTED.search(near):
        return True
    compared = _PREVIOUS.search(near)
    if compared and (not compared["origin"] or _CHANGE.search(before)):
        return True
    superseded = max((match.end() for match in _SUPERSEDED.finditer(before)), default=None)
    return superseded is not None and not _SUPERSEDING.search(before, superseded)


def _is_change(before: str, after: str) -> bool:
    """Tell "up 12%" and "12% more" from a level; "raised $5m" is none."""
    return bool(_SO_MUCH_MORE.match(after) or (PER_CENT.match(after) and _MOVED_SO_MUCH.search(before)))
