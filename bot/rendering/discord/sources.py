"""A server's sources in Discord: what each holds, how it fares, when it is tried again. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from discord import ui

from bot.answering.phrasing import count_words
from bot.rendering.discord.addresses import shown_address
from bot.rendering.discord.layout import LISTED, Buttons, card, clamped, dotted, lines, page_line, small
from bot.rendering.discord.limits import PAGE_CHARACTERS, SOURCES_A_PAGE
from bot.rendering.discord.markup import escaped, fitted, size
from bot.rendering.discord.words import ago, language, named
from ingest import Health, PollState, SourceSummary

_EDGES: Final = 200
_NAME_CHARACTERS: Final = 60
_ADDRESS_CHARACTERS: Final = 50
_MOST_LANGUAGES: Final = 3
_SIGNS: Final = {
    Health.NEW: "⚪",
    Health.OK: "🟢",
    Health.FAILING: "🟠",
    Health.DORMANT: "🔴",
    Health.GONE: "🔴",
    Health.DONE: "✅",
}
_FAILING: Final = {Health.FAILING, Health.DORMANT, Health.GONE}
_PAUSED: Final = "⏸️"
_IMPORTED: Final = "📄"


def sources_view(sources: Sequence[SourceSummary], page: int, now: datetime, buttons: Buttons) -> ui.LayoutView:
    """Give a page of sources in the order given."""
    pages = sources_pages(sources)
    page = clamped(page, pages)
    shown = sources[page * SOURCES_A_PAGE : (page + 1) * SOURCES_A_PAGE]
    blocks = [_block(source, now) for source in shown] or ["There are no sources yet. Add some with /sources add."]
    footer = page_line(page, pages)
    heading = f"**{count_words(len(sources), 'source')}**{_failing(sources)}"
    return card([heading, *blocks, small(footer) if footer else ""], accent=LISTED, buttons=buttons)


def sources_pages(sources: Sequence[SourceSummary]) -> int:
    """Count the pages of `sources_view`; at least one."""
    return max(1, -(-len(sources) // SOURCES_A_PAGE))


def _failing(sources: Sequence[SourceSummary]) -> str:
    failing = sum(source.state is not None and source.state.health in _FAILING for source in sources)
    return f", {failing:,} failing" if failing else ""


def _block(source: SourceSummary, now: datetime) -> str:
    """Give a source in at most its share of a page; what a failure says is cut first."""
    told = lines(
        dotted(
            f"{_sign(source)} **{named(source.name, 'untitled', shown=_NAME_CHARACTERS)}**",
            source.kind.value,
            "shared by the operator" if source.shared else "",
            "paused" if source.paused else "",
        ),
        small(
            dotted(
                escaped(shown_address(source.url, shown=_ADDRESS_CHARACTERS)) if source.url else "",
                count_words(source.articles, "item") if source.articles or not source.paused else "",
                f"newest {ago(source.newest)}" if source.newest else "",
                _languages(source.languages),
            )
        ),
    )
    room = (PAGE_CHARACTERS - _EDGES) // SOURCES_A_PAGE - size(told) - len("\n-# ")
    fares = _fares(source.state, now, room) if source.state and not source.paused else ""
    return lines(told, small(fares) if fares else "")


def _sign(source: SourceSummary) -> str:
    if source.paused:
        return _PAUSED
    return _SIGNS[source.state.health] if source.state else _IMPORTED


def _languages(codes: Sequence[str]) -> str:
    names = [language(code) for code in codes[:_MOST_LANGUAGES]]
    more = len(codes) - len(names)
    return ", ".join(names) + (f", +{more:,} more" if more else "")


def _fares(state: PollState, now: datetime, room: int) -> str:
    match state.health:
        case Health.NEW:
            return f"not fetched yet; {_next('first fetch', state, now)}"
        case Health.OK:
            return _next("next fetch", state, now)
        case Health.DONE:
            return "read; nothing more to fetch"
        case Health.FAILING | Health.DORMANT | Health.GONE:
            since = f"failing since {ago(state.failing_since)}: " if state.failing_since else "failing: "
            tried = "; " + _next("next attempt", state, now)
            reason = fitted(state.problem or "no reason given", shown=room, sent=room - size(since + tried))
            return since + reason + tried


def _next(what: str, state: PollState, now: datetime) -> str:
    if state.next_check is None:
        return f"no {what}"
    return f"{what} {ago(state.next_check)}" if state.next_check > now else f"{what} is due"
