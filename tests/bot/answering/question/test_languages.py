"""The language of a question, of few words and as people type them: English unless plainly another."""

import pytest

from bot.answering.question.languages import LANGUAGES, language_of

FOREIGN = {
    "de": (
        "Wo ist die Fähre gesunken?",
        "wer ist bürgermeister von lübeck",
        "Wie viele Häuser sind abgebrannt?",
        "gibt es neues vom vulkan",
        "Warum ist der Flughafen zu?",
        "Verletzte nach Busunfall",
        "Wurde Ada Quill verurteilt?",
    ),
    "es": (
        "¿Dónde se hundió el ferry?",
        "cuantas casas se quemaron",
        "quien es el alcalde de lugo",
        "¿Hay novedades del volcán?",
        "¿Quién ganó el premio Bird of the Year?",
        "por que cerro el aeropuerto",
        "heridos en el accidente de autobús",
    ),
    "fr": (
        "Où le ferry a-t-il coulé ?",
        "combien de maisons ont brûlé",
        "qui est le maire de Nantes",
        "quoi de neuf sur le volcan",
        "pourquoi l'aéroport est fermé",
        "blessés dans un accident de car",
    ),
    "ar": ("أين غرقت العبارة؟", "كم منزلا احترق", "من هو رئيس البلدية", "لماذا أغلق المطار", "جرحى في حادث حافلة"),
    "it": ("Dove è affondato il traghetto?", "quante case sono bruciate", "chi è il sindaco di Bari"),
    "pt": ("Onde afundou a balsa?", "quantas casas queimaram", "quem é o prefeito de Santos"),
    "ru": ("Где затонул паром?", "сколько домов сгорело", "кто мэр Рязани"),
    "uk": ("Де затонув пором?", "скільки будинків згоріло", "хто мер Львова"),
    "he": ("איפה טבעה המעבורת?", "כמה בתים נשרפו"),
    "fa": ("کشتی کجا غرق شد؟", "چند خانه سوخت"),
    "tr": ("Feribot nerede battı?", "kaç ev yandı", "havaalanı neden kapalı"),
    "pl": ("Gdzie zatonął prom?", "ile domów spłonęło", "kto jest burmistrzem Sopotu"),
    "nl": ("Waar is de veerboot gezonken?", "hoeveel huizen zijn verbrand"),
    "el": ("Πού βυθίστηκε το πλοίο;",),
    "ja": ("フェリーはどこで沈みましたか",),
    "zh": ("渡轮在哪里沉没？",),
}
ENGLISH = (
    "where did the ferry sink",
    "Is the mayor of São Paulo resigning?",
    "hola beach resort fire",
    "El Salvador gang arrests",
    "Die Welt says what about Bonn",
    "La Niña winter outlook",
    "Los Cabos storm damage",
    "Café de Flore closed?",
    "Der Bund bank fine",
    "volcano",
    "Reykjavík",
    "Lübeck mayor",
    "any news on Málaga",
    "casualties Donetsk",
    "thx",
    "42",
    "???",
    "how mnay ppl died in al-Hasakah",
    "Le Figaro interview with Orban",
    "Santa Cruz de la Sierra blockade",
)


@pytest.mark.parametrize(
    ("language", "question"), [(language, question) for language, asked in FOREIGN.items() for question in asked]
)
def test_a_short_question_in_another_language_is_told(language: str, question: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize("question", ENGLISH)
def test_english_with_foreign_names_stays_english(question: str) -> None:
    assert language_of(question) == "en"


def test_every_language_that_is_told_apart_is_known_to_the_model() -> None:
    assert language_of("מה קורה?") == "he"
    assert len(set(LANGUAGES)) == len(LANGUAGES)
