from datetime import date

import pytest

from bot.answering.conversation.following import brief_question, followed

TODAY = date(2023, 11, 25)
NAMES = frozenset("ada quill brisk bram marlow hamlet peru chile lima norway oslo sweden redguard bluecoats".split())
"""What the texts write with a capital."""

COUNT = "how many attacks on Redguard bases since Oct 17?"
KILLED = "How many people have been killed in Peru?"
FREED = "how many hostages has Redguard released?"
WHO = "who is Ada Quill?"
OFFICE = "who is the president of Norway?"
SAID = "what did Redguard say about the truce?"
EVENT = "what happened at the Marlow hospital?"
WORDS = "earthquake Peru"
STATE = "has the Brisk volcano erupted?"


def read(message: str, before: str) -> str | None:
    found = followed(message, before, names=("Bram Brisk",), today=TODAY, is_name=is_name)
    return found.question if found else None


def is_name(word: str) -> bool:
    return word.lower() in NAMES


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        (COUNT, "and in Peru?", "how many attacks on Redguard bases since Oct 17 in Peru?"),
        (KILLED, "and in Chile?", "How many people have been killed in Chile?"),
        (KILLED, "Chile?", "How many people have been killed in Chile?"),
        (OFFICE, "and of Sweden?", "who is the president of Sweden?"),
        (OFFICE, "what about sweden", "who is the president of sweden?"),
        (WORDS, "and in Chile?", "earthquake in Chile?"),
        ("how many drones were shot down over Oslo?", "and in Lima", "how many drones were shot down in Lima?"),
    ],
)
def test_a_place_is_exchanged_or_added(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        (COUNT, "what about last month?", "how many attacks on Redguard bases last month?"),
        (COUNT, "since November 1?", "how many attacks on Redguard bases since November 1?"),
        (COUNT, "how many attacks last week?", "how many attacks on Redguard bases last week?"),
        (KILLED, "and yesterday", "How many people have been killed in Peru yesterday?"),
        (KILLED, "and in Chile last month?", "How many people have been killed in Chile last month?"),
        (FREED, "tomorrow?", "how many hostages has Redguard released tomorrow?"),
    ],
)
def test_a_window_is_exchanged_or_added(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        (KILLED, "only children", "How many children have been killed in Peru?"),
        (KILLED, "what about journalists?", "How many journalists have been killed in Peru?"),
        (KILLED, "how many of them were women?", "How many women have been killed in Peru?"),
        (KILLED, "how many children?", "How many children have been killed in Peru?"),
        (KILLED, "and norwegians?", "How many Norwegians have been killed in Peru?"),
        (KILLED, "how many injured?", "how many injured in Peru?"),
        (KILLED, "injured?", "how many injured in Peru?"),
        (COUNT, "how many injured?", "how many injured (attacks on Redguard bases since Oct 17)?"),
        (
            "how strong was it (people died in the quake in Peru)?",
            "what about injured",
            "how many injured in the quake in Peru?",
        ),
        (FREED, "how many are still held?", "how many hostages are still held (Redguard)?"),
        (WORDS, "how many homes were destroyed?", "how many homes were destroyed (earthquake Peru)?"),
    ],
)
def test_a_group_or_an_outcome_is_exchanged_or_added(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        (SAID, "and the Bluecoats?", "what did the Bluecoats say about the truce?"),
        (SAID, "what about chile?", "what did chile say about the truce?"),
        (WHO, "and Bram Marlow?", "who is Bram Marlow?"),
        (COUNT, "and by Bluecoats?", "how many attacks on Redguard bases since Oct 17 by Bluecoats?"),
    ],
)
def test_a_subject_is_exchanged(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        (WHO, "where is she now?", "where is Ada Quill now?"),
        (WHO, "how many seats did she win?", "how many seats did Ada Quill win?"),
        (WHO, "who is her husband?", "who is Ada Quill’s husband?"),
        (WHO, "what about her party?", "Ada Quill’s party?"),
        ("how much did that NY woman pay?", "what was her job?", "what was Bram Brisk’s job?"),
        ("was there a bull in Peru?", "what is his name?", "what is his name (there a bull in Peru)?"),
        (OFFICE, "when was he elected?", "when was Bram Brisk elected?"),
        (FREED, "who are they?", "who are the hostages (Redguard)?"),
        (SAID, "did they agree?", "did Redguard agree?"),
        (KILLED, "how many got hurt there?", "how many got hurt in Peru?"),
        (STATE, "when did it start?", "when did it start (the Brisk volcano erupted)?"),
        (EVENT, "who is the suspect?", "who is the suspect at the Marlow hospital?"),
        (EVENT, "and when?", "when did it happen at the Marlow hospital?"),
        (EVENT, "any updates?", "latest on at the Marlow hospital"),
        ("who won the Oslo final", "out of how many?", "out of how many (won the Oslo final)?"),
        ("who won the FINAL?", "where was it?", "where was it (won the FINAL)?"),
        ("how many shops (Redguard closing)?", "what do they sell?", "what do the shops sell (Redguard closing)?"),
        ("what else is Ada Quill selling", "since when?", "since when (Ada Quill selling)?"),
    ],
)
def test_a_pronoun_or_nothing_at_all_stands_for_what_was_asked_about(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize(
    "message",
    [
        "how many people died in the Lima flood?",
        "Who won the election in Sweden?",
        "earthquake in Norway",
        "Hamlet",
        "did Bram Marlow say he would resign?",
        "what is the price of gold?",
        "is it true that Norway left the union?",
        "are there any hostages left?",
        "For how many years was Bram Marlow sentenced?",
        "With what share of the vote did Ada Quill win?",
        "By how many percent did prices in Chile rise?",
        "who won the world cup in 2022?",
        "what's new?",
        "summarise the last 24 hours",
        "is the strike in Oslo over?",
        "What was Marlow fined the second time he broke the order?",
    ],
)
@pytest.mark.parametrize("before", [COUNT, KILLED, WHO, SAID, EVENT])
def test_a_message_that_stands_alone_is_not_changed(message: str, before: str) -> None:
    assert read(message, before) is None


def test_what_may_be_meant_alone_says_what_an_answer_has_to_name() -> None:
    found = followed("how is the economy?", OFFICE, today=TODAY, is_name=is_name)

    assert found
    assert found.question == "how is the economy (the president of Norway)?"
    assert [term.name for term in found.own] == ["economy"]


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("by how much?", "who won the Oslo final by how much?"),
        ("with whom", "who won the Oslo final with whom?"),
        ("after how many years?", "who won the Oslo final after how many years?"),
        ("from where", "who won the Oslo final from where?"),
        ("of what?", "who won the Oslo final of what?"),
    ],
)
def test_what_asks_with_a_preposition_alone_goes_on_with_the_question_before(message: str, question: str) -> None:
    found = followed(message, "who won the Oslo final", today=TODAY, is_name=is_name)

    assert found
    assert found.question == question
    assert not found.is_exchanged


