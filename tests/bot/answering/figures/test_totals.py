"""Which of many reported figures answers: the newest total of what was asked, never a neighbour."""

from datetime import date
from itertools import permutations

import pytest

from bot.answering.figures.totals import Choice, choose
from ingest import Qualifier, TallyKind
from tests.bot.answering.news import Told, figures_for, planned

QUESTION = "How many attacks on relief convoys since June 4?"
FIRST = Told("2021-06-20", "Relief convoys have been attacked 21 times since 4 June, the navy said.")
SECOND = Told("2021-06-28", "Relief convoys have been attacked about 34 times since 4 June, the navy said.")
THIRD = Told("2021-07-02", "Relief convoys have been attacked 41 times since 4 June, the navy said.", by="Valley Times")


def fault(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def chosen(*told: Told, question: str = QUESTION, today: str = "2021-07-10") -> Choice | None:
    asked = planned(question, today=today)
    return choose(asked, figures_for(asked, *told)).choice


def answer(*told: Told, question: str = QUESTION, today: str = "2021-07-10") -> float | None:
    choice = chosen(*told, question=question, today=today)
    return choice.best.value if choice else None


def test_the_newest_total_wins_and_the_earlier_ones_are_its_history() -> None:
    choice = chosen(FIRST, SECOND, THIRD)
    assert choice is not None
    assert choice.best.value == 41
    assert choice.best.publisher == "Valley Times"
    assert [earlier.value for earlier in choice.history] == [34, 21]
    assert choice.beneath == ()
    assert choice.conflicts == ()


def test_a_headline_without_a_place_counts_for_neither_of_the_two_that_its_text_joins() -> None:
    both = Told(
        "2021-06-28",
        "At least 92 attacks have been made on relief convoys in Peru and Chile since 4 June, the navy said.",
        "Attacks on relief convoys reach at least 92",
    )
    each = Told(
        "2021-07-02",
        "Relief convoys in Peru and Chile have been attacked 102 times since 4 June: 47 times in Peru and 55 in Chile.",
        "Attacks on relief convoys pass 100",
    )
    assert answer(both, question="How many attacks on relief convoys in Chile since June 4?") is None
    assert answer(both, each, question="How many attacks on relief convoys in Chile since June 4?") == 55


def test_the_order_in_which_figures_are_found_makes_no_difference() -> None:
    choices = {repr(chosen(*told)) for told in permutations((FIRST, SECOND, THIRD))}
    assert len(choices) == 1


def test_a_bare_headline_is_told_as_the_text_beneath_it_has_it() -> None:
    quake = Told(
        "2021-07-02",
        "The earthquake in the north killed at least 131 people, 113 of them in Tolve, the army said.",
        "Tolve earthquake toll at 131",
    )

    choice = chosen(quake, question="How many people died in the earthquake in Tolve?")

    assert choice is not None
    assert choice.best.found.tally.qualifier is Qualifier.AT_LEAST
    assert choice.best.quote == quake.text


def test_without_figures_nothing_is_chosen() -> None:
    assert chosen() is None


def test_a_stale_total_repeated_many_times_does_not_outweigh_a_newer_one() -> None:
    echoes = [
        Told("2021-06-21", f"{word}, relief convoys have been attacked 21 times since 4 June.", by=f"{word} Echo")
        for word in ("Again", "Indeed", "Sadly", "Lately", "Reportedly", "Overall")
    ]
    assert answer(*echoes, THIRD) == 41


@pytest.mark.parametrize(
    "later",
    [
        pytest.param("The navy counted four more attacks on relief convoys.", id="four more"),
        pytest.param("Another 50 attacks on relief convoys have been reported since 4 June.", id="another"),
        pytest.param("There were 45 new attacks on relief convoys since 4 June.", id="new ones"),
        pytest.param("The navy denied that relief convoys have been attacked 44 times since 4 June.", id="denied"),
        pytest.param("Relief convoys will have been attacked 50 times since 4 June.", id="forecast"),
        pytest.param("Relief convoys could have been attacked 50 times since 4 June.", id="hypothetical"),
        pytest.param("Schools have been attacked 44 times since 4 June, the navy said.", id="other targets"),
        pytest.param("Relief convoys have been halted 44 times since 4 June.", id="another act"),
        pytest.param("Relief convoys have been attacked 300 times since 1 January.", id="a longer window"),
        pytest.param("Relief convoys have been attacked 3 times in the past week.", id="a shorter window"),
        pytest.param("Relief convoys have been attacked 43 times in the past 24 hours.", id="a day of it"),
        pytest.param("It is unclear whether relief convoys have been attacked 44 times since 4 June.", id="unclear"),
        pytest.param("Attacks on relief convoys since 4 June injured 44 people.", id="the injured"),
    ],
)
def test_a_later_neighbour_is_not_the_total(later: str) -> None:
    assert answer(FIRST, SECOND, THIRD, Told("2021-07-08", later)) == 41


def test_an_ordinal_counts_as_at_least_so_many() -> None:
    later = Told("2021-07-08", "It was the 44th attack on relief convoys since 4 June.")
    choice = chosen(FIRST, SECOND, THIRD, later)
    assert choice is not None
    assert choice.best.value == 44
    assert choice.best.found.tally.kind is TallyKind.ORDINAL
    assert choice.best.found.tally.qualifier.value == "at_least"


def test_a_lone_leap_is_shown_beneath_and_not_on_top() -> None:
    leap = Told("2021-07-03", "Relief convoys have been attacked 410 times since 4 June.", by="Rumour Mill")
    choice = chosen(FIRST, SECOND, THIRD, leap)
    assert choice is not None
    assert choice.best.value == 41
    assert [candidate.value for candidate in choice.beneath] == [410]


def test_a_lagging_lower_report_does_not_replace_the_total() -> None:
    lagging = Told("2021-07-04", "Relief convoys have been attacked 34 times since 4 June.", by="Slow Wire")
    assert answer(FIRST, SECOND, THIRD, lagging) == 41


def test_a_lone_leap_is_not_on_top_of_a_question_without_a_window_either() -> None:
    leap = Told("2021-07-03", "Relief convoys have been attacked 410 times since 4 June.", by="Rumour Mill")
    assert answer(FIRST, SECOND, THIRD, leap, question="How many attacks on relief convoys?") == 41


def test_a_lagging_lower_report_does_not_replace_the_only_other_one() -> None:
    lagging = Told("2021-07-04", "Relief convoys have been attacked 34 times since 4 June.", by="Slow Wire")
    assert answer(THIRD, lagging) == 41


def test_a_lagging_value_that_nobody_else_reported_does_not_replace_the_total() -> None:
    lagging = Told("2021-07-04", "Relief convoys have been attacked 37 times since 4 June.", by="Slow Wire")
    assert answer(FIRST, SECOND, THIRD, lagging) == 41


def test_a_lagging_report_does_not_gain_by_being_copied() -> None:
    lagging = [
        Told("2021-07-09", "The flood in Peru killed 15 people.", by=name) for name in ("Slow Wire", "Copy A", "Copy B")
    ]
    told = [Told("2021-07-01", "The flood in Peru killed 12 people."), Told("2021-07-02", "A flood in Peru killed 19.")]
    assert answer(*told, *lagging, question="How many people were killed by the flood in Peru?") == 19


def test_the_count_of_one_night_does_not_replace_the_total() -> None:
    told = [
        Told("2021-07-01", "Police have arrested 120 people in the Paris riots."),
        Told("2021-07-02", "Police arrested 40 people in the Paris riots overnight."),
    ]
    assert answer(*told, question="How many people were arrested in the Paris riots?") == 120


def test_the_cases_of_one_day_do_not_replace_the_total() -> None:
    told = [
        Told("2021-07-01", "Haiti has counted 611 cases of cholera."),
        Told("2021-07-02", "Haiti reported 40 suspected cases of cholera on Friday."),
    ]
    assert answer(*told, question="How many cases of cholera in Haiti?") == 611


def test_the_newest_number_of_cases_answers() -> None:
    told = [
        Told("2021-07-01", "Haiti has counted 611 cases of cholera."),
        Told("2021-07-05", "The number of cholera cases in Haiti rose to 730."),
    ]
    assert answer(*told, question="How many cases of cholera in Haiti?") == 730


@pytest.mark.parametrize(
    "correction",
    [
        pytest.param("The navy revised its count downward: convoys were attacked 38 times since 4 June.", id="revised"),
        pytest.param("A correction: relief convoys have been attacked 38 times since 4 June.", id="correction"),
        pytest.param("Relief convoys have been attacked 38 times since 4 June, down from 41.", id="down from"),
    ],
)
def test_an_explicit_correction_replaces_a_higher_total(correction: str) -> None:
    assert answer(FIRST, SECOND, THIRD, Told("2021-07-06", correction, title="Relief convoys")) == 38


def test_a_total_of_another_window_answers_if_it_continues_the_series() -> None:
    continued = Told("2021-07-06", "Relief convoys have been attacked 45 times since 1 June, the navy said.")
    choice = chosen(FIRST, SECOND, THIRD, continued)
    assert choice is not None
    assert choice.best.value == 45
    assert choice.best.found.tally.since == date(2021, 6, 1)


def test_a_total_that_states_no_window_answers_if_it_continues_the_series() -> None:
    continued = Told("2021-07-06", "Relief convoys have been attacked 45 times so far, the navy said.")
    assert answer(FIRST, SECOND, THIRD, continued) == 45


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Relief convoys have been attacked 140 times since 1 January.", id="only an earlier start"),
        pytest.param("Relief convoys have been attacked 5 times since 1 July.", id="only a later start"),
    ],
)
def test_a_count_without_any_report_of_the_asked_window_is_not_answered(text: str) -> None:
    assert chosen(Told("2021-07-06", text)) is None


