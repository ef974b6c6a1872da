"""What is said of sources, whatever became of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.answering.composition.phrasing import moment_of
from bot.rendering.source_words import (
    Medium,
    change_words,
    facts,
    health_words,
    loss_words,
    may_be_polled,
    notice_words,
    restored_words,
    whys,
)
from ingest import (
    Action,
    Change,
    EntryOutcome,
    Health,
    Loss,
    Notice,
    NoticeId,
    NoticeKind,
    PollState,
    RemovedSource,
    SourceId,
    SourceKind,
    SourceSummary,
    Standing,
    Subscriber,
    Trace,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
TOMORROW = NOW + timedelta(days=1)
MEDIUM = Medium(
    text=str.strip,
    moment=moment_of,
    by=lambda person: f"by {person}",
    command=lambda name, source: f"{name} {source or 'URL'}",
    whose="here",
)
POST = SourceSummary(
    id=SourceId(3),
    name="Harbour Post",
    kind=SourceKind.FEED,
    url="https://user:word@harbour.example/feed?key=1",
    added=NOW,
    standing=Standing.ACTIVE,
    shared=False,
    articles=1204,
    newest=NOW,
    languages=("de", "en"),
    state=PollState(LATER, Health.OK, interval=timedelta(hours=1)),
    publisher="The Harbour",
    tags=("ports", "sea"),
    language="en",
    items_a_day=3.24,
    copies=0.125,
    cited=1,
    added_by="Ann",
)
URL = "https://news.harbour.example/1"
TRACE = Trace(
    source=SourceId(3),
    name="Harbour Post",
    standing=Standing.ACTIVE,
    offered=NOW,
    outcome=EntryOutcome.STORED,
    detail=None,
    stored=True,
    copy_of=None,
    passages=2,
    indexed=True,
)
AWAY = replace(TRACE, stored=False, passages=0, indexed=False)
OFFERED = "offered 1 Mar 2026, 12:00 UTC"


def test_all_that_is_known_of_a_source_is_told() -> None:
    assert dict(facts(POST, TOMORROW, MEDIUM)) == {
        "state": "well; next attempt is due",
        "kind": "feed",
        "address": "https://…@harbour.example/feed?key=…",
        "publisher": "The Harbour",
        "tags": "ports, sea",
        "articles": "1,204, the newest published 1 Mar 2026, 12:00 UTC",
        "items": "3.2 a day in the last two weeks",
        "copies": "12% repeat another source's text",
        "languages": "de, en; taken for en, as it was told",
        "cited": "1 time in the last 30 days",
        "polled": "every hour, by how often it has news",
        "added": "1 Mar 2026, 12:00 UTC by Ann",
    }


def test_a_rhythm_that_others_who_read_it_may_have_set_is_not_told_on_the_first_day() -> None:
    told, shared = (dict(facts(source, NOW, MEDIUM)) for source in (POST, replace(POST, shared=True)))

    assert (told["state"], told["polled"]) == ("well", "too early to tell")
    assert (shared["state"], shared["polled"]) == (
        "well; next attempt 1 Mar 2026, 14:00 UTC",
        "every hour, by how often it has news",
    )


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        pytest.param(replace(POST, standing=Standing.PAUSED, state=None), {"articles", "polled"}, id="paused"),
        pytest.param(replace(POST, kind=SourceKind.UPLOAD), {"address", "items", "polled"}, id="upload"),
        pytest.param(replace(POST, kind=SourceKind.FILE, url=None, state=None), {"address", "polled"}, id="file"),
    ],
)
def test_what_does_not_apply_to_a_source_is_not_told(source: SourceSummary, missing: set[str]) -> None:
    assert missing.isdisjoint(dict(facts(source, NOW, MEDIUM)))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        pytest.param(None, "imported: there is nothing to poll", id="imported"),
        pytest.param(PollState(NOW), "not polled yet; next attempt is due", id="new"),
        pytest.param(PollState(None, Health.DONE), "read; nothing more to fetch", id="done"),
        pytest.param(
            PollState(None, Health.DONE, problem="2 were left out"), "read; nothing more to fetch: 2 were left out",
            id="done in part",
        ),
        pytest.param(
            PollState(LATER, Health.OK, capped_until=LATER),
            "well, but the day's articles are taken already; next attempt 1 Mar 2026, 14:00 UTC",
            id="capped",
        ),
        pytest.param(
            PollState(LATER, Health.OK, capped_until=NOW), "well; next attempt 1 Mar 2026, 14:00 UTC",
            id="no longer capped",
        ),
        pytest.param(
            PollState(LATER, Health.FAILING, failing_since=NOW, problem="it answers 503"),
            "failing since 1 Mar 2026, 12:00 UTC: it answers 503; next attempt 1 Mar 2026, 14:00 UTC",
            id="failing",
        ),
        pytest.param(
            PollState(LATER, Health.DOUBTFUL, problem="it lists nothing"),
            "doubtful: it answers, but it lists nothing; next attempt 1 Mar 2026, 14:00 UTC",
            id="doubtful",
        ),
        pytest.param(
            PollState(None, Health.GONE), "gone: no reason given; no next attempt", id="gone",
        ),
    ],
)  # fmt: skip
def test_how_a_source_fares_is_said_with_reason_and_next_attempt(state: PollState | None, said: str) -> None:
    assert health_words(replace(POST, shared=True, state=state), NOW, MEDIUM) == said


@pytest.mark.parametrize(
    ("trace", "said"),
    [
        pytest.param(TRACE, "stored with 2 passages, and can be found.", id="found"),
        pytest.param(
            replace(TRACE, indexed=False),
            "stored with 2 passages, not indexed yet: until then it is found a little more slowly.",
            id="not indexed",
        ),
        pytest.param(
            replace(TRACE, standing=Standing.MUTED),
            "stored with 2 passages, but not shown while the source is muted.",
            id="muted",
        ),
        pytest.param(
            replace(TRACE, copy_of="https://wire.example/1"),
            "stored with 2 passages, and can be found. Its text repeats https://wire.example/1: both count once.",
            id="copy",
        ),
        *(
            pytest.param(
                replace(TRACE, detail=reason),
                f"stored with 2 passages, and can be found. Only what the feed itself says was taken: {reason}.",
                id=reason,
            )
            for reason in (
                "its page is reserved by its publisher (noai)",
                "its page asks for consent to cookies",
                "harbour.example answers 404 (not found)",
                "its page was not asked for: there were others before",
            )
        ),
        pytest.param(
            replace(TRACE, outcome=EntryOutcome.REFUSED, detail="is empty"),
            "stored with 2 passages, and can be found. What was offered of it last was left out: it is empty.",
            id="stored, then refused",
        ),
        pytest.param(
            replace(TRACE, outcome=EntryOutcome.CAPPED),
            "stored with 2 passages, and can be found. "
            "What was offered of it last follows after midnight UTC: the day's articles were taken already.",
            id="stored, then capped",
        ),
        pytest.param(
            replace(AWAY, outcome=EntryOutcome.REFUSED, detail="is empty"), f"{OFFERED}, and left out: it is empty.",
            id="refused",
        ),
        pytest.param(
            replace(AWAY, outcome=EntryOutcome.TOO_OLD),
            f"{OFFERED}, but too old: a first poll takes the newest items alone.",
            id="too old",
        ),
        pytest.param(
            replace(AWAY, outcome=EntryOutcome.CAPPED),
            f"{OFFERED}, but the day's articles were taken already; it follows after midnight UTC.",
            id="capped",
        ),
        pytest.param(
            replace(AWAY, outcome=EntryOutcome.PURGED), "purged by whoever runs this; it is not taken again.",
            id="purged",
        ),
        pytest.param(
            AWAY, f"{OFFERED} and taken, but no longer stored under this address: it moved, or was deleted.",
            id="moved",
        ),
    ],
)  # fmt: skip
def test_the_stage_that_an_article_came_to_is_named(trace: Trace, said: str) -> None:
    assert list(whys(URL, [trace], [POST], MEDIUM)) == [f"Harbour Post: {said}"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param(POST, "never offered it, or so long ago that it is forgotten.", id="never"),
        pytest.param(
            replace(POST, standing=Standing.PAUSED, state=None), "it is paused, and was not asked. resume 3",
            id="paused",
        ),
        pytest.param(replace(POST, state=PollState(NOW)), "it was not polled yet.", id="new"),
        pytest.param(
            replace(POST, state=PollState(NOW, Health.FAILING, problem="it answers 503")),
            "never offered it; it cannot be polled well: it answers 503.",
            id="failing",
        ),
    ],
)  # fmt: skip
def test_where_none_offered_it_the_sources_of_its_site_are_named(source: SourceSummary, said: str) -> None:
    never = replace(AWAY, offered=None, outcome=None)

    assert list(whys(URL, [never], [source], MEDIUM)) == [f"Harbour Post: {said}"]


def test_where_no_source_is_of_its_site_it_is_said_how_to_add_one() -> None:
    assert list(whys("https://www.wire.example/1", [], [POST], MEDIUM)) == [
        "No source here ever offered it, and no source here is from wire.example. To add one: add URL"
    ]


@pytest.mark.parametrize(
    ("loss", "said"),
    [
        pytest.param(
            Loss(1, 0),
            "1 article of it will no longer be found or counted. After 7 days what nobody reads any more is deleted.",
            id="articles",
        ),
        pytest.param(
            Loss(0, 0),
            "Nothing that is found here now will be missing. After 7 days what nobody reads any more is deleted.",
            id="nothing",
        ),
        pytest.param(
            Loss(12, 2),
            "12 articles of it will no longer be found or counted, nor 2 incidents that it alone reports. "
            "After 7 days what nobody reads any more is deleted.",
            id="incidents",
        ),
    ],
)
def test_what_a_removal_takes_is_told(loss: Loss, said: str) -> None:
    assert loss_words(loss) == said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (NoticeKind.DORMANT, "Harbour Post has failed for a week (it sleeps). It is asked once a day from now on."),
        (NoticeKind.GONE, "Harbour Post is gone (it sleeps). It is asked once a day, in case it comes back."),
        (
            NoticeKind.CAPPED,
            "Harbour Post offers more than the articles of a day that are left. The rest follows after midnight UTC.",
        ),
    ],
)
def test_what_befell_a_source_is_told_with_what_becomes_of_it(kind: NoticeKind, said: str) -> None:
    notice = Notice(NoticeId(1), SourceId(3), "Harbour Post", kind, NOW, "it sleeps")

    assert notice_words(notice, MEDIUM) == said


@pytest.mark.parametrize(
    ("action", "detail", "said"),
    [
        (Action.REMOVE, None, "Harbour Post removed by Ann"),
        (Action.EDIT, "tags sea", "Harbour Post edited by Ann: tags sea"),
        (
            Action.MOVE,
            "https://a.example/?key=1 to https://b.example/",
            "Harbour Post moved, as its server says: https://a.example/?key=… to https://b.example/",
        ),
    ],
)
def test_a_change_is_told_without_keys(action: Action, detail: str | None, said: str) -> None:
    change = Change(NOW, Subscriber("7"), SourceId(3), "Harbour Post", action, "Ann", detail)

    assert change_words(change, MEDIUM) == f"1 Mar 2026, 12:00 UTC  {said}"


def test_what_was_removed_too_long_ago_is_to_be_added_anew() -> None:
    removed = RemovedSource(SourceId(3), "Harbour Post", None, NOW)

    assert restored_words(removed, MEDIUM, is_back=False) == "Harbour Post can no longer be restored. Add it anew."


OLD = replace(POST, added=NOW - timedelta(days=30))


@pytest.mark.parametrize(
    ("source", "may"),
    [
        (replace(OLD, state=PollState(NOW, checked=NOW - timedelta(minutes=6))), True),
        (replace(OLD, state=PollState(NOW, checked=NOW - timedelta(minutes=4))), False),
        (replace(OLD, state=PollState(NOW, checked=NOW), added=NOW + timedelta(seconds=1)), True),
        (replace(OLD, state=PollState(NOW)), True),
        (replace(OLD, state=PollState(None, checked=NOW - timedelta(days=1))), False),
        (replace(OLD, state=None), False),
        (replace(OLD, state=PollState(NOW), standing=Standing.PAUSED), False),
    ],
    ids=["long ago", "just now", "before it was added here", "never", "read for good", "imported", "paused"],
)
def test_what_may_be_polled_by_hand_is_polled_and_was_not_just_now(source: SourceSummary, *, may: bool) -> None:
    assert may_be_polled(source, now=NOW) is may
