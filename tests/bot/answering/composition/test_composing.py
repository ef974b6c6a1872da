"""From a choice to an answer: numbered citations, text with their marks, nothing that no quote bears out."""

import re
from collections.abc import Sequence

import pytest

from bot.answering.composition.composing import (
    MAX_HISTORY,
    Citations,
    Composed,
    compose_figure,
    compose_quotes,
)
from bot.answering.composition.naming import place_name
from bot.answering.composition.quoting import MOST_OF_ARTICLE, Excerpt
from bot.answering.figures.totals import choose
from tests.bot.answering.news import Told, figures_for, planned

THREE = Told(
    "2021-07-01", "Rain fell on Quill. The bridge fell at noon. Bakers gave bread away.", title="A bad day for Quill"
)
COUNTS = [
    Told(f"2021-06-{10 + 2 * number}", f"Relief convoys have been attacked {10 + 3 * number} times since 4 June.")
    for number in range(9)
]


def composed(question: str, told: Sequence[Told], citations: Citations) -> Composed:
    asked = planned(question, today="2021-07-10")
    choice = choose(asked, figures_for(asked, *told)).choice
    assert choice is not None
    return compose_figure(asked, choice, citations)


def test_citations_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    citations = Citations()
    first = citations.cite(THREE.as_stored(), THREE.span_of("The bridge fell at noon."))
    other = citations.cite(COUNTS[0].as_stored(), COUNTS[0].span_of(COUNTS[0].text))
    assert (first, other) == (1, 2)
    assert [(citation.n, citation.quote) for citation in citations.all()] == [
        (1, "The bridge fell at noon."),
        (2, "Relief convoys have been attacked 10 times since 4 June."),
    ]


def test_a_sentence_cited_twice_has_one_number() -> None:
    citations = Citations()
    span = THREE.span_of("The bridge fell at noon.")
    assert [citations.cite(THREE.as_stored(), span) for _ in range(3)] == [1, 1, 1]


def test_an_article_is_quoted_three_times_at_most() -> None:
    citations = Citations()
    sentences = ["A bad day for Quill", "Rain fell on Quill.", "The bridge fell at noon.", "Bakers gave bread away."]
    numbers = [citations.cite(THREE.as_stored(), THREE.span_of(sentence)) for sentence in sentences]
    assert numbers == [1, 2, 3, 1]
    assert len(citations.all()) == MOST_OF_ARTICLE


def test_a_citation_says_where_its_quote_stands() -> None:
    citations = Citations()
    citations.cite(THREE.as_stored(), THREE.span_of("The bridge fell at noon."))
    (citation,) = citations.all()
    assert THREE.as_stored().article.text[citation.start : citation.end] == citation.quote
    assert (citation.title, citation.publisher) == ("A bad day for Quill", "Harbour Post")
    assert (citation.url, citation.id) == (THREE.url, THREE.key[:8])


def test_a_figure_is_said_with_parts_window_speaker_day_and_mark() -> None:
    told = Told(
        "2021-07-02",
        "Relief convoys have been attacked about 41 times since 4 June — 25 in Peru and 16 in Chad, the navy said.",
    )
    answer = composed("How many attacks on relief convoys since June 4?", [told], Citations())
    assert answer.text.startswith("About 41 attacks (25 in Peru, 16 in Chad) since 4 Jun 2021, according to")
    assert answer.text.endswith("(2 Jul 2021) [1].")
    assert [(part.place, part.value) for part in answer.figures[0].parts] == [("Peru", 25), ("Chad", 16)]
    assert answer.notes == ()


def test_every_mark_in_the_text_has_its_citation() -> None:
    citations = Citations()
    answer = composed("How many attacks on relief convoys since June 4?", COUNTS, citations)
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)}
    assert marks == {citation.n for citation in citations.all()}
    assert answer.figures[0].citation == 1


def test_history_is_newest_first_and_short() -> None:
    answer = composed("How many attacks on relief convoys since June 4?", COUNTS, Citations())
    assert [figure.value for figure in answer.figures] == [34]
    assert [figure.value for figure in answer.history] == [31, 28, 25, 22, 19, 16, 13, 10][:MAX_HISTORY]


def test_another_window_of_the_source_is_said() -> None:
    told = [
        *COUNTS,
        Told("2021-06-28", "Relief convoys have been attacked 37 times since 1 June, the navy said."),
    ]
    answer = composed("How many attacks on relief convoys since June 4?", told, Citations())
    assert answer.figures[0].value == 37
    assert answer.notes == ("The source counts since 1 Jun 2021, not since 4 Jun 2021.",)


def test_a_leap_is_said_to_be_unproven_and_cited() -> None:
    told = [*COUNTS, Told("2021-06-28", "Relief convoys have been attacked 400 times since 4 June.", by="Rumour Mill")]
    citations = Citations()
    answer = composed("How many attacks on relief convoys since June 4?", told, citations)
    line = next(line for line in answer.text.splitlines() if "400" in line)
    assert "one source" in line
    assert "Rumour Mill" in line
    assert [citation.quote for citation in citations.all() if citation.publisher == "Rumour Mill"] == [told[-1].text]


def test_sources_speak_for_themselves_with_publisher_and_day() -> None:
    citations = Citations()
    answer = compose_quotes([Excerpt(THREE.as_stored(), THREE.span_of("The bridge fell at noon."))], citations)
    assert answer.text == "“The bridge fell at noon.”[1] (Harbour Post, 1 Jul 2021)"


def test_quotes_have_a_line_each_those_of_one_article_together_its_publisher_behind_the_last() -> None:
    told, other = [THREE.as_stored(), COUNTS[0].as_stored()], COUNTS[0].span_of(COUNTS[0].text)
    spans = [THREE.span_of("Bakers gave bread away."), other, THREE.span_of("A bad day for Quill")]
    answer = compose_quotes(map(Excerpt, [told[0], told[1], told[0]], spans), Citations())
    assert answer.text.splitlines() == [
        "“A bad day for Quill”[1]",
        "“Bakers gave bread away.”[2] (Harbour Post, 1 Jul 2021)",
        "“Relief convoys have been attacked 10 times since 4 June.”[3] (Harbour Post, 10 Jun 2021)",
    ]


def test_a_quote_that_is_cut_says_so() -> None:
    long = Told("2021-07-01", f"{'The bakers of Quill, ' * 20}gave bread away.")
    answer = compose_quotes([Excerpt(long.as_stored(), long.span_of(long.text))], Citations())
    assert answer.text.startswith("“The bakers of Quill, The")
    assert "Quill,…”[1] (Harbour Post" in answer.text


@pytest.mark.parametrize(
    ("asked", "told", "named"),
    [
        ("United Kingdom", "England", "England"),
        ("United Kingdom", "Scotland's", "Scotland"),
        ("United Kingdom", "Wales", "Wales"),
        ("United Kingdom", "Northern Ireland", "Northern Ireland"),
        ("United Kingdom", "British", "United Kingdom"),
        ("Sudan", "Sudan's", "Sudan"),
    ],
)
def test_what_is_counted_in_a_nation_is_not_said_of_the_whole_country(asked: str, told: str, named: str) -> None:
    assert place_name(asked, told) == named