def test_a_count_made_within_the_window_answers_where_none_states_it() -> None:
    assert answer(Told("2021-07-06", "Relief convoys have been attacked 34 times.")) == 34


def test_the_figure_of_one_place_alone_is_not_the_total() -> None:
    alone = Told("2021-07-06", "There were 43 attacks on relief convoys in Peru alone since 4 June.")
    assert answer(FIRST, SECOND, THIRD, alone) == 41


def test_the_figure_of_another_place_is_not_the_asked_ones() -> None:
    other = Told(
        "2021-07-06", "There were 41 attacks on relief convoys in Chad since 4 June.", title="Peru and Chad are afraid"
    )
    assert chosen(other, question="How many attacks on relief convoys in Peru since June 4?") is None


def test_a_total_of_two_places_does_not_replace_the_part_of_one() -> None:
    told = [
        Told("2021-07-02", "Relief convoys have been attacked 41 times since 4 June — 25 in Peru and 16 in Chad."),
        Told("2021-07-03", "Relief convoys have been attacked 43 times since 4 June across Peru and Chad."),
    ]
    assert answer(*told, question="How many attacks on relief convoys in Peru since June 4?") == 25


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param("Peru", 25, id="one place"),
        pytest.param("Chad", 16, id="the other place"),
        pytest.param("Peru and Chad", 41, id="both"),
    ],
)
def test_a_question_about_a_place_is_answered_by_its_part(place: str, value: float) -> None:
    split = Told("2021-07-02", "Relief convoys have been attacked 41 times since 4 June — 25 in Peru and 16 in Chad.")
    assert answer(split, question=f"How many attacks on relief convoys in {place} since June 4?") == value


