"""What of a reader's words is shown above the archive's own answer, which stays whatever they are."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answers import Answer
from bot.answering.checking.checker import check
from bot.answering.writing.briefing import brief_of_shown
from bot.answering.writing.briefs import Brief, Choice, Piece, Statement
from bot.answering.writing.revising import UNBORNE, WRITTEN, revised
from tests.bot.answering.writing.attacks import PLANTED
from tests.bot.answering.writing.briefs import FERRY, QUESTION, TOWED, brief, count_brief

AGROUND = "The ferry Alder Queen ran aground off Stonehaven Bay on Monday"
PULLED = "Two tugs pulled the Alder Queen free on Tuesday morning"


def shown(given: Brief, *pieces: Piece) -> Answer:
    return revised(given, pieces, check=check)


def said(text: str, *cites: int) -> Statement:
    return Statement(text, cites)


def added(given: Brief, answer: Answer) -> list[str]:
    """Give the lines that stand above the archive's own."""
    assert answer.answer.endswith(given.answer.answer)
    return answer.answer.removesuffix(given.answer.answer).splitlines()


def test_what_a_passage_says_stands_above_the_quotes_with_who_says_so_and_when() -> None:
    given = brief()

    answer = shown(given, said(AGROUND, 1), said(PULLED + ".", 2))

    assert added(given, answer) == [
        f"{AGROUND} (Harbour Post, 2 Mar 2026) [1].",
        f"{PULLED} (Coast Courier, 3 Mar 2026) [2].",
    ]
    assert answer.citations == given.answer.citations
    assert answer.written == WRITTEN
    assert answer.kind == "passages"


def test_a_sentence_that_was_not_quoted_yet_brings_its_quote() -> None:
    given = brief("What did the harbour master Ilse Brandt say?")

    answer = shown(given, said("Nobody was hurt, the harbour master Ilse Brandt said", 1))

    assert answer.citations[:2] == given.answer.citations
    assert [citation.quote for citation in answer.citations[2:]] == [
        "Nobody was hurt, the harbour master Ilse Brandt said."
    ]
    assert "said (Harbour Post, 2 Mar 2026) [3]." in answer.answer


@pytest.mark.parametrize("cites", [(2,), (), (2, 1)], ids=["the wrong passage", "none", "both"])
def test_a_citation_is_mended_where_another_passage_bears_the_statement_out(cites: tuple[int, ...]) -> None:
    answer = shown(brief(), said(AGROUND, *cites))

    assert answer.answer.startswith(f"{AGROUND} (Harbour Post, 2 Mar 2026) [1].\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The ferry Alder Queen ran aground off Stonehaven Bay on Friday", id="another day"),
        pytest.param("The ferry Alder Queen ran aground off Port Ellery on Monday", id="another place"),
        pytest.param("The ferry Alder Queen ran aground with 241 people on board", id="another number"),
        pytest.param("The ferry Alder Queen did not run aground", id="denied"),
        pytest.param("The ferry Alder Queen ran aground, said Otto Lind", id="another speaker"),
        pytest.param("“We hit a rock,” the Alder Queen's captain said", id="words that nobody said"),
        pytest.param("The Alder Queen will be scrapped", id="made up"),
        pytest.param(f"{AGROUND} https://evil.example", id="a link"),
        pytest.param(f"@everyone {AGROUND}", id="a mention"),
        pytest.param(f"{AGROUND} {{}}", id="markup"),
        pytest.param("[1]", id="nothing but a mark"),
    ],
)
def test_what_no_passage_bears_out_is_dropped_and_that_is_said(text: str) -> None:
    given = brief()

    answer = shown(given, said(text, 1))

    assert answer.answer == given.answer.answer
    assert answer.citations == given.answer.citations
    assert answer.written == UNBORNE


def test_what_is_joined_from_two_passages_is_dropped() -> None:
    given = brief()

    answer = shown(given, said("The Alder Queen was towed to Port Ellery with 214 people on board", 1, 2))

    assert answer.answer == given.answer.answer


