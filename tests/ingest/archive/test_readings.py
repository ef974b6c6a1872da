"""What was read of a text gives way to what is read anew, and to nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ingest.archive import Archive, Description, Page, Reading, Replaced
from ingest.archive.report_shelf import ReportShelf
from ingest.archive.searching import report_ids
from ingest.articles import (
    Encoded,
    IncidentKind,
    Near,
    Prepared,
    RevisionId,
    Sought,
    Span,
    Tally,
    View,
    Window,
)
from ingest.subscriptions import OPERATOR, Subscriber
from tests.archives import subscribed
from tests.ingest.archive.conftest import REPORT, TALLY, Make

OLD, NEW = 1, 2
NOW = datetime(2024, 1, 1, tzinfo=UTC)
FEED = "https://harbour.example/feed"
ONE = Subscriber("1")


def tally(value: float) -> Tally:
    return replace(TALLY, value=value, as_of=date(2023, 11, 1), quote=Span(0, 6))


def store(archive: Archive, *batch: Prepared, extractor: int = OLD) -> None:
    archive.store(archive.source("wire"), [replace(each, extractor=extractor) for each in batch], seen=NOW)


def told(archive: Archive, now: datetime = NOW, subscriber: Subscriber | None = None) -> list[float]:
    view = archive.view(now, subscriber)
    return [found.tally.value for found in archive.tallies(view, words=["troops"], measures=["attack"], limit=9)]


def rows(archive: Archive, statement: str) -> list[tuple[object, ...]]:
    with archive.database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def behind(archive: Archive, limit: int = 9) -> list[str]:
    return [text.stored.article.text for text in archive.behind(NEW, limit=limit)]


def anew(archive: Archive, *values: float) -> Replaced:
    """Read the newest text that is behind anew, as having these figures."""
    (text,) = archive.behind(NEW, limit=1)
    reading = Reading(text.stored.revision, tuple(map(tally, values)), (), is_english=True)
    return archive.replace([reading], extractor=NEW)


def test_the_newest_texts_are_read_anew_first_and_those_of_this_version_never(archive: Archive, make: Make) -> None:
    store(archive, make("Troops came.", url="https://e.example/1", published="2023-11-01"), extractor=OLD)
    store(archive, make("Troops went.", url="https://e.example/2", published="2023-11-03"), extractor=0)
    store(archive, make("Troops slept.", url="https://e.example/3", published="2023-11-02"), extractor=NEW)
    store(archive, make("Troops ate.", url="https://e.example/4", published="2023-11-04"), extractor=NEW + 1)

    assert behind(archive) == ["Troops went.", "Troops came."]
    assert behind(archive, limit=1) == ["Troops went."]
    assert archive.count_behind(NEW) == 2


def test_what_is_read_anew_takes_the_place_of_what_was_read(archive: Archive, make: Make) -> None:
    store(archive, make("Troops were hit 7 or 8 times.", tallies=(tally(7), tally(8))))

    assert anew(archive, 7, 9, 10) == Replaced(texts=1, tallies=2, reports=0)
    assert told(archive) == [7, 9, 10]
    assert archive.count_behind(NEW) == 0


def test_what_says_the_same_is_left_as_it_is(archive: Archive, make: Make) -> None:
    store(archive, make("Troops were hit 7 times.", tallies=(tally(7), tally(7))))
    before = rows(archive, "SELECT * FROM tallies")

    assert anew(archive, 7, 7) == Replaced(texts=1, tallies=0, reports=0)
    assert rows(archive, "SELECT * FROM tallies") == before


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [((7,), (), 1), ((), (7,), 1), ((7,), (8,), 1), ((7, 8), (8, 7), 0), ((7, 7), (7,), 1), ((1, 2, 3), (4,), 3)],
)
def test_a_figure_that_is_another_is_counted_once(
    archive: Archive, make: Make, before: tuple[int, ...], after: tuple[int, ...], changed: int
) -> None:
    store(archive, make("Troops were hit.", tallies=tuple(map(tally, before))))

    assert anew(archive, *after).tallies == changed
    assert told(archive) == list(after)


def test_every_revision_is_read_anew_so_that_the_past_is_mended_too(archive: Archive, make: Make) -> None:
    store(archive, make("Troops were hit 7 times.", tallies=(tally(1),)))
    archive.store(
        archive.source("wire"),
        [replace(make("Troops were hit 8 times.", tallies=(tally(2),), published="2023-11-05"), extractor=OLD)],
        seen=NOW,
    )
    assert archive.count_behind(NEW) == 2

    anew(archive, 8)
    anew(archive, 7)

    assert told(archive, datetime(2023, 11, 3, tzinfo=UTC)) == [7]
    assert told(archive) == [8]


def test_what_is_purged_while_it_is_read_stays_gone(archive: Archive, make: Make) -> None:
    store(archive, make("Troops were hit 7 times.", tallies=(tally(7),), url="https://e.example/1"))
    (text,) = archive.behind(NEW, limit=1)
    archive.purge(Page("https://e.example/1"), now=NOW)

    late = Reading(text.stored.revision, (tally(8),), (), is_english=False)
    assert archive.replace([late], extractor=NEW) == Replaced(0, 0, 0)
    assert archive.replace([], unreadable=[text.stored.revision], extractor=NEW) == Replaced(0, 0, 0)
    for table in ("revisions", "tallies", "called_english"):
        assert rows(archive, f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608 because the tables are ours


def test_what_two_read_at_once_is_stored_once(archive: Archive, make: Make) -> None:
    store(archive, make("Troops were hit 7 times.", tallies=(tally(1),)))
    (text,) = archive.behind(NEW + 1, limit=1)
    first, second, third = (
        Reading(text.stored.revision, (tally(value),), (), is_english=True) for value in (7, 70, 700)
    )

    assert archive.replace([first], extractor=NEW).texts == 1
    assert archive.replace([second], extractor=NEW).texts == 0
    assert archive.replace([third], extractor=OLD).texts == 0  # an older worker, which is still being replaced
    assert told(archive) == [7]
    assert archive.count_behind(NEW + 1) == 1


def test_what_cannot_be_read_keeps_what_it_had_and_is_not_tried_again(archive: Archive, make: Make) -> None:
    store(archive, make("Troops were hit 7 times.", tallies=(tally(7),)))
    (text,) = archive.behind(NEW, limit=1)

    assert archive.replace([], unreadable=[text.stored.revision], extractor=NEW) == Replaced(1, 0, 0)
    assert told(archive) == [7]
    assert archive.count_behind(NEW) == 0


def test_rows_that_no_noun_of_today_can_hold_are_replaced(archive: Archive, make: Make) -> None:
    store(archive, make("Troops were hit 7 times.", tallies=(tally(7),)))
    with archive.database.writing() as connection:
        connection.exec_driver_sql("""UPDATE tallies SET kind = 'guess', parts = '[{"where": "Iraq"}]'""")

    assert anew(archive, 7) == Replaced(1, 1, 0)
    assert told(archive) == [7]


def test_figures_that_stand_alike_come_in_the_order_of_the_news_also_when_read_anew(
    archive: Archive, make: Make
) -> None:
    for number in (1, 2):
        store(archive, make("Troops were hit.", tallies=(tally(number),), url=f"https://e.example/{number}"))
    (text,) = (each for each in archive.behind(NEW, limit=9) if each.stored.article.url == "https://e.example/1")
    reading = Reading(text.stored.revision, (tally(11),), (), is_english=True)
    archive.replace([reading], extractor=NEW)

    assert told(archive) == [11, 2]


def test_a_text_that_counts_for_who_calls_it_english_still_does_so_alone(archive: Archive, make: Make) -> None:
    source = subscribed(archive, FEED, ONE, OPERATOR, now=NOW)
    german = replace(make("Troops: 7 Angriffe.", language="de"), extractor=OLD)
    archive.store(source, [german], seen=NOW)
    assert [text.as_english for text in archive.behind(NEW, limit=1)] == [False]

    archive.describe(source, ONE, Description(language="en"), by=None, now=NOW)
    (text,) = archive.behind(NEW, limit=1)
    assert text.as_english
    archive.replace([Reading(text.stored.revision, (tally(7),), (), is_english=False)], extractor=NEW)
    assert (told(archive, subscriber=ONE), told(archive, subscriber=OPERATOR)) == ([7], [])

    archive.describe(source, ONE, Description(language=""), by=None, now=NOW)
    assert [text.as_english for text in archive.behind(NEW + 1, limit=1)] == [
        True
    ]  # so that nothing is lost to undoing


def test_a_view_of_the_past_holds_what_it_held(archive: Archive, make: Make) -> None:
    store(archive, make("Troops were hit 7 times.", tallies=(tally(7),)))
    view = View(NOW)
    passages = archive.search_words(view, ["troops"], limit=9)

    anew(archive, 8)

    assert archive.search_words(view, ["troops"], limit=9) == passages
    assert told(archive, NOW - timedelta(days=90)) == []


def test_nothing_read_is_nothing_changed(archive: Archive) -> None:
    assert archive.behind(NEW, limit=9) == ()
    assert archive.replace([], extractor=NEW) == Replaced(0, 0, 0)
    assert archive.replace([Reading(RevisionId(7), (tally(7),), (), is_english=True)], extractor=NEW).texts == 0


def test_one_process_of_a_machine_reads_anew_at_a_time(archive: Archive, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as other:
        with archive.rereading() as mine, other.rereading() as theirs:
            assert (mine, theirs) == (True, False)
        with other.rereading() as theirs:
            assert theirs


def test_what_is_replaced_is_sought_as_it_now_stands(archive: Archive, make: Make) -> None:
    north = replace(REPORT, place=replace(REPORT.place, name="Netherby"), actors=("Ann Vorst",))
    south = replace(REPORT, place=replace(REPORT.place, admin="South", country=None), last_day=date(2023, 11, 4))
    there = Sought(frozenset({REPORT.kind}), lambda place: place.country == "Nowhere")

    def found(near: Near | None = None) -> list[str]:
        return sorted(
            str(each.report.place.name) for each in archive.reports(View(NOW), sought=replace(there, near=near))
        )

    for number, reports in enumerate(((north, replace(north, kind=IncidentKind.ARREST)), (south,))):
        store(archive, make(f"Told {number}.", url=f"https://harbour.example/{number}", reports=reports))
    assert found() == ["Netherby"]

    (text,) = (each for each in archive.behind(NEW, limit=9) if each.stored.article.text == "Told 1.")
    told = (REPORT, replace(REPORT, first_day=date(2023, 11, 3), last_day=date(2023, 11, 5)))
    archive.replace([Reading(text.stored.revision, (), told, is_english=True)], extractor=NEW)

    assert found() == ["Netherby", "Tamra", "Tamra"]
    assert found(Near(frozenset({date(2023, 11, 4)}), frozenset())) == ["Tamra"]
    assert found(Near(frozenset({date(2023, 10, 31)}), frozenset())) == ["Netherby", "Tamra"]
    assert found(Near(frozenset(), frozenset({"ann vorst"}))) == ["Netherby"]


def test_reports_that_were_replaced_make_room_for_those_that_are_asked_for(archive: Archive, make: Make) -> None:
    shelf = ReportShelf(most=1)
    store(archive, make("A bomb exploded in Tamra.", reports=(REPORT,)))
    for victims in ((), ("a guard",)):
        (text,) = archive.behind(NEW + len(victims), limit=1)
        told = Reading(text.stored.revision, (), (replace(REPORT, victims=victims),), is_english=True)
        archive.replace([told], extractor=NEW + len(victims))
        with archive.database.reading() as connection:
            ids = report_ids(connection, View(NOW), Window())
            ((one,), (again,)) = (shelf.get(connection, View(NOW), ids) for _ in range(2))

        assert one.report.victims == victims
        assert again is one


def test_a_report_comes_with_the_vector_of_how_its_article_begins(archive: Archive, make: Make) -> None:
    told = make("A bomb exploded in Tamra.", reports=(REPORT,))
    store(archive, told)
    (found,) = archive.reports(View(NOW))
    assert found.opening == Encoded("test", told.vectors[0])
