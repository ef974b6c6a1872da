"""Whose word stands: newcomers, corrections, retractions, and headlines against their bodies."""

import pytest

from bot.answering.figures.totals import Choice, choose
from tests.bot.answering.news import Told, figures_for, planned

SERIES = (
    Told("2021-06-10", "Convoys have been attacked 12 times since 4 June, the navy said.", by="Harbour Post"),
    Told("2021-06-15", "Convoys have been attacked 21 times since 4 June, the navy said.", by="Valley Times"),
    Told("2021-06-22", "Convoys have been attacked 34 times since 4 June, the navy said.", by="Harbour Post"),
    Told("2021-07-02", "Convoys have been attacked 41 times since 4 June, the navy said.", by="Valley Times"),
)
DEAD = (
    Told("2021-07-01T08:00", "A bomb killed 60 people at a market in Quillham, police said.", by="Harbour Post"),
    Told("2021-07-01T12:00", "The Quillham market bomb killed 66 people, officials said.", by="Valley Times"),
    Told("2021-07-01T15:00", "The bomb at the Quillham market killed 66 people, a minister said.", by="Slow Wire"),
)


def chosen(*told: Told, question: str = "How many attacks on convoys since June 4?") -> Choice:
    asked = planned(question, today="2021-07-10")
    choice = choose(asked, figures_for(asked, *told)).choice
    assert choice is not None
    return choice


def dead(*told: Told) -> Choice:
    return chosen(*DEAD, *told, question="How many people were killed by the Quillham market bomb?")


@pytest.mark.parametrize("value", [42, 49, 58])
def test_a_newcomers_higher_figure_is_shown_beneath_an_attested_series(value: int) -> None:
    choice = chosen(
        *SERIES, Told("2021-07-03", f"Convoys have been attacked {value} times since 4 June.", by="New Blog")
    )
    assert choice.best.value == 41
    assert [candidate.value for candidate in choice.beneath] == [value]


def test_two_posts_of_a_newcomer_bear_each_other_out_no_better_than_one() -> None:
    posts = [
        Told(f"2021-07-0{day}", f"Convoys have been attacked {value} times since 4 June.", by="New Blog")
        for day, value in ((3, 48), (4, 52))
    ]
    assert chosen(*SERIES, *posts).best.value == 41


def test_a_known_publishers_higher_figure_leads() -> None:
    newest = Told("2021-07-05", "Convoys have been attacked 47 times since 4 June.", by="Harbour Post")
    assert chosen(*SERIES, newest).best.value == 47


def test_a_newcomer_whom_another_bears_out_leads() -> None:
    posts = [
        Told("2021-07-03", "Convoys have been attacked 47 times since 4 June.", by="New Blog"),
        Told("2021-07-04", "Since 4 June convoys came under attack 47 times, the mayor said.", by="Quill Daily"),
    ]
    assert chosen(*SERIES, *posts).best.value == 47


def test_who_wrote_on_the_matter_before_is_no_newcomer() -> None:
    asked = planned("How many attacks on convoys since June 4?", today="2021-07-10")
    newest = Told("2021-07-05", "Convoys have been attacked 47 times since 4 June.", by="New Blog")
    before = [Told("2021-06-20", "The convoys sail again.", by="New Blog").as_stored()]
    choice = choose(asked, figures_for(asked, *SERIES, newest), before).choice
    assert choice is not None
    assert choice.best.value == 47


def test_a_borrowed_name_on_another_site_is_a_newcomer() -> None:
    borrowed = Told(
        "2021-07-03", "Convoys have been attacked 58 times since 4 June.", by="Valley Times", site="evil.example"
    )
    assert chosen(*SERIES, borrowed).best.value == 41


@pytest.mark.parametrize(
    "lowered",
    [
        "The navy corrected its count: convoys have been attacked 3 times since 4 June, down from 41.",
        "The number of attacks on convoys since 4 June was revised down to 3 attacks.",
    ],
)
@pytest.mark.parametrize("publisher", ["New Blog", "Valley Times"])
def test_nobody_alone_corrects_an_attested_total_to_a_fraction(lowered: str, publisher: str) -> None:
    assert chosen(*SERIES, Told("2021-07-03", lowered, by=publisher)).best.value == 41


