"""Stories with invented names and numbers: the newest total is told as it stands there, and nothing beside it."""

from pathlib import Path

import pytest

from bot.answering.answers import Answer
from bot.answering.questions import Question
from tests.archives import empty_archive
from tests.bot.answering.conftest import Filled
from tests.bot.answering.news import view
from tests.bot.answering.stories import Story, stories

SEEN = "2035-01-01"
TOLD = tuple(stories(seed=20))
AGAIN = tuple(stories(seed=20, naming=21))
"""The same stories with other names."""
PAIRS = tuple(zip(TOLD, AGAIN, strict=True))


def titled(story: Story) -> str:
    return f"{story.topic}-{story.kind}"


Answers = dict[str, Answer]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    return answered(TOLD, tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def renamed_answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    return answered(AGAIN, tmp_path_factory.mktemp("again"))


def answered(told: tuple[Story, ...], directory: Path) -> Answers:
    """Ask each story's question of one archive that holds them all."""
    with empty_archive(directory) as archive:
        news = Filled(archive)
        news.take(*(article for story in told for article in story.told), seen=SEEN)
        return {
            titled(story): news.answerer.answer(Question(story.question), view(story.now.isoformat())) for story in told
        }


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_the_answer_is_the_newest_total_as_it_was_told(answers: Answers, story: Story) -> None:
    answer = answers[titled(story)]
    assert not answer.abstained, answer.answer
    best, *_ = answer.figures
    assert (best.value, best.qualifier) == (story.value, story.qualifier)
    assert best.as_of == story.as_of
    assert best.said_by == story.said_by
    assert answer.citations[best.citation - 1].url == story.url


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_what_stands_beside_the_total_is_what_the_story_has_beside_it(answers: Answers, story: Story) -> None:
    answer = answers[titled(story)]
    conflicting = {figure.value for conflict in answer.conflicts for figure in conflict.figures[1:]}
    assert conflicting == set(story.conflicting)
    assert {figure.value for figure in answer.figures[1:]} == {*story.conflicting, *story.beneath}
    assert [figure.value for figure in answer.history] == [*story.earlier]
    assert not story.traps & {figure.value for figure in (*answer.figures, *answer.history)}


@pytest.mark.parametrize(("story", "renamed"), PAIRS, ids=map(titled, TOLD))
def test_the_answer_follows_the_names(answers: Answers, renamed_answers: Answers, story: Story, renamed: Story) -> None:
    one, other = answers[titled(story)], renamed_answers[titled(renamed)]
    assert renamed.anonymous(other.answer) == story.anonymous(one.answer)


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_a_downward_revision_is_called_one_and_nothing_else_is(answers: Answers, story: Story) -> None:
    opening, *_ = answers[titled(story)].answer.splitlines()
    called = f", revised down from {story.earlier[0]:,}," in opening
    assert called == (story.kind == "revised")
