"""Questions in other languages, asked of a real archive of articles in several."""

from datetime import UTC, datetime

import pytest

from bot.answering.answers import Answer
from bot.answering.questions import Question
from ingest import View
from tests.bot.answering.conftest import Fill, Filled
from tests.bot.answering.news import Told

NOW = View(datetime(2023, 11, 18, 20, tzinfo=UTC))
FERRY_DE = Told(
    "2023-11-16",
    "Vor Dolmen ist am 16. November 2023 eine Fähre gesunken. Elf Menschen wurden gerettet, sagte Kapitän Jens Wulf.",
    title="Fähre gesunken",
    by="Küstenbote",
    language="de",
)
STRIKE_DE = Told(
    "2023-11-18", "Die Fährleute von Dolmen streiken bis Montag.", title="Streik", by="Küstenbote", language="de"
)
FERRY_ES = Told(
    "2023-11-16",
    "Un transbordador se hundió frente a Dolmen el jueves y once personas fueron rescatadas.",
    title="Naufragio",
    by="La Vega",
    language="es",
)
ELECTION_ES = Told(
    "2023-11-15",
    "Marta Rey ganó las elecciones del club con 310 votos.",
    title="Elecciones",
    by="La Vega",
    language="es",
)
FERRY_FR = Told(
    "2023-11-16", "Un ferry a coulé jeudi devant Dolmen.", title="Naufrage à Dolmen", by="Le Quai", language="fr"
)
FERRY_AR = Told(
    "2023-11-16",
    "غرقت عبارة قرب ميناء دلمون يوم الخميس وأنقذ أحد عشر شخصا.",
    title="غرق عبارة",
    by="صحيفة النهر",
    language="ar",
)
FERRY_EN = Told(
    "2023-11-17",
    "The ferry that sank off Dolmen on Thursday carried 14 cars, officials in Dolmen said.",
    title="Cars lost",
)
LEBANON_EN = Told("2023-11-17", "A storm closed the ports of Lebanon, and Lebanon asked for help.", title="Storm")


@pytest.fixture
def news(fill: Fill) -> Filled:
    return fill(FERRY_DE, STRIKE_DE, FERRY_ES, ELECTION_ES, FERRY_FR, FERRY_AR, FERRY_EN, LEBANON_EN)


def asked(news: Filled, question: str, now: View = NOW) -> Answer:
    return news.answerer.answer(Question(question), now)


@pytest.mark.parametrize(
    ("question", "language", "quote", "note"),
    [
        (
            "Wo ist die Fähre gesunken?",
            "de",
            "Vor Dolmen ist am 16. November 2023 eine Fähre gesunken.",
            "Zahlen und Vorf",
        ),
        ("¿Cuántas personas fueron rescatadas?", "es", FERRY_ES.text, "Las cifras y los incidentes"),
        ("Où le ferry a-t-il coulé ?", "fr", FERRY_FR.text, "Les chiffres et les incidents"),
        ("أين غرقت العبارة؟", "ar", FERRY_AR.text, "لا تُقرأ الأرقام"),
    ],
)
def test_it_is_answered_from_articles_in_it_and_says_so_in_it(
    news: Filled, question: str, language: str, quote: str, note: str
) -> None:
    answer = asked(news, question)
    assert answer.language == answer.as_json()["language"] == language
    assert (answer.kind, answer.abstained) == ("passages", False)
    assert answer.answer.startswith(f"“{quote}”[1] (")
    assert answer.citations[0].quote == quote
    assert answer.notes[0].startswith(note)


def test_days_are_written_in_the_language(news: Filled) -> None:
    assert "[1] (Küstenbote, 16. Nov. 2023)" in asked(news, "Wo ist die Fähre gesunken?").answer
    assert "16 نوفمبر 2023)" in asked(news, "أين غرقت العبارة؟").answer


