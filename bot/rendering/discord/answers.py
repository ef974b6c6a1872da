"""An answer in Discord, before anything is opened: what is known, how new that is, where it stands. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discord import Colour, ui

from bot.answering.answers import Answer, Citation
from bot.answering.composition.phrasing import day_of, figure_phrase, number
from bot.languages import ENGLISH, say, say_count, say_number
from bot.rendering.discord.direction import directed
from bot.rendering.discord.layout import ANSWERED, DISPUTED, UNKNOWN, Buttons, card, lines, small
from bot.rendering.discord.limits import (
    FIRST_VIEW_CHARACTERS,
    MOMENT_CHARACTERS,
    PLAIN_ANSWER_CHARACTERS,
    PLAIN_CHARACTERS,
    SOURCES_LINE_CHARACTERS,
)
from bot.rendering.discord.markup import bare_link, cut, escaped, one_line, size
from bot.rendering.discord.words import ago, capitalised, how_to_begin, marks_of, numbered_source, origin
from bot.rendering.headings import window_heading
from bot.rendering.quoting import parted_marks

_MARK = re.compile(r"\[(\d{1,4})]")
_MARKS_ROW = re.compile(r"((?:\[\d{1,4}]){3})((?:\[\d{1,4}]){2,})")
_WHOSE = re.compile(r"(?<=\]) \([^“”\[\]]+\)$")
_MORE = re.compile(r"… and ([\d,]+) more\.")
_BULLET: Final = "• "
_READINGS_CHARACTERS: Final = 150
_LEAST_LINE: Final = 80
"""Characters that a line of a list needs to say anything; with less, fewer lines are shown."""
_MOST_LOST_MARKS: Final = 4


def answer_view(answer: Answer, buttons: Buttons) -> ui.LayoutView:
    """Give the first view: how it was read, the answer with its figure in bold, how new it is, one line of sources.

    At most 600 characters are seen. Quotes wait behind a button, which is one of `buttons`.
    """
    return led_view("", answer, buttons)


def led_view(lead: str, answer: Answer, buttons: Buttons) -> ui.LayoutView:
    """Give the same beneath a line of markup that says why it is shown; "" for none."""
    told = _told(answer)
    sources = _sources_line(told.sources, len(answer.quotes or answer.citations))
    return card(
        [
            lead,
            *_aired(answer, told.opening),
            lines(*map(small, told.beneath), small(sources.markup)),
        ],
        accent=_accent(answer),
        buttons=buttons,
    )


def _aired(answer: Answer, opening: Sequence[str]) -> Sequence[str]:
    """Let each quote stand by itself; anything else is read in one go."""
    return opening if answer.kind == "passages" and not answer.stories else (lines(*opening),)


def answer_text(answer: Answer) -> str:
    """Give the same as a plain message: addresses instead of components, none with a preview."""
    told = _told(answer)
    text = lines(*told.opening, *map(small, told.beneath))
    shown = 0
    for those in told.sources:
        line = lines(text, _plain_source(*those))
        if size(line) > (PLAIN_ANSWER_CHARACTERS if shown else PLAIN_CHARACTERS):
            break
        text, shown = line, shown + len(those)
    rest = len(answer.quotes or answer.citations) - shown if shown else 0
    return directed(lines(text, small(_and_more(rest) if rest else "")))


@dataclass(frozen=True, slots=True)
class _Told:
    """What both forms of an answer say, in markup."""

    opening: tuple[str, ...]
    beneath: tuple[str, ...]
    sources: tuple[tuple[Citation, ...], ...]
    """Those that the opening cites, by article."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Markup with the number of characters that are seen of it."""

    markup: str
    width: int


def _told(answer: Answer) -> _Told:
    """Share the room out: sources and freshness as they need, the answer the rest, notes what that leaves over.

    What is read from English alone has to be said beside an answer in another language: its first note.
    """
    readings = cut(" ".join(filter(None, map(one_line, answer.readings))), _READINGS_CHARACTERS)
    freshness = _freshness(answer)
    longest_sources = SOURCES_LINE_CHARACTERS if answer.citations else 0
    written = one_line(answer.written)
    around = size(readings) + size(written) + freshness.width + longest_sources
    room = FIRST_VIEW_CHARACTERS - around - len("\n" * 5)
    notes = _notes(answer)
    reserved = size(notes[0]) + 1 if notes and answer.language != ENGLISH else 0
    body = _body(answer)
    needed = sum(size(line) + 1 for line in body)
    shown = _shortened(body, room - reserved, known={citation.n for citation in answer.citations})
    return _Told(
        opening=(escaped(readings), *_highlighted(shown, answer)),
        beneath=tuple(
            filter(
                None,
                (
                    *map(escaped, _fitting(notes, max(room - needed, reserved))),
                    escaped(written),
                    freshness.markup,
                ),
            )
        ),
        sources=_mentioned(answer, shown),
    )


