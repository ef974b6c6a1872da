"""Questions as people type them are read as what they ask for, about whom, where and when."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.aim import Aim
from bot.answering.question.planning import plan
from bot.answering.questions import Question
from tests.bot.answering.news import planned

TODAY = "2023-11-22"
"""A Wednesday."""


def fault(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    ("question", "aim", "measure"),
    [
        pytest.param("How many attacks on US forces since Oct 17?", Aim.FIGURE, "attack", id="attacks"),
        pytest.param("HOW MANY ATTACKS ON SHIPS", Aim.FIGURE, "attack", id="shouted"),
        pytest.param("how many times have convoys been hit in peru", Aim.FIGURE, "attack", id="how many times"),
        pytest.param("how often was the port attacked", Aim.FIGURE, "attack", id="how often"),
        pytest.param("how many people were killed in the flood?", Aim.FIGURE, "killed", id="people killed"),
        pytest.param("how many ppl died in the quake", Aim.FIGURE, "killed", id="ppl died"),
        pytest.param("how many dead in lagos", Aim.FIGURE, "killed", id="how many dead"),
        pytest.param("death toll gaza", Aim.FIGURE, "killed", id="death toll, no verb"),
        pytest.param("whats the death toll of the quake", Aim.FIGURE, "killed", id="death toll without apostrophe"),
        pytest.param("how many wounded since monday", Aim.FIGURE, "injured", id="how many wounded"),
        pytest.param("number of arrests in the riots", Aim.FIGURE, "arrested", id="number of"),
        pytest.param("how many cases of cholera in haiti", Aim.FIGURE, "case", id="cases"),
        pytest.param("how many hostages were released?", Aim.FIGURE, "released", id="hostages"),
        pytest.param("how many jobs did the carmaker cut", Aim.FIGURE, "job", id="jobs"),
        pytest.param("how many votes did the bill get", Aim.FIGURE, "vote", id="votes"),
        pytest.param("what percentage of voters turned out", Aim.FIGURE, "percent", id="percentage"),
        pytest.param("what is the unemployment rate in France", Aim.FIGURE, "percent", id="a rate"),
        pytest.param("what's the price of bread in Cairo", Aim.FIGURE, "money", id="a price"),
        pytest.param("how much did the bridge cost", Aim.FIGURE, "money", id="how much"),
        pytest.param("latest attacks in iraq", Aim.INCIDENTS, "attack", id="latest attacks"),
        pytest.param("show me the incidents in Syria", Aim.INCIDENTS, "incident", id="show incidents"),
        pytest.param("what happened at the port on 3 March 2021?", Aim.PASSAGES, None, id="what happened"),
        pytest.param("who won the election in Peru", Aim.PASSAGES, None, id="who won"),
        pytest.param("why are the bakers of Lima angry?", Aim.PASSAGES, None, id="why"),
        pytest.param("hi", Aim.PASSAGES, None, id="a greeting"),
        pytest.param("how many people has the war displaced", Aim.FIGURE, "displaced", id="people it displaced"),
        pytest.param("how many soldiers did the blast kill?", Aim.FIGURE, "killed", id="people it killed"),
        pytest.param("cholera cases in Haiti?", Aim.FIGURE, "case", id="cases, no verb"),
        pytest.param(
            "how many were killed in the quake",
            Aim.FIGURE,
            "killed",
            id="how many were killed",
        ),
        pytest.param(
            "how many have died in the Morocco quake?",
            Aim.FIGURE,
            "killed",
            id="how many have died",
        ),
        pytest.param(
            "how many ppl were arrested",
            Aim.FIGURE,
            "arrested",
            id="ppl arrested",
        ),
        pytest.param(
            "attacks on tankers - how many since june?",
            Aim.FIGURE,
            "attack",
            id="counted thing first",
        ),
        pytest.param(
            "how much will Crane pay for Teal's share of Reed", Aim.FIGURE, "money", id="what a share is bought for"
        ),
        pytest.param("how much is a share of Crane", Aim.FIGURE, "money", id="what a share costs"),
        pytest.param("how high is inflation in Japan", Aim.FIGURE, "percent", id="how high"),
        pytest.param(
            "what is the latest on the strike in Lima",
            Aim.PASSAGES,
            None,
            id="the latest on a strike",
        ),
    ],
)
def test_the_aim_and_what_is_counted(question: str, aim: Aim, measure: str | None) -> None:
    asked = planned(question, today=TODAY)
    assert (asked.aim, asked.measure) == (aim, measure)


@pytest.mark.parametrize(
    ("question", "core", "places"),
    [
        pytest.param("how many attacks on tankers in Peru", ["tankers"], ["Peru"], id="a country"),
        pytest.param("how many wounded in kyiv", [], ["kyiv"], id="a town in small letters"),
        pytest.param("how many attacks in Iraq and Syria", [], ["Iraq", "Syria"], id="two countries"),
        pytest.param("how many killed in the flood in Peru since May", ["flood"], ["Peru"], id="where and when"),
        pytest.param("how many attacks on US forces since Oct 17?", ["United States", "forces"], [], id="a target"),
        pytest.param("how many attacks on us troops", ["United States", "troops"], [], id="us after on"),
        pytest.param("how many attacks in the US", [], ["United States"], id="the US"),
        pytest.param("who won the election in Peru", ["won", "election"], ["Peru"], id="words left to look for"),
        pytest.param("hi", [], [], id="nothing"),
        pytest.param(
            "how many times have us forces been attacked",
            ["United States", "forces"],
            [],
            id="us after have",
        ),
        pytest.param(
            "how many attacks in the united states",
            [],
            ["United States"],
            id="united states",
        ),
        pytest.param(
            "how often was the base hit since June",
            ["base"],
            [],
            id="how often",
        ),
    ],
)
def test_whom_it_is_about_and_where(question: str, core: list[str], places: list[str]) -> None:
    asked = planned(question, today=TODAY)
    assert [term.name for term in asked.core] == core
    assert [term.name.casefold() for term in asked.places] == [place.casefold() for place in places]


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        pytest.param("how many attacks", None, None, id="no window"),
        pytest.param("how many attacks since Oct 17?", date(2023, 10, 17), None, id="since a day"),
        pytest.param("how many attacks since december 4", date(2022, 12, 4), None, id="since a day of last year"),
        pytest.param("how many attacks since may 5", date(2023, 5, 5), None, id="since a day of May"),
        pytest.param("how many attacks since 17/10/2023", date(2023, 10, 17), None, id="a date with slashes"),
        pytest.param("how many attacks since april 15 2022", date(2022, 4, 15), None, id="a day with its year"),
        pytest.param("how many attacks since monday", date(2023, 11, 20), None, id="since a weekday"),
        pytest.param("how many attacks in the last two weeks", date(2023, 11, 8), None, id="the last weeks"),
        pytest.param("how many attacks in the past 24 hours", date(2023, 11, 21), None, id="the past hours"),
        pytest.param("how many attacks this week", date(2023, 11, 20), None, id="this week"),
        pytest.param("how many attacks last week", date(2023, 11, 13), date(2023, 11, 19), id="last week"),
        pytest.param("how many attacks in 2022", date(2022, 1, 1), date(2022, 12, 31), id="a year"),
        pytest.param("how many attacks in February", date(2023, 2, 1), date(2023, 2, 28), id="a month"),
        pytest.param("how many attacks on 3 March 2021", date(2021, 3, 3), date(2021, 3, 3), id="a day"),
        pytest.param(
            "how many attacks between 3 March and 9 March", date(2023, 3, 3), date(2023, 3, 9), id="between two days"
        ),
        pytest.param(
            "how many attacks from 1 May to 3 June 2021", date(2021, 5, 1), date(2021, 6, 3), id="from a day to a day"
        ),
        pytest.param(
            "how many arrests yesterday",
            date(2023, 11, 21),
            date(2023, 11, 21),
            id="yesterday",
        ),
        pytest.param(
            "how many attacks until 3 June",
            None,
            date(2023, 6, 3),
            id="until a day",
        ),
        pytest.param(
            "how many attacks before 3 June",
            None,
            date(2023, 6, 2),
            id="before a day",
        ),
    ],
)
def test_the_window_as_of_the_day_of_asking(question: str, since: date | None, until: date | None) -> None:
    asked = planned(question, today=TODAY)
    assert (asked.since, asked.until) == (since, until)


def test_a_window_set_beside_the_question_goes_before_the_worded_one() -> None:
    asked = plan(
        Question("how many attacks since May", since=date(2021, 1, 2), until=date(2021, 1, 3)), today=date(2023, 11, 22)
    )
    assert (asked.since, asked.until) == (date(2021, 1, 2), date(2021, 1, 3))
    assert asked.years == ("2021",)
    assert asked.window.since == datetime(2021, 1, 2, tzinfo=UTC)
    assert asked.window.until == datetime(2021, 1, 3, 23, 59, 59, 999_999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        pytest.param("how many attacks since Oct 17", (), id="no year"),
        pytest.param("how many attacks since Oct 17, 2023", ("2023",), id="a year"),
        pytest.param("how many attacks from 1 May 2019 to 3 June 2021", ("2019", "2021"), id="two years"),
        pytest.param("how many attacks in 1999", ("1999",), id="only a year"),
        pytest.param("were 12000 people hurt since Oct 17", (), id="a number that is no year"),
    ],
)
def test_the_years_named(question: str, years: tuple[str, ...]) -> None:
    assert planned(question, today=TODAY).years == years


def test_the_date_is_not_looked_for_as_a_word() -> None:
    words = planned("how many attacks on tankers since Oct 17, 2023?", today=TODAY).words
    assert "tanker" in words
    assert not {"oct", "17", "2023"} & set(words)


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_question_has_a_plan(text: str) -> None:
    asked = plan(Question(text), today=date(2023, 11, 22))
    assert asked.since is None or asked.until is None or asked.since <= asked.until


@pytest.mark.parametrize(
    ("question", "agents"),
    [
        pytest.param("How many people were killed by the Dawn Front?", ["dawn", "front"], id="a name"),
        pytest.param("How many civilians were killed by Israeli airstrikes?", ["Israel"], id="whose strikes"),
        pytest.param("how many people did police arrest", ["police"], id="a role"),
        pytest.param("How many attacks by Ostland forces since May?", ["ostland", "forces"], id="forces"),
        pytest.param("How many people were killed by Storm Alia?", [], id="a storm"),
        pytest.param("How many died by the Quill virus?", [], id="a virus"),
        pytest.param("How many people has Typhoon Sela killed?", [], id="a typhoon"),
        pytest.param("How many people were killed by the fire in Splitwater?", [], id="a fire"),
        pytest.param("How many has the war between Ostmark and Pelland displaced?", [], id="a war"),
    ],
)
def test_who_acts_is_somebody_and_no_thing(question: str, agents: list[str]) -> None:
    assert [term.name for term in planned(question, today=TODAY).agents] == agents


def test_todays_date_is_the_askers() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    asked = plan(Question("how many strikes today?", zone=tokyo), today=date(2026, 3, 2))

    assert asked.window.since == datetime(2026, 3, 2, tzinfo=tokyo)
    assert asked.window.until == datetime(2026, 3, 2, 23, 59, 59, 999999, tzinfo=tokyo)
