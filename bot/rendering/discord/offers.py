"""What was found at addresses that may become sources, one block an address. Pure."""

from collections.abc import Collection, Sequence
from typing import Final

from discord import ui

from bot.answering.composition.phrasing import day
from bot.languages import marked, say, say_count, say_reason
from bot.rendering.discord.addresses import shown_address
from bot.rendering.discord.layout import LISTED, UNKNOWN, Buttons, card, dotted, lines, small
from bot.rendering.discord.limits import ADDRESSES_A_MESSAGE, PAGE_CHARACTERS
from bot.rendering.discord.markup import escaped, fitted, size
from bot.rendering.discord.words import capitalised, language, named, quoted
from ingest import DateKind, Offer, Sample, Scouted, TextKind, Unusable

_EDGES: Final = 300
"""Characters of a message that heading and footer may take."""
_TITLE_CHARACTERS: Final = 70
_ADDRESS_CHARACTERS: Final = 60
_SHORT_CHARACTERS: Final = 30
_SAMPLE_CHARACTERS: Final = 80
_SAMPLES: Final = 3
_REASON_CHARACTERS: Final = 240
_LEAST_TITLE: Final = 28
"""Characters that a short line keeps for the title, marks and dots included."""
_LEFT_OUT: Final = {_SAMPLES: "", 1: marked("some sample titles"), 0: marked("sample titles")}
"""What is left out with how many samples each."""
_TEXTS: Final = {
    TextKind.FULL: marked("whole articles"),
    TextKind.SUMMARY: marked("summaries"),
    TextKind.HEADLINES: marked("headlines only"),
}
_DATES: Final = {
    DateKind.STATED: marked("dated"),
    DateKind.PARTLY: marked("partly dated"),
    DateKind.MISSING: marked("no dates"),
}


def offers_view(scouted: Sequence[Scouted], already: Collection[str], buttons: Buttons) -> ui.LayoutView:
    """Give a block for each address, with as much detail as fits for all; `already` are addresses of known sources."""
    heading, blocks, footer = _told(scouted, already)
    usable = any(isinstance(each, Offer) for each in scouted)
    return card([heading, *blocks, footer], accent=LISTED if usable else UNKNOWN, buttons=buttons)


def _told(scouted: Sequence[Scouted], already: Collection[str]) -> tuple[str, list[str], str]:
    shown = scouted[:ADDRESSES_A_MESSAGE]
    blocks, left_out = _richest(shown, already, PAGE_CHARACTERS - _EDGES)
    unshown = len(scouted) - len(shown)
    footer = dotted(
        say("left out for length: {what}", what=say(left_out)) if left_out else "",
        say_count("{count} more address not shown", "{count} more addresses not shown", unshown) if unshown else "",
    )
    return _heading(scouted), blocks, small(capitalised(footer))


def _heading(scouted: Sequence[Scouted]) -> str:
    usable = sum(isinstance(each, Offer) for each in scouted)
    if not scouted:
        return f"**{say('No addresses were given')}**"
    found = say_count("{count} source found", "{count} sources found", usable)
    if usable == len(scouted):
        return f"**{found}**"
    return f"**{say_count('{found} at {count} address', '{found} at {count} addresses', len(scouted), found=found)}**"


def _richest(shown: Sequence[Scouted], already: Collection[str], room: int) -> tuple[list[str], str]:
    """Give the blocks with as many samples as fit for all, and what was left out; at the least, even short lines."""
    for samples, left_out in _LEFT_OUT.items():
        blocks = [_detailed(each, samples, is_known=_is_known(each, already)) for each in shown]
        if sum(size(block) + 1 for block in blocks) <= room:
            return blocks, left_out
    longest = room // len(shown) - 1
    shortest = [_shortest(each, longest, is_known=_is_known(each, already)) for each in shown]
    return shortest, marked("samples, feeds, details")


def _is_known(scouted: Scouted, already: Collection[str]) -> bool:
    return scouted.address in already or (isinstance(scouted, Offer) and scouted.url in already)


def _detailed(scouted: Scouted, samples: int, *, is_known: bool) -> str:
    if isinstance(scouted, Unusable):
        return f"{_failed(scouted)}: {fitted(say_reason(scouted.reason), shown=_REASON_CHARACTERS)}"
    tongue = language(scouted.language)
    items = say_count("{count} item", "{count} items", scouted.items)
    return lines(
        f"{_titled(scouted, _TITLE_CHARACTERS, is_known=is_known)}, {items}",
        small(
            dotted(
                escaped(shown_address(scouted.url, shown=_ADDRESS_CHARACTERS)),
                say(_DATES[scouted.dates]),
                say(_TEXTS[scouted.text]),
                tongue if scouted.is_english else "",
            )
        ),
        small(f"🟡 {say('doubtful: {doubt}', doubt=fitted(say_reason(scouted.doubt), shown=_REASON_CHARACTERS))}")
        if scouted.doubt
        else "",
        "" if scouted.is_english else small(f"{tongue}: {_english_only()}"),
        *(small(_sample(sample)) for sample in scouted.samples[:samples]),
        small(_others(scouted)) if scouted.others and samples == _SAMPLES else "",
    )


def _english_only() -> str:
    return say("stored, found and quoted; figures and incidents are read from English only")


def _titled(offer: Offer, shown: int, *, is_known: bool) -> str:
    here = f" · {say('already here')}" if is_known else ""
    title = named(offer.title, say("untitled"), shown=shown)
    return f"**{title}**{here} · {offer.kind.value}"


def _failed(unusable: Unusable) -> str:
    return f"✗ **{escaped(shown_address(unusable.address, shown=_ADDRESS_CHARACTERS)) or say('no address')}**"


def _sample(sample: Sample) -> str:
    dated = day(sample.published) if sample.published else say("no date")
    return quoted(sample.title, shown=_SAMPLE_CHARACTERS) + f", {dated}"


def _others(offer: Offer) -> str:
    names = [named(feed.title, say("untitled"), shown=_SHORT_CHARACTERS) for feed in offer.others[:_SAMPLES]]
    more = len(offer.others) - len(names)
    listed = ", ".join(names) + (f", {say('+{count} more', count=more)}" if more else "")
    return say("Also on this site: {feeds}", feeds=listed)


def _shortest(scouted: Scouted, longest: int, *, is_known: bool) -> str:
    """Give one line of at most `longest` characters: first what decides whether the source is wanted."""
    if isinstance(scouted, Unusable):
        address = fitted(shown_address(scouted.address, shown=_SHORT_CHARACTERS), shown=longest, sent=longest // 2)
        reason = fitted(say_reason(scouted.reason), shown=longest, sent=longest - size(address) - len("✗ ****: "))
        return f"✗ **{address or say('no address')}**: {reason}"
    told = ""
    for detail in (
        say("already here") if is_known else "",
        f"🟡 {say('doubtful')}" if scouted.doubt else "",
        "" if scouted.is_english else say("{language}, no figures", language=language(scouted.language)),
        scouted.kind.value,
        say(_TEXTS[scouted.text]),
        say(_DATES[scouted.dates]),
    ):
        if detail and size(told) + size(detail) + _LEAST_TITLE <= longest:
            told += f" · {detail}"
    title = fitted(scouted.title, shown=_TITLE_CHARACTERS, sent=longest - size(told) - len("****"))
    return f"**{title or say('untitled')}**{told}"
