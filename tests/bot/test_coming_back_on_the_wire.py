"""What the bot comes back with, over real sockets: digests, what appears, what moves, what is corrected; once each."""

import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cogs.watching import Watching
from bot.records import EVERYWHERE
from bot.records import Server as Settings
from bot.records.schedules import CLAIM_LASTS
from bot.records.watches import IS_TOLD_AGAIN, RESTS
from bot.watching.schedules import Paused, Schedule
from tests.bot.backstage import Backstage, opened
from tests.bot.engine_news import NOW, fill, scout, store
from tests.bot.engines import InlineEngine
from tests.embedders import HashingEmbedder
from tests.fakediscord import INVITED, FakeDiscord, Message, Permission, User
from tests.processes import settled

HEADLINE = "how many attacks on US forces since Oct 17?"
CONTEST = "Who won the yodelling contest in Liechtenstein?"
MORE = "American forces were attacked at least 46 times since October 17, the Pentagon said."
STILL_MORE = "American forces were attacked at least 52 times since October 17, the Pentagon said."
RETRACTED = "Test Wire retracts its report that American forces were attacked at least 40 times since October 17."
WON = "Anna Beispiel won the yodelling contest in Liechtenstein on Friday, the organisers said."
MANAGER = INVITED | Permission.MANAGE_GUILD


class Wire(Backstage):
    """What stands behind the bot, of which a wire tells as time goes by."""

    now = NOW

    def report(self, text: str) -> None:
        """Let an hour go by, in which the wire tells something."""
        self.now += timedelta(hours=1)
        store(self.archive, "wire", self.now.isoformat(), text, seen=self.now)
        self.now += timedelta(minutes=1)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fill(directory := tmp_path_factory.mktemp("filled"))
    return directory


@pytest.fixture
def backstage(filled: Path, tmp_path: Path) -> Iterator[Wire]:
    data = shutil.copytree(filled, tmp_path / "data")
    with opened(data) as (archive, records):
        wire = Wire(archive, records, InlineEngine(archive, HashingEmbedder(), scout))
        wire.clock = lambda: wire.now
        yield wire


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        fake.patch(monkeypatch)
        yield fake
        assert fake.unsafe_bodies() == []


