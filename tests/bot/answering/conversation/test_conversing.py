"""Messages asked of a real archive, with the answer before them."""

from dataclasses import replace

import pytest

from bot.answering.answers import Answer
from bot.answering.conversation.conversing import WHICH_STORY, Converser, latest_turn
from bot.answering.conversation.provenance import Provenance, provenance_told
from bot.answering.questions import Question
from ingest import Subscriber
from tests.bot.answering.conftest import Fill, Filled
from tests.bot.answering.news import Told, view

NOW = view("2023-11-20")
FLOOD = Told(
    "2023-11-18",
    "The flood in Peru has killed 24 people, the ministry said on Saturday. Mayor Ada Quill asked for tents.",
    "Peru flood kills 24",
)
OTHER_FLOOD = Told("2023-11-17", "The flood in Chile has killed 7 people, the ministry said on Friday.", "Chile flood")
REGATTA = Told("2023-10-02", "Ada Quill won the Splitwater regatta on Monday.", "Ada Quill wins Splitwater regatta")
FINAL = Told(
    "2023-11-12",
    "Splitwater beat Dolmen 12-11 in the rowing final in Lima on Sunday. Captain Bram Lind was shown a red card.",
    "Splitwater win the rowing final",
)
ASKED = "How many people has the flood in Peru killed?"


class Talk:
    """One asker's conversation."""

    def __init__(self, filled: Filled) -> None:
        self._converser = Converser(archive=filled.archive, answerer=filled.answerer)
        self._before: Answer | None = None

    def says(self, message: str) -> Answer:
        answer = self._converser.answer(Question(message), NOW, before=self._before)
        self._before = latest_turn(answer, self._before)
        return answer


@pytest.fixture
def talk(fill: Fill) -> Talk:
    return Talk(fill(FLOOD, OTHER_FLOOD, REGATTA, FINAL))


def test_a_follow_up_is_answered_as_understood_and_says_so(talk: Talk) -> None:
    talk.says(ASKED)

    answer = talk.says("and in Chile?")

    assert answer.question == "and in Chile?"
    assert answer.understood == "How many people has the flood in Chile killed?"
    assert answer.readings[0] == f"Read as “{answer.understood}”"
    assert "7" in answer.answer


@pytest.mark.parametrize(
    ("message", "begins"),
    [("did more than 20 people die?", "Yes. 24 people"), ("is it over 100 dead now?", "No. 24 people")],
)
def test_whether_the_count_of_before_is_so_much_is_answered_first(talk: Talk, message: str, begins: str) -> None:
    talk.says(ASKED)

    assert talk.says(message).answer.startswith(begins)


def test_what_is_asked_of_the_answer_is_told_from_it(talk: Talk) -> None:
    talk.says(ASKED)

    answer = talk.says("who said that?")

    assert answer.is_aside
    assert answer.answer == "24 people killed: the ministry, in Harbour Post of 18 Nov 2023 [1]"
    assert answer.understood == f"who said that: {ASKED}"


def test_who_else_is_cited_is_named_beside_who_said_the_figure(talk: Talk) -> None:
    answer = talk.says(ASKED)
    second = replace(answer.citations[0], n=2, publisher="Lake Review")

    told = provenance_told(Provenance.WHO, replace(answer, citations=(*answer.citations, second)))

    assert told.answer.splitlines()[1:] == ["Also cited: Lake Review."]


def test_why_nothing_was_told_is_not_told_again_beneath_what_was_cited(talk: Talk) -> None:
    answer = talk.says(ASKED)
    doubtful = replace(answer, freshness=replace(answer.freshness, reason="Nothing clearly answers this:"))

    assert provenance_told(Provenance.SOURCE, doubtful).freshness.reason is None


def test_without_an_answer_before_nothing_can_be_asked_of_it(talk: Talk) -> None:
    assert talk.says("who said that?").answer.startswith("That asks about an answer, and I do not know which.")


