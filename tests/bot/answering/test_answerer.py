"""Questions put to a real archive: the right figure with its words, or the reason why there is none."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.answering.answers import Answer, JsonValue
from bot.answering.questions import Question
from ingest import Document
from tests.archives import empty_archive
from tests.bot.answering.conftest import Filled
from tests.bot.answering.news import BAGHDAD, INCIDENTS, MOSUL, Told, view

Fill = Callable[..., Filled]
QUESTION = "How many attacks on relief convoys since June 4?"
CONVOYS = (
    Told(
        "2021-06-20",
        "Rebels have attacked relief convoys 21 times since 4 June — 12 in Peru and 9 in Chad, the navy said."
        " Drivers are afraid.",
        title="Convoys attacked",
    ),
    Told(
        "2021-06-28",
        "Relief convoys have been attacked about 34 times since 4 June — 20 in Peru and 14 in Chad, the navy said.",
        title="More attacks on relief convoys",
    ),
    Told(
        "2021-07-02",
        "Relief convoys have been attacked at least 41 times since 4 June, including 25 in Peru and 16 in Chad,"
        " Colonel Ivo Brandt said.",
        title="Relief convoys under attack",
        by="Valley Times",
    ),
)
FLOOD = Told(
    "2021-07-02", "The flood in Peru killed 12 people and injured 40 others, the mayor said.", title="Flood in Peru"
)
BAKERS = Told("2021-07-05", "Bakers in Lima went on strike over the price of flour, and shops stayed shut for a day.")
EVERYTHING = (*CONVOYS, FLOOD, BAKERS, *INCIDENTS)


def asked(news: Filled, question: str, *, now: str = "2021-07-10") -> Answer:
    return news.answerer.answer(Question(question, id="q-1"), view(now))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """All the news above, for tests that add none."""
    with empty_archive(tmp_path_factory.mktemp("everything")) as archive:
        news = Filled(archive)
        news.take(*EVERYTHING)
        yield news


def row(answer: Answer) -> dict[str, Any]:
    """Give the JSON of an answer without its timings, which differ from run to run."""
    return {key: value for key, value in answer.as_json().items() if key != "timings_ms"}


def test_the_newest_figure_answers_with_parts_speaker_and_history(everything: Filled) -> None:
    answer = asked(everything, QUESTION)
    figure = answer.figures[0]
    assert (answer.kind, answer.abstained) == ("figure", False)
    assert (figure.value, figure.qualifier, figure.since) == (41, "at_least", date(2021, 6, 4))
    assert figure.said_by == "Colonel Ivo Brandt"
    assert [(part.place, part.value) for part in figure.parts] == [("Peru", 25), ("Chad", 16)]
    assert [earlier.value for earlier in answer.history] == [34, 21]
    assert answer.answer.startswith(
        "At least 41 attacks (25 in Peru, 16 in Chad) since 4 Jun 2021, according to Colonel Ivo Brandt (2 Jul 2021)"
        " [1]."
    )


@pytest.mark.parametrize(("place", "part", "others"), [("Peru", 25, {41, 16}), ("Chad", 16, {41, 25})])
def test_beside_the_part_of_the_asked_place_its_whole_is_no_rival(
    everything: Filled, place: str, part: float, others: set[float]
) -> None:
    question = Question(f"How many attacks on relief convoys in {place}?")
    _, explanation = everything.answerer.explain(question, view("2021-07-10"))
    likely = {each.value for each in explanation.values}
    assert part in likely
    assert not likely & others


@pytest.mark.parametrize(
    ("now", "value"),
    [
        pytest.param("2021-06-20", 21, id="the first day"),
        pytest.param("2021-06-27", 21, id="the day before the second"),
        pytest.param("2021-06-28", 34, id="the second day"),
        pytest.param("2021-07-10", 41, id="after all"),
    ],
)
def test_each_moment_has_its_figure(everything: Filled, now: str, value: float) -> None:
    assert asked(everything, QUESTION, now=now).figures[0].value == value


def test_a_place_is_answered_by_its_part(everything: Filled) -> None:
    question = Question("How many attacks on relief convoys in Peru since June 4?")
    _, explanation = everything.answerer.explain(question, view("2021-07-10"))
    chosen = {figure.outcome: figure.value for figure in reversed(explanation.figures)}
    assert (chosen["chosen"], chosen["earlier"]) == (25, 20)


def test_killed_and_injured_are_told_apart(everything: Filled) -> None:
    assert asked(everything, "How many people were killed by the flood in Peru?").figures[0].value == 12
    assert asked(everything, "How many people were injured by the flood in Peru?").figures[0].value == 40


def test_asked_years_later_without_a_year_it_says_how_it_read_the_question(fill: Fill) -> None:
    answer = asked(fill(*CONVOYS), QUESTION, now="2023-11-22")
    assert answer.figures[0].value == 41
    assert answer.readings[0] == "Read as since 4 Jun 2021; the newest matching article is of 2 Jul 2021."
    assert answer.window.alternatives == ("since 4 Jun 2023",)


def test_asked_years_later_with_a_year_it_does_not_read_another(fill: Fill) -> None:
    answer = asked(fill(*CONVOYS), "How many attacks on relief convoys since June 4, 2023?", now="2023-11-22")
    assert answer.kind == "no_coverage"
    assert answer.readings == ()


def test_asked_years_later_a_week_that_is_relative_to_now_is_not_read_as_another(fill: Fill) -> None:
    told = Told("2021-07-02", "Relief convoys have been attacked 9 times in the past week, the navy said.")
    answer = asked(fill(told), "How many attacks on relief convoys in the past week?", now="2023-11-22")
    assert answer.kind == "no_coverage"


@pytest.mark.parametrize(
    "question", ["How many attacks on relief convoys yesterday?", "How many killed in Peru today?"]
)
def test_a_total_of_weeks_does_not_answer_for_a_day(everything: Filled, question: str) -> None:
    assert asked(everything, question).figures == ()


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How many parrots were stolen in Bolivia?", id="a figure nobody tells"),
        pytest.param("Who won the regatta at Splitwater?", id="an event nobody tells"),
        pytest.param("latest bombings in Peru", id="incidents of another place"),
        pytest.param("How many attacks on tankers since June 4?", id="another target"),
    ],
)
def test_what_nothing_covers_is_said_with_a_reason_and_no_sources(everything: Filled, question: str) -> None:
    answer = asked(everything, question)
    assert (answer.kind, answer.abstained) == ("no_coverage", True)
    assert answer.freshness.reason
    assert answer.freshness.newest == datetime(2021, 7, 8, tzinfo=UTC)
    assert (answer.citations, answer.figures, answer.history) == ((), (), ())


@pytest.mark.parametrize("question", [QUESTION, "latest bombings in Iraq", "Why are the bakers of Lima angry?", "hi"])
def test_before_everything_and_without_anything_there_is_no_coverage(fill: Fill, question: str) -> None:
    for answer in (asked(fill(*EVERYTHING), question, now="2020-01-01"), asked(fill(), question)):
        assert (answer.kind, answer.abstained) == ("no_coverage", True)
        assert answer.freshness.reason
        assert answer.freshness.newest is None
        assert (answer.citations, answer.ranked) == ((), ())


def test_an_empty_archive_says_that_it_is_empty_and_leaves_advice_to_where_it_is_shown(fill: Fill) -> None:
    answer = asked(fill(), QUESTION)

    assert answer.answer.startswith("There is nothing here that was published by ")
    assert (answer.kind, answer.freshness.newest) == ("no_coverage", None)


def test_a_why_is_answered_in_the_words_of_the_source(everything: Filled) -> None:
    answer = asked(everything, "Why did bakers in Lima go on strike?")
    assert answer.kind == "passages"
    assert [citation.quote for citation in answer.citations] == [BAKERS.text]
    assert BAKERS.text in answer.answer


STRIKE = (
    Told(
        "2021-07-01", "The bakers of Lima are on strike over the price of flour, their union said.", by="Harbour Post"
    ),
    Told("2021-07-06", "The strike of the bakers of Lima has ended, their union said.", by="Quill Daily"),
)


@pytest.mark.parametrize("told", [STRIKE, STRIKE[::-1]], ids=["in order", "the newer first"])
def test_what_is_asked_for_its_latest_state_is_answered_by_the_newest_words_first(
    fill: Fill, told: tuple[Told, ...]
) -> None:
    answer = asked(fill(*told), "what is the latest on the strike of the bakers in Lima?")

    assert [citation.publisher for citation in answer.citations] == ["Quill Daily", "Harbour Post"]


QUESTIONS = (
    QUESTION,
    "How many attacks on relief convoys in Peru since June 4?",
    "How many people were killed by the flood in Peru?",
    "Why did bakers in Lima go on strike?",
    "latest bombings in Iraq",
    "How many bombings in Iraq from 1 July to 9 July 2021?",
    "How many parrots were stolen in Bolivia?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_the_stored_text_at_its_offsets(everything: Filled, question: str) -> None:
    answer = asked(everything, question)
    found = everything.archive.search_words(
        view("2022-01-01"), ["convoys", "flood", "bakers", "iraq", "nigeria"], limit=100
    )
    texts = {passage.stored.article.url: passage.stored.article.text for passage in found}
    for citation in answer.citations:
        assert citation.quote == texts[citation.url][citation.start : citation.end]
        assert 0 < len(citation.quote) <= 300
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_an_answer_that_rests_on_an_undated_article_says_so_in_the_place_of_its_day(fill: Fill) -> None:
    class Undated(Told):
        def as_document(self) -> Document:
            return replace(super().as_document(), published=None)

    news = fill()
    news.take(Undated(FLOOD.day, FLOOD.text, title=FLOOD.title), seen="2021-07-09")

    killed = asked(news, "How many people were killed by the flood in Peru?").answer
    assert killed.startswith(
        "12 people killed in Peru, according to the mayor (no date given; first seen 9 Jul 2021) [1]."
    )
    told = asked(news, "What did the mayor say about the flood in Peru?").answer
    assert "[1] (Harbour Post, no date given)" in told


LATER = (
    pytest.param([], id="nothing"),
    pytest.param(
        [Told("2021-07-11", "Relief convoys have been attacked 44 times since 4 June, the navy said.")],
        id="a newer total",
    ),
    pytest.param(
        [Told("2021-07-10T00:00:01", "The flood in Peru killed 19 people, the mayor said.", title="Flood")],
        id="a newer toll, one second late",
    ),
    pytest.param([Told("2021-07-12", BAKERS.text, by="Copy Daily")], id="a copy"),
    pytest.param([Told("2021-07-12", MOSUL.text, title=MOSUL.title, by="Valley Times")], id="a copy of an incident"),
    pytest.param(
        [
            Told(f"2022-01-{1 + number:02}", f"Parrots {number} were stolen in Bolivia; convoys, flood, bakers, Iraq.")
            for number in range(20)
        ],
        id="many that share the words",
    ),
)


@pytest.mark.parametrize("later", LATER)
def test_what_is_published_later_changes_no_byte_of_an_answer(fill: Fill, later: list[Told]) -> None:
    news = fill(*EVERYTHING)
    before = [row(asked(news, question)) for question in QUESTIONS]
    if later:
        news.take(*later)
    assert [row(asked(news, question)) for question in QUESTIONS] == before


def test_a_revision_that_became_known_later_changes_no_byte_of_an_answer(fill: Fill) -> None:
    class Revised(Told):
        @property
        def url(self) -> str:
            return FLOOD.url

    news = fill()
    news.take(*EVERYTHING, seen="2021-07-09")
    before = [row(asked(news, question)) for question in QUESTIONS]

    news.take(Revised(FLOOD.day, FLOOD.text.replace("12", "19"), title=FLOOD.title), seen="2021-08-01")

    assert [row(asked(news, question)) for question in QUESTIONS] == before
    killed = "How many people were killed by the flood in Peru?"
    assert asked(news, killed, now="2021-08-02").figures[0].value == 19


def test_what_is_published_later_changes_no_byte_where_nothing_is_visible(fill: Fill) -> None:
    assert row(asked(fill(*EVERYTHING), QUESTION, now="2020-01-01")) == row(asked(fill(), QUESTION, now="2020-01-01"))


def test_an_answer_is_the_same_each_time(fill: Fill) -> None:
    one, other = fill(*EVERYTHING), fill(*reversed(EVERYTHING))
    for question in QUESTIONS:
        assert row(asked(one, question)) == row(asked(one, question))
        assert row(asked(one, question))["answer"] == row(asked(other, question))["answer"]


ANSWER = (
    "id question as_of kind abstained answer window figures history conflicts incidents citations ranked freshness"
    " related stories timings_ms understood is_aside missing wider language"
)
FIGURE = "value qualifier unit counts since as_of place said_by parts citation"
KEYS = {
    "window": "since until alternatives",
    "incidents": "count ids possible",
    "freshness": "newest sources_failing reason",
}
LISTED_KEYS = {
    "figures": FIGURE,
    "history": FIGURE,
    "citations": "n id url title publisher published quote start end",
    "ranked": "id url title publisher published score text",
}


def keys(value: JsonValue) -> set[str]:
    assert isinstance(value, dict)
    return set(value)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_json_has_the_keys_that_programs_read(everything: Filled, question: str) -> None:
    answered = asked(everything, question).as_json()
    assert keys(answered) >= set(ANSWER.split())
    for name, expected in KEYS.items():
        assert keys(answered[name]) == set(expected.split())
    for name, expected in LISTED_KEYS.items():
        listed = answered[name]
        assert isinstance(listed, list)
        assert all(keys(each) == set(expected.split()) for each in listed)


def test_the_json_has_no_other_keys(everything: Filled) -> None:
    assert keys(asked(everything, QUESTION).as_json()) == set(ANSWER.split())


def test_the_json_holds_plain_values(everything: Filled) -> None:
    answered = asked(everything, QUESTION).as_json()
    assert answered["id"] == "q-1"
    assert answered["question"] == QUESTION
    assert answered["as_of"] == "2021-07-10T00:00:00+00:00"
    assert answered["window"] == {"since": "2021-06-04T00:00:00+00:00", "until": None, "alternatives": []}
    figures = answered["figures"]
    assert isinstance(figures, list)
    assert figures[0] == {
        "value": 41,
        "qualifier": "at_least",
        "unit": "attacks",
        "counts": "Relief convoys have been attacked at least 41 times since 4 June",
        "since": "2021-06-04",
        "as_of": "2021-07-02",
        "place": None,
        "said_by": "Colonel Ivo Brandt",
        "parts": [{"place": "Peru", "value": 25}, {"place": "Chad", "value": 16}],
        "citation": 1,
    }


def test_a_closed_window_is_counted_from_the_ledger(everything: Filled) -> None:
    answer = asked(everything, "How many bombings in Iraq from 4 July to 9 July 2021?")
    assert (answer.kind, answer.abstained) == ("ledger", False)
    assert answer.figures[0].value == 1
    assert answer.incidents.count == 1
    assert [citation.quote for citation in answer.citations] == [MOSUL.text]


def test_what_its_publisher_withdrew_since_is_not_counted(fill: Fill) -> None:
    bomb = Told("2021-07-03", "A car bomb exploded in Lima, Peru, killing 12 people, police said.", by="Wire")
    notice = Told("2021-07-05", "We withdraw our report that a car bomb killed 12 people in Lima, Peru.", by="Wire")
    filled = fill(bomb, notice, *INCIDENTS)
    question = Question("How many bombings in Peru from 1 July to 9 July 2021?")
    answers = [filled.answerer.answer(question, view(day)) for day in ("2021-07-04", "2021-07-10")]

    assert [answer.incidents.count for answer in answers] == [1, 0]


def test_an_open_count_that_nobody_states_is_listed_but_not_answered(everything: Filled) -> None:
    answer = asked(everything, "How many bombings in Iraq since July 1?")
    assert (answer.kind, answer.abstained) == ("ledger", True)
    assert answer.figures == ()
    assert answer.incidents.count == 2
    assert {citation.quote for citation in answer.citations} == {MOSUL.text, BAGHDAD.text}


TOWNS = ("Baghdad", "Basra", "Kirkuk", "Tikrit", "Ramadi", "Mosul")


def bombing(day: str, town: str) -> Told:
    text = f"A car bomb exploded at a market in {town}, Iraq, on {date.fromisoformat(day):%A}, wounding three people."
    return Told(day, text, title=f"Bomb in {town}")


@pytest.mark.parametrize(
    ("towns", "opening", "listed"),
    [
        pytest.param(TOWNS, "Latest incidents since 26 Jun 2021:", 6, id="many lately"),
        pytest.param(TOWNS[:5], "Latest incidents:", 6, id="few lately"),
    ],
)
def test_the_latest_incidents_are_those_of_the_last_weeks_where_these_are_enough(
    fill: Fill, towns: tuple[str, ...], opening: str, listed: int
) -> None:
    lately = [bombing(f"2021-07-0{number}", town) for number, town in enumerate(towns, start=1)]
    answer = asked(fill(bombing("2019-07-02", "Samarra"), *lately), "latest bombings in Iraq")
    assert answer.answer.splitlines()[0] == opening
    assert answer.incidents.count == listed


@pytest.mark.parametrize("question", ['"', "*", "NEAR(a b)", "a AND OR NOT", "\x00?", "🌊🌊", "'; --", "?" * 1_000])
def test_an_odd_question_is_answered_all_the_same(everything: Filled, question: str) -> None:
    answer = asked(everything, question)
    assert answer.answer
    assert answer.abstained is (answer.kind == "no_coverage")


def test_a_search_gives_the_nearest_first_and_no_more_than_asked(everything: Filled) -> None:
    found = everything.answerer.search("bomb Mosul", view("2021-07-10"), limit=2)
    assert len(found) == 2
    assert found[0].text == MOSUL.text
    assert found[0].score >= found[1].score


def test_a_search_shows_one_of_a_story(fill: Fill) -> None:
    copy = Told("2021-07-09", BAKERS.text, by="Copy Daily")
    found = fill(*EVERYTHING, copy).answerer.search("bakers flour", view("2021-07-10"), limit=20)
    assert [ranked.text for ranked in found].count(BAKERS.text) == 1


def test_what_nothing_answers_has_the_nearest_coverage_beneath_as_what_it_is(fill: Fill) -> None:
    near = Told("2021-07-01", "The mayor of Dorvik opened the harbour fair.", title="Fair opens in Dorvik")
    far = Told("2021-07-02", "Bakers in Lima went on strike over the price of flour.", title="Bakers strike")

    answer = asked(fill(near, far), "Who won the chess championship in Dorvik?")

    assert answer.abstained
    assert answer.kind == "no_coverage"
    assert answer.answer.startswith("Nothing in the archive clearly answers this. Nearest:")
    assert answer.related == answer.citations
    assert {one.url for one in answer.related} == {near.url}


def test_a_single_story_of_a_topic_is_told_by_more_than_its_title(fill: Fill) -> None:
    told = Told("2021-07-09", "The keeper of the Dorvik lighthouse said the lamp is broken.", title="Keeper resigns")

    answer = asked(fill(told), "any news on the Dorvik lighthouse?")

    assert answer.answer.startswith("1 story on the Dorvik lighthouse")
    assert "Keeper resigns" in answer.answer
    assert "lamp is broken" in answer.answer
    assert [(one.url, len(one.quote) > 0) for one in answer.citations] == [(told.url, True)] * 2


def test_what_more_a_story_tells_is_left_out_where_there_is_no_room_for_it(fill: Fill) -> None:
    title = (
        "Keeper of the Dorvik lighthouse, who has lit its lamp by hand each night of the year for a quarter of a"
        " century, leaves his post in the tower at the end of the summer, as nobody has come to mend the stairs, the"
        " lamp, the door or the roof"
    )
    text = (
        "He said on Friday that he had asked the town for new stairs in the Dorvik lighthouse in each of the last nine"
        " years, and that in none of them had anybody as much as gone up to look at the lamp, the door or the hole in"
        " the roof over his bed."
    )

    answer = asked(fill(Told("2021-07-09", text, title=title)), "any news on the Dorvik lighthouse?")

    assert answer.answer.startswith("1 story on the Dorvik lighthouse")
    assert len(answer.answer.split()) <= 80


def test_what_names_little_of_what_is_asked_is_not_near(fill: Fill) -> None:
    far = Told("2021-07-02", "Bakers in Lima went on strike over the price of flour.", title="Bakers strike")

    answer = asked(fill(far), "Who won the chess championship in Dorvik after the price of entry rose?")

    assert answer.abstained
    assert answer.related == ()


def test_what_is_answered_has_no_nearest_coverage(everything: Filled) -> None:
    assert asked(everything, QUESTION).related == ()


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Were there more than 30 attacks on relief convoys since June 4?", "Yes. At least 41 attacks"),
        ("Were there more than 80 attacks on relief convoys since June 4?", "No. At least 41 attacks"),
        (
            "Were there over 45 attacks on relief convoys since June 4?",
            "This count leaves that open. At least 41 attacks",
        ),
        (QUESTION, "At least 41 attacks"),
    ],
)
def test_whether_a_count_is_so_much_is_answered_before_the_count(
    everything: Filled, question: str, begins: str
) -> None:
    answer = asked(everything, question)

    assert answer.kind == "figure"
    assert answer.answer.startswith(begins)
    assert answer.citations
