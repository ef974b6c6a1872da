"""A language model behind any OpenAI-compatible endpoint, as a `Reader`: the only module that knows the client."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from ipaddress import ip_address
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlsplit

from bot.answering.writing.briefs import Brief, Choice, Piece, Statement
from bot.answering.writing.prompting import (
    NoAnswer,
    Request,
    Source,
    is_endless,
    pieces_in,
    request_for_statements,
    request_of,
)
from bot.errors import (
    ReaderError,
    ReaderRefused,
    ReaderSlow,
    ReaderUnintelligible,
    ReaderUnreachable,
)
from bot.settings import BotSettings
from ingest import SettingError

if TYPE_CHECKING:
    from openai import AsyncOpenAI, AsyncStream
    from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

MOST_TOKENS: Final = 800
"""Three statements with citations take 200; the rest is for models that think first."""
MOST_CHARACTERS: Final = 12_000
"""Of what it writes, thoughts included; what is longer is not read to its end."""
_SHOWN_CHARACTERS: Final = 160
"""Of what a server says of a request that it does not accept."""
_BY_STATUS: Final[dict[int, tuple[type[ReaderError], str]]] = {
    HTTPStatus.BAD_REQUEST: (ReaderRefused, "The server at {where} does not accept the request: {said}"),
    HTTPStatus.UNAUTHORIZED: (ReaderRefused, "The server at {where} does not accept the key: check LLM_API_KEY."),
    HTTPStatus.FORBIDDEN: (ReaderRefused, "The server at {where} does not let this key in: check LLM_API_KEY."),
    HTTPStatus.NOT_FOUND: (ReaderUnreachable, "There is no API at {where}. Most end in /v1: check LLM_BASE_URL."),
    HTTPStatus.TOO_MANY_REQUESTS: (
        ReaderRefused,
        "The server at {where} takes no more requests now: its limit is reached, or its credit used up.",
    ),
}
_NO_MODEL: Final = (ReaderRefused, "There is no model {model} at {where}: name one that is there with LLM_MODEL.")
_FAILS: Final = (ReaderUnreachable, "The server at {where} fails with status {status}. Its own log says why.")
_TRIAL: Final = Source(
    1, "Harbour Post", datetime(2026, 3, 2, tzinfo=UTC), "Bridge open", "The bridge at Alder Bay opened on Monday."
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model answers, under which name, and how long it may take."""

    address: str
    model: str
    key: str | None = field(repr=False)
    seconds: float

    @property
    def host(self) -> str:
        """The host's name, for people."""
        return urlsplit(self.address).hostname or self.address

    @property
    def is_here(self) -> bool:
        """Whether it answers on this very machine, so that no text leaves it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")

    @property
    def shown(self) -> str:
        """The address without what may be a secret in it."""
        parts = urlsplit(self.address)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}{parts.path}".rstrip("/")


def endpoint_in(settings: BotSettings) -> Endpoint | None:
    """Give the endpoint that is set, `None` where none is; `SettingError` where it is set by half."""
    if settings.llm_base_url is None and settings.llm_model is None:
        return None
    if settings.llm_base_url is None or settings.llm_model is None:
        missing = "LLM_BASE_URL" if settings.llm_base_url is None else "LLM_MODEL"
        raise SettingError(f"A language model needs LLM_BASE_URL and LLM_MODEL: set {missing}, or leave out both.")
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
    return Endpoint(str(settings.llm_base_url), settings.llm_model, key, settings.llm_seconds)


class LanguageModel:
    """Reads briefs at an endpoint. Use it with `async with`; raises `SettingError` if the client is not installed."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint: Final = endpoint
        self._client = _client(endpoint)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()

    async def read(self, brief: Brief) -> AsyncGenerator[Piece, None]:
        """Give the pieces as the model writes them; a statement when the next one begins."""
        request, deadline = request_of(brief), self._deadline()
        written, given = "", 0
        async for written in self._written(request, deadline):
            pieces = pieces_in(written, request, is_whole=False)
            for piece in pieces[given:]:
                yield piece
            given = max(given, len(pieces))
        for piece in self._pieces(written, request)[given:]:
            if isinstance(piece, Statement) or await self._chooses_again(piece, brief, deadline):
                yield piece

    async def said(self, request: Request) -> str:
        """Give all that the model writes."""
        return await self._said(request, self._deadline())

    async def _said(self, request: Request, deadline: float) -> str:
        written = ""
        async for so_far in self._written(request, deadline):
            written = so_far
        return written

    async def _chooses_again(self, choice: Choice, brief: Brief, deadline: float) -> bool:
        """Tell whether it chooses the same of the options turned round: small models take the first, whatever it is.

        Such models were found to be moved by the order of what they choose from: Zheng et al., Large Language Models
        Are Not Robust Multiple Choice Selectors (2024).
        """
        request = request_of(replace(brief, options=brief.options[::-1]))
        again = self._pieces(await self._said(request, deadline), request)
        return again == (Choice(len(brief.options) + 1 - choice.option),)

    def _deadline(self) -> float:
        return asyncio.get_running_loop().time() + self.endpoint.seconds

    async def try_out(self) -> None:
        """Ask for a statement about a made-up sentence; raises what hinders it."""
        request = request_for_statements("What opened at Alder Bay?", _TRIAL.published, [_TRIAL])
        self._pieces(await self.said(request), request)

    def _pieces(self, written: str, request: Request) -> tuple[Piece, ...]:
        try:
            return pieces_in(written, request, is_whole=True)
        except NoAnswer as cause:
            told = f"{len(written):,} characters that are no answer in the schema" if written else "nothing"
            raise ReaderUnintelligible(
                f"The language model {self.endpoint.model} at {self.endpoint.shown} wrote {told}. "
                "Name another with LLM_MODEL; where there is no API at all, LLM_BASE_URL is wrong."
            ) from cause

    async def _written(self, request: Request, deadline: float) -> AsyncIterator[str]:
        """Give all that was written so far, again and again; every wait ends at the deadline."""
        now = asyncio.get_running_loop().time
        written = ""
        with _translated(self.endpoint):
            stream = await asyncio.wait_for(self._begun(request), deadline - now())
            try:
                while chunk := await asyncio.wait_for(anext(stream, None), deadline - now()):
                    written += _said_in(chunk)
                    yield written
                    if len(written) > MOST_CHARACTERS or is_endless(written):
                        return
            finally:
                await stream.close()

    async def _begun(self, request: Request) -> "AsyncStream[ChatCompletionChunk]":
        """Send the request; where the server knows no schemas or limits, as plainly as can be."""
        from openai import BadRequestError, UnprocessableEntityError

        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": message["content"]}
            if message["role"] == "system"
            else {"role": "user", "content": message["content"]}
            for message in request.messages
        ]
        model = self.endpoint.model
        try:
            return await self._client.chat.completions.create(
                model=model,
                messages=messages,
                stream=True,
                temperature=0,
                max_tokens=MOST_TOKENS,
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "answer", "strict": True, "schema": dict(request.schema)},
                },
            )
        except (BadRequestError, UnprocessableEntityError):
            plainly = self._client.with_options(max_retries=0)
            return await plainly.chat.completions.create(model=model, messages=messages, stream=True)


