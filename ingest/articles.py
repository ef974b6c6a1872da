"""The nouns of news: what is read, what is stored, what a text reports."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, TypeAlias

_LINE = re.compile(r":\d+$")
"""The end of an origin that is a line of a file, not a file."""

SourceId = NewType("SourceId", int)
ArticleId = NewType("ArticleId", int)
RevisionId = NewType("RevisionId", int)
PassageId = NewType("PassageId", int)


class DateQuality(StrEnum):
    """How an article's publication time came to be known."""

    STATED = "stated"
    """The document or its page stated it."""
    INFERRED = "inferred"
    """Nothing stated it: the time of first sight stands in."""
    CLAMPED = "clamped"
    """It lay after first sight: the time of first sight stands in."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to read, as it arrived: a row of JSON lines, a page, a text file."""

    origin: str
    """Where it came from, for messages: `news.jsonl:17`."""
    body: str
    """HTML or plain text, dirt included."""
    url: str | None = None
    title: str = ""
    published: datetime | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    external_id: str | None = None
    """The importer's own id, echoed in citations."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of an article's `text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A document after reading: clean text with its metadata.

    `text` is what quotes are cut from: the title on the first line, a blank line, the body (paragraphs
    separated by blank lines). Without a title it is the body alone; without a body, the title alone.
    """

    fingerprint: str
    """SHA-256 (hex) of the document as it arrived: an equal one need not be read again."""
    url: str | None
    """Canonical: no fragment identity lost, no tracking parameters."""
    title: str
    text: str
    published: datetime
    """UTC, aware."""
    date_quality: DateQuality
    publisher: str
    author: str | None
    language: str
    """ISO 639-1, `und` where it cannot be told."""
    external_id: str | None
    origin: str

    @property
    def is_english(self) -> bool:
        """Whether figures and events may be read from it; a text too short to tell counts as English."""
        return self.language in {"en", "und"}

    @property
    def label(self) -> str:
        """What a citation calls it: its title, but a file without an address by the file's name."""
        is_file = self.url is None and self.external_id is None and not _LINE.search(self.origin)
        if is_file:
            return self.origin
        is_unnamed = self.origin == self.external_id  # an id of the source's own tells nobody anything
        return self.title or (self.publisher if is_unnamed else self.origin)

    @property
    def body(self) -> Span:
        """Where the body stands in `text`; the whole text if there is no title or no body."""
        prefix = len(self.title) + 2
        if self.title and self.text.startswith(self.title + "\n\n"):
            return Span(prefix, len(self.text))
        return Span(0, len(self.text))

    def encoded(self, passage: "Passage") -> str:
        """Give what the encoder reads of a passage: its header, then its own words."""
        return f"{passage.header}\n{self.text[passage.span.start : passage.span.end]}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of an article's body, short enough for the encoder with their header."""

    ordinal: int
    """From 0, in reading order."""
    span: Span
    header: str
    """`Title | Publisher | YYYY-MM-DD`; encoded and indexed with the passage, never quoted."""


class Qualifier(StrEnum):
    """How exactly a figure is stated."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    NEARLY = "nearly"


class TallyKind(StrEnum):
    """What role a figure plays; only a total answers "how many"."""

    TOTAL = "total"
    ORDINAL = "ordinal"
    """"the 25th attack": an at-least total of the same thing."""
    INCREMENT = "increment"
    """"four more", "another 12": not a total."""
    RATE = "rate"
    """A percentage, price, or per-something."""
    SUBSET = "subset"
    """"including 12 children", "of whom five": a share of another figure."""
    PREVIOUS = "previous"
    """"up from 13": an earlier value that the text compares with."""


class Stance(StrEnum):
    """Whether the text says that the figure holds."""

    STATED = "stated"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    """The publisher takes back what it reported itself."""
    DISPUTED = "disputed"
    HYPOTHETICAL = "hypothetical"
    FORECAST = "forecast"


class DatePrecision(StrEnum):
    """How narrowly the text dates an event."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    PUBLISHED = "published"
    """The text gives no date: the publication day stands in, the event is on or before it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a tally that belongs to one place."""

    place: str
    value: float


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the sentence of a figure says of who and where, each in its words or as the gazetteer calls it."""

    agents: tuple[str, ...] = ()
    """Before each "launched", behind each "attacks by": who acts, among a few words."""
    targets: tuple[str, ...] = ()
    """Behind each "attacks on" or "killed": whom it befell, among a few words."""
    countries: tuple[str, ...] = ()
    """Where it puts something, by their English short names."""
    together: tuple[str, ...] = ()
    """Countries that it lists side by side: a figure told of one may be of all."""
    is_revised: bool = False
    """Whether it calls itself corrected, or lower than what was told before."""
    is_of_residents: bool = False
    """Whether it says who lives or works somewhere, rather than came or went."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure that a text reports: so many of something, over some window, said by someone."""

    value: float
    qualifier: Qualifier
    kind: TallyKind
    stance: Stance
    measure: str
    """The normal form of what is counted, one word: `attack`, `killed`, `injured`, `case`, `percent`."""
    unit: str
    """What is counted, in the text's words: `attacks`, `times`, `people`."""
    counts: str
    """The clause that says what is counted, in the text's words."""
    parts: tuple[Part, ...]
    since: date | None
    """First day of the stated window; `None` if the text states none."""
    since_precision: DatePrecision | None
    """How narrowly the text states that day: "the past two weeks" only to the week."""
    as_of: date
    """The last day that the figure covers: stated, or the day of publication."""
    said_by: str | None
    """Who states it, in the text's words."""
    quote: Span
    """The sentence that states it, within the article's text."""
    circumstances: Circumstances = Circumstances()
    """What that sentence says beside it; nothing where an older version read it."""


