import pytest

from bot.answering.conversation.asides import Aside, aside_of


@pytest.mark.parametrize(
    ("message", "aside"),
    [
        ("who said that?", Aside.WHO),
        ("says who", Aside.WHO),
        ("according to whom?", Aside.WHO),
        ("and who reported it?", Aside.WHO),
        ("who gave that number", Aside.WHO),
        ("source?", Aside.SOURCE),
        ("link pls", Aside.SOURCE),
        ("where did you get that from?", Aside.SOURCE),
        ("how do you know?", Aside.SOURCE),
        ("which papers reported this?", Aside.SOURCE),
        ("when was that?", Aside.WHEN),
        ("how old is that info", Aside.WHEN),
        ("is this still up to date?", Aside.WHEN),
        ("since when?", Aside.SINCE),
        ("since when is that known", Aside.SINCE),
        ("is that confirmed?", Aside.SURE),
        ("are you sure about that?", Aside.SURE),
        ("really?", Aside.SURE),
        ("so is it verified or just a rumour", Aside.SURE),
        ("does anyone else say that?", Aside.SURE),
    ],
)
def test_what_is_asked_of_the_answer_is_known(message: str, aside: Aside) -> None:
    assert aside_of(message) is aside


@pytest.mark.parametrize(
    "message",
    [
        "who said that the truce is over?",
        "when was he elected?",
        "who counted the votes?",
        "who confirmed the death of Ada Quill?",
        "since when is the bridge closed?",
        "where is the source of the Nile?",
        "is the ceasefire official?",
        "how old is Ada Quill?",
    ],
)
def test_a_question_about_the_world_is_none(message: str) -> None:
    assert aside_of(message) is None
