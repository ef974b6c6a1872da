"""A prefilter: beginnings of words of which one stands in whatever a pattern matches, tried before the pattern."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined] # because its tree is the one reading of a pattern
from re import _parser  # type: ignore[attr-defined] # because typeshed hides what replaced sre_parse
from typing import Any, TypeAlias

_Part: TypeAlias = tuple[Any, Any]
"""An operation of a parsed pattern with its argument."""

_LONGEST = 6
_SHORTEST = 3


def openings(pattern: str) -> dict[int, frozenset[str]]:
    """Give, by their length, beginnings of lower-case words: a text without any of them cannot match `pattern`.

    `ValueError` where the pattern can match without a word of three letters.
    """
    needed = _needed(_parser.parse(pattern))
    if not needed:
        raise ValueError(f"Nothing that a text must hold: {pattern[:80]}")
    by_length: dict[int, set[str]] = defaultdict(set)
    for word in needed:
        by_length[len(word)].add(word)
    return {length: frozenset(words) for length, words in by_length.items()}


def _needed(sequence: Iterable[_Part]) -> frozenset[str]:
    """Give the most telling of what each part of a sequence needs; empty if it needs no word."""
    found: list[frozenset[str]] = []
    letters: list[_Part] = []
    is_start = True
    for part in [*sequence, (None, None)]:
        kind, value = part
        if kind is op.LITERAL and chr(value).isalpha() and (letters or is_start):
            letters.append(part)
            is_start = False
            continue
        if len(letters) >= _SHORTEST:
            found.append(frozenset({"".join(chr(letter) for _, letter in letters[:_LONGEST])}))
        if kind in {op.BRANCH, op.SUBPATTERN} and (letters or is_start):
            branches = value[1] if kind is op.BRANCH else [value[3]]
            needs = [_needed([*letters, *branch]) for branch in branches]
            found += [frozenset().union(*needs)] if all(needs) else []
        if kind not in _BETWEEN:
            is_start = _is_behind_a_blank(part, is_start=is_start and not letters)
        letters = []
    return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=frozenset())


_BETWEEN = {op.ASSERT, op.ASSERT_NOT, op.AT}
_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}


def _is_behind_a_blank(part: _Part, *, is_start: bool) -> bool:
    """Tell whether a word begins behind a part: behind a blank, or behind what may be left out and ends in one."""
    kind, value = part
    if kind is op.LITERAL:
        return not chr(value).isalpha()
    return is_start and kind in _REPEATS and _ends_a_word(value[2])


def _ends_a_word(sequence: Sequence[_Part]) -> bool:
    kind, value = sequence[-1]
    if kind is op.BRANCH:
        return all(_ends_a_word(branch) for branch in value[1])
    return _ends_a_word(value[3]) if kind is op.SUBPATTERN else kind is op.LITERAL and not chr(value).isalpha()
