"""A server's sources in Discord: what each holds, how it fares, what was changed, what became of a page. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from discord import ui

from bot.languages import marked, say, say_count, say_name, say_number
from bot.rendering import source_words
from bot.rendering.discord.addresses import shown_address
from bot.rendering.discord.layout import (
    LISTED,
    Buttons,
    card,
    count_pages,
    dotted,
    lines,
    page_line,
    page_of,
    paged,
    plain_card,
    small,
)
from bot.rendering.discord.limits import PAGE_CHARACTERS, SOURCES_A_PAGE
from bot.rendering.discord.markup import cut, escaped, fitted, one_line, size
from bot.rendering.discord.words import ago, language, named
from ingest import (
    Action,
    Change,
    Health,
    Loss,
    Notice,
    RemovedSource,
    SourceId,
    SourceKind,
    SourceSummary,
    Standing,
    Trace,
)

_EDGES: Final = 200
_NAME_CHARACTERS: Final = 60
_ADDRESS_CHARACTERS: Final = 50
_MOST_LANGUAGES: Final = 3
_SIGNS: Final = {
    Health.NEW: "⚪",
    Health.OK: "🟢",
    Health.DOUBTFUL: "🟡",
    Health.FAILING: "🟠",
    Health.DORMANT: "🔴",
    Health.GONE: "🔴",
    Health.DONE: "✅",
}
_FAILING: Final = {Health.FAILING, Health.DORMANT, Health.GONE}
_ASIDE: Final = {Standing.PAUSED: "⏸️", Standing.MUTED: "🔇"}
_IMPORTED: Final = "📄"
_FARES_CHARACTERS: Final = 90
"""Of how a source fares, beside the reason."""
_TEXT_CHARACTERS: Final = 200
"""Of a stranger's words in a sentence."""
_MOST_NOTICES: Final = 8
_NOTICES_CHARACTERS: Final = 1_500


def _by(person: str | None) -> str:
    return (
        say("by {person}", person=f"<@{person}>") if person and person.isdecimal() else say("by whoever runs this bot")
    )


def _command(name: str, source: SourceId | None) -> str:
    del source  # because it is chosen from what is suggested
    return f"/{say_name('sources')} {say_name(name)}"


def _text(text: str) -> str:
    return fitted(text, shown=_TEXT_CHARACTERS)


DISCORD: Final = source_words.Medium(
    text=_text, moment=ago, by=_by, command=_command, whose=marked("on this server alone")
)


def source_view(source: SourceSummary, now: datetime) -> ui.LayoutView:
    """Give a source with all that is known of it, a fact a line."""
    told = [f"**{name}** {fact}" for name, fact in source_words.facts(source, now, DISCORD)]
    return card(
        [f"**{named(source.name, say('untitled'), shown=_NAME_CHARACTERS)}**", *told], accent=LISTED, buttons=()
    )


def changed_view(action: Action, source: SourceSummary, *, is_new: bool) -> ui.LayoutView:
    """Say what came of pausing, muting or resuming."""
    return plain_card(source_words.changed_words(action, source, DISCORD, is_new=is_new), buttons=())


def removal_view(source: SourceSummary, loss: Loss, buttons: Buttons) -> ui.LayoutView:
    """Say what will go, before it goes."""
    asked = say("Remove {name}?", name=_text(source.name))
    restorable = say("Until then it can be restored.")
    loss = replace(loss, articles=min(loss.articles, source.articles))  # what others had of it before is not told here
    told = f"{asked} {source_words.loss_words(loss)} {restorable}"
    return plain_card(told, buttons=buttons)


def restored_view(removed: RemovedSource, *, is_back: bool) -> ui.LayoutView:
    """Say what came of restoring."""
    return plain_card(source_words.restored_words(removed, DISCORD, is_back=is_back), buttons=())


def described_view(source: SourceSummary) -> ui.LayoutView:
    """Say what is said of a source now."""
    return plain_card(source_words.described_words(source, DISCORD), buttons=())


def changes_view(changes: Sequence[Change]) -> ui.LayoutView:
    """Give who changed what, a change a line, the newest that fit."""
    told = [source_words.change_words(change, DISCORD) for change in changes] or [say("Nothing was changed yet.")]
    shown = paged(told, characters=PAGE_CHARACTERS, most=len(told))[0]
    return card([f"**{say('Changes of this server’s sources')}**", "\n".join(shown)], accent=LISTED, buttons=())


def whys_view(url: str, traces: Sequence[Trace], sources: Sequence[SourceSummary]) -> ui.LayoutView:
    """Give a page's address and what became of it, a sentence a source, as many as fit."""
    told = list(source_words.whys(url, traces, sources, DISCORD))
    shown = paged(told, characters=PAGE_CHARACTERS - _TEXT_CHARACTERS, most=len(told))[0]
    more = say("and {count} more sources", count=say_number(len(told) - len(shown))) if len(told) > len(shown) else ""
    address = f"**{escaped(shown_address(url, shown=_TEXT_CHARACTERS))}**"
    return card([address, "\n".join(shown), small(more)], accent=LISTED, buttons=())


