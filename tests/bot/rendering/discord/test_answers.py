"""The first view of an answer, as a member reads it."""

from dataclasses import replace

import pytest
from discord import ui

from bot.answering.answers import Answer
from bot.rendering.discord.answers import answer_text, answer_view
from bot.rendering.discord.layout import ANSWERED, DISPUTED, UNKNOWN
from tests.bot.rendering.discord.examples import (
    CONFLICT,
    EARLIER,
    FIGURE,
    LEDGER,
    NOTHING_KNOWN,
    PASSAGES,
    PENTAGON,
    SIXTY_SIX,
)
from tests.bot.rendering.discord.reading import lines, read, shown, width

FRESH = "as of <t:1701432000:R> · newest article <t:1700677800:R>"
MERIDIAN = "[1 Meridian Wire](<https://meridianwire.example/2023/11/22/attacks>), 22 Nov 2023 (meridianwire.example)"


def test_how_it_was_read_opens_then_the_figure_then_how_new_it_is_then_one_line_of_sources() -> None:
    assert lines(answer_view(FIGURE, ())) == [
        "Read as since 17 Oct 2023; the newest matching article is of 22 Nov 2023.",
        (
            "**About 66 attacks** (32 in Iraq, 34 in Syria) since 17 Oct 2023, according to the Pentagon (22 Nov 2023)"
            r" \[1\]."
        ),
        "-# This archive's own ledger lists 12 incidents in that window.",
        "-# It could also mean: since 17 Oct 2022.",
        f"-# Since 17 Oct 2023 (UTC) · {FRESH}",
        f"-# {MERIDIAN} · +1 more",
    ]


def test_sides_that_disagree_stand_in_the_first_view() -> None:
    assert lines(answer_view(CONFLICT, ())) == [
        r"**About 66 attacks** since 17 Oct 2023, according to the Pentagon (22 Nov 2023) \[1\].",
        r"Others say: at least 46 attacks (notes.txt, 9 Nov 2023) \[2\].",
        f"-# A{FRESH[1:]}",
        rf"-# {MERIDIAN} · \[2\] notes.txt, 9 Nov 2023",
    ]


def test_a_passage_speaks_for_itself() -> None:
    assert lines(answer_view(PASSAGES, ())) == [
        (
            "“There have been about 66 attacks since 17 October, 32 in Iraq and 34 in Syria, the Pentagon said.”"
            r" \[1\] (Meridian Wire, 22 Nov 2023)"
        ),
        f"-# A{FRESH[1:]}",
        f"-# {MERIDIAN}",
    ]


def test_a_long_list_is_cut_evenly_keeps_its_marks_and_says_how_many_more() -> None:
    sentence = "“Rockets were fired at the air base in the"
    assert lines(answer_view(LEDGER, ())) == [
        "Latest incidents:",
        rf"• 29 Nov 2023, Al-Asad air base: {sentence}…” \[1\]",
        rf"• 28 Nov 2023, Al-Asad air base: {sentence}…” \[2\]",
        rf"• 27 Nov 2023, Al-Asad air base: {sentence}…” \[3\]",
        rf"• 26 Nov 2023, Al-Asad air base: {sentence}…” \[4\]",
        "… and 6 more.",
        f"-# A{FRESH[1:]}",
        f"-# {MERIDIAN.replace('[1 ', '[1, 2, 3, 4 ')} · +6 more",
    ]


def test_a_long_list_leaves_the_first_line_whole() -> None:
    opening = "3 attacks from 1 Nov 2023 to 30 Nov 2023, counted from the archive's own reports (12 incidents)."
    answer = replace(LEDGER, answer=LEDGER.answer.replace("Latest incidents:", opening))

    assert lines(answer_view(answer, ()))[0] == opening


def test_of_several_quotes_the_last_are_left_out_whole_and_whose_they_are_before() -> None:
    told = "The river rose above the bridge in the night, and the lower town stood under water until noon."
    answer = replace(PASSAGES, answer="\n".join(f"“{told}”[{n}] (Meridian Wire, 22 Nov 2023)" for n in range(1, 8)))

    assert lines(answer_view(answer, ()))[:4] == [*(rf"“{told}” \[{n}\]" for n in range(1, 4)), "…"]


def test_not_knowing_says_why_and_shows_no_sources() -> None:
    assert lines(answer_view(NOTHING_KNOWN, ())) == [
        "Nothing in the archive answers this. Its newest article is of 1 Dec 2023, 11:00 UTC.",
        "-# What is not reported here may still have happened.",
        "-# As of <t:1701432000:R> · 2 sources failing, newer reports may be missing",
    ]


