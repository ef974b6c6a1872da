"""Questions for a count in other words, put as "how many": "did over 200 die", "how many of the dead were women"."""

import re
from datetime import date

from bot.answering.question.lexicon import lexicon
from bot.answering.question.terms import opening
from ingest import CASUALTIES, are_called_people, counted_in, family_of, find_dates, find_numbers

_YES_OR_NO = lexicon(__package__).words("opens on the past") | lexicon(__package__).words("opens on the present")
BOUND = re.compile(
    r"(?:\b(?:more|fewer|less|greater|higher|lower|as|many|much|at|up|to|than|over|under|above|below|exceed\w*|surpass\w*"
    r"|pass(?:es|ed)?|least|most|about|around|some|nearly|almost|roughly|approximately|only|just)\s+)+$",
    re.IGNORECASE,
)
"""What stands before a number and says how exactly it is meant."""
PER_CENT = re.compile(r"\s?-?(?:%|per\s?cent\b)", re.IGNORECASE)
_PART = re.compile(
    r"\bhow\s+many\s+(?:(?:people\s+)?(?:of|among)\s+(?:(?P<whole>(?:them|(?:the|those|these)\s[^?,]*?)\s+(?:were|was|are|is)|them)\s+"
    r"(?P<group>(?:[\w’'-]+\s+)?[\w’'-]+))\s*(?=[?.,]|$)"
    r"|(?P<counted>[^?,]+?)\s+(?:were|are|is|was)\s+among\s+(?P<all>(?:the|those|these)\s[^?,]*))",
    re.IGNORECASE,
)
"""A part of those whom something befell: "how many of the dead were women", "how many women were among the dead"."""
_ANYONE = re.compile(r"\b(?:anyone|anybody|any(?=\s))", re.IGNORECASE)
_BEING = re.compile(r"\s*\b(?:were|was|are|is)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|those|these|them)\b\s*(?:who\s+(?:were\s+)?)?", re.IGNORECASE)


def as_count(text: str, *, today: date) -> str:
    """Give `text` as the question for a count that it is, else as it stands."""
    if part := _PART.search(text):
        return text[: part.start()] + _of_a_part(part, text) + text[part.end() :]
    return _without_bound(text, today) or text


def _of_a_part(part: re.Match[str], text: str) -> str:
    """Put "how many of those killed in X were women" as "how many women killed in X"."""
    group, whole = part["group"] or part["counted"], _ARTICLE.sub("", part["whole"] or part["all"])
    words = _BEING.sub("", whole).split()
    if not are_called_people(group.split()[-1]):
        return part[0]
    befallen = [at for at, word in enumerate(words) if family_of(word) in CASUALTIES]
    if befallen:
        at = befallen[0]
        return " ".join(("how many", group, *words[at:], *words[:at]))
    if words and words[0].lower() != "victims":
        return part[0]
    fates = (word for word in re.findall(r"[a-z]+", text.lower()) if family_of(word) in CASUALTIES)
    return f"how many {group} {next(fates, 'killed')}"


def _without_bound(text: str, today: date) -> str | None:
    """Put "did more than 200 die" as "did how many die": whatever the number, the newest one answers."""
    if opening(text) not in _YES_OR_NO:
        return None
    days = [mention.span for mention in find_dates(text, today=today)]
    for number in find_numbers(text):
        bound = BOUND.search(text, 0, number.span.start)
        before, after = text[: bound.start() if bound else number.span.start], text[number.span.end :]
        counted = counted_in(after, before)
        is_day = any(day.start <= number.span.start < day.end for day in days)
        if is_day or not (bound or (counted and counted[0] in CASUALTIES)):
            continue
        if PER_CENT.match(after):
            return f"what {before}{PER_CENT.sub('', after, 1)}"
        return f"{before}how {'much' if number.is_money else 'many'}{after}"
    anyone = _ANYONE.search(text)
    after = text[anyone.end() :] if anyone else ""
    counted = counted_in(after.replace(" hurt", " were hurt", 1) if anyone else "")
    return f"{text[: anyone.start()]}how many{after}" if anyone and counted and counted[0] in CASUALTIES else None
