"""Following: a message that leans on the question before, put as a whole question. Pure.

A message that stands alone is given back as nothing to follow. What leans: a fragment that exchanges a part ("and in
Syria?", "only civilians"), a pronoun for what was asked about before, a question that names nothing of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answering.conversation.topics import IsName, Topic, is_people, is_place, topic_of
from bot.answering.question.asking import asked_for
from bot.answering.question.chat import written_out
from bot.answering.question.wheres import asked_places
from bot.answering.question.windows import window_of
from bot.answering.question.wording import ANYBODY, Term, terms_of
from ingest import CASUALTIES, EVENTS, Span, counted_in, family_of, is_plural

_OPENING = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|but|also|now|then|well|or|hm+|yeah|yes|no|wait|plus|alright|cool|thanks|thx|great|oh|ah)\b[\s,.!…]*)*",
    re.IGNORECASE,
)
_JOINING = re.compile(r"\b(?:and|but|or|also|plus)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:(?:what|how|wat)\s+(?:about|of|abt|bout)|same\s+(?:(?:question|thing)\s+)?(?:for|in|with|about|but)|only|just|specifically"
    r"|especially|i\s+meant?|make\s+(?:that|it)|not\s+counting|for|how\s+(?:is|are)\s+(?:it|things)\s+(?=in\b))\b\s*(?:the\s+)?",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|isn|aren|didn"
    r"|wasn|tell|show|any|anyone|explain|give|list|more|still|since\s+when)\b",
    re.IGNORECASE,
)
_ASKS_INSIDE = re.compile(
    r"\b(?:how\s+(?:many|much|long|often|old|far|big)|which|what|whom|whose|when|where)\b(?:\W+\w+){2}", re.IGNORECASE
)
"""What asks in the midst of a question: "for how many years …", "with what share …"."""
_PART = re.compile(
    r"^how\s+many\s+(?:of\s+(?:them|those|these|the\s+\w+)|(?:were|are))\s+(?:(?:were|are|was|is)\s+)?(?P<group>[\w’'-]+(?:\s+[\w’'-]+)?)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:(?P<owner>his|her(?=\s+\w)|their|its)|(?P<person>he|him|she|hers?)|(?P<group>they|them|theirs|those|these)|(?P<thing>it|this|that)|(?P<there>there))\b"
    r"(?:['’]s\b)?",
    re.IGNORECASE,
)
_NO_PRONOUN = re.compile(
    # "is there", "this week", "it is true that": words that stand for nothing said before
    r"\b(?:is|are|was|were|be|been|will|has|have)\s+there\b|\bthere\s+(?:is|are|was|were|has|have|will|any|been)\b"
    r"|\b(?:this|that|these|those)\s+(?!(?:is|was|were|are|has|have|had|will|happen\w*|true|confirmed|still|start\w*|end\w*|affect\w*|mean\w*|over)\b)[a-z]\w*"
    r"|\bit\s+(?:true|possible|likely|safe|legal|ok|okay|worth|normal)\b|\b(?:does|did|will|would)\s+it\s+take\b"
    r"|\b\w+\s+that\s+(?=\w+\s+\w+)",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = re.compile(
    r"\b(?:say|says|said|that|if|when|because|and|but|after|before|while|whether|who|which|as|claim\w*|think\w*|announc\w*|den(?:y|ied|ies)|admit\w*"
    r"|promis\w*|want\w*|plan\w*|why|how|what)\b|[,;:]",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:any\s+)?(?:more|further|other)?\s*(?:details?|updates?|information|info|developments?)|(?:tell\s+me\s+)?more(?:\s+(?:about|on)\s+(?:it|this|that))?"
    r"|(?:what\s+is|what['’]s|whats)\s+the\s+latest|(?:any\s+)?(?:thing\s+)?new(?:er)?\s+(?:on|about)\s+(?:it|this|that)|go\s+on|explain(?:\s+(?:it|that|this))?"
    r"|(?:and\s+)?(?:what\s+)?now|still|what\s+else|anything\s+else|how\s+so|and)",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(r"\W*(?:who|which|what\s+is\s+the\s+name)\b", re.IGNORECASE)
_COMPLEMENT = re.compile(
    r"\b(?:of|on|in|at|against|between|for|about|by|with|to|from|under|during|after|before|over|through|off|amid|into)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<=[\w,] )(?!I\b)[A-Z]")
"""A name within a message, whatever it is of."""
_DEFINITE = re.compile(r"\b(?:the|that|those|this|these)\s+(?P<noun>[a-z][\w-]*)")
_WHERE = ("in", "at", "near", "around", "across", "inside")
_OVER = frozenset({"over", "to", "towards", "outside", "throughout"})
"""What else comes before a place where something happens."""
_PREPOSITIONS = (
    "in|at|near|around|across|inside|on|by|from|during|against|between|of|to|with|over|after|before|about|for"
)
_PREPOSITION = re.compile(rf"^(?:{_PREPOSITIONS})\b", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"(?:(?:tomorrow|tonight|right\s+now|now|nowadays|later|earlier|next\s+(?:week|month|year|time))\b\s*)?",
    re.IGNORECASE,
)
"""A time that no window of reports has."""
_HANGS_ON = re.compile(
    rf"(?:compared|versus|vs|than|instead|despite|because|due|unlike|including|excluding|without)\b|(?:{_PREPOSITIONS})\s+(?:\w+\s+){{0,3}}(?:what|which|whom?|where)$",
    re.IGNORECASE,
)
"""What only goes on with a sentence: "compared to last year", "in exchange for what"."""
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_OWNING = re.compile(r"['’]s?$")
_BRIEF = 7
"""Words of a question that may lean on another by a bare "the suspect"; a longer one says what it is about."""
_BARE = 4
"""Words of a question that may lean on another without any such: "who is going?"."""
_FEW = 2
"""Words of a bare name or group that is asked for in another's place."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A message put as a whole question."""

    question: str
    own: tuple[Term, ...] = ()
    """What it names itself where it may as well stand alone: it was meant so only if what answers names that too."""


