"""Scenes with invented names and numbers: what comes of a question is what its template says, whatever the names."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.answering.answers import Answer
from bot.answering.outcomes import NEAR, UNCLEAR
from bot.answering.questions import Question
from bot.answering.retrieval.stories import numbers_of
from tests.archives import empty_archive
from tests.bot.answering.conftest import Filled
from tests.bot.answering.news import view
from tests.bot.answering.scenes import Outcome, Scene, Template, scenes


def fault(template: Template) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(strict=True, reason=template.fault),) if template.fault else ()


SEEN = "2035-01-01"
TOLD = tuple(scenes(seed=1))
AGAIN = tuple(scenes(seed=1, naming=41))
"""The same scenes with other names."""
SCENES = [
    pytest.param(number, id=scene.template.name, marks=fault(scene.template)) for number, scene in enumerate(TOLD)
]
UNMARKED = [pytest.param(*scene.values, id=scene.id) for scene in SCENES]


@dataclass(frozen=True)
class Asked:
    """What was answered; where no figure was certain, what the series of reported totals says."""

    answer: Answer
    series: Answer | None


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    return answered(TOLD, tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def answers(asked: list[Asked]) -> list[Answer]:
    return [each.answer for each in asked]


@pytest.fixture(scope="module")
def renamed_answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    return [each.answer for each in answered(AGAIN, tmp_path_factory.mktemp("again"))]


def answered(told: tuple[Scene, ...], directory: Path) -> list[Asked]:
    """Ask each scene's question of one archive that holds them all."""
    with empty_archive(directory) as archive:
        news = Filled(archive)
        news.take(*(article for scene in told for article in scene.told), seen=SEEN)
        return [answer(news, scene) for scene in told]


def answer(news: Filled, scene: Scene) -> Asked:
    now = view(scene.now.isoformat())
    given = news.answerer.answer(Question(scene.question), now)
    is_unclear = given.answer.startswith(UNCLEAR)
    return Asked(given, news.series(scene.question, now) if is_unclear else None)


def outcome(answer: Answer) -> Outcome:
    best = answer.figures[0] if answer.figures else None
    return Outcome(
        kind=answer.kind,
        abstained=answer.abstained,
        figures=tuple(figure.value for figure in answer.figures),
        qualifier=best.qualifier if best else None,
        parts=tuple((part.place, part.value) for part in best.parts) if best else (),
        history=tuple(figure.value for figure in answer.history),
        incidents=answer.incidents.count,
        possible=answer.incidents.possible,
    )


@pytest.mark.parametrize("number", SCENES)
def test_what_comes_of_a_question_is_what_was_told(asked: list[Asked], number: int) -> None:
    scene, given = TOLD[number], asked[number]
    told = given.series or given.answer
    assert outcome(told) == scene.outcome, told.answer
    assert scene.says in told.answer


@pytest.mark.parametrize("number", UNMARKED)
def test_where_no_figure_is_certain_the_right_one_is_quoted(answers: list[Answer], number: int) -> None:
    given, outcome = answers[number], TOLD[number].outcome
    wanted = [value for _, value in outcome.parts] if outcome.parts and not given.figures else outcome.figures[:1]
    is_told = all(value in numbers_of(given.answer) or f"{value:.0f}th" in given.answer for value in wanted)
    assert is_told or given.figures


@pytest.mark.parametrize("number", UNMARKED)
def test_what_is_cited_was_told_here_and_only_silence_cites_nothing_but_what_comes_near(
    answers: list[Answer], number: int
) -> None:
    given = answers[number]
    cited = {citation.url for citation in given.citations}
    assert cited <= {told.url for told in TOLD[number].told}
    assert bool(cited) is (not given.abstained or given.answer.startswith(NEAR))


@pytest.mark.parametrize(
    "number", [param for param, scene in zip(UNMARKED, TOLD, strict=True) if not scene.template.is_read_by_its_names]
)
def test_what_is_said_follows_the_names(answers: list[Answer], renamed_answers: list[Answer], number: int) -> None:
    one, other = answers[number], renamed_answers[number]
    assert AGAIN[number].anonymous(other.answer) == TOLD[number].anonymous(one.answer)