class NumberType(StrEnum):
    """What a number tells of, in a text or as a question asks for it (after Li and Roth, COLING 2002)."""

    AGE = "age"
    DURATION = "duration"
    SHARE = "share"
    """"12 percent"."""
    MONEY = "money"
    EXTENT = "extent"
    """A length, weight, temperature, magnitude."""
    DATE = "date"
    """A year, a day of a month, an hour."""
    COUNT = "count"
    ANY = "any"
    """Nothing says which."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, with what stands beside it."""

    span: Span
    """Within the article's text: of the number, without qualifier; where it is not written, of its clause."""
    value: float
    qualifier: Qualifier
    type: NumberType
    phrase: tuple[str, ...]
    """The noun phrase behind it, its head last; of an age, "years old"; empty if none follows."""
    names: tuple[str, ...]
    """Capitalized words near it that the article's title does not have."""
    is_written: bool
    """Whether it is written as a number; "no one was hurt", "the 14th attack" and a sum of parts are not."""
    is_vague: bool
    """Whether words stand for it that name no number: "dozens"."""
    tally: Tally | None
    """The figure that it is, if it counts something."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """The title of an article, or a sentence of its body, with its quantities."""

    span: Span
    """Within the article's text."""
    quantities: tuple[Quantity, ...]
    """Those that are written, in order; then the others."""


class IncidentKind(StrEnum):
    """Closed list of incident kinds, after ACLED's event types; what tells of each stands in `lexicon/kinds.toml`."""

    ARMED_ATTACK = "armed_attack"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    DRONE_OR_MISSILE_ATTACK = "drone_or_missile_attack"
    BOMBING = "bombing"
    SHOOTING = "shooting"
    CLASH = "clash"
    ABDUCTION = "abduction"
    ARSON = "arson"
    ROBBERY = "robbery"
    PROTEST = "protest"
    RIOT = "riot"
    ARREST = "arrest"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    OTHER = "other"


class PlacePrecision(StrEnum):
    """How narrowly the text places an event (after ACLED's geo-precision)."""

    SITE = "site"
    """A base, camp, airport, street: a name without coordinates of its own."""
    TOWN = "town"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened, as the text names it."""

    name: str | None
    admin: str | None
    country: str | None
    """English short name, from the same span, sentence or dateline."""
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True)
class Casualties:
    """Reported count of people; all `None` when the text gives none."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def differ_from(self, other: "Casualties") -> bool:
        """Tell whether both say how many, and not the same."""
        return None not in (self.best, other.best) and self.best != other.best


@dataclass(frozen=True, slots=True)
class EventAttributes:
    """What a sentence, an article or all of them tell of one event (after ACLED's and UCDP's codebooks)."""

    kind: IncidentKind
    first_day: date
    last_day: date
    date_precision: DatePrecision
    place: Place
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    victims: tuple[str, ...]
    weapon: str | None
    killed: Casualties
    injured: Casualties
    status: str
    """`reported`, `claimed`, `confirmed`."""


@dataclass(frozen=True, slots=True)
class Report(EventAttributes):
    """One event as one article tells it."""

    quote: Span
    """The sentence that reports it, within the article's text."""


class CorrectedField(StrEnum):
    """What of an event can be corrected by hand."""

    KIND = "kind"
    DAY = "day"
    PLACE = "place"
    KILLED = "killed"
    INJURED = "injured"


