"""Roles: whether a statement lets one do to another what its passages let the other do to the one."""

import re
from collections.abc import Iterator
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


def exchanged(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for the first verb of `statement` whose agent and patient it exchanges."""
    predications = (one for sentence in evidence.sentences for one in _predications(sentence))
    told = {(agent.form, verb.form, patient.form) for agent, verb, patient in predications}
    for agent, verb, patient in _predications(statement):
        if (patient.form, verb.form, agent.form) in told and (agent.form, verb.form, patient.form) not in told:
            detail = f'"{agent.text}" does here to "{patient.text}" what the passages tell the other way round.'
            yield Reason("direction", verb.text, detail)
            return


def _predications(sentence: Sentence) -> Iterator[tuple[Word, Word, Word]]:
    """Give what may be agent, verb and patient, of each verb in the past; agent and patient of a passive exchanged."""
    content = sentence.content
    for at, verb in enumerate(content):
        for before in content[max(0, at - _REACH) : at] if verb.is_past else ():
            for behind in content[at + 1 : at + 1 + _REACH]:
                since = sentence.text[before.span.end : verb.span.start]
                between = sentence.text[verb.span.end : behind.span.start]
                if _APART.search(since) or _APART.search(between):
                    continue
                is_passive = "by" in between.lower().split()
                yield (behind, verb, before) if is_passive else (before, verb, behind)
