"""A server's sources in a simulated Discord: who may, what is found, what is added, how it fares, what goes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.views import offers
from ingest import OPERATOR, Description, EntryOutcome, FeedLink, Health, PollState, Subscriber, Taken
from tests.bot.discord.conftest import LIMITS, Backstage, Server, labels, read
from tests.bot.discord.feeds import DEAD, NEWEST, deliver, fail, feed
from tests.fakediscord import Message

HARBOUR, MERIDIAN = feed("Harbour"), feed("Meridian")
LOOK_SECONDS = 60.0
"""So long that it rests until time passes."""
LOOKS = 3


@pytest.fixture(autouse=True)
def _looks_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "LOOK_SECONDS", LOOK_SECONDS)
    monkeypatch.setattr(offers, "LOOKS", LOOKS)


@pytest.fixture
def web(backstage: Backstage) -> Backstage:
    backstage.web.update({HARBOUR.address: HARBOUR, MERIDIAN.address: MERIDIAN, DEAD.address: DEAD})
    return backstage


async def added(server: Server, *addresses: str) -> Message:
    """Let the moderator add what is at the addresses; gives the message that tells how it fares."""
    form = await server.moderator.slash(server.general, "sources add")
    found = await server.moderator.submit_modal(form, {"addresses": "\n".join(addresses)})
    assert found.response
    await server.moderator.click(found.response, label=labels(found.response)[0])
    return found.response


def names(server: Server, backstage: Backstage) -> list[str]:
    return [source.name for source in backstage.archive.sources(Subscriber(server.id)) if not source.shared]


async def test_members_do_not_see_the_commands_for_sources(server: Server) -> None:
    assert "sources add" not in server.member.available_commands(server.general)
    assert "sources add" in server.moderator.available_commands(server.general)


async def test_whom_a_server_grants_the_commands_may_use_them(server: Server) -> None:
    server.house.granted["sources", server.member.id] = True

    result = await server.member.slash(server.general, "sources list")

    assert result.ephemeral
    assert "shared by the operator" in read(result.response)


async def test_what_is_found_is_shown_before_anything_is_added(server: Server, web: Backstage) -> None:
    result = await server.moderator.slash(server.general, "sources add", address=HARBOUR.address)

    assert result.ephemeral
    assert "Storm over Harbour" in read(result.response)
    assert labels(result.response) == ["Add 1", "Cancel"]
    assert names(server, web) == []


async def test_cancelled_offers_are_not_added(server: Server, web: Backstage) -> None:
    result = await server.moderator.slash(server.general, "sources add", address=HARBOUR.address)

    await server.moderator.click(result.response, label="Cancel")

    assert read(result.response) == "Nothing was added."
    assert names(server, web) == []


async def test_words_that_are_no_address_are_not_looked_for_on_the_network(server: Server) -> None:
    result = await server.moderator.slash(server.general, "sources add", address="my favourite news")

    assert read(result.response) == "my favourite news is no web address. Write it whole: https://example.org/page"


@pytest.mark.usefixtures("web")
async def test_many_addresses_at_once_name_those_that_are_no_source(server: Server) -> None:
    form = await server.moderator.slash(server.general, "sources add")

    found = await server.moderator.submit_modal(
        form, {"addresses": f"{HARBOUR.address}\n\n {DEAD.address} , {MERIDIAN.address}\n{HARBOUR.address}"}
    )

    assert "gone.example answers 404" in read(found.response)
    assert labels(found.response) == ["Add 2", "Cancel"]


async def test_addresses_beyond_what_one_message_tells_are_left_for_the_next_time(
    server: Server, web: Backstage
) -> None:
    feeds = [feed(f"Feed{number}") for number in range(27)]
    web.web.update({each.address: each for each in feeds})
    form = await server.moderator.slash(server.general, "sources add")

    found = await server.moderator.submit_modal(form, {"addresses": "\n".join(each.address for each in feeds)})

    assert labels(found.response) == ["Add 25", "Cancel"]
    assert "feed25.example" in read(found.followups[0])
    assert "feed26.example" in read(found.followups[0])


async def test_the_first_articles_are_announced(server: Server, web: Backstage) -> None:
    told = await added(server, HARBOUR.address, MERIDIAN.address)
    confirmed = read(told)

    deliver(web.archive, HARBOUR)
    await server.house.pass_time()
    halfway = read(told)
    deliver(web.archive, MERIDIAN)
    await server.house.pass_time()

    assert confirmed == "Added Harbour, Meridian. The first articles are usually searchable within a minute."
    assert halfway == "Harbour: 1 article is searchable, the newest “Storm over Harbour”.\nMeridian: being read…"
    assert "Meridian: 1 article is searchable" in read(told)


async def test_what_goes_wrong_with_a_new_source_is_told(server: Server, web: Backstage) -> None:
    told = await added(server, HARBOUR.address)

    fail(web.archive, HARBOUR, "harbour.example answers 503 (unavailable)")
    await server.house.pass_time()

    assert read(told) == "Harbour: harbour.example answers 503 (unavailable). It is tried again by itself."


@pytest.mark.usefixtures("web")
async def test_whoever_dismissed_the_message_is_left_alone(server: Server, backstage: Backstage) -> None:
    told = await added(server, HARBOUR.address)
    before = len(server.house.discord.requests)

    server.house.discord.fail("PATCH", "/webhooks/", 404, code=10008)
    deliver(backstage.archive, HARBOUR)
    await server.house.pass_time()

    assert "Added Harbour" in read(told)
    assert len(server.house.discord.requests) == before + 1


@pytest.mark.usefixtures("web")
async def test_a_source_that_is_never_read_is_not_waited_for_for_ever(server: Server) -> None:
    told = await added(server, HARBOUR.address)

    for _ in range(LOOKS):
        await server.house.pass_time()

    assert read(told) == "Harbour: being read…\nSee /sources list for how the rest fares."


async def test_what_is_added_already_is_not_offered_again(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by=None, now=NEWEST)

    result = await server.moderator.slash(server.general, "sources add", address=HARBOUR.address)

    assert labels(result.response) == []


async def test_other_feeds_of_a_site_are_offered_to_choose_from(server: Server, web: Backstage) -> None:
    elsewhere = FeedLink("https://harbour.example/gone", "")
    site = replace(HARBOUR, others=(FeedLink(MERIDIAN.address, "Meridian desk"), elsewhere))
    web.web[HARBOUR.address] = site

    result = await server.moderator.slash(server.general, "sources add", address=HARBOUR.address)
    chosen = await server.moderator.select(result.response, ["0"])
    assert labels(chosen.response) == ["Add 1", "Cancel"]
    await server.moderator.click(chosen.response, label="Add 1")

    assert names(server, web) == ["Meridian"]


async def test_a_known_feeds_site_still_offers_its_other_feeds(server: Server, web: Backstage) -> None:
    web.web[HARBOUR.address] = replace(HARBOUR, others=(FeedLink(MERIDIAN.address, "Meridian desk"),))
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by=None, now=NEWEST)

    result = await server.moderator.slash(server.general, "sources add", address=HARBOUR.address)
    chosen = await server.moderator.select(result.response, ["0"])

    assert "Storm over Meridian" in read(chosen.response)


async def test_offers_can_be_taken_after_a_restart(server: Server, web: Backstage) -> None:
    result = await server.moderator.slash(server.general, "sources add", address=HARBOUR.address)

    await server.house.restart_bot(web.client())
    await server.moderator.click(result.response, label="Add 1")

    assert names(server, web) == ["Harbour"]


async def test_the_list_has_pages(server: Server, web: Backstage) -> None:
    feeds = [feed(f"Feed{number:02}") for number in range(12)]
    web.archive.subscribe(feeds, Subscriber(server.id), by=None, now=NEWEST)

    listed = await server.moderator.slash(server.general, "sources list")
    first = read(listed.response)
    await server.moderator.click(listed.response, label="Next")

    assert "Feed00" in first
    assert "page 1 of 2" in first
    assert "Feed11" in read(listed.response)


async def test_a_source_is_paused_and_resumed_by_what_is_suggested(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR, MERIDIAN], Subscriber(server.id), by=None, now=NEWEST)

    [choice] = await server.moderator.autocomplete(server.general, "sources pause", "source", "harb")
    paused = await server.moderator.slash(server.general, "sources pause", source=choice["value"])
    resumable = await server.moderator.autocomplete(server.general, "sources resume", "source", "")
    resumed = await server.moderator.slash(server.general, "sources resume", source="Harbour")

    assert choice["name"] == "Harbour"
    assert read(paused.response) == "Harbour is paused: neither polled nor searched. Undo: /sources resume"
    assert [each["name"] for each in resumable] == ["Harbour"]
    assert read(resumed.response) == (
        "Harbour is polled and searched again, beginning now. "
        "What was published meanwhile is no news any more: alerts do not post it."
    )


async def test_what_the_operator_shares_is_neither_suggested_nor_changed(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], OPERATOR, by=None, now=NEWEST)

    choices = await server.moderator.autocomplete(server.general, "sources remove", "source", "")
    result = await server.moderator.slash(server.general, "sources remove", source="Harbour")

    assert choices == []
    assert "Harbour is shared by whoever runs this bot" in read(result.response)


async def test_what_the_operator_shares_is_not_taken_for_an_own_source_of_a_longer_name(
    server: Server, web: Backstage
) -> None:
    web.archive.subscribe([HARBOUR], OPERATOR, by=None, now=NEWEST)
    web.archive.subscribe([replace(MERIDIAN, title="Harbour Times")], Subscriber(server.id), by=None, now=NEWEST)

    refused = await server.moderator.slash(server.general, "sources pause", source="harbour")
    done = await server.moderator.slash(server.general, "sources pause", source="times")

    assert "Harbour is shared by whoever runs this bot" in read(refused.response)
    assert "Harbour Times" in read(done.response)
    assert [source.paused for source in web.archive.sources(Subscriber(server.id)) if not source.shared] == [True]


async def test_a_name_that_two_sources_bear_changes_neither(server: Server, web: Backstage) -> None:
    namesake = replace(MERIDIAN, title="Harbour")
    web.archive.subscribe([HARBOUR, namesake], Subscriber(server.id), by=None, now=NEWEST)

    result = await server.moderator.slash(server.general, "sources pause", source="Harbour")

    told = read(result.response)
    assert "(Harbour — harbour.example/feed) or " in told
    assert "(Harbour — meridian.example/feed). Name it by its number." in told
    assert [source.paused for source in web.archive.sources(Subscriber(server.id)) if not source.shared] == [False] * 2


async def test_another_servers_source_cannot_be_changed(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], Subscriber("another"), by=None, now=NEWEST)
    [source] = web.archive.sources(Subscriber("another"))[:1]

    result = await server.moderator.slash(server.general, "sources remove", source=str(source.id))

    assert f"There is no source {source.id}. All of them: /sources list" in read(result.response)


async def test_a_source_is_removed_after_what_goes_was_told(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by=None, now=NEWEST)
    deliver(web.archive, HARBOUR)

    asked = await server.moderator.slash(server.general, "sources remove", source="Harbour")
    told = read(asked.response)
    await server.moderator.click(asked.response, label="Remove")

    assert told == (
        "Remove Harbour? 1 article of it will no longer be found or counted. "
        "After 7 days what nobody reads any more is deleted. Until then it can be restored."
    )
    assert read(asked.response) == "Removed. For 7 days it can be restored."
    assert names(server, web) == []


async def test_a_removal_is_undone_by_a_button_or_a_command(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR, MERIDIAN], Subscriber(server.id), by=None, now=NEWEST)
    asked = await server.moderator.slash(server.general, "sources remove", source="Harbour")
    await server.moderator.click(asked.response, label="Remove")
    await server.house.restart_bot(web.client())

    await server.moderator.click(asked.response, label="Undo")
    undone = read(asked.response)
    again = await server.moderator.slash(server.general, "sources remove", source="Meridian")
    await server.moderator.click(again.response, label="Remove")
    [choice] = await server.moderator.autocomplete(server.general, "sources restore", "source", "")
    restored = await server.moderator.slash(server.general, "sources restore", source=choice["value"])

    assert undone == "Harbour is back, as it was."
    assert read(restored.response) == "Meridian is back, as it was."
    assert names(server, web) == ["Harbour", "Meridian"]


async def test_a_source_is_muted(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by=None, now=NEWEST)

    muted = await server.moderator.slash(server.general, "sources mute", source="Harbour")
    resumable = await server.moderator.autocomplete(server.general, "sources resume", "source", "")

    assert read(muted.response) == ("Harbour is muted: polled and stored, but not shown. Undo: /sources resume")
    assert [each["name"] for each in resumable] == ["Harbour"]


async def test_a_source_is_shown_with_who_added_it(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by="5", now=NEWEST)
    deliver(web.archive, HARBOUR)

    shown = read((await server.moderator.slash(server.general, "sources show", source="Harbour")).response)

    assert "state not polled yet; next attempt is due" in shown.replace("**", "")
    assert "by <@5>" in shown
    assert "harbour.example/feed" in shown


async def test_what_is_said_of_a_source_is_changed_and_logged(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by="5", now=NEWEST)

    edited = await server.moderator.slash(
        server.general, "sources edit", source="Harbour", publisher="The Harbour", tags="sea, ports", language="EN"
    )
    taken_back = await server.moderator.slash(server.general, "sources edit", source="Harbour", tags="none")
    logged = read((await server.moderator.slash(server.general, "sources log")).response)

    assert read(edited.response) == (
        "Harbour: publisher The Harbour, tags ports, sea, language en. This holds on this server alone. "
        "Figures and incidents are read from all that comes from now on."
    )
    assert "publisher The Harbour, tags none, language en" in read(taken_back.response)
    assert f"Harbour edited by <@{server.moderator.id}>: tags none" in logged
    assert "Harbour added by <@5>" in logged


async def test_what_another_server_says_of_a_source_is_not_seen_here(server: Server, web: Backstage) -> None:
    theirs = Subscriber("another server")
    web.archive.subscribe([HARBOUR], theirs, by=None, now=NEWEST)
    source = web.archive.source(HARBOUR.url)
    web.archive.describe(source, theirs, Description("LIARS INC", ("lies",), "de"), by=None, now=NEWEST)
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by="5", now=NEWEST)
    deliver(web.archive, HARBOUR)

    shown = await server.moderator.slash(server.general, "sources show", source="Harbour")
    asked = await server.member.slash(server.general, "ask", question="What happened over Harbour on Monday?")
    leaving = await server.moderator.slash(server.general, "sources remove", source="Harbour")
    edited = await server.moderator.slash(server.general, "sources edit", source="Harbour", publisher="The Harbour")
    renamed = await server.member.slash(server.general, "ask", question="What happened over Harbour on Monday?")

    told = [read(each.response) for each in (shown, asked, leaving, edited, renamed)]
    assert [each for each in told if "LIARS" in each or "lies" in each] == []
    assert [each for each in (told[2], told[3]) if "other" in each.lower()] == []
    assert "The Harbour" in told[4]
    assert "The Harbour" not in told[1]


async def test_what_became_of_an_article_is_told(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by=None, now=NEWEST)
    deliver(web.archive, HARBOUR)

    found = await server.moderator.slash(server.general, "sources why", url="https://harbour.example/storm")
    never = await server.moderator.slash(server.general, "sources why", url="meridian.example/story")
    wrong = await server.moderator.slash(server.general, "sources why", url="ftp://meridian.example")

    assert "Harbour: stored with 1 passage" in read(found.response)
    assert "no source here is from meridian.example. To add one: /sources add" in read(never.response)
    assert "is no web address" in read(wrong.response)


async def test_a_server_has_no_more_sources_than_its_limit(server: Server, web: Backstage) -> None:
    feeds = [feed(f"Feed{number:02}") for number in range(LIMITS.sources)]
    web.archive.subscribe(feeds, Subscriber(server.id), by=None, now=NEWEST)

    result = await server.moderator.slash(server.general, "sources add", address=HARBOUR.address)
    refused = await server.moderator.click(result.response, label="Add 1")
    listed = await server.moderator.slash(server.general, "sources list")

    assert "That would make 61 sources here, and 60 is the most." in read(refused.followups[0])
    assert "60 of 60 sources, 1 shared by the operator" in read(listed.response)


async def test_a_source_may_be_kept_after_all(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by=None, now=NEWEST)

    asked = await server.moderator.slash(server.general, "sources remove", source="Harbour")
    await server.moderator.click(asked.response, label="Keep")

    assert names(server, web) == ["Harbour"]


async def test_a_file_is_taken_and_what_came_of_it_is_told(server: Server, web: Backstage) -> None:
    result = await server.moderator.slash(server.general, "sources upload", file=("notes.txt", b"Ferry late"))
    taken = read(result.response)
    source = web.archive.source(f"upload:{server.id}/notes.txt")
    body = web.archive.handed_in(source)

    web.archive.lease(datetime.now(UTC), worker="w", limit=100)
    done = PollState(next_check=None, health=Health.DONE, problem="1 of 1 articles were left out")
    assert web.archive.polled(source, done, {}, now=NEWEST, worker="w")
    await server.house.pass_time()

    assert taken == "notes.txt was taken and is being read."
    assert body == b"Ferry late"
    assert read(result.response) == "notes.txt: 1 of 1 articles were left out."


async def test_a_file_that_cannot_be_read_is_refused_by_its_name(server: Server, web: Backstage) -> None:
    result = await server.moderator.slash(server.general, "sources upload", file=("notes.pdf", b"%PDF"))

    assert "notes.pdf cannot be imported" in read(result.response)
    assert names(server, web) == []


async def test_why_an_articles_page_was_not_taken_is_told(server: Server, web: Backstage) -> None:
    web.archive.subscribe([HARBOUR], Subscriber(server.id), by=None, now=NEWEST)
    deliver(web.archive, HARBOUR)
    web.archive.lease(datetime.now(UTC), worker="w", limit=9)
    taken = Taken("1", "https://harbour.example/storm", EntryOutcome.STORED, "its page is reserved (noai)")
    state = PollState(next_check=NEWEST)
    assert web.archive.polled(web.archive.source(HARBOUR.url), state, {"k": taken}, now=NEWEST, worker="w")

    why = await server.moderator.slash(server.general, "sources why", url="https://harbour.example/storm")

    assert "Only what the feed itself says was taken: its page is reserved (noai)." in read(why.response)