@asynccontextmanager
async def going_round(backstage: Wire, fake: FakeDiscord) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Run a client whose rounds are taken by the test."""
    chosen = replace(backstage.records.server(fake.guild.id), channels=(EVERYWHERE,))
    backstage.records.change(chosen, now=NOW)
    client = backstage.client()
    async with fake.hosting(client):
        cog = client.get_cog("Watching")
        assert isinstance(cog, Watching)
        cog.go_round.cancel()

        async def go_round() -> None:
            await cog.go_round()

        yield go_round
    await fake.gateway.disconnected()


@pytest.fixture
def alice(fake: FakeDiscord) -> User:
    return fake.user("alice")


async def asked(fake: FakeDiscord, question: str, user: User, *, only_me: bool = False) -> Message:
    return await (await fake.slash("ask", {"question": question, "only_me": only_me}, user=user)).answer()


async def noted(backstage: Wire) -> None:
    """Return when the answer that was shown is watched, which happens after it is shown."""
    await settled(lambda: backstage.records.watches.due(now=backstage.now + RESTS, limit=1))


async def pressed(fake: FakeDiscord, message: Message, label: str, user: User) -> Message:
    return await (await fake.click(message, label, user=user)).answer()


def read(message: Message) -> str:
    """Give what can be read in a message, without the escapes."""
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", message.text)


def sent(fake: FakeDiscord) -> list[Message]:
    """Give what the bot posted by itself, in no answer to anybody."""
    return [each for each in fake.messages.of(fake.general) if each.author == fake.bot and not each.answers]


# Answers that correct themselves


async def test_a_public_answer_is_corrected_once_with_the_old_value_struck_and_the_reason_linked(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    async with going_round(backstage, fake) as go_round:
        answer = await asked(fake, HEADLINE, alice)
        await noted(backstage)
        backstage.report(MORE)
        await go_round()
        corrected = answer.text
        backstage.report(STILL_MORE)
        await go_round()

    assert (
        "~~At least 40 attacks~~ → **At least 46 attacks** · newer report: [Test Wire, 10 Nov 2023](<https" in corrected
    )
    assert "**At least 46 attacks** since 17 Oct 2023" in corrected
    assert answer.text == corrected
    assert answer.mentions == []
    assert sent(fake) == []


async def test_a_retracted_figure_is_struck_and_the_retraction_linked(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    async with going_round(backstage, fake) as go_round:
        answer = await asked(fake, HEADLINE, alice)
        await noted(backstage)
        backstage.report(RETRACTED)
        await go_round()

    assert (
        "~~At least 40 attacks~~ → **At least 27 attacks** · taken back: [Test Wire, 10 Nov 2023](<https" in answer.text
    )


async def test_a_mentioned_answer_in_plain_text_is_corrected_in_plain_text(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    await fake.permit(fake.general, INVITED & ~Permission.EMBED_LINKS)
    async with going_round(backstage, fake) as go_round:
        answer = await fake.reply_to(await fake.message(fake.general, f"{fake.bot.mention} {HEADLINE}", alice))
        await noted(backstage)
        backstage.report(MORE)
        await go_round()

    assert "~~At least 40 attacks~~ → **At least 46 attacks**" in answer.content
    assert answer.components == []


async def test_an_answer_for_one_member_and_one_older_than_a_day_are_left_as_they_are(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    async with going_round(backstage, fake) as go_round:
        private = await asked(fake, HEADLINE, alice, only_me=True)
        public = await asked(fake, HEADLINE, alice)
        before = (private.text, public.text)
        await noted(backstage)
        backstage.now += timedelta(hours=24)
        backstage.report(MORE)
        await go_round()

    assert (private.text, public.text) == before


# Tell me


async def test_who_wants_to_be_told_is_mentioned_once_where_they_asked(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    async with going_round(backstage, fake) as go_round:
        refused = await asked(fake, CONTEST, fake.user("bob"))
        promise = await pressed(fake, refused, "Tell me when something appears", alice)
        await go_round()
        before = sent(fake)
        backstage.report(WON)
        await go_round()
        backstage.report(WON.replace("Friday", "Saturday"))
        await go_round()

    [told] = sent(fake)
    assert promise.ephemeral
    assert "24 hours" in promise.text
    assert before == []
    assert told.mentions == [alice]
    assert f"{alice.mention} something appeared on “{CONTEST}”" in told.text
    assert "Anna Beispiel won" in told.text


async def test_what_was_asked_in_private_is_shown_to_who_asked_alone(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    async with going_round(backstage, fake) as go_round:
        refused = await asked(fake, CONTEST, alice, only_me=True)
        await pressed(fake, refused, "Tell me when something appears", alice)
        backstage.report(WON)
        await go_round()
        [told] = sent(fake)
        shown = await pressed(fake, told, "Show me", alice)
        kept_from = await pressed(fake, told, "Show me", fake.user("bob"))

    assert told.mentions == [alice]
    assert "yodelling" not in told.text
    assert "Anna Beispiel won" in shown.text
    assert (shown.ephemeral, kept_from.ephemeral) == (True, True)
    assert "Anna" not in kept_from.text


async def test_after_a_day_nobody_is_told(fake: FakeDiscord, backstage: Wire, alice: User) -> None:
    async with going_round(backstage, fake) as go_round:
        await pressed(fake, await asked(fake, CONTEST, alice), "Tell me when something appears", alice)
        backstage.now += timedelta(hours=24)
        backstage.report(WON)
        await go_round()

    assert sent(fake) == []


async def test_a_server_is_told_nothing_of_what_only_another_reads(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    """The feed of server 1 is not this server's."""
    async with going_round(backstage, fake) as go_round:
        await pressed(fake, await asked(fake, CONTEST, alice), "Tell me when something appears", alice)
        backstage.now += timedelta(hours=1)
        store(backstage.archive, "https://own.example/feed", backstage.now.isoformat(), WON, seen=backstage.now)
        backstage.now += timedelta(minutes=1)
        await go_round()

    assert sent(fake) == []


# Follow this figure


