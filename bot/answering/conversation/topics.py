"""A topic: what the question before was about, taken apart so that a part can be exchanged."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.answering.question.aim import asked_for
from bot.answering.question.chat import written_out
from bot.answering.question.digesting import Wanted, stories_wanted
from bot.answering.question.english import is_plain
from bot.answering.question.places import asked_places
from bot.answering.question.terms import ANYBODY, STOP_WORDS
from bot.answering.question.windows import Stated, window_of
from ingest import CASUALTIES, Span, country_of, family_of, find_places

IsName = Callable[[str], bool]
"""Tells whether texts write a word as a name."""

_PLACING = "in|at|near|around|across|inside|over"
PREPOSITIONS = f"{_PLACING}|on|by|from|during|against|between|of|to|with|after|before|about|for|since|under"
PREPOSITION = re.compile(rf"(?:{PREPOSITIONS})\b", re.IGNORECASE)
_HEAD = re.compile(
    r"^\W*(?:(?:please|(?:can|could|do)\s+you\s+(?:tell|say|know|show|find|explain)(?:\s+(?:me|us))?|(?:tell|show)\s+(?:me|us)"
    r"|(?:any\s+|the\s+)?(?:latest|news|updates?)\s+(?:news\s+)?(?:on|about|from)|about)\b\s*)*"
    r"(?:(?:by|with|for|to|from|of|against|at|in|until|since)\s+(?=(?:who|what|which|when|where|how)))?(?:(?:how\s+(?:many|much|often|long|old|big|large|far|tall|high|deep|fast|strong|bad|serious|hot)|how|who|whom|whose|what|when|where|why|which)(?:['’]?s)?\b\s*)?"
    r"(?:(?:else|is|are|was|were|did|do|does|has|have|had|will|would|can|could|been|about|happened|happens|happening|going\s+on)\b\s*)*(?:it\s+happen(?:ed)?\b\s*)?",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:in|at|near|around|across|inside)\s+(?:the\s+)?$", re.IGNORECASE)
_TOPICAL = re.compile(r"(?:to|with|about|for)\s+", re.IGNORECASE)
_BESIDE = re.compile(r"\((?P<matter>[^()]+)\)[^()]*$")
"""What a question that leant on another is about, as `beside` puts it."""
_DOING = re.compile(r"\b(?:did|does|do|has|have|had|will|would|can|could|should)\s+(?:the\s+)?$", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_][\w’'-]*")
_AUXILIARY = re.compile(
    r"^(?:that|this|those|these)\b|\b(?:has|have|had|did|do|does|been|is|are|was|were)\b", re.IGNORECASE
)
_SHOUTED = 4
"""Letters from which capitals alone make no abbreviation of a plain word: "US" and "WHO" are names."""
_TOLL = re.compile(r"\s+(?:death|casualty|injury|body)\s+(?:toll|count)\b", re.IGNORECASE)
_BEFALLING = re.compile(
    r"\s*(?:have|has|had|were|was|are|is|been|being|did|do|got|get|so\s+far|there)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A question of before, in its own words, with where its parts stand; a part that it lacks is `None`."""

    text: str
    measure: str | None
    """What it counts, in the normal form that tallies use."""
    counted: Span | None
    """The noun phrase behind "how many"."""
    window: Span | None
    """ "since Oct 17". """
    place: Span | None
    """ "in Iraq", with its preposition. """
    names: tuple[Span, ...]
    """Names of any kind, in order."""
    named_places: tuple[Span, ...]
    """Those of `names` that are of countries, their people and places."""
    stories: Wanted | None
    """Which stories it asks for."""
    today: date
    is_name: IsName

    def words(self, span: Span) -> str:
        """Give what stands at a span."""
        return self.text[span.start : span.end]

    @property
    def is_count(self) -> bool:
        """Whether a number is asked for."""
        return self.counted is not None

    @property
    def people(self) -> tuple[Span, ...]:
        """The names that are of no country or place, as far as is known."""
        return tuple(span for span in self.names if span not in self.named_places)

    @property
    def actor(self) -> Span | None:
        """The name of who is asked to have done something: "did Hamas release"."""
        return next((span for span in self.names if _DOING.search(self.text, 0, span.start)), None)

    def without(self, span: Span | None) -> str:
        """Give the question without one of its parts."""
        if span is None:
            return self.text
        return " ".join((self.text[: span.start] + " " + self.text[span.end :]).split())

    def renewed(self, text: str) -> "Topic":
        """Take another question apart, as asked on the same day."""
        return topic_of(text, today=self.today, is_name=self.is_name)

    def exchanged(self, span: Span, words: str) -> str:
        """Give the question with other words in the place of a part."""
        parts = (self.text[: span.start], words, self.text[span.end :])
        return re.sub(r"\s+(?=['’,)])|(?<=\()\s+", "", " ".join(part.strip() for part in parts if part.strip()))

    def matter(self, *, windowed: bool, befallen: bool = True) -> str:
        """Give what it is about, without the words that ask; also without who suffered what, unless `befallen`.

        "" where it asks for news of everything.
        """
        if self.stories:
            stated = self.words(self.window) if windowed and self.window and self.stories.topic else ""
            return " ".join(f"{self.stories.topic} {stated}".split())
        text = self.text if windowed else self.without(self.window)
        inner = _BESIDE.search(text)
        if inner and befallen:
            return inner["matter"]
        rest = inner["matter"] if inner else _HEAD.sub("", text, count=1).strip()
        return " ".join(_AUXILIARY.sub("", rest if befallen else _unharmed(rest)).split())

    def setting(self, *, windowed: bool) -> str:
        """Give of whom, where and when it asks, in its order; all that it goes on from, where that stands beside it."""
        if inner := _BESIDE.search(self.text):
            return inner["matter"]
        before_place = (span for span in self.names if self.place is None or span.end <= self.place.start)
        spans = [*before_place, self.place, *([self.window] if windowed else [])]
        return " ".join(self.words(span) for span in spans if span)


