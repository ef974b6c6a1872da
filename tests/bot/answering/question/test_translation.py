"""Questions in other languages, put in English word by word."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

import pytest

from bot.answering.question.aim import Aim
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.planning import Plan, plan
from bot.answering.question.translation import in_english
from bot.answering.questions import Question

TODAY = date(2023, 11, 18)


class Known:
    """Knows the names that it is given."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def alike(self, letters: str, is_alike: Callable[[str], bool], *, nearest: str) -> tuple[str, ...]:
        words = [word for name in self._names for word in name.split()]
        return tuple(word for word in words if word[0].lower() in letters and is_alike(word.lower()) and nearest)

    def held(self, phrases: Collection[str]) -> Mapping[str, int]:
        return {phrase: sum(phrase in name for name in self._names) for phrase in phrases}


def planned(question: str, language: str) -> Plan:
    return plan(Question(in_english(question, language, Known())), today=TODAY)


@pytest.mark.parametrize(
    ("language", "question", "english"),
    [
        ("es", "¿Cuántos muertos hay en la República Dominicana?", "how many killed in Dominican Republic"),
        ("es", "cuántos ataques contra EE. UU. en Siria", "how many attacks against US in Syria"),
        ("es", "¿Dónde cantó Marta Rey?", "where sing Marta Rey"),
        ("de", "Wer hat die Wahl in der Schweiz gewonnen?", "who has election in Switzerland won"),
        ("de", "Wie viele Tote gab es beim Erdbeben in Nepal?", "how many killed at earthquake in Nepal"),
        ("de", "Was planen die Vereinten Nationen?", "what plan UN"),
        ("fr", "Combien de morts à Gaza ?", "how many killed Gaza"),
        ("fr", "Le président a-t-il démissionné ?", "president has resigned"),
        ("ar", "كم عدد القتلى في زلزال المغرب؟", "how many killed in earthquake Morocco"),
        ("ar", "هل استقال وزير الدفاع التركي؟", "is resigned minister defence Turkey"),
        ("it", "quando arriva la regata a Roma?", "when regata in Rome"),
        ("ru", "что случилось в Вене", "what happened in Vienna"),
        ("pl", "kiedy otworzą most w Warszawie", "when otworzą most in Warsaw"),
    ],
)
def test_a_question_is_put_in_english_word_by_word(language: str, question: str, english: str) -> None:
    assert in_english(question, language, Known()) == english


@pytest.mark.parametrize(
    ("language", "question", "english"),
    [
        ("ar", "أين ولد روبرت دولن؟", "where born Robert Dolan"),
        ("ar", "من هو فيليب كارتر؟", "who Philip Carter"),
        ("ru", "где Филип Картер", "where Philip Carter"),
    ],
)
def test_a_name_in_another_script_is_the_one_of_like_consonants(language: str, question: str, english: str) -> None:
    known = Known("Robert Dolan", "Philip Carter", "Rupert Dillon", "Courtier")

    assert in_english(question, language, known) == english


@pytest.mark.parametrize(
    ("language", "question", "since", "until"),
    [
        ("de", "Was geschah gestern am Hafen?", date(2023, 11, 17), date(2023, 11, 17)),
        ("es", "¿Qué pasó el 15 de noviembre de 2023 en Dolmen?", date(2023, 11, 15), date(2023, 11, 15)),
        ("de", "Was geschah am 7. Oktober in Dolmen?", date(2023, 10, 7), date(2023, 10, 7)),
        ("fr", "accidents à Dolmen en décembre 2022", date(2022, 12, 1), date(2022, 12, 31)),
        ("de", "Angriffe auf Dolmen seit dem 3. November", date(2023, 11, 3), None),
        ("ar", "كم قتيلا منذ 3 نوفمبر", date(2023, 11, 3), None),
        ("es", "accidentes esta semana en Dolmen", date(2023, 11, 13), None),
        ("es", "¿Qué dijo la alcaldesa el jueves?", date(2023, 11, 16), date(2023, 11, 16)),
        ("fr", "la mission vers mars", None, None),
    ],
)
def test_days_give_the_window(language: str, question: str, since: date | None, until: date | None) -> None:
    read = planned(question, language)

    assert (read.since, read.until) == (since, until)


@pytest.mark.parametrize(
    ("language", "question", "expected"),
    [
        ("de", "Wie heißt der Bär von Ulmstadt?", AnswerType.NAME),
        ("es", "¿Cómo se llama el barco?", AnswerType.NAME),
        ("fr", "Comment s'appelle le maire ?", AnswerType.NAME),
        ("es", "¿Quién ganó la regata?", AnswerType.NAME),
        ("ar", "من فاز في دلمون؟", AnswerType.NAME),
        ("es", "¿En qué ciudad se hundió el barco?", AnswerType.PLACE),
        ("fr", "Dans quelle ville était la régate ?", AnswerType.PLACE),
        ("ar", "في أي مدينة كان السباق؟", AnswerType.PLACE),
        ("de", "Wann öffnet die Brücke von Ulmstadt?", AnswerType.DATE),
        ("es", "¿A qué edad murió Marta Rey?", AnswerType.NUMBER),
        ("fr", "Combien coûte le billet ?", AnswerType.NUMBER),
        ("pl", "ile łodzi zatonęło", AnswerType.NUMBER),
    ],
)
def test_what_would_answer_is_told_by_the_words_that_ask(language: str, question: str, expected: AnswerType) -> None:
    assert planned(question, language).expects is expected


def test_what_names_nothing_but_the_present_asks_for_stories_of_anything() -> None:
    news = planned("Was gibt es Neues?", "de")

    assert (news.aim, news.topic) == (Aim.STORIES, "")
    assert planned("Was gibt es Neues vom Hafen?", "de").topic
