from datetime import date

import pytest

from bot.answering.conversation.rewriting import rewritten

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
    found = rewritten(message, before, today=TODAY, is_name=is_name)
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
        (WORDS, "and in Chile?", "earthquake Peru in Chile?"),
        ("how many injured (Peru)?", "and in Chile?", "how many injured (Chile)?"),
        ("how many drones were shot down over Oslo?", "and in Lima", "how many drones were shot down over Lima?"),
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
        (FREED, "tomorrow?", "tomorrow (hostages Redguard released)?"),
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
        (KILLED, "and norwegians?", "How many norwegians have been killed in Peru?"),
        (KILLED, "how many injured?", "how many injured (Peru)?"),
        (KILLED, "injured?", "how many injured (Peru)?"),
        (COUNT, "how many injured?", "how many injured (attacks Redguard bases since Oct 17)?"),
        (
            "how strong was it (people died in the quake in Peru)?",
            "what about injured",
            "how many injured (quake Peru)?",
        ),
        (FREED, "how many are still held?", "how many are still held (hostages Redguard released)?"),
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
        (COUNT, "and by Bluecoats?", "by Bluecoats (attacks Redguard bases since Oct 17)?"),
    ],
)
def test_a_subject_is_exchanged(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        (WHO, "where is she now?", "where is she now (Ada Quill)?"),
        (WHO, "how many seats did she win?", "how many seats did she win (Ada Quill)?"),
        (WHO, "who is her husband?", "who is her husband (Ada Quill)?"),
        (WHO, "what about her party?", "her party (Ada Quill)?"),
        ("how much did that NY woman pay?", "what was her job?", "what was her job (NY woman pay)?"),
        ("was there a bull in Peru?", "what is his name?", "what is his name (bull Peru)?"),
        (OFFICE, "when was he elected?", "when was he elected (president Norway)?"),
        (KILLED, "is the shooter dead?", "is the shooter dead (Peru)?"),
        (FREED, "who are they?", "who are they (hostages Redguard released)?"),
        (SAID, "did they agree?", "did they agree (Redguard truce)?"),
        (KILLED, "how many got hurt there?", "how many got hurt there (Peru)?"),
        (STATE, "when did it start?", "when did it start (Brisk volcano erupted)?"),
        (EVENT, "who is the suspect?", "who is the suspect (Marlow hospital)?"),
        (EVENT, "and when?", "when (Marlow hospital)?"),
        (EVENT, "any updates?", "latest on Marlow hospital"),
        ("who won the Oslo final", "out of how many?", "out of how many (won Oslo final)?"),
        ("who won the FINAL?", "where was it?", "where was it (won FINAL)?"),
        ("how many shops (Redguard closing)?", "what do they sell?", "what do they sell (Redguard closing)?"),
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
        "is it true that Norway left the union?",
        "For how many years was Bram Marlow sentenced?",
        "With what share of the vote did Ada Quill win?",
        "By how many percent did prices in Chile rise?",
        "what's new?",
        "summarise the last 24 hours",
        "is the strike in Oslo over?",
        "What was Marlow fined the second time he broke the order?",
    ],
)
@pytest.mark.parametrize("before", [COUNT, KILLED, WHO, SAID, EVENT])
def test_a_message_that_stands_alone_is_not_changed(message: str, before: str) -> None:
    assert read(message, before) is None


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
        (COUNT, "and by whom?", "by whom (attacks Redguard bases since Oct 17)?"),
        ("by whom in Peru?", "why", "why (Peru)?"),
        ("by whom (attacks on US forces)?", "and in Peru", "by whom (attacks on US forces) in Peru?"),
        ("Peru earthquake death toll", "and injured", "how many injured (Peru earthquake toll)?"),
    ],
)
def test_what_a_question_asks_goes_and_what_it_is_about_stays(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize(
    ("before", "message", "question"),
    [
        ("how much will Redguard save?", "over how many years", "over how many years (Redguard save)?"),
        ("who shot the students?", "are they safe?", "are they safe (shot students)?"),
        ("was anybody hurt at the Marlow park?", "are they safe?", "are they safe (hurt Marlow park)?"),
        (
            "how much has Ada Quill to pay his cook?",
            "what did she ask for?",
            "what did she ask for (Ada Quill pay cook)?",
        ),
        ("who sued Ada Quill?", "what is her name?", "what is her name (sued Ada Quill)?"),
        ("summarise the last 24 h about Peru", "why did it rain?", "why did it rain (Peru the last 24 hours)?"),
    ],
)
def test_whom_a_question_is_asked_of_is_told_from_what_it_says(before: str, message: str, question: str) -> None:
    assert read(message, before) == question


@pytest.mark.parametrize(
    ("message", "substitutes"),
    [("and the ice hockey one?", ["ice", "hockey"]), ("and Bram Marlow?", ["bram", "marlow"])],
)
def test_what_comes_in_anothers_place_has_to_be_named_whatever_it_is(message: str, substitutes: list[str]) -> None:
    found = rewritten(message, "who won the Oslo final", today=TODAY, is_name=is_name)

    assert found
    assert found.is_substitute
    assert [term.name for term in found.substitutes] == substitutes


@pytest.mark.parametrize("message", ["who got the red card?", "who lost", "by how much?", "with whom", "of what?"])
def test_a_brief_question_that_names_nothing_is_of_what_was_asked_before(message: str) -> None:
    found = rewritten(message, EVENT, today=TODAY, is_name=is_name)

    assert found
    assert found.question == f"{message.rstrip('?')} (Marlow hospital)?"
    assert not found.may_stand_alone


def test_a_brief_question_with_a_name_may_as_well_stand_alone() -> None:
    found = rewritten("what does Redguard get", EVENT, today=TODAY, is_name=is_name)

    assert found
    assert found.may_stand_alone


def test_a_question_that_has_all_of_the_content_before_stands_alone() -> None:
    before = "who is redguard's chief?"

    assert rewritten("is redguard's chief back?", before, today=TODAY, is_name=is_name) is None


@pytest.mark.parametrize(
    ("before", "message", "in_full"),
    [
        (EVENT, "and who did it?", "what happened at the Marlow hospital? who did it?"),
        ("who did it (Marlow hospital)?", "when?", "who did it (Marlow hospital)? when?"),
        (KILLED, "and in Chile?", "How many people have been killed in Chile?"),
    ],
    ids=["as it came", "behind what leant already", "what is asked of something else is a whole question"],
)
def test_passages_are_read_beside_the_message_as_it_came_behind_the_question_before(
    before: str, message: str, in_full: str
) -> None:
    found = rewritten(message, before, today=TODAY, is_name=is_name)

    assert found
    assert found.in_full(before) == in_full
