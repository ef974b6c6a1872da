"""Articles made by hand, and archives to put them into."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from ingest.archive import Archive
from ingest.archive.dialects import DatabasePlace
from ingest.articles import (
    Article,
    Casualties,
    Circumstances,
    DatePrecision,
    DateQuality,
    IncidentKind,
    Part,
    Passage,
    Place,
    PlacePrecision,
    Prepared,
    Qualifier,
    ReadSentence,
    Report,
    Span,
    Stance,
    Tally,
    TallyKind,
)
from tests.archives import archive_at

DIMENSION = 8
Make = Callable[..., Prepared]


TALLY = Tally(
    value=3,
    qualifier=Qualifier.EXACT,
    kind=TallyKind.TOTAL,
    stance=Stance.STATED,
    measure="attack",
    unit="attacks",
    counts="attacks on US forces “since” Oct 17",
    parts=(Part("Iraq", 32.0), Part("Syria", 34.0)),
    since=date(2022, 10, 17),
    since_precision=DatePrecision.WEEK,
    as_of=date(2023, 1, 1),
    said_by="the Pentagon",
    quote=Span(0, 1),
    circumstances=Circumstances(agents=("the Dawn Front",), countries=("Chad",), is_revised=True),
)
REPORT = Report(
    kind=IncidentKind.BOMBING,
    first_day=date(2023, 11, 1),
    last_day=date(2023, 11, 1),
    date_precision=DatePrecision.DAY,
    place=Place("Tamra", "North", "Nowhere", 33.8, None, PlacePrecision.TOWN),
    actors=("militia", "unknown"),
    targets=("US forces",),
    victims=(),
    weapon="drone",
    killed=Casualties(0, 1, 2),
    injured=Casualties(),
    status="reported",
    quote=Span(0, 1),
)


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def vector_of(text: str) -> np.ndarray:
    """A unit vector that depends on the text alone."""
    raw = np.random.default_rng(int(sha256(text.encode()).hexdigest()[:8], 16)).standard_normal(DIMENSION)
    return (raw / np.linalg.norm(raw)).astype(np.float32)


def prepared(  # noqa: PLR0913 because each test names only what it is about
    body: str = "Troops were attacked at the base.",
    *,
    url: str | None = "https://news.example/1",
    title: str = "",
    published: str = "2023-11-01",
    fingerprint: str | None = None,
    external_id: str | None = None,
    origin: str = "news.jsonl:1",
    tallies: tuple[Tally, ...] = (),
    reports: tuple[Report, ...] = (),
    language: str = "en",
    sentences: tuple[ReadSentence, ...] = (),
) -> Prepared:
    text = f"{title}\n\n{body}" if title else body
    article = Article(
        fingerprint=fingerprint or sha256(f"{title}|{body}|{url}|{published}|{origin}".encode()).hexdigest(),
        url=url,
        title=title,
        text=text,
        published=moment(published),
        date_quality=DateQuality.STATED,
        publisher="The Example",
        author=None,
        language=language,
        external_id=external_id,
        origin=origin,
    )
    header = f"{title} | The Example | {published[:10]}"
    passages, vectors = [], []
    start = article.body.start
    for ordinal, paragraph in enumerate(body.split("\n\n")):
        passages.append(Passage(ordinal, Span(start, start + len(paragraph)), header))
        vectors.append(vector_of(paragraph).astype("<f2").tobytes())
        start += len(paragraph) + 2
    return Prepared(article, tuple(passages), tuple(vectors), tallies, reports, sentences=sentences)


@pytest.fixture
def make() -> Make:
    return prepared


@pytest.fixture
def archive(place: DatabasePlace, tmp_path: Path) -> Iterator[Archive]:
    with archive_at(place, tmp_path / "archive") as opened:
        opened.claim_encoder("test", DIMENSION)
        yield opened