def test_two_sentences_stand_for_what_neither_names_alone(news: Filled) -> None:
    answer = asked(news, "Wie viele Menschen wurden vor Dolmen gerettet?")
    assert [citation.quote for citation in answer.citations[:2]] == [
        "Vor Dolmen ist am 16. November 2023 eine Fähre gesunken.",
        "Elf Menschen wurden gerettet, sagte Kapitän Jens Wulf.",
    ]


def test_the_newest_stands_first_where_the_present_is_asked_for(news: Filled) -> None:
    assert asked(news, "neueste Nachrichten aus Dolmen").citations[0].quote == STRIKE_DE.text


def test_only_news_asked_for_gives_the_newest_in_the_language(news: Filled) -> None:
    answer = asked(news, "Was gibt es Neues?")
    assert [citation.publisher for citation in answer.citations] == ["Küstenbote", "Küstenbote"]
    assert answer.citations[0].quote == STRIKE_DE.text


def test_what_the_question_finds_in_english_stands_beneath(news: Filled) -> None:
    lines = asked(news, "¿Dónde se hundió el transbordador?").answer.splitlines()
    assert lines[0].startswith(f"“{FERRY_ES.text}”[1]")
    assert lines[1] == "Leída como «where sank ferry»:"
    assert lines[2].startswith(f"“{FERRY_EN.text}”[2] (Harbour Post, 17 Nov 2023")


def test_where_english_alone_answers_it_says_as_what_it_read_the_question(news: Filled) -> None:
    answer = asked(news, "ما الجديد في لبنان؟")
    assert (answer.kind, answer.abstained, answer.figures) == ("passages", False, ())
    assert answer.readings == ("قُرئ السؤال هكذا: «\u2068what is new in Lebanon\u2069»",)
    assert answer.citations[0].quote == LEBANON_EN.text


def test_a_figure_is_stated_that_english_articles_report(fill: Fill) -> None:
    flood = Told("2023-11-17", "The floods killed 21 people in Lebanon, officials said.", title="Floods in Lebanon")
    answer = asked(fill(flood), "¿Cuántos muertos hay por las inundaciones en Líbano?")
    assert [figure.value for figure in answer.figures] == [21]
    assert answer.notes[0] == "Las cifras y los incidentes se leen solo en artículos en inglés."


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("¿Cuántas personas murieron en Dolmen?", id="no word of what is asked"),
        pytest.param("Quand a eu lieu le procès à Dolmen ?", id="no day"),
    ],
)
def test_english_that_names_the_names_and_not_what_is_asked_of_them_is_no_answer(fill: Fill, question: str) -> None:
    news = fill(Told("2023-11-17", "The quay of Dolmen was painted, officials in Dolmen said.", title="Quay painted"))
    assert asked(news, question).abstained


def test_english_answers_with_the_sentence_that_tells_what_is_asked(fill: Fill) -> None:
    quake = Told("2023-11-16", "A quake of 5.0 shook the coast of Lebanon.", title="Quake")
    flood = Told("2023-11-17", "At least 21 people died after heavy rain in Lebanon.", title="Floods")

    answer = asked(fill(quake, flood), "¿Cuántos muertos hay por las lluvias en Líbano?")

    assert not answer.abstained
    assert [citation.quote for citation in answer.citations] == [flood.text]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("¿Quién ganó las elecciones en Argentina?", "Ningún artículo en español responde a esto."),
        (
            "Wer hat die Wahl in Hamburg gewonnen?",
            "Kein deutscher Artikel beantwortet das. Der neueste ist vom 18. Nov. 2023.",
        ),
        ("Combien de morts à Strasbourg ?", "Aucun article en français ne répond à cela."),
        ("Dove è affondato il traghetto?", "Qui non ci sono articoli in italiano."),
        ("Wie viele?", "Die Frage nennt nichts, wonach sich suchen ließe."),
        ("Vad hände i Malmö igår?", "There are no articles in your language here."),
    ],
)
def test_what_nothing_answers_is_said_in_the_language(news: Filled, question: str, told: str) -> None:
    answer = asked(news, question)
    assert (answer.kind, answer.abstained, answer.citations) == ("no_coverage", True, ())
    assert answer.answer.startswith(told)