def _accent(answer: Answer) -> Colour:
    if answer.abstained or answer.kind == "no_coverage":
        return UNKNOWN
    return DISPUTED if answer.conflicts or answer.kind == "conflict" else ANSWERED


def _body(answer: Answer) -> list[str]:
    """Give the answer's lines as plain text; earlier figures wait with the quotes."""
    told = [parted_marks(one_line(line)) for line in answer.answer.splitlines() if not _tells_history(line, answer)]
    reason = one_line(answer.freshness.reason or "")
    if reason and reason not in " ".join(told):
        told.append(reason)
    for figure in answer.figures[:1]:
        shares = [f"{number(part.value)} in {one_line(part.place)}" for part in figure.parts]
        if any(share not in " ".join(told) for share in shares):
            told.insert(1, say("Of these: {shares}", shares=" · ".join(shares)))
    return [_fewer_marks(line) for line in told if line] or [say("No answer.")]


def _tells_history(line: str, answer: Answer) -> bool:
    cited = {f"[{figure.citation}]" for figure in answer.history}
    return bool(cited) and cited == {mark[0] for mark in _MARK.finditer(line)}


def _fewer_marks(line: str) -> str:
    """Put "[1][2][3] +4" for a row of seven marks."""
    return _MARKS_ROW.sub(lambda row: f"{row[1]} +{len(_MARK.findall(row[2]))}", line)