def test_a_toll_needs_no_window() -> None:
    told = [
        Told("2021-07-01", "The flood in Peru killed 12 people.", by="Harbour Post"),
        Told("2021-07-02", "The flood in Peru killed at least 19 people, up from 12.", by="Valley Times"),
        Told("2021-07-03", "The flood in Peru killed 24 people, including 40 animals.", by="Quill Daily"),
    ]
    choice = chosen(*told, question="How many people were killed by the flood in Peru?")
    assert choice is not None
    assert choice.best.value == 24
    assert [earlier.value for earlier in choice.history] == [19, 12]


def test_the_toll_of_another_flood_is_not_the_toll() -> None:
    told = [
        Told("2021-07-01", "The flood in Peru killed 12 people."),
        Told("2021-07-03", "The flood in Chad killed 19 people."),
    ]
    assert answer(*told, question="How many people were killed by the flood in Peru?") == 12


def test_the_injured_are_not_the_killed() -> None:
    told = Told("2021-07-01", "The flood in Peru injured 90 people and killed 12.")
    assert answer(told, question="How many people were killed by the flood in Peru?") == 12
    assert answer(told, question="How many people were injured by the flood in Peru?") == 90


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("The flood in Peru killed 90 Chileans, among them a friend of the nurses.", id="another nation"),
        pytest.param("The flood in Peru killed 90 soldiers near the home of the nurses.", id="another role"),
        pytest.param("The flood in Peru has killed 90 people; the nurses mourn.", id="anybody"),
    ],
)
def test_the_toll_of_a_group_is_not_anothers(other: str) -> None:
    told = [Told("2021-07-01", "The flood in Peru killed 12 nurses."), Told("2021-07-02", other)]
    assert answer(*told, question="How many nurses were killed by the flood in Peru?") == 12


