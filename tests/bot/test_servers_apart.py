"""The law between servers: whatever one does, another reads, is told and is suggested the same, byte for byte."""

import asyncio
import inspect
import json
import shutil
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.alerting.alerts import AlertId, Mark, PostId, PostKind, QuietHours, Standing, Template, Wanted, What
from bot.alerting.noting import notes_of
from bot.alerting.pacing import Draft
from bot.alerting.sighting import Look, Watch
from bot.answering.answers import Answer
from bot.answering.claims.verdicts import Said
from bot.answering.incidents.latest import Filters
from bot.answering.questions import Question
from bot.cogs.sources import suggested
from bot.newsroom import Newsroom, WantedOffer, Writer, watch_for
from bot.records import Amendment, Records, Server, Vote
from bot.records.alerts import AlertRecords
from bot.records.schedules import Schedules
from bot.records.watches import Watches
from bot.rendering.discord.incident_card import incident_view, rulings_view
from bot.rendering.discord.sources import changes_view, notices_view, removal_view, source_view, sources_view, whys_view
from bot.rendering.exports import sources_opml
from bot.watching.schedules import Paused, Schedule
from bot.watching.watches import Kind
from ingest import (
    ARCHIVE_FILE_NAME,
    OPERATOR,
    Action,
    Archive,
    Arrival,
    ArticleId,
    Casualties,
    CorrectedField,
    Correction,
    CorrectValue,
    Database,
    Description,
    Document,
    EntryOutcome,
    Health,
    IncidentKind,
    InputError,
    Limits,
    PollState,
    Proposal,
    RulingId,
    RulingKind,
    SourceId,
    SourceKind,
    Subscriber,
    Taken,
    ingest,
    loss_of,
)
from tests.archives import empty_archive, scanning_archive
from tests.bot.discord.feeds import feed
from tests.bot.engines import InlineEngine
from tests.embedders import HashingEmbedder
from tests.extractive import Extractive

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINE, THEIRS = "1", "2"
MEMBER = "5"
SHARED, BOTH, ALONE, NEW = feed("Shared"), feed("Both"), feed("Alone"), feed("New")
OFFERS: Final = [
    SHARED,
    BOTH,
    replace(BOTH, title="Both, renamed"),
    ALONE,
    replace(ALONE, kind=SourceKind.SITEMAP),
    NEW,
]
QUESTION = Question("How many people were killed by the storm?")
CLAIM = "A storm killed 4 people in Tamra."
CHANNEL = 7
WANTED = Wanted(What.ITEMS)
START = Mark(NOW - timedelta(days=2), ArticleId(0))
LIMITS = Limits(sources=6, articles_a_day=100)
Command: TypeAlias = Callable[[Newsroom], Awaitable[object]]

in_thread = asyncio.to_thread

numbers = count()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive of which server `MINE` reads three feeds: the operator's, one of its own, one that others add."""
    directory = tmp_path_factory.mktemp("filled") / "archive"
    with empty_archive(directory) as archive:
        archive.subscribe([SHARED], OPERATOR, by=None, now=START.moment)
        archive.subscribe([BOTH, ALONE], Subscriber(MINE), by="5", now=START.moment)
        for offer in (SHARED, BOTH, ALONE):
            bring(archive, offer.url, offer.title, "en")
            bring(archive, offer.url, offer.title, "de")
        mine = Subscriber(MINE)
        told = archive.reports(archive.view(NOW, mine))
        archive.rule(Proposal.correcting(told[:1], correction(IncidentKind.DISASTER), by="5"), mine, now=NOW)
        archive.rule(Proposal.about(RulingKind.SAME, told[1:2], told[2:3], by="5"), mine, now=NOW)
        archive.lease(NOW, worker="w", limit=9)
        for number, offer in enumerate((SHARED, BOTH, ALONE), start=1):
            taken = Taken("1", f"{offer.url}/en", EntryOutcome.STORED, "news.example answers 404 (not found)")
            health = Health.FAILING if offer is ALONE else Health.OK
            state = PollState(NOW + timedelta(hours=number), health, checked=NOW, problem="it sleeps", capped_until=NOW)
            assert archive.polled(archive.source(offer.url), state, {"k": taken}, now=NOW, worker="w")
    return directory


def correction(value: CorrectValue) -> Correction:
    fields = {IncidentKind: CorrectedField.KIND, Casualties: CorrectedField.KILLED, date: CorrectedField.DAY}
    return Correction(fields[type(value)], value, "The ministry says so.", NOW)


