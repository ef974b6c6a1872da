"""A term is found in a text in whatever form the text names it, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.terms import terms_of


def fault(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def names(text: str) -> list[str]:
    return [term.name for term in terms_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("attacks on US forces", id="US"),
        pytest.param("attacks on us forces", id="us after on"),
        pytest.param("attacks on U.S. forces", id="with full stops"),
        pytest.param("attacks on American forces", id="American"),
        pytest.param("attacks on american forces", id="american in small letters"),
        pytest.param("attacks on the usa", id="usa"),
        pytest.param("attacks on the united states", id="in full"),
        pytest.param("did us police shoot him", id="us before a noun"),
        pytest.param("what does the us coach earn", id="us before any noun"),
        pytest.param("who told the us to stay", id="the us"),
    ],
)
def test_the_united_states_by_any_name(text: str) -> None:
    assert "United States" in names(text)


@pytest.mark.parametrize(
    "text",
    ["what do they tell us", "is it one of us?", "who told us about the flood", "who told us lies", "is it for us all"],
)
def test_the_pronoun_is_no_country(text: str) -> None:
    assert "United States" not in names(text)


@pytest.mark.parametrize(
    ("asked", "text", "is_found"),
    [
        pytest.param("US forces", "U.S. troops were hit.", True, id="US by full stops"),
        pytest.param("US forces", "American troops were hit.", True, id="US by American"),
        pytest.param("US forces", "They told us to leave.", False, id="US by the pronoun"),
        pytest.param("France", "French bakers are angry.", True, id="a country by its adjective"),
        pytest.param("earthquake", "A strong tremor was felt.", True, id="an earthquake by tremor"),
        pytest.param("police", "Two officers were hurt.", True, id="police by officers"),
        pytest.param("flood", "Flooding closed the road.", True, id="a flood by flooding"),
        pytest.param("riot", "The unrest went on.", True, id="a riot by unrest"),
        pytest.param("bridges", "The bridge fell.", True, id="a plural by its singular"),
        pytest.param(
            "cars",
            "One car burned.",
            True,
            id="a short plural",
        ),
        pytest.param("bridge", "Two bridges fell.", True, id="a singular by its plural"),
        pytest.param("Lima", "LIMA is quiet.", True, id="a name in capitals"),
        pytest.param("Lima", "Lima's bakers", True, id="a name in the genitive"),
        pytest.param("Lima", "Limassol is quiet.", False, id="a name within a longer one"),
        pytest.param("rat", "The rate rose.", False, id="a word within a longer one"),
    ],
)
def test_a_term_is_found_by_its_forms_as_whole_words(asked: str, text: str, *, is_found: bool) -> None:
    term = terms_of(asked)[0]
    assert bool(term.pattern.search(text)) is is_found


def test_words_that_carry_no_news_are_no_terms() -> None:
    assert names("please tell me how many were there so far today") == []


def test_each_thing_is_one_term() -> None:
    assert names("floods and flooding after a flood") == ["floods"]


def test_what_is_understood_already_is_left_out() -> None:
    assert [term.name for term in terms_of("attacks on tankers", left_out=frozenset({"attack"}))] == ["tankers"]


def test_a_capital_inside_the_text_marks_a_name() -> None:
    bakers, lima = terms_of("Bakers in Lima")
    assert not bakers.is_name
    assert lima.is_name


@given(st.text(max_size=80))
def test_no_text_raises_and_every_pattern_compiles(text: str) -> None:
    for term in terms_of(text):
        assert term.forms
        assert term.pattern.search("") is None