def _shortened(body: Sequence[str], room: int, *, known: Collection[int]) -> list[str]:
    """Keep the first line whole if it leaves half the room, or what the others need; cut these evenly.

    Where that would leave too little of each, the last ones are dropped, and how many is said. Whose quotes are goes
    first, since the marks lead to it; then they are whole as long as there is room: some say more than half of each.
    """
    if sum(size(line) + 1 for line in body) > room:
        body = [_WHOSE.sub("", line) for line in body]
    headline, *told = body
    most = max(room // 2, room - sum(size(line) + 1 for line in told)) if told else room
    headline = _cut_before_marks(headline, most, known)
    room -= size(headline) + 1
    if any(line.startswith("“") for line in told):
        return [headline, *_whole(told, room - len("\n…"), known)]
    counted = _MORE.fullmatch(told[-1]) if told else None
    unlisted = int(counted[1].replace(",", "")) if counted else 0
    told = told[:-1] if counted else told
    for kept in range(len(told), 0, -1):
        more = _more(told[kept:], unlisted)
        longest = _even_share(told[:kept], room - sum(size(line) + 1 for line in more))
        if longest >= _LEAST_LINE or kept == 1:
            return [headline, *(_cut_before_marks(line, longest, known) for line in told[:kept]), *more]
    return [headline, *_more((), unlisted)]


def _whole(told: Sequence[str], room: int, known: Collection[int]) -> Iterator[str]:
    """Give lines whole as far as they fit, and of the next as much as does, if that says anything."""
    for line in told:
        if room < min(_LEAST_LINE, size(line)):
            yield "…"
            return
        shown = _cut_before_marks(line, room, known)
        yield shown
        room -= size(shown) + 1


def _more(dropped: Sequence[str], unlisted: int) -> list[str]:
    count = sum(line.startswith(_BULLET) for line in dropped) + unlisted
    if count:
        return [say("… and {count} more.", count=say_number(count))]
    return ["…"] if dropped else []


def _even_share(told: Sequence[str], room: int) -> int:
    """Give the length to which lines must be cut that together, with their line ends, shall fit `room`."""
    left = room - len(told)
    for position, length in enumerate(sorted(map(size, told))):
        share = left // (len(told) - position)
        if length > share:
            return share
        left -= length
    return FIRST_VIEW_CHARACTERS


def _cut_before_marks(line: str, longest: int, known: Collection[int]) -> str:
    """Cut a line, keeping the marks of what it cites."""
    if size(line) <= longest:
        return line
    marks = list(dict.fromkeys(mark[0] for mark in _MARK.finditer(line) if int(mark[1]) in known))
    kept = cut(line, longest)
    lost = [mark for mark in marks if mark not in kept][:_MOST_LOST_MARKS]
    if not lost:
        return kept
    tail = " " + "".join(lost)
    return cut(line, longest - size(tail)) + tail


def _highlighted(shown: Sequence[str], answer: Answer) -> Iterator[str]:
    headline, *rest = shown
    yield _bold_figure(headline, answer)
    yield from map(escaped, rest)


def _bold_figure(line: str, answer: Answer) -> str:
    for figure in answer.figures[:1]:
        for phrase in (one_line(figure_phrase(figure)), number(figure.value)):
            found = re.search(rf"(?<![\w,.]){re.escape(phrase)}(?![,.]?\w)", line, re.IGNORECASE)
            if found:
                start, end = found.span()
                return f"{escaped(line[:start])}**{escaped(line[start:end])}**{escaped(line[end:])}"
    return escaped(line)


def _notes(answer: Answer) -> list[str]:
    notes = [one_line(note) for note in answer.notes]
    if answer.window.alternatives:
        meant = "; ".join(map(one_line, answer.window.alternatives))
        notes.append(say("It could also mean: {meant}.", meant=meant))
    if answer.kind != "no_coverage" or answer.is_aside:
        return notes
    absence = say("What is not reported here may still have happened.")
    return [*notes, absence if answer.freshness.newest else how_to_begin()]


def _fitting(notes: Sequence[str], room: int) -> Iterator[str]:
    for note in notes:
        room -= size(note) + 1
        if room >= 0:
            yield note


def _freshness(answer: Answer) -> _Seen:
    freshness = answer.freshness
    if answer.is_aside and not answer.citations:
        return _Seen("", 0)
    window = window_heading(answer.window)
    as_of = say("as of {moment}", moment=ago(answer.as_of))
    texts, moments = [window, as_of] if window else [capitalised(as_of)], 1
    if freshness.newest and answer.kind != "no_coverage":
        texts.append(say("newest article {moment}", moment=ago(freshness.newest)))
        moments += 1
    if freshness.sources_failing:
        texts.append(
            say_count(
                "{count} source failing, newer reports may be missing",
                "{count} sources failing, newer reports may be missing",
                freshness.sources_failing,
            )
        )
    markup = " · ".join(texts)
    return _Seen(markup, size(re.sub(r"<t:[^>]*>", "", markup)) + moments * MOMENT_CHARACTERS)


def _and_more(count: int) -> str:
    return say("+{count} more", count=say_number(count))


def _mentioned(answer: Answer, shown: Sequence[str]) -> tuple[tuple[Citation, ...], ...]:
    mentioned = {int(mark[1]) for line in shown for mark in _MARK.finditer(line)}
    of_article: dict[tuple[str | None, str], list[Citation]] = {}
    for citation in [one for one in answer.citations if one.n in mentioned] or answer.citations[:1]:
        of_article.setdefault((citation.url, citation.title), []).append(citation)
    return tuple(map(tuple, of_article.values()))


def _sources_line(sources: Sequence[tuple[Citation, ...]], cited: int) -> _Seen:
    """Give as many sources as fit on the line, at least one, then how many more there are."""
    texts: list[str] = []
    width = shown = 0
    for those in sources:
        told = origin(those[0].publisher, day_of(those[0]), those[0].url)
        width += size(f"{marks_of(*those)} {told} · ")
        if texts and width + len(f" {_and_more(cited)}") > SOURCES_LINE_CHARACTERS:
            break
        texts.append(numbered_source(*those))
        shown += len(those)
    rest = cited - shown if texts else 0
    return _Seen(" · ".join([*texts, _and_more(rest)] if rest else texts), width)


def _plain_source(citation: Citation, *others: Citation) -> str:
    told = escaped(origin(citation.publisher, day_of(citation), None))
    address = bare_link(citation.url)
    return escaped(f"{marks_of(citation, *others)} ") + told + (f": {address}" if address else "")
