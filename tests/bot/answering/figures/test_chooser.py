"""Which number stands in bold: the weights know what the code sees, and two readings have to agree."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pytest

from bot.answering.answers import Answer
from bot.answering.figures.boosting import Boosted, Split, Tree, read_boosted
from bot.answering.figures.chooser import Likely, numbers_in, seen_of_likeliest, seen_of_values, values_weighed
from bot.answering.figures.mentions import is_rounded, mentions_in
from bot.answering.outcomes import UNCLEAR
from bot.answering.questions import Question
from bot.answering.retrieval.finding import Found
from ingest import ReadSentence, Regression, RevisionId, Span, find_quantities, read_regression
from tests.bot.answering.conftest import Fill
from tests.bot.answering.news import Told, planned, view

QUESTION = "How many people did the flood in Norland kill?"
FLOOD = (
    Told("2021-07-02", "The flood in Norland has killed 12 people, the mayor said.", title="Flood in Norland kills 12"),
    Told(
        "2021-07-03", "The flood in Norland has killed 19 people, police said.", title="Norland flood", by="Quill Post"
    ),
)


def read(*told: Told) -> dict[RevisionId, tuple[ReadSentence, ...]]:
    stored = [each.as_stored() for each in told]
    return {each.revision: find_quantities(each.article) for each in stored}


def asked(fill: Fill, *told: Told, now: str = "2021-07-10") -> Answer:
    return fill(*told).answerer.answer(Question(QUESTION), view(now))


@pytest.mark.parametrize("name", ["mentions.json", "values.json", "certainty.json"])
def test_the_weights_are_of_what_the_code_sees(name: str) -> None:
    plan = planned(QUESTION, today="2021-07-10")
    stories = tuple(told.as_passage() for told in FLOOD)
    numbers = numbers_in(plan, Found(stories, None, ()), read(*FLOOD), {}, None)
    values = values_weighed(numbers, [0.5] * len(numbers.mentions))
    likely = [Likely(value, 0.5) for value in values]
    seen = {
        "mentions.json": numbers.seen,
        "values.json": seen_of_values(numbers, values),
        "certainty.json": [seen_of_likeliest(numbers, likely)],
    }[name]

    told = {feature for each in seen for feature in each}
    if name == "certainty.json":
        assert told >= {feature for tree in read_boosted(name).trees for feature in features_in(tree)}
    else:
        assert told == set(read_regression("bot.answering.figures", name).weights)


def features_in(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Split):
        yield tree.feature
        yield from chain.from_iterable(map(features_in, (tree.below, tree.above)))


def test_trees_add_what_is_left_where_a_feature_leads() -> None:
    boosted = Boosted(0.0, (Split("near", 0.5, -1.0, Split("age", 2.0, 3.0, -3.0)), 1.0))

    assert boosted.probability({"near": 0.5}) == 0.5
    assert boosted.probability({"near": 0.6}) > 0.9
    assert boosted.probability({"near": 0.6, "age": 2.1}) < 0.2


def test_a_probability_grows_with_the_weighed_sum() -> None:
    model = Regression(-1.0, {"near": 2.0, "age": -1.0})

    assert model.probability({"near": 0.5}) == 0.5
    assert model.probability({"near": 1.0}) > model.probability({"near": 1.0, "age": 1.0})


def test_what_nobody_knows_how_to_weigh_is_an_error() -> None:
    with pytest.raises(KeyError):
        Regression(0.0, {}).probability({"near": 1.0})


def test_where_both_readings_agree_the_newest_figure_is_in_bold(fill: Fill) -> None:
    answer = asked(fill, *FLOOD)

    assert [figure.value for figure in answer.figures] == [19]


def test_where_sources_differ_on_one_day_the_quotes_stand_newest_first(fill: Fill) -> None:
    answer = asked(
        fill,
        Told("2021-07-02", "The flood in Norland killed 19 people and 31 people drowned in Ostland, the wire said."),
        Told("2021-07-02T09:00:00", "Some 44 people are dead in Norland, a priest said.", by="Quill Post"),
    )

    opening, *quotes = answer.answer.splitlines()
    assert (answer.figures, opening) == ((), UNCLEAR)
    assert ["44" in quotes[0], "19" in quotes[1]] == [True, True]


def test_where_one_sentence_alone_states_what_is_likely_it_stands_without_a_heading(fill: Fill) -> None:
    answer = asked(
        fill, Told("2021-07-02", "The flood in Norland left 19 killed of the 44 it swept away, a priest said.")
    )

    assert UNCLEAR not in answer.answer
    assert answer.answer.count("[1]") == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials denied that the flood in Norland killed 80 people.",
        "If the dam breaks, the flood in Norland could kill 80 people.",
    ],
    ids=["denied", "supposed"],
)
def test_what_is_not_stated_as_a_fact_is_no_candidate(sentence: str) -> None:
    told = Told("2021-07-02", sentence)

    assert mentions_in((told.as_passage(),), read(told)) == ()


def test_a_vote_and_nobody_are_numbers_although_none_is_written() -> None:
    told = Told("2021-07-02", "The bill passed 271-230. No one was hurt in the crash.")
    mentions = mentions_in((told.as_passage(),), read(told))

    assert {0.0, 271.0, 230.0} <= {mention.value for mention in mentions}


@pytest.mark.parametrize(("value", "exact", "may_be"), [(100, 102, True), (60, 102, False), (103, 102, False)])
def test_a_rounded_number_has_fewer_digits_and_lies_near(value: float, exact: float, may_be: bool) -> None:  # noqa: FBT001 because it is a case of a table
    assert is_rounded(value, exact) is may_be


def test_the_numbers_of_another_passage_are_no_mentions_and_the_title_s_are_in_each() -> None:
    told = Told("2021-07-02", "The flood killed 12 people.\n\nA bridge fell; 30 cars sank.", title="Flood: 14 dead")
    article = told.as_stored().article
    last = replace(told.as_passage(), span=Span(article.text.index("A bridge"), len(article.text)))
    mentions = mentions_in((last,), read(told))

    assert [(mention.value, mention.place) for mention in mentions] == [(14, 0), (30, 1)]


def test_a_text_that_nobody_read_anew_yet_is_answered_from_as_if_somebody_had(fill: Fill) -> None:
    filled = fill(*FLOOD)
    before = filled.answerer.answer(Question(QUESTION), view("2021-07-10"))
    with filled.archive.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM quantities")
    after = filled.answerer.answer(Question(QUESTION), view("2021-07-10"))

    assert [figure.value for figure in after.figures] == [19]
    assert replace(after, timings_ms=before.timings_ms) == before
