"""The words that an answer rests on, as a member reads them."""

from dataclasses import replace

from bot.rendering.discord.quotes import quotes_pages, quotes_view
from tests.bot.rendering.discord.examples import CONFLICT, FIGURE, NOTHING_KNOWN, PASSAGES, PENTAGON
from tests.bot.rendering.discord.reading import lines

QUOTE = "“There have been about 66 attacks since 17 October, 32 in Iraq and 34 in Syria, the Pentagon said.”"
SOURCE = (
    "-# [Meridian Wire](<https://meridianwire.example/2023/11/22/attacks>), 22 Nov 2023"
    " (meridianwire.example) — Attacks go on"
)


def test_every_citation_is_quoted_with_its_article_and_earlier_figures_follow() -> None:
    assert lines(quotes_view(FIGURE, 0, ())) == [
        "**What the answer rests on:** how many attacks on US forces since Oct 17?",
        "-# This archive's own ledger lists 12 incidents in that window.",
        rf"**\[1\]** {QUOTE}",
        SOURCE,
        r"**\[2\]** “Troops have come under fire at least 46 times.”",
        "-# notes.txt, 9 Nov 2023",
        "**Earlier figures**",
        r"9 Nov 2023: **at least 46 attacks**, speaker not named \[2\]",
        "-# 2 citations",
    ]


def test_sides_that_disagree_are_each_quoted_and_not_again() -> None:
    assert lines(quotes_view(CONFLICT, 0, ()))[1:] == [
        "**Reports disagree about attack**",
        r"22 Nov 2023: **about 66 attacks**, the Pentagon \[1\]",
        QUOTE,
        SOURCE,
        r"9 Nov 2023: **at least 46 attacks**, speaker not named \[2\]",
        "“Troops have come under fire at least 46 times.”",
        "-# notes.txt, 9 Nov 2023",
        "-# 2 citations",
    ]


def test_a_quote_with_marks_of_its_own_gets_no_others() -> None:
    answer = replace(PASSAGES, citations=(replace(PENTAGON, quote="“We were attacked,” he said."),))

    assert r"**\[1\]** “We were attacked,” he said." in lines(quotes_view(answer, 0, ()))


def test_a_long_quote_is_cut_and_says_so() -> None:
    answer = replace(PASSAGES, citations=(replace(PENTAGON, quote="word " * 100),))

    (line,) = [line for line in lines(quotes_view(answer, 0, ())) if "word" in line]
    assert line == rf"**\[1\]** “{'word ' * 58}word…”"


def test_many_quotes_are_paged_and_no_page_is_missing() -> None:
    citations = tuple(replace(PENTAGON, n=n, url=f"https://meridianwire.example/{n}") for n in range(1, 201))
    answer = replace(PASSAGES, citations=citations)

    assert quotes_pages(answer) == 25
    assert lines(quotes_view(answer, 0, ()))[-1] == "-# 200 citations · page 1 of 25"
    assert lines(quotes_view(answer, 99, ()))[-1] == "-# 200 citations · page 25 of 25"
    assert lines(quotes_view(answer, -1, ()))[-1] == "-# 200 citations · page 1 of 25"


def test_nothing_cited_is_said() -> None:
    assert quotes_pages(NOTHING_KNOWN) == 1
    assert "Nothing is cited." in lines(quotes_view(NOTHING_KNOWN, 0, ()))
