"""A language model at its endpoint: what is asked of it, and every way in which that can fail, on a real socket."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator

import pytest

from bot.answering.writing.briefs import Choice, Piece, Statement
from bot.errors import (
    ReaderError,
    ReaderRefused,
    ReaderSlow,
    ReaderUnintelligible,
    ReaderUnreachable,
)
from bot.language_model import Endpoint, LanguageModel, endpoint_in
from bot.settings import BotSettings
from ingest import SettingError
from tests.bot.answering.writing.briefs import brief, count_brief
from tests.fakemodel import PATH, FakeModel, chooses, options_in, sources_in, statements
from tests.ports import free_port

AGROUND = Statement("The Alder Queen ran aground", (1,))
TOWED = Statement("She was towed to Port Ellery.", (2,))
GOOD = statements((AGROUND.text, AGROUND.cites), (TOWED.text, TOWED.cites))


@pytest.fixture
def server() -> Iterator[FakeModel]:
    with FakeModel() as running:
        yield running


async def read_at(endpoint: Endpoint, *, of_options: bool = False) -> list[Piece]:
    async with LanguageModel(endpoint) as model:
        return [piece async for piece in model.read(count_brief() if of_options else brief())]


async def test_it_is_asked_with_the_question_the_day_and_numbered_sources(server: FakeModel) -> None:
    server.writes(GOOD)

    assert await read_at(server.endpoint()) == [AGROUND, TOWED]

    (asked,) = server.asked
    told = json.loads(asked["messages"][1]["content"])
    assert (told["question"], told["today"]) == ("What happened to the Alder Queen?", "2026-03-04")
    assert [(source["n"], source["publisher"], source["published"]) for source in sources_in(asked)] == [
        (1, "Harbour Post", "2026-03-02"),
        (2, "Coast Courier", "2026-03-03"),
    ]
    assert (asked["model"], asked["temperature"], asked["stream"]) == ("parrot-1", 0, True)
    schema = asked["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["statements"]["items"]["properties"]["cites"]["items"]["enum"] == [1, 2]
    assert server.requests[0].headers["Authorization"] == "Bearer sesame"
    assert "tools" not in asked


async def test_of_options_it_may_write_a_number_alone_and_is_asked_again_the_other_way_round(server: FakeModel) -> None:
    server.writes(chooses("214"))

    assert await read_at(server.endpoint(), of_options=True) == [Choice(2)]

    asked, again = server.asked
    assert [option["number"] for option in options_in(again)] == ["214", "2"]
    assert asked["response_format"]["json_schema"]["schema"]["properties"]["option"]["enum"] == [0, 1, 2]
    assert [(option["option"], option["number"]) for option in options_in(asked)] == [(1, "2"), (2, "214")]


@pytest.mark.parametrize("option", [0, 1, 2])
async def test_who_chooses_by_place_chooses_nothing(server: FakeModel, option: int) -> None:
    server.writes({"option": option})

    assert await read_at(server.endpoint(), of_options=True) == []


async def test_a_statement_comes_as_soon_as_the_next_one_begins(server: FakeModel) -> None:
    server.writes(GOOD, every=0.02)
    now = asyncio.get_running_loop().time
    async with LanguageModel(server.endpoint()) as model:
        moments = [now() async for _ in model.read(brief())]

    assert moments[1] - moments[0] > 0.04


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(f"<think>The {{ship}} … 1?</think>\n```json\n{json.dumps(GOOD)}\n```", id="thoughts and a fence"),
        pytest.param(json.dumps(GOOD)[:-2], id="the last brackets missing"),
        pytest.param(f"{json.dumps(GOOD)} I hope that this helps! {{}}", id="words behind it"),
        pytest.param(json.dumps(GOOD)[:-2] + ', {"text": "And th', id="broken off in a statement"),
    ],
)
async def test_what_can_be_read_of_an_answer_counts(server: FakeModel, written: str) -> None:
    server.writes(written)

    assert await read_at(server.endpoint()) == [AGROUND, TOWED]


async def test_of_a_statement_that_does_not_end_its_whole_sentences_count(server: FakeModel) -> None:
    server.writes(json.dumps(GOOD)[: -len('", "cites": [2]}]}')] + " Then " + "on and on " * 500)

    assert await read_at(server.endpoint()) == [AGROUND, Statement(TOWED.text, ())]


async def test_each_sentence_is_a_statement_and_one_that_is_too_long_is_none(server: FakeModel) -> None:
    server.writes(statements((f"{TOWED.text} {'She was towed ' * 20}. Nobody was hurt.", [2])))

    assert await read_at(server.endpoint()) == [TOWED, Statement("Nobody was hurt.", (2,))]


async def test_no_statements_are_no_answer_and_no_error(server: FakeModel) -> None:
    server.writes({"statements": []})

    assert await read_at(server.endpoint()) == []


async def test_a_server_that_knows_no_schemas_is_asked_plainly(server: FakeModel) -> None:
    server.refuses(400, "response_format is not supported", plainly_writes=GOOD)

    assert await read_at(server.endpoint()) == [AGROUND, TOWED]
    assert [sorted(asked) for asked in server.asked][-1] == ["messages", "model", "stream"]


async def test_a_server_that_fails_is_asked_once_more(server: FakeModel) -> None:
    server.refuses(500)

    with pytest.raises(ReaderUnreachable):
        await read_at(server.endpoint())

    assert len(server.asked) == 2


Fault = Callable[[FakeModel], None]
FAULTS = [
    pytest.param(
        lambda server: server.refuses(401), ReaderRefused, "does not accept the key: check LLM_API_KEY.", id="wrong key"
    ),
    pytest.param(
        lambda server: server.refuses(404, "model 'parrot-1' not found"),
        ReaderRefused,
        "There is no model parrot-1 at ",
        id="no such model",
    ),
    pytest.param(
        lambda server: server.give(PATH, "<h1>Not here</h1>", status=404),
        ReaderUnreachable,
        "There is no API at ",
        id="no API, 404",
    ),
    pytest.param(
        lambda server: server.give(PATH, "<h1>Welcome</h1>"), ReaderUnintelligible, " wrote nothing.", id="no API, 200"
    ),
    pytest.param(
        lambda server: server.give(PATH, "data: [1, 2]\n\ndata: {}\n\n", content_type="text/event-stream"),
        ReaderUnintelligible,
        " wrote nothing.",
        id="chunks of another kind",
    ),
    pytest.param(
        lambda server: server.give(PATH, "data: <h1>\n\n", content_type="text/event-stream"),
        ReaderUnintelligible,
        "is no OpenAI-compatible API.",
        id="chunks that are no JSON",
    ),
    pytest.param(
        lambda server: server.refuses(429), ReaderRefused, "takes no more requests now", id="limit or credit used up"
    ),
    pytest.param(
        lambda server: server.refuses(400, "context length exceeded"),
        ReaderRefused,
        "context length exceeded",
        id="too long",
    ),
    pytest.param(lambda server: server.refuses(503), ReaderUnreachable, "fails with status 503.", id="down"),
    pytest.param(
        lambda server: server.writes("The ferry ran aground, I believe."),
        ReaderUnintelligible,
        "wrote 33 characters that are no answer in the schema.",
        id="prose",
    ),
    pytest.param(
        lambda server: server.writes({"verdict": "yes"}),
        ReaderUnintelligible,
        "no answer in the schema",
        id="own schema",
    ),
    pytest.param(
        lambda server: server.writes("lorem { ipsum [ " * 2_500),
        ReaderUnintelligible,
        "no answer in the schema",
        id="10,000 tokens of noise",
    ),
    pytest.param(
        lambda server: server.writes('{"statements": [{"text": "' + "on and on " * 2_500),
        ReaderUnintelligible,
        "no answer in the schema",
        id="a sentence without an end",
    ),
    pytest.param(
        lambda server: server.breaks_off('{"statements": ['), ReaderError, "127.0.0.1", id="it hangs up in the middle"
    ),
]


@pytest.mark.parametrize(("fault", "kind", "sentence"), FAULTS)
async def test_what_hinders_it_is_one_sentence(
    server: FakeModel, fault: Fault, kind: type[ReaderError], sentence: str
) -> None:
    fault(server)

    with pytest.raises(kind) as error:
        await read_at(server.endpoint())

    assert sentence in str(error.value)
    assert "\n" not in str(error.value)
    assert "sesame" not in str(error.value)


async def test_noise_is_not_read_to_its_end(server: FakeModel) -> None:
    server.writes("lorem ipsum " * 10_000)

    with pytest.raises(ReaderUnintelligible, match=r"wrote 12,0\d\d characters"):
        await read_at(server.endpoint())


async def test_one_that_says_nothing_is_not_waited_for_beyond_its_time(server: FakeModel) -> None:
    server.hang(PATH)

    with pytest.raises(ReaderSlow, match=r"took longer than 1 seconds\. .*LLM_SECONDS"):
        await read_at(server.endpoint(seconds=1))


async def test_one_that_drips_is_not_waited_for_beyond_its_time(server: FakeModel) -> None:
    server.writes(GOOD, every=0.5)

    with pytest.raises(ReaderSlow):
        await read_at(server.endpoint(seconds=1))


async def test_where_nobody_listens_that_is_said() -> None:
    endpoint = Endpoint(f"http://user:pass@127.0.0.1:{free_port()}/v1?key=sesame", "parrot-1", None, 5)

    with pytest.raises(ReaderUnreachable, match=r"^Nobody answers at http://127\.0\.0\.1:\d+/v1\. Start"):
        await read_at(endpoint)


def test_without_the_client_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)

    with pytest.raises(SettingError, match=r"pip install 'sitrep\[llm\]'"):
        LanguageModel(Endpoint("http://127.0.0.1/v1", "parrot-1", None, 5))


def test_a_key_does_not_show() -> None:
    assert "sesame" not in repr(Endpoint("http://127.0.0.1/v1", "parrot-1", "sesame", 5))


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("http://127.0.0.1:11434/v1", "here"),
        ("http://localhost/v1", "here"),
        ("http://[::1]:8080/v1", "here"),
        ("http://192.168.1.4/v1", "elsewhere"),
        ("https://api.example/v1", "elsewhere"),
        ("http://localhost.example/v1", "elsewhere"),
    ],
)
def test_texts_stay_here_on_loopback_alone(address: str, where: str) -> None:
    assert Endpoint(address, "parrot-1", None, 5).is_here == (where == "here")


def test_an_endpoint_is_set_as_a_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LLM_BASE_URL", "LLM_MODEL", "LLM_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert endpoint_in(BotSettings()) is None

    monkeypatch.setenv("LLM_MODEL", "parrot-1")
    with pytest.raises(SettingError, match=r"set LLM_BASE_URL, or leave out both\.$"):
        endpoint_in(BotSettings())

    monkeypatch.setenv("LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("LLM_API_KEY", "sesame")
    endpoint = endpoint_in(BotSettings())
    assert endpoint
    assert (endpoint.model, endpoint.key, endpoint.seconds) == ("parrot-1", "sesame", 30)
