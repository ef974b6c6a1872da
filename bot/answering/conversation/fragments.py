"""Fragments: a part of a question, put where the like of it stood in the question before: "and in Syria?". Pure."""

import re

from bot.answering.conversation.pronouns import leaning_on, resolved
from bot.answering.conversation.topics import PREPOSITION, PREPOSITIONS, Topic, beside, is_people, is_place
from bot.answering.question.digesting import Wanted, most_in
from bot.answering.question.windows import window_of
from ingest import CASUALTIES, EVENTS, Span, counted_in, country_of, family_of, is_plural

_OTHER_TIME = re.compile(
    r"(?:tomorrow|tonight|right\s+now|now|nowadays|later|earlier|next\s+(?:week|month|year|time))\b", re.IGNORECASE
)
"""A time that is no window of reports."""
_HANGS_ON = re.compile(
    r"(?:compared|versus|vs|than|instead|despite|because|due|unlike|including|excluding|without)\b"
    rf"|(?:{PREPOSITIONS})\s+(?:\w+\s+){{0,3}}(?:what|which|whom?|where)$",
    re.IGNORECASE,
)
"""What only goes on with a sentence: "compared to last year", "in exchange for what"."""
_WHERE = ("in", "at", "near", "around", "across", "inside")
_OVER = frozenset({*_WHERE, "over", "to", "towards", "outside", "throughout"})
"""What comes before a place where something happens."""
_MODIFIES = re.compile(
    rf"\s+(?!(?:{PREPOSITIONS}|and|or|has|have|had|is|are|was|were|will|\w+ed|this|last|today|yesterday)\b)[a-z]{{3,}}"
)
"""What stands behind a place that tells whose something is: "US forces"."""
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_FEW = 2
"""Words of a bare name or group that is asked for in another's place."""


def exchanged(topic: Topic, fragment: str, *, is_sure: bool, is_asked: bool) -> str | None:
    """Give the question before with `fragment` where the like of it stands; `None` if it may be a query of its own.

    `is_sure` where it was said as a fragment ("and …", "what about …"), `is_asked` where it ends with a question mark.
    """
    if _HANGS_ON.match(fragment):
        return f"{topic.text} {fragment}?"
    when, rest = _time_in(topic, fragment)
    if not is_sure and not _is_part(topic, rest, is_asked=is_asked):
        return None
    topic = _at(topic, when) if when else topic
    return _with_rest(topic, rest) if rest else f"{topic.text}?"


def told_of(topic: Topic, wanted: Wanted, fragment: str, *, narrows: bool) -> str:
    """Ask anew for the stories that `topic` wants: of another time, a few of them, or those of something else.

    `narrows` where they are to be of both: "only about the hostages".
    """
    when, rest = _time_in(topic, fragment)
    most, rest = most_in(rest)
    topic = _at(topic, when) if when else topic
    subject = _ARTICLE.sub("", PREPOSITION.sub("", rest, count=1).strip())
    _, text = most_in(topic.text) if most or subject else (None, topic.text)
    if subject and wanted.topic:
        text = text.replace(wanted.topic, f"{wanted.topic} {subject}" if narrows else subject, 1)
    elif subject:
        text = f"{text} {rest if PREPOSITION.match(rest) else f'about {rest}'}"
    return f"{text}, top {most}?" if most else f"{text}?"


def _time_in(topic: Topic, fragment: str) -> tuple[str, str]:
    """Give the time that a fragment names, as a question may say it, and the rest of the fragment."""
    if stated := window_of(fragment, today=topic.today):
        when = fragment[stated.span.start : stated.span.end].strip()
        return when, fragment.replace(when, "", 1).strip()
    bare = f"in {fragment}"
    if (stated := window_of(bare, today=topic.today)) and stated.span == Span(0, len(bare)):
        return bare, ""
    other = _OTHER_TIME.match(fragment)
    return (other[0], fragment[other.end() :].strip()) if other else ("", fragment)


def _at(topic: Topic, when: str) -> Topic:
    """Give the question as asked of another time."""
    return topic.renewed(topic.exchanged(topic.window, when) if topic.window else f"{topic.text} {when}")


def _is_part(topic: Topic, rest: str, *, is_asked: bool) -> bool:
    """Tell whether a bare fragment is plainly a part: a time, a group, an outcome, "in Syria", or any name with "?"."""
    if not rest or is_group(rest) or (topic.is_count and family_of(_head(rest)) in CASUALTIES):
        return True
    where = _where(topic, rest)
    return (where is not None and (is_asked or where != rest)) or (is_asked and topic.is_name(rest))