def followed(message: str, before: str, *, names: Sequence[str] = (), today: date, is_name: IsName) -> Followed | None:
    """Give `message` as the question it is after `before`, the last question as understood; `None` if it stands alone.

    `names` are the people whom the answer to `before` named, best first.
    """
    topic = topic_of(before, today=today, is_name=is_name)
    said = written_out(message).strip()
    opening = _OPENING.match(said)
    is_joined = bool(opening and _JOINING.search(opening[0]))
    said = (said[opening.end() :] if opening else said).strip(" ?!.,…")
    if not said or _MORE.fullmatch(said):
        return Followed(f"latest on {topic.matter(windowed=True)}")
    about = _ABOUT.match(said)
    if about and _ASKS_INSIDE.match(said, about.end()):
        about = None
    if about or not (_ASKS.match(said) or _ASKS_INSIDE.search(said)):
        fragment = said[about.end() :] if about else said
        question = _exchanged(
            topic, fragment, today, is_name, is_sure=bool(about or is_joined), is_asked=message.rstrip().endswith("?")
        )
        return Followed(question) if question else None
    part = _PART.match(said)
    if part and topic.measure and _is_group(part["group"]):
        return Followed(_with_group(topic, part["group"]))
    return _completed(topic, said, names, today, is_name)


# A fragment takes the place of a part


