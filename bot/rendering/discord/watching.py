"""What the bot comes back with: what appeared, moved or is corrected, and the lists of what is awaited. Pure."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Final

from discord import ui

from bot.answering.answers import Answer, Citation, Figure
from bot.answering.composition.phrasing import day_of, figure_phrase
from bot.languages import marked, say
from bot.rendering.discord.answers import answer_text, led_view
from bot.rendering.discord.direction import directed
from bot.rendering.discord.layout import LISTED, Buttons, card, lines, plain_card, small
from bot.rendering.discord.limits import MESSAGE_CHARACTERS, NAME_CHARACTERS
from bot.rendering.discord.markup import cut, escaped, fitted, link, one_line, size
from bot.rendering.discord.words import ago, capitalised, origin
from bot.watching.movements import Movement
from bot.watching.schedules import Paused, Schedule, next_due
from bot.watching.watches import Kind, Watch, headline

DAYS: Final = (
    marked("Every Monday"),
    marked("Every Tuesday"),
    marked("Every Wednesday"),
    marked("Every Thursday"),
    marked("Every Friday"),
    marked("Every Saturday"),
    marked("Every Sunday"),
)
"""By the number of the weekday."""
EVERY_DAY: Final = marked("Every day")
_PHRASE_CHARACTERS: Final = 60
_QUESTION_CHARACTERS: Final = 100
_NAME_CHARACTERS: Final = 120
"""Of a schedule; with escapes half as many more, so that ten of each fit a message."""
_WHY_PAUSED: Final = {
    Paused.BY_MODERATORS: marked("paused by a moderator"),
    Paused.CHANNEL_GONE: marked("paused: its channel is gone"),
    Paused.FORBIDDEN: marked("paused: I may not write in its channel"),
}


def appeared_view(member: str, question: str, answer: Answer, buttons: Buttons) -> ui.LayoutView:
    """Tell a member what answers their question now."""
    told = say("something appeared on “{question}”:", question=_question(question))
    return led_view(f"<@{member}> {told}", answer, buttons)


def moved_view(member: str, moved: Movement, answer: Answer, buttons: Buttons) -> ui.LayoutView:
    """Tell a member that the figure they follow moved."""
    return led_view(f"<@{member}> {say('the figure that you follow changed.')} {_change(moved)}", answer, buttons)


def private_view(member: str, buttons: Buttons) -> ui.LayoutView:
    """Tell a member where all can read it that there is news of what only they know of."""
    told = say("there is news of what you asked me for yourself alone.")
    return plain_card(f"<@{member}> {told}", buttons=buttons)


def corrected_view(moved: Movement, answer: Answer, buttons: Buttons, *, now: datetime) -> ui.LayoutView:
    """Give the answer in the place of the one that it corrects."""
    return led_view(_correction(moved, now), answer, buttons)


def corrected_text(moved: Movement, answer: Answer, *, now: datetime) -> str:
    """Give the same as a plain message; where both do not fit, the correction alone."""
    correction = directed(_correction(moved, now))
    text = lines(correction, answer_text(answer))
    return text if size(text) <= MESSAGE_CHARACTERS else correction


def _correction(moved: Movement, now: datetime) -> str:
    return f"**{say('Corrected {moment}.', moment=ago(now))}** {_change(moved)}"


def _change(moved: Movement) -> str:
    """Give the old value struck, the new one if there is one, and the report that is the reason."""
    values = f"~~{_phrase(moved.old)}~~" + (f" → **{_phrase(moved.new)}**" if moved.new else "")
    reason = _source(moved.reason)
    if moved.is_retraction:
        return f"{values} · {say('taken back: {source}', source=reason)}"
    return f"{values} · {say('newer report: {source}', source=reason)}"


def _phrase(figure: Figure) -> str:
    return _short(capitalised(figure_phrase(figure)), _PHRASE_CHARACTERS)


def _source(citation: Citation) -> str:
    return link(citation.url, origin(cut(citation.publisher, NAME_CHARACTERS), day_of(citation), None))


def _question(question: str) -> str:
    return _short(question, _QUESTION_CHARACTERS)


def _short(text: str, characters: int) -> str:
    return fitted(text, shown=characters, sent=characters * 3 // 2)


def watches_view(watches: Sequence[tuple[Watch, Answer]], buttons: Buttons) -> ui.LayoutView:
    """List what a member waits for."""
    if not watches:
        return plain_card(
            say(
                "I watch nothing for you here. Under an answer, press “Follow this figure”, or “Tell me when something "
                "appears”."
            ),
            buttons=(),
        )
    told = [f"• {_awaited(watch, answer)}" for watch, answer in watches]
    return card([f"**{say('What I watch for you here')}**", lines(*told)], accent=LISTED, buttons=buttons)


def _awaited(watch: Watch, answer: Answer) -> str:
    figure = headline(answer)
    question = _question(watch.question)
    if watch.kind is Kind.MOVES and figure:
        told = say("“{question}”: {figure}, until that changes", question=question, figure=_phrase(figure))
    else:
        told = say("“{question}”: until something appears", question=question)
    return f"{told} · <#{watch.channel}> · {say('ends {moment}', moment=ago(watch.ends))}"


def schedules_view(schedules: Sequence[Schedule], zone: tzinfo, now: datetime) -> ui.LayoutView:
    """List a server's scheduled digests, by the time of the day."""
    if not schedules:
        return plain_card(say("No digest is scheduled here. Add one with /digests add."), buttons=())
    told = [
        lines(f"• {_line(schedule)} · <#{schedule.channel}>", small(_state(schedule, zone, now)))
        for schedule in schedules
    ]
    footer = small(say("Time zone: {zone}", zone=escaped(str(zone))))
    return card([f"**{say('Scheduled digests')}**", lines(*told), footer], accent=LISTED, buttons=())


