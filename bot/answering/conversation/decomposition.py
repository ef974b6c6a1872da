"""Question decomposition: the questions of one message, one by one, and their answers as one. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answers import Answer, Conflict, Figure

MOST = 3
"""Questions of one message that are answered; more than that is a list, and is asked as it stands."""
_ASKS = (
    r"(?:(?:who|what|when|where|why|how)(?:['’]?s)?|whom|whose|which|is|are|was|were|did|does|do|has|have|had|will"
    r"|can)\b"
)
_ENDED = re.compile(rf"(?<=\?)\s+|(?:(?<=[.!;])\s+|\n+)(?=(?:(?:and|also|so)\s+)*{_ASKS})", re.IGNORECASE)
_CONJOINED = re.compile(rf"\s*(?:,\s*|;\s*|\s)(?:and|n|also|plus|\+|&)\s+(?:also\s+)?(?={_ASKS})", re.IGNORECASE)
_BEGINS = re.compile(
    rf"^\W*(?:and\s+|also\s+|so\s+|ok\s+|hey\W+|hi\W+)*(?:(?:by|for|to|of|with|from|at|in|on|since)\s+)?{_ASKS}",
    re.IGNORECASE,
)
_TWICE = re.compile(
    rf"(?P<asked>\W*{_ASKS}[^?]*?)\s+(?P<by>in|of|at|for|from|by)\s+(?P<one>[^?,]+?)\s+and\s+(?:(?:who|what|how\s+many)\s+)?(?P=by)\s+(?P<other>[^?,]+?)\s*\??",
    re.IGNORECASE,
)
"""One thing asked of two: "the rate in Peru and in Chile"; without the second "in" they are asked of together."""
_LEAST = 3
"""Words of a question that another is joined to by "and"; that one may have fewer: "and who paid"."""
_ELLIPTIC = re.compile(
    r"(?P<asked>.+?)[\s,]+(?:and|plus|\+|&)\s+(?:also\s+)?(?P<more>(?:(?:of|for|by|with|from|to|in|at|on|since|until)\s+)?"
    r"(?:whom?|whose|when|where|how(?:\s+(?:many|much)(?:\s+\w+)?|\s+(?:long|old|often|far))?|what(?:\s+for)?|which\s+\w+))\W*",
    re.IGNORECASE,
)
"""A question and one that takes the rest from it: "who won and by how much?", "who was convicted and of what?"."""
_LONG = 30
"""Words from which "and" joins what one article has to tell, not two questions."""
_BEFORE = re.compile(
    r"^(?:(?:yo|hey|hi|hello|lol|lmao|omg|bro|bruh|dude|guys|ok|okay|so|damn|wow|wait|um+|uh+|hm+|please|pls|plz|rip|sitrep|bot)"
    r"\b[\s,!.…:-]+)+(?=\w)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[\s,]+(?:lol|lmao|lmfao|haha+|xd|bro|bruh|dude|tho|though|please|pls|plz|thx|thanks|mate|fr|ngl|tbh|btw|smh|omg|wtf)"
    r"\b)+(?P<mark>\s*[?!.]*)\s*$",
    re.IGNORECASE,
)
FIRST_VIEW = 600
"""Characters that are read at a glance: shared by the questions."""
_MARK = re.compile(r"\[(\d+)]")
_SAID_FIRST = re.compile(r"(?<=[).])\n")
"""What an answer says first ends with a sentence, or with whose an article's quotes are."""


def questions_in(message: str) -> tuple[str, ...]:
    """Give the questions of `message` in order; the message as it stands if it is one."""
    if twice := _TWICE.fullmatch(message.strip()):
        asked, by = twice["asked"], twice["by"]
        return tuple(f"{asked} {by} {each}?" for each in (twice["one"], twice["other"]))
    if (elliptic := _ELLIPTIC.fullmatch(message.strip())) and _is_whole(elliptic["asked"]):
        return f"{elliptic['asked']}?", f"{elliptic['more']}?"
    ended = [part.rstrip(" .!;") for part in _ENDED.split(message.strip()) if re.search(r"\w", part)]
    parts = [question for part in ended for question in _conjoined(part)]
    first, *others = parts
    if not 0 < len(others) < MOST or not _BEGINS.match(first):
        return (message,)
    if not all(part.endswith("?") or _BEGINS.match(part) for part in others):
        return (message,)
    return tuple(part if part.endswith("?") else f"{part}?" for part in parts)