def _exchanged(  # noqa: PLR0913 because a fragment is judged by how it was said as well
    topic: Topic, fragment: str, today: date, is_name: IsName, *, is_sure: bool, is_asked: bool
) -> str | None:
    """Put the fragment where the like of it stands in the question before; `None` if it is none."""
    if _HANGS_ON.match(fragment):
        return f"{topic.text} {fragment}?"
    stated = window_of(fragment, today=today)
    when = (
        fragment[stated.span.start : stated.span.end].strip()
        if stated
        else _OTHER_TIME.match(fragment + " ")[0].strip()
    )
    rest = fragment.replace(when, "", 1).strip()
    words = _ARTICLE.sub("", _PREPOSITION.sub("", rest).strip())
    is_outcome = topic.is_count and family_of(rest.split()[-1].lower()) in CASUALTIES if rest else False
    is_whole = not rest or is_outcome or _is_group(rest) or (is_place(words, is_name) and (is_asked or words != rest))
    if not (is_sure or is_whole or (is_asked and is_name(rest))):
        return None
    if when:
        text = topic.exchanged(topic.window, when) if topic.window else f"{topic.text} {when}"
        topic = topic_of(text, today=today, is_name=is_name)
    if not rest:
        return f"{topic.text}?"
    if leaning := _leaning(rest, is_name):
        return _resolved(topic, rest, leaning, (), windowed=True)
    is_where = is_place(words, is_name) and not is_people(words)
    if preposition := _PREPOSITION.match(rest):
        return _with_phrase(topic, rest, preposition[0].lower(), where=words if is_where else None)
    if is_where:
        return _with_place(topic, rest)
    return _with_words(topic, rest, is_name)


def _with_phrase(topic: Topic, phrase: str, preposition: str, *, where: str | None) -> str:
    """Put a phrase, of a place if `where` names one, where its like stands, else behind it all: "and of Chile?"."""
    alike = "|".join(_WHERE) if preposition in _WHERE else preposition
    if preposition in _WHERE and topic.place:
        return f"{topic.exchanged(topic.place, phrase)}?"
    if where and topic.named_places:
        old = topic.named_places[-1]
        governed = re.search(rf"\b(?P<by>{_PREPOSITIONS})\s+(?:the\s+)?$", topic.text[: old.start], re.IGNORECASE)
        if governed and governed["by"].lower() in _OVER:
            return f"{topic.exchanged(Span(governed.start(), old.end), phrase)}?"
        if not topic.is_count:
            return f"{topic.exchanged(old, where if governed else phrase)}?"
    until = topic.window.start if topic.window else len(topic.text)
    found = re.search(rf"\b(?:{alike})\s+(?:(?!\b(?:{_PREPOSITIONS})\b)[^?,])+", topic.text[:until], re.IGNORECASE)
    return f"{topic.exchanged(Span(*found.span()), phrase)}?" if found else f"{topic.text} {phrase}?"


def _with_place(topic: Topic, place: str) -> str:
    if topic.place:
        return f"{topic.exchanged(topic.place, f'in {place}')}?"
    if topic.actor:
        return f"{topic.exchanged(topic.actor, place)}?"
    if topic.is_count or not topic.named_places:
        return f"{topic.text} in {place}?"
    return f"{topic.exchanged(topic.named_places[-1], place)}?"


def _with_words(topic: Topic, words: str, is_name: IsName) -> str:
    """Put an outcome, a group, a name or a thing where its like stands."""
    head = words.rsplit(maxsplit=1)[-1]
    if topic.is_count and family_of(head.lower()) in CASUALTIES:
        return _joined(f"how many {words}", topic.matter(windowed=True, befallen=False))
    if topic.measure and (_is_group(words) or is_people(head) or (is_plural(head) and not is_name(head))):
        return _with_group(topic, words.capitalize() if is_people(words) else words)
    if is_name(head) and topic.people:
        return f"{topic.exchanged(topic.people[-1], words)}?"
    return _joined(words, topic.matter(windowed=True))


def _is_group(words: str) -> bool:
    """Tell whether some words, few, mean people or things that are counted, and no outcome such as "injured"."""
    return (
        len(words.split()) <= _FEW
        and bool(counted_in(f" {words}"))
        and family_of(words.rsplit(maxsplit=1)[-1].lower()) not in CASUALTIES
    )


def _with_group(topic: Topic, group: str) -> str:
    """Count others than before: of events, those that befell the group."""
    counted = topic.counted
    if counted is None and topic.measure in CASUALTIES:
        return _joined(f"how many {group} {topic.measure}", topic.matter(windowed=True))
    if counted is None or topic.measure in EVENTS:
        return _joined(f"how many {group}", topic.matter(windowed=True))
    words = topic.words(counted)
    if family_of(words.split()[-1].lower()) in CASUALTIES:
        return f"{topic.exchanged(counted, f'{group} {words}')}?"
    return f"{topic.exchanged(counted, group)}?"


