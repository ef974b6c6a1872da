"""What is shown of the evidence is what most likely states what is asked, as far as it is read at a glance."""

import pytest

from bot.answering.composition.quoting import MOST_WORDS
from bot.answering.passages.selection import fitting, selected
from bot.answering.passages.sentences import sentences_of
from tests.bot.answering.news import Told, planned


def shown(question: str, *told: Told) -> list[str]:
    asked = planned(question, today="2021-07-10")
    return [
        spoken.text
        for spoken in fitting(selected(asked, sentences_of(asked, [each.as_passage() for each in told]), {}))
    ]


def test_what_names_what_is_asked_is_shown_first() -> None:
    told = Told("2021-07-01", "The bakers of Lima went home. Ada Moor won the Splitwater regatta. It rained on Sunday.")
    assert shown("Who won the Splitwater regatta?", told)[0] == "Ada Moor won the Splitwater regatta."


def test_of_what_says_as_much_the_shorter_is_shown_first() -> None:
    long = "Ada Moor won the Splitwater regatta, which had been put off twice because of the wind and of the bakers."
    told = Told("2021-07-01", long, "Ada Moor wins Splitwater regatta")
    assert shown("Who won the Splitwater regatta?", told) == ["Ada Moor wins Splitwater regatta", long]


def test_the_newer_is_shown_first() -> None:
    old = Told("2021-06-01", "The Splitwater ferry is closed to all.")
    new = Told("2021-07-01", "The Splitwater ferry is open to all.")
    assert shown("Is the Splitwater ferry open?", old, new)[0] == "The Splitwater ferry is open to all."


def test_the_latest_on_somebody_is_told_by_the_title_though_the_sentence_names_him() -> None:
    title = "Former harbour master put under arrest"
    told = Told("2021-07-01", "Ivo Brandt is accused of abusing his power when he led the harbour.", title)
    assert shown("the latest on Ivo Brandt", told)[0] == title


def test_what_a_title_says_is_not_said_again() -> None:
    told = Told(
        "2021-07-01", "Ada Moor wins Splitwater regatta. It rained on Sunday.", "Ada Moor wins Splitwater regatta"
    )
    assert shown("Who won the Splitwater regatta?", told).count("Ada Moor wins Splitwater regatta.") == 0


def test_no_more_is_shown_than_is_read_at_a_glance() -> None:
    sentence = "Ada Moor of the harbour club won the Splitwater regatta in heat {} before a crowd that filled the pier."
    told = [Told("2021-07-01", sentence.format(heat), by=f"Paper {heat}") for heat in range(1, 9)]
    assert len(" ".join(shown("Who won the Splitwater regatta?", *told)).split()) <= MOST_WORDS


@pytest.mark.parametrize(
    ("question", "title", "lead"),
    [
        (
            "Who won the Splitwater regatta?",
            "Splitwater regatta won by a baker",
            "Ada Moor took every heat in the rain.",
        ),
        ("Where was the Norland ferry found?", "Norland ferry found", "Divers came upon it off Dorvik at dawn."),
        ("When did the Quill bridge fall?", "Quill bridge falls", "It gave way on 3 June with nobody on it."),
        ("How many live under Mount Alia?", "Mount Alia stirs", "Some 4,100 people have been told to leave."),
        ("Which singer opened the Ostland fair?", "Ostland fair opened", "Mina Sorn sang in front of the town hall."),
    ],
    ids=["who", "where", "when", "how many", "which"],
)
def test_beneath_its_title_a_sentence_need_not_name_the_story_again(question: str, title: str, lead: str) -> None:
    asked, told = planned(question, today="2021-07-10"), Told("2021-07-01", lead, title)
    by_text = {one.excerpt.text: one for one in selected(asked, sentences_of(asked, [told.as_passage()]), {})}
    above = [by_text[title].excerpt]
    assert by_text[lead].worth_beside(above) > by_text[lead].worth_beside([])


def test_where_any_words_may_answer_a_title_lifts_nothing_beneath_it() -> None:
    asked = planned("Is the Splitwater ferry back?", today="2021-07-10")
    told = Told("2021-07-01", "It rained for most of the day.", "Splitwater ferry back")
    title, lead = selected(asked, sentences_of(asked, [told.as_passage()]), {})
    assert lead.worth_beside([title.excerpt]) == lead.worth_beside([])


@pytest.mark.parametrize(
    "scrap",
    [
        "(Quill Shipping/Handout via Wire)",
        "More details soon.",
        "Read it all here",
        "Liftoff! pics.herald.example/qXnG",
        "The harbour passed…",
    ],
)
def test_what_is_no_sentence_of_the_story_is_not_shown(scrap: str) -> None:
    told = Told("2021-07-01", f"Ada Moor won the Splitwater regatta at noon.\n\n{scrap}", "Splitwater regatta")
    assert scrap not in shown("Who won the Splitwater regatta?", told)


@pytest.mark.parametrize(
    ("question", "title", "stranger"),
    [
        (
            "Are the schools in Andover still shut?",
            "Schools in Andover still shut",
            "Schools in Lima to be shut till May",
        ),
        ("Did the president of Norland quit?", "President of Norland quits", "President of Ostland did not quit"),
        ("Who coaches the women of Quill?", "Ada Moor coaches the women of Quill", "The coach of the women of Dorvik"),
        ("What was the disease in Alia?", "Anthrax was the disease in Alia", "Disease of dogs spreads in Sorn"),
        ("When will the Moor college close?", "Moor college will close in May", "Lima college will close for a day"),
    ],
)
def test_no_other_story_stands_beside_the_one_that_is_asked_about(question: str, title: str, stranger: str) -> None:
    asked, other = Told("2021-07-01", "It is so.", title), Told("2021-07-02", "It is not so.", stranger)
    assert shown(question, asked, other)[0] == title
    assert stranger not in shown(question, asked, other)