@pytest.mark.parametrize(
    ("answer", "colour"),
    [
        pytest.param(FIGURE, ANSWERED, id="figure"),
        pytest.param(LEDGER, ANSWERED, id="ledger"),
        pytest.param(PASSAGES, ANSWERED, id="passages"),
        pytest.param(CONFLICT, DISPUTED, id="conflict"),
        pytest.param(NOTHING_KNOWN, UNKNOWN, id="nothing known"),
        pytest.param(replace(LEDGER, abstained=True), UNKNOWN, id="no total"),
    ],
)
def test_the_colour_tells_what_kind_of_answer_it_is(answer: Answer, colour: object) -> None:
    container = answer_view(answer, ()).children[0]

    assert isinstance(container, ui.Container)
    assert container.accent_colour == colour


def test_buttons_stand_in_one_row_beneath() -> None:
    pressed = [ui.Button[ui.LayoutView](label=name, custom_id=name) for name in ("quotes", "wrong")]

    row = answer_view(FIGURE, pressed).children[1]

    assert isinstance(row, ui.ActionRow)
    assert list(row.children) == pressed
    assert len(answer_view(FIGURE, ()).children) == 1


def test_a_view_never_times_out() -> None:
    assert answer_view(FIGURE, ()).timeout is None


def test_parts_that_the_sentence_leaves_out_are_added() -> None:
    answer = replace(FIGURE, answer="About 66 attacks [1].", readings=(), history=())

    assert lines(answer_view(answer, ()))[:2] == [r"**About 66 attacks** \[1\].", "Of these: 32 in Iraq · 34 in Syria"]


@pytest.mark.parametrize(
    ("sentence", "markup"),
    [
        ("Of 166 bases, 66 were hit [1].", r"Of 166 bases, **66** were hit \[1\]."),
        ("66.5 or 66,000 is not it [1].", r"66.5 or 66,000 is not it \[1\]."),
        ("It was about 66 attacks.", "It was **about 66 attacks**."),
    ],
)
def test_the_figure_is_bold_and_no_longer_number_is(sentence: str, markup: str) -> None:
    answer = replace(FIGURE, answer=sentence, readings=(), figures=(replace(SIXTY_SIX, parts=()),))

    assert lines(answer_view(answer, ()))[0] == markup


def test_a_long_row_of_marks_is_counted() -> None:
    answer = replace(PASSAGES, answer="Rockets [1][2][3][4][5][6][7].")

    assert lines(answer_view(answer, ()))[0] == r"Rockets \[1\]\[2\]\[3\] +4."


def test_a_channel_without_embeds_gets_the_same_in_plain_text() -> None:
    assert answer_text(FIGURE).split("\n") == [
        "Read as since 17 Oct 2023; the newest matching article is of 22 Nov 2023.",
        (
            "**About 66 attacks** (32 in Iraq, 34 in Syria) since 17 Oct 2023, according to the Pentagon (22 Nov 2023)"
            r" \[1\]."
        ),
        "-# This archive's own ledger lists 12 incidents in that window.",
        "-# It could also mean: since 17 Oct 2022.",
        f"-# Since 17 Oct 2023 (UTC) · {FRESH}",
        r"\[1\] Meridian Wire, 22 Nov 2023: <https://meridianwire.example/2023/11/22/attacks>",
        "-# +1 more",
    ]


@pytest.mark.parametrize("answer", [FIGURE, CONFLICT, PASSAGES, LEDGER, NOTHING_KNOWN])
def test_an_ordinary_answer_is_short(answer: Answer) -> None:
    assert width(shown(answer_view(answer, ()))) <= 600
    assert width(answer_text(answer)) <= 900


def test_a_source_cannot_pass_its_link_off_as_another() -> None:
    stranger = replace(PENTAGON, publisher="BBC](https://evil.example)", url="https://evil.example/")

    (line,) = [line for line in lines(answer_view(replace(PASSAGES, citations=(stranger,)), ())) if "BBC" in line]

    assert read(line.removeprefix("-# ")).links == [("1", "https://evil.example/")]


def test_the_sources_of_the_sentence_are_the_ones_shown() -> None:
    answer = replace(PASSAGES, answer="Troops came under fire [2].", citations=(PENTAGON, EARLIER))

    assert lines(answer_view(answer, ()))[-1] == r"-# \[2\] notes.txt, 9 Nov 2023 · +1 more"