def bring(archive: Archive, url: str, publisher: str, language: str) -> None:
    document = Document(
        origin=url,
        body=f"A storm killed {len(publisher)} people in Tamra on Sunday, police said.",
        url=f"{url}/{language}",
        title=f"Storm over {publisher}",
        published=NOW - timedelta(days=1),
        publisher=publisher,
        language=language,
    )
    for _ in ingest([Arrival(document, 1)], archive=archive, embedder=HashingEmbedder(), source=url, seen=NOW):
        pass


async def everything(newsroom: Newsroom, engine: InlineEngine) -> list[str]:
    """Give all that server `MINE` reads, is told and is suggested; the engine is asked, because a newsroom counts."""
    archive, mine = newsroom.archive, Subscriber(MINE)
    sources = await newsroom.sources(MINE)
    removed = archive.restorable(mine, now=NOW)
    url = f"{BOTH.url}/en"
    answer = await engine.answer(QUESTION, subscriber=Subscriber(MINE), now=NOW)
    latest = await newsroom.latest(Filters(), MINE, now=NOW)
    rulings = archive.rulings_made(mine)
    losses = [loss_of(archive, source.id, mine, now=NOW) for source in sources]
    views = [
        sources_view(sources, 0, NOW, (), limit=6),
        *(source_view(source, NOW) for source in sources),
        *(removal_view(source, loss, ()) for source, loss in zip(sources, losses, strict=True)),
        *(incident_view(incident, ()) for incident in latest.incidents),
        rulings_view(rulings, 0, ()),
        changes_view(archive.audit(mine, 25)),
        notices_view(archive.notices(mine)),
        whys_view(url, archive.trace(url, mine), sources),
        whys_view(NEW.url, archive.trace(NEW.url, mine), sources),
    ]
    return [
        json.dumps(answer.as_json() | {"timings_ms": {}}),
        json.dumps((await engine.check_claims(Said(CLAIM, NOW), subscriber=mine, now=NOW)).as_json()),
        repr(await newsroom.review(MINE)),
        *(json.dumps(incident.as_row()) for incident in latest.incidents),
        *(json.dumps(view.to_components()) for view in views),
        *(choice.name for some in (sources, removed) for choice in suggested(some, "")),
        repr(rulings),
        sources_opml(sources).decode(),
        repr((sources, removed, await newsroom.holdings(MINE), newsroom.records.server(MINE))),
        repr([await newsroom.sources_at([offer.url], MINE) for offer in OFFERS]),
        repr((newsroom.records.watches.of(MEMBER, MINE), newsroom.records.schedules.of(MINE))),
        *repr_of_alerts(newsroom.records.alerts),
        repr(await engine.rehearse(WANTED, subscriber=mine, now=NOW)),
        (await newsroom.ask_again(QUESTION, MINE, now=NOW)).answer,
    ]


def repr_of_alerts(alerts: AlertRecords) -> list[str]:
    """Give all that is kept of server `MINE`'s alerts: what it asked for, what was found and posted, what waits."""
    known, place = alerts.known(MINE, since=NOW - timedelta(days=1)), (MINE, CHANNEL)
    posts = [alerts.post(thing.post) for thing in known if thing.post]
    waiting, lately = alerts.waiting().get(place, ()), alerts.lately([place], since=NOW - timedelta(days=1))[place]
    return [repr(each) for each in (alerts.of(MINE), alerts.quiet(MINE), known, posts, waiting, lately)]


def keep_alert(room: Newsroom, server: str) -> AlertId:
    """Let a server be alerted in the channel in which the other is, too."""
    alerts = room.records.alerts
    kept = alerts.add(server, channel=CHANNEL, wanted=WANTED, role=9, template=Template.FULL, mark=START)
    alerts.keep_quiet(server, QuietHours(time(22), time(int(server))))
    return kept.id


async def have_looked(room: Newsroom, server: str) -> Sequence[PostId]:
    """Look for a server's alerts, and write down what was found, and that it is posted."""
    alerts, mark = room.records.alerts, Mark(NOW, (await in_thread(room.archive.arrived)).article)
    mine = [alert for alert in alerts.of(server) if alert.standing is Standing.ACTIVE]
    known = alerts.known(server, since=NOW - timedelta(days=1))
    look = Look(mark, tuple(Watch(each.id, each.wanted, each.mark) for each in mine), known)
    notes = notes_of(mine, known, await room.engine.look(look, subscriber=Subscriber(server)), now=NOW)
    alerts.note(server, [each.id for each in mine], mark, notes, now=NOW)
    posts = []
    if waiting := alerts.waiting().get((server, CHANNEL)):
        draft = Draft(PostKind.PLAIN, waiting)
        posts.append(alerts.write((server, CHANNEL), draft, roles=[9], template=Template.FULL, now=NOW).id)
    for post in posts:
        alerts.sent(post, message=int(post))
    return posts


