"""Stories with invented names and numbers: the newest total is told as it stands there, and nothing beside it."""

import re
from pathlib import Path

import pytest

from bot.answering.answerer import UNCLEAR
from bot.answering.answers import Answer
from bot.answering.questions import Question
from bot.answering.retrieval.stories import numbers_of
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


def is_unsettled(answer: Answer) -> bool:
    """Tell whether quotes stand without a figure in bold: two readings disagree, or others are nearly as likely."""
    return answer.answer.startswith(UNCLEAR)


@pytest.mark.parametrize("kind", ["growing", "revised"])
def test_of_plain_stories_most_have_a_figure_in_bold(answers: Answers, kind: str) -> None:
    plain = [answers[titled(story)] for story in TOLD if story.kind == kind]
    assert sum(map(is_unsettled, plain)) <= len(plain) / 10


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_the_answer_is_the_newest_total_as_it_was_told(answers: Answers, story: Story) -> None:
    answer = answers[titled(story)]
    assert not answer.abstained, answer.answer
    if is_unsettled(answer):
        assert story.value in numbers_of(answer.answer)
        return
    best, *_ = answer.figures
    assert (best.value, best.qualifier) == (story.value, story.qualifier)
    assert best.as_of == story.as_of
    assert best.said_by == story.said_by
    assert answer.citations[best.citation - 1].url == story.url


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_what_stands_beside_the_total_is_what_the_story_has_beside_it(answers: Answers, story: Story) -> None:
    answer = answers[titled(story)]
    if is_unsettled(answer):
        return
    conflicting = {figure.value for conflict in answer.conflicts for figure in conflict.figures[1:]}
    assert conflicting == set(story.conflicting)
    assert {figure.value for figure in answer.figures[1:]} == {*story.conflicting, *story.beneath}
    assert [figure.value for figure in answer.history] == [*story.earlier]
    assert not story.traps & {figure.value for figure in (*answer.figures, *answer.history)}


@pytest.mark.parametrize(("story", "renamed"), PAIRS, ids=map(titled, TOLD))
def test_the_answer_follows_the_names(answers: Answers, renamed_answers: Answers, story: Story, renamed: Story) -> None:
    one, other = answers[titled(story)], renamed_answers[titled(renamed)]
    assert _own_words(renamed.anonymous(other.answer)) == _own_words(story.anonymous(one.answer))


def _own_words(answer: str) -> list[str]:
    """Leave out quotes, of which the shorter go first, and their numbers: names differ in length."""
    return [re.sub(r"\s*\[\d+\]", "", line) for line in answer.splitlines() if not line.startswith("“")]


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_a_downward_revision_is_called_one_and_nothing_else_is(answers: Answers, story: Story) -> None:
    opening, *_ = answers[titled(story)].answer.splitlines()
    if is_unsettled(answers[titled(story)]):
        return
    called = f", revised down from {story.earlier[0]:,}," in opening
    assert called == (story.kind == "revised")
