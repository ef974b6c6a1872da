import pytest

from bot.answering.conversation.provenance import Provenance, provenance_asked


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("who said that?", Provenance.WHO),
        ("says who", Provenance.WHO),
        ("according to whom?", Provenance.WHO),
        ("acc to who", Provenance.WHO),
        ("and who reported it?", Provenance.WHO),
        ("who gave that number", Provenance.WHO),
        ("source?", Provenance.SOURCE),
        ("link pls", Provenance.SOURCE),
        ("where did you get that from?", Provenance.SOURCE),
        ("how do you know?", Provenance.SOURCE),
        ("which papers reported this?", Provenance.SOURCE),
        ("when was that?", Provenance.WHEN),
        ("how old is that info", Provenance.WHEN),
        ("is this still up to date?", Provenance.WHEN),
        ("since when?", Provenance.SINCE),
        ("since when is that known", Provenance.SINCE),
        ("is that confirmed?", Provenance.SURE),
        ("are you sure about that?", Provenance.SURE),
        ("really?", Provenance.SURE),
        ("so is it verified or just a rumour", Provenance.SURE),
        ("does anyone else say that?", Provenance.SURE),
    ],
)
def test_what_is_asked_of_the_answer_is_known(message: str, asked: Provenance) -> None:
    assert provenance_asked(message) is asked


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
    assert provenance_asked(message) is None
