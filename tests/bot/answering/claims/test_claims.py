"""Claims checked against a real archive, each server's own."""

from datetime import UTC, datetime

import pytest

from bot.answering.claims.claims import ClaimChecker
from bot.answering.claims.verdicts import CheckedClaim, Said, Standing
from tests.bot.answering.conftest import Fill, Filled
from tests.bot.answering.news import Told, view
from tests.embedders import HashingEmbedder

FLOOD = (
    Told("2023-11-06", "The flood in Tamra has killed 12 people, the police said.", title="Flood kills 12 in Tamra"),
    Told(
        "2023-11-08",
        "The flood in Tamra has killed 19 people, the police said.",
        title="Flood toll in Tamra rises to 19",
        by="Meridian Wire",
    ),
)


def check(news: Filled, text: str, *, at: str = "2023-11-10", said: str | None = None) -> CheckedClaim:
    checker = ClaimChecker(archive=news.archive, encoder=HashingEmbedder())
    written = datetime.fromisoformat(said or at).replace(tzinfo=UTC)
    (claim,) = checker.check(Said(text, written), view(at)).claims
    return claim


def test_an_earlier_figure_is_outdated_with_its_day_and_the_newest(fill: Fill) -> None:
    claim = check(fill(*FLOOD), "The flood in Tamra has killed 12 people.")

    assert claim.standing is Standing.OUTDATED
    assert str(claim.true_on) == "2023-11-06"
    assert claim.newest == "19 people killed"
    assert [citation.quote for citation in claim.bearing] == [FLOOD[0].text]
    assert [citation.quote for citation in claim.opposing] == [FLOOD[1].text]
    assert [citation.n for citation in (*claim.bearing, *claim.opposing)] == [1, 2]


def test_it_was_supported_before_the_newer_one_was_published(fill: Fill) -> None:
    claim = check(fill(*FLOOD), "The flood in Tamra has killed 12 people.", at="2023-11-07")

    assert claim.standing is Standing.SUPPORTED
    assert claim.newest == ""


def test_what_nothing_tells_of_is_not_found(fill: Fill) -> None:
    claim = check(fill(*FLOOD), "The queen of Ruritania has abdicated.")

    assert (claim.standing, claim.bearing, claim.opposing) == (Standing.NOT_FOUND, (), ())


@pytest.mark.parametrize(("said", "standing"), [("2023-11-07", Standing.SUPPORTED), ("2023-11-09", Standing.NOT_FOUND)])
def test_yesterday_is_read_from_the_day_of_the_message(fill: Fill, said: str, standing: Standing) -> None:
    fire = Told("2023-11-07", "A fire destroyed the old harbour market in Tamra on Monday.", title="Fire in Tamra")

    claim = check(fill(fire), "A fire destroyed the harbour market in Tamra yesterday.", said=said)

    assert claim.standing is standing


def test_a_program_reads_standing_quotes_and_days(fill: Fill) -> None:
    checker = ClaimChecker(archive=fill(*FLOOD).archive, encoder=None)
    said = Said("The flood in Tamra has killed 12 people. wow!", datetime(2023, 11, 10, tzinfo=UTC))

    row = checker.check(said, view("2023-11-10")).as_json()

    assert row["nothing_checkable"] is False
    assert isinstance(row["claims"], list)
    (claim,) = row["claims"]
    assert isinstance(claim, dict)
    assert claim.keys() == {"claim", "standing", "bearing", "opposing", "true_on", "newest"}
    assert (claim["standing"], claim["true_on"]) == ("outdated", "2023-11-06")
