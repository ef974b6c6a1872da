from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ingest.archive import Archive, Encoder
from ingest.articles import Prepared, Report, Tally, View, Window
from ingest.errors import ModelError
from tests.ingest.archive.conftest import REPORT, TALLY, Make

NOW = View(datetime(2024, 1, 1, tzinfo=UTC))


def tally(value: float, measure: str = "attack") -> Tally:
    return replace(TALLY, value=value, measure=measure)


def report(first: str, last: str) -> Report:
    return replace(REPORT, first_day=date.fromisoformat(first), last_day=date.fromisoformat(last))


def store(archive: Archive, *batch: Prepared) -> None:
    archive.store(archive.source("wire"), batch, seen=NOW.now)


def test_a_tally_comes_back_as_it_was_stored(archive: Archive, make: Make) -> None:
    store(archive, make("Attacks on troops.", tallies=(tally(66),)))
    found = archive.tallies(NOW, words=["attack"], measures=[], limit=5)
    assert [(each.tally, each.stored.source) for each in found] == [(tally(66), archive.source("wire"))]


def test_a_report_comes_back_as_it_was_stored(archive: Archive, make: Make) -> None:
    store(archive, make(reports=(report("2023-11-01", "2023-11-03"),)))
    assert [each.report for each in archive.reports(NOW)] == [report("2023-11-01", "2023-11-03")]


def test_an_article_comes_back_as_it_was_stored(archive: Archive, make: Make) -> None:
    original = make("Troops.\n\nBase.", title="News", published="2023-11-01T10:11:12.131415", external_id="x")
    store(archive, original)
    assert [found.stored.article for found in archive.search_words(NOW, ["base"], limit=1)] == [original.article]


def test_tallies_are_the_best_by_words_and_the_newest(archive: Archive, make: Make) -> None:
    store(
        archive,
        make("Attacks, attacks on troops at a base.", url="u1", published="2023-11-01", tallies=(tally(1),)),
        make("An attack.", url="u2", published="2023-11-09", tallies=(tally(2),)),
        make("Attack somewhere, long ago, as some say.", url="u3", published="2023-11-05", tallies=(tally(3),)),
        make("Nothing of the kind.", url="u4", published="2023-11-10", tallies=(tally(4),)),
    )
    found = archive.tallies(NOW, words=["attack", "base"], measures=["attack"], limit=1)
    assert [each.tally.value for each in found] == [1, 2]


def test_tallies_of_other_measures_are_left_out(archive: Archive, make: Make) -> None:
    store(archive, make("Attack.", tallies=(tally(1, "killed"), tally(2, "attack"), tally(3, "injured"))))
    found = archive.tallies(NOW, words=["attack"], measures={"killed", "injured"}, limit=9)
    assert [each.tally.value for each in found] == [1, 3]


def test_the_window_of_reports_is_about_the_event(archive: Archive, make: Make) -> None:
    days = [("2023-10-01", "2023-10-04"), ("2023-10-04", "2023-10-04"), ("2023-10-20", "2023-10-20")]
    store(archive, make(published="2023-12-01", reports=tuple(report(*each) for each in days)))
    window = Window(since=datetime(2023, 10, 4, 15, tzinfo=UTC), until=datetime(2023, 10, 19, tzinfo=UTC))
    assert [str(each.report.first_day) for each in archive.reports(NOW, window=window)] == ["2023-10-04", "2023-10-01"]


def test_sources_say_what_they_hold(archive: Archive, make: Make) -> None:
    archive.source("empty")
    store(archive, make(url="u1", language="de"), make(url="u2", published="2023-12-24"))
    empty, wire = archive.sources()
    assert (empty.name, empty.kind, empty.articles, empty.newest, empty.languages) == ("empty", "file", 0, None, ())
    assert (wire.name, wire.articles, wire.newest) == ("wire", 2, datetime(2023, 12, 24, tzinfo=UTC))
    assert wire.languages == ("de", "en")


def test_the_newest_is_the_newest_visible(archive: Archive, make: Make) -> None:
    assert archive.newest(NOW) is None
    store(archive, make(url="u1", published="2023-12-24"), make(url="u2", published="2024-12-24"))
    assert archive.newest(NOW) == datetime(2023, 12, 24, tzinfo=UTC)


def test_an_archive_belongs_to_one_model(archive: Archive) -> None:
    archive.claim_encoder("test", 8)
    with pytest.raises(ModelError, match=r"made with test \(8 dimensions\), not with other"):
        archive.claim_encoder("other", 8)
    assert archive.encoder == Encoder("test", 8)


def test_a_vector_of_the_wrong_length_is_refused_with_its_whole_batch(archive: Archive, make: Make) -> None:
    good, bad = make(url="u1"), make(url="u2")
    misfit = Prepared(bad.article, bad.passages, (b"\0\0",), (), ())
    with pytest.raises(ModelError, match="1 dimensions"):
        store(archive, good, misfit)
    assert archive.count(NOW).articles == 0