def test_what_comes_in_anothers_place_has_to_be_named_whatever_it_is() -> None:
    found = followed("and the ice hockey one?", "who won the Oslo final", today=TODAY, is_name=is_name)

    assert found
    assert found.is_exchanged
    assert [term.name for term in found.others] == ["ice", "hockey"]


@pytest.mark.parametrize("message", ["who got the red card?", "who lost", "where did the plane end up?"])
def test_a_brief_question_may_be_of_what_was_asked_before(message: str) -> None:
    found = brief_question(message, EVENT, today=TODAY, is_name=is_name)

    assert found
    assert found.question == f"{message.rstrip('?')} at the Marlow hospital?"


@pytest.mark.parametrize(
    "message",
    [
        "what's new?",
        "earthquake in Norway",
        "What happened at Brisk?",
        "did Ada Quill meet Bram Marlow?",
        "who won the election in Sweden after the last coalition broke up in May?",
    ],
)
def test_what_asks_for_news_or_says_what_it_is_about_is_no_brief_question(message: str) -> None:
    assert brief_question(message, EVENT, today=TODAY, is_name=is_name) is None


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        ("what's new?", "and yesterday?", "what's new yesterday?"),
        ("what's new?", "only the three biggest", "what's new, top 3?"),
        ("what's new yesterday, top 3?", "only about Peru", "what's new yesterday about Peru?"),
        ("what's new in Peru this month", "and november?", "what's new in Peru in november?"),
        ("what's new in Peru this month", "just the top 3", "what's new in Peru this month, top 3?"),
        ("what's new in Peru, top 3?", "what about Chile", "what's new in Chile?"),
        ("what's new in Peru", "only the strikes", "what's new in Peru strikes?"),
        ("latest on Redguard", "shorter pls", "latest on Redguard, top 3?"),
        ("latest on Redguard, top 3?", "show me all", "latest on Redguard, top 20?"),
        ("timeline of Redguard", "only since december", "timeline of Redguard since december?"),
    ],
)
def test_stories_are_asked_for_anew_of_another_time_of_something_else_or_a_few_of_them(
    before: str, message: str, question: str
) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize("message", ["what's new in Chile", "who won the election in Sweden?", "timeline of the flood"])
def test_a_question_of_its_own_after_stories_stands_alone(message: str) -> None:
    assert read(message, "what's new in Peru") is None


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        (COUNT, "how many rocket attacks?", "how many rocket attacks on Redguard bases since Oct 17?"),
        (COUNT, "and by whom?", "by whom (attacks on Redguard bases since Oct 17)?"),
        ("by whom in Peru?", "why", "why did it happen in Peru?"),
        ("by whom (attacks on US forces)?", "and in Peru", "by whom (attacks on US forces) in Peru?"),
        ("Peru earthquake death toll", "and injured", "how many injured (Peru earthquake)?"),
    ],
)
def test_what_a_question_asks_goes_and_what_it_is_about_stays(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize("message", ["how many attacks on redguard bases?", "who attacked redguard bases in Peru"])
def test_what_repeats_a_phrase_of_the_question_before_is_no_brief_question(message: str) -> None:
    assert brief_question(message, COUNT, today=TODAY, is_name=lambda _: False) is None


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        (WHO, "what about Bram Brisk, is he going too?", "is Bram Brisk going too?"),
        (SAID, "how about the Bluecoats, did they agree?", "did the Bluecoats agree?"),
        ("how much will Redguard save?", "over how many years", "over how many years (Redguard save)?"),
        ("who shot the students?", "are they safe?", "are the students safe?"),
        ("was anybody hurt at the Marlow park?", "are they safe?", "are they safe (anybody hurt at the Marlow park)?"),
        ("how much has Ada Quill to pay his cook?", "what did she ask for?", "what did Bram Brisk ask for?"),
        ("who sued Ada Quill?", "what is her name?", "what is her name (sued Ada Quill)?"),
        ("summarise the last 24 h about Peru", "why did it rain?", "why did it rain (Peru the last 24 hours)?"),
    ],
)
def test_whom_a_question_is_asked_of_is_told_from_what_it_says(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


def test_a_question_that_has_all_of_the_matter_before_stands_alone() -> None:
    assert brief_question("is redguard's chief back?", "who is redguard's chief?", today=TODAY, is_name=is_name) is None