def test_a_message_that_stands_alone_is_answered_as_if_nothing_had_been_said(talk: Talk) -> None:
    alone = replace(talk.says(ASKED), timings_ms={})
    talk.says("Who won the Splitwater regatta?")

    assert replace(talk.says(ASKED), timings_ms={}) == alone


def test_what_is_taken_from_the_question_before_is_told_apart_names_as_texts_write_them(talk: Talk) -> None:
    talk.says("who won the rowing final in lima")

    answer = talk.says("who got the red card?")

    assert answer.readings[0] == "Read as “who got the red card?”, about won rowing final Lima"


def test_a_misspelled_question_is_answered_and_says_how_it_was_read(talk: Talk) -> None:
    answer = talk.says("hwo mnay peopel has the flod in peru kiled?")

    assert answer.readings[0] == "Read as “how many people has the flood in peru killed?”"
    assert "24" in answer.answer


def test_two_questions_are_answered_one_by_one_the_second_with_the_first(talk: Talk) -> None:
    answer = talk.says(f"{ASKED} And in Chile? who said that?")

    assert answer.understood == f"{ASKED} How many people has the flood in Chile killed? who said that?"
    assert answer.answer.startswith(f"{ASKED}\n24 people")
    assert "7 people" in answer.answer.partition("\nwho said that?\n")[2]
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_what_answers_two_questions_is_told_once(talk: Talk) -> None:
    answer = talk.says("when did Splitwater win the rowing final? where did Splitwater win the rowing final?")

    both = "when did Splitwater win the rowing final? where did Splitwater win the rowing final?"
    assert answer.answer.startswith(f"{both}\n“Splitwater")
    assert answer.answer.count("Dolmen") == 1


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("where was it", "Lima"),
        pytest.param(
            "how close was it",
            "12-11",
            marks=pytest.mark.xfail(strict=True, reason="the cross-encoder takes no score for how close it was"),
        ),
    ],
)
def test_a_question_that_finds_no_answer_is_asked_of_the_story_that_answers_the_other(
    talk: Talk, message: str, words: str
) -> None:
    answer = talk.says(f"{message} and who won the rowing final?")

    assert answer.answer.startswith(message)
    assert words in answer.answer
    assert "Nothing in the archive" not in answer.answer


def test_what_would_answer_the_question_before_is_no_answer_to_another_name(talk: Talk) -> None:
    talk.says("Who won the Splitwater regatta?")

    answer = talk.says("and the Netherby regatta?")

    assert answer.abstained


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("by how much?", "12-11"),
        ("who got the red card?", "Bram Lind"),
        ("where was it?", "Lima"),
        ("who lost", "Dolmen"),
    ],
)
def test_a_follow_up_is_answered_from_the_story_that_was_just_told(talk: Talk, message: str, words: str) -> None:
    talk.says("Who won the rowing final?")

    answer = talk.says(message)

    assert words in answer.answer
    assert answer.citations[0].title == FINAL.title


def test_of_what_the_story_does_not_hold_nothing_is_said(talk: Talk) -> None:
    talk.says("Who won the rowing final?")

    assert talk.says("what is his shoe size?").abstained
    assert talk.says("and the ice hockey one?").abstained


def test_two_questions_in_one_are_answered_though_the_second_says_next_to_nothing(talk: Talk) -> None:
    answer = talk.says("Who won the rowing final and by how much?")

    assert answer.understood.endswith("by how much (won rowing final)?")
    assert "12-11" in answer.answer.split("by how much (won rowing final)?", 1)[1]


@pytest.mark.parametrize(
    ("message", "language", "line"),
    [
        ("Danke dir!", "de", "Gern geschehen."),
        ("muchas gracias", "es", "De nada."),
        ("merci beaucoup", "fr", "Je vous en prie."),
        ("شكرا", "ar", "على الرحب والسعة."),
        ("hola", "es", "¡Hola!"),
        ("arrivederci", "it", "A presto."),
    ],
)
def test_small_talk_in_another_language_is_answered_in_it(talk: Talk, message: str, language: str, line: str) -> None:
    answer = talk.says(message)

    assert (answer.is_aside, answer.language) == (True, language)
    assert answer.answer.startswith(line)


