"""The nouns of who reads what: subscribers, how they stand to a source, what they may, did, and are told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

from ingest.articles import SourceId
from ingest.live import EntryOutcome, PollState, SourceKind

Subscriber = NewType("Subscriber", str)
"""Who reads a source: an opaque name, such as a Discord server's id."""

OPERATOR: Final = Subscriber("*")
"""Whoever runs sitrep. What the operator reads, every subscriber sees."""


class Standing(StrEnum):
    """How a subscriber stands to a source."""

    ACTIVE = "active"
    MUTED = "muted"
    """Polled and stored, not shown."""
    PAUSED = "paused"
    """Neither polled for this subscriber nor shown."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one server may have read for it."""

    sources: int
    articles_a_day: int


@dataclass(frozen=True, slots=True)
class Described:
    """What a source is called and what is said of it where one subscriber reads; nobody else reads it so."""

    title: str
    """Its own, as it was when the subscriber added it."""
    publisher: str | None = None
    """Who is named in citations, instead of whom its articles name."""
    tags: tuple[str, ...] = ()
    language: str | None = None
    """ISO 639-1; what its texts are taken for, whatever they look like."""


class Action(StrEnum):
    """What somebody did to a subscription."""

    ADD = "add"
    PAUSE = "pause"
    MUTE = "mute"
    RESUME = "resume"
    REMOVE = "remove"
    RESTORE = "restore"
    EDIT = "edit"
    MOVE = "move"
    """The source's own server moved it for good: nobody's decision."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the audit log."""

    at: datetime
    subscriber: Subscriber
    source: SourceId
    name: str
    """The source's, as it was called then."""
    action: Action
    by: str | None
    """Whoever did it; `None` for the terminal, and for what nobody did."""
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class RemovedSource:
    """A source that its reader removed and can still restore."""

    id: SourceId
    name: str
    url: str | None
    until: datetime


class NoticeKind(StrEnum):
    """What a source's readers are told of without asking."""

    DORMANT = "dormant"
    GONE = "gone"
    CAPPED = "capped"


NoticeId = NewType("NoticeId", int)


@dataclass(frozen=True, slots=True)
class Notice:
    """One turn of a source that its readers are to be told of, once."""

    id: NoticeId
    source: SourceId
    name: str
    kind: NoticeKind
    at: datetime
    detail: str | None
    """The reason, for a person."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a subscriber will no longer see without a source."""

    articles: int
    incidents: int
    """Those that no other source which it sees reports."""


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source as those who read it see it: what it holds and how it fares."""

    id: SourceId
    name: str
    """Its own title, or the name that it was imported under."""
    kind: SourceKind
    url: str | None
    """Where it is polled; `None` for imported files."""
    added: datetime
    """When this subscriber, or, for the operator, anybody, added it."""
    standing: Standing
    """How this subscriber stands to it; it is polled while anybody wants it."""
    shared: bool
    """Whether it is the operator's, for everybody, and not the subscriber's own."""
    articles: int
    newest: datetime | None
    """Publication of its newest article."""
    languages: tuple[str, ...]
    state: PollState | None
    """How its polling fares; `None` for imported files."""
    publisher: str | None = None
    """Who is named here in citations, instead of whom its articles name."""
    tags: tuple[str, ...] = ()
    language: str | None = None
    """What its articles are taken for here, whatever they look like."""
    items_a_day: float = 0.0
    """First seen in the last two weeks, without what its first poll found."""
    copies: float = 0.0
    """Share of its articles whose text another source's repeats."""
    cited: int = 0
    """Times that answers to this subscriber cited it in the last 30 days."""
    added_by: str | None = None
    """Whoever added it; `None` for the terminal."""
    halted: bool = False
    """Whether the operator lets nobody read it: then it is paused for all."""
    servers: tuple[Subscriber, ...] = ()
    """To the operator, of all sources: the servers that read it on their own account; to nobody else."""

    @property
    def paused(self) -> bool:
        """Whether nothing of it is asked for here."""
        return self.standing is Standing.PAUSED


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of one address in one source."""

    source: SourceId
    name: str
    standing: Standing
    offered: datetime | None
    """When the source last offered it; `None` if it never did, or so long ago that it is forgotten."""
    outcome: EntryOutcome | None
    detail: str | None
    stored: bool
    """Whether an article of this address is there now."""
    copy_of: str | None
    """The address of the article whose text it repeats."""
    passages: int
    indexed: bool
    """Whether Chroma has all of them; until then an exact scan finds them."""
