"""Messages in other languages that go on from a question, put as whole questions."""

import pytest

from bot.answering.conversation.foreign_rewriting import foreign_rewritten, leans_on_language
from bot.answering.conversation.provenance import asks_for_source


@pytest.mark.parametrize(
    ("language", "before", "message", "question"),
    [
        ("es", "¿cuántos muertos en Perú?", "¿y en Chile?", "¿cuántos muertos en Chile?"),
        ("es", "cuántos muertos en Perú", "y ayer?", "cuántos muertos en Perú ayer?"),
        ("es", "cuántos muertos en Perú ayer?", "y hoy?", "cuántos muertos en Perú hoy?"),
        ("es", "dónde fue el terremoto", "cuántos muertos", "cuántos muertos (terremoto)?"),
        ("de", "was gibt es neues?", "und gestern?", "was gibt es neues gestern?"),
        ("de", "was ist in Prag passiert", "und in Nepal?", "was ist in Nepal passiert"),
        ("de", "wo war die Schießerei?", "wie viele Tote?", "wie viele Tote (schießerei)?"),
        ("fr", "combien de morts à Gaza", "et en Israël ?", "combien de morts en Israël"),
        ("ar", "كم عدد القتلى في غزة؟", "وفي سوريا؟", "كم عدد القتلى في سوريا؟"),
    ],
)
def test_a_place_a_day_or_the_subject_is_taken_from_the_question_before(
    language: str, before: str, message: str, question: str
) -> None:
    assert foreign_rewritten(message, before, language) == question


@pytest.mark.parametrize(
    "message", ["cuántos heridos hubo en el terremoto de Nepal?", "quién ganó las elecciones generales en Argentina?"]
)
def test_a_question_that_names_what_it_is_about_stands_alone(message: str) -> None:
    assert foreign_rewritten(message, "cuántos muertos en Perú", "es") is None


@pytest.mark.parametrize(
    ("message", "language", "leans"),
    [
        ("und in syrien?", "de", True),
        ("wann war das", "de", True),
        ("y en chile?", "es", True),
        ("et hier ?", "fr", True),
        ("quelle?", "de", True),
        ("and in syria?", "es", False),
        ("hwo mnay dead", "de", False),
        ("war on gaza", "de", False),
        ("und in syrien?", "en", False),
    ],
)
def test_a_brief_message_is_in_the_language_of_the_question_before_if_it_has_more_of_its_common_words(
    message: str, language: str, *, leans: bool
) -> None:
    assert leans_on_language(message, language) is leans


@pytest.mark.parametrize(
    ("message", "language"),
    [("Quelle?", "de"), ("¿quién lo dijo?", "es"), ("la source ?", "fr"), ("من قال ذلك؟", "ar")],
)
def test_who_said_so_is_asked_in_other_languages_too(message: str, language: str) -> None:
    assert asks_for_source(message, language)
    assert not asks_for_source(f"{message} Peru", language)
