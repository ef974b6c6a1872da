"""Stories with invented names and numbers: the newest total is told as it stands there, and nothing beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    with filled(TOLD, tmp_path_factory.mktemp("told")) as news:
        yield news


@pytest.fixture(scope="module")
def series(news: Filled) -> Answers:
    """What the series of reported totals says of each story, in bold or not."""
    return {titled(story): news.series(story.question, view(story.now.isoformat())) for story in TOLD}


@pytest.fixture(scope="module")
def renamed_series(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    with filled(AGAIN, tmp_path_factory.mktemp("again")) as news:
        return {titled(story): news.series(story.question, view(story.now.isoformat())) for story in AGAIN}


@pytest.fixture(scope="module")
def answers(news: Filled) -> Answers:
    return {
        titled(story): news.answerer.answer(Question(story.question), view(story.now.isoformat())) for story in TOLD
    }


@contextmanager
def filled(told: tuple[Story, ...], directory: Path) -> Iterator[Filled]:
    """Fill one archive with all stories."""
    with empty_archive(directory) as archive:
        news = Filled(archive)
        news.take(*(article for story in told for article in story.told), seen=SEEN)
        yield news


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_what_is_in_bold_is_right_and_else_its_value_is_quoted(answers: Answers, story: Story) -> None:
    answer = answers[titled(story)]
    if not answer.figures:
        assert story.value in numbers_of(answer.answer)
    else:
        assert answer.figures[0].value == story.value


@pytest.mark.parametrize("kind", ["growing", "revised"])
def test_of_plain_stories_most_have_a_figure_in_bold(answers: Answers, kind: str) -> None:
    plain = [answers[titled(story)] for story in TOLD if story.kind == kind]
    assert sum(not answer.figures for answer in plain) <= len(plain) / 5


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_the_series_ends_with_the_newest_total_as_it_was_told(series: Answers, story: Story) -> None:
    answer = series[titled(story)]
    assert not answer.abstained, answer.answer
    best, *_ = answer.figures
    assert (best.value, best.qualifier) == (story.value, story.qualifier)
    assert best.as_of == story.as_of
    assert best.said_by == story.said_by
    assert answer.citations[best.citation - 1].url == story.url


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_what_stands_beside_the_total_is_what_the_story_has_beside_it(series: Answers, story: Story) -> None:
    answer = series[titled(story)]
    conflicting = {figure.value for conflict in answer.conflicts for figure in conflict.figures[1:]}
    assert conflicting == set(story.conflicting)
    assert {figure.value for figure in answer.figures[1:]} == {*story.conflicting, *story.beneath}
    assert [figure.value for figure in answer.history] == [*story.earlier]
    assert not story.traps & {figure.value for figure in (*answer.figures, *answer.history)}


@pytest.mark.parametrize(("story", "renamed"), PAIRS, ids=map(titled, TOLD))
def test_what_is_told_follows_the_names(series: Answers, renamed_series: Answers, story: Story, renamed: Story) -> None:
    one, other = series[titled(story)], renamed_series[titled(renamed)]
    assert renamed.anonymous(other.answer) == story.anonymous(one.answer)


@pytest.mark.parametrize("story", TOLD, ids=titled)
def test_a_downward_revision_is_called_one_and_nothing_else_is(series: Answers, story: Story) -> None:
    opening, *_ = series[titled(story)].answer.splitlines()
    called = f", revised down from {story.earlier[0]:,}," in opening
    assert called == (story.kind == "revised")
