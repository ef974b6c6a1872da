"""The law of the house: what another server reads, and what is published later, changes no byte of an answer."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.answering.incidents.latest import Filters, latest
from bot.answering.questions import Question
from ingest import (
    Action,
    Archive,
    Arrival,
    DateKind,
    Health,
    Offer,
    PollState,
    Proposal,
    RulingKind,
    RulingRefused,
    SourceKind,
    Subscriber,
    TextKind,
    ingest,
)
from tests.archives import standing
from tests.bot.answering.conftest import Filled
from tests.bot.answering.news import BAGHDAD, INCIDENTS, SHOOTING, Told, view
from tests.embedders import HashingEmbedder

MINE, THEIRS = Subscriber("1"), Subscriber("2")
MY_FEED, THEIR_FEED = "https://mine.example/feed", "https://theirs.example/feed"
NOW = view("2021-07-10").now
QUESTIONS = (
    "How many attacks on relief convoys since June 4?",
    "How many people were killed in the flood?",
    "latest incidents in Peru",
    "What did the navy say about the convoys?",
    "what's new?",
    "any news about relief convoys?",
    "timeline of the attacks on relief convoys",
    "compare what Harbour Post and Valley Times report on relief convoys",
    "latest on the relief convoys",
    "news about the flood from 1 to 3 May",
)
told = st.builds(
    lambda day, count, share, place, by: Told(
        f"2021-07-{day:02}",
        f"Relief convoys have been attacked {count} times since 4 June, including {share} in {place}, the navy said."
        f" Gunmen killed {share} people in {place} on Friday. The flood killed {count} people there.",
        title=f"Convoys attacked in {place}",
        by=by,
    ),
    st.integers(1, 20),
    st.integers(20, 60),
    st.integers(1, 19),
    st.sampled_from(["Peru", "Chad", "Mosul"]),
    st.sampled_from(["Harbour Post", "Valley Times", "Coast Wire"]),
)


def feed(url: str) -> Offer:
    return Offer(url, url, SourceKind.FEED, "A feed", (), 3, DateKind.STATED, TextKind.FULL, "en")


@pytest.fixture
def news(fill: Callable[..., Filled]) -> Filled:
    filled = fill(*INCIDENTS)
    filled.archive.subscribe([feed(MY_FEED)], MINE, by=None, now=NOW)
    filled.archive.subscribe([feed(THEIR_FEED)], THEIRS, by=None, now=NOW)
    return filled


def everything(archive: Archive) -> list[str]:
    seen = archive.view(NOW, MINE)
    answerer = Answerer(archive=archive, encoder=HashingEmbedder())
    answers = [answerer.answer(Question(question), seen).as_json() | {"timings_ms": {}} for question in QUESTIONS]
    incidents = [incident.as_row() for incident in latest(archive, seen, Filters()).incidents]
    return [json.dumps(row) for row in (*answers, *incidents)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=st.lists(told, max_size=3), theirs=st.lists(told, min_size=1, max_size=3))
def test_another_servers_articles_change_no_byte_of_an_answer(
    news: Filled, mine: list[Told], theirs: list[Told]
) -> None:
    news.take(*mine, source=MY_FEED, seen="2021-07-21")
    before = everything(news.archive)
    news.take(*theirs, source=THEIR_FEED, seen="2021-07-21")

    assert everything(news.archive) == before


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(theirs=st.lists(told, min_size=1, max_size=3), kind=st.sampled_from(RulingKind), data=st.data())
def test_a_ruling_about_another_servers_reports_changes_no_byte_of_an_answer(
    news: Filled, theirs: list[Told], kind: RulingKind, data: st.DataObject
) -> None:
    before = everything(news.archive)
    news.take(*theirs, source=THEIR_FEED, seen="2021-07-21")
    everybodys = news.archive.reports(news.archive.view(NOW, MINE))
    hidden = [found for found in news.archive.reports(news.archive.view(NOW)) if found not in everybodys]
    for visible in data.draw(st.lists(st.sampled_from(everybodys), unique=True)):
        try_to_rule(news.archive, Proposal.about(kind, [visible], hidden, by="the operator"))

    assert everything(news.archive) == before


def try_to_rule(archive: Archive, proposal: Proposal) -> None:
    with suppress(RulingRefused):
        archive.rule(proposal, now=NOW)


def test_a_ruling_reaches_every_server_and_every_moment_that_sees_both_reports(news: Filled) -> None:
    before = everything(news.archive)
    earlier = news.archive.view(view("2021-07-05T12:00").now, MINE)
    baghdad, mosul = (
        next(found for found in news.archive.reports(earlier) if found.stored.article.title == told.title)
        for told in (BAGHDAD, SHOOTING)
    )
    ruling = news.archive.rule(Proposal.about(RulingKind.SAME, [baghdad], [mosul], by="the operator"), now=NOW)

    assert len(latest(news.archive, earlier, Filters()).incidents) == 1
    assert len(latest(news.archive, news.archive.view(NOW, MINE), Filters()).incidents) == len(INCIDENTS) - 1

    news.archive.undo_ruling(ruling.id, by="the operator", now=NOW)
    assert everything(news.archive) == before


def test_the_same_page_read_by_another_server_revises_nothing(news: Filled) -> None:
    mine = Told("2021-07-02", "Relief convoys have been attacked 41 times since 4 June, the navy said.")
    theirs = replace(mine.as_document(), body="Relief convoys have been attacked 90 times since 4 June, the navy said.")
    news.take(mine, source=MY_FEED)
    before = everything(news.archive)
    taken = ingest([Arrival(theirs, 1)], archive=news.archive, embedder=HashingEmbedder(), source=THEIR_FEED, seen=NOW)

    assert [progress.new for progress in taken] == [1]

    assert everything(news.archive) == before


def test_a_failing_source_of_another_server_is_not_told_of(news: Filled) -> None:
    before = everything(news.archive)
    leased = news.archive.lease(NOW, worker="a worker", limit=9)
    mine, theirs = sorted(leased, key=lambda source: source.url)
    failing = PollState(next_check=NOW, health=Health.FAILING, failures=1, problem="theirs.example answers 500")

    assert news.archive.polled(theirs.id, failing, {}, now=NOW, worker="a worker")
    assert everything(news.archive) == before
    assert news.archive.polled(mine.id, failing, {}, now=NOW, worker="a worker")
    assert json.loads(everything(news.archive)[0])["freshness"]["sources_failing"] == 1


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        pytest.param(standing(Action.PAUSE), standing(Action.RESUME), id="paused"),
        pytest.param(standing(Action.MUTE), standing(Action.RESUME), id="muted"),
        pytest.param(Archive.remove, Archive.restore, id="removed"),
    ],
)
def test_what_is_hidden_here_and_read_elsewhere_shows_nothing(
    news: Filled, hidden: Callable[..., bool], shown: Callable[..., bool]
) -> None:
    news.archive.subscribe([feed(THEIR_FEED)], MINE, by=None, now=NOW)
    (both,) = [source.id for source in news.archive.sources(MINE) if source.url == THEIR_FEED]
    assert hidden(news.archive, both, MINE, by=None, now=NOW)
    before = everything(news.archive)

    news.take(Told("2021-07-02", "Relief convoys have been attacked 41 times since 4 June."), source=THEIR_FEED)

    assert everything(news.archive) == before
    assert shown(news.archive, both, MINE, by=None, now=NOW)
    assert everything(news.archive) != before


def test_of_a_paused_source_only_that_it_is_is_told(news: Filled) -> None:
    news.archive.subscribe([feed(THEIR_FEED)], MINE, by=None, now=NOW)
    (both,) = [source.id for source in news.archive.sources(MINE) if source.url == THEIR_FEED]
    news.archive.stand(both, MINE, Action.PAUSE, by=None, now=NOW)
    listed = news.archive.sources(MINE)

    news.take(Told("2021-07-02", "Relief convoys have been attacked 41 times since 4 June."), source=THEIR_FEED)

    assert news.archive.sources(MINE) == listed