def test_a_follow_up_of_an_answer_in_another_language_is_of_its_story(talk: Talk) -> None:
    before = talk.says("¿Quién ganó la final en Splitwater?")
    assert not before.abstained

    assert "12-11" in talk.says("by how much?").answer


def test_small_talk_is_beside_the_news(talk: Talk) -> None:
    talk.says(ASKED)

    assert [said for said in ("lol thanks", "ok thx lol", "bye haha") if not talk.says(said).is_aside] == []
    assert talk.says("and in Chile?").understood == "How many people has the flood in Chile killed?"


@pytest.mark.parametrize("message", ["thanks! and in Chile?", "lol ok, and in Chile?", "good one. And in Chile?"])
def test_courtesy_before_a_question_leaves_it_a_question(talk: Talk, message: str) -> None:
    talk.says(ASKED)

    answer = talk.says(message)

    assert not answer.is_aside
    assert "7" in answer.answer


def test_what_sounds_like_small_talk_and_is_named_in_the_archive_is_asked_of_it(fill: Fill) -> None:
    painting = Told("2023-11-18", "The painting Nice Fella was sold in Lima for 3 million dollars.", "Nice Fella sold")

    assert Talk(fill(FLOOD)).says("nice fella").is_aside
    assert not Talk(fill(painting)).says("nice fella").abstained


def test_a_bare_topic_is_asked_for_where_the_archive_has_it(fill: Fill) -> None:
    told = Told("2023-11-18", "The climate talks in Lima end on Sunday, the ministry said.", "Climate talks in Lima")
    talk = Talk(fill(told))
    assert "Lima" in talk.says("climate").answer
    assert Talk(fill(REGATTA)).says("climate").is_aside


def test_an_opinion_that_nothing_answers_is_told_so_kindly(fill: Fill) -> None:
    answer = Talk(fill(FLOOD)).says("what do you think about Ada Quill?")

    assert answer.is_aside
    assert answer.answer.startswith("I hold no opinions.")


@pytest.mark.parametrize("message", ["x", "q!", "asdfgh"])
def test_what_has_no_word_that_is_known_is_not_understood(talk: Talk, message: str) -> None:
    assert talk.says(message).answer.startswith("I did not understand that.")


def test_who_says_that_an_answer_is_wrong_is_told_who_stated_it(talk: Talk) -> None:
    talk.says(ASKED)

    assert talk.says("no that's wrong").answer.startswith("I cannot confirm it; 1 publisher here reported it")


def test_a_question_with_a_subject_of_its_own_stands_alone_behind_a_digest_of_everything(fill: Fill) -> None:
    talk = Talk(fill(FLOOD, FINAL, REGATTA))
    talk.says("what's new since November?")

    assert "Ada Quill" in talk.says("who won the Splitwater regatta?").answer


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(
            "why did they win?", marks=pytest.mark.xfail(strict=True, reason="the score is quoted as a reason")
        ),
        "how much money did they get?",
        "how many boats were there?",
    ],
)
def test_what_gives_no_reason_no_sum_and_no_count_answers_no_question_for_it(talk: Talk, message: str) -> None:
    talk.says("Who won the rowing final?")

    assert talk.says(message).abstained


def test_a_refusal_names_what_no_article_has_and_the_question_that_is_answered(talk: Talk) -> None:
    missing = talk.says("Who won the Quillbrook marathon?")
    assert missing.missing == ("Quillbrook", "marathon")
    assert "No article here has “Quillbrook” or “marathon”." in missing.notes

    early = talk.says("How many people has the flood in Peru killed since 19 November 2023?")
    assert early.abstained
    assert early.wider == ASKED


