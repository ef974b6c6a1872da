"""The nouns of an answer, and the JSON form that other programs read."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Literal, TypeAlias

from ingest import DateQuality, SourceId

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
AnswerKind: TypeAlias = Literal["figure", "ledger", "passages", "conflict", "no_coverage"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote with the article it stands in; `n` is its number in the answer's text."""

    n: int
    id: str | None
    """The importer's own id."""
    url: str | None
    title: str
    publisher: str
    published: datetime
    quote: str
    start: int
    """Offset of the quote in the stored article text (title, blank line, body)."""
    end: int
    date_quality: DateQuality = DateQuality.STATED
    """What `published` is; text and pages say where it is no stated date."""
    source: SourceId | None = None
    """The source that brought the article: to count by, not to show."""
    language: str = "en"
    """ISO 639-1, of the article."""


@dataclass(frozen=True, slots=True)
class FigurePart:
    """The share of a figure that belongs to one place."""

    place: str
    value: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported figure as an answer states it."""

    value: float
    qualifier: str
    unit: str
    counts: str
    since: date | None
    as_of: date
    place: str | None
    said_by: str | None
    parts: tuple[FigurePart, ...]
    citation: int
    """The `n` of the citation that states it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that disagree about one thing and one day."""

    about: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class AnswerWindow:
    """The stretch of time that the question was read as, and what else it may have meant."""

    since: datetime | None
    until: datetime | None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedIncidents:
    """The ledger's own count."""

    count: int
    ids: tuple[str, ...]
    possible: int
    """How many more may lie in the window, their dates being inexact."""


@dataclass(frozen=True, slots=True)
class Retraction:
    """A report that takes back a value of what is asked."""

    value: float
    citation: Citation
    """Not one of the answer's own: its `n` marks nothing."""


@dataclass(frozen=True, slots=True)
class StoryTold:
    """Articles that tell one thing, as a digest tells it: by the sentence of a citation."""

    day: date
    """In a timeline when it happened, as far as the sentence says; else when its article was published."""
    citation: int
    """The `n` of the citation that tells it."""
    publishers: tuple[str, ...]
    """Who tells it, each once, the cited one first."""
    independent_publishers: int
    """Of them, those that tell it in words of their own: copies count once."""
    articles: int
    newest: datetime
    """When its newest article was published."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One piece of evidence in order of relevance."""

    id: str | None
    url: str | None
    title: str
    publisher: str
    published: datetime
    score: float
    text: str
    date_quality: DateQuality = DateQuality.STATED


@dataclass(frozen=True, slots=True)
class Freshness:
    """How new the archive's evidence is, and why an answer may be missing."""

    newest: datetime | None
    """Publication time of the newest relevant article, or of the newest article of all."""
    sources_failing: int
    reason: str | None
    """For `no_coverage`: why there is no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was asked, what is known, and the words it rests on."""

    id: str | None
    question: str
    as_of: datetime
    kind: AnswerKind
    abstained: bool
    readings: tuple[str, ...] = ()
    """How the question was read, where that is not plain; the answer opens with it."""
    answer: str
    """Text with [1] marks that name citations."""
    notes: tuple[str, ...] = ()
    """What the reader should know beside it: which window the source states, what the ledger counts."""
    window: AnswerWindow = AnswerWindow(None, None)
    figures: tuple[Figure, ...] = ()
    history: tuple[Figure, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    incidents: CountedIncidents = CountedIncidents(0, (), 0)
    citations: tuple[Citation, ...] = ()
    ranked: tuple[Ranked, ...] = ()
    freshness: Freshness = Freshness(None, 0, None)
    timings_ms: dict[str, float] = field(default_factory=dict)
    related: tuple[Citation, ...] = ()
    """The nearest coverage of what nothing answers: it is none, and offered as what it is."""
    stories: tuple[StoryTold, ...] = ()
    """What a digest, timeline or comparison tells, in its order; nothing where none was asked for."""
    understood: str = ""
    """The question as it was read, whole: words respelled, and what it took from the questions before put in."""
    is_aside: bool = False
    """Whether nothing new was asked of the archive, so that a next question leans on the answer before this one."""
    missing: tuple[str, ...] = ()
    """What a refused question names and no article does."""
    wider: str | None = None
    """A refused question without its window, if that is answered."""
    why: tuple[str, ...] = ()
    """How the question was read, what decided, what the rest lacked: a sentence each, shown to who asks for it."""
    language: str = "en"
    """ISO 639-1, of the question and of what is said; quotes are in their articles' own."""
    retractions: tuple[Retraction, ...] = ()
    """What publishers took back of what is asked: for who goes by such a value, not to show."""
    turns: tuple[str, ...] = ()
    """What it leant on: the question before, and the quotes that answered that; nothing where it stands alone."""
    written: str = ""
    """That a language model wrote of it, or why none did; empty where none was asked."""

    @property
    def quotes(self) -> tuple[Citation, ...]:
        """The citations that are more than the sentence of a story."""
        told = {story.citation for story in self.stories}
        if all(citation.n in told for citation in self.citations):
            return ()
        return tuple(each for each in self.citations if each.n not in told or f"[{each.n}]" in self.answer)

    def as_json(self) -> dict[str, JsonValue]:
        """Give the row that `sitrep ask --json` prints: dates in ISO 8601, readings and notes within the text."""
        fields = asdict(replace(self, retractions=()))
        for citation in (*fields["citations"], *fields["related"]):
            del citation["source"], citation["date_quality"], citation["language"]
        for passage in fields["ranked"]:
            del passage["date_quality"]
        row = {key: json_of(value) for key, value in fields.items()}
        del row["readings"], row["notes"], row["why"], row["written"], row["retractions"], row["turns"]
        told = (*self.readings, self.answer, *self.notes, *filter(None, [self.written]))
        return row | {"answer": "\n".join(told)}


def unanswered(question: str, reason: str, *, now: datetime, id: str | None = None) -> Answer:  # noqa: A002 because it is the answer's
    """Give the answer that holds nothing but why there is none."""
    return Answer(
        id=id,
        question=question,
        as_of=now,
        kind="no_coverage",
        abstained=True,
        answer=reason,
        freshness=Freshness(newest=None, sources_failing=0, reason=reason),
        understood=question,
    )


def json_of(value: object) -> JsonValue:
    """Give a value, its dataclasses made dictionaries, in the form that JSON knows: dates in ISO 8601."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case datetime() | date():
            return value.isoformat()
        case dict():
            return {str(key): json_of(item) for key, item in value.items()}
        case list() | tuple():
            return [json_of(item) for item in value]
        case _:
            raise TypeError(f"an answer holds a {type(value).__name__}, which JSON has no form for")
