"""Following: a message that leans on the question before, put as a whole question. Pure.

What leans: a fragment that exchanges a part ("and in Syria?", "only civilians"), a pronoun for what was asked about
before, a question that names nothing of its own. All else stands alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.conversation.fragments import exchanged, is_group, told_of, with_group, with_words
from bot.answering.conversation.pronouns import leaning_on, resolved
from bot.answering.conversation.topics import PREPOSITION, PREPOSITIONS, IsName, Topic, beside, topic_of
from bot.answering.question.aim import asked_for
from bot.answering.question.chat import written_out
from bot.answering.question.digesting import Wanted, most_in, stories_wanted
from bot.answering.question.places import asked_places
from bot.answering.question.terms import Term, terms_of
from bot.answering.question.windows import window_of
from ingest import CASUALTIES, EVENTS, family_of

_OPENING = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|but|also|now|then|well|or|hm+|yeah|yes|no|wait|plus|alright|cool|thanks|thx|great|oh|ah)"
    r"\b[\s,.!…]*)*",
    re.IGNORECASE,
)
_JOINING = re.compile(r"\b(?:and|but|or|also|plus)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:(?:what|how)\s+(?:about|of|abt|bout)|same\s+(?:(?:question|thing)\s+)?(?:for|in|with|about|but)|only|just"
    r"|specifically|especially|i\s+meant?|make\s+(?:that|it)|not\s+counting|for|how\s+(?:is|are)\s+(?:it|things)\s+(?=in\b))"
    r"\b\s*(?:the\s+)?",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|did|does|do|has|have|had|will|would|can|could|should"
    r"|may|isn|aren|didn|wasn|tell|show|names?|any|anyone|explain|give|list|more|still|since\s+when)\b",
    re.IGNORECASE,
)
_ASKS_BEHIND = re.compile(
    r"(?:(?:out\s+)?(?:by|with|for|to|from|of|about|against|after|in|at|on|over|under|within|until))\s+(?:whom?|whose|what|which|where|when|how)"
    r"(?:\s+(?:many|much|long|far|old))?(?:\s+\w+)?",
    re.IGNORECASE,
)
"""What asks with a preposition: "by how much?", "with whom?"."""
_ASKS_OF_OTHER = re.compile(
    r"(?:what|how)\s+(?:about|of|abt|bout)\s+(?P<other>[^,?]{2,40}),\s+(?P<asked>\w.*)", re.IGNORECASE
)
"""What asks something of another: "what about Ada, is she going too?"."""
_ASKS_BARELY = re.compile(r"(?:and\s+)?(?:the\s+)?[a-z-]+(?:\s+[a-z-]+){0,2}\s*\?+", re.IGNORECASE)
"""A thing with a question mark: "evacuations?", "cause of death?"."""
_ASKS_INSIDE = re.compile(
    r"\b(?:how\s+(?:many|much|long|often|old|far|big)|which|what|whom|whose|when|where)\b(?:\W+\w+){2}", re.IGNORECASE
)
"""What asks in the midst of a question: "for how many years …", "with what share …"."""
_ASKS_ELSEWHERE = re.compile(
    r"(?:who|what|when|how\s+many|how\s+much)\s+(?=(?:in|of|at|for|from|near)\s+(?:\S+\s*){1,3}$)", re.IGNORECASE
)
"""What asks the same again: "and who in Chile?"."""
_PART_OF_THEM = re.compile(
    r"^how\s+many\s+(?:of\s+(?:them|those|these|the\s+\w+)|(?:were|are))\s+(?:(?:were|are|was|is)\s+)?"
    r"(?P<group>[\w’'-]+(?:\s+[\w’'-]+)?)$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:any\s+)?(?:more|further|other)?\s*(?:details?|updates?|information|info|developments?)"
    r"|(?:tell\s+me\s+)?more(?:\s+(?:about|on)\s+(?:it|this|that))?|(?:what\s+is|what['’]s)\s+the\s+latest"
    r"|(?:any\s*(?:thing)?\s+)?new\s+(?:on|about)\s+(?:it|this|that)|go\s+on|explain(?:\s+(?:it|that|this))?"
    r"|(?:what\s+)?now|still|what\s+else|anything\s+else|how\s+so",
    re.IGNORECASE,
)
_AMOUNTS = {
    3: re.compile(
        r"(?:make\s+it\s+|keep\s+it\s+|(?:in\s+|too\s+)?)(?:shorter|short|brief|long)|briefly|tl;?\s?dr|sum\s+(?:it|that)\s+up"
        r"|(?:just\s+|only\s+)?the\s+(?:highlights|main\s+(?:ones|points|stories)|important\s+(?:ones|stories)|headlines)",
        re.IGNORECASE,
    ),
    20: re.compile(
        r"(?:(?:show|tell|give)\s+(?:me\s+)?)?(?:(?:any\s+)?more|the\s+(?:rest|others)|(?:them\s+)?all(?:\s+of\s+(?:them|it))?)"
        r"(?:\s+(?:stories|news|of\s+(?:them|it|these|those)))?|(?:what|anything)\s+else|next|go\s+on",
        re.IGNORECASE,
    ),
}
"""How many stories a message wants that asks for fewer or more of those that were told."""
_NARROWS = re.compile(r"(?:only|just|specifically|especially)\b", re.IGNORECASE)
_OTHERS = frozenset({"one", "ones", "else", "other", "another", "others", "instead", "exactly", "actually"})
_HOW_MUCH = re.compile(r"\W*how\s+much\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"how\s+many\b", re.IGNORECASE)
_GOVERNED = re.compile(rf"\b(?:{PREPOSITIONS})\s+(?:the\s+)?$", re.IGNORECASE)
_COMPLEMENT = re.compile(
    rf"\b(?:{PREPOSITIONS})\s+(?P<what>(?!(?:the|this|that|these|those|them|it)\b)\S.*)$", re.IGNORECASE
)
_CAPITAL = re.compile(r"(?<=[\w,] )(?!I\b)[A-Z]")
"""A name within a message, whatever it is of."""
_DEFINITE = re.compile(r"\b(?:the|that|those|this|these)\s+[a-z]", re.IGNORECASE)
_BRIEF = 7
"""Words of a question that may lean on another by a bare "the suspect"; a longer one says what it is about."""
_BARE = 4
"""Words of a question that may lean on another without any such: "who is going?"."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A message put as a whole question."""

    question: str
    said: str = ""
    """What of it was said, in the message's own words; "" where the stories are wanted anew."""
    is_exchanged: bool = False
    """Whether a part was exchanged, so that it asks the same of something else."""
    own: tuple[Term, ...] = ()
    """What it names itself where it may as well stand alone: it was meant so only if what answers names that too."""
    exchanged: tuple[Term, ...] = ()
    """The names that came in the place of others: what answers has to name them, or it answers the question before."""
    others: tuple[Term, ...] = ()
    """What else came there: most of it has to be named."""