def test_nothing_that_another_server_reads_changes_how_a_message_is_read(fill: Fill) -> None:
    filled = fill(FLOOD)
    mine = replace(filled.archive.view(NOW.now, Subscriber("1")), sources=NOW.sources)
    converser = Converser(archive=filled.archive, answerer=filled.answerer)
    before = converser.answer(Question("how many has the flod kiled in the tonw of Netherbi?"), mine)

    fill(Told("2023-11-25", "Netherbi, the flod and the tonw were kiled."))
    after = converser.answer(Question("how many has the flod kiled in the tonw of Netherbi?"), mine)

    assert replace(before, timings_ms={}) == replace(after, timings_ms={})


def test_a_story_that_is_pointed_at_is_told_of(fill: Fill) -> None:
    talk = Talk(fill(FLOOD, FINAL))
    told = talk.says("what's new this month?")
    second = talk.says("tell me more about the second one")

    title = told.citations[1].title
    assert told.stories[1].citation == told.citations[1].n
    assert second.understood == f"latest on {title}"
    assert {citation.title for citation in second.citations} == {title}


def test_digests_go_on_with_another_time_and_a_few_of_the_stories(fill: Fill) -> None:
    talk = Talk(fill(FLOOD, FINAL, REGATTA))
    everything = talk.says("what's new since September?")
    few = talk.says("only the two biggest")
    earlier = talk.says("and on 12 November?")

    assert (len(everything.stories), len(few.stories)) == (3, 2)
    assert few.understood == "what's new since September, top 2?"
    assert [story.day.day for story in earlier.stories] == [12]


def test_a_window_that_a_follow_up_asks_for_leaves_out_what_was_published_before_it(fill: Fill) -> None:
    talk = Talk(
        fill(FLOOD, Told("2023-11-12", "The flood in Peru drove 300 families out.", "Peru flood drives out 300"))
    )
    talk.says("flood in Peru")
    yesterday = talk.says("and yesterday?")

    assert yesterday.abstained
    assert yesterday.citations == ()


def test_what_is_asked_of_now_and_was_told_days_ago_says_of_when_it_is(fill: Fill) -> None:
    filled = fill(FLOOD)
    old = Talk(filled).says("is the flood in Peru still killing people?")
    plain = Talk(filled).says("what did the flood in Peru do?")

    assert any("18 Nov 2023: nothing says whether it is still so" in note for note in old.notes)
    assert not any("still so" in note for note in plain.notes)


def test_a_question_about_harm_is_not_answered_by_a_sentence_that_names_none(fill: Fill) -> None:
    talk = Talk(fill(FINAL))
    talk.says("who won the rowing final in Lima?")
    hurt = talk.says("was anyone hurt?")

    assert hurt.abstained


def test_a_spanish_question_is_gone_on_from_in_spanish(fill: Fill) -> None:
    talk = Talk(fill(FLOOD, OTHER_FLOOD))
    talk.says("¿cuántos muertos en Perú?")
    chile = talk.says("¿y en Chile?")
    source = talk.says("¿quién lo dijo?")

    assert chile.readings[0] == "Leída como «¿cuántos muertos en Chile?»"
    assert chile.citations[0].quote.startswith("The flood in Chile has killed 7")
    assert source.is_aside
    assert source.answer.startswith("Harbour Post, 17 nov 2023")


@pytest.mark.parametrize("message", ["why?", "where was that", "how many died?", "who did it"])
def test_what_may_be_of_any_story_of_a_digest_is_asked_which(fill: Fill, message: str) -> None:
    talk = Talk(fill(FLOOD, FINAL))
    talk.says("what's new this month?")

    answer = talk.says(message)

    assert answer.answer == WHICH_STORY
    assert answer.is_aside
    assert talk.says("more on the second one").understood.startswith("latest on ")


