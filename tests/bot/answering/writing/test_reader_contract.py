"""What every reader keeps: the archive itself, and a language model at its endpoint."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.answering.writing.briefs import Brief, Choice, Piece, Statement
from bot.answering.writing.prompting import MOST_STATEMENTS
from bot.answering.writing.reader import Reader
from bot.language_model import LanguageModel
from tests.bot.answering.writing.briefs import brief, count_brief
from tests.extractive import Extractive
from tests.fakemodel import Asked, FakeModel, Written, chooses, sources_in, statements


def honest(asked: Asked) -> Written:
    if "options" in asked["messages"][-1]["content"]:
        return chooses("214")(asked)
    return statements(*((source["text"].split(". ")[0], [source["n"]]) for source in sources_in(asked)))


def careless(asked: Asked) -> Written:
    """Cite what there is not, say nothing at length, choose what is not offered."""
    if "options" in asked["messages"][-1]["content"]:
        return {"option": 77}
    return statements(("The sea was calm", [0, 1, 1, 99, -3]), ("  ", [1]), *[("It was Monday", [2])] * 8)


@pytest.fixture(scope="module")
def server() -> Iterator[FakeModel]:
    with FakeModel() as running:
        yield running


@pytest_asyncio.fixture(params=["archive", "honest model", "careless model"])
async def reader(request: pytest.FixtureRequest, server: FakeModel) -> AsyncIterator[Reader]:
    if request.param == "archive":
        yield Extractive()
        return
    server.writes(honest if request.param == "honest model" else careless)
    async with LanguageModel(server.endpoint()) as model:
        yield model


async def pieces_of(reader: Reader, of: Brief) -> list[Piece]:
    return [piece async for piece in reader.read(of)]


async def test_statements_are_few_have_words_and_cite_passages_of_the_brief(reader: Reader) -> None:
    given = brief()

    pieces = await pieces_of(reader, given)

    assert 1 <= len(pieces) <= MOST_STATEMENTS
    for piece in pieces:
        assert isinstance(piece, Statement)
        assert piece.text.strip() == piece.text != ""
        assert set(piece.cites) <= {1, 2}
        assert len(set(piece.cites)) == len(piece.cites)


async def test_of_options_at_most_one_is_chosen_and_nothing_is_stated(reader: Reader) -> None:
    pieces = await pieces_of(reader, count_brief())

    assert pieces in ([], [Choice(1)], [Choice(2)])


async def test_a_brief_without_evidence_is_not_answered(reader: Reader) -> None:
    given = brief()
    bare = replace(given, passages=(), answer=replace(given.answer, citations=()))

    assert all(piece.cites == () for piece in await pieces_of(reader, bare) if isinstance(piece, Statement))


async def test_it_reads_the_same_again_and_beside_others(reader: Reader) -> None:
    first, again = await asyncio.gather(pieces_of(reader, brief()), pieces_of(reader, brief()))

    assert first == again == await pieces_of(reader, brief())