def test_what_is_joined_from_two_places_of_one_passage_is_dropped() -> None:
    between = "The council met. It talked about roads. It went home."
    long = replace(FERRY, text=f"{FERRY.text} {between} The ferry Morrow sank in 1953 with 30 people.")
    given = brief(QUESTION, long, TOWED)

    answer = shown(given, said("The Alder Queen sank with 30 people on board", 1))

    assert answer.answer == given.answer.answer


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Alder Queen is at Port Ellery, berth 2", id="a number of something else"),
        pytest.param("The Alder Queen is not at Port Ellery, berth 4", id="a denial that the passage has not"),
    ],
)
def test_what_stands_beside_other_words_there_is_dropped(text: str) -> None:
    told = replace(FERRY, text="The Alder Queen is at Port Ellery, berth 4, to be inspected by divers, beside 2 tugs.")
    given = brief("Where is the Alder Queen?", told)

    assert shown(given, said("The Alder Queen is at Port Ellery, berth 4", 1)).written == WRITTEN
    assert shown(given, said(text, 1)).answer == given.answer.answer


def test_what_is_true_and_beside_the_question_is_dropped() -> None:
    given = brief("Who is the harbour master at Stonehaven Bay?")

    answer = shown(given, said("Two tugs pulled the Alder Queen free on Tuesday morning", 2))

    assert answer.answer == given.answer.answer


def test_what_the_archive_quotes_already_is_not_said_twice() -> None:
    given = brief()

    answer = shown(given, said(given.answer.citations[0].quote, 1))

    assert answer == given.answer


def test_a_model_that_repeats_itself_is_shown_once() -> None:
    given = brief()

    answer = shown(given, *[said(AGROUND, 1)] * 3)

    assert len(added(given, answer)) == 1


def test_its_own_marks_are_no_citations() -> None:
    given = brief()

    answer = shown(given, said(f"{AGROUND} [7]", 1))

    assert "[7]" not in answer.answer
    assert added(given, answer) == [f"{AGROUND} (Harbour Post, 2 Mar 2026) [1]."]


def test_nothing_said_leaves_the_answer_as_it_was() -> None:
    assert shown(brief()) == brief().answer


def test_a_choice_is_told_beside_the_quotes_and_is_no_figure() -> None:
    given = count_brief()

    answer = shown(given, Choice(2))

    assert answer.written == "Of these a language model takes 214 [1]; the archive does not settle it."
    assert (answer.answer, answer.figures, answer.kind) == (given.answer.answer, (), "passages")


def test_an_answer_of_which_more_was_made_is_not_written_anew() -> None:
    given = brief()
    elsewhere = replace(given.answer, readings=("Read as something longer.",))

    assert brief_of_shown(given, elsewhere) == replace(given, answer=elsewhere)
    assert brief_of_shown(given, replace(given.answer, answer=f"{given.answer.answer}\nAnd another.")) is None
    assert brief_of_shown(None, given.answer) is None


texts = st.one_of(
    st.text(max_size=300),
    st.sampled_from([AGROUND, PULLED, FERRY.text, TOWED.text, PLANTED.text, "[1]", "**214**"]),
    st.builds(" ".join, st.lists(st.sampled_from(f"{FERRY.text} {PLANTED.text} 5,000 not".split()), max_size=20)),
)
pieces = st.one_of(
    st.builds(Statement, texts, st.lists(st.integers(1, 3), max_size=3, unique=True).map(tuple)),
    st.builds(Choice, st.integers(1, 2)),
)


@given(st.lists(pieces, max_size=3))
def test_whatever_is_said_the_archives_own_words_stay_and_no_figure_comes(said: Sequence[Piece]) -> None:
    given = (
        count_brief()
        if any(isinstance(piece, Choice) for piece in said)
        else brief("What happened?", FERRY, TOWED, PLANTED)
    )

    answer = revised(given, said, check=check)

    assert answer.answer.endswith(given.answer.answer)
    assert answer.citations[: len(given.answer.citations)] == given.answer.citations
    assert (answer.figures, answer.kind, answer.abstained) == ((), "passages", False)
    quotes = {citation.n: citation for citation in answer.citations}
    for citation in quotes.values():
        article = next(each.stored.article for each in given.passages if each.stored.article.url == citation.url)
        assert article.text[citation.start : citation.end] == citation.quote
