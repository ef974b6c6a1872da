"""Antecedents: what a message leans on in the answer before: its story, whom it named. Pure."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

from bot.answering.answers import Answer
from bot.answering.checking.words import used_for
from bot.answering.conversation.rewriting import IsName, Rewritten, names_in, names_of
from bot.answering.digests.composing import LISTED
from bot.answering.passages.continuing import EMPTY
from bot.answering.question.answer_type import AnswerType, answer_type_of
from bot.answering.question.planning import plan
from bot.answering.question.terms import STOP_WORDS, WORD, Term, terms_of
from bot.answering.questions import GoingOn, Question

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_POINTS = re.compile(
    r"(?:(?:ok|and|so)\s+)*(?:(?:can\s+you\s+)?(?:tell|show|give)\s+me\s+)?(?:(?:more|details?|what|how|something)\s+)?(?:(?:about|on|of|from)\s+)?"
    rf"(?:the\s+)?(?:(?:story|number|no\.?|nr\.?)\s+)?(?P<which>{'|'.join(_ORDINALS)}|last|#?[1-9](?:st|nd|rd|th)?)"
    r"(?:\s+(?:one|story|item|news|headline|article|point))?(?:\s+(?:please|pls|more|in\s+detail))?",
    re.IGNORECASE,
)
"""Points at one of the stories that were told."""
_QUOTED = 3
_CITED = 2
"""Titles that tell what an answer was of."""
_KNOWN = re.compile(
    r"\b(?:whose|his|her|their|its|the|that|those|how\s+many(?!\s+\w+ed\b))\s+(?P<thing>(?:[a-z-]+\s+){0,2}?[a-z-]+)"
    r"(?=\s+(?:is|was|were|are|did|does|do|has|have|had|will|would|can|could|be|in|on|of|at|for|from|to|that|then|now"
    r"|named|called)\b|\W*$)",
    re.IGNORECASE,
)
"""A thing that a question takes for known; not what it asks for: "what school", "which ship"."""
_DOES = re.compile(
    r"^\W*(?:(?:what|which|how)(?:\s+\w+)?\s+)?(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could)\s+\w",
    re.IGNORECASE,
)
"""What asks whether, what or how somebody does."""
_AGREED = 2
"""Quotes and titles that have to have a name."""


def going_on(said: str, whole: str, before: Answer, is_name: IsName, rewrite: Rewritten | None) -> GoingOn:
    """Give `said`, the own words of the question `whole`, with the story that `before` told."""
    if rewrite and rewrite.substitutes:  # what answers has to name what is asked about instead, and most of the rest
        return GoingOn(said=said, story=(whole,), names=terms_of(said), asks_the_same=True)
    names, cited = names_of(said, is_name), before.citations or before.related
    titles = dict.fromkeys(citation.title for citation in cited[: LISTED if before.stories else _CITED])
    things = [term for known in _KNOWN.finditer(said) for term in terms_of(known["thing"]) if term.name not in EMPTY]
    return GoingOn(
        said=said,
        story=tuple(titles) if before.stories else (before.understood, *titles),
        names=names,
        about=names_of(whole, is_name),
        answered=terms_of(agreed_on(before, is_name)) if answer_type_of(before.understood) is AnswerType.NAME else (),
        done=done_in(said, is_name),
        things=tuple(term for term in things if term.name not in {name.name for name in names}),
        may_stand_alone=bool(rewrite and rewrite.may_stand_alone),
    )


def done_in(said: str, is_name: IsName) -> tuple[Term, ...]:
    """Give what a question asks whether, what or how somebody does: its last word that is no name and not empty."""
    if not _DOES.match(said) or answer_type_of(said) is not AnswerType.ANYTHING:
        return ()
    words = [term for term in terms_of(said) if not term.is_name and not is_name(term.name) and term.name not in EMPTY]
    return tuple(replace(term, forms=(*term.forms, *used_for(term.name))) for term in words[-1:])


def agreed_on(answer: Answer, is_name: IsName) -> str:
    """Give the name of several words that most quotes or titles have; none that the question has a word of."""
    asked = set(WORD.findall(answer.understood.lower())) - STOP_WORDS
    told: Counter[str] = Counter()
    for citation in answer.citations:
        texts = (citation.quote, citation.title)
        names = {text[span.start : span.end].title() for text in texts for span in names_in(text, is_name)}
        told.update(name for name in names if " " in name and asked.isdisjoint(name.lower().split()))
    agreed = [name for name, times in told.items() if times >= _AGREED]
    return max(agreed, key=lambda name: (told[name], len(name)), default="")


def is_of_everything(before: Answer, *, today: date) -> bool:
    """Tell whether an answer told stories of nothing in particular."""
    asked = plan(Question(before.understood), today=today).stories if before.stories else None
    return asked is not None and not asked.topic


def turns_of(before: Answer) -> tuple[str, ...]:
    """Give the question that was answered before, and the first quotes that did."""
    return (before.understood, *(citation.quote for citation in before.citations[:_QUOTED]))


def title_meant(message: str, before: Answer) -> str | None:
    """Give the title of the story of a digest that `message` points at: "the second one", "more on the last"."""
    pointed = _POINTS.fullmatch(message.strip(" ?!.,…"))
    if pointed is None or not before.stories:
        return None
    which = pointed["which"].lower().lstrip("#")
    place = (
        len(before.stories) if which == "last" else int(which[0]) if which[0].isdigit() else _ORDINALS.index(which) + 1
    )
    if not 0 < place <= len(before.stories):
        return None
    return next(each.title for each in before.citations if each.n == before.stories[place - 1].citation)