def _client(endpoint: Endpoint) -> "AsyncOpenAI":
    try:
        from openai import AsyncOpenAI
    except ImportError as cause:
        raise SettingError(
            "LLM_BASE_URL is set, but the client for language models is not installed: pip install 'sitrep[llm]'"
        ) from cause
    return AsyncOpenAI(
        base_url=endpoint.address,
        api_key=endpoint.key or "none",  # because the client wants one, and servers at home look at none
        timeout=endpoint.seconds,
        max_retries=1,
    )


def _said_in(chunk: "ChatCompletionChunk") -> str:
    """Give the text of a chunk; the client promises of it what servers do not keep, so nothing is taken for granted."""
    choices = getattr(chunk, "choices", None)
    delta = getattr(choices[0], "delta", None) if isinstance(choices, list) and choices else None
    content = getattr(delta, "content", None)
    return content if isinstance(content, str) else ""


@contextmanager
def _translated(endpoint: Endpoint) -> Iterator[None]:
    """Turn what the client raises into what whoever runs the installation can act upon."""
    from openai import OpenAIError

    try:
        yield
    except (OpenAIError, TimeoutError, ValueError) as error:  # the last where chunks are no JSON
        raise _reader_error(error, endpoint) from error


def _reader_error(error: Exception, endpoint: Endpoint) -> ReaderError:
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    where = endpoint.shown
    match error:
        case APITimeoutError() | TimeoutError():
            return ReaderSlow(
                f"The language model at {where} took longer than {endpoint.seconds:.0f} seconds. "
                "Name a faster one with LLM_MODEL, or give it longer with LLM_SECONDS."
            )
        case APIConnectionError():
            return ReaderUnreachable(
                f"Nobody answers at {where}. Start the language model's server there, or change LLM_BASE_URL."
            )
        case APIStatusError():
            is_about_model = error.status_code == HTTPStatus.NOT_FOUND and "model" in str(error.body).lower()
            kind, sentence = _NO_MODEL if is_about_model else _BY_STATUS.get(error.status_code, _FAILS)
            said = " ".join(error.message.split())[:_SHOWN_CHARACTERS]
            return kind(sentence.format(where=where, model=endpoint.model, status=error.status_code, said=said))
        case _:
            return ReaderUnintelligible(f"What answers at {where} is no OpenAI-compatible API. Change LLM_BASE_URL.")