CorrectValue: TypeAlias = IncidentKind | date | Place | Casualties
"""What is right, by its field: of the killed and of the injured, `Casualties`."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person who moderates says of an event that was read wrongly."""

    field: CorrectedField
    value: CorrectValue
    reason: str
    """In the person's words; one line."""
    made: datetime


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a long text's copies are found by among many: a MinHash of its word trigrams (Broder, 1997)."""

    shingles: int
    """How many different trigrams it has."""
    signature: bytes
    """128 numbers: little-endian uint32."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with all that was made of it, ready to be stored in one transaction."""

    article: Article
    passages: tuple[Passage, ...]
    vectors: tuple[bytes, ...]
    """One per passage: little-endian float16, unit length, the encoder's dimension."""
    tallies: tuple[Tally, ...]
    reports: tuple[Report, ...]
    imprint: Imprint | None = None
    """`None` for a text too short to have copies."""
    sentences: tuple[ReadSentence, ...] = ()
    """Of the whole text, `tallies` among their quantities; none where nobody read them."""
    extractor: int = 0
    """The version that read the figures and events; 0 where nobody says, and the text is soon read anew."""


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What an asker says of a source, for itself alone; it goes before what the source and its articles say."""

    title: str
    """What the source calls itself, as its articles were stored with it."""
    called: str
    """What the asker knows it as: what it called itself when the asker added it."""
    publisher: str | None = None
    """Who is to be named as the publisher of all its articles."""
    language: str | None = None
    """ISO 639-1; what its texts are to be taken for, whatever they look like."""

    @property
    def counts_all(self) -> bool:
        """Whether what was read of figures and events counts whatever language a text seems to be in."""
        return self.language == "en"

    @property
    def counts_nothing(self) -> bool:
        """Whether none of it counts: in another language than English none is read."""
        return self.language not in {None, "en"}

    def publisher_for(self, stated: str) -> str:
        """Give who is to be named for an article that was stored with this publisher."""
        return self.publisher or (self.called if stated == self.title else stated)


@dataclass(frozen=True, slots=True)
class View:
    """What an asker may see: everything derived is computed from this alone."""

    now: datetime
    """UTC, aware. Nothing published or revised after it is visible."""
    sources: frozenset[SourceId] | None = None
    """Nothing of any other source is visible; `None` is the operator's own view, of all sources."""
    own_words: Mapping[SourceId, OwnWord] = field(default_factory=dict)
    """For the sources of which the asker says something else than they do."""
    reader: str = "*"
    """Whose rulings of events go before the operator's: a subscriber. The operator itself is `*`."""

    def publisher(self, source: SourceId, stated: str) -> str:
        """Give who is named for an article of the source that was stored with this publisher."""
        own = self.own_words.get(source)
        return own.publisher_for(stated) if own else stated

    def as_seen(self, stored: "StoredArticle") -> "StoredArticle":
        """Give an article as the asker sees it."""
        named = self.publisher(stored.source, stored.article.publisher)
        if named == stored.article.publisher:
            return stored
        return replace(stored, article=replace(stored.article, publisher=named))

    def in_own_words(self, stored: "StoredArticle") -> Article:
        """Give an article as it is read for this asker alone: in the language that it says the source is in."""
        own = self.own_words.get(stored.source)
        return replace(stored.article, language=own.language) if own and own.language else stored.article


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of publication time, both ends included; `None` is open."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """What reports are near to that tell an event together with known ones."""

    days: frozenset[date]
    """On any of which the event may have been."""
    names: frozenset[str]
    """Of who acted or suffered in them, in lower case."""
    ids: frozenset[int] = frozenset()
    """Reports that are near whatever they tell."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which reports are wanted: of these kinds, at such places, near to others."""

    kinds: frozenset[IncidentKind]
    where: Callable[[Place], bool]
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A revision of an article as the archive holds it."""

    id: ArticleId
    revision: RevisionId
    article: Article
    source: SourceId


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that a search returned, with the article it stands in."""

    id: PassageId
    stored: StoredArticle
    span: Span
    score: float
    """Greater is better; comparable only within one search."""

    @property
    def text(self) -> str:
        """The passage's own words, without its header."""
        return self.stored.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class FoundTally:
    """A tally that a search returned, with the article it stands in."""

    tally: Tally
    stored: StoredArticle
    score: float

    @property
    def sentence(self) -> str:
        """The sentence that states it."""
        return self.stored.article.text[self.tally.quote.start : self.tally.quote.end]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as an encoder read it."""

    encoder: str
    """Its name: vectors of two encoders say nothing of each other."""
    vector: bytes
    """Of unit length, little-endian float16."""


@dataclass(frozen=True, slots=True)
class FoundReport:
    """An incident report with the article it stands in."""

    id: int
    report: Report
    """As the asker's corrections leave it."""
    stored: StoredArticle
    corrections: tuple[Correction, ...] = ()
    """The last of each field."""
    as_read: Report | None = None
    """What was read of the text, where something of it is corrected."""
    opening: Encoded | None = field(default=None, compare=False, repr=False)
    """How its article begins, in the archive's encoder."""

    @property
    def sentence(self) -> str:
        """The sentence that reports it."""
        return self.stored.article.text[self.report.quote.start : self.report.quote.end]
