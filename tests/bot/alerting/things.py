"""What alerts find, made up for tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.alerting.alerts import (
    AlertId,
    Basis,
    Post,
    PostId,
    PostKind,
    Telling,
    Template,
    Thing,
    ThingId,
    What,
)
from ingest import ArticleId, Casualties, Place, PlacePrecision

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MOSUL = Place("Mosul", "Ninawa", "Iraq", 36.3, 43.1, PlacePrecision.TOWN)
LIMA = Place("Lima", "Lima", "Peru", -12.0, -77.0, PlacePrecision.TOWN)
BOMBING = Telling(
    what=What.INCIDENTS,
    text="A roadside bomb killed three people in Mosul, police said.",
    url="https://wire.example/1",
    publisher="Wire",
    published=NOW,
    kind="bombing",
    place=MOSUL,
    first_day=date(2026, 3, 1),
    last_day=date(2026, 3, 1),
    killed=Casualties(3, 3, 3),
    status="reported",
)
ITEM = Telling(What.ITEMS, "Grain exports rise", "https://wire.example/2", "Wire", NOW)


def dead(count: int | None, *, injured: int | None = None) -> Telling:
    return replace(BOMBING, killed=Casualties(count, count, count), injured=Casualties(injured, injured, injured))


def basis(article: int, sentence: str = "", *, kind: str = "bombing", place: str = "Mosul") -> Basis:
    return Basis(ArticleId(article), kind, date(2026, 3, 1), place, sentence)


def thing(  # noqa: PLR0913 because a test says what matters to it
    number: int = 1,
    *,
    alert: int = 1,
    channel: int = 7,
    telling: Telling = BOMBING,
    ago: float = 0,
    post: int | None = None,
) -> Thing:
    """Give what was found so many seconds ago, of the article of the same number."""
    found = NOW - timedelta(seconds=ago)
    posted = telling if post else None
    number_of_post = PostId(post) if post else None
    return Thing(
        ThingId(number), AlertId(alert), channel, telling, posted, (basis(number),), found, found, number_of_post
    )


def post(number: int = 1, *, ago: float = 0, kind: PostKind = PostKind.PLAIN) -> Post:
    return Post(PostId(number), "1", 7, kind, NOW - timedelta(seconds=ago), (), Template.COMPACT, message=100 + number)
