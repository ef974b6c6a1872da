"""What is looked for in a question in another language, and which words of a text are forms of it."""

from datetime import date

import pytest

from bot.answering.question.answer_type import AnswerType
from bot.answering.question.asking_words import folded
from bot.answering.question.foreign import ForeignPlan, foreign_plan, named_in

TODAY = date(2023, 11, 18)


def planned(question: str, language: str) -> ForeignPlan:
    return foreign_plan(question, language, today=TODAY)


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("de", "Wie viele Menschen wurden bei Ulmstadt verletzt?", ["ulmstadt", "verletzt"]),
        ("es", "¿Qué dijo la alcaldesa sobre el puente?", ["alcaldesa", "puente"]),
        ("fr", "Qu'est-ce qui s'est passé à la gare de Dolmont ?", ["gare", "dolmont"]),
        ("ar", "ماذا حدث في الميناء أمس؟", ["الميناء"]),
        ("it", "cosa ha detto il sindaco", ["sindaco"]),
        ("pt", "quantos barcos afundaram", ["barcos", "afundaram"]),
        ("ru", "что нового о мосте", ["мосте"]),
        ("uk", "Хто мер Дубового?", ["мер", "дубового"]),
        ("he", "מה קרה בגשר?", ["בגשר"]),
        ("fa", "دیروز در بندر چه شد؟", ["بندر"]),
        ("tr", "köprü ne zaman açılacak", ["köprü", "açılacak"]),
        ("pl", "kiedy otworzą most", ["otworzą", "most"]),
        ("nl", "wanneer gaat de brug open", ["brug", "open"]),
        ("de", "Wie viele?", []),
    ],
)
def test_words_that_ask_are_not_looked_for(language: str, question: str, words: list[str]) -> None:
    assert [term.typed for term in planned(question, language).terms] == words


@pytest.mark.parametrize(
    ("language", "question", "names"),
    [
        ("de", "Wer hat die Wahl in Dolmen gewonnen?", ["dolmen"]),
        ("es", "quien gano las elecciones en argentina", ["argentina"]),
        ("es", "¿Qué pidió Marta Rey?", ["marta", "rey"]),
        ("fr", "Macron parle du pont", []),
        ("ar", "من فاز في دلمون؟", ["دلمون"]),
        ("ru", "взрыв в Дубовом", ["дубовом"]),
    ],
)
def test_places_and_what_is_plainly_a_name_have_to_be_named(language: str, question: str, names: list[str]) -> None:
    assert [term.typed for term in planned(question, language).terms if term.is_required] == names


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [
        ("de", "Verletzte", "verletzt"),
        ("de", "Gaza", "Gazastreifen"),
        ("de", "Ministerin", "Verkehrsministerin"),
        ("es", "heridos", "herido"),
        ("es", "durmió", "durmieron"),
        ("es", "hectareas", "hectáreas"),
        ("fr", "blessés", "blessée"),
        ("ar", "البصرة", "بالبصرة"),
        ("ar", "وزير", "الوزير"),
        ("ar", "بالميناء", "ميناء"),
        ("he", "בחיפה", "חיפה"),
        ("ru", "Рязани", "Рязань"),
        ("tr", "yangını", "yangında"),
        ("pl", "Gdańsku", "Gdańsk"),
    ],
)
def test_a_word_is_found_in_its_other_forms(language: str, asked: str, told: str) -> None:
    assert named_in(planned(asked, language).terms, f"… {told} …")


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [("de", "Ulm", "Uhl"), ("de", "Hafen", "Haft"), ("es", "puente", "puerto"), ("ru", "мост", "Москва")],
)
def test_another_word_is_none_of_them(language: str, asked: str, told: str) -> None:
    assert planned(asked, language).terms
    assert not named_in(planned(asked, language).terms, told)


@pytest.mark.parametrize(
    ("language", "question", "since", "wanted"),
    [
        ("de", "Was geschah gestern am Hafen?", date(2023, 11, 17), set()),
        ("es", "¿Qué hay hoy del puerto?", TODAY, {"newest"}),
        ("fr", "dernières nouvelles du port", None, {"newest"}),
        ("ar", "كم سفينة في الميناء؟", None, {"number"}),
        ("pl", "ile łodzi zatonęło", None, {"number"}),
    ],
)
def test_days_the_present_and_counts_are_told(
    language: str, question: str, since: date | None, wanted: set[str]
) -> None:
    plan = planned(question, language)
    assert plan.since == since
    assert (plan.wants_newest, plan.wants_number) == ("newest" in wanted, "number" in wanted)


