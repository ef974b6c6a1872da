"""Phrases: files of what whole messages say, compiled to patterns. Pure.

A file has `[words]`, choices by name, and tables of phrases by what they mean. A phrase is a whole message, lower case
and without apostrophes or marks: "(a|b)" is either, "~" behind a word makes it optional, "{name}" is one of the words
of that name; the rest is a regular expression.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import accumulate
from typing import Any

_DISCORDS_OWN = re.compile(r"<(?:[@#][!&]?|a?:\w+:)\d+>")
"""Who or what is mentioned, and a server's emoji."""
_NO_WORD = re.compile(r"[^\w\s+*/-]|_|(?<![\d\s])[-+*/]|[-+*/](?![\d\s])")


def without_mentions(message: str) -> str:
    """Give a message without who or what Discord mentions in it, and without a server's emoji."""
    return _DISCORDS_OWN.sub(" ", message)


def said_in(message: str) -> str:
    """Give the words of a message alone, lower case, a blank behind each: no marks, no apostrophes, no emoji."""
    unmarked = _NO_WORD.sub(" ", re.sub(r"['’]", "", without_mentions(message).lower()))
    return "".join(f"{word} " for word in unmarked.split())


def read_phrases(file: str, table: str) -> Mapping[str, re.Pattern[str]]:
    """Compile a table of phrases: by each meaning, the pattern of what `said_in` gives of a message that has it."""
    read: dict[str, Any] = tomllib.loads(files("bot.answering.conversation").joinpath(file).read_text(encoding="utf-8"))
    return {meaning: _any_of(phrases, read["words"]) for meaning, phrases in read[table].items()}


def _any_of(phrases: Sequence[str], words: Mapping[str, str]) -> re.Pattern[str]:
    whole = "|".join("".join(map(_element, _elements(phrase))) for phrase in phrases)
    choices = {name: f"(?:{choice})" for name, choice in words.items()}
    return re.compile(f"(?:{{opener}} )*(?:{whole})(?:{{addressee}} )*".format_map(choices))


def _elements(phrase: str) -> list[str]:
    """Split a phrase at the blanks that stand in no brackets."""
    depths = accumulate({"(": 1, ")": -1}.get(letter, 0) for letter in phrase)
    marked = ("\n" if letter == " " and not depth else letter for letter, depth in zip(phrase, depths, strict=True))
    return "".join(marked).split("\n")


def _element(element: str) -> str:
    return f"(?:(?:{element.removesuffix('~')}) ){'?' if element.endswith('~') else ''}"
