"""What an article tells as its news is reported; what it recalls, explains or only names is not."""

from datetime import UTC, datetime

import pytest

from ingest.articles import Article, DateQuality, Report
from ingest.extraction.assertion import features_of
from ingest.extraction.reports import find_reports, story_of
from ingest.regression import read_regression

NOW = datetime(2023, 11, 22, 9, tzinfo=UTC)


def reports_of(title: str, body: str) -> tuple[Report, ...]:
    text = f"{title}\n\n{body}"
    return find_reports(Article("0", None, title, text, NOW, DateQuality.STATED, "Wire", None, "en", None, "test"))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param(
            "Three killed in market bombing",
            "A bomb went off in a market in Basra, Iraq, killing three people, police said.",
            id="a bombing",
        ),
        pytest.param(
            "Police arrest two over bank robbery",
            "Police in Gdansk have arrested two men on suspicion of robbing a bank.",
            id="an arrest",
        ),
        pytest.param(
            "Bus plunges into ravine",
            "At least nine people died when a bus plunged into a ravine in Peru, officials said.",
            id="an accident",
        ),
        pytest.param(
            "Woman stabbed at station",
            "A woman was stabbed at a station in Leeds on Tuesday, police said.",
            id="a day of its own",
        ),
    ],
)
def test_news_is_reported(title: str, body: str) -> None:
    assert reports_of(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param(
            "‘I still set a place for her’: a mother remembers",
            "Mara Quill, whose daughter was murdered by rebels who attacked the village, speaks of her loss.",
            id="a mourning",
        ),
        pytest.param(
            "How the killing of a mayor changed a town",
            "The mayor was assassinated as he left church, and nobody has ever been tried.",
            id="a history",
        ),
        pytest.param(
            "Man jailed for life over murder of neighbour",
            "Oren Vale, 44, who stabbed his neighbour in a row over a fence, was sentenced at Leeds crown court.",
            id="a sentence",
        ),
        pytest.param(
            "Minister urges calm, says attackers will be found",
            "The minister, whose own brother was kidnapped by militants, called for patience.",
            id="an aside",
        ),
        pytest.param(
            "The Long Night review: a thriller without a heart",
            "Gunmen storm a bank, and a guard who was shot years ago has to choose a side.",
            id="a drama",
        ),
    ],
)
def test_what_is_recalled_explained_or_played_is_not(title: str, body: str) -> None:
    assert not reports_of(title, body)


def test_each_weight_is_of_a_feature_and_each_feature_has_one() -> None:
    body = "A bomb went off in a market in Basra, Iraq, killing three people, police said."
    told = Article("0", None, "Blast", f"Blast\n\n{body}", NOW, DateQuality.STATED, "Wire", None, "en", None, "test")
    story = story_of(told)
    assert story
    features = features_of(story.events[0], story.article, story.setting)
    assert features.keys() == read_regression("ingest.extraction", "assertion.json").weights.keys()


def test_a_memory_with_a_day_of_its_own_is_a_report_of_that_day() -> None:
    (report,) = reports_of(
        "Two indicted over shooting",
        "A jury charged two men for the June 15 shooting in Toledo, Ohio, that killed one.",
    )
    assert report.first_day.isoformat() == "2023-06-15"


def test_a_text_without_a_title_is_not_judged() -> None:
    text = "The mayor was assassinated as he left church in Lima, Peru, by two gunmen."
    assert find_reports(Article("0", None, "", text, NOW, DateQuality.STATED, "Wire", None, "en", None, "test"))


def test_who_was_hurt_by_what_an_arrest_is_for_was_not_hurt_in_the_arrest() -> None:
    (report,) = reports_of(
        "Second man arrested over campus shooting",
        "Police in Lagos have arrested a second man over a shooting that left five people injured.",
    )
    assert (report.killed.best, report.injured.best) == (None, None)