def followed(message: str, before: str, *, names: Sequence[str] = (), today: date, is_name: IsName) -> Followed | None:
    """Give `message` as the question it is after `before`, the last question as understood; `None` if it stands alone.

    `names` are the people whom the answer to `before` named, best first.
    """
    topic = topic_of(before, today=today, is_name=is_name)
    said = written_out(message).strip()
    opening = _OPENING.match(said)
    is_joined = bool(opening and _JOINING.search(opening[0]))
    said = (said[opening.end() :] if opening else said).strip(" ?!.,…")
    if again := _told_again(topic, said, is_sure=is_joined) or _of_another(topic, said):
        return again
    part = _PART_OF_THEM.match(said)
    if part and topic.measure and is_group(part["group"]):
        return Followed(with_group(topic, part["group"]), said)
    about = _ABOUT.match(said) or _ASKS_ELSEWHERE.match(said)
    if about and _ASKS_INSIDE.match(said, about.end()):
        about = None
    if _ASKS_BEHIND.fullmatch(said):
        if topic.is_count or _HOW_MUCH.match(topic.text):
            return Followed(beside(said, topic.matter(windowed=True, befallen=False)), said)
        return Followed(exchanged(topic, said, is_sure=True, is_asked=True) or f"{topic.text} {said}?", said)
    if about or not (_ASKS.match(said) or _ASKS_INSIDE.search(said)):
        fragment = said[about.end() :] if about else said
        is_asked = message.rstrip().endswith("?")
        question = exchanged(topic, fragment, is_sure=bool(about or is_joined), is_asked=is_asked)
        new, others = _names_in(topic, fragment), _things_in(topic, fragment)
        return Followed(question, fragment, is_exchanged=True, exchanged=new, others=others) if question else None
    completed = _completed(topic, said, names)
    return replace(completed, own=()) if completed and is_joined else completed


