"""Texts that no newspaper prints: what matches a pattern, again and again, and digits of every script, without stops.

A pattern is read as Python's own parser reads it, and what it would match is written out: of alternatives one, of
repetitions a few. So a pattern that comes tomorrow brings its own hostile texts.
"""

import importlib
import pkgutil
import random
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined]  # because typeshed knows no private names
from re import _parser as parser  # type: ignore[attr-defined]  # because typeshed knows no private names
from types import ModuleType
from typing import Any

UNICODE_DIGITS = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) == "Nd"]
UNICODE_SPACES = [chr(code) for code in range(sys.maxunicode) if chr(code).isspace()]
UNITS = [
    *(
        "A",
        "A ",
        "a ",
        "a-",
        ",",
        ", ",
        "- ",
        "\u201c",
        '" ',
        "(",
        "[",
        "A.",
        "A. ",
        "U.S. ",
        "\u2019s ",
        "e\u0301",
        "\n ",
        " \n",
    ),
    *("1", "1 ", "1,", "1, ", "10-20 ", "$1 ", "1 in 0 people ", "5 of the 40 ", "the 14th ", "9,999", "3 hundred "),
    *("one in ", "three and ", "hundred ", "twenty-", "killed and ", "killed 3 and ", "people killed and 3 hurt "),
    *("was killed by ", "shot dead in ", "attack on ", "men, women and ", "after ", "not ", "said ", "of the "),
    *("Ada Cole, 45, ", "in Basra ", "Basra, ", "Mon ", "on Monday ", "Mr. ", "By Ada Cole ", "PORT TALO "),
    *("<p>", "<b><i>", "<div>", "<a href=", "<head ", "<!--", "&", "&#1", "&lt;b", "&amp;amp;"),
    *("".join(UNICODE_DIGITS), "".join(f"{digit} " for digit in UNICODE_DIGITS), "".join(UNICODE_SPACES)),
    *("".join(f"a{space}" for space in UNICODE_SPACES), "(" * 500 + ")" * 500, "<div>" * 500 + "</div>" * 500),
]
"""What is repeated without a stop."""


def repeated(unit: str, length: int) -> str:
    """Give `length` characters of `unit` over and over."""
    return (unit * (length // len(unit) + 1))[:length]


def patterns(*packages: str) -> dict[str, re.Pattern[str]]:
    """Give the patterns of text that the modules of packages hold by name, each once."""
    found: dict[str, re.Pattern[str]] = {}
    for package in packages:
        for module in _modules(importlib.import_module(package)):
            for name, value in vars(module).items():
                for number, pattern in enumerate(_patterns_in(value)):
                    if pattern not in found.values():
                        found[f"{module.__name__}.{name}[{number}]"] = pattern
    return found


def _modules(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for each in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{module.__name__}."):
        yield importlib.import_module(each.name)


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _patterns_in(part)


def prefixes(pattern: re.Pattern[str], seed: int = 0) -> list[str]:
    """Give something that `pattern` may match, and its first half."""
    whole = _Writer(random.Random(seed)).written(parser.parse(pattern.pattern, pattern.flags))  # noqa: S311 because it is no secret
    return [beginning for beginning in (whole[: len(whole) // 2], whole) if beginning]


class _Writer:
    """Writes what a parsed pattern would match. What looks ahead or behind is left to chance."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._groups: dict[int, str] = {}

    def written(self, parsed: Sequence[tuple[Any, Any]]) -> str:
        return "".join(self._one(code, rest) for code, rest in parsed)

    def _one(self, code: Any, rest: Any) -> str:  # noqa: ANN401, PLR0911 because the parser's nodes have no types, and as many kinds
        match code:
            case codes.LITERAL:
                return chr(rest)
            case codes.NOT_LITERAL:
                return "y" if rest == ord("x") else "x"
            case codes.ANY:
                return "x"
            case codes.IN:
                return self._character(rest)
            case codes.BRANCH:
                return self.written(self._chance.choice(rest[1]))
            case codes.SUBPATTERN:
                self._groups[rest[0]] = self.written(rest[3])
                return self._groups[rest[0]]
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                fewest, most, repeated_part = rest
                times = min(most, max(fewest, self._chance.randrange(4)))
                return "".join(self.written(repeated_part) for _ in range(times))
            case codes.ATOMIC_GROUP:
                return self.written(rest)
            case codes.GROUPREF:
                return self._groups.get(rest, "")
            case _:
                return ""

    def _character(self, members: list[tuple[Any, Any]]) -> str:
        if members[0][0] is codes.NEGATE:
            return next(one for one in "xA1 ,.#\u00e9\n\0" if not any(_is_in(one, each) for each in members[1:]))
        code, rest = self._chance.choice(members)
        if code is codes.CATEGORY:
            return next(one for one in "a7 ,A" if _is_in(one, (code, rest)))
        return chr(self._chance.randint(*rest) if code is codes.RANGE else rest)


_CLASSES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def _is_in(character: str, member: tuple[Any, Any]) -> bool:
    code, rest = member
    match code:
        case codes.LITERAL:
            return bool(ord(character) == rest)
        case codes.RANGE:
            return bool(rest[0] <= ord(character) <= rest[1])
        case _:
            return re.match(_CLASSES[rest], character) is not None