def _is_whole(asked: str) -> bool:
    """Tell whether one question is asked whole, and does not end in the midst: "who, when and where?" is one."""
    return bool(_BEGINS.match(asked)) and " " in asked and not re.search(rf"(?:,|{_ASKS})\s*$", asked)


def _conjoined(part: str) -> list[str]:
    first, *others = _CONJOINED.split(part)
    is_long = len(part.split()) > _LONG
    if (
        is_long
        or len(first.split()) < _LEAST
        or not all(" " in each and _BEGINS.match(each) for each in (first, *others))
    ):
        return [part]
    return [first, *others]


def without_interjections(message: str) -> str:
    """Give `message` without greetings before and laughter behind; the message itself if nothing else is in it."""
    rest = _AFTER.sub(lambda found: found["mark"].strip(), _BEFORE.sub("", message.strip()))
    return rest if re.search(r"\w", rest) else message


def joined(answers: Sequence[Answer], question: str) -> Answer:
    """Give one answer: under each question as understood what answers it at a glance, citations numbered through."""
    parts: list[Answer] = []
    for answer in _once([_at_a_glance(answer, FIRST_VIEW // len(answers)) for answer in answers]):
        parts.append(_numbered(answer, sum(len(one.citations) for one in parts)))
    leading = next((part for part in parts if not part.abstained), parts[0])
    return replace(
        leading,
        question=question,
        understood=" ".join(part.understood for part in parts),
        readings=(),
        answer="\n".join("\n".join((part.understood, *part.readings, part.answer)) for part in parts),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        figures=tuple(figure for part in parts for figure in part.figures),
        history=(),
        stories=(),
        conflicts=tuple(conflict for part in parts for conflict in part.conflicts),
        citations=tuple(citation for part in parts for citation in part.citations),
        missing=tuple(dict.fromkeys(word for part in parts for word in part.missing)),
        related=tuple(citation for part in parts if not part.citations for citation in part.related),
    )


def _once(answers: Sequence[Answer]) -> list[Answer]:
    """Put questions that are answered first with the same side by side."""
    told: dict[str, Answer] = {}
    for answer in answers:
        first = _MARK.sub("", _SAID_FIRST.split(answer.answer, maxsplit=1)[0])
        asked = f"{told[first].understood} {answer.understood}" if first in told else answer.understood
        told[first] = replace(told.get(first, answer), understood=asked)
    return [*told.values()]


def _at_a_glance(answer: Answer, room: int) -> Answer:
    """Give an answer with as many of its lines as fit the room beside the question, one at least."""
    lines = answer.answer.splitlines()
    told: list[str] = []
    left = room - sum(map(len, (answer.understood, *answer.readings)))
    for line in lines:
        if line is lines[0] or len(line) <= left:
            told.append(line)
            left -= len(line)
    return replace(answer, answer="\n".join(told))


def _numbered(answer: Answer, shift: int) -> Answer:
    """Leave out what is not cited at a glance, and number the rest after the `shift` citations before."""
    figures = [*answer.figures, *(figure for conflict in answer.conflicts for figure in conflict.figures)]
    told = {int(mark[1]) for mark in _MARK.finditer(answer.answer)} | {figure.citation for figure in figures}
    kept = [citation for citation in answer.citations if citation.n in told]
    number = {citation.n: shift + place for place, citation in enumerate(kept, start=1)}
    return replace(
        answer,
        answer=_MARK.sub(lambda mark: f"[{number.get(int(mark[1]), mark[1])}]", answer.answer),
        figures=_figures(answer.figures, number),
        conflicts=tuple(Conflict(one.about, _figures(one.figures, number)) for one in answer.conflicts),
        citations=tuple(replace(citation, n=number[citation.n]) for citation in kept),
    )


def _figures(figures: Sequence[Figure], number: dict[int, int]) -> tuple[Figure, ...]:
    return tuple(replace(figure, citation=number[figure.citation]) for figure in figures)
