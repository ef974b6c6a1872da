"""Small talk is told from what asks for news, by its words and by the default model's vector."""

import json
from importlib.resources import files

import pytest

from bot.answering.conversation.conversing import LIKELY
from bot.answering.conversation.courtesies import Courtesy
from bot.answering.conversation.small_talk import small_talk_in, strange_in, tokens_of
from ingest import Embedder

SAID = [
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
]
ASKED = [
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
    "who is Ada Quill?",
    "thanksgiving travel numbers",
    "thanks! and how many died in Peru?",
    "good morning, what happened in Lima?",
    "lol did he really resign",
    "is the bridge open?",
    "is it confirmed that Ada Quill resigned?",
]


@pytest.mark.parametrize(("message", "courtesy"), SAID)
def test_a_message_that_asks_for_no_news_is_known_for_what_it_is(
    message: str, courtesy: Courtesy, onnx_embedder: Embedder
) -> None:
    talk = small_talk_in(message, lambda text: onnx_embedder.encode([text])[0])

    assert talk.likely >= LIKELY
    assert talk.courtesy is courtesy


@pytest.mark.parametrize("message", ASKED)
def test_a_word_of_courtesy_within_a_question_leaves_it_a_question(message: str, onnx_embedder: Embedder) -> None:
    assert small_talk_in(message, lambda text: onnx_embedder.encode([text])[0]).likely < LIKELY
    assert small_talk_in(message, lambda _: None).likely < LIKELY


@pytest.mark.parametrize(
    ("message", "courtesy"),
    [
        ("hello there", Courtesy.GREETING),
        ("Thank you so much!", Courtesy.THANKS),
        ("good night everybody", Courtesy.FAREWELL),
        ("hahahaha", Courtesy.LAUGHTER),
        ("you are the worst bot ever", Courtesy.INSULT),
        ("tell me a joke about penguins", Courtesy.CREATION),
    ],
)
def test_while_the_encoder_is_not_loaded_words_alone_tell_it(message: str, courtesy: Courtesy) -> None:
    talk = small_talk_in(message, lambda _: None)

    assert talk.likely >= LIKELY
    assert talk.courtesy is courtesy


def test_what_is_drawn_out_written_short_or_marked_is_one_word() -> None:
    assert tokens_of("<@123456> HEYYY u, it's 1000!!") == ("hey", "you", "its", "0", "!", "!")


def test_words_that_nobody_used_in_small_talk_may_be_names() -> None:
    assert strange_in("thanks for the Quillbrook news") == ("quillbrook",)


def test_the_weights_are_of_the_labels_that_are_here() -> None:
    told = json.loads((files("bot.answering.conversation") / "small_talk.json").read_text(encoding="utf-8"))
    from tests.benchmarks.training import small_talk  # here, because it brings scikit-learn

    examples = list(small_talk.read_examples())
    assert told["rows"]["small talk"] == sum(example.of == "small talk" for example in examples)
    assert told["words"] == sorted(small_talk.weighed(examples))
    assert set(told["kinds"]) == {"news", *(courtesy.name for courtesy in Courtesy)} - {"UNREADABLE"}