def beside(said: str, matter: str) -> str:
    """Give what was said as a question, with the matter that it is about."""
    if not matter:
        return f"{said}?"
    if " " not in said and PREPOSITION.match(matter):
        return f"{said} did it happen {matter}?"
    governed = _TOPICAL.match(matter)
    if governed:
        return f"{said} ({matter[governed.end() :]})?"
    return f"{said} {matter}?" if PREPOSITION.match(matter) else f"{said} ({matter})?"


def topic_of(question: str, *, today: date, is_name: IsName) -> Topic:
    """Take a question apart."""
    text = written_out(question).rstrip("?!. ")
    measure, unit, _ = asked_for(text)
    head = re.search(r"\bhow\s+(?:many|much)\s+", text, re.IGNORECASE)
    at = text.find(unit, head.end()) if head and unit else -1
    stated = window_of(text, today=today)
    stretch, _ = asked_places(text, frozenset())
    names = _names(text, is_name)
    return Topic(
        text=text,
        measure=measure,
        counted=Span(at, at + len(unit)) if at >= 0 else None,
        window=stated.span if stated else None,
        place=_placed(text, stretch),
        names=names,
        named_places=tuple(span for span in names if is_place(_bare(text[span.start : span.end]), is_name)),
        stories=_stories(text, stated),
        today=today,
        is_name=is_name,
    )


def _stories(text: str, stated: Stated | None) -> Wanted | None:
    wording = f"{text[: stated.span.start]} {text[stated.span.end :]}" if stated else text
    return stories_wanted(wording, is_of_days=stated is not None)


def is_place(name: str, is_name: IsName) -> bool:
    """Tell whether a name is that of a country, its people, or a place of the gazetteer."""
    titled = name if name[:1].isupper() else name.title()
    if country_of(titled) or country_of(name.upper()):
        return True
    whole = Span(len("in "), len(f"in {titled}"))
    is_known = any(found.span == whole and found.place.country for found in find_places(f"in {titled}"))
    return is_known and is_name(titled.split()[-1])


def is_people(word: str) -> bool:
    """Tell whether a word means several people of a country: "israelis", but not "israel"."""
    titled = word.capitalize()
    return titled.endswith("s") and bool(country_of(titled) and country_of(titled[:-1]))


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", name)


def _placed(text: str, stretch: str) -> Span | None:
    at = text.find(stretch) if stretch else -1
    before = _PLACED.search(text[:at]) if at >= 0 else None
    return Span(before.start(), at + len(stretch)) if before else None


def _names(text: str, is_name: IsName) -> tuple[Span, ...]:
    """Give where names stand; words of one name are joined."""
    spans: list[Span] = []
    for token in _TOKEN.finditer(text):
        word = _bare(token[0])
        if word.lower() in STOP_WORDS and not word.isupper():
            continue
        is_written = word[0].isupper() and token.start() > 0 and not _is_shouted(word)
        if not (is_written or is_name(word)):
            continue
        if spans and text[spans[-1].end : token.start()] == " ":
            spans[-1] = Span(spans[-1].start, token.end())
        else:
            spans.append(Span(token.start(), token.end()))
    return tuple(spans)


def _is_shouted(word: str) -> bool:
    """Tell whether a plain word is written large to stress it: "a LION"."""
    return len(word) >= _SHOUTED and word.isupper() and is_plain(word)


def _unharmed(rest: str) -> str:
    """Leave out who suffered what: of "people have been killed in the flood" there stays "in the flood"."""
    rest = _TOLL.sub("", rest)
    first = _TOKEN.match(rest)
    if first and (first[0].lower() in ANYBODY or family_of(first[0].lower()) in CASUALTIES):
        rest = rest[first.end() :]
    while True:
        verb = _TOKEN.match(rest.lstrip())
        if _BEFALLING.match(rest):
            rest = _BEFALLING.sub("", rest, count=1)
        elif verb and family_of(verb[0].lower()) in CASUALTIES:
            rest = rest.lstrip()[verb.end() :]
        else:
            return rest.strip()
