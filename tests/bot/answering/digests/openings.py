"""How articles made by hand begin, with the hashing embedder's vectors."""

from bot.answering.question.planning import Plan
from bot.answering.questions import Question
from ingest import Opening
from tests.bot.answering.news import Told, planned
from tests.embedders import HashingEmbedder

EMBEDDER = HashingEmbedder()


def openings(*told: Told) -> list[Opening]:
    """Give an opening an article."""
    vectors = EMBEDDER.encode([f"{each.title} {each.text}" for each in told])
    return [Opening(each.as_passage(), vector) for each, vector in zip(told, vectors, strict=True)]


def asked(text: str) -> Plan:
    return planned(Question(text).text, today="2021-07-10")
