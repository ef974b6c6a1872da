import pytest

from bot.answering.conversation.courtesies import WHAT_I_DO, Courtesy, courtesy_of, is_evaluation


@pytest.mark.parametrize(
    ("message", "courtesy"),
    [
        ("hi there!", Courtesy.GREETING),
        ("Good evening, everyone", Courtesy.GREETING),
        ("<@123456> hey", Courtesy.GREETING),
        ("how are you doing?", Courtesy.WELL_BEING),
        ("thx a lot mate", Courtesy.THANKS),
        ("ok cool, thanks", Courtesy.THANKS),
        ("cheers that saved me an hour", Courtesy.THANKS),
        ("rofl thanks, you made my evening", Courtesy.THANKS),
        ("hehehe that's great", Courtesy.PRAISE),
        ("you're the slowest robot here", Courtesy.INSULT),
        ("deserved ngl", Courtesy.ASSENT),
        ("honestly, i love that band", Courtesy.ASSENT),
        ("tea or coffee, which do you prefer?", Courtesy.OPINION),
        ("Great answer. Thank you so much!", Courtesy.THANKS),
        ("cya later", Courtesy.FAREWELL),
        ("you're awesome", Courtesy.PRAISE),
        ("good bot", Courtesy.PRAISE),
        ("hahahaha", Courtesy.LAUGHTER),
        ("lmao 😂", Courtesy.LAUGHTER),
        ("ok", Courtesy.ASSENT),
        ("omg that's so sad", Courtesy.ASSENT),
        ("lets goooo", Courtesy.ASSENT),
        ("good for her", Courtesy.ASSENT),
        ("so sad", Courtesy.ASSENT),
        ("nvm", Courtesy.REFUSAL),
        ("my bad", Courtesy.APOLOGY),
        ("you are the worst bot ever", Courtesy.INSULT),
        ("why are you so slow", Courtesy.INSULT),
        ("this is useless", Courtesy.INSULT),
        ("what's your name?", Courtesy.IDENTITY),
        ("are you a real human", Courtesy.IDENTITY),
        ("help", Courtesy.HELP),
        ("what can you do?", Courtesy.HELP),
        ("so what can i ask you about", Courtesy.HELP),
        ("tell me a joke about penguins", Courtesy.CREATION),
        ("write an essay", Courtesy.CREATION),
        ("do you like pizza?", Courtesy.PERSONAL),
        ("how old are you", Courtesy.PERSONAL),
        ("what do you think about Ada Quill?", Courtesy.OPINION),
        ("is god real?", Courtesy.OPINION),
        ("do aliens exist", Courtesy.OPINION),
        ("should we leave the union?", Courtesy.OPINION),
        ("who is the best singer of all time", Courtesy.OPINION),
        ("🙂🙂", Courtesy.CHATTER),
        ("what time is it", Courtesy.CHATTER),
    ],
)
def test_a_message_that_asks_for_no_news_is_known_for_what_it_is(message: str, courtesy: Courtesy) -> None:
    assert courtesy_of(message) is courtesy


@pytest.mark.parametrize(
    "message",
    [
        "who thanks the troops?",
        "do you know who won the election in Peru?",
        "can you tell me how many people died?",
        "what can you tell me about Ada Quill?",
        "have you heard about the earthquake in Chile?",
        "what is the best picture of 2023?",
        "hello kitty museum fire",
        "who was sorry about the good morning attack?",
        "help for the victims of the flood",
        "is the dam broken?",
        "how are the hostages?",
        "what did the bad bunny concert cost",
        "joke about the king lands comedian in jail",
        "good friday agreement",
        "who is Ada Quill?",
        "thanksgiving travel numbers",
    ],
)
def test_a_word_of_courtesy_within_a_question_leaves_it_a_question(message: str) -> None:
    assert courtesy_of(message) is None


def test_every_line_says_what_can_be_asked() -> None:
    assert all(each.line.endswith(WHAT_I_DO) for each in Courtesy)


@pytest.mark.parametrize(
    "message", ["is Ada Quill a good president?", "who is better, Peru or Chile?", "i think war sucks"]
)
def test_a_judgement_of_taste_is_known(message: str) -> None:
    assert is_evaluation(message) or courtesy_of(message) is Courtesy.OPINION


@pytest.mark.parametrize("message", ["is the bridge open?", "who won?", "is it confirmed that Ada Quill resigned?"])
def test_what_the_news_decides_is_no_judgement_of_taste(message: str) -> None:
    assert not is_evaluation(message)