def test_what_names_some_of_it_is_offered_as_near(news: Filled) -> None:
    answer = asked(news, "¿Quién ganó las elecciones en Argentina?")
    assert [citation.quote for citation in answer.related] == [ELECTION_ES.text]


def test_nothing_of_later_is_told(news: Filled) -> None:
    answer = asked(news, "Wo ist die Fähre gesunken?", View(datetime(2023, 11, 15, tzinfo=UTC)))
    assert answer.answer == "Deutsche Artikel gibt es hier nicht."


def test_an_empty_archive_says_so_in_the_language(fill: Fill) -> None:
    answer = asked(fill(), "¿Dónde se hundió el ferry?")
    assert answer.answer.startswith("Hasta el 18 nov 2023, 20:00 UTC no se había publicado nada aquí.")


def test_why_is_told_in_the_language(news: Filled) -> None:
    answer, explanation = news.answerer.explain(Question("Wo ist die Fähre gesunken?"), NOW)
    assert answer.why[0] == "In deutschen Artikeln gesucht: fähre, gesunken."
    assert len(answer.why) > 2
    assert explanation.question.about == ("ferry", "sank")


def test_english_is_answered_as_ever(news: Filled) -> None:
    answer = asked(news, "Who asked for help?")
    assert answer.language == "en"
    assert LEBANON_EN.text in answer.answer


SHOOTING_EN = Told(
    "2023-11-17",
    "A student shot 14 people at a university in Prague on Thursday, the city's police chief said.",
    "Fourteen shot at university",
)
OLDER_EN = Told("2023-10-02", "Two men were shot in a bar in Vienna on Sunday, police said.", "Two shot in Vienna bar")
AMERICAN_EN = Told("2023-11-18", "The US opened a consulate in Dolmen on Friday.", "US consulate opens in Dolmen")


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("ماذا حدث في براغ؟", SHOOTING_EN),
        ("¿Qué pasó en Praga?", SHOOTING_EN),
        ("Was ist in Prag passiert?", SHOOTING_EN),
        ("Qu’est-ce que les US ont ouvert à Dolmen ?", AMERICAN_EN),
        ("Was haben die US in Dolmen eröffnet?", AMERICAN_EN),
    ],
)
def test_english_articles_are_found_by_the_english_words(fill: Fill, question: str, quoted: Told) -> None:
    answer = asked(fill(OLDER_EN, SHOOTING_EN, AMERICAN_EN), question)
    assert not answer.abstained
    assert quoted.text in [citation.quote for citation in answer.citations]


def test_without_articles_in_the_language_the_newest_in_english_are_its_news(fill: Fill) -> None:
    answer = asked(fill(OLDER_EN, SHOOTING_EN), "¿Qué hay de nuevo en el mundo?")
    assert answer.readings == ("Leída como «what is new in world»",)
    assert [citation.quote for citation in answer.citations] == [SHOOTING_EN.text]


@pytest.mark.parametrize(
    "question",
    [
        "¿cuántos ataques contra EE. UU. desde el 17 de octubre?",
        "wie viele angriffe auf us-truppen seit dem 17. oktober",
        "combien d'attaques contre les forces américaines depuis le 17 octobre ?",
        "كم عدد الهجمات على القوات الأمريكية منذ 17 أكتوبر؟",
    ],
)
def test_a_count_is_stated_in_whatever_language_it_is_asked_for(fill: Fill, question: str) -> None:
    told = "There have been 66 attacks on US forces in Iraq and Syria since 17 October, a Pentagon spokeswoman said."
    answer = asked(fill(Told("2023-11-17", told, title="Attacks")), question)
    assert [figure.value for figure in answer.figures] == [66]