def test_what_one_story_of_a_digest_alone_tells_is_answered_from_it(fill: Fill) -> None:
    talk = Talk(fill(FLOOD, FINAL))
    talk.says("what's new this month?")

    answer = talk.says("who got the red card?")

    assert "Bram Lind" in answer.answer
    assert {citation.title for citation in answer.citations} == {FINAL.title}


def test_of_a_digest_is_told_who_tells_each_story(fill: Fill) -> None:
    talk = Talk(fill(FLOOD, FINAL))
    told = talk.says("what's new this month?")

    answer = talk.says("and by whom?")

    assert answer.is_aside
    assert answer.answer.splitlines() == [
        f"Harbour Post, {day}: “{quote}” [{n}]"
        for n, (day, quote) in enumerate(
            [("18 Nov 2023", told.citations[0].quote), ("12 Nov 2023", told.citations[1].quote)], start=1
        )
    ]


def test_what_is_asked_of_whom_the_answer_named_is_answered_from_its_story(fill: Fill) -> None:
    strike = Told(
        "2023-11-18", "Drivers of Redguard Lines struck in Oslo over pay. Redguard Lines asks for talks.", "Oslo strike"
    )
    again = Told("2023-11-19", "In Oslo the drivers of Redguard Lines struck again.", "Redguard Lines drivers strike")
    talk = Talk(fill(strike, again))
    talk.says("Who struck in Oslo?")

    assert "Redguard Lines asks for talks." in talk.says("what do they ask for?").answer


def test_what_names_nothing_goes_on_from_what_the_question_before_it_was_about(fill: Fill) -> None:
    plant = Told(
        "2023-11-18",
        "Redguard Motors will close its Oslo plant in May. A minister, Ada Quill, said the jobs were lost. The Range"
        " Group bought the tools for 5 million dollars.",
        "Redguard Motors closes its Oslo plant",
    )
    sale = Told("2023-11-19", "A collector bought a name plate in Lima from the painter Bram Lind.", "Name plate sold")
    talk = Talk(fill(plant, sale))
    talk.says("is Redguard Motors closing its Oslo plant?")
    talk.says("who bought the tools")

    answer = talk.says("for how much")

    assert answer.understood.endswith("for how much (Redguard Motors closing Oslo plant)?")
    assert "5 million" in answer.answer


@pytest.mark.parametrize(
    "message",
    [
        "was the captain fined over it?",
        "what does the winner eat",
        "how many horses died there",
        "what caused it",
        "how long did it last",
    ],
)
def test_what_is_done_counted_or_caused_is_named_by_what_answers(talk: Talk, message: str) -> None:
    talk.says("Who won the rowing final?")

    assert talk.says(message).abstained


def test_of_several_questions_the_last_that_names_something_is_gone_on_from(talk: Talk) -> None:
    talk.says("Did Splitwater win the rowing final and what was it that did it?")

    answer = talk.says("who got the red card?")

    assert "Bram Lind" in answer.answer


@pytest.mark.parametrize("message", ["and how did people react", "and what is the sum now", "but who paid for it"])
def test_what_goes_on_is_of_nothing_else(fill: Fill, message: str) -> None:
    other = Told("2023-11-19", "People react with joy to the sum that is paid for it now.", "How people react")
    talk = Talk(fill(FINAL, other))
    talk.says("Who won the rowing final?")

    answer = talk.says(message)

    assert other.text not in [citation.quote for citation in answer.citations]


def test_a_name_is_asked_for_in_two_words(talk: Talk) -> None:
    talk.says("Who won the rowing final in Lima?")

    assert talk.says("name of the captain").citations[0].title == FINAL.title


def test_what_came_near_to_a_question_is_gone_on_from_by_its_names(fill: Fill) -> None:
    layoffs = Told(
        "2023-11-18", "Netherby will cut 2,500 jobs, about 6% of its 42,000-strong workforce.", "Netherby job cuts"
    )
    talk = Talk(fill(layoffs, REGATTA, FINAL))
    assert talk.says("when is Netherby letting people go").abstained

    assert "42,000" in talk.says("out of how many?").answer
