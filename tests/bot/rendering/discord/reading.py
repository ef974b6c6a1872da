"""Discord's markdown as a client reads it, and its limits as the Discord on loopback enforces them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from discord import ui

from bot.preview.loopback.limits import check_message
from bot.preview.loopback.messages import Draft
from bot.preview.loopback.wire import MessageFlag

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_LINK = re.compile(r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:[^\s\\]|\\.)*?)>?\s*\)")
_AUTOLINK = re.compile(r"<(https?://[^ >]+)>")
_BARE_ADDRESS = re.compile(r"https?://[^\s<]+|discord(?:app)?\.(?:gg|com)/\w+", re.IGNORECASE)
_MOMENT = re.compile(r"<t:-?\d+(?::[tTdDfFR])?>")
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w+:|/[\w -]+:|id:)\w*>?|@everyone|@here")
_PAIRED = re.compile(r"\*\*|~~")
_MARKUP = re.compile(r"[*_`]|~~|\|\||:[a-z][\w+~-]*:")
_TEXT = re.compile(r".[^\\[<hd@*~_`|:]*", re.IGNORECASE | re.DOTALL)
"""A character that begins nothing, and those after it that cannot."""
_BLOCK_START = re.compile(r"\s*(?:#{1,3}\s|>|[-*+]\s|\d+[.)]\s)")
_WORD_JOINER = "\u2060"


@dataclass
class Read:
    """What a client makes of a text."""

    shown: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Text and target."""
    mischief: list[str] = field(default_factory=list)
    """Mentions, previews and formatting that this bot never writes."""


def read(text: str) -> Read:
    result = Read()
    for line in text.split("\n"):
        small = line.removeprefix("-# ")
        if _BLOCK_START.match(small):
            result.mischief.append(line)
        _read_line(small, result)
        result.shown += "\n"
    result.shown = result.shown[:-1]
    return result


def _read_line(line: str, result: Read) -> None:
    position, marks = 0, Counter[str]()
    while position < len(line):
        name, found = _next(line, position)
        position = found.end()
        match name:
            case "text":
                result.shown += found[0].replace(_WORD_JOINER, "")
            case "escape":
                result.shown += found[1]
            case "link":
                inner = read(found[1])
                result.shown += inner.shown
                result.links.append((inner.shown, found[2]))
                result.mischief += [*inner.mischief, *(target for _, target in inner.links)]
            case "autolink":
                result.shown += found[1]
                result.links.append(("", found[1]))
            case "moment":
                result.shown += "in twenty-two months"
            case "paired":
                marks[found[0]] += 1
            case _:
                result.mischief.append(found[0])
    result.mischief += [f"{mark} left open" for mark, times in marks.items() if times % 2]


def _next(line: str, position: int) -> tuple[str, re.Match[str]]:
    matches = ((name, pattern.match(line, position)) for pattern, name in _RULES)
    return next((name, found) for name, found in matches if found)


_RULES = (
    (_ESCAPE, "escape"),
    (_LINK, "link"),
    (_AUTOLINK, "autolink"),
    (_MOMENT, "moment"),
    (_MENTION, "mention"),
    (_BARE_ADDRESS, "preview"),
    (_PAIRED, "paired"),
    (_MARKUP, "markup"),
    (_TEXT, "text"),
)


def width(text: str) -> int:
    """Count characters as Discord's clients do."""
    return len(text.encode("utf-16-le")) // 2


def texts(view: ui.LayoutView) -> list[str]:
    return [item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay)]


def shown(view: ui.LayoutView) -> str:
    return "\n".join(read(text).shown for text in texts(view))


def lines(view: ui.LayoutView) -> list[str]:
    return [line for text in texts(view) for line in text.split("\n")]


def check_layout(view: ui.LayoutView) -> None:
    """Fail where Discord would refuse the message, or a text would do more than be read."""
    payload: list[Any] = view.to_components()  # type: ignore[no-untyped-call] # because discord.py types it not
    attached = [url.removeprefix("attachment://") for url in re.findall(r"attachment://[\w.-]+", str(payload))]
    check_message(Draft(components=payload, flags=MessageFlag.COMPONENTS_V2), attached)
    assert sum(width(text) for text in texts(view)) <= 4000
    assert all(text.strip() for text in texts(view))
    for text in texts(view):
        check_text(text)


def check_plain(text: str) -> None:
    assert 0 < width(text) < 2000
    check_text(text)


def check_text(text: str) -> None:
    """Fail where a text pings, previews, is torn, or hides where a link leads."""
    text.encode()
    result = read(text)
    assert result.mischief == []
    assert not re.search(r"@(everyone|here)|<@", text, re.IGNORECASE)
    for name, target in result.links:
        assert re.fullmatch(r"https?://[a-z0-9._-]+(:\d+)?([/?#][^\s()<>\[\]@\\]*)?", target, re.IGNORECASE), target
        assert not re.search(r"://|www\.|\w\.[a-z]{2,}", name, re.IGNORECASE), name