async def have_alerted(room: Newsroom, step: str) -> None:
    """Do something with server `THEIRS`' alerts, and try it with those of `MINE`."""
    alerts, [foreign, *_] = room.records.alerts, room.records.alerts.of(MINE)
    own = keep_alert(room, THEIRS)
    await have_looked(room, THEIRS)
    match step:
        case "pause":
            assert (alerts.pause(THEIRS, foreign.id), alerts.pause(THEIRS, own)) == (False, True)
        case "resume":
            assert not alerts.resume(THEIRS, foreign.id, mark=START)
            assert alerts.resume(THEIRS, own, mark=START)
            await have_looked(room, THEIRS)
        case "remove":
            assert (alerts.remove(THEIRS, foreign.id), alerts.remove(THEIRS, own)) == (False, True)
        case "keep_quiet":
            alerts.keep_quiet(THEIRS, None)
        case "lose":
            alerts.lose((THEIRS, CHANNEL), "It is closed.")


async def have_scheduled(room: Newsroom, step: str) -> None:
    """Do something with a digest of server `THEIRS`, at the time and in the channel of that of `MINE`."""
    schedules = room.records.schedules
    [mine, *_] = schedules.of(MINE)
    added = schedules.add(replace(mine, id="", server=THEIRS))
    if added is None:
        return
    match step:
        case "pause":
            schedules.pause(added, Paused.FORBIDDEN)
            schedules.note_told(added)
        case "resume":
            schedules.resume(added, now=NOW)
        case "remove":
            schedules.remove(added)
        case "post":
            assert schedules.claim(added, NOW + timedelta(hours=1), now=NOW + timedelta(hours=1))
            schedules.note_posted(added, NOW + timedelta(hours=1))


async def have_voted(room: Newsroom) -> None:
    """Have a member of server `THEIRS` say what is wrong with an answer, and with one of another server."""
    _, name = await room.answer(QUESTION, THEIRS, now=NOW)
    if name is None:  # it may have chosen to keep no answers
        return
    said = Amendment("7", NEW.url, await room.trace(name, THEIRS))
    assert await room.vote(name, THEIRS, Vote.WRONG_NUMBER, member=7, now=NOW, amendment=said)
    assert not await room.vote(name, MINE, Vote.HELPFUL, member=7, now=NOW)


async def have_ruled(room: Newsroom, kind: RulingKind, value: CorrectValue) -> None:
    """Let the moderators of server `THEIRS` rule of the reports that it sees, also of those that `MINE` sees."""
    theirs = Subscriber(THEIRS)
    told = room.archive.reports(room.archive.view(NOW, theirs))
    middle = len(told) // 2
    if kind is RulingKind.CORRECTED:
        proposal = Proposal.correcting(told, correction(value), by="7")
    else:
        proposal = Proposal.about(kind, told[:middle], told[middle:], by="7", reason="So it is.")
    await in_thread(room.archive.rule, proposal, theirs, now=NOW)


async def have_undone(room: Newsroom, number: int) -> None:
    """Let server `THEIRS` take a ruling back, its own or not."""
    await in_thread(room.archive.undo_ruling, RulingId(number), Subscriber(THEIRS), by="7", now=NOW)


async def have_written(room: Newsroom) -> None:
    """Let a reader write in server `THEIRS`: the archive, for want of a language model."""
    room.records.change(Server(THEIRS, writes=True), now=NOW)
    room.writer = Writer(Extractive(), "none", None, most=1)
    answer, name = await room.answer(QUESTION, THEIRS, now=NOW)
    async for version in room.written(QUESTION, answer, name, THEIRS, now=NOW):
        assert version.answer == answer.answer


async def have_watched(room: Newsroom) -> None:
    """Let a member of server `THEIRS` follow an answer that all read there, in the channel in which `MINE` is told."""
    answer, _ = await room.answer(QUESTION, THEIRS, now=NOW)
    await room.keep_answer(answer, THEIRS, now=NOW)
    await room.watch_shown(answer, THEIRS, channel=7, message=8, language="en")
    follow(room, answer, THEIRS)


