"""What kind: the incident kinds of `lexicon/kinds.toml`, and the words that report one."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ingest.articles import IncidentKind
from ingest.extraction.cues import cues, lexicon, written_out

_CUES: Final = cues("kinds")


class Form(StrEnum):
    """How a text names an event: a verb tells that it occurred, a noun may only mention it."""

    VERB = "verb"
    NOUN = "noun"
    PLURAL = "plural"
    """Several events, or one told in the plural ("clashes")."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event of some kind, at `start` to `end` of a text."""

    kind: IncidentKind
    form: Form
    start: int
    end: int
    is_noun: bool
    """Whether its words are a noun, whatever its form tells."""


def find_triggers(text: str) -> tuple[Trigger, ...]:
    """Give the words of `text` that name an event, in order, the longest at each point."""
    return tuple(_trigger(match) for match in _TRIGGER.finditer(text))


def weapon_in(sentence: str) -> str | None:
    """Give the first weapon that `sentence` names, in its words."""
    match = _WEAPON.search(sentence)
    return match.group() if match else None


def are_compatible(one: IncidentKind, other: IncidentKind) -> bool:
    """Tell whether two mentions of these kinds may be of one event: equal, or one more general."""
    return one is other or other in _NARROWER.get(one, ()) or one in _NARROWER.get(other, ())


def narrower(one: IncidentKind, other: IncidentKind) -> IncidentKind:
    """Give the more specific of two compatible kinds."""
    return other if other in _NARROWER.get(one, ()) else one


def _trigger(match: re.Match[str]) -> Trigger:
    group = match.lastgroup or ""
    words, _, kind = group.partition("_")
    form = words
    if form != Form.VERB and _is_told(match):
        form = Form.VERB if form == Form.NOUN else Form.NOUN
    return Trigger(IncidentKind(kind), Form(form), match.start(), match.end(), words != Form.VERB)


def _is_told(noun: re.Match[str]) -> bool:
    """Tell a noun that its clause says took place, or that somebody answers for, from one that is only mentioned."""
    return bool(
        _CUES["took place"].match(noun.string, noun.end()) or _CUES["answered for"].search(noun.string, 0, noun.start())
    )


_BLOCKS = lexicon("kinds")
_MACROS: dict[str, str] = _BLOCKS.pop("macros")
ARMS = {IncidentKind(kind): re.compile(block["arms"]) for kind, block in _BLOCKS.items() if "arms" in block}
"""What an attack was made with, which makes it one of the narrower kinds."""
BESIDE = {
    IncidentKind(kind): re.compile(rf"\b{written_out(block['beside'], _MACROS)}\b", re.IGNORECASE)
    for kind, block in _BLOCKS.items()
    if "beside" in block
}
"""Of kinds whose words also tell of debates, games and pictures: what a sentence of the event holds beside them."""
_WEAPON = re.compile(rf"\b{_MACROS['weapon']}\b", re.IGNORECASE)
_BLOODLESS = {IncidentKind.OTHER, IncidentKind.PROTEST, IncidentKind.ARREST}
"""Kinds of which people who only were hurt tell nothing."""
_NARROWER = {
    IncidentKind(general): tuple(
        IncidentKind(kind) for kind, block in _BLOCKS.items() if general in block.get("broader", ())
    )
    for general in _BLOCKS
} | {IncidentKind.OTHER: tuple(set(IncidentKind) - _BLOODLESS)}
_FORMS = {Form.VERB: "verbs", Form.PLURAL: "plurals", Form.NOUN: "nouns"}


def _alternatives(form: Form) -> str:
    return "|".join(
        f"(?P<{form}_{kind}>{'|'.join(written_out(words, _MACROS) for words in block[_FORMS[form]])})"
        for kind, block in _BLOCKS.items()
        if _FORMS[form] in block
    )


_WORDS = "|".join(map(_alternatives, _FORMS))
_TRIGGER = re.compile(rf"(?<![\w-])(?:{_WORDS})\b", re.IGNORECASE)