# A question of its own that lacks what it is about


def _completed(topic: Topic, said: str, names: Sequence[str], today: date, is_name: IsName) -> Followed | None:
    stated = window_of(said, today=today)
    if leaning := _leaning(said, is_name):
        return Followed(_resolved(topic, said, leaning, names, windowed=stated is None))
    when = said[stated.span.start : stated.span.end].strip() if stated else ""
    wording = f"{said[: stated.span.start]} {said[stated.span.end :]}".strip() if stated else said
    measure, unit, _ = asked_for(wording)
    _, places = asked_places(wording, frozenset())
    own = _named_in(wording, measure, unit)
    if places or any(term.is_name or is_name(term.name.split()[-1]) for term in own):
        return _elsewhere(topic, wording, measure, unit) if places else None
    if _CAPITAL.search(said):
        return None
    if (
        not own
        and topic.is_count
        and re.fullmatch(r"how\s+many", wording.removesuffix(unit).strip(), re.IGNORECASE)
        and unit
    ):
        same = topic.text if measure == topic.measure else _with_words(topic, unit, is_name).rstrip("?")
        return Followed(
            _exchanged(topic_of(same, today=today, is_name=is_name), when, today, is_name, is_sure=True, is_asked=True)
            or ""
            if when
            else f"{same}?"
        )
    if own and not _refers(topic, wording, own):
        return None
    if topic.counted and topic.measure not in EVENTS and re.match(r"how\s+many\b", said, re.IGNORECASE):
        return Followed(_counted_else(topic, said, unit, windowed=stated is None))
    question = _joined(said, topic.matter(windowed=stated is None, befallen=measure not in CASUALTIES))
    return Followed(question, own=() if _shares(topic, own) or measure else own)


def _named_in(wording: str, measure: str | None, unit: str) -> tuple[Term, ...]:
    """Give what a question names beside what it counts and what befell the counted."""
    terms = terms_of(wording, left_out=frozenset({measure or "", *unit.lower().split()}))
    return tuple(term for term in terms if family_of(term.name.lower()) not in CASUALTIES)


def _elsewhere(topic: Topic, said: str, measure: str | None, unit: str) -> Followed | None:
    """Ask the count before of another place: "how many were there in Syria?"."""
    stretch, _ = asked_places(said, frozenset())
    if measure or unit or not topic.is_count or not re.match(r"how\s+many\b", said, re.IGNORECASE):
        return None
    return Followed(_with_place(topic, stretch))


def _refers(topic: Topic, said: str, own: Sequence[Term]) -> bool:
    """Tell whether a question that names things, but no names, may mean those of the question before."""
    if re.match(r"how\s+many\b", said, re.IGNORECASE):
        return not _COMPLEMENT.search(said) and (not _DEFINITE.search(said) or _shares(topic, own))
    if len(own) == 1 and len(said.split()) <= _BARE:
        return True
    if not _DEFINITE.search(said.lower()) or len(said.split()) > _BRIEF:
        return False
    return _shares(topic, own) or (len(own) == 1 and not _COMPLEMENT.search(said))


def _shares(topic: Topic, own: Sequence[Term]) -> bool:
    matter = topic.matter(windowed=False)
    return any(term.pattern.search(matter) for term in own)


def _counted_else(topic: Topic, said: str, unit: str, *, windowed: bool) -> str:
    """Ask what else became of the counted, of whom, where and when as before: "how many are still held?"."""
    if not unit and topic.counted:
        said = re.sub(r"^how\s+many\b", f"how many {topic.words(topic.counted)}", said, flags=re.IGNORECASE)
    return _joined(said, " ".join(_setting(topic, windowed=windowed)))


# Pronouns


