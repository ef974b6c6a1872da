"""Which sentences of the story before answer a question that goes on from it: "by how much?", "who got the red card?".

Whom and what it is about is known from that story, so that no sentence has to name it: it has to hold what is expected,
and its passage what the question itself names. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.answering.passages.selection import Selected, fitting
from bot.answering.passages.sentences import STORIES, Sentence, Spoken, sentences_of
from bot.answering.question.expected import Expected
from bot.answering.question.planning import Plan
from bot.answering.question.wording import Term, coverage
from bot.answering.questions import GoingOn
from ingest import FoundPassage

NAMED: Final = 0.9
IN_CONTEXT: Final = 1.7
HOLDS: Final = 1.0
HAS_DIGITS: Final = 0.4
GIVES_CAUSE: Final = 1.4
PLACE: Final = -0.05
"""The log-odds that a sentence gains by naming what is asked; by naming, with its title, what that is asked of; by
holding what is expected; a digit; where it asks why, a cause; and loses with each place of its passage's rank. Of
93 follow-ups of conversation.jsonl what was asked stood in view of .77, each topic left out; the question before was
answered by the whole archive, of .49. The nearness of sentences in meaning adds nothing to these."""
LEAST_NAMED: Final = 0.5
"""Least share of what a question names itself that the best sentence has, where it may as well stand alone."""
_WHY: Final = re.compile(r"^\W*(?:why|what\s+for|how\s+come)\b", re.IGNORECASE)
_CAUSE: Final = re.compile(
    r"\b(?:because|after|over|amid|due\s+to|following|as|since|accus\w+|alleg\w+|for\s+\w+ing|in\s+(?:protest|response"
    r"|retaliation)|to\s+avoid|caused|blam\w+|cit(?:ed|ing)|suspect\w*|on\s+suspicion|reason)\b",
    re.IGNORECASE,
)


def continued(
    goes_on: GoingOn, own: Plan, whole: Plan, passages: Sequence[FoundPassage]
) -> tuple[tuple[Spoken, ...], tuple[Selected, ...]]:
    """Give the sentences of the story's `passages`, best first, that answer, and all that may, each with its worth.

    `own` is what the message asks in its own words, `whole` the question that it is with what it goes on from.
    """
    told = [passage for passage in passages if _is_of(goes_on, passage)]
    ranked = sorted(_weighed(goes_on, own, whole, told), key=lambda one: -one[1].worth)
    if not ranked or (goes_on.may_stand_alone and max(named for named, _ in ranked) < LEAST_NAMED):
        return (), ()
    chosen = tuple(one for _, one in ranked)
    return fitting(chosen), chosen


def _is_of(goes_on: GoingOn, passage: FoundPassage) -> bool:
    """Tell whether a passage has all names of a message, and one of the things that it takes for known."""
    text = f"{passage.stored.article.title}\n{passage.text}"
    has_things = not goes_on.things or any(term.pattern.search(text) for term in goes_on.things)
    return has_things and all(term.pattern.search(text) for term in goes_on.names)


def _weighed(
    goes_on: GoingOn, own: Plan, whole: Plan, passages: Sequence[FoundPassage]
) -> Iterator[tuple[float, Selected]]:
    """Give what holds what is expected, with the share of the message's own words that it names."""
    place = {passage.id: number for number, passage in enumerate(passages)}
    for first in range(0, len(passages), STORIES):
        some = passages[first : first + STORIES]
        for alone, sentence in zip(sentences_of(own, some), sentences_of(whole, some), strict=True):
            if alone.holds and alone.tells_numbers and not alone.text.endswith("?"):
                named = coverage(_asked(own), alone.text)
                worth = _worth(goes_on, own, named, sentence) + PLACE * place[alone.passage]
                yield named, Selected(alone.spoken, worth)


def _asked(own: Plan) -> list[Term]:
    return [term for term in own.terms if term.name not in EMPTY]


EMPTY: Final = frozenset("old long big hot far else one ones other others exactly actually then before back".split())
"""Words of short questions that no answer repeats."""


def _worth(goes_on: GoingOn, own: Plan, named: float, sentence: Sentence) -> float:
    text = sentence.text
    return (
        NAMED * named
        + IN_CONTEXT * sentence.in_context
        + HOLDS * (own.expects is not Expected.ANYTHING)
        + HAS_DIGITS * any(letter.isdigit() for letter in text)
        + GIVES_CAUSE * bool(_WHY.match(goes_on.said) and _CAUSE.search(text))
    )