def follow(room: Newsroom, answer: Answer, server: str) -> None:
    """Let a member follow an answer."""
    where = {"server": server, "channel": 7, "message": 8, "member": int(MEMBER), "language": "en"}
    room.records.watches.add(watch_for(Kind.MOVES, answer, now=NOW, **where))


def command(name: str) -> st.SearchStrategy[tuple[str, Command]]:
    """Draw what one command does for server `THEIRS`, named for reports of failures."""
    by = {"by": "7", "now": NOW}
    theirs = Subscriber(THEIRS)
    source = st.integers(1, 6).map(SourceId)
    offers = st.lists(st.sampled_from(OFFERS), min_size=1, max_size=2)
    said = st.builds(
        Description,
        st.sampled_from([None, "", "LIARS INC", "Alone"]),
        st.sampled_from([None, (), ("lies",)]),
        st.sampled_from([None, "", "de", "en"]),
    )
    action = st.sampled_from([Action.PAUSE, Action.MUTE, Action.RESUME])
    calls: dict[str, st.SearchStrategy[Command]] = {
        "answer": st.just(lambda room: room.answer(QUESTION, THEIRS, now=NOW)),
        "written": st.just(have_written),
        "vote": st.just(have_voted),
        "check_claims": st.just(lambda room: room.check_claims(CLAIM, THEIRS, written=NOW, now=NOW)),
        "watch_shown": st.just(have_watched),
        "keep_answer": st.just(have_watched),
        "forget_member": st.just(lambda room: in_thread(room.records.watches.forget_member, MEMBER, THEIRS)),
        "alerts": st.sampled_from(["add", "pause", "resume", "remove", "keep_quiet", "lose"]).map(
            lambda step: lambda room: have_alerted(room, step)
        ),
        "digests": st.sampled_from(["add", "pause", "resume", "remove", "post"]).map(
            lambda step: lambda room: have_scheduled(room, step)
        ),
        "take_writing": st.just(
            lambda room: in_thread(room.records.take_writing, THEIRS, day=NOW.date(), most=1),
        ),
        "subscribe": offers.map(
            lambda these: lambda room: in_thread(room.archive.subscribe, these, theirs, limits=LIMITS, **by)
        ),
        "keep_offers": offers.map(
            lambda these: (
                lambda room: room.keep_offers([WantedOffer.of(each, Description()) for each in these], THEIRS, now=NOW)
            )
        ),
        "hand_in": st.sampled_from(["notes.txt", "Both.md"]).map(
            lambda file: lambda room: room.hand_in(file, b"A storm killed 99 people in Tamra.", THEIRS, **by)
        ),
        "describe": st.tuples(source, said).map(
            lambda drawn: lambda room: in_thread(room.archive.describe, drawn[0], theirs, drawn[1], **by)
        ),
        "stand": st.tuples(source, action).map(
            lambda drawn: lambda room: in_thread(room.archive.stand, drawn[0], theirs, drawn[1], **by)
        ),
        "rule": st.tuples(
            st.sampled_from(RulingKind),
            st.sampled_from([IncidentKind.ACCIDENT, Casualties(9, 9, 9), date(2026, 2, 1)]),
        ).map(lambda drawn: lambda room: have_ruled(room, *drawn)),
        "undo_ruling": st.integers(1, 4).map(lambda number: lambda room: have_undone(room, number)),
        "ask": source.map(lambda number: lambda room: in_thread(room.archive.ask, number, theirs, now=NOW)),
        "remove": source.map(lambda number: lambda room: in_thread(room.archive.remove, number, theirs, **by)),
        "restore": source.map(
            lambda number: lambda room: in_thread(room.archive.restore, number, theirs, limits=LIMITS, **by)
        ),
        "told": st.just(lambda room: in_thread(room.archive.told, [1, 2], theirs)),
        "cited": st.integers(1, 3).map(
            lambda number: lambda room: in_thread(room.archive.cited, {number: 1}, theirs, now=NOW)
        ),
        "change": st.just(lambda room: in_thread(room.records.change, Server(THEIRS, zone="Europe/Kyiv"), now=NOW)),
        "choose": st.just(lambda room: room.choose(THEIRS, channels=("5",), only_me=True, language="ar", keep_days=0)),
        "part": st.just(lambda room: room.part(THEIRS, now=NOW)),
        "note_left": st.just(lambda room: in_thread(room.records.note_left, THEIRS, now=NOW)),
        "note_back": st.just(lambda room: in_thread(room.records.note_back, THEIRS)),
        "leave": st.just(lambda room: room.leave(THEIRS, now=NOW)),
        "forget": st.just(lambda room: in_thread(room.archive.forget, theirs, now=NOW)),
        "forget_server": st.just(lambda room: in_thread(room.records.forget_server, THEIRS)),
        "forget_kept": st.just(lambda room: in_thread(room.records.forget_kept, THEIRS)),
        "sweep": st.just(lambda room: in_thread(room.archive.sweep, NOW + timedelta(days=8))),
    }
    return calls[name].map(lambda call: (name, call))


