"""Answers that differ are stated first, then shown in the words of each."""

from bot.answering.composing import Citations
from bot.answering.passages import Spoken
from bot.answering.sides import Side
from bot.answering.telling import compose_sides
from tests.bot.answering.conftest import Fill
from tests.bot.answering.news import Told
from tests.bot.answering.test_answerer import asked

FIRST = Told("2021-07-02", "The ferry Silver Tern was launched at Quill on 1 July 2021.", by="Harbour Post")
SECOND = Told("2021-07-03", "Silver Tern, the new ferry, was launched on 2 July 2021.", by="Valley Times")
LONG = " ".join(f"word{number}" for number in range(40))


def side(answer: str, told: Told, sentence: str) -> Side:
    return Side(answer, (Spoken(told.as_stored(), told.span_of(sentence), (answer,)),))


def test_each_answer_is_stated_with_its_source_and_quoted() -> None:
    sides = [side("1 July 2021", FIRST, FIRST.text), side("2 July 2021", SECOND, SECOND.text)]
    citations = Citations()
    composed = compose_sides(sides, (), citations, opening="Sources differ")
    assert composed.text == (
        "Sources differ: 1 July 2021 [1]; 2 July 2021 [2].\n"
        "“The ferry Silver Tern was launched at Quill on 1 July 2021.” — Harbour Post, 2 Jul 2021 [1]\n"
        "“Silver Tern, the new ferry, was launched on 2 July 2021.” — Valley Times, 3 Jul 2021 [2]"
    )
    assert [citation.quote for citation in citations.all()] == [FIRST.text, SECOND.text]


def test_what_is_outvoted_is_cited_beneath() -> None:
    citations = Citations()
    standing, outvoted = side("1 July 2021", FIRST, FIRST.text), side("2 July 2021", SECOND, SECOND.text)
    composed = compose_sides([standing], [outvoted], citations, opening="")
    assert "2 July" not in composed.text
    assert composed.notes == ("Another version of the text says otherwise [2].",)


def test_long_sentences_are_cut_around_the_answers_so_that_all_are_read_at_a_glance() -> None:
    told = [Told("2021-07-02", f"{LONG} answer{number} {LONG}.") for number in range(4)]
    sides = [side(f"answer{number}", each, each.text) for number, each in enumerate(told)]
    text = compose_sides(sides, (), Citations(), opening="Sources differ").text
    assert len(text.split()) <= 80
    assert all(text.count(f"answer{number}") == 2 for number in range(4))


def test_two_dates_of_one_event_are_a_conflict_with_both_quoted(fill: Fill) -> None:
    answer = asked(fill(FIRST, SECOND), "When was the Silver Tern launched?", now="2021-08-01")
    assert answer.kind == "conflict"
    assert answer.answer.startswith("Sources differ: ")
    assert {citation.publisher for citation in answer.citations} == {"Harbour Post", "Valley Times"}


def test_two_places_of_one_event_are_a_conflict(fill: Fill) -> None:
    told = (
        Told("2021-07-02", "The storm Edda made landfall near Quillhaven on Thursday.", by="Harbour Post"),
        Told("2021-07-02", "At Splitwater, where storm Edda made landfall, cranes fell.", by="Valley Times"),
    )
    answer = asked(fill(*told), "Where did storm Edda make landfall?", now="2021-08-01")
    assert answer.kind == "conflict"
    assert "Quillhaven [" in answer.answer
    assert "Splitwater [" in answer.answer


def test_what_sources_agree_on_is_no_conflict(fill: Fill) -> None:
    told = (FIRST, Told("2021-07-09", "The Silver Tern was launched in 2021 and sails next week.", by="Quill Daily"))
    assert asked(fill(*told), "When was the Silver Tern launched?", now="2021-08-01").kind == "passages"
