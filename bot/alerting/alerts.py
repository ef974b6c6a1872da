"""The nouns of alerts: what is wanted, what is told of one thing, and what that rests on."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import IntEnum, StrEnum
from typing import Final, NewType

from ingest import ArticleId, Casualties, DatePrecision, Place, SourceId

AlertId = NewType("AlertId", int)
ThingId = NewType("ThingId", int)
PostId = NewType("PostId", int)

MOST: Final = 50
"""Alerts of a server."""
NEARNESS: Final = 0.45
"""Least cosine to a topic, unless moderators choose another (docs/decisions/alerts-what-is-new.md)."""


class What(StrEnum):
    """What kind of thing an alert posts."""

    INCIDENTS = "incidents"
    STORIES = "stories"
    ITEMS = "items"
    """Every article by itself, as feeds have them."""


class Severity(IntEnum):
    """How bad an incident is, by who was hurt as best reported."""

    ANY = 0
    HURT = 1
    """Somebody was injured or killed."""
    KILLED = 2
    SEVERE = 3
    """At least `MANY_KILLED` were killed or `MANY_INJURED` injured: posted at once."""


MANY_KILLED: Final = 10
MANY_INJURED: Final = 50


class Template(StrEnum):
    """How much is told of each thing."""

    COMPACT = "compact"
    FULL = "full"
    """With the sentence that it rests on."""


class Standing(StrEnum):
    """How it stands with an alert."""

    ACTIVE = "active"
    PAUSED = "paused"
    """By moderators."""
    LOST = "lost"
    """By itself: Discord does not let it post any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an alert is about; what is empty asks for nothing."""

    what: What = What.INCIDENTS
    place: str = ""
    """A base, town, region or country, which finds what lies in it."""
    kind: str = ""
    """Of incident."""
    all_of: tuple[str, ...] = ()
    """Words or phrases."""
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    topic: str = ""
    """In plain words, found by meaning."""
    nearness: float = NEARNESS
    """Least cosine to the topic."""
    publisher: str = ""
    severity: Severity = Severity.ANY
    sources: tuple[SourceId, ...] = ()
    """Of which alone; any if none is named."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where was looked: what arrived later is new."""

    moment: datetime
    article: ArticleId
    """The newest that had arrived by then."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What a server asked to be told."""

    id: AlertId
    server: str
    channel: int
    """Or thread, or forum."""
    wanted: Wanted
    role: int | None
    """Who is mentioned."""
    template: Template
    mark: Mark
    standing: Standing = Standing.ACTIVE
    reason: str = ""
    """Why it is lost, for a person."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When nothing is posted, by a server's own clock; what ends before it begins goes over midnight."""

    since: time
    until: time


@dataclass(frozen=True, slots=True)
class Basis:
    """One text that tells a thing, named by what stays when it is revised or read anew."""

    article: ArticleId
    kind: str = ""
    """Of incident."""
    day: date | None = None
    place: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """The article by which a thing is told otherwise than it was, or not at all."""

    url: str | None
    publisher: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told of one incident, story or article; of the last two the incident's fields stay empty."""

    what: What
    text: str
    """Verbatim: the best sentence of an incident, the sentence of a story, the title of an article. Empty where what
    it stood in is gone."""
    url: str | None
    publisher: str
    published: datetime
    kind: str = ""
    place: Place | None = None
    first_day: date | None = None
    last_day: date | None = None
    date_precision: DatePrecision = DatePrecision.DAY
    killed: Casualties = field(default_factory=Casualties)
    injured: Casualties = field(default_factory=Casualties)
    status: str = ""
    articles: int = 1
    """How many tell it."""
    independent: int = 1
    """Publishers that tell it of their own."""
    reason: Reason | None = None
    """What its toll rests on, where the text says another; of what is withdrawn, what takes it back."""

    @property
    def severity(self) -> Severity:
        """How bad it is, as best reported."""
        killed, injured = (count.best or count.low or 0 for count in (self.killed, self.injured))
        if killed >= MANY_KILLED or injured >= MANY_INJURED:
            return Severity.SEVERE
        if killed:
            return Severity.KILLED
        return Severity.HURT if injured else Severity.ANY


@dataclass(frozen=True, slots=True)
class Sight:
    """One thing as the archive shows it now."""

    telling: Telling
    basis: tuple[Basis, ...]
    """The text that is quoted first."""
    nearness: float | None = None
    """Cosine to the alert's topic, where it has one."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What an alert found, until it is too old to be followed."""

    id: ThingId
    alert: AlertId
    channel: int
    telling: Telling
    """As it stands now."""
    posted: Telling | None
    """As it was first posted."""
    basis: tuple[Basis, ...]
    found: datetime
    changed: datetime
    """When the last text about it was found."""
    post: PostId | None
    is_withdrawn: bool = False
    """Whether nothing tells it any more."""


class PostKind(StrEnum):
    """How things are posted together."""

    PLAIN = "plain"
    ROLLING = "rolling"
    """One message for all that comes, where too much does."""
    HELD = "held"
    """One message for all that waited for the end of quiet hours."""
    REPLY = "reply"
    """To a message whose thing changed materially."""


@dataclass(frozen=True, slots=True)
class Post:
    """One message that was decided on, and is posted or about to be."""

    id: PostId
    server: str
    channel: int
    kind: PostKind
    made: datetime
    roles: tuple[int, ...]
    template: Template
    message: int | None = None
    """Discord's; `None` until it is known that it was posted."""
    thread: int | None = None
    """Where a forum has it."""
    answers: PostId | None = None
    """Which post a reply is to."""
    told: tuple[Telling, Telling | Reason | None] | None = None
    """Of a reply: before, and now; where nobody tells it any more the reason, `None` if that is gone as well."""
    changes: int = 0
    """How often its things changed since it was last shown."""


def is_same(one: Basis, other: Basis) -> bool:
    """Tell whether two texts tell one thing: of one article, which may tell several incidents, the same of those."""
    if one.article != other.article:
        return False
    if one.kind == other.kind == "":
        return True
    return one.sentence == other.sentence or (
        one.kind == other.kind and (one.day == other.day or one.place == other.place)
    )


def meet(one: tuple[Basis, ...], other: tuple[Basis, ...]) -> bool:
    """Tell whether two things are one: any text tells both."""
    return any(is_same(mine, theirs) for mine in one for theirs in other)
