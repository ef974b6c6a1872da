import pytest

from bot.answering.conversation.decomposition import questions_in


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("Who is Ada Quill? When does she take office?", ("Who is Ada Quill?", "When does she take office?")),
        (
            "how many were freed and who paid for it",
            ("how many were freed?", "who paid for it?"),
        ),
        ("how many were killed? and in Chile?", ("how many were killed?", "and in Chile?")),
        ("what is the rate in Peru and in Chile", ("what is the rate in Peru?", "what is the rate in Chile?")),
        ("who is mayor of Lima and who of Oslo", ("who is mayor of Lima?", "who is mayor of Oslo?")),
        ("what is it called n where is it?", ("what is it called?", "where is it?")),
        ("who won the final and by how much?", ("who won the final?", "by how much?")),
        ("who was convicted over the crash, and of what", ("who was convicted over the crash?", "of what?")),
        ("who paid for it and since when?", ("who paid for it?", "since when?")),
        ("who won the final. when is the next one", ("who won the final?", "when is the next one?")),
        ("who won? and also when is the next one?", ("who won?", "and also when is the next one?")),
        ("was he found guilty and on how many counts?", ("was he found guilty?", "on how many counts?")),
        ("how much was it & who paid", ("how much was it?", "who paid?")),
        ("who won the final\nhow many were there", ("who won the final?", "how many were there?")),
        ("is the bridge open, and how many were hurt?", ("is the bridge open?", "how many were hurt?")),
    ],
)
def test_questions_of_one_message_are_parted(message: str, questions: tuple[str, ...]) -> None:
    assert questions_in(message) == questions


@pytest.mark.parametrize(
    "message",
    [
        "What happened in Lima and why?",
        "How many people were killed and injured in the flood?",
        "Who won? Ada Quill",
        "Did Peru and Chile agree?",
        "Is U.S. aid to Chile still on?",
        "What happened when and where?",
        "who, when and where?",
        "who is and was the leader of the party?",
        "what? who? when? where? why? how?",
    ],
)
def test_one_question_stays_one(message: str) -> None:
    assert questions_in(message) == (message,)