def schedule_name(schedule: Schedule) -> str:
    """Say when and of what a scheduled digest is, as plain text."""
    days = say(EVERY_DAY) if schedule.weekday is None else say(DAYS[schedule.weekday])
    return f"{days}, {schedule.at:%H:%M}: {one_line(schedule.topic) or say('everything')}"


def digest_name(schedule: Schedule, due: datetime) -> str:
    """Give the name of a forum's thread with the digest due then, as plain text; `due` in the server's zone."""
    about = one_line(schedule.topic) or say("everything")
    day = f"{due:%Y-%m-%d}"
    return f"{cut(capitalised(about), NAME_CHARACTERS - len(day) - 2)}, {day}"


def _line(schedule: Schedule) -> str:
    return _short(schedule_name(schedule), _NAME_CHARACTERS)


def _state(schedule: Schedule, zone: tzinfo, now: datetime) -> str:
    if schedule.paused:
        return say(_WHY_PAUSED[schedule.paused])
    return say("next {moment}", moment=ago(next_due(schedule, zone, now)))


def scheduled_view(schedule: Schedule, zone: tzinfo, now: datetime) -> ui.LayoutView:
    """Confirm what was scheduled."""
    told = f"{_line(schedule)} · <#{schedule.channel}>"
    state = f"{_state(schedule, zone, now)} · {say('Time zone: {zone}', zone=escaped(str(zone)))}"
    return plain_card(lines(told, small(state)), buttons=())


def paused_text(schedule: Schedule) -> str:
    """Tell moderators why a digest is posted no more."""
    told = _line(schedule)
    if schedule.paused is Paused.CHANNEL_GONE:
        return say(
            "The scheduled digest “{digest}” is paused: its channel is gone. Remove it, and add another.", digest=told
        )
    return say(
        "The scheduled digest “{digest}” is paused: I may not write in <#{channel}>. Allow me View Channel and Send "
        "Messages there, then /digests resume.",
        digest=told,
        channel=schedule.channel,
    )


def nothing_new_view(answer: Answer) -> ui.LayoutView:
    """Say in one line that there is nothing to tell: a digest that does not come looks like one that is broken."""
    return plain_card(small(fitted(answer.answer.partition("\n")[0], shown=_QUESTION_CHARACTERS * 2)), buttons=())
