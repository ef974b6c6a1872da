"""What the bot comes back with, as members read it: what strangers wrote in it does nothing."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answers import Answer, Citation
from bot.languages import speaking
from bot.rendering.discord.watching import (
    appeared_view,
    corrected_text,
    corrected_view,
    moved_view,
    nothing_new_view,
    paused_text,
    private_view,
    schedules_view,
    watches_view,
)
from bot.watching.movements import Movement
from bot.watching.schedules import Paused, Schedule
from bot.watching.watches import Kind, Watch
from tests.bot.rendering.discord import nasty
from tests.bot.rendering.discord.examples import FIGURE, FORTY_SIX, NOW, PENTAGON, SIXTY_SIX
from tests.bot.rendering.discord.reading import lines, read, texts, width
from tests.bot.rendering.discord.test_limits import buttons, thorough

quick = settings(thorough, max_examples=20)

ROSE = Movement(FORTY_SIX, SIXTY_SIX, PENTAGON, is_retraction=False)
TAKEN_BACK = Movement(FORTY_SIX, None, PENTAGON, is_retraction=True)
SCHEDULE = Schedule("a", "1", "7", "grain exports", time(8), None, NOW)
WATCH = Watch(
    id="a",
    kind=Kind.MOVES,
    server="1",
    channel="7",
    message="8",
    member="9",
    language="en",
    is_private=False,
    is_plain=False,
    question=FIGURE.question,
    answer="{}",
    made=NOW,
    ends=NOW + timedelta(days=30),
)


def mischief(view: ui.LayoutView) -> list[str]:
    """Give what texts do beside being read, where they fit a message."""
    assert sum(map(width, texts(view))) <= 4000
    return [each for text in texts(view) for each in read(text).mischief]


def test_a_correction_strikes_the_old_value_and_links_the_reason() -> None:
    assert lines(corrected_view(ROSE, FIGURE, (), now=NOW))[0] == (
        "**Corrected <t:1701432000:R>.** ~~At least 46 attacks~~ → **About 66 attacks** · "
        "newer report: [Meridian Wire, 22 Nov 2023](<https://meridianwire.example/2023/11/22/attacks>)"
    )


def test_what_was_taken_back_is_struck_alone() -> None:
    assert lines(corrected_view(TAKEN_BACK, FIGURE, (), now=NOW))[0] == (
        "**Corrected <t:1701432000:R>.** ~~At least 46 attacks~~ · "
        "taken back: [Meridian Wire, 22 Nov 2023](<https://meridianwire.example/2023/11/22/attacks>)"
    )


def test_it_is_said_in_the_servers_language() -> None:
    with speaking("de"):
        assert "~~At least 46 attacks~~ · zurückgenommen: [" in corrected_text(TAKEN_BACK, FIGURE, now=NOW)
        assert lines(schedules_view([SCHEDULE], UTC, NOW))[1] == "• Jeden Tag, 08\\:00: grain exports · <#7>"


def test_what_was_asked_in_private_is_told_without_a_word_of_it() -> None:
    assert lines(private_view("9", ())) == ["<@9> there is news of what you asked me for yourself alone."]


def test_what_a_member_waits_for_is_listed_with_its_end() -> None:
    appears = replace(WATCH, kind=Kind.APPEARS, question="who won?")

    assert lines(watches_view([(WATCH, FIGURE), (appears, FIGURE)], ())) == [
        "**What I watch for you here**",
        f"• “{FIGURE.question}”: About 66 attacks, until that changes · <#7> · ends <t:1704024000:R>",
        "• “who won?”: until something appears · <#7> · ends <t:1704024000:R>",
    ]


@quick
@given(nasty.answers(), nasty.words, nasty.urls)
def test_corrections_are_allowed_whatever_strangers_write(answer: Answer, words: str, url: str | None) -> None:
    reason: Citation = replace(PENTAGON, publisher=words, url=url)
    moved = Movement(replace(FORTY_SIX, unit=words), replace(SIXTY_SIX, unit=words), reason, is_retraction=False)
    plain = corrected_text(moved, answer, now=NOW)

    assert mischief(corrected_view(moved, answer, buttons(), now=NOW)) == []
    assert width(plain) <= 2000
    assert read(plain).mischief == []


@quick
@given(nasty.answers(), nasty.words)
def test_a_message_mentions_the_member_and_nobody_else(answer: Answer, words: str) -> None:
    assert mischief(appeared_view("9", words, answer, buttons())) == ["<@9>"]
    assert mischief(moved_view("9", ROSE, answer, buttons())) == ["<@9>"]


@quick
@given(nasty.words, st.sampled_from([None, *Paused]))
def test_ten_schedules_and_ten_watches_fit_a_message(words: str, paused: Paused | None) -> None:
    schedules = [replace(SCHEDULE, topic=words, paused=paused)] * 10
    figure = replace(FORTY_SIX, unit=words)
    watches = [(replace(WATCH, question=words), replace(FIGURE, figures=(figure,)))] * 10

    assert mischief(schedules_view(schedules, UTC, datetime(2026, 1, 1, tzinfo=UTC))) == ["<#7>"] * 10
    assert mischief(watches_view(watches, ())) == ["<#7>"] * 10
    assert width(paused_text(replace(SCHEDULE, topic=words, paused=Paused.FORBIDDEN))) < 2000
    assert mischief(nothing_new_view(replace(FIGURE, answer=words or "nothing"))) == []