async def test_who_follows_a_figure_is_told_once_when_it_moves_after_a_restart_too(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    async with going_round(backstage, fake) as go_round:
        await pressed(fake, await asked(fake, HEADLINE, alice), "Follow this figure", alice)
        await go_round()
    backstage.now += timedelta(days=5)
    backstage.report(MORE)
    async with going_round(backstage, fake) as go_round:
        await go_round()
        await go_round()

    [told] = sent(fake)
    assert told.mentions == [alice]
    assert "the figure that you follow changed. ~~At least 40 attacks~~ → **At least 46 attacks**" in told.text
    assert "Follow this figure" in told.buttons


async def test_what_was_told_of_a_figure_is_corrected_like_any_public_answer(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    async with going_round(backstage, fake) as go_round:
        await pressed(fake, await asked(fake, HEADLINE, alice), "Follow this figure", alice)
        for report in (MORE, STILL_MORE):
            backstage.report(report)
            await go_round()

    [told] = sent(fake)
    assert "**Corrected" in told.text
    assert "~~At least 46 attacks~~ → **At least 52 attacks**" in told.text


async def test_in_direct_messages_it_is_told_there(fake: FakeDiscord, backstage: Wire, alice: User) -> None:
    direct = fake.direct(alice)
    async with going_round(backstage, fake) as go_round:
        answer = await fake.reply_to(await fake.message(direct, HEADLINE, alice))
        await pressed(fake, answer, "Follow this figure", alice)
        backstage.report(MORE)
        await go_round()

    told = fake.messages.of(direct)[-1]
    assert "~~At least 40 attacks~~ → **At least 46 attacks**" in told.text


async def test_who_left_is_told_nothing_and_forgotten(fake: FakeDiscord, backstage: Wire, alice: User) -> None:
    async with going_round(backstage, fake) as go_round:
        await pressed(fake, await asked(fake, HEADLINE, alice, only_me=True), "Follow this figure", alice)
        del fake.world.users[alice.id]
        backstage.report(MORE)
        await go_round()

    assert sent(fake) == []
    assert backstage.records.watches.of(alice.id, fake.guild.id) == ()


async def test_where_the_bot_may_write_no_more_a_watch_ends(fake: FakeDiscord, backstage: Wire, alice: User) -> None:
    async with going_round(backstage, fake) as go_round:
        await pressed(fake, await asked(fake, HEADLINE, alice, only_me=True), "Follow this figure", alice)
        await fake.permit(fake.general, INVITED & ~Permission.SEND_MESSAGES)
        backstage.report(MORE)
        await go_round()

    assert backstage.records.watches.of(alice.id, fake.guild.id) == ()


async def test_what_discord_failed_to_take_is_sent_again_and_shown_once(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    """A refusal that discord.py repeats by itself no more; what a kill leaves behind is the same claim."""
    async with going_round(backstage, fake) as go_round:
        await pressed(fake, await asked(fake, HEADLINE, alice, only_me=True), "Follow this figure", alice)
        backstage.report(MORE)
        fake.fail("POST", f"/channels/{fake.general.id}/messages", 400)
        await go_round()
        failed = sent(fake)
        backstage.now += IS_TOLD_AGAIN
        await go_round()
        await go_round()

    assert failed == []
    assert len(sent(fake)) == 1


async def test_one_that_may_have_been_told_before_a_kill_is_not_told_later(
    fake: FakeDiscord, backstage: Wire, alice: User
) -> None:
    async with going_round(backstage, fake):
        await pressed(fake, await asked(fake, HEADLINE, alice, only_me=True), "Follow this figure", alice)
    [watch] = backstage.records.watches.of(alice.id, fake.guild.id)
    assert backstage.records.watches.claim(watch, now=backstage.now)
    backstage.report(MORE)
    async with going_round(backstage, fake) as go_round:
        await go_round()

    assert sent(fake) == []


async def test_a_member_sees_what_they_wait_for_and_ends_it(fake: FakeDiscord, backstage: Wire, alice: User) -> None:
    async with going_round(backstage, fake):
        answer = await asked(fake, HEADLINE, alice)
        await pressed(fake, answer, "Follow this figure", alice)
        again = await pressed(fake, answer, "Follow this figure", alice)
        listed = await (await fake.slash("watching", user=alice)).answer()
        others = await (await fake.slash("watching", user=fake.user("bob"))).answer()
        before = read(listed)
        await (await fake.choose(listed, [HEADLINE], user=alice)).answer()

    assert "You wait for this already" in again.text
    assert f"“{HEADLINE}”: At least 40 attacks, until that changes" in before
    assert listed.ephemeral
    assert "I watch nothing for you here" in others.text
    assert "I watch nothing for you here" in listed.text
    assert backstage.records.watches.of(alice.id, fake.guild.id) == ()


# Digests by schedule


def scheduled(fake: FakeDiscord, backstage: Wire, *, topic: str = "", channel: str = "") -> Schedule:
    """Let a digest be due at 08:30 in Berlin, half past seven in UTC; it is a quarter to eight there."""
    backstage.records.change(Settings(fake.guild.id, zone="Europe/Berlin"), now=NOW)
    backstage.now = datetime(2023, 11, 7, 7, 15, tzinfo=UTC)
    wanted = Schedule("", fake.guild.id, channel or fake.general.id, topic, time(8, 30), None, backstage.now)
    added = backstage.records.schedules.add(wanted)
    assert added
    return added


async def test_a_digest_is_posted_once_at_its_local_time(fake: FakeDiscord, backstage: Wire) -> None:
    scheduled(fake, backstage)
    counts = []
    async with going_round(backstage, fake) as go_round:
        for minutes in (0, 14, 1, 1, 23 * 60 + 57, 2):
            backstage.now += timedelta(minutes=minutes)
            await go_round()
            counts.append(len(sent(fake)))

    assert counts == [0, 0, 1, 1, 1, 2]
    assert "attacked at least 40 times" in sent(fake)[0].text
    assert sent(fake)[0].mentions == []


@pytest.mark.parametrize(("late", "posted"), [(timedelta(hours=5), 1), (timedelta(hours=7), 0)])
async def test_one_that_was_missed_is_posted_once_if_it_is_not_too_late(
    fake: FakeDiscord, backstage: Wire, late: timedelta, posted: int
) -> None:
    scheduled(fake, backstage)
    backstage.now += timedelta(minutes=15) + late
    for _ in range(2):
        async with going_round(backstage, fake) as go_round:
            await go_round()

    assert len(sent(fake)) == posted


@pytest.mark.parametrize(("after", "posted"), [(timedelta(seconds=30), 1), (CLAIM_LASTS * 2, 0)])
async def test_killed_between_claim_and_post_it_is_posted_soon_or_never(
    fake: FakeDiscord, backstage: Wire, after: timedelta, posted: int
) -> None:
    schedule = scheduled(fake, backstage)
    backstage.now += timedelta(minutes=15)
    assert backstage.records.schedules.claim(schedule, backstage.now, now=backstage.now)
    backstage.now += after
    async with going_round(backstage, fake) as go_round:
        await go_round()
        await go_round()

    assert len(sent(fake)) == posted


async def test_killed_between_post_and_note_it_is_posted_once(fake: FakeDiscord, backstage: Wire) -> None:
    schedule = scheduled(fake, backstage)
    backstage.now += timedelta(minutes=15)
    async with going_round(backstage, fake) as go_round:
        await go_round()
    backstage.records.schedules.note_posted(schedule, schedule.posted)  # as if that it was posted had not been noted
    async with going_round(backstage, fake) as go_round:
        backstage.now += timedelta(seconds=30)
        await go_round()

    assert len([each for each in fake.requests if each.method == "POST" and each.path.endswith("/messages")]) == 2
    assert len(sent(fake)) == 1


async def test_in_a_forum_it_is_a_thread_that_is_opened_once(fake: FakeDiscord, backstage: Wire) -> None:
    forum = fake.world.add_forum(fake.guild, "news")
    schedule = scheduled(fake, backstage, channel=forum.id)
    backstage.now += timedelta(minutes=15)
    async with going_round(backstage, fake) as go_round:
        await fake.permit(forum, INVITED)
        await go_round()
    backstage.records.schedules.note_posted(schedule, schedule.posted)  # as if that it was posted had not been noted
    async with going_round(backstage, fake) as go_round:
        backstage.now += timedelta(seconds=30)
        await go_round()

    [thread] = [channel for channel in fake.guild.channels if channel.parent is forum]
    [told] = fake.messages.of(thread)
    assert thread.name == "Everything, 2023-11-07"
    assert "attacked at least 40 times" in told.text


async def test_with_nothing_to_tell_it_says_so_in_one_line(fake: FakeDiscord, backstage: Wire) -> None:
    scheduled(fake, backstage, topic="grain exports")
    backstage.now += timedelta(minutes=15)
    async with going_round(backstage, fake) as go_round:
        await go_round()

    [told] = sent(fake)
    assert told.text.startswith("-# Nothing on grain exports was published here")
    assert "\n" not in told.text
    assert told.buttons == []


async def test_a_channel_that_is_closed_pauses_it_and_moderators_are_told_once(
    fake: FakeDiscord, backstage: Wire
) -> None:
    schedule = scheduled(fake, backstage)
    backstage.now += timedelta(minutes=15)
    async with going_round(backstage, fake) as go_round:
        await fake.permit(fake.general, INVITED & ~Permission.SEND_MESSAGES)
        for _ in range(3):
            await go_round()
        await fake.permit(fake.general, INVITED)
        backstage.records.change(Settings(fake.guild.id, channel=fake.general.id), now=backstage.now)
        for _ in range(3):
            await go_round()

    [told] = sent(fake)
    assert "“Every day, 08:30: everything” is paused: I may not write in <#" in read(told)
    assert backstage.records.schedules.of(fake.guild.id)[0].paused is Paused.FORBIDDEN
    assert len([each for each in fake.requests if each.status == 403]) == 1
    assert schedule.id


async def test_a_channel_that_is_gone_pauses_it(fake: FakeDiscord, backstage: Wire) -> None:
    schedule = replace(scheduled(fake, backstage), id="", channel="404404404404404404")
    assert backstage.records.schedules.add(schedule)
    backstage.now += timedelta(minutes=15)
    async with going_round(backstage, fake) as go_round:
        await go_round()
        listed = await (await fake.slash("digests list", user=fake.user("otto"), permissions=MANAGER)).answer()

    assert {each.paused for each in backstage.records.schedules.of(fake.guild.id)} == {None, Paused.CHANNEL_GONE}
    assert "paused: its channel is gone" in listed.text
    assert len(sent(fake)) == 1


async def test_moderators_schedule_list_pause_resume_and_remove(fake: FakeDiscord, backstage: Wire) -> None:
    otto, forum = fake.user("otto"), fake.world.add_forum(fake.guild, "news")

    async def said(path: str, options: dict[str, Any] | None = None) -> str:
        return read(await (await fake.slash(path, options, user=otto, permissions=MANAGER)).answer())

    async with going_round(backstage, fake):
        wrong = await said("digests add", {"time": "half past"})
        added = await said("digests add", {"time": "8.30 pm", "topic": "grain exports", "day": 0})
        [choice] = await fake.autocomplete("digests pause", {"digest": "grain"}, "digest", user=otto)
        paused = await said("digests pause", {"digest": choice.value})
        resumed = await said("digests resume", {"digest": choice.value})
        listed = await said("digests list")
        removed = await said("digests remove", {"digest": choice.value})
        unknown = await said("digests remove", {"digest": choice.value})
        await fake.permit(forum, INVITED)
        in_forum = await said("digests add", {"time": "07:00", "channel": forum})
        await fake.permit(fake.general, INVITED & ~Permission.SEND_MESSAGES)
        closed = await said("digests add", {"time": "08:00"})

    assert "is not a time of the day" in wrong
    assert f"Every Monday, 20:30: grain exports · <#{fake.general.id}>" in added
    assert choice.name == "Every Monday, 20:30: grain exports"
    assert "paused by a moderator" in paused
    assert "next <t:1699907400:R>" in resumed
    assert listed == resumed
    assert "No digest is scheduled here" in removed
    assert "There is no such digest here" in unknown
    assert f"Every day, 07:00: everything · <#{forum.id}>" in in_forum
    assert "I lack the permission Send Messages in #general." in closed