def _where(topic: Topic, rest: str) -> str | None:
    """Give the place that a fragment names, without preposition and article."""
    words = _ARTICLE.sub("", PREPOSITION.sub("", rest, count=1).strip() if PREPOSITION.match(rest) else rest)
    return words if is_place(words, topic.is_name) and not is_people(words) else None


def _with_rest(topic: Topic, rest: str) -> str:
    where = _where(topic, rest)
    if leaning := leaning_on(rest, topic.is_name):
        return resolved(topic, rest, leaning, windowed=True)
    if preposition := PREPOSITION.match(rest):
        return _with_phrase(topic, rest, preposition[0].lower(), where)
    return _with_place(topic, rest) if where else with_words(topic, rest)


def _with_phrase(topic: Topic, phrase: str, preposition: str, where: str | None) -> str:
    """Put a phrase, of a place if `where` names one, where its like stands, else behind it all: "and of Chile?"."""
    if preposition in _WHERE and topic.place:
        return f"{topic.exchanged(topic.place, phrase)}?"
    if where and topic.named_places and (old := _place_like(topic, where)):
        return f"{topic.exchanged(*old)}?" if old[1] == where else f"{topic.exchanged(old[0], phrase)}?"
    alike = "|".join(_WHERE) if preposition in _WHERE else preposition
    until = topic.window.start if topic.window else len(topic.text)
    found = re.search(rf"\b(?:{alike})\s+(?:(?!\b(?:{PREPOSITIONS})\b)[^?,])+", topic.text[:until], re.IGNORECASE)
    return f"{topic.exchanged(Span(*found.span()), phrase)}?" if found else f"{topic.text} {phrase}?"


def _place_like(topic: Topic, where: str) -> tuple[Span, str] | None:
    """Give where a place of the question stands, and whether its bare name (`where`) or the whole phrase goes there."""
    old = topic.named_places[-1]
    governed = re.search(rf"\b(?P<by>{PREPOSITIONS})\s+(?:the\s+)?$", topic.text[: old.start], re.IGNORECASE)
    if governed and governed["by"].lower() in _OVER:
        return Span(governed.start(), old.end), ""
    is_modifier = _MODIFIES.match(topic.text, old.end)
    if topic.is_count or is_modifier:
        return None
    return old, where if governed else ""


def _with_place(topic: Topic, place: str) -> str:
    if topic.place:
        return f"{topic.exchanged(topic.place, f'in {place}')}?"
    if topic.actor:
        return f"{topic.exchanged(topic.actor, place)}?"
    if topic.people and not country_of(_ARTICLE.sub("", place).title()):
        return f"{topic.exchanged(topic.people[-1], place)}?"
    if topic.is_count or not topic.named_places:
        return f"{topic.text} in {place}?"
    return f"{topic.exchanged(topic.named_places[-1], place)}?"


def with_words(topic: Topic, words: str) -> str:
    """Put an outcome, a group, a name or a thing where its like stands."""
    head = _head(words)
    if family_of(head) in CASUALTIES:
        return beside(f"how many {words}", topic.matter(windowed=True, befallen=False))
    if topic.measure and (is_group(words) or is_people(head) or (is_plural(head) and not topic.is_name(head))):
        return with_group(topic, words.capitalize() if is_people(words) else words)
    if topic.is_name(words.rsplit(maxsplit=1)[-1]) and topic.people:
        return f"{topic.exchanged(topic.actor or topic.people[-1], words)}?"
    return beside(words, topic.matter(windowed=True))


def is_group(words: str) -> bool:
    """Tell whether some words, few, mean people or things that are counted, and no outcome such as "injured"."""
    is_counted = len(words.split()) <= _FEW and bool(counted_in(f" {words}"))
    return is_counted and family_of(_head(words)) not in CASUALTIES


def with_group(topic: Topic, group: str) -> str:
    """Count others than before: of events, those that befell the group."""
    counted = topic.counted
    if counted is None and topic.measure in CASUALTIES:
        return beside(f"how many {group} {topic.measure}", topic.matter(windowed=True))
    if counted is None or topic.measure in EVENTS:
        return beside(f"how many {group}", topic.matter(windowed=True))
    words = topic.words(counted)
    if family_of(_head(words)) in CASUALTIES:
        return f"{topic.exchanged(counted, f'{group} {words}')}?"
    return f"{topic.exchanged(counted, group)}?"


def _head(words: str) -> str:
    return words.rsplit(maxsplit=1)[-1].lower()
