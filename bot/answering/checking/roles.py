"""Roles: whether a statement lets one do to another what its passages let the other do to the one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.checking.words import Word

_REACH: Final = 4
"""Words of content on either side of a predicate among which agent and patient stand."""
_APART: Final = re.compile(
    r"[,;:()—–]|\b(?:in|on|at|from|under|with|for|to|of|after|over|against|about|into|near|during|before|as|and|but|or|that|who"
    r"|which|while|when|amid|among|between|through|across|since|than)\b",
    re.IGNORECASE,
)
"""What, between a verb and a word, makes the word neither its agent nor its patient."""


@dataclass(frozen=True, slots=True)
class _Predication:
    agent: Word
    verb: Word
    patient: Word

    @property
    def forms(self) -> tuple[str, str, str]:
        return self.agent.form, self.verb.form, self.patient.form

    @property
    def exchanged(self) -> tuple[str, str, str]:
        return self.patient.form, self.verb.form, self.agent.form


def exchanged(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for the first verb of `statement` whose agent and patient it exchanges."""
    told = {one.forms for sentence in evidence.sentences for one in _predications(sentence)}
    for one in _predications(statement):
        if one.exchanged in told and one.forms not in told:
            detail = f'"{one.agent.text}" does here to "{one.patient.text}" what the passages tell the other way round.'
            yield Reason("direction", one.verb.text, detail)
            return


def _predications(sentence: Sentence) -> Iterator[_Predication]:
    """Give each verb in the past with words that may be its agent and its patient; those of a passive exchanged."""
    content = sentence.content
    for at, verb in enumerate(content):
        for before in content[max(0, at - _REACH) : at] if verb.is_past else ():
            for behind in content[at + 1 : at + 1 + _REACH]:
                since = sentence.text[before.span.end : verb.span.start]
                between = sentence.text[verb.span.end : behind.span.start]
                if _APART.search(since) or _APART.search(between):
                    continue
                is_passive = "by" in between.lower().split()
                yield _Predication(behind, verb, before) if is_passive else _Predication(before, verb, behind)
