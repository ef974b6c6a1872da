"""The nouns of live sources: what is asked of the network, what came of it, when to ask again."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final, TypeAlias

from ingest.articles import SourceId

_UNDATED: Final = datetime.min.replace(tzinfo=UTC)


class SourceKind(StrEnum):
    """What a source is, which decides how it is kept up to date."""

    FILE = "file"
    """Imported once, by hand."""
    FEED = "feed"
    """RSS, Atom, RDF or JSON Feed; polled."""
    SITEMAP = "sitemap"
    """A news sitemap, or an index of such; polled."""
    ARTICLE = "article"
    """One page; fetched until it could be read, then never again."""
    UPLOAD = "upload"
    """A file that a moderator handed in; read once."""


class Resource(StrEnum):
    """What an address is expected to hold; caps and politeness go by it."""

    FEED = "feed"
    PAGE = "page"
    ROBOTS = "robots"
    """What a site states to robots: robots.txt, tdmrep.json."""


class FailureKind(StrEnum):
    """Why a fetch failed, as far as the schedule has to know."""

    TRANSIENT = "transient"
    """TLS, timeout, 5xx: likely to pass."""
    UNREACHABLE = "unreachable"
    """Name lookup or connection: their trouble or, where it befalls most hosts at once, ours."""
    OFFLINE = "offline"
    """It is this machine that reaches nobody; it says nothing of the source."""
    THROTTLED = "throttled"
    """429 or 503 with Retry-After: not an error, only too soon."""
    BLOCKED = "blocked"
    """401, 403, a challenge, or robots.txt: the publisher does not want us."""
    MISSING = "missing"
    """404: gone, or only for now, as while a site moves."""
    GONE = "gone"
    """410: gone for good, in the server's own words."""
    MALFORMED = "malformed"
    """An answer that is not what it should be: too large, not text, a page instead of a feed."""
    REFUSED = "refused"
    """We do not go there: a private address, another scheme, another port, a host that the operator blocks."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "anything new since?" with (RFC 9110, section 13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer, its length under the cap after decompression."""

    url: str
    """Where it was found in the end, after redirects."""
    body: bytes
    content_type: str
    """As the server stated it, with its charset; empty if it stated none."""
    validators: Validators = Validators()
    max_age: timedelta | None = None
    """How long the server says that nothing will change (Cache-Control, Expires)."""
    moved_to: str | None = None
    """Where every redirect on the way was permanent (301, 308): the address to use from now on."""
    reserved: str | None = None
    """Why the publisher does not want it mined, as far as its headers and its site say: "the page " and this."""

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the body."""
        return sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class NotModified:
    """Nothing is new (304)."""

    validators: Validators = Validators()
    max_age: timedelta | None = None
    moved_to: str | None = None
    """Where every redirect on the way was permanent."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A fetch or a reading that came to nothing. A value, because one bad source stops nobody."""

    kind: FailureKind
    reason: str
    """For a person; lower case, no full stop: `example.org answers 404 (not found)`."""
    retry_after: timedelta | None = None
    """How long the server asks to be left alone."""


