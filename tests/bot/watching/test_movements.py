"""What moved between two answers: read by the real engine from an archive that goes on."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.answering.answerer import WORDS_ONLY
from bot.answering.answers import Answer, AnswerWindow
from bot.answering.questions import Question
from bot.desk import Desk
from bot.watching.movements import has_appeared, is_comparable, movement
from bot.watching.watches import asked_again, headline, may_appear
from ingest import Archive
from tests.archives import scanning_archive
from tests.bot.engine_news import NOW, ONE, fill, store
from tests.embedders import HashingEmbedder

ATTACKS = "how many attacks on US forces since Oct 17?"
RIOT = "how many people were arrested in the riot in Lima?"
CONTEST = "Who won the yodelling contest in Liechtenstein?"
LATER = NOW + timedelta(hours=3)
OWN = "https://own.example/feed"
MORE = "American forces were attacked at least 46 times since October 17, the Pentagon said."
RETRACTED = (
    "Test Wire has retracted its report that police arrested 29 people in the riot in Lima. The report was wrong."
)
WON = "Anna Beispiel won the yodelling contest in Liechtenstein on Friday, the organisers said."


class Asker:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._desk = Desk(archive, HashingEmbedder)
        self._desk.warm_up()

    def ask(self, question: str | Question, now: datetime = NOW) -> Answer:
        asked = question if isinstance(question, Question) else Question(question)
        return self._desk.answer(asked, ONE, now)

    def again(self, before: Answer, now: datetime = LATER + timedelta(minutes=1)) -> Answer:
        return self.ask(asked_again(before), now)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fill(directory := tmp_path_factory.mktemp("filled"))
    return directory


@pytest.fixture
def asker(filled: Path, tmp_path: Path) -> Iterator[Asker]:
    with scanning_archive(shutil.copytree(filled, tmp_path / "data")) as archive:
        yield Asker(archive)


def test_a_newer_total_supersedes_an_older_one_and_is_the_reason(asker: Asker) -> None:
    before = asker.ask(ATTACKS)
    store(asker.archive, "wire", "2023-11-10T01:00", MORE, seen=LATER)
    moved = movement(before, asker.again(before))

    assert moved
    assert moved.new
    assert (moved.old.value, moved.new.value, moved.is_retraction) == (40, 46, False)
    assert moved.reason.quote == MORE


def test_what_its_publisher_took_back_is_retracted_and_that_report_is_the_reason(asker: Asker) -> None:
    before = asker.ask(RIOT)
    store(asker.archive, OWN, "2023-11-10T02:30", RETRACTED, seen=LATER)
    moved = movement(before, asker.again(before))

    assert moved
    assert (moved.old.value, moved.new, moved.is_retraction) == (29, None, True)
    assert moved.reason.quote.startswith("Test Wire has retracted")


def test_a_retraction_after_which_an_older_number_stands_names_both(asker: Asker) -> None:
    store(asker.archive, "wire", "2023-11-10T01:00", MORE, seen=NOW)
    before = asker.ask(ATTACKS, LATER)
    taken_back = "Test Wire retracts its report that American forces were attacked at least 46 times since October 17."
    store(asker.archive, "wire", "2023-11-10T02:00", taken_back, seen=LATER)
    moved = movement(before, asker.again(before))

    assert moved
    assert moved.new
    assert (moved.old.value, moved.new.value, moved.is_retraction) == (46, 40, True)
    assert moved.reason.quote == taken_back


def test_a_number_that_its_article_corrected_is_superseded_and_the_answer_was_right_then(asker: Asker) -> None:
    before = asker.ask(ATTACKS)
    store(asker.archive, "wire", "2023-11-07", MORE.replace("46", "44"), seen=LATER)
    moved = movement(before, asker.again(before))

    assert moved
    assert moved.new
    assert (moved.old.value, moved.new.value) == (40, 44)
    assert moved.reason.url == before.citations[0].url
    assert is_comparable(before, asker.again(before, before.as_of))


@pytest.mark.parametrize("question", [ATTACKS, RIOT])
def test_the_same_news_asked_again_moves_nothing_and_can_be_compared(asker: Asker, question: str) -> None:
    before = asker.ask(question)

    assert headline(before)
    assert movement(before, asker.again(before)) is None
    assert is_comparable(before, asker.again(before, before.as_of))


def test_search_by_words_alone_moves_nothing(asker: Asker) -> None:
    before = asker.ask(ATTACKS)
    store(asker.archive, "wire", "2023-11-10T01:00", MORE, seen=LATER)
    after = asker.again(before)

    assert movement(before, after)
    assert movement(before, replace(after, notes=(WORDS_ONLY,))) is None


def test_sources_that_no_longer_settle_on_a_number_move_nothing(asker: Asker) -> None:
    before = asker.ask(ATTACKS)

    assert movement(before, replace(before, figures=(), kind="passages")) is None


def test_a_reported_total_is_not_superseded_by_the_archives_own_count(asker: Asker) -> None:
    before = asker.ask(ATTACKS)
    other = replace(before.figures[0], value=41)

    assert movement(before, replace(before, figures=(other,)))
    assert movement(before, replace(before, figures=(other,), kind="ledger")) is None


def test_of_the_own_count_the_reason_is_the_newest_report_that_was_not_counted_before(asker: Asker) -> None:
    before = replace(asker.ask(ATTACKS), kind="ledger")
    known = before.citations[0]
    late = replace(known, n=3, url="https://wire.example/late", published=known.published + timedelta(days=1))
    after = replace(before, figures=(replace(before.figures[0], value=41),), citations=(*before.citations, late))
    moved = movement(before, after)

    assert moved
    assert moved.reason == late


def test_what_is_not_answered_alike_as_of_then_cannot_be_compared(asker: Asker) -> None:
    before = asker.ask(ATTACKS)
    read_otherwise = replace(before, figures=(replace(before.figures[0], value=27),))

    assert not is_comparable(read_otherwise, asker.again(before, before.as_of))


def test_something_appears_where_nothing_was(asker: Asker) -> None:
    before = asker.ask(CONTEST)
    store(asker.archive, "wire", "2023-11-10T01:00", WON, seen=LATER)

    assert may_appear(before)
    assert not has_appeared(before)
    assert has_appeared(asker.again(before))


def test_several_questions_of_one_message_have_no_headline_figure(asker: Asker) -> None:
    both = asker.ask(f"{ATTACKS} {RIOT}")

    assert {figure.value for figure in both.figures} == {40, 29}
    assert headline(both) is None
    assert asked_again(both).since is None


@pytest.mark.parametrize(
    ("since", "until", "kind", "asked"),
    [
        (None, None, "figure", (None, None)),
        (datetime(2023, 10, 17, tzinfo=UTC), None, "figure", (date(2023, 10, 17), None)),
        (NOW - timedelta(days=1), NOW - timedelta(seconds=1), "figure", (date(2023, 11, 9), date(2023, 11, 9))),
        (NOW - timedelta(days=1), NOW - timedelta(seconds=1), "no_coverage", (date(2023, 11, 9), date(2023, 11, 9))),
        (NOW, NOW + timedelta(hours=23), "no_coverage", (date(2023, 11, 10), None)),
        (NOW, NOW + timedelta(hours=23), "figure", (date(2023, 11, 10), date(2023, 11, 10))),
    ],
    ids=["any time", "since", "yesterday", "nothing yesterday", "nothing today", "today"],
)
def test_days_mean_the_same_whenever_it_is_asked_again(
    asker: Asker, since: datetime | None, until: datetime | None, kind: str, asked: tuple[date | None, date | None]
) -> None:
    answer = asker.ask(CONTEST if kind == "no_coverage" else ATTACKS)
    again = asked_again(replace(answer, window=AnswerWindow(since, until)))

    assert (again.since, again.until) == asked


def test_retractions_are_no_part_of_what_other_programs_read(asker: Asker) -> None:
    store(asker.archive, OWN, "2023-11-10T02:30", RETRACTED, seen=LATER)
    answer = asker.ask(RIOT, LATER + timedelta(minutes=1))

    assert [each.value for each in answer.retractions] == [29]
    assert "retractions" not in answer.as_json()
