"""One incident in Discord with its reports, what was corrected of it, and the log of what moderators ruled. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.answering.composition.phrasing import casualties_phrase, day, day_of
from bot.languages import marked, say, say_count, say_number
from bot.rendering.corrections import field_name, value_of, value_words
from bot.rendering.discord.layout import (
    LISTED,
    Buttons,
    card,
    clamped,
    count_pages,
    dotted,
    lines,
    page_line,
    page_of,
    paged,
    small,
)
from bot.rendering.discord.limits import PAGE_CHARACTERS, QUOTE_CHARACTERS
from bot.rendering.discord.markup import cut, escaped, fitted, one_line, size
from bot.rendering.discord.words import ago, capitalised, named, origin, quoted, title_link
from bot.rendering.headings import kind_name
from ingest import FoundReport, Incident, ReportName, Ruling, RulingKind, as_read

RULINGS_A_PAGE: Final = 5
"""As many as there are buttons in a row, each to undo one."""
_REASON_CHARACTERS: Final = 140
_VALUE_CHARACTERS: Final = 40
_MOST_REPORTS: Final = 12
_EDGES: Final = 300
_TITLE_CHARACTERS: Final = 100
_RULED: Final = {
    RulingKind.SAME: marked("the same event"),
    RulingKind.DIFFERENT: marked("not the same event"),
}


def incident_view(incident: Incident, buttons: Buttons, *, told: str = "") -> ui.LayoutView:
    """Give an incident with its reports, newest first, as many as a message holds; `told` stands before it."""
    opening = lines(
        fitted(told, shown=_REASON_CHARACTERS, sent=_REASON_CHARACTERS),
        f"**{fitted(incident_title(incident), shown=_TITLE_CHARACTERS, sent=_TITLE_CHARACTERS + 40)}**",
        capitalised(escaped(casualties_phrase(incident))),
        *(small(each) for each in _corrections(incident)),
    )
    reports = [_report(found) for found in incident.reports]
    room = PAGE_CHARACTERS - _EDGES - size(opening)
    shown = paged(reports, characters=room, most=_MOST_REPORTS)[0]
    more = say("and {count} more", count=say_number(len(reports) - len(shown))) if len(reports) > len(shown) else ""
    return card([opening, *shown, small(more)], accent=LISTED, buttons=buttons)


def incident_title(incident: Incident) -> str:
    """Name an incident on one line: what, where, when. Strangers' words in it are not escaped."""
    where = one_line(value_words(incident.place))
    told = f"{capitalised(kind_name(incident.kind))}, {where}, {day(incident.first_day)}"
    return cut(told, _TITLE_CHARACTERS)


def report_title(found: FoundReport) -> str:
    """Name a report on one line, to be chosen from a menu."""
    article = found.stored.article
    return cut(f"{one_line(article.publisher) or say('unknown publisher')}, {day_of(article)}", _TITLE_CHARACTERS)


def report_words(found: FoundReport) -> str:
    """Give what fits a menu of a report's sentence."""
    return cut(one_line(found.sentence), _TITLE_CHARACTERS)


def _corrections(incident: Incident) -> Iterator[str]:
    read = as_read(incident) if incident.corrections else incident
    for each in incident.corrections:
        yield say(
            "Corrected here: {field} {value} (in the reports: {read}). {reason}",
            field=field_name(each.field),
            value=_short(value_words(each.value)),
            read=_short(value_words(value_of(read, each.field))),
            reason=_reason(each.reason),
        )


def _short(words: str) -> str:
    return fitted(words, shown=_VALUE_CHARACTERS, sent=_VALUE_CHARACTERS + 20)


def _reason(reason: str) -> str:
    return fitted(reason, shown=_REASON_CHARACTERS, sent=_REASON_CHARACTERS)


def _report(found: FoundReport) -> str:
    article = found.stored.article
    return lines(
        quoted(found.sentence, shown=QUOTE_CHARACTERS, sent=2 * QUOTE_CHARACTERS),
        small(
            dotted(
                title_link(article.url, article.label), escaped(origin(article.publisher, day_of(article), article.url))
            )
        ),
    )


def rulings_view(rulings: Sequence[Ruling], page: int, buttons: Buttons) -> ui.LayoutView:
    """Give a page of what moderators ruled here, in the order given, numbered from the first that was made."""
    heading = f"**{say('What moderators corrected of incidents here')}**"
    pages = rulings_pages(rulings)
    page = clamped(page, pages)
    blocks = [_ruling(len(rulings) - number, ruling) for number, ruling in rulings_on(rulings, page)]
    footer = page_line(page, pages)
    nothing = say("Nothing yet. Choose an incident beneath, or beneath /latest, to say what is wrong with it.")
    return card([heading, *(blocks or [nothing]), small(footer)], accent=LISTED, buttons=buttons)


def rulings_pages(rulings: Sequence[Ruling]) -> int:
    """Count the pages of `rulings_view`; at least one."""
    return count_pages(rulings, RULINGS_A_PAGE)


def rulings_on(rulings: Sequence[Ruling], page: int) -> Sequence[tuple[int, Ruling]]:
    """Give the rulings of a page, each with its position among all."""
    return page_of(list(enumerate(rulings)), page, RULINGS_A_PAGE)[0]


def ruled_words(ruling: Ruling) -> str:
    """Say what was ruled; strangers' words in it are not escaped."""
    if ruling.corrected:
        value = cut(one_line(value_words(ruling.corrected.value)), _VALUE_CHARACTERS)
        return say("{field} corrected to {value}", field=field_name(ruling.corrected.field), value=value)
    return say(_RULED[ruling.kind])


def _ruling(number: int, ruling: Ruling) -> str:
    undone = ""
    if ruling.undone:
        undone = say("undone {moment} by {person}", moment=ago(ruling.undone), person=_person(ruling.undone_by or ""))
    return lines(
        f"**{number}.** {capitalised(escaped(ruled_words(ruling)))}",
        _names(ruling.these),
        _names(ruling.those) if ruling.those else "",
        _reason(ruling.reason) if ruling.reason else "",
        small(dotted(f"{ago(ruling.made)} {say('by {person}', person=_person(ruling.by))}", undone)),
    )


def _names(names: Sequence[ReportName]) -> str:
    first = quoted(names[0].sentence, shown=_TITLE_CHARACTERS, sent=_TITLE_CHARACTERS + 20)
    more = len(names) - 1
    return first + (f" {say_count('and {count} more report', 'and {count} more reports', more)}" if more else "")


def _person(by: str) -> str:
    return f"<@{by}>" if by.isdecimal() else named(by, say("somebody"))