NEWSROOM: Final = (
    {"answer", "check_claims", "choose", "hand_in", "keep_answer", "keep_offers", "leave", "part", "vote"}
    | {"watch_shown", "written"},
    {"ask_again", "chosen", "holdings", "keeps", "kept_answer", "kept_claims", "kept_offers", "latest", "review"}
    | {"sources", "sources_at", "trace", "zone"},
)
"""What it does for a server: what may write, what reads."""
ARCHIVE: Final = (
    {
        "ask",
        "cited",
        "describe",
        "forget",
        "hand_in",
        "remove",
        "restore",
        "rule",
        "stand",
        "subscribe",
        "told",
        "undo_ruling",
    },
    {"audit", "notices", "reading_since", "restorable", "rulings_made", "sources", "trace", "view"},
)
"""What it does for a subscriber, likewise."""
RECORDS: Final = (
    {"change", "forget_kept", "forget_server", "keep", "note_back", "note_left", "take_writing"},
    {"answers_of", "find", "server"},
)
"""What is kept of a server, likewise; `keep` is the newsroom's alone."""
WATCHES: Final = ({"forget_member"}, {"of"})
ALERTS: Final = ({"add", "keep_quiet", "note", "pause", "remove", "resume"}, {"known", "of", "quiet"})
SCHEDULES: Final[tuple[set[str], set[str]]] = (set(), {"of"})
WRITES: Final = sorted({*NEWSROOM[0], *ARCHIVE[0], *RECORDS[0], *WATCHES[0], "alerts", "digests", "sweep"} - {"keep"})
MY_WORDS = st.builds(
    Description, st.sampled_from([None, "My Harbour"]), st.just(None), st.sampled_from([None, "en", "de"])
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=MY_WORDS, theirs=st.lists(st.sampled_from(WRITES).flatmap(command), min_size=1, max_size=6))
def test_nothing_that_a_server_does_changes_a_byte_for_another(
    filled: Path, tmp_path: Path, mine: Description, theirs: list[tuple[str, Command]]
) -> None:
    data = Path(shutil.copytree(filled, tmp_path / str(next(numbers))))
    asyncio.run(compare(data, mine, theirs))


async def compare(data: Path, mine: Description, theirs: list[tuple[str, Command]]) -> None:
    with scanning_archive(data) as archive, closing(Database.open(data / ARCHIVE_FILE_NAME)) as database:
        engine = InlineEngine(archive, HashingEmbedder(), lambda _: ())
        keep, records = timedelta(days=7), Records(database)
        room = Newsroom(engine=engine, archive=archive, records=records, keep=keep, limits=LIMITS, clock=lambda: NOW)
        archive.describe(archive.source(BOTH.url), Subscriber(MINE), mine, by="5", now=NOW)
        follow(room, await engine.answer(QUESTION, subscriber=Subscriber(MINE), now=NOW), MINE)
        assert records.schedules.add(Schedule("", MINE, str(CHANNEL), "grain", time(8), None, NOW))
        keep_alert(room, MINE)
        assert await have_looked(room, MINE)
        before = await everything(room, engine)

        for _, call in theirs:
            with suppress(InputError):
                await call(room)
        await room.settle()

        assert await everything(room, engine) == before


def methods_of(kind: type, parameter: str) -> set[str]:
    """Give the names of public methods that are about a `parameter`."""
    methods = {name: each for name, each in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")}
    return {name for name, method in methods.items() if parameter in inspect.signature(method).parameters}


@pytest.mark.parametrize(
    ("kind", "parameter", "known"),
    [
        (Newsroom, "server", NEWSROOM),
        (Archive, "subscriber", ARCHIVE),
        (Records, "server", RECORDS),
        (Watches, "server", WATCHES),
        (Schedules, "server", SCHEDULES),
        (AlertRecords, "server", ALERTS),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_what_is_done_for_a_server_is_known_to_read_or_to_write(
    kind: type, parameter: str, known: tuple[set[str], set[str]]
) -> None:
    assert methods_of(kind, parameter) == set.union(*known)
