"""Roles: whether a statement lets one do to another what its passages let the other do to the one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.checking.words import Word
from bot.answering.question.lexicon import lexicon

_REACH: Final = 4
"""Words of content on either side of a predicate among which agent and patient stand."""
_MUTUAL: Final = lexicon(__package__).words("mutual verbs")
"""Forms of verbs that say much the same whoever is named first."""
_APART: Final = re.compile(
    r"[,;:()—–]|\b(?:in|on|at|from|under|with|for|to|of|after|over|against|about|into|near|during|before|as|and|but|or|that|who"
    r"|which|while|when|amid|among|between|through|across|since|than)\b",
    re.IGNORECASE,
)
"""What, between a verb and a word, makes the word neither its agent nor its patient."""

_BEING: Final = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
"""What, before a verb, makes it passive."""


def exchanged(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for the first verb of `statement` whose agent and patient it exchanges."""
    for deed in _deeds(statement):
        found = {_is_so(sentence, deed) for sentence in evidence.sentences}
        if False in found and True not in found:
            agent, verb, patient = deed.agent.text, deed.verb.text, deed.patient.text
            yield Reason(
                "direction", verb, f'"{agent}" does here to "{patient}" what the passages tell the other way round.'
            )
            return


@dataclass(frozen=True, slots=True)
class _Deed:
    agent: Word
    verb: Word
    patient: Word


def _deeds(sentence: Sentence) -> Iterator[_Deed]:
    """Give each verb in the past with words that may be its agent and its patient; those of a passive exchanged."""
    content = sentence.content
    for at, verb in enumerate(content):
        is_present = verb.text.endswith("s") and not verb.is_capital
        if not (verb.is_past or is_present) or verb.form in _MUTUAL:
            continue
        for before in content[max(0, at - _REACH) : at]:
            for behind in content[at + 1 : at + 1 + _REACH]:
                between = sentence.text[verb.span.end : behind.span.start]
                since = sentence.text[before.span.end : verb.span.start]
                if _APART.search(since) or _APART.search(between):
                    continue
                if is_present and (since.strip() or between.strip() not in {"", "the"}):  # or it may be a plural
                    continue
                is_passive = "by" in between.lower().split()
                if not is_passive and _BEING.search(sentence.text[: verb.span.start]):
                    continue
                yield _Deed(behind, verb, before) if is_passive else _Deed(before, verb, behind)


def _is_so(sentence: Sentence, deed: _Deed) -> bool | None:
    """Tell whether `sentence` tells the deed so or exchanged (`False`); `None` where it tells it not at all."""
    agent, patient = deed.agent.form, deed.patient.form
    if not {agent, deed.verb.form, patient} <= sentence.forms:
        return None
    told = {(other.agent.form, other.patient.form) for other in _deeds(sentence) if other.verb.form == deed.verb.form}
    if (agent, patient) in told:
        return True
    return False if (patient, agent) in told else None
