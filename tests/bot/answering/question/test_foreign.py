"""What is looked for in a question in another language, and which words of a text are forms of it."""

import pytest

from bot.answering.question.dictionaries import folded
from bot.answering.question.foreign import foreign_terms, named_in


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
    assert [term.typed for term in foreign_terms(question, language)] == words


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
    assert [term.typed for term in foreign_terms(question, language) if term.is_required] == names


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
    assert named_in(foreign_terms(asked, language), f"… {told} …")


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [("de", "Ulm", "Uhl"), ("de", "Hafen", "Haft"), ("es", "puente", "puerto"), ("ru", "мост", "Москва")],
)
def test_another_word_is_none_of_them(language: str, asked: str, told: str) -> None:
    assert foreign_terms(asked, language)
    assert not named_in(foreign_terms(asked, language), told)


def test_letters_are_folded_to_what_is_typed_without_accents() -> None:
    assert folded("Straße ÉTÉ İzmir أمس") == "strasse ete izmir امس"


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("es", "¿Qué pasó el 15 de noviembre de 2023 en Dolmen?", ["dolmen"]),
        ("de", "Was geschah gestern am Hafen?", ["hafen"]),
        ("fr", "accidents à Dolmen en décembre 2022", ["accidents", "dolmen"]),
        ("ar", "ماذا حدث في الميناء يوم 3 نوفمبر", ["الميناء"]),
        ("ru", "что случилось 3 ноября на мосту", ["мосту"]),
        ("de", "Was gibt es Neues in der Welt?", []),
    ],
)
def test_days_and_the_world_are_nothing_to_look_for(language: str, question: str, words: list[str]) -> None:
    assert [term.typed for term in foreign_terms(question, language)] == words
