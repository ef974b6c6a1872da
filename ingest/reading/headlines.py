"""Headlines, and whether two are of one story: editors shorten one for the search engines."""

import re
from typing import Final

_WORD: Final = re.compile(r"\w+")
_TELLING: Final = 4
"""Letters of a word that tells what a headline is about."""


def bare(title: str) -> str:
    """Give a title's words in small letters, without the marks between them."""
    return " ".join(_WORD.findall(title.casefold()))


def is_alike(heading: str, title: str) -> bool:
    """Tell whether two titles share half of the first one's words."""
    ours, theirs = _words(heading), _words(title)
    return 2 * len(ours & theirs) >= max(len(ours), 1)


def is_of_one_story(heading: str, title: str) -> bool:
    """Tell whether two titles are alike by more than a single word, or one is within the other."""
    ours, theirs = _words(heading), _words(title)
    return bool(ours) and (ours <= theirs or (len(ours & theirs) > 1 and is_alike(heading, title)))


def shares_a_word(heading: str, title: str) -> bool:
    """Tell whether two titles share any word that may tell what they are about."""
    return any(len(word) >= _TELLING for word in _words(heading) & _words(title))


def _words(title: str) -> set[str]:
    return set(_WORD.findall(title.casefold()))
