"""The dead told by a list of people, not by a number: "his wife, two children and himself"."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.articles import Span
from ingest.extraction.cues import cues
from ingest.extraction.factuality import vouches_for
from ingest.extraction.numbers import UNITS

_CUES: Final = cues("enumerations")
_COUNTS: Final = {word: count for word, count in UNITS.items() if count} | {"both": 2, "all": 1}
_THEIRS: Final = {"his", "her", "their"}


def tells_of_death(sentence: str) -> bool:
    """Tell whether a word of dying stands in `sentence`: without one it counts no dead."""
    return bool(_CUES["of death"].search(sentence))


def listed_dead(sentence: str) -> int:
    """Give how many dead the lists of people in `sentence` make, 0 for none."""
    if not tells_of_death(sentence):
        return 0
    return max(_dead_in_lists(sentence), default=0)


def _dead_in_lists(sentence: str) -> Iterator[int]:
    position = 0
    while match := _CUES["person"].search(sentence, position):
        count, position = _listed(sentence, match)
        if not (count and vouches_for(sentence, Span(*match.span()))) or _CUES["hurt"].match(sentence, position):
            continue
        before = sentence[: match.start()]
        is_left_dead = _CUES["leaving"].search(before) and _CUES["dead"].match(sentence, position)
        if is_left_dead or _CUES["killing"].search(before) or _CUES["killed"].match(sentence, position):
            yield count


def _listed(sentence: str, first: re.Match[str]) -> tuple[int, int]:
    """Count the people of the list that begins with `first`, and tell where it ends."""
    counts, ends, has_last = [_people(first)], first.end(), False
    is_terse = not first["the"]
    while joint := _CUES["and"].match(sentence, ends):
        if oneself := _CUES["self"].match(sentence, joint.end()):
            return sum(counts) + 1, oneself.end()
        person = _CUES["person"].match(sentence, joint.end())
        if not person or not _people(person) or _CUES["hurt"].match(sentence, person.end()):
            break
        counts, ends, has_last = [*counts, _people(person)], person.end(), has_last or bool(joint["last"])
        is_terse = is_terse and not person["the"]
    return (sum(counts) if has_last or is_terse else counts[0]), ends


def _people(match: re.Match[str]) -> int:
    """Give how many a person's name stands for, 0 where it cannot be told: "the victims"."""
    if number := match["count"] or match["number"]:
        return _count(number)
    if match["one"]:
        return 1
    is_pair = match["many"].lower() in {"couple", "parents"} or (match["the"] or "").lower() in _THEIRS
    return 2 if is_pair else 0


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]
