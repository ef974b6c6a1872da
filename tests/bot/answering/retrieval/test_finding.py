"""What a question is near to: its words, its meaning, and the story that it goes on from."""

from bot.answering.retrieval.finding import Retrieval
from tests.bot.answering.conftest import Fill
from tests.bot.answering.news import Told, planned, view

RED_CARD = Told("2021-07-03", "Captain Bram Lind of Splitwater was sent off before the break.", "Bram Lind sent off")
ELSEWHERE = Told("2021-07-04", "In the chess open in Oslo a red card was shown to the umpire.", "Red card in Oslo")


def test_a_question_that_goes_on_from_a_story_is_near_to_what_tells_of_it(fill: Fill) -> None:
    archive, now = fill(RED_CARD, ELSEWHERE).archive, view("2021-07-05")
    asked, words_alone = planned("who got the red card?", today="2021-07-05"), Retrieval(archive, now, None)
    of_story = words_alone.near(["Splitwater"], asked, limit=5)

    assert [one.stored.article.title for one in words_alone.find(asked).passages] == [ELSEWHERE.title]
    assert {one.stored.article.title for one in words_alone.find(asked, of_story).passages} == {
        RED_CARD.title,
        ELSEWHERE.title,
    }
