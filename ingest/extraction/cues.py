"""Cues: the words by which a text says how something is meant, as `lexicon/cues.toml` lists them."""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final


def lexicon(name: str) -> dict[str, Any]:
    """Read one of the vocabulary's files."""
    return tomllib.loads((files("ingest.extraction") / "lexicon" / f"{name}.toml").read_text("utf-8"))


_PAGES: Final = lexicon("cues")
_MACROS: dict[str, str] = {
    name.upper(): f"(?:{'|'.join(words.split())})" for name, words in lexicon("measures")["sets"].items()
} | _PAGES.pop("macros")
"""What stands for what in cues: sets of nouns of `measures.toml`, and what `cues.toml` itself writes once."""
WORDS: Final = {name: frozenset(words.split()) for name, words in _PAGES.pop("words").items()}
"""Sets of words by their names in the lexicon."""
_FORMS: Final = {"words": r"\b(?:{})\b", "before": r"(?:{})$", "after": r"\s+(?:{})\b", "form": r"(?:{})"}


def cues(page: str) -> dict[str, re.Pattern[str]]:
    """Give the pattern of each cue of a page of code, by its name."""
    return {name: _compiled(block) for name, block in _PAGES[page].items()}


def places_read(page: str) -> dict[str, str]:
    """Give in which part of an article each cue of a page is read."""
    return {name: block["reads"] for name, block in _PAGES[page].items()}


def _compiled(block: Mapping[str, Any]) -> re.Pattern[str]:
    (form,) = _FORMS.keys() & block.keys()
    words = "|".join(map(written_out, block[form]))
    return re.compile(_FORMS[form].format(words), re.NOFLAG if "cased" in block else re.IGNORECASE)


def written_out(words: str, macros: dict[str, str] = _MACROS) -> str:
    """Put the meanings of `macros` in their places; a macro may name those before it."""
    for name, meaning in reversed(macros.items()):
        words = words.replace(f"<{name}>", meaning)
    return words