def _told_again(topic: Topic, said: str, *, is_sure: bool) -> Followed | None:
    """Give a message that asks for the stories of what was asked, for others than were told, or for fewer of them."""
    again = _other_stories(topic, topic.stories, said, is_sure=is_sure) if topic.stories else None
    if again is None and (not said or _MORE.fullmatch(said)):
        matter = topic.matter(windowed=True)
        return Followed(f"latest on {matter}" if matter else topic.text)
    return again


def _of_another(topic: Topic, said: str) -> Followed | None:
    """Give a question that is asked of somebody else, with its own words for that: "what about Ada, is she going?"."""
    match = _ASKS_OF_OTHER.fullmatch(said)
    leaning = leaning_on(match["asked"], topic.is_name) if match else None
    if match is None or leaning is None:
        return None
    asked, other = match["asked"], match["other"]
    whole = f"{asked[: leaning.start()]}{other}{asked[leaning.end() :]}?"
    return Followed(whole, other, is_exchanged=True, exchanged=_names_in(topic, other), others=terms_of(other))


def _other_stories(topic: Topic, wanted: Wanted, said: str, *, is_sure: bool) -> Followed | None:
    if amount := next((most for most, pattern in _AMOUNTS.items() if pattern.fullmatch(said)), None):
        return Followed(told_of(topic, wanted, f"top {amount}", narrows=True))
    about = _ABOUT.match(said)
    fragment = said[about.end() :] if about else said
    most, rest = most_in(fragment)
    is_part = about or is_sure or (most and not rest) or _is_window(fragment, topic.today)
    if not is_part or (_ASKS.match(fragment) and not most) or _ASKS_BEHIND.fullmatch(fragment):
        return None
    return Followed(told_of(topic, wanted, fragment, narrows=bool(_NARROWS.match(said))))


def _is_window(fragment: str, today: date) -> bool:
    stated = window_of(fragment, today=today)
    return stated is not None and not f"{fragment[: stated.span.start]}{fragment[stated.span.end :]}".strip()


def brief_question(message: str, before: str, *, today: date, is_name: IsName) -> Followed | None:
    """Give a brief question that `followed` takes to stand alone, as it would be of what `before` asked.

    Nothing in it leans on that; who asks "who got the red card?" of a final that was just told of means that one.
    """
    said = written_out(message).strip()
    opening = _OPENING.match(said)
    said = (said[opening.end() :] if opening else said).strip(" ?!.,…")
    if (
        not (_ASKS.match(said) or not terms_of(said) or _ASKS_BARELY.fullmatch(message.strip()))
        or len(said.split()) > _BRIEF
        or stories_wanted(said, is_of_days=False)
    ):
        return None
    own, matter = (topic_of(text, today=today, is_name=is_name) for text in (said, before))
    return None if _is_complete(own, matter) else Followed(beside(said, matter.matter(windowed=False)), said)


def _is_complete(asked: Topic, before: Topic) -> bool:
    """Tell whether a question names by itself what it is about: two names, or one behind a preposition.

    So it does with a phrase of the question before: "how many attacks on us forces?" asks that anew.
    """
    placed = any(_GOVERNED.search(asked.text, 0, name.start) for name in asked.names)
    phrase = _COMPLEMENT.search(asked.text)
    repeats = phrase is not None and phrase["what"].lower() in before.text.lower()
    return placed or repeats or len(asked.names) > 1 or _repeats(asked.text, before.matter(windowed=False))


def _repeats(asked: str, matter: str) -> bool:
    """Tell whether a question has all of a matter in its own words."""
    terms = terms_of(matter)
    return bool(terms) and all(term.pattern.search(asked) for term in terms)