def test_the_toll_of_a_group_is_named_before_its_number_too() -> None:
    told = Told("2021-07-02", "The number of nurses killed by the flood in Peru rose to 15.")
    assert answer(told, question="How many nurses were killed by the flood in Peru?") == 15


def test_children_among_the_dead_are_not_the_toll() -> None:
    told = Told("2021-07-02", "Eight of the dead of the flood in Peru were children.")
    assert chosen(told, question="How many people were killed by the flood in Peru?") is None


def test_a_rate_is_the_newest_one() -> None:
    told = [
        Told("2021-05-01", "Unemployment in Peru fell to 7.1 percent."),
        Told("2021-07-01", "Unemployment in Peru rose to 7.4 percent from 7.1 percent."),
        Told("2021-07-05", "Turnout in Chad reached 61 percent."),
    ]
    assert answer(*told, question="What is the unemployment rate in Peru?") == 7.4


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        pytest.param(
            "What is the unemployment rate in Peru?",
            "Unemployment in Peru rose by 0.3 percentage points to 7.7 percent.",
            7.7,
            id="percent",
        ),
        pytest.param(
            "What is the price of bread in Cairo?",
            "The price of bread in Cairo rose by $1 to $3.",
            3,
            id="money",
        ),
    ],
)
def test_a_change_is_not_the_level(question: str, text: str, value: float) -> None:
    assert answer(Told("2021-07-02", text), question=question) == value


def test_a_price_that_is_only_forecast_is_not_the_price() -> None:
    told = [
        Told("2021-07-01", "A loaf of bread in Cairo now costs $2."),
        Told("2021-07-02", "The price of bread in Cairo will rise to $3."),
    ]
    assert answer(*told, question="What is the price of bread in Cairo?") == 2


def test_what_the_asked_one_does_is_not_what_it_suffers() -> None:
    told = [
        Told("2021-07-01", "Norland has launched 60 strikes on ports since 4 June."),
        Told("2021-07-02", "There have been 13 strikes on Norland since 4 June."),
    ]
    assert answer(*told, question="How many strikes on Norland since June 4?") == 13


def test_another_publisher_with_words_of_its_own_supports_the_total() -> None:
    own = Told("2021-07-03", "The navy now counts 41 attacks on relief convoys since 4 June.", by="Quill Daily")
    copy = Told("2021-07-03", THIRD.text, by="Copy Daily")
    choice = chosen(FIRST, SECOND, THIRD, own, copy)
    assert choice is not None
    assert choice.best.value == 41
    assert len(choice.support) == 1


def test_a_lower_exact_total_later_on_the_same_day_is_a_conflict() -> None:
    other = Told("2021-07-02T12:00", "Relief convoys have been attacked 38 times since 4 June.", by="Quill Daily")
    choice = chosen(FIRST, SECOND, THIRD, other)
    assert choice is not None
    assert choice.best.value == 41
    assert [candidate.value for candidate in choice.conflicts] == [38]


def test_a_lower_total_of_the_day_before_is_no_conflict() -> None:
    other = Told("2021-07-01T18:00", "Relief convoys have been attacked 38 times since 4 June.", by="Quill Daily")
    choice = chosen(FIRST, SECOND, THIRD, other)
    assert choice is not None
    assert choice.best.value == 41
    assert choice.conflicts == ()