def test_what_names_nothing_but_the_present_asks_for_news() -> None:
    assert planned("Was gibt es Neues?", "de").asks_for_news
    assert not planned("Was gibt es Neues vom Hafen?", "de").asks_for_news
    assert not planned("danke", "de").asks_for_news


@pytest.mark.parametrize(
    ("question", "last"),
    [
        ("Was geschah gestern?", date(2023, 11, 17)),
        ("Was geschah am 7. Oktober?", date(2023, 10, 7)),
        ("Was geschah im Dezember 2022?", date(2022, 12, 31)),
        ("Was geschah am 7. Oktober in Dolmen?", None),
        ("Was gibt es Neues?", None),
    ],
)
def test_where_a_day_is_all_that_is_named_the_window_ends_with_it(question: str, last: date | None) -> None:
    assert planned(question, "de").until == last


def test_letters_are_folded_to_what_is_typed_without_accents() -> None:
    assert folded("Straße ÉTÉ İzmir أمس") == "strasse ete izmir امس"


@pytest.mark.parametrize(
    ("language", "question", "english"),
    [
        ("de", "Wer hat die Wahl in der Schweiz gewonnen?", {"Switzerland"}),
        ("es", "¿Cuántos muertos hay en la República Dominicana?", {"Dominican Republic"}),
        ("ar", "ما الجديد في لبنان؟", {"Lebanon"}),
        ("ru", "кто победил на выборах в Аргентине", {"Argentina"}),
        ("fr", "Que dit Macron sur l'Ukraine ?", {"Ukraine"}),
    ],
)
def test_countries_are_known_by_their_english_names(language: str, question: str, english: set[str]) -> None:
    assert {term.name for term in planned(question, language).english if term.name[0].isupper()} == english


@pytest.mark.parametrize(
    ("language", "question", "since", "words"),
    [
        ("es", "¿Qué pasó el 15 de noviembre de 2023 en Dolmen?", date(2023, 11, 15), ["dolmen"]),
        ("de", "Was geschah am 7. Oktober in Dolmen?", date(2023, 10, 7), ["dolmen"]),
        ("fr", "accidents à Dolmen en décembre 2022", date(2022, 12, 1), ["accidents", "dolmen"]),
        ("fr", "que s'est-il passé le 1er décembre", date(2022, 12, 1), []),
        ("ar", "ماذا حدث في الميناء يوم 3 نوفمبر", date(2023, 11, 3), ["الميناء"]),
        ("ru", "что случилось 3 ноября на мосту", date(2023, 11, 3), ["мосту"]),
        ("fr", "la mission vers mars", None, ["mission", "mars"]),
        ("de", "Was geschah am 31. Juni in Dolmen?", None, ["31", "juni", "dolmen"]),
    ],
)
def test_a_day_with_its_months_name_gives_the_window_and_is_not_looked_for(
    language: str, question: str, since: date | None, words: list[str]
) -> None:
    plan = planned(question, language)
    assert plan.since == since
    assert [term.typed for term in plan.terms] == words


@pytest.mark.parametrize(
    ("language", "question", "expected"),
    [
        ("de", "Wie heißt der Bär von Ulmstadt?", AnswerType.NAME),
        ("es", "¿Cómo se llama el barco?", AnswerType.NAME),
        ("fr", "Comment s'appelle le maire ?", AnswerType.NAME),
        ("es", "¿En qué ciudad se hundió el barco?", AnswerType.PLACE),
        ("fr", "Dans quelle ville était la régate ?", AnswerType.PLACE),
        ("ar", "في أي مدينة كان السباق؟", AnswerType.PLACE),
        ("it", "in quale città è la regata", AnswerType.PLACE),
        ("de", "Wann öffnet die Brücke von Ulmstadt?", AnswerType.DATE),
    ],
)
def test_what_would_answer_is_told_by_the_words_that_ask(language: str, question: str, expected: AnswerType) -> None:
    plan = planned(question, language)

    assert plan.expects is expected
    assert not {"ciudad", "ville", "مدينة", "città"} & {term.typed for term in plan.terms}
