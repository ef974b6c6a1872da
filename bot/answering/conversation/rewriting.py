"""Query rewriting: a message that leans on the question before it, put as a whole question. Pure.

What it lacks is put behind it: the content words of that question, "by how much (rugby final)?". Only what comes in the
place of something else is exchanged, for both would be asked of: a window, a place, a counted group, a name. Pronouns
are not resolved; docs/decisions/conversation-plain-rewriting.md has what that was worth.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.answering.question.aim import asked_for
from bot.answering.question.chat import written_out
from bot.answering.question.digesting import Wanted, most_in, stories_wanted
from bot.answering.question.english import is_plain
from bot.answering.question.terms import ASKING, STOP_WORDS, Term, terms_of
from bot.answering.question.windows import window_of
from ingest import CASUALTIES, Span, counted_in, country_of, family_of, find_places

IsName = Callable[[str], bool]
"""Tells whether texts write a word as a name."""

_BRIEF = 7
"""Words of a question that may lean on another though nothing in it does."""
_BARE = 4
"""Words of a thing that is asked about by a question mark alone: "cause of death?"."""
_FEW = 2
"""Words of a group that is counted in another's place."""
_OPENING = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|but|also|now|then|well|or|hm+|yeah|yes|no|wait|plus|alright|cool|thanks|thx|great|oh|ah"
    r"|whatever)\b[\s,.!…]*)*",
    re.IGNORECASE,
)
_JOINING = re.compile(r"\b(?:and|but|or|also|plus)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:(?:what|how)\s+(?:about|of|abt|bout)|same\s+(?:(?:question|thing)\s+)?(?:for|in|with|about|but)|only|just"
    r"|specifically|especially|i\s+meant?|make\s+(?:that|it)|not\s+counting|for|how\s+(?:is|are)\s+(?:it|things)\s+(?=in\b))"
    r"\b\s*(?:the\s+)?",
    re.IGNORECASE,
)
"""What a fragment begins with that is asked about in another's place."""
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which)\b"
    r"|^(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|tell|show|names?|any|anyone|explain|give|list)\b",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"\b(?:he|him|his|she|hers?|it|its|they|them|theirs?|this|that|these|those|there)\b", re.IGNORECASE
)
_NO_ANAPHOR = re.compile(
    # "is there", "this week", "it is true that": what stands for nothing said before
    r"\b(?:is|are|was|were|be|been|will|has|have)\s+there\b|\bthere\s+(?:is|are|was|were|has|have|will|any|been)\b"
    r"|\b(?:this|that|these|those)\s+(?:morning|evening|week|weekend|month|year|season|time)\b"
    r"|\bit\s+(?:true|possible|likely|safe|legal|ok|okay|worth|normal|rain\w*|snow\w*)\b(?:\s+that\b)?|\b\w+\s+that\s+(?=\w+\s+\w+)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:any\s+)?(?:more|further|other)?\s*(?:details?|updates?|information|info|developments?)"
    r"|(?:tell\s+me\s+)?more(?:\s+(?:about|on)\s+(?:it|this|that))?|(?:what\s+is|what['’]s)\s+the\s+latest"
    r"|(?:any\s*(?:thing)?\s+)?new\s+(?:on|about)\s+(?:it|this|that)|go\s+on|explain(?:\s+(?:it|that|this))?"
    r"|(?:what\s+)?now|still|what\s+else|anything\s+else|how\s+so|(?:summari[sz]e|sum\s+up)(?:\s+(?:it|that|this))?",
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
_HOW_MANY = re.compile(r"how\s+many\s+(?:of\s+(?:them|those|these)\s+)?(?:(?:were|are)\s+)?", re.IGNORECASE)
_NARROWS = re.compile(r"(?:only|just|specifically|especially)\b", re.IGNORECASE)
_WHERE = r"in|at|near|around|across|inside|over|of|from|to"
_PREPOSITION = rf"(?:{_WHERE}|on|by|during|against|between|with|after|before|about|for|since|under)\b"
_LED = re.compile(rf"(?P<preposition>{_PREPOSITION}\s*)?(?:the\s+)?", re.IGNORECASE)
"""What stands before what a fragment names."""
_PLACED = re.compile(rf"(?:\(|\b(?:{_WHERE})\s+)(?:the\s+)?$", re.IGNORECASE)
_GOVERNED = re.compile(rf"\b{_PREPOSITION}\s+(?:the\s+)?$", re.IGNORECASE)
_BEHIND = re.compile(r"\s*\((?P<content>[^()]+)\)(?=[^()]*$)")
"""What a question that leant on another has of that."""
_TOKEN = re.compile(r"[^\W_][\w’'-]*")
_EMPTY = STOP_WORDS | ASKING | frozenset("else really actually exactly one ones other others another instead".split())
_TOLLS = frozenset({"killed", "injured"})
_SHOUTED = 4
"""Letters from which capitals alone make no abbreviation of a plain word: "US" and "WHO" are names."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A message put as a whole question."""

    question: str
    said: str = ""
    """What of it was said, in the message's own words; "" where the stories are wanted anew."""
    is_substitute: bool = False
    """Whether it asks the same of something else."""
    substitutes: tuple[Term, ...] = ()
    """What came in the place of something else: what answers has to name it, or it answers the question before."""
    may_stand_alone: bool = False
    """Whether it may as well ask of something else."""

    def in_full(self, before: str) -> str:
        """Give what passages are read beside: the message as it came, behind the question before it."""
        return f"{before.rstrip(' ?')}? {self.said}?" if self.said and not self.is_substitute else self.question


@dataclass(frozen=True, slots=True)
class _Before:
    """The question before, with where its parts stand."""

    text: str
    stories: Wanted | None
    window: Span | None
    counted: Span | None
    """The noun phrase behind "how many"."""
    is_toll: bool
    """Whether it counts the dead or the injured: what it is about is not told by that."""
    names: tuple[Span, ...]
    today: date
    is_name: IsName

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def exchanged(self, span: Span | None, words: str) -> str:
        """Give the question with other words in the place of a part, or behind it."""
        if span is None:
            return f"{self.text} {words}?"
        parts = (self.text[: span.start], words, self.text[span.end :])
        return re.sub(r"\s+(?=['’,)])|(?<=\()\s+", "", " ".join(part.strip() for part in parts if part.strip())) + "?"

    @property
    def place(self) -> Span | None:
        """The last place that stands behind a preposition of place, or is what a question leant on."""
        places = (span for span in reversed(self.names) if is_place(self.words(span), self.is_name))
        return next((span for span in places if _PLACED.search(self.text, 0, span.start)), None)

    def content(self, *, windowed: bool, harmed: bool = True) -> str:
        """Give its content words, its window in full if `windowed`; without what befell whom unless `harmed`."""
        if self.stories:
            text = self.stories.topic
        elif inner := _BEHIND.search(self.text):
            text = inner["content"]
        else:
            text = f"{self.text[: self.window.start]} {self.text[self.window.end :]}" if self.window else self.text
        words = (
            word for word in _TOKEN.findall(text) if word.lower() not in _EMPTY or (word.isupper() and len(word) > 1)
        )
        is_kept = harmed and not self.is_toll
        kept = [word for word in words if is_kept or family_of(word.lower()) not in CASUALTIES]
        if windowed and self.window and kept and not _BEHIND.search(self.text):
            kept.append(self.words(self.window).strip())
        return " ".join(kept)


def rewritten(message: str, before: str, *, today: date, is_name: IsName) -> Rewritten | None:
    """Give `message` as the question it is after `before`, the last as understood; `None` where it stands alone."""
    asked = _before(before, today=today, is_name=is_name)
    said = written_out(message).strip()
    opening = _OPENING.match(said)
    is_joined = bool(opening and _JOINING.search(opening[0]))
    said = (said[opening.end() :] if opening else said).strip(" ?!.,…")
    if asked.stories and (again := _other_stories(asked, asked.stories, said, is_sure=is_joined)):
        return again
    if not said or _MORE.fullmatch(said):
        content = asked.content(windowed=True)
        return Rewritten(f"latest on {content}" if content else asked.text)
    if stories_wanted(said, is_of_days=False):
        return None
    fragment = _fragment_of(asked, said)
    if _ASKS.search(fragment):
        return _question_of(asked, said)
    return _substituted(asked, fragment, is_sure=fragment != said or is_joined, is_asked="?" in message)


def _fragment_of(asked: _Before, said: str) -> str:
    """Give what is asked about in another's place, without "what about", or "how many" of a group; else all of it."""
    if about := _ABOUT.match(said):
        return said[about.end() :]
    count = _HOW_MANY.match(said) if asked.counted else None
    fragment = said[count.end() :] if count else said
    return fragment if _is_group(_time_in(fragment, asked.today)[1]) else said


def _question_of(asked: _Before, said: str) -> Rewritten | None:
    """Complete a question that leans on the one before, or is brief and does not say itself what it is about."""
    names = names_of(said, asked.is_name)
    anaphor = _ANAPHOR.search(_NO_ANAPHOR.sub(lambda found: "_" * len(found[0]), said))
    named = [found.start() for term in names if (found := term.pattern.search(said))]
    is_led = anaphor is not None and min(named, default=len(said)) < anaphor.start()
    repeated = terms_of(asked.content(windowed=False))
    is_complete = (
        len(names) > 1
        or any(_GOVERNED.search(said, 0, start) for start in named)
        or bool(repeated and all(term.pattern.search(said) for term in repeated))
    )
    if (anaphor and not is_led) or (len(said.split()) <= _BRIEF and not is_complete):
        return Rewritten(_behind(asked, said), said, may_stand_alone=anaphor is None and bool(names))
    return None


def names_of(said: str, is_name: IsName) -> tuple[Term, ...]:
    """Give the names in a question; the word that it begins with is written large whatever it is."""
    return tuple(term for term in terms_of(said) if term.is_name or is_name(term.name.replace("-", " ").split()[-1]))


def _behind(asked: _Before, said: str) -> str:
    measure, *_ = asked_for(said)
    content = asked.content(windowed=window_of(said, asked.today) is None, harmed=measure not in CASUALTIES)
    return f"{said} ({content})?" if content else f"{said}?"


def _substituted(asked: _Before, fragment: str, *, is_sure: bool, is_asked: bool) -> Rewritten | None:
    """Put a fragment where the like of it stood; `None` if it may be a query of its own."""
    when, rest = _time_in(fragment, asked.today)
    names, is_harm, is_group = names_of(rest, asked.is_name), _is_harm(rest), _is_group(rest)
    preposition, where = _led(rest)
    is_where = is_place(where, asked.is_name) and not is_people(where)
    is_part = not rest or is_group or is_harm or (is_where and where != rest)
    if not (is_part or is_sure or (is_asked and len(fragment.split()) <= _BARE)):
        return None
    if when:
        asked = _before(asked.exchanged(asked.window, when), today=asked.today, is_name=asked.is_name)
    if not rest:
        return Rewritten(f"{asked.text}?", fragment, is_substitute=True)
    name = next((span for span in reversed(asked.names) if span != asked.place), None)
    if is_harm:
        question = f"how many {_behind(asked, rest)}"
    elif is_where and (asked.place or asked.counted or not name or where != rest):
        question = asked.exchanged(asked.place, where if asked.place else rest if where != rest else f"in {where}")
    elif is_group and asked.counted:
        question = asked.exchanged(asked.counted, rest)
    elif names and name and not preposition:
        question = asked.exchanged(name, rest)
    else:
        question = _behind(asked, rest)
    things = () if is_harm or is_group or names or _ANAPHOR.search(rest) else terms_of(rest, left_out=_EMPTY)
    return Rewritten(question, fragment, is_substitute=True, substitutes=() if is_harm else names or things)


def _led(fragment: str) -> tuple[str, str]:
    """Give the preposition before what a fragment names, "" where there is none, and what it names."""
    led = _LED.match(fragment)
    return (led["preposition"] or "", fragment[led.end() :]) if led else ("", fragment)


def _is_group(words: str) -> bool:
    """Tell whether some words, few, mean people or things that are counted, and no outcome such as "injured"."""
    is_counted = 0 < len(words.split()) <= _FEW and bool(counted_in(f" {words}"))
    return is_counted and not _is_harm(words)


def _is_harm(words: str) -> bool:
    return bool(words) and family_of(words.rsplit(maxsplit=1)[-1].lower()) in CASUALTIES


def _time_in(fragment: str, today: date) -> tuple[str, str]:
    """Give the time that a fragment names, as a question may say it, and the rest of the fragment."""
    for text in (fragment, f"in {fragment}"):
        stated = window_of(text, today=today)
        if stated and (text == fragment or stated.span == Span(0, len(text))):
            rest = f"{text[: stated.span.start]} {text[stated.span.end :]}"
            return text[stated.span.start : stated.span.end].strip(), rest.strip()
    return "", fragment


def _other_stories(asked: _Before, wanted: Wanted, said: str, *, is_sure: bool) -> Rewritten | None:
    """Ask anew for the stories: of another time, a few of them, or those of something else."""
    if amount := next((most for most, pattern in _AMOUNTS.items() if pattern.fullmatch(said)), None):
        return Rewritten(f"{most_in(asked.text)[1]}, top {amount}?")
    about = _ABOUT.match(said)
    fragment = said[about.end() :] if about else said
    when, rest = _time_in(fragment, asked.today)
    most, rest = most_in(rest)
    if not (about or is_sure or not rest) or (_ASKS.search(fragment) and not most):
        return None
    text = asked.exchanged(asked.window, when).rstrip("?") if when else asked.text
    preposition, subject = _led(rest)
    text = most_in(text)[1] if most or subject else text
    if subject and wanted.topic:
        text = text.replace(wanted.topic, f"{wanted.topic} {subject}" if _NARROWS.match(said) else subject, 1)
    elif subject:
        text = f"{text} {rest if preposition else f'about {rest}'}"
    return Rewritten(f"{text}, top {most}?" if most else f"{text}?")


def _before(question: str, *, today: date, is_name: IsName) -> _Before:
    text = written_out(question).rstrip("?!. ")
    measure, unit, _ = asked_for(text)
    head = re.search(r"\bhow\s+(?:many|much)\s+", text, re.IGNORECASE)
    at = text.find(unit, head.end()) if head and unit else -1
    stated = window_of(text, today=today)
    wording = f"{text[: stated.span.start]} {text[stated.span.end :]}" if stated else text
    return _Before(
        text=text,
        stories=stories_wanted(wording, is_of_days=stated is not None),
        window=stated.span if stated else None,
        counted=Span(at, at + len(unit)) if at >= 0 else None,
        is_toll=measure in _TOLLS,
        names=names_in(text, is_name),
        today=today,
        is_name=is_name,
    )


def parted(question: str) -> tuple[str, str]:
    """Give a question without what was put behind it, and that; "" where nothing was."""
    behind = _BEHIND.search(question)
    return (_BEHIND.sub("", question), behind["content"]) if behind else (question, "")


def content_of(question: str, *, today: date, is_name: IsName) -> str:
    """Give the content words of a question."""
    return _before(question, today=today, is_name=is_name).content(windowed=False)


def names_in(text: str, is_name: IsName) -> tuple[Span, ...]:
    """Give where names stand; words of one name are joined."""
    spans: list[Span] = []
    for token in _TOKEN.finditer(text):
        word = re.sub(r"['’]s$", "", token[0])
        is_shouted = len(word) >= _SHOUTED and word.isupper() and is_plain(word)
        is_written = word[0].isupper() and token.start() > 0 and not is_shouted
        if (word.lower() in STOP_WORDS and not word.isupper()) or not (is_written or is_name(word)):
            continue
        end = token.start() + len(word)
        if spans and text[spans[-1].end : token.start()] == " ":
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(token.start(), end))
    return tuple(spans)


def is_place(name: str, is_name: IsName) -> bool:
    """Tell whether a name is that of a country, or a place of the gazetteer that texts write as a name."""
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
