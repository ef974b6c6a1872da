"""Parts of a total: runs of "so many in PLACE"."""

import re
from collections.abc import Iterator

from ingest.articles import Part, Qualifier
from ingest.extraction.measures import is_time_unit
from ingest.extraction.numbers import Number

_PLACE = r"(?:the\s+)?(?:(?:[A-Z]\.){2,}|[A-Z][\w’'-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'-]*){0,3})"
_PART_TAIL = re.compile(
    rf"(?P<unit>(?:\s+(?!and\b)[a-z][\w’'-]*){{0,6}}?)\s+(?:in|on|from|at|across|inside|over|near)\s+(?P<place>{_PLACE})"
)
_FEW = r"(?:(?:at\s+least|more\s+than|about|some|nearly|around)\s+)?"
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|the)\b", re.IGNORECASE)
_HOLDER = re.compile(
    rf"(?:^|[;,.]\s+(?:and\s+|while\s+)?)(?P<place>{_PLACE})\s+(?:alone\s+)?(?:account(?:s|ed)\s+for|ha[sd]|have|with|hosts?|saw"
    rf"|(?:recorded|reported|registered|counts?|counted))\s+{_FEW}$"
)
_INCLUDING = re.compile(rf"\b(?:including|of\s+(?:which|whom|them|these))\s+{_FEW}$", re.IGNORECASE)
_PART_LINK = re.compile(
    r"^[\s,;]*(?:(?:and|as\s+well\s+as|plus|with|while|another|also|at\s+least|about|some|more\s+than|around|nearly|—|–|-)"
    r"[\s,]*)*$",
    re.IGNORECASE,
)


def part_groups(sentence: str, numbers: tuple[Number, ...]) -> Iterator[tuple[Number, ...]]:
    """Give each run of two and more "so many in PLACE", joined by nothing but "and" and the like."""
    group: list[Number] = []
    link_from = 0
    for number in numbers:
        tail = _PART_TAIL.match(sentence[number.span.end :])
        if tail is None or is_time_unit(tail["unit"].split()[-1] if tail["unit"].split() else ""):
            continue
        joined = group and _PART_LINK.match(sentence[link_from : number.span.start])
        if not joined:
            if len(group) > 1:
                yield tuple(group)
            group = []
        group.append(number)
        link_from = number.span.end + tail.end()
    if len(group) > 1:
        yield tuple(group)


def parts_of(sentence: str, group: tuple[Number, ...]) -> tuple[Part, ...]:
    """Give the places of a group with the number of each."""
    tails = [_PART_TAIL.match(sentence[number.span.end :]) for number in group]
    return tuple(
        Part(re.sub(r"^the\s+", "", tail["place"]), number.value)
        for number, tail in zip(group, tails, strict=True)
        if tail
    )


def part_of_them(before: str, after: str) -> str | None:
    """Give the place that holds the number between `before` and `after` of what was counted before it.

    It is the subject ("Alder accounts for 541 of them") or stands behind ("including 14 in Birch").
    """
    of_them = _OF_THEM.match(after)
    if holder := _HOLDER.search(before) if of_them else None:
        return holder["place"]
    tail = _PART_TAIL.match(after, of_them.end() if of_them else 0) if of_them or _INCLUDING.search(before) else None
    return re.sub(r"^the\s+", "", tail["place"]) if tail and not tail["unit"] else None


def sums_up(number: Number, group: tuple[Number, ...]) -> bool:
    """Tell whether `number` is the stated total of a group; a rounded one may miss it by three in a hundred."""
    if number in group:
        return False
    total = sum(part.value for part in group)
    slack = 0 if number.qualifier is Qualifier.EXACT else 0.03 * total
    return abs(number.value - total) <= slack
