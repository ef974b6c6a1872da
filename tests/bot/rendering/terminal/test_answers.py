"""An answer as a person reads it, 80 columns wide."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from rich.console import Console, RenderableType

from bot.answering.answers import (
    Answer,
    AnswerWindow,
    Conflict,
    CountedIncidents,
    Freshness,
    StoryTold,
)
from bot.rendering.terminal.answers import render_answer
from tests.bot.rendering.discord.examples import EARLIER, PENTAGON, SIXTY_SIX

FORTY_SIX = replace(
    SIXTY_SIX, value=46, qualifier="at_least", unit="times", as_of=date(2023, 11, 9), said_by=None, parts=(), citation=2
)
ANSWER = Answer(
    id=None,
    question="how many attacks on US forces since Oct 17?",
    as_of=datetime(2023, 12, 1, 23, 59, 59, tzinfo=UTC),
    kind="figure",
    abstained=False,
    answer="About 66 attacks on US forces, the Pentagon said on 22 Nov 2023 [1].",
    readings=("Read as since 17 Oct 2023; the newest matching article is of 22 Nov 2023.",),
    notes=(),
    window=AnswerWindow(since=datetime(2023, 10, 17, tzinfo=UTC), until=datetime(2023, 12, 1, 23, 59, 59, tzinfo=UTC)),
    figures=(SIXTY_SIX,),
    history=(FORTY_SIX,),
    conflicts=(),
    incidents=CountedIncidents(count=12, ids=(), possible=3),
    citations=(PENTAGON, EARLIER),
    ranked=(),
    freshness=Freshness(newest=datetime(2023, 11, 22, 18, 30, tzinfo=UTC), sources_failing=0, reason=None),
    timings_ms={},
)
NOTHING_KNOWN = replace(
    ANSWER,
    kind="no_coverage",
    abstained=True,
    answer="No answer.",
    readings=(),
    notes=(),
    window=AnswerWindow(since=None, until=None),
    figures=(),
    history=(),
    incidents=CountedIncidents(count=0, ids=(), possible=0),
    citations=(),
    freshness=Freshness(
        newest=ANSWER.freshness.newest, sources_failing=2, reason="Nothing in the archive covers this."
    ),
)


def on_screen(renderable: RenderableType, *, width: int = 80) -> list[str]:
    screen = StringIO()
    Console(file=screen, width=width, highlight=False, markup=False).print(renderable, crop=False)
    return [line.rstrip() for line in screen.getvalue().splitlines()]


def in_colour(renderable: RenderableType) -> str:
    screen = StringIO()
    Console(file=screen, width=80, highlight=False, force_terminal=True, color_system="standard").print(renderable)
    return screen.getvalue()


def test_what_a_language_model_wrote_is_said_and_never_bold() -> None:
    written = replace(ANSWER, answer="It ran aground [1].", figures=(), written="Written by a language model.")
    console = Console(file=StringIO(), force_terminal=True, width=80, color_system="standard")

    console.print(render_answer(written))

    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert "Written by a language model." in shown
    assert "\x1b[1mIt ran" not in shown


def test_how_it_was_read_opens_then_the_figure_then_its_words() -> None:
    assert on_screen(render_answer(ANSWER)) == [
        "Read as since 17 Oct 2023; the newest matching article is of 22 Nov 2023.",
        "About 66 attacks on US forces, the Pentagon said on 22 Nov 2023 [1].",
        "Of these: 32 in Iraq · 34 in Syria",
        "Window: 17 Oct 2023 to 1 Dec 2023 (UTC), as of 1 Dec 2023, 23:59 UTC.",
        "",
        "[1] Meridian Wire, 22 Nov 2023",
        "    “There have been about 66 attacks since 17 October, 32 in Iraq and 34 in",
        "    Syria, the Pentagon said.”",
        "    https://meridianwire.example/2023/11/22/attacks",
        "",
        "[2] notes.txt, 9 Nov 2023",
        "    “Troops have come under fire at least 46 times.”",
        "",
        "Earlier figures",
        "    9 Nov 2023  at least 46 times  speaker not named  [2]",
        "",
        "Newest relevant article: 22 Nov 2023, 18:30 UTC.",
    ]


def test_an_article_whose_quotes_the_answer_gives_already_is_listed_once() -> None:
    first = ANSWER.citations[0]
    second = replace(first, n=2, quote="Nobody was hurt.", start=first.end + 1, end=first.end + 17)
    answer = replace(ANSWER, citations=(first, second), answer=f"“{first.quote}” [1]\n“{second.quote}” [2]")

    shown = on_screen(render_answer(answer))

    assert (
        shown[shown.index("[1] [2] Meridian Wire, 22 Nov 2023") + 1]
        == "    https://meridianwire.example/2023/11/22/attacks"
    )
    assert shown.count("    https://meridianwire.example/2023/11/22/attacks") == 1


def test_parts_that_the_answer_gives_already_are_not_repeated() -> None:
    answer = replace(ANSWER, answer="About 66 attacks (32 in Iraq, 34 in Syria) [1].")

    assert on_screen(render_answer(answer))[:2] == [
        "Read as since 17 Oct 2023; the newest matching article is of 22 Nov 2023.",
        "About 66 attacks (32 in Iraq, 34 in Syria) [1].",
    ]


def test_a_line_of_earlier_figures_gives_way_to_their_table() -> None:
    answer = replace(ANSWER, answer="About 66 attacks [1].\nEarlier: 46 (9 Nov 2023) [2].")

    assert on_screen(render_answer(answer))[1] == "About 66 attacks [1]."
    assert "Earlier: 46 (9 Nov 2023) [2]." not in on_screen(render_answer(answer))


def test_a_quote_with_marks_within_is_marked_all_the_same() -> None:
    citation = replace(PENTAGON, quote='There is no "plan B" for it.')

    assert '    “There is no "plan B" for it.”' in on_screen(render_answer(replace(ANSWER, citations=(citation,))))


def test_beneath_an_answer_in_another_language_that_language_is_spoken() -> None:
    shown = on_screen(render_answer(replace(ANSWER, language="de", window=AnswerWindow(None, None))))

    assert any(line.startswith("Zeitraum: gesamte Zeit, Stand 1. Dez. 2023") for line in shown)
    assert "Frühere Zahlen" in shown


def test_a_quote_with_marks_of_its_own_gets_no_others() -> None:
    citation = replace(PENTAGON, quote="“We were attacked,” he said.")

    assert "    “We were attacked,” he said." in on_screen(render_answer(replace(ANSWER, citations=(citation,))))


def test_a_quote_that_is_the_answer_is_not_repeated() -> None:
    answer = replace(ANSWER, answer=f"“{EARLIER.quote}” [1]", citations=(replace(EARLIER, n=1),), history=())

    assert "\n".join(on_screen(render_answer(answer))).count(EARLIER.quote) == 1


def test_no_coverage_says_why_and_shows_no_sources() -> None:
    assert on_screen(render_answer(NOTHING_KNOWN)) == [
        "No answer.",
        "Nothing in the archive covers this.",
        "Window: all time, as of 1 Dec 2023, 23:59 UTC.",
        "",
        "2 sources are failing: newer reports may be missing.",
    ]


def test_where_there_is_nothing_to_answer_from_it_is_said_what_to_type() -> None:
    empty = replace(NOTHING_KNOWN, freshness=Freshness(None, 0, "There is nothing here."))

    assert on_screen(render_answer(empty))[:3] == [
        "No answer.",
        "There is nothing here.",
        "Add articles: sitrep ingest FILE. Or a source: sitrep sources add URL",
    ]


def test_a_reason_that_the_answer_gives_already_is_not_repeated() -> None:
    answer = replace(NOTHING_KNOWN, answer="Nothing in the archive covers this.")

    assert on_screen(render_answer(answer))[:2] == [
        "Nothing in the archive covers this.",
        "Window: all time, as of 1 Dec 2023, 23:59 UTC.",
    ]


def test_sides_that_disagree_are_each_quoted() -> None:
    conflict = Conflict(about="attacks on US forces", figures=(SIXTY_SIX, FORTY_SIX))

    screen = on_screen(render_answer(replace(ANSWER, history=(), conflicts=(conflict,))))

    assert screen[-9:-2] == [
        "",
        "Reports disagree about attacks on US forces",
        "    about 66 attacks, the Pentagon, 22 Nov 2023 [1]",
        "        “There have been about 66 attacks since 17 October, 32 in Iraq and 34 in",
        "        Syria, the Pentagon said.”",
        "    at least 46 times, speaker not named, 9 Nov 2023 [2]",
        "        “Troops have come under fire at least 46 times.”",
    ]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_link_stays_whole_at_any_width(width: int) -> None:
    assert "    https://meridianwire.example/2023/11/22/attacks" in on_screen(render_answer(ANSWER), width=width)


def test_a_link_can_be_followed_where_the_terminal_can() -> None:
    assert ";https://meridianwire.example/2023/11/22/attacks\x1b\\" in in_colour(render_answer(ANSWER))


def test_an_address_that_is_not_of_the_web_is_shown_but_not_linked() -> None:
    citation = replace(PENTAGON, url="javascript:alert(1)")

    assert "\x1b]8;" not in in_colour(render_answer(replace(ANSWER, citations=(citation,))))


def test_a_quote_cannot_steer_the_terminal() -> None:
    citation = replace(PENTAGON, quote="Calm\x1b[2J\x07 words\n\nin \u202etwo paragraphs")

    assert "    “Calm[2J words in two paragraphs”" in on_screen(render_answer(replace(ANSWER, citations=(citation,))))


def test_the_figure_stands_out_and_no_longer_number_does() -> None:
    coloured = in_colour(render_answer(replace(ANSWER, answer="About 66 attacks, not 166 or 66,000 [1].")))

    assert coloured.count("\x1b[1;32m66\x1b[0m") == 1


@pytest.mark.parametrize(
    ("window", "line"),
    [
        (AnswerWindow(None, None), "Window: all time, as of 1 Dec 2023, 23:59 UTC."),
        (
            AnswerWindow(datetime(2023, 10, 17, tzinfo=UTC), None),
            "Window: since 17 Oct 2023 (UTC), as of 1 Dec 2023, 23:59 UTC.",
        ),
        (
            AnswerWindow(None, datetime(2023, 11, 1, tzinfo=UTC)),
            "Window: up to 1 Nov 2023 (UTC), as of 1 Dec 2023, 23:59 UTC.",
        ),
    ],
    ids=["open", "since", "until"],
)
def test_the_window_is_said_with_its_zone(window: AnswerWindow, line: str) -> None:
    assert line in on_screen(render_answer(replace(ANSWER, window=window)))


def test_what_else_the_window_may_have_meant_is_said() -> None:
    window = AnswerWindow(datetime(2023, 10, 17, tzinfo=UTC), None, alternatives=("since 17 Oct 2022",))

    assert "It could also mean: since 17 Oct 2022." in on_screen(render_answer(replace(ANSWER, window=window)))


TOLD = replace(
    ANSWER,
    kind="passages",
    readings=(),
    answer="2 stories in the last 24 hours, the most widely reported first:\n• 22 Nov 2023: “…” [1]",
    figures=(),
    history=(),
    stories=(
        StoryTold(date(2023, 11, 22), 1, ("Meridian Wire", "Coast Wire", "Valley Times"), 2, 5, PENTAGON.published),
        StoryTold(date(2023, 11, 9), 2, ("notes.txt",), 1, 1, EARLIER.published),
    ),
)


def test_stories_are_told_with_who_tells_them_and_the_link() -> None:
    assert on_screen(render_answer(TOLD)) == [
        "2 stories in the last 24 hours, the most widely reported first:",
        "Window: 17 Oct 2023 to 1 Dec 2023 (UTC), as of 1 Dec 2023, 23:59 UTC.",
        "",
        "22 Nov 2023  Meridian Wire and 2 others, 2 independent publishers, 5 articles",
        "    “There have been about 66 attacks since 17 October, 32 in Iraq and 34 in",
        "    Syria, the Pentagon said.”",
        "    https://meridianwire.example/2023/11/22/attacks",
        "",
        "9 Nov 2023  notes.txt",
        "    “Troops have come under fire at least 46 times.”",
        "    notes.txt",
        "",
        "Newest relevant article: 22 Nov 2023, 18:30 UTC.",
    ]


def test_beyond_the_limit_is_said_how_many_more_there_are() -> None:
    assert "… 1 more with --limit 2 of sitrep digest." in on_screen(render_answer(TOLD, stories=1))


def test_beneath_an_answer_in_words_stories_are_headed() -> None:
    assert "Stories, the newest first" in on_screen(
        render_answer(replace(TOLD, answer="“…” [1]", stories=TOLD.stories[1:]))
    )


def test_stories_that_are_told_further_keep_their_lines_and_have_no_list() -> None:
    told = f"{TOLD.answer}\n“…”[2] (notes.txt, 9 Nov 2023)"

    shown = on_screen(render_answer(replace(TOLD, answer=told)))

    assert any(line.startswith("• 22 Nov 2023") for line in shown)
    assert "Stories, the newest first" not in shown
    assert not any("independent" in line or "others" in line for line in shown)
