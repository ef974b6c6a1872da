"""A scripted OpenAI-compatible server on loopback: it writes what it is told, streamed, and misbehaves as told."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

from aiohttp import web

from bot.language_model import Endpoint
from tests.webserver import WebServer

PATH = "/v1/chat/completions"
Asked: TypeAlias = dict[str, Any]
"""The body of a request."""
Written: TypeAlias = str | dict[str, Any]
Script: TypeAlias = Callable[[Asked], Written]


class FakeModel(WebServer):
    """Keeps what it was asked; give it a script, or a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Asked] = []

    def endpoint(self, *, key: str | None = "sesame", seconds: float = 30.0, path: str = "/v1") -> Endpoint:
        return Endpoint(self.url(path), "parrot-1", key, seconds)

    def writes(self, written: Written | Script, *, every: float = 0.0) -> None:
        """Stream this, in pieces of a few characters, pausing between them."""

        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            asked = await self._heard(request)
            told = written(asked) if callable(written) else written
            return await _stream(request, told if isinstance(told, str) else json.dumps(told), every)

        self.behave(PATH, answer)

    def refuses(self, status: int, said: object = None, *, plainly_writes: Written | None = None) -> None:
        """Answer with an error; to a request without a schema with `plainly_writes`, if that is given."""

        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            asked = await self._heard(request)
            if plainly_writes is not None and "response_format" not in asked:
                return await _stream(request, json.dumps(plainly_writes), 0.0)
            return web.json_response({"error": {"message": said or "no"}}, status=status)

        self.behave(PATH, answer)

    def breaks_off(self, written: str) -> None:
        """Stream this and hang up."""

        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            await self._heard(request)
            response = await _begun(request)
            await response.write(_chunk(written))
            assert request.transport
            request.transport.close()
            return response

        self.behave(PATH, answer)

    async def _heard(self, request: web.BaseRequest) -> Asked:
        asked: Asked = await request.json()
        self.asked.append(asked)
        return asked


def statements(*said: tuple[str, Sequence[int]]) -> dict[str, Any]:
    """Give an answer in the schema of statements."""
    return {"statements": [{"text": text, "cites": list(cites)} for text, cites in said]}


def sources_in(asked: Asked) -> list[dict[str, Any]]:
    """Give the sources of a request."""
    sources: list[dict[str, Any]] = json.loads(asked["messages"][-1]["content"])["sources"]
    return sources


def options_in(asked: Asked) -> list[dict[str, Any]]:
    """Give the options of a request."""
    options: list[dict[str, Any]] = json.loads(asked["messages"][-1]["content"])["options"]
    return options


def chooses(number: str) -> Script:
    """Choose the option of that number, wherever it stands."""
    return lambda asked: {"option": [option["number"] for option in options_in(asked)].index(number) + 1}


async def _stream(request: web.BaseRequest, written: str, every: float) -> web.StreamResponse:
    response = await _begun(request)
    with suppress(ConnectionError):
        async for part in _parts(written, every):
            await response.write(_chunk(part))
        await response.write(b"data: [DONE]\n\n")
    return response


async def _parts(written: str, every: float, length: int = 12) -> AsyncIterator[str]:
    for start in range(0, len(written), length):
        yield written[start : start + length]
        await asyncio.sleep(every)


async def _begun(request: web.BaseRequest) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


def _chunk(content: str) -> bytes:
    delta = {"index": 0, "delta": {"content": content}, "finish_reason": None}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "parrot-1", "choices": [delta]}
    return f"data: {json.dumps(chunk)}\n\n".encode()
