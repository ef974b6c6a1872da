"""Counts, moments, sources and quotes in the words of a Discord message. Pure."""

from datetime import datetime

from bot.answering.answers import Citation
from bot.answering.composition.phrasing import day_of
from bot.languages import say, say_language
from bot.rendering.discord.limits import NAME_CHARACTERS, TITLE_CHARACTERS
from bot.rendering.discord.markup import cut, domain, escaped, fitted, link, one_line
from bot.rendering.quoting import brings_marks


def how_to_begin() -> str:
    """Say what to do where there is nothing to answer from, to whoever asks."""
    return say("A server's moderators add news with /sources add.")


def capitalised(phrase: str) -> str:
    """Begin a line with a phrase, in a script that has capitals."""
    return phrase[:1].upper() + phrase[1:]


def ago(moment: datetime) -> str:
    """Give a moment as everyone's own client counts to it: `3 hours ago`."""
    return f"<t:{int(moment.timestamp())}:R>"


def language(code: str) -> str:
    """Name a language by its ISO 639-1 code."""
    return say("unknown language") if code == "und" else say_language(code) or fitted(code, shown=12)


def named(text: str, otherwise: str, *, shown: int = NAME_CHARACTERS) -> str:
    """Give a stranger's name of something, cut and safe, or what stands in for an empty one."""
    return fitted(text, shown=shown) or otherwise


def quoted(quote: str, *, shown: int, sent: int | None = None) -> str:
    """Give a quote in marks unless it brings its own."""
    line = one_line(quote)
    if brings_marks(line):
        return fitted(line, shown=shown, sent=sent)
    return f"“{fitted(line, shown=shown - 2, sent=None if sent is None else sent - 2)}”"


def title_link(url: str | None, title: str) -> str:
    """Give an article's title, cut, leading to the article."""
    return link(url, cut(one_line(title), TITLE_CHARACTERS))


def origin(publisher: str, told_day: str, url: str | None) -> str:
    """Say who published on which day, and whose domain the link is of, as plain text to be escaped."""
    name = publisher_name(publisher)
    return f"{name}, {told_day}{beside(name, url)}"


def publisher_name(publisher: str) -> str:
    """Name a publisher, cut, as plain text to be escaped."""
    return cut(one_line(publisher), NAME_CHARACTERS) or say("unknown publisher")


def beside(name: str, url: str | None) -> str:
    """Give the domain that a link leads to as it stands beside a publisher's name, unless that is it; to be escaped."""
    host = domain(url)
    return f" ({host})" if host and host.casefold() != name.casefold() else ""


def numbered_source(citation: Citation, *others: Citation) -> str:
    """Give a citation's number, and those of `others` of its article, with its publisher, leading there, and the day.

    A publisher called like an address leads nowhere, the number alone does: nobody is to think that it leads there.
    Where nothing leads anywhere the number is in brackets, as the text has it.
    """
    name = publisher_name(citation.publisher)
    numbers = ", ".join(str(one.n) for one in (citation, *others))
    linked = link(citation.url, f"{numbers} {name}")
    if not linked.startswith("["):
        number = link(citation.url, numbers)
        linked = f"{number if number.startswith('[') else escaped(marks_of(citation, *others))} {escaped(name)}"
    return linked + escaped(origin(citation.publisher, day_of(citation), citation.url).removeprefix(name))


def marks_of(*citations: Citation) -> str:
    """Give the marks that a text cites by: `[1][2]`."""
    return "".join(f"[{citation.n}]" for citation in citations)


def source_line(citation: Citation) -> str:
    """Give publisher, day and title of what is cited, unless that is the quote; the publisher leads to the article."""
    name = publisher_name(citation.publisher)
    told = origin(citation.publisher, day_of(citation), citation.url).removeprefix(name)
    title = cut(one_line(citation.title), TITLE_CHARACTERS)
    tail = f" — {escaped(title)}" if title not in {"", name, one_line(citation.quote)} else ""
    return link(citation.url, name) + escaped(told) + tail