@pytest.mark.parametrize("value", [0, 2, 64])
def test_a_newcomer_does_not_lower_what_several_attest(value: int) -> None:
    text = f"The death toll of the Quillham market bomb was corrected to {value} people killed."
    choice = dead(Told("2021-07-02", text, by="New Blog"))
    assert choice.best.value == 66
    assert [candidate.value for candidate in choice.beneath] == [value]


@pytest.mark.parametrize(
    "retraction",
    [
        "Quill Daily has retracted its report that 80 people were killed by the Quillham market bomb.",
        "We withdraw our report that the Quillham market bomb killed 80 people.",
        "Quill Daily reported that the Quillham market bomb killed 80 people. That was wrong.",
        "Quill Daily wrongly reported that 80 people were killed by the Quillham market bomb.",
    ],
)
def test_what_its_publisher_takes_back_no_longer_answers(retraction: str) -> None:
    report = Told("2021-07-01T18:00", "The Quillham market bomb killed 80 people, doctors said.", by="Quill Daily")
    assert dead(report).best.value == 80
    choice = dead(report, Told("2021-07-02", retraction, by="Quill Daily"))
    assert choice.best.value == 66
    assert [candidate.value for candidate in choice.withdrawn] == [80]


def test_what_the_first_to_report_it_takes_back_goes_wherever_it_was_repeated() -> None:
    text = "The Quillham market bomb killed 80 people"
    told = [
        Told("2021-07-01T18:00", f"{text}, doctors said.", by="Quill Daily"),
        Told("2021-07-01T19:00", f"{text}, it was reported on Thursday evening.", by="Echo Daily"),
        Told("2021-07-02", f"We retract our report that {text.lower()}.", by="Quill Daily"),
    ]
    assert dead(*told).best.value == 66


def test_nobody_takes_back_what_others_reported_first() -> None:
    false = Told("2021-07-02", "We retract our report that the Quillham market bomb killed 66 people.", by="New Blog")
    assert dead(false).best.value == 66


def test_a_headline_that_its_body_contradicts_is_a_conflict() -> None:
    text = "The Quillham market bomb killed 66 people, officials said on Friday."
    choice = dead(Told("2021-07-02", text, title="90 killed by Quillham market bomb", by="Quill Daily"))
    assert choice.best.value == 66
    assert [candidate.value for candidate in choice.conflicts] == [90]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Nearly 70 killed by Quillham market bomb", "The bomb killed 66 people at the Quillham market, it said."),
        ("More than 60 killed by Quillham market bomb", "The bomb killed 66 people at the Quillham market, it said."),
        ("68 killed by Quillham market bomb", "The bomb killed 66 people at once; with two more the toll is 68."),
    ],
)
def test_a_headline_that_rounds_or_sums_up_its_body_is_no_conflict(title: str, body: str) -> None:
    assert dead(Told("2021-07-02", body, title=title, by="Quill Daily")).conflicts == ()


def test_attacks_on_another_nations_people_are_not_the_asked_ones() -> None:
    told = [
        Told("2021-06-20", "US troops have been attacked 21 times since 4 June, the navy said."),
        Told(
            "2021-06-25", "Attacks on Turkish troops since 4 June number 24: there were 24 attacks on Turkish troops."
        ),
        Told("2021-06-26", "Turkish forces have been attacked 26 times since 4 June, unlike US troops, Ankara said."),
    ]
    assert chosen(*told, question="How many attacks on US troops since June 4?").best.value == 21


def test_a_count_that_reaches_back_for_years_does_not_continue_that_of_a_month() -> None:
    long = Told(
        "2021-07-03", "Convoys have been attacked 48 times since 4 June 2019, the navy said.", by="Harbour Post"
    )
    assert chosen(*SERIES, long).best.value == 41


def test_foiled_attacks_count_where_they_are_asked_for() -> None:
    foiled = Told("2021-07-03", "The navy has foiled 50 attacks on convoys since 4 June.", by="Harbour Post")
    assert chosen(*SERIES, foiled).best.value == 41
    assert (
        chosen(*SERIES, foiled, question="How many attacks on convoys has the navy foiled since June 4?").best.value
        == 50
    )