Outcome: TypeAlias = Fetched | NotModified | Failure


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as the feed tells it."""

    key: str
    """What tells it from the feed's other items, now and at the next poll."""
    url: str | None
    """Absolute."""
    title: str
    body: str
    """HTML or plain text: the full text if the feed holds it, else its summary, else empty."""
    published: datetime | None
    """Aware."""
    author: str | None = None
    language: str | None = None
    publisher: str | None = None
    """Who published it, where the feed is not its publisher's own."""

    @property
    def link(self) -> str:
        """Where it can be read: its address, or the key that stands in for one."""
        return self.url or self.key


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that could be read."""

    title: str
    site: str | None
    """The website that it belongs to."""
    language: str | None
    """ISO 639-1, where the feed states it."""
    time_to_live: timedelta | None
    """How long the feed asks to be left alone."""
    entries: tuple[Entry, ...]
    """In the feed's order, at most the newest few hundred."""
    kind: SourceKind = SourceKind.FEED
    parts: tuple[str, ...] = ()
    """Where it is an index: the addresses of the sitemaps that it is made up of, in the order of reading them."""
    quiet_hours: frozenset[int] = frozenset()
    """Hours of the day (UTC, 0 to 23) in which the feed says that nothing is new."""
    quiet_days: frozenset[int] = frozenset()
    """Days of the week (UTC, Monday is 0) on which it says so."""
    is_cut: bool = False
    """Whether it ends in the middle."""

    @property
    def newest_first(self) -> tuple[Entry, ...]:
        """The entries by publication; those without a date come last, in the feed's order."""
        return tuple(sorted(self.entries, key=lambda entry: entry.published or _UNDATED, reverse=True))


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page says it has."""

    url: str
    title: str


class Health(StrEnum):
    """How it stands with a polled source."""

    NEW = "new"
    """Never polled."""
    OK = "ok"
    DOUBTFUL = "doubtful"
    """It answers, and something speaks against it: it lists nothing, ends in the middle, has long had nothing new."""
    FAILING = "failing"
    """The last attempts failed; it is tried again, ever more rarely."""
    DORMANT = "dormant"
    """It has failed for a week; one attempt a day."""
    GONE = "gone"
    """The server says for good, or for two days, that it is not there; one attempt a day, as it may come back."""
    DONE = "done"
    """An article that was read: nothing more to fetch."""


@dataclass(frozen=True, slots=True)
class PollState:
    """What the schedule knows of a source. Everything that it decides by, and everything that it decides."""

    next_check: datetime | None
    """`None` when there is nothing more to fetch."""
    health: Health = Health.NEW
    checked: datetime | None = None
    succeeded: datetime | None = None
    failures: int = 0
    """Consecutive ones."""
    failing_since: datetime | None = None
    problem: str | None = None
    """The last failure's reason, or what speaks against a source that answers, for a person; `None` while all is
    well."""
    interval: timedelta = timedelta(minutes=15)
    """How often it is polled while all is well."""
    validators: Validators = Validators()
    body_digest: str | None = None
    """SHA-256 (hex) of the last answer that was taken whole: a server that repeats itself is not read again."""
    quiet_hours: frozenset[int] = frozenset()
    """As the feed last stated them."""
    quiet_days: frozenset[int] = frozenset()
    moved_to: str | None = None
    """Where the last answer's permanent redirects led."""
    moved_times: int = 0
    """Answers in a row whose permanent redirects led there."""
    missing_times: int = 0
    """Consecutive 404s."""
    missing_since: datetime | None = None
    capped_until: datetime | None = None
    """Until then nothing more is taken of it: its readers have had a day's articles."""


@dataclass(frozen=True, slots=True)
class LiveSource:
    """A source that is kept up to date from the network."""

    id: SourceId
    kind: SourceKind
    url: str
    title: str
    """What it calls itself."""
    state: PollState
    readers: frozenset[str] = frozenset()
    """Who has it polled."""


class EntryOutcome(StrEnum):
    """What became of an entry that a feed offered."""

    STORED = "stored"
    """Or its text was there before."""
    REFUSED = "refused"
    """Nothing could be read of it."""
    TOO_OLD = "too_old"
    """A first poll takes the newest entries alone."""
    CAPPED = "capped"
    """Its readers have had a day's articles; it is taken later."""
    PURGED = "purged"
    """The operator had it purged, and it is not taken again."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry after a poll dealt with it."""

    digest: str
    """Of what the feed said: with an equal one it need not be dealt with again."""
    url: str | None
    """Canonical."""
    outcome: EntryOutcome
    detail: str | None = None
    """Why, for a person, where the outcome does not say it all."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One of a source's newest items, to judge it by."""

    title: str
    url: str | None
    published: datetime | None


class DateKind(StrEnum):
    """How a source's items are dated."""

    STATED = "stated"
    PARTLY = "partly"
    MISSING = "missing"


class TextKind(StrEnum):
    """How much text can be had of a source's items."""

    FULL = "full"
    """Whole articles, in the feed or on its pages."""
    SUMMARY = "summary"
    """A sentence or two each."""
    HEADLINES = "headlines"


@dataclass(frozen=True, slots=True)
class Offer:
    """A source that can be added, with what a person wants to know before."""

    address: str
    """As it was given."""
    url: str
    kind: SourceKind
    title: str
    samples: tuple[Sample, ...]
    """At most three, newest first."""
    items: int
    """How many it offers now."""
    dates: DateKind
    text: TextKind
    language: str
    """ISO 639-1, `und` where it cannot be told."""
    others: tuple[FeedLink, ...] = field(default=())
    """More feeds of the same site."""
    doubt: str | None = None
    """What speaks against it, for a person, as in `it lists nothing`."""

    @property
    def is_english(self) -> bool:
        """Whether figures and incidents will be read from it."""
        return self.language in {"en", "und"}


@dataclass(frozen=True, slots=True)
class Unusable:
    """An address that no source can be made of, and why."""

    address: str
    reason: str
    """A whole sentence that says what to do, if anything can be done."""


Scouted: TypeAlias = Offer | Unusable
