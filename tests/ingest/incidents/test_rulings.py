"""The laws of rulings: in the fold, when they contradict, and when reports are read anew."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.articles import (
    Article,
    ArticleId,
    Casualties,
    DatePrecision,
    DateQuality,
    FoundReport,
    IncidentKind,
    Place,
    PlacePrecision,
    Report,
    RevisionId,
    SourceId,
    Span,
    StoredArticle,
)
from ingest.incidents.folding import fold
from ingest.incidents.incident import Incident
from ingest.rulings import Proposal, Ruling, RulingId, RulingKind, VisibleRuling, contradicted, resolved

NOW = datetime(2024, 1, 1, tzinfo=UTC)
SAME, DIFFERENT = RulingKind.SAME, RulingKind.DIFFERENT
TOWNS = ("Mosul", "Basra", "Kirkuk")
KINDS = (IncidentKind.BOMBING, IncidentKind.SHOOTING, IncidentKind.ARMED_ATTACK)


def found(  # noqa: PLR0913 because a report has many fields, and each test names the one that matters
    number: int,
    sentence: str | None = None,
    *,
    town: str = "Mosul",
    kind: IncidentKind = IncidentKind.BOMBING,
    day: int = 20,
    url: str | None = None,
    revision: int | None = None,
) -> FoundReport:
    sentence = sentence or f"{town}gate {town}hall {'x' * number}"
    on = date(2023, 11, day)
    place = Place(town, None, "Iraq", None, None, PlacePrecision.TOWN)
    nobody = Casualties()
    report = Report(
        kind, on, on, DatePrecision.DAY, place, (), (), (), None, nobody, nobody, "reported", Span(0, len(sentence))
    )
    article = Article(
        fingerprint=str(number),
        url=url or f"https://n{number}.example/a",
        title="",
        text=sentence,
        published=datetime(2023, 11, 25, tzinfo=UTC) + timedelta(hours=number),
        date_quality=DateQuality.STATED,
        publisher=f"Paper {number}",
        author=None,
        language="en",
        external_id=None,
        origin="test",
    )
    revised = RevisionId(number if revision is None else revision)
    return FoundReport(number, report, StoredArticle(ArticleId(number), revised, article, SourceId(1)))


def ruled(number: int, kind: RulingKind, these: Collection[int], those: Collection[int]) -> VisibleRuling:
    return VisibleRuling(RulingId(number), kind, frozenset(these), frozenset(those) - frozenset(these))


def told_together(incidents: Sequence[Incident]) -> set[frozenset[int]]:
    return {frozenset(found.id for found in incident.reports) for incident in incidents}


def stored(number: int, kind: RulingKind, one: FoundReport, other: FoundReport) -> Ruling:
    return Proposal.about(kind, [one], [other], by="ana").as_ruling(RulingId(number), made=NOW)


@st.composite
def reports_and_rulings(draw: st.DrawFn) -> tuple[list[FoundReport], list[VisibleRuling]]:
    """Some reports, and rulings of which none was refused."""
    size = draw(st.integers(2, 9))
    reports = [
        found(
            number,
            town=draw(st.sampled_from(TOWNS)),
            kind=draw(st.sampled_from(KINDS)),
            day=draw(st.integers(19, 21)),
        )
        for number in range(size)
    ]
    side = st.sets(st.integers(0, size - 1), min_size=1, max_size=3)
    drawn = draw(st.lists(st.tuples(st.sampled_from([SAME, DIFFERENT]), side, side), max_size=6))
    rulings: list[VisibleRuling] = []
    for number, (kind, these, those) in enumerate(drawn):
        new = ruled(number, kind, these, those)
        if new.those and not contradicted(new, rulings):
            rulings.append(new)
    return reports, rulings


@given(reports_and_rulings(), st.randoms())
def test_the_order_of_reports_and_rulings_does_not_matter(
    drawn: tuple[list[FoundReport], list[VisibleRuling]], random: Random
) -> None:
    reports, rulings = drawn
    shuffled = random.sample(reports, len(reports))
    assert fold(shuffled, random.sample(rulings, len(rulings))) == fold(reports, rulings)


@given(reports_and_rulings())
def test_what_is_ruled_holds_and_every_report_is_in_one_incident(
    drawn: tuple[list[FoundReport], list[VisibleRuling]],
) -> None:
    reports, rulings = drawn
    incidents = told_together(fold(reports, rulings))

    assert sorted(number for incident in incidents for number in incident) == [found.id for found in reports]
    for ruling in rulings:
        meeting = [incident for incident in incidents if incident & ruling.these and incident & ruling.those]
        both = ruling.these | ruling.those
        if ruling.kind is DIFFERENT:
            assert meeting == []
        else:
            assert [both - incident for incident in meeting] == [frozenset()]


@given(reports_and_rulings(), st.data())
def test_what_is_ruled_holds_among_those_reports_that_a_question_is_about(
    drawn: tuple[list[FoundReport], list[VisibleRuling]], data: st.DataObject
) -> None:
    reports, rulings = drawn
    asked = data.draw(st.lists(st.sampled_from(reports), unique=True))
    incidents = told_together(fold(asked, rulings))

    ids = {found.id for found in asked}
    for ruling in rulings:
        for one in ruling.these & ids:
            for other in ruling.those & ids:
                together = any({one, other} <= incident for incident in incidents)
                assert together is (ruling.kind is SAME)


@given(reports_and_rulings())
def test_incidents_that_no_ruling_names_are_as_without_rulings(
    drawn: tuple[list[FoundReport], list[VisibleRuling]],
) -> None:
    reports, rulings = drawn
    named = {number for ruling in rulings for number in ruling.these | ruling.those}
    unnamed = {incident for incident in fold(reports) if named.isdisjoint(found.id for found in incident.reports)}

    assert unnamed <= set(fold(reports, rulings))


def test_different_wins_over_every_similarity() -> None:
    copies = [found(number, "A bomb exploded at the central market of the old town.") for number in (1, 2)]
    assert len(fold(copies)) == 1
    assert len(fold(copies, [ruled(1, DIFFERENT, [1], [2])])) == 2


def test_same_wins_over_every_difference() -> None:
    reports = [found(1), found(2, town="Basra", kind=IncidentKind.PROTEST, day=2)]
    assert len(fold(reports)) == 2
    assert len(fold(reports, [ruled(1, SAME, [1], [2])])) == 1


def test_same_is_transitive_through_a_report_that_the_question_leaves_out() -> None:
    chain = [ruled(1, SAME, [1], [2]), ruled(2, SAME, [2], [3])]
    assert len(fold([found(1), found(3, town="Basra")], chain)) == 1


def test_what_is_the_same_as_something_different_is_different() -> None:
    rulings = [ruled(1, SAME, [1], [2]), ruled(2, DIFFERENT, [2], [3])]
    assert len(fold([found(1), found(3)], rulings)) == 2


def test_a_report_similar_to_both_sides_goes_with_the_words_more_like_its_own() -> None:
    first = found(1, "A car bomb exploded at the bank near the river.")
    second = found(2, "Gunmen detonated explosives under a police truck.")
    later = found(3, "Explosives were detonated by gunmen under a truck of the police.")

    assert told_together(fold([first, second, later], [ruled(1, DIFFERENT, [1], [2])])) == {
        frozenset({1}),
        frozenset({2, 3}),
    }


def test_rulings_that_came_to_contradict_each_other_never_stop_the_fold() -> None:
    rulings = [ruled(1, SAME, [1], [2]), ruled(2, DIFFERENT, [1], [2])]
    assert len(fold([found(1), found(2, town="Basra")], rulings)) == 1


STANDING = (ruled(1, SAME, [1], [2]), ruled(2, SAME, [2], [3]), ruled(3, DIFFERENT, [3], [4]))


@pytest.mark.parametrize(
    ("new", "opposing"),
    [
        pytest.param(ruled(9, DIFFERENT, [1], [2]), (1,), id="different against same"),
        pytest.param(ruled(9, DIFFERENT, [3], [1]), (2, 1), id="different against a chain of same"),
        pytest.param(ruled(9, DIFFERENT, [1], [5, 6]), (), id="different of strangers"),
        pytest.param(ruled(9, SAME, [3], [4]), (3,), id="same against different"),
        pytest.param(ruled(9, SAME, [4], [1]), (3,), id="same against different through a chain"),
        pytest.param(ruled(9, SAME, [4], [5]), (), id="same of strangers"),
        pytest.param(ruled(9, SAME, [1], [3]), (), id="same once more"),
    ],
)
def test_a_contradiction_names_what_stands_against_it(new: VisibleRuling, opposing: tuple[int, ...]) -> None:
    assert contradicted(new, STANDING) == opposing


def test_a_ruling_about_a_report_that_the_asker_does_not_see_says_nothing() -> None:
    one, hidden, other = found(1), found(2, town="Kirkuk"), found(3, town="Basra")
    rulings = [stored(1, SAME, one, hidden), stored(2, SAME, hidden, other)]

    assert resolved(rulings, [one, other]) == ()
    assert len(fold([one, other], resolved(rulings, [one, other]))) == 2
    assert len(fold([one, hidden, other], resolved(rulings, [one, hidden, other]))) == 1


@given(reports_and_rulings(), st.data())
def test_what_an_asker_is_told_depends_on_the_visible_reports_and_the_rulings_about_them_alone(
    drawn: tuple[list[FoundReport], list[VisibleRuling]], data: st.DataObject
) -> None:
    reports, drawn_rulings = drawn
    seen = data.draw(st.lists(st.sampled_from(reports), unique=True))
    by_id = {found.id: found for found in reports}
    rulings = [
        Proposal.about(
            ruling.kind, [by_id[one] for one in ruling.these], [by_id[one] for one in ruling.those], by="ana"
        ).as_ruling(ruling.id, made=NOW)
        for ruling in drawn_rulings
    ]
    addresses = {found.stored.article.url for found in seen}
    about_them = [
        replace(
            ruling,
            these=tuple(name for name in ruling.these if name.address in addresses),
            those=tuple(name for name in ruling.those if name.address in addresses),
        )
        for ruling in rulings
    ]

    assert fold(seen, resolved(rulings, seen)) == fold(seen, resolved(about_them, seen))
    assert {number for ruling in resolved(rulings, seen) for number in ruling.these | ruling.those} <= {
        found.id for found in seen
    }


BOMB = "A bomb killed three people outside the bank on the central square of Mosul on Monday."
PAGE = "https://gazette.example/bomb"
OTHER = found(99, town="Basra")


@pytest.mark.parametrize(
    ("reports", "meant"),
    [
        pytest.param([found(1, BOMB, url=PAGE)], {1}, id="the report itself"),
        pytest.param([found(7, BOMB, url=PAGE, revision=70)], {7}, id="read anew, its row another"),
        pytest.param([found(7, BOMB, url=PAGE, kind=KINDS[1], town="Irbil")], {7}, id="read anew, and otherwise"),
        pytest.param([found(7, BOMB.replace("three", "14"), url=PAGE)], {7}, id="revised: the toll rose"),
        pytest.param([found(7, BOMB.replace("Monday", "Monday night"), url=PAGE)], {7}, id="revised: a word more"),
        pytest.param([found(7, "The square was bombed.", url=PAGE)], set(), id="revised: in other words"),
        pytest.param(
            [found(7, BOMB.replace("Mosul", "Basra"), url=PAGE, town="Basra")], set(), id="like words of another place"
        ),
        pytest.param([found(1, BOMB, url="https://times.example/bomb")], set(), id="another page"),
        pytest.param([found(1, BOMB, url=PAGE), found(2, BOMB, url=PAGE)], {1, 2}, id="two sources' copies of a page"),
        pytest.param(
            [found(1, BOMB, url=PAGE, town="Basra", revision=1), found(2, BOMB, url=PAGE, revision=1)],
            {2},
            id="two events in one sentence",
        ),
    ],
)
def test_a_report_is_found_again(reports: list[FoundReport], meant: set[int]) -> None:
    resolution = resolved([stored(1, SAME, found(1, BOMB, url=PAGE), OTHER)], [*reports, OTHER])

    assert [ruling.these for ruling in resolution] == ([meant] if meant else [])
