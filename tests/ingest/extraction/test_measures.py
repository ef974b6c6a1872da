"""A question and a text name one measure for what they count, whatever word they use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.measures import (
    CASUALTIES,
    EVENTS,
    family_of,
    is_extent,
    is_time_unit,
    measure_of,
    repeated_action,
    singular,
)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        pytest.param("killed", "killed dead died deaths fatalities slain perished murdered", id="killed"),
        pytest.param("killed", "drowned", id="drowned"),
        pytest.param("injured", "injured wounded hurt injuries maimed", id="injured"),
        pytest.param("arrested", "arrested detained arrests jailed", id="arrested"),
        pytest.param("displaced", "displaced homeless uprooted", id="displaced"),
        pytest.param("abducted", "kidnapped abducted abductions", id="abducted"),
        pytest.param("hostage", "hostages captives hostage", id="hostage"),
        pytest.param("attack", "attack Attacks attacked assaults", id="attack"),
        pytest.param("strike", "strikes airstrike Airstrikes", id="strike"),
        pytest.param("infected", "infections infected", id="infected"),
    ],
)
def test_a_family_shares_one_measure(measure: str, words: str) -> None:
    for word in words.split():
        assert measure_of(word) == measure
        assert family_of(word) == measure


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        pytest.param("rockets", "rocket", id="s"),
        pytest.param("ballot boxes", "ballot box", id="xes"),
        pytest.param("churches", "church", id="ches"),
        pytest.param("buses", "bus", id="uses"),
        pytest.param("factories", "factory", id="ies"),
        pytest.param("ties", "tie", id="a short ies"),
        pytest.param("viruses", "virus", id="a virus"),
        pytest.param("uses", "use", id="a use"),
        pytest.param("houses", "house", id="houses"),
        pytest.param("prizes", "prize", id="zes"),
        pytest.param("heroes", "hero", id="oes"),
        pytest.param("series", "series", id="a series"),
        pytest.param("policemen", "policeman", id="men in a compound"),
        pytest.param("glass", "glass", id="ss stays"),
        pytest.param("crisis", "crisis", id="is stays"),
        pytest.param("children", "child", id="irregular"),
        pytest.param("men", "man", id="irregular men"),
        pytest.param("people", "person", id="irregular people"),
        pytest.param("sheep", "sheep", id="unchanged"),
    ],
)
def test_plurals_have_their_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("verb", "measure"),
    [
        pytest.param("attacked", "attack", id="of a family"),
        pytest.param("bombed", "bombing", id="of another family"),
        pytest.param("hit", "attack", id="hit"),
        pytest.param("targeted", "attack", id="targeted"),
        pytest.param("shelled", "attack", id="shelled"),
        pytest.param("erupted", "erupt", id="regular"),
        pytest.param("rallied", "rally", id="ied"),
        pytest.param("stopped", "stop", id="a doubled letter"),
        pytest.param("closed", "close", id="a mute e"),
        pytest.param("stated", "state", id="a short stem with a mute e"),
        pytest.param("visited", "visit", id="a long stem without"),
        pytest.param("red", None, id="a short word that ends like a verb"),
        pytest.param("harbour", None, id="a noun"),
    ],
)
def test_a_repeated_verb_is_counted_by_what_it_does(verb: str, measure: str | None) -> None:
    assert repeated_action(verb) == measure


@pytest.mark.parametrize("word", "days Hours week years fortnight".split())
def test_a_number_of_these_is_a_duration(word: str) -> None:
    assert is_time_unit(word)
    assert not is_extent(word)


@pytest.mark.parametrize("word", "km Miles yards feet degrees magnitude".split())
def test_a_number_of_these_is_an_extent(word: str) -> None:
    assert is_extent(word)
    assert not is_time_unit(word)


@pytest.mark.parametrize("word", "rockets ballots nurses bridges".split())
def test_things_have_no_family_and_are_neither_duration_nor_extent(word: str) -> None:
    assert family_of(word) is None
    assert not is_time_unit(word)
    assert not is_extent(word)


def test_casualties_and_events_are_apart_but_for_abduction() -> None:
    assert {"abducted"} == CASUALTIES & EVENTS


@given(st.text(alphabet="abcdefghinorstuy", max_size=12))
def test_case_makes_no_difference(word: str) -> None:
    assert measure_of(word.upper()) == measure_of(word)