def _names_in(topic: Topic, fragment: str) -> tuple[Term, ...]:
    return tuple(term for term in terms_of(fragment) if term.is_name or topic.is_name(term.name.split()[-1]))


def _things_in(topic: Topic, fragment: str) -> tuple[Term, ...]:
    """Give what a fragment names without a name, a group or an outcome that is counted: "the ice hockey one"."""
    if topic.is_count or is_group(fragment) or leaning_on(fragment, topic.is_name) or _names_in(topic, fragment):
        return ()
    stated = window_of(fragment, today=topic.today)
    said = f"{fragment[: stated.span.start]} {fragment[stated.span.end :]}" if stated else fragment
    return tuple(term for term in terms_of(said) if term.name not in _OTHERS)


def _completed(topic: Topic, said: str, names: Sequence[str]) -> Followed | None:
    """Give a question of its own with what it lacks."""
    stated = window_of(said, today=topic.today)
    if leaning := leaning_on(said, topic.is_name):
        return Followed(resolved(topic, said, leaning, names, windowed=stated is None), said)
    if stories_wanted(said, is_of_days=False):
        return None
    if stated is None:
        return _lacking(topic, said, "")
    when = said[stated.span.start : stated.span.end].strip()
    return _lacking(topic, f"{said[: stated.span.start]} {said[stated.span.end :]}".strip(), when)


def _lacking(topic: Topic, said: str, when: str) -> Followed | None:
    """Complete a question that names nothing, or nothing but what was asked about; `when` is the window it states."""
    measure, unit, _ = asked_for(said)
    stretch, places = asked_places(said, frozenset())
    is_count = topic.is_count and bool(_HOW_MANY.match(said))
    if places:
        is_bare = is_count and not measure and not unit
        there = exchanged(topic, f"in {stretch}", is_sure=True, is_asked=True)
        return Followed(there or "", said, is_exchanged=True) if is_bare else None
    own = _named_in(said, measure, unit)
    if _CAPITAL.search(said) or any(topic.is_name(term.name.split()[-1]) for term in own):
        return None
    if is_count and unit and not own and _HOW_MANY.sub("", said).strip() == unit:
        is_same = topic.counted is not None and measure == topic.measure
        counts = topic.exchanged(topic.counted, unit) if is_same and topic.counted else with_words(topic, unit)
        same = topic.renewed(counts)
        return Followed(exchanged(same, when, is_sure=True, is_asked=True) or "", said)
    if own and not _refers(topic, said, own):
        return None
    whole = f"{said} {when}".strip()
    if is_count and topic.measure not in EVENTS:
        counted = topic.words(topic.counted) if topic.counted and not unit else ""
        count = beside(_HOW_MANY.sub(f"how many {counted}".strip(), whole), topic.setting(windowed=not when))
        return Followed(count, said)
    question = beside(whole, topic.matter(windowed=not when, befallen=measure not in CASUALTIES))
    return Followed(question, said, own=() if measure or _shares(topic, own) else own)


def _named_in(said: str, measure: str | None, unit: str) -> tuple[Term, ...]:
    """Give what a question names beside what it counts and what befell the counted."""
    terms = terms_of(said, left_out=frozenset({measure or "", *unit.lower().split()}))
    return tuple(term for term in terms if family_of(term.name.lower()) not in CASUALTIES and term.name not in _OTHERS)


def _refers(topic: Topic, said: str, own: Sequence[Term]) -> bool:
    """Tell whether a question that names things, but no names, may mean those of the question before."""
    is_complete = any(PREPOSITION.match(word) for word in said.split()[1:])
    if _HOW_MANY.match(said):
        return not is_complete and (not _DEFINITE.search(said) or _shares(topic, own))
    if len(own) == 1 and len(said.split()) <= _BARE:
        return True
    if is_complete or not _DEFINITE.search(said) or len(said.split()) > _BRIEF:
        return False
    return _shares(topic, own) or len(own) == 1


def _shares(topic: Topic, own: Sequence[Term]) -> bool:
    matter = topic.matter(windowed=False)
    return any(term.pattern.search(matter) for term in own)
