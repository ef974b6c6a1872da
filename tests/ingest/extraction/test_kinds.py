"""Kinds and the words that report them."""

import pytest

from ingest.articles import IncidentKind
from ingest.extraction.kinds import Form, are_compatible, find_triggers, narrower


@pytest.mark.parametrize(
    ("text", "kind", "form"),
    [
        pytest.param("two men were shot dead", IncidentKind.SHOOTING, Form.VERB, id="shot-dead"),
        pytest.param("warplanes struck the depot", IncidentKind.AIRSTRIKE, Form.VERB, id="warplanes"),
        pytest.param("conducted a self-defence strike", IncidentKind.AIRSTRIKE, Form.VERB, id="conducted-a-strike"),
        pytest.param("rebels shelled the town", IncidentKind.SHELLING, Form.VERB, id="shelled"),
        pytest.param("a drone attack", IncidentKind.DRONE_OR_MISSILE_ATTACK, Form.NOUN, id="drone-attack"),
        pytest.param("a bomb exploded", IncidentKind.BOMBING, Form.VERB, id="bomb"),
        pytest.param("troops clashed", IncidentKind.CLASH, Form.VERB, id="clashed"),
        pytest.param("gunmen abducted a priest", IncidentKind.ABDUCTION, Form.VERB, id="abducted"),
        pytest.param("the bus overturned", IncidentKind.ACCIDENT, Form.VERB, id="overturned"),
        pytest.param("an earthquake shook", IncidentKind.DISASTER, Form.VERB, id="quake"),
        pytest.param("protesters marched", IncidentKind.PROTEST, Form.VERB, id="marched"),
        pytest.param("the attacks", IncidentKind.ARMED_ATTACK, Form.PLURAL, id="plural"),
        pytest.param("they dynamited the bridge", IncidentKind.BOMBING, Form.VERB, id="dynamited"),
        pytest.param("a guard was killed by a bomb", IncidentKind.BOMBING, Form.VERB, id="killed-by-a-bomb"),
        pytest.param("a grenade was thrown", IncidentKind.BOMBING, Form.VERB, id="grenade"),
        pytest.param("killed today by masked gunmen", IncidentKind.ARMED_ATTACK, Form.VERB, id="killed-by-gunmen"),
        pytest.param("burned two buses", IncidentKind.ARSON, Form.VERB, id="burned"),
        pytest.param("jets strafed the road", IncidentKind.AIRSTRIKE, Form.VERB, id="strafed"),
        pytest.param("fierce fighting", IncidentKind.CLASH, Form.PLURAL, id="fighting"),
    ],
)
def test_words_name_a_kind(text: str, kind: IncidentKind, form: Form) -> None:
    trigger = find_triggers(text)[0]
    assert (trigger.kind, trigger.form) == (kind, form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param("the attack on the depot", Form.NOUN, id="mentioned"),
        pytest.param("the attack on the depot took place at noon", Form.VERB, id="took place"),
        pytest.param("the attack that killed two guards", Form.VERB, id="killed"),
        pytest.param("claimed responsibility for the attack", Form.VERB, id="claimed"),
        pytest.param("the attack that would have occurred", Form.NOUN, id="would have"),
        pytest.param("heavy clashes were reported", Form.NOUN, id="several reported"),
        pytest.param("they attacked the depot", Form.VERB, id="once"),
    ],
)
def test_the_clause_tells_an_event_from_a_mention(text: str, form: Form) -> None:
    assert find_triggers(text)[0].form is form


@pytest.mark.parametrize("text", ["the minister spoke of trade", "shares fell on Monday", ""])
def test_other_sentences_name_no_event(text: str) -> None:
    assert not find_triggers(text)
    assert find_triggers(text) == ()


def test_an_attack_may_be_told_as_an_airstrike_but_an_airstrike_not_as_a_missile_attack() -> None:
    assert are_compatible(IncidentKind.ARMED_ATTACK, IncidentKind.AIRSTRIKE)
    assert narrower(IncidentKind.ARMED_ATTACK, IncidentKind.AIRSTRIKE) is IncidentKind.AIRSTRIKE
    assert not are_compatible(IncidentKind.AIRSTRIKE, IncidentKind.DRONE_OR_MISSILE_ATTACK)