def _leaning(said: str, is_name: IsName) -> re.Match[str] | None:
    """Give the pronoun that stands for something said before, and not within `said` itself."""
    blank = _NO_PRONOUN.sub(lambda found: re.sub(r"\w", "_", found[0]), said)
    for pronoun in _PRONOUN.finditer(blank):
        before = said[: pronoun.start()]
        if pronoun["person"] and any(is_name(word) for word in re.findall(r"[\w-]+", before)):
            continue
        named = terms_of(re.sub(r"^\W*(?:which|what|whose)\s+\w+", "", before))
        if (
            not named
            or _is_subject(before)
            or not (pronoun["owner"] or _CLAUSE_BEGINS.search(_after_first(before, named[0].name)))
        ):
            return pronoun
    return None


def _is_subject(before: str) -> bool:
    """Tell whether what follows is the subject of the main clause: "how many seats did …"."""
    return bool(
        re.fullmatch(
            r"\W*(?:who|what|when|where|why|how|which)?(?:\s*[\w’'-]+){0,3}?\s*\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)\s+",
            before,
            re.IGNORECASE,
        )
    )


def _after_first(before: str, name: str) -> str:
    at = before.lower().find(name.lower().split()[0])
    return before[at + len(name) :] if at >= 0 else before


def _resolved(topic: Topic, said: str, pronoun: re.Match[str], names: Sequence[str], *, windowed: bool) -> str:
    """Put what the pronoun stands for in its place, or beside the question."""
    who = _meant(topic, pronoun, names)
    if who is None:
        measure, *_ = asked_for(said)
        return _joined(said, topic.matter(windowed=windowed, befallen=measure not in CASUALTIES))
    resolved = f"{said[: pronoun.start()]}{_in_case(who, pronoun)}{said[pronoun.end() :]}"
    return _joined(resolved, " ".join(_setting(topic, windowed=windowed))) if who == _counted(topic) else f"{resolved}?"


def _in_case(who: str, pronoun: re.Match[str]) -> str:
    """Give a name as the pronoun had it: "his", "he's"."""
    owned = bool(pronoun["owner"])
    ending = pronoun[0][-2:] if pronoun[0][-2:] in {"'s", "’s"} else ""
    return f"{who}{'’' if who.endswith('s') else '’s'}" if owned else f"{who}{ending}"


def _meant(topic: Topic, pronoun: re.Match[str], names: Sequence[str]) -> str | None:
    """Give what a pronoun stands for, as far as a name or a group can take its place."""
    people = [_OWNING.sub("", topic.words(span)) for span in topic.people]
    if pronoun["there"]:
        where = topic.place or next(iter(topic.named_places), None)
        return (
            None
            if where is None
            else topic.words(where)
            if where == topic.place
            else f"in {_OWNING.sub('', topic.words(where))}"
        )
    if pronoun["thing"] or pronoun[0].lower().startswith("its"):
        return None
    if pronoun["group"] or pronoun[0].lower() == "their":
        return _counted(topic) or next(reversed(people), None)
    matter = topic.matter(windowed=False)
    titled = matter if matter.lower().startswith(("the ", "a ")) else None
    if _ASKS_WHO.match(topic.text) and matter not in people:
        return next(iter(names), titled)
    return next(reversed(people), None) or next(iter(names), titled)


def _counted(topic: Topic) -> str | None:
    """Give the people or things that were counted, if they are any in particular."""
    counted = topic.words(topic.counted) if topic.counted else ""
    return f"the {counted}" if counted and counted.split()[-1].lower() not in ANYBODY else None


def _setting(topic: Topic, *, windowed: bool) -> list[str]:
    """Give who, where and when a question names, in its order."""
    spans = [*(span for span in topic.names if topic.place is None or span.end <= topic.place.start), topic.place]
    if windowed:
        spans.append(topic.window)
    return [topic.words(span) for span in spans if span]


def _joined(said: str, matter: str) -> str:
    """Give what was said with what it is about."""
    if not matter:
        return f"{said}?"
    if " " not in said and _PREPOSITION.match(matter):
        return f"{said} did it happen {matter}?"
    return f"{said} {matter}?" if _PREPOSITION.match(matter) else f"{said} ({matter})?"
