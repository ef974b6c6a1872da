"""Each figure of a sentence has the window that the sentence states of it."""

from datetime import date

import pytest

from ingest.articles import Span, Tally, TallyKind
from ingest.extraction.tallies import figures_of_sentence, reading_of

TODAY = date(2024, 6, 20)


def tallies(sentence: str) -> list[Tally]:
    reading = reading_of(sentence)
    assert reading
    return [tally for _, tally in figures_of_sentence(reading, Span(0, len(sentence)), TODAY)]


@pytest.mark.parametrize(
    ("sentence", "windows"),
    [
        pytest.param(
            "Some 1,006 people have died this year, compared with 281 last year.",
            [(1006, "2024-01-01", "2024-06-20"), (281, "2023-01-01", "2023-12-31")],
            id="compared",
        ),
        pytest.param(
            "Some 52 raids were counted in 2024, compared with 40 at this point last year.",
            [(52, "2024-01-01", "2024-12-31"), (40, None, "2024-06-20")],
            id="compared with a part of a year",
        ),
        pytest.param(
            "In 2021, 105 people died, and in 2022 the disease killed 281 people.",
            [(105, "2021-01-01", "2021-12-31"), (281, "2022-01-01", "2022-12-31")],
            id="a year each",
        ),
        pytest.param(
            "Since May, 14 attacks were counted, including 4 attacks in the past week.",
            [(14, "2024-05-01", "2024-06-20"), (4, "2024-06-13", "2024-06-20")],
            id="one within the other",
        ),
        pytest.param(
            "Some 640 cases were reported in the past 24 hours, bringing the total to 4,500.",
            [(640, "2024-06-19", "2024-06-20"), (4500, None, "2024-06-20")],
            id="a day, and a total",
        ),
        pytest.param(
            "With 364 migrants landing on Sunday alone, 28,072 people have come so far in 2024.",
            [(364, None, "2024-06-20"), (28072, "2024-01-01", "2024-12-31")],
            id="a clause with its own day",
        ),
        pytest.param(
            "The raids killed 1,200 people and injured 300 since May.",
            [(1200, "2024-05-01", "2024-06-20"), (300, "2024-05-01", "2024-06-20")],
            id="both",
        ),
        pytest.param("The worst year was 2022, when 281 people died.", [(281, "2022-01-01", "2022-12-31")], id="when"),
        pytest.param("There were 285 cases in all of 2022.", [(285, "2022-01-01", "2022-12-31")], id="all of a year"),
    ],
)
def test_a_figure_has_its_own_window(sentence: str, windows: list[tuple[float, str | None, str]]) -> None:
    found = tallies(sentence)
    read = [(tally.value, tally.since and tally.since.isoformat(), tally.as_of.isoformat()) for tally in found]
    assert [one[:2] for one in read] == [one[:2] for one in windows]
    assert all(one[2] == min(other[2], TODAY.isoformat()) for one, other in zip(read, windows, strict=True))


def test_what_is_compared_with_counts_the_same_as_an_earlier_value() -> None:
    sentence = "The army fired 2,023 drones in May, up from 1,339 in April."
    now, before = tallies(sentence)
    assert (before.kind, before.measure, before.value) == (TallyKind.PREVIOUS, now.measure, 1339)


@pytest.mark.parametrize(
    ("sentence", "total", "measure"),
    [
        pytest.param("Alder reported 36 more cases, bringing its outbreak to 259.", 259, "case", id="its outbreak"),
        pytest.param("The province added 12 infections, taking its tally to 88.", 88, "infected", id="its tally"),
        pytest.param(
            "The port was hit once more, which brings the total to at least 28.", 28, "attack", id="once more"
        ),
        pytest.param("Convoys were attacked four more times, for a total of 66.", 66, "attack", id="for a total of"),
        pytest.param("Two more bodies were found, bringing deaths to 44.", 44, "killed", id="deaths"),
    ],
)
def test_a_total_told_as_a_consequence_is_read(sentence: str, total: float, measure: str) -> None:
    *_, last = tallies(sentence)
    assert (last.value, last.measure, last.kind) == (total, measure, TallyKind.TOTAL)