def changed_together_view(action: Action, changed: Sequence[SourceSummary], meant: int) -> ui.LayoutView:
    """Say which of several sources were paused, muted or resumed at once, and how it is undone."""
    return plain_card(source_words.changed_together_words(action, _short(changed), meant, DISCORD), buttons=())


def polling_view(due: Sequence[SourceSummary], left: Sequence[SourceSummary]) -> ui.LayoutView:
    """Say which of several sources are polled now."""
    return plain_card(source_words.polling_words(_short(due), _short(left), DISCORD), buttons=())


def _short(sources: Sequence[SourceSummary]) -> list[SourceSummary]:
    """Cut the names, because many stand in one sentence."""
    return [replace(source, name=cut(one_line(source.name), _NAME_CHARACTERS)) for source in sources]


def notices_text(notices: Sequence[Notice]) -> str:
    """Say what befell sources, a sentence each, as many as a message holds."""
    told = [f"• {source_words.notice_words(notice, DISCORD)}" for notice in notices]
    shown = paged(told, characters=_NOTICES_CHARACTERS, most=_MOST_NOTICES)[0]
    more = say("and {count} more", count=say_number(len(told) - len(shown))) if len(told) > len(shown) else ""
    return lines(
        f"**{say('News of this server’s sources')}**",
        *shown,
        more,
        small(say("Moderators see all with /sources list.")),
    )


def notices_view(notices: Sequence[Notice]) -> ui.LayoutView:
    """Give the same as a layout."""
    return card([notices_text(notices)], accent=LISTED, buttons=())


def sources_view(
    sources: Sequence[SourceSummary], page: int, now: datetime, buttons: Buttons, *, limit: int
) -> ui.LayoutView:
    """Give a page of sources in the order given; the server may have `limit` of its own."""
    shown, page = page_of(sources, page, SOURCES_A_PAGE)
    blocks = [_block(source, now) for source in shown] or [say("There are no sources yet. Add some with /sources add.")]
    footer = page_line(page, sources_pages(sources))
    heading = f"**{_count(sources, limit)}**{_failing(sources)}"
    return card([heading, *blocks, small(footer)], accent=LISTED, buttons=buttons)


def sources_pages(sources: Sequence[SourceSummary]) -> int:
    """Count the pages of `sources_view`; at least one."""
    return count_pages(sources, SOURCES_A_PAGE)


def _count(sources: Sequence[SourceSummary], limit: int) -> str:
    own = sum(not source.shared for source in sources)
    shared = len(sources) - own
    counted = say_count("{own} of {count} source", "{own} of {count} sources", limit, own=say_number(own))
    return counted + (f", {say('{count} shared by the operator', count=say_number(shared))}" if shared else "")


def _failing(sources: Sequence[SourceSummary]) -> str:
    counts = Counter(source.state.health for source in sources if source.state)
    failing, doubtful = sum(counts[health] for health in _FAILING), counts[Health.DOUBTFUL]
    told = f", {say('{count} failing', count=say_number(failing))}" if failing else ""
    return told + (f", {say('{count} doubtful', count=say_number(doubtful))}" if doubtful else "")


def _block(source: SourceSummary, now: datetime) -> str:
    """Give a source in at most its share of a page; what a failure says is cut first."""
    told = lines(
        dotted(
            f"{_sign(source)} **{named(source.name, say('untitled'), shown=_NAME_CHARACTERS)}**",
            source.kind.value,
            say("shared by the operator") if source.shared else "",
            _standing(source),
        ),
        small(
            dotted(
                _address(source),
                say_count("{count} item", "{count} items", source.articles)
                if source.articles or not source.paused
                else "",
                say("newest {moment}", moment=ago(source.newest)) if source.newest else "",
                _languages(source.languages),
            )
        ),
    )
    room = (PAGE_CHARACTERS - _EDGES) // SOURCES_A_PAGE - size(told) - _FARES_CHARACTERS
    brief = replace(DISCORD, text=lambda text: fitted(text, shown=room, sent=room))
    fares = source_words.health_words(source, now, brief) if source.state and not source.paused else ""
    return lines(told, small(fares))


def _standing(source: SourceSummary) -> str:
    if source.halted:
        return say("paused by whoever runs this bot")
    return "" if source.standing is Standing.ACTIVE else say(source.standing.value)


def _address(source: SourceSummary) -> str:
    is_on_the_web = source.url and source.kind is not SourceKind.UPLOAD
    return escaped(shown_address(source.url, shown=_ADDRESS_CHARACTERS)) if source.url and is_on_the_web else ""


def _sign(source: SourceSummary) -> str:
    if source.standing in _ASIDE:
        return _ASIDE[source.standing]
    return _SIGNS[source.state.health] if source.state else _IMPORTED


def _languages(codes: Sequence[str]) -> str:
    names = [language(code) for code in codes[:_MOST_LANGUAGES]]
    more = len(codes) - len(names)
    return ", ".join(names) + (f", {say('+{count} more', count=more)}" if more else "")
