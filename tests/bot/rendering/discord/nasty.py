"""Everything that strangers may write, as hypothesis draws it; and the values that it may stand in."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bot.answering.answers import (
    Answer,
    AnswerWindow,
    Citation,
    Conflict,
    CountedIncidents,
    Figure,
    FigurePart,
    Freshness,
    StoryTold,
)
from bot.answering.claims.verdicts import CheckedClaim, CheckedMessage
from bot.answering.claims.verdicts import Standing as ClaimStanding
from bot.answering.writing.revising import UNBORNE, WRITTEN
from bot.coverage import Suggestion
from bot.gaps import Gap
from bot.records import Amendment, Vote
from bot.reviewing import Rated, Review
from ingest import (
    Article,
    Casualties,
    DateKind,
    DatePrecision,
    FeedLink,
    FoundReport,
    Health,
    Incident,
    IncidentKind,
    Offer,
    Place,
    PlacePrecision,
    PollState,
    Sample,
    SourceId,
    SourceKind,
    SourceSummary,
    Span,
    Standing,
    StoredArticle,
    TextKind,
    Unusable,
)
from ingest.articles import ArticleId, DateQuality, Report, RevisionId

PIECES = [
    "@everyone",
    "@here",
    "@\u200beveryone",
    "<@123456789012345678>",
    "<@&123456789012345678>",
    "<#123456789012345678>",
    "<t:0:R>",
    "<:nose:123456789012345678>",
    "</ask:123456789012345678>",
    "<id:browse>",
    "](http://evil.example)",
    "[click](https://evil.example)",
    "[",
    "]",
    "[1]",
    "[2][3][4][5][6][7]",
    "https://evil.example/a_b",
    "HTTP://evil.example",
    "<https://evil.example>",
    "discord.gg/evil",
    "www.bbc.example",
    "```",
    "**",
    "__",
    "~~",
    "||",
    "`",
    "\\",
    "\\\\",
    "# ",
    "-# ",
    "> ",
    ">>> ",
    "- ",
    "* ",
    "1. ",
    ":smile:",
    "\n",
    "\r\n\u2028",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\x00",
    "\x1b[31m",
    "\ud800",
    "עברית",
    "العربية",
    "می\u200cشود",
    "👩\u200d👩\u200d👧",
    "🏻",
    "e\u0301",
    "“",
    "”",
    '"',
    "…",
    "word ",
    "a",
    "é",
    "66 attacks",
]
LONG = ["A" * 4000, "word " * 800, "🙂" * 2000, "_*" * 2000, "@everyone" * 400, "[x](https://e.example)" * 200]

words: SearchStrategy[str] = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.text(max_size=40),
    st.sampled_from(LONG),
)
urls: SearchStrategy[str | None] = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "https://news.example/2023/11/22/attacks",
            "https://www.news.example/a b(c)<d>[e]@everyone",
            "http://news.example:8080/?q=(x)&a=|b|#frag(ment)",
            "https://user:password@news.example/",
            "https://[::1]/x",
            "https://[broken",
            "https://news.example:port/",
            "https://bücher.example/straße",
            "https://" + "a" * 300 + ".example/",
            "https://x\u2024y.example/",
            "https://news.example/" + "long/" * 120,
            "javascript:alert(1)",
            "//news.example/",
            "news.example/article",
            "",
        ]
    ),
    words.map("https://news.example/".__add__),
    words.map("https://".__add__),
    words,
)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 because hypothesis adds the zone
days = st.dates(date(1971, 1, 1), date(2100, 1, 1))
values = st.one_of(st.integers(0, 10**15).map(float), st.floats(0, 1e9))


def citations(n: int) -> SearchStrategy[Citation]:
    return st.builds(
        Citation,
        n=st.just(n),
        id=st.none(),
        url=urls,
        title=words,
        publisher=words,
        published=moments,
        quote=words,
        start=st.just(0),
        end=st.just(1),
    )


def figures(cited: int) -> SearchStrategy[Figure]:
    return st.builds(
        Figure,
        value=values,
        qualifier=st.sampled_from(["exact", "about", "at_least", "more_than", "at_most", "nearly"]),
        unit=words | st.sampled_from(["%", "$", "attacks"]),
        counts=words,
        since=st.none() | days,
        as_of=days,
        place=st.none() | words,
        said_by=st.none() | words,
        parts=st.lists(st.builds(FigurePart, place=words, value=values), max_size=4).map(tuple),
        citation=st.integers(1, max(cited, 1)),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    cited = draw(st.integers(0, 12))
    told = draw(st.lists(words, max_size=8))
    marks = "".join(f"[{n}]" for n in range(1, draw(st.integers(0, cited)) + 1))
    bullet = draw(st.sampled_from(["", "• "]))
    text = "\n".join(f"{bullet}{line} {marks}." for line in told) + draw(st.sampled_from(["", "\n… and 7 more."]))
    some = st.lists(figures(cited), max_size=6).map(tuple)
    return Answer(
        id=None,
        question=draw(words),
        as_of=draw(moments),
        kind=draw(st.sampled_from(["figure", "ledger", "passages", "conflict", "no_coverage"])),
        abstained=draw(st.booleans()),
        readings=draw(st.lists(words, max_size=3).map(tuple)),
        answer=text,
        notes=draw(st.lists(words, max_size=3).map(tuple)),
        window=AnswerWindow(
            draw(st.none() | moments), draw(st.none() | moments), draw(st.lists(words, max_size=3).map(tuple))
        ),
        figures=draw(some),
        history=draw(some),
        conflicts=draw(st.lists(st.builds(Conflict, about=words, figures=some), max_size=3).map(tuple)),
        incidents=CountedIncidents(0, (), 0),
        citations=tuple(draw(citations(n)) for n in range(1, cited + 1)),
        ranked=(),
        freshness=Freshness(draw(st.none() | moments), draw(st.integers(0, 10_000)), draw(st.none() | words)),
        timings_ms={},
        written=draw(st.just("") | st.sampled_from([WRITTEN, UNBORNE]) | st.text("a1 [](*@", max_size=90)),
    )


def checked_messages() -> SearchStrategy[CheckedMessage]:
    some = st.lists(citations(1), max_size=3).map(tuple)
    claim = st.builds(
        CheckedClaim,
        claim=words,
        standing=st.sampled_from(ClaimStanding),
        bearing=some,
        opposing=some,
        true_on=st.none() | days,
        newest=words,
    )
    return st.builds(CheckedMessage, message=words, as_of=moments, claims=st.lists(claim, max_size=5).map(tuple))


def reviews() -> SearchStrategy[Review]:
    suggestion = st.builds(Suggestion, publisher=words, address=urls.map(str), covers=words)
    gap = st.builds(
        Gap,
        questions=st.lists(words, min_size=1, max_size=4).map(tuple),
        asked=st.integers(1, 10**6),
        newest=moments,
        suggestions=st.lists(suggestion, max_size=2).map(tuple),
    )
    one = st.builds(
        Rated,
        name=st.just("a1"),
        question=words,
        as_of=moments,
        answer=words,
        abstained=st.booleans(),
        values=st.just(()),
        urls=st.just(()),
        votes=st.dictionaries(st.sampled_from(Vote), st.integers(1, 10**6), min_size=1),
        amendments=st.lists(st.builds(Amendment, words, urls.map(str), st.none()), max_size=3).map(tuple),
        newest=moments,
    )
    return st.builds(Review, st.lists(one, max_size=4).map(tuple), st.lists(gap, max_size=4).map(tuple))


@st.composite
def digests(draw: st.DrawFn) -> Answer:
    """Draw an answer each of whose citations tells a story."""
    answer = draw(answers().filter(lambda each: bool(each.citations)))
    told = (
        StoryTold(
            day=draw(st.dates()),
            citation=citation.n,
            publishers=draw(st.lists(words, min_size=1, max_size=4).map(tuple)),
            independent_publishers=draw(st.integers(1, 4)),
            articles=draw(st.integers(1, 10_000)),
            newest=draw(moments),
        )
        for citation in answer.citations
    )
    return replace(answer, stories=tuple(told))


def found(*, sentence: str, url: str | None, title: str, publisher: str, published: datetime) -> FoundReport:
    article = Article(
        fingerprint="f",
        url=url,
        title=title,
        text=sentence,
        published=published,
        date_quality=DateQuality.STATED,
        publisher=publisher,
        author=None,
        language="en",
        external_id=None,
        origin="news.jsonl:1",
    )
    report = Report(
        kind=IncidentKind.SHOOTING,
        first_day=published.date(),
        last_day=published.date(),
        date_precision=DatePrecision.DAY,
        place=Place(None, None, None, None, None, PlacePrecision.UNKNOWN),
        actors=(),
        targets=(),
        victims=(),
        weapon=None,
        killed=Casualties(),
        injured=Casualties(),
        status="reported",
        quote=Span(0, len(sentence)),
    )
    return FoundReport(1, report, StoredArticle(ArticleId(1), RevisionId(1), article, SourceId(1)))


casualties = st.none() | st.integers(0, 10**9)


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    report = found(
        sentence=draw(words), url=draw(urls), title=draw(words), publisher=draw(words), published=draw(moments)
    )
    return Incident(
        id="i",
        kind=draw(st.sampled_from(IncidentKind)),
        first_day=draw(days),
        last_day=draw(days),
        date_precision=draw(st.sampled_from(DatePrecision)),
        place=Place(draw(st.none() | words), None, draw(st.none() | words), None, None, PlacePrecision.UNKNOWN),
        actors=(),
        targets=(),
        victims=(),
        weapon=None,
        killed=Casualties(draw(casualties), draw(casualties), draw(casualties)),
        injured=Casualties(draw(casualties), draw(casualties), draw(casualties)),
        status=draw(st.sampled_from(["reported", "claimed", "confirmed"])),
        summary=report.sentence,
        reports=(report,) * draw(st.integers(1, 3)),
        independent_sources=draw(st.integers(1, 3)),
        updated=draw(moments),
    )


samples = st.builds(Sample, title=words, url=urls, published=st.none() | moments)
languages = st.sampled_from(["en", "und", "de", "xx"])
offers = st.builds(
    Offer,
    address=words,
    url=urls.map(str),
    kind=st.sampled_from(SourceKind),
    title=words,
    samples=st.lists(samples, max_size=3).map(tuple),
    items=st.integers(0, 10**6),
    dates=st.sampled_from(DateKind),
    text=st.sampled_from(TextKind),
    language=languages | words,
    others=st.lists(st.builds(FeedLink, url=words, title=words), max_size=5).map(tuple),
)
scouted = offers | st.builds(Unusable, address=urls.map(str), reason=words)

states = st.builds(
    PollState,
    next_check=st.none() | moments,
    health=st.sampled_from(Health),
    checked=st.none() | moments,
    succeeded=st.none() | moments,
    failures=st.integers(0, 99),
    failing_since=st.none() | moments,
    problem=st.none() | words,
)
sources = st.builds(
    SourceSummary,
    id=st.just(SourceId(1)),
    name=words,
    kind=st.sampled_from(SourceKind),
    url=urls,
    added=moments,
    standing=st.sampled_from(Standing),
    shared=st.booleans(),
    articles=st.integers(0, 10**9),
    newest=st.none() | moments,
    languages=st.lists(languages | words, max_size=5).map(tuple),
    state=st.none() | states,
)
