"""What `ingest` says of sources and files, in the language that is spoken.

It says so in English, and the archive keeps it so: why a feed cannot be read, why an article was left out. Each
sentence is one of a closed list here, with values in its places; one that is not on it stays English.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import Final

from bot.languages.speaking import ENGLISH, spoken
from bot.languages.wording import marked, say, say_day

REASONS: Final = (
    marked("this is not a web address"),
    marked("addresses of more than {count} characters are not fetched"),
    marked("{scheme}: addresses are not fetched, only http: and https:"),
    marked("addresses with a user name or password are not fetched"),
    marked("{host} does not answer in HTTP"),
    marked("{host} has a certificate that cannot be trusted ({problem})"),
    marked("{host} does not speak TLS as it should"),
    marked("{host} cannot be found: its name has no address"),
    marked("{host} cannot be reached: no connection in time"),
    marked("{host} cannot be reached: it refuses the connection"),
    marked("{host} cannot be reached: no way leads there"),
    marked("{host} fell silent"),
    marked("{host} takes too long to answer"),
    marked("{host} broke the connection off"),
    marked("{host} answers {status}: the publisher blocks bots"),
    marked("{host} answers with {kind}, not a page"),
    marked("{host} answers {status}"),
    marked("a PDF"),
    marked("an image"),
    marked("a video"),
    marked("a recording"),
    marked("{host} sends its answer packed with {coding}, which was not asked for and cannot be read"),
    marked("{host} sends what cannot be decompressed"),
    marked("{host} sends more than {size} MiB"),
    marked("{address} is a private address; only the operator can allow it (SITREP_ALLOW_NETWORKS)"),
    marked("port {port} is not asked for news, only {ports}"),
    marked("{host} asks to be left alone for another {minutes} min"),
    marked("{reason} (asked for its robots.txt first)"),
    marked("{host} does not let robots read this (robots.txt)"),
    marked("{host} is blocked by the operator (SITREP_BLOCK_HOSTS)"),
    marked("{host} redirects to what is not a web address"),
    marked("{host} redirects from https to http, which is not followed"),
    marked("{host} redirects in a circle"),
    marked("{host} redirects more than {count} times"),
    marked("{host} gave {kind}, not a feed"),
    marked("a web page"),
    marked("a JSON Feed that is cut or damaged"),
    marked("JSON of another kind"),
    marked("a list of feeds (OPML)"),
    marked("a sitemap that lists no news"),
    marked("another kind of XML"),
    marked("something else ({kind})"),
    marked("something else"),
    marked("what {host} gave {reason}"),
    marked("the server says that nothing is new, though nothing is known yet"),
    marked("the server says that nothing is new, though nothing was known"),
    marked("this machine reaches no other at present"),
    marked("sitrep met a bug of its own ({kind})"),
    marked("the page {reason}"),
    marked("its page {reason}"),
    marked("it lists nothing"),
    marked("it ends in the middle (cut)"),
    marked("its newest item is of {day}, {days} days ago"),
    marked("There was no time left for it among so many. Give it again, with fewer."),
    marked("It was not done within {seconds} seconds. Try again later."),
    marked("Sitrep met a bug of its own with it, which the log tells."),
    marked("It is the same feed as {address}, and is added once."),
    marked("The page {reason}. It cannot be added; its site's feed may be."),
    marked("Check the address, or try again later"),
    marked("Try again later"),
    marked("It cannot be added; another publisher's feed may tell the same news"),
    marked("Check the address for a slip of the pen"),
    marked("Give the address of a feed, or of a website that has one"),
    marked("{reason}; it names no feed, and it does not read like an article. Look on the site for a link to RSS."),
    marked(
        "{reason}; none of the feeds that it names can be read, and it does not read like an article. "
        "Look on the site for a link to RSS."
    ),
    marked("{site} has no feeds; add the site that its posts link to"),
    marked("{site} has no feeds; add the website of whoever runs the channel"),
    marked("{site} shows videos, which cannot be read; add the broadcaster's news site"),
    marked("{site} plays audio, which cannot be read; add the programme's own website"),
    marked("{site} shows what others publish; add the publisher's own site"),
    marked("Bluesky cannot be read by its pages; add the profile's address with /rss at its end"),
    marked("reserves itself against text mining (noai)"),
    marked("reserves itself against text mining (tdm-reservation)"),
    marked("is reserved by its site against text mining (tdmrep.json)"),
    marked("shows a cookie notice, not an article"),
    marked("says that there is no such page"),
    marked("shows nothing without a browser's scripts"),
    marked("asks for a subscription before it tells more"),
    marked("has neither title nor text"),
    marked("tells of more than this story"),
    marked("does not tell what the feed tells"),
    marked("holds no more than the feed"),
    marked("its page tells other items of the feed, too"),
    marked("its address is a front page"),
    marked("its page was not asked for: there were others before, or the publisher wants none asked for"),
    marked("its page was not sent"),
    marked("its address leads to a front page, or to that of a section"),
    marked("took longer than {seconds} s to read"),
    marked("took more than {size} MB of memory to read"),
    marked("crashed the process that read it"),
    marked("met a bug of ours"),
    marked("was purged, and is not taken again"),
    marked("is empty"),
    marked("is longer than 5 MB"),
    marked("is not UTF-8"),
    marked("is not JSON: it errs or breaks off at column {column}"),
    marked("is nested too deeply"),
    marked("holds a number that is too long"),
    marked("must be a JSON object, not {kind}"),
    marked('is malformed: "{key}" must be text, not {kind}'),
    marked("is not text: its bytes are in no known encoding"),
    marked("{count} of {all} articles were left out, the first: {origin} {reason}"),
    marked("{count} more are beyond what may be taken in a day; hand those in tomorrow"),
    marked("This is no list of feeds: it holds no OPML."),
    marked("This list of feeds defines entities of its own, which is refused: export it again without."),
    marked("{file} is packed: send it unpacked."),
    marked("{file} cannot be imported: its name must end in {endings}."),
    marked("Those are copies of one report: what is ruled of one holds for all of them."),
    marked("There is no ruling {number}. All of them: sitrep incidents rulings"),
    marked("Ruling {number} was undone before, on {day} by {person}."),
    marked("That would make {wanted} sources here, and {limit} is the most. Nothing was added: remove some first."),
    marked("Only a source that was added here can be described here. Add it first."),
    marked("It was paused by whoever runs this bot, and only they can resume it. Ask them."),
)
"""A value may be a reason itself; `{host}`, `{origin}` and `{scheme}` hold no blanks, `{day}` is a day."""

_PLACE: Final = re.compile(r"{(\w+)}")
_JOINTS: Final = (r"; ", r"(?<=\.) (?=[A-Z])")
"""Between reasons that are told together."""
_WITHOUT_BLANKS: Final = frozenset({"host", "origin", "scheme"})
_WORD: Final = r"\S+"
_WORDS: Final = r".+"
_DAY: Final = "%d %b %Y"


def say_reason(told: str) -> str:
    """Say again what `ingest` told, or as much of it as is known here."""
    return told if spoken() == ENGLISH else _said(told) or told


def _said(told: str) -> str | None:
    """Give a reason as it is said, or several that were told together; `None` where none is known."""
    for reason, pattern in _patterns():
        if match := pattern.fullmatch(told):
            return say(reason, **{name: _value(name, value) for name, value in match.groupdict().items()})
    if told.endswith(".") and (said := _said(told.removesuffix("."))):
        return f"{said}."
    return next(_joined(told), None)


def _joined(told: str) -> Iterator[str]:
    for joint in _JOINTS:
        parts = re.split(joint, told)
        said = [_said(part) for part in parts] if len(parts) > 1 else []
        if any(said):
            between = " " if joint != _JOINTS[0] else _JOINTS[0]
            yield between.join(new or old for new, old in zip(said, parts, strict=True))


def _value(name: str, value: str) -> str:
    if name == "day":
        with suppress(ValueError):
            return say_day(datetime.strptime(value, _DAY).replace(tzinfo=UTC))
    return _said(value) or value


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give each reason with how it is found: what says more goes before what says less."""
    ordered = sorted(REASONS, key=lambda reason: -len(_PLACE.sub("", reason)))
    return tuple((reason, re.compile("".join(_pieces(reason)))) for reason in ordered)


def _pieces(reason: str) -> Iterator[str]:
    for position, piece in enumerate(_PLACE.split(reason)):
        if position % 2:
            yield f"(?P<{piece}>{_WORD if piece in _WITHOUT_BLANKS else _WORDS})"
        else:
            yield re.escape(piece)
