"""Antecedents: what a message leans on in the answer before: its story, its turns. Pure."""

import re
from datetime import date

from bot.answering.answers import Answer
from bot.answering.digests.composing import LISTED
from bot.answering.question.planning import plan
from bot.answering.questions import Question

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


def story_of(before: Answer) -> tuple[str, ...]:
    """Give what tells of the story of an answer: its question, unless that asked for stories, and titles it cites."""
    cited = before.citations or before.related
    titles = dict.fromkeys(citation.title for citation in cited[: LISTED if before.stories else _CITED])
    return tuple(titles) if before.stories else (before.understood, *titles)


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
