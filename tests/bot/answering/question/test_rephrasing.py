"""What asks for a count in other words is read as the question for that count."""

import pytest

from bot.answering.question.aim import Aim
from ingest import Qualifier, TallyKind
from tests.bot.answering.news import planned

TODAY = "2024-06-20"


@pytest.mark.parametrize(
    ("question", "measure", "unit"),
    [
        pytest.param("Did more than 200 people die in the quake?", "killed", "people", id="more than"),
        pytest.param("Did the quake kill more than 200 people?", "killed", "people", id="what did it"),
        pytest.param("Is the death toll above 500?", "killed", "deaths", id="a toll"),
        pytest.param("Were over 100 houses destroyed?", "house", "houses", id="things"),
        pytest.param("Did 30 people die in the raid?", "killed", "people", id="so many"),
        pytest.param("over 30 dead in the raid?", "killed", "dead", id="without a verb"),
        pytest.param("Was anyone hurt on flight ZX12?", "injured", "hurt", id="anyone"),
        pytest.param("Were any children killed?", "killed", "children", id="any"),
        pytest.param("How many of the dead were women?", "killed", "women", id="of the dead"),
        pytest.param("How many of them were children?", "killed", "children", id="of them"),
        pytest.param("How many of those killed in Alder were children?", "killed", "children", id="of those killed"),
        pytest.param("How many women were among the injured?", "injured", "women", id="among"),
        pytest.param("How many of the victims were tourists?", "killed", "tourists", id="of the victims"),
    ],
)
def test_a_count_in_other_words(question: str, measure: str, unit: str) -> None:
    plan = planned(question, today=TODAY)
    assert (plan.aim, plan.measure, plan.unit.split()[-1]) == (Aim.FIGURE, measure, unit)
    assert not any(term.name.isdigit() for term in plan.terms)


@pytest.mark.parametrize(
    "question",
    ["Is the Boeing 737 back in service?", "Did the mayor win in 2016?", "Did the 49ers win?", "Is any news out?"],
)
def test_what_counts_nothing_stays_a_question_for_words(question: str) -> None:
    assert planned(question, today=TODAY).aim is Aim.PASSAGES


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many more people died on Friday?", TallyKind.INCREMENT),
        ("How many new cases were reported?", TallyKind.INCREMENT),
        ("By how many percent did prices rise?", TallyKind.INCREMENT),
        ("How many were reported dead before?", TallyKind.PREVIOUS),
    ],
)
def test_the_question_decides_which_role_a_figure_plays(question: str, kind: TallyKind) -> None:
    assert planned(question, today=TODAY).kinds == {kind}


@pytest.mark.parametrize(
    ("question", "value", "qualifier", "holds"),
    [
        ("Were there more than 80 attacks?", 81, Qualifier.EXACT, True),
        ("Were there more than 80 attacks?", 80, Qualifier.EXACT, False),
        ("Were there more than 80 attacks?", 80, Qualifier.MORE_THAN, True),
        ("Were there more than 80 attacks?", 80, Qualifier.ABOUT, None),
        ("Were there more than 80 attacks?", 70, Qualifier.AT_LEAST, None),
        ("Were there more than 80 attacks?", 12, Qualifier.AT_LEAST, False),
        ("Did at least 30 people die?", 30, Qualifier.AT_LEAST, True),
        ("Were fewer than 12 people hurt?", 12, Qualifier.EXACT, False),
        ("Were fewer than 12 people hurt?", 11, Qualifier.EXACT, True),
        ("Have there been no more than 10 attacks?", 10, Qualifier.EXACT, True),
        ("Were no fewer than 10 people hurt?", 9, Qualifier.EXACT, False),
        ("Did 30 people die in the raid?", 31, Qualifier.EXACT, False),
        ("Did about 30 people die in the raid?", 31, Qualifier.EXACT, True),
        ("Is the death toll above 500?", 400, Qualifier.NEARLY, False),
        ("Was anyone killed?", 0, Qualifier.EXACT, False),
        ("Was anyone killed?", 1, Qualifier.EXACT, True),
    ],
)
def test_a_count_is_what_it_is_asked_to_be_is_not_or_that_is_open(
    question: str, value: float, qualifier: Qualifier, *, holds: bool | None
) -> None:
    bound = planned(question, today=TODAY).bound
    assert bound is not None
    assert bound.holds(value, qualifier) is holds


@pytest.mark.parametrize(
    "question", ["How many attacks were there?", "Did the mayor win in 2016?", "Did the 49ers win?"]
)
def test_other_questions_ask_of_no_count_whether_it_is_so_much(question: str) -> None:
    assert planned(question, today=TODAY).bound is None