def test_what_a_revision_lowered_is_not_shown_as_new() -> None:
    raised = Told("2021-07-05", "Relief convoys have been attacked 90 times since 4 June.", by="Rumour Mill")
    revised = Told("2021-07-06", "The navy corrected its count: relief convoys were attacked 42 times since 4 June.")
    choice = chosen(FIRST, SECOND, THIRD, raised, revised)
    assert choice is not None
    assert choice.best.value == 42
    assert choice.beneath == ()


def test_a_copy_is_not_cited_in_place_of_its_original() -> None:
    copy = Told("2021-07-05", THIRD.text, by="Copy Daily")
    choice = chosen(FIRST, SECOND, THIRD, copy)
    assert choice is not None
    assert choice.best.publisher == "Valley Times"


@pytest.mark.parametrize("today", ["2021-06-20", "2021-06-28", "2021-07-02"])
def test_each_day_is_answered_by_the_total_of_that_day(today: str) -> None:
    known = [told for told in (FIRST, SECOND, THIRD) if told.day <= today]
    expected = {"2021-06-20": 21, "2021-06-28": 34, "2021-07-02": 41}
    assert answer(*known, today=today) == expected[today]


@pytest.mark.parametrize(
    ("question", "told", "value"),
    [
        pytest.param(
            "How many attacks by the Dawn Front on convoys since 1 March?",
            "The Dawn Front has carried out 31 attacks on convoys since 1 March.",
            31,
            id="the asked one acts",
        ),
        pytest.param(
            "How many attacks has the Dawn Front launched since 1 March?",
            "There have been 12 attacks on the Dawn Front since 1 March.",
            None,
            id="the asked one suffers",
        ),
        pytest.param(
            "How many attacks on the Dawn Front since 1 March?",
            "The Dawn Front has carried out 31 attacks since 1 March.",
            None,
            id="the asked target acts",
        ),
        pytest.param(
            "How many people were killed by the Dawn Front?",
            "The army killed 40 fighters of the Dawn Front.",
            None,
            id="the asked killer is killed",
        ),
    ],
)
def test_who_acts_and_who_suffers_are_those_of_the_question(question: str, told: str, value: float | None) -> None:
    asked = planned(question, today="2021-07-09")
    choice = choose(asked, figures_for(asked, Told("2021-07-08", told))).choice
    assert (choice.best.value if choice else None) == value


@pytest.mark.parametrize(
    ("question", "told", "value"),
    [
        pytest.param(
            "How many Ostlanders have left Pelland?",
            ("About 4 million Ostlanders live in Pelland.", "Some 70,000 Ostlanders have fled Pelland."),
            70_000,
            id="a stock is no flow",
        ),
        pytest.param(
            "How many Ostlanders live in Pelland?",
            ("About 400 Ostlanders live in Pelland.", "Some 70,000 Ostlanders have fled Pelland."),
            400,
            id="a flow is no stock",
        ),
        pytest.param(
            "How many workers has Oriole laid off?",
            ("Oriole employs 6,300 workers.", "Oriole has laid off 670 workers."),
            670,
            id="who is employed",
        ),
        pytest.param(
            "How many refugees have reached Pelland?",
            ("Pelland is home to 90,000 refugees.", "Some 4,000 refugees have reached Pelland."),
            4_000,
            id="whose home it is",
        ),
        pytest.param(
            "How many people live in Splitwater?",
            ("All 20,000 residents of Splitwater were told to leave.", "Some 300 people have fled Splitwater."),
            20_000,
            id="who is there by their name",
        ),
        pytest.param(
            "How many people have fled Splitwater?",
            ("Some 300 residents have fled Splitwater.", "More than 5,000 people live in Splitwater."),
            300,
            id="residents who left",
        ),
    ],
)
def test_what_the_question_says_of_the_counted_is_said_of_it(
    question: str, told: tuple[str, ...], value: float
) -> None:
    asked = planned(question, today="2021-07-09")
    found = [
        figure
        for number, text in enumerate(told, start=1)
        for figure in Told(f"2021-07-0{number}", text).as_tallies()
        if figure.tally.measure in asked.measures
    ]
    choice = choose(asked, found).choice
    assert choice is not None
    assert choice.best.value == value


def test_a_side_that_counts_its_own_dead_is_not_the_whole() -> None:
    asked = planned("How many people were killed in the fighting between Ostmark and Pelland?", today="2021-07-09")
    choice = choose(
        asked,
        figures_for(
            asked,
            Told("2021-07-08", "Ostmark said 120 Ostmarkers were killed in the fighting with Pelland."),
            Told(
                "2021-07-08", "Pelland said 45 Pellanders were killed in the fighting with Ostmark.", by="Valley Echo"
            ),
        ),
    ).choice
    assert choice is not None
    assert {choice.best.value, *(side.value for side in choice.sides)} == {120, 45}
    assert not choice.history


def test_the_asked_part_of_a_total_answers() -> None:
    asked = planned("How many attacks on depots in Brindel since 3 June?", today="2021-07-09")
    told = Told(
        "2021-07-08", "Depots have been attacked 14 times since 3 June: ten times in Brindel and four times in Dorvik."
    )
    choice = choose(asked, figures_for(asked, told)).choice
    assert choice is not None
    assert choice.best.value == 10


def test_a_price_is_its_newest_well_named_one() -> None:
    told = (
        Told("2021-06-20", "The price of Ambercoin climbed to $310."),
        Told("2021-06-22", "Coin Price Today: Ambercoin Price Falls to $290."),
        Told("2021-06-23", "A mayor is celebrating as his $12m Ambercoin reserve is in the black."),
    )
    assert answer(*told, question="What is the price of ambercoin?") == 290


@pytest.mark.parametrize(
    ("question", "texts", "value"),
    [
        pytest.param(
            "how much has Arlen paid Brevia for the harbour deal",
            (
                "Arlen has spent £240m on the harbour deal with Brevia.",
                "Arlen paid Brevia an extra £100m for the harbour deal.",
                "Arlen gave Brevia £90m in extra funding for the harbour deal.",
                "For the harbour deal Arlen paid Brevia more on top of the original £140m.",
            ),
            240_000_000,
            id="instalments",
        ),
        pytest.param(
            "how much does Orsolo's contract pay per year",
            ("Orsolo signed a contract that pays him only $2 million a year.",),
            2_000_000,
            id="asked-by-the-year",
        ),
    ],
)
def test_a_part_of_a_level_is_not_the_level(question: str, texts: tuple[str, ...], value: float) -> None:
    told = [Told("2021-06-20", text, by=f"Paper {number}") for number, text in enumerate(texts)]
    assert answer(*told, question=question) == value


def test_a_toll_of_two_countries_is_not_that_of_one() -> None:
    told = (
        Told("2021-06-20", "Five people have died in Canada in the plum fever outbreak."),
        Told("2021-06-21", "Plum fever has killed eight people.", title="Eight die of plum fever"),
        Told("2021-06-22", "The plum fever outbreak has killed nine people — three in the U.S. and six in Canada."),
    )
    assert answer(*told, question="how many people have died in Canada in the plum fever outbreak?") == 6


def test_a_place_that_is_asked_for_is_no_target() -> None:
    asked = planned("How many attacks in Chad since June 4?", today="2021-07-10")
    told = Told(
        "2021-07-02",
        "US and coalition troops in Peru and Chad have been attacked at least 102 times since 4 June, an official said:"
        " 47 times in Peru and 55 times in Chad.",
    )

    choice = choose(asked, figures_for(asked, told)).choice

    assert choice is not None
    assert choice.best.value == 55


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many Chileans have been killed in Peru?", None),
        ("How many Peruvians have been killed in Peru?", 400),
        ("How many people have been killed in Peru?", 400),
    ],
)
def test_people_of_another_nation_are_not_those_asked_for(question: str, value: float | None) -> None:
    told = Told("2021-07-02", "At least 400 Peruvians have been killed in Peru in the war with Chile, officials said.")
    assert answer(told, question=question) == value
