"""An incident opened, with what those who moderate may rule of it: on this server alone, reversible, logged.

Who may rule is asked once, where the card is opened: the card is theirs alone to see. The incident is found again among
those of the list that it was opened from, as of the moment of that list.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Final, Self

import discord
from discord import ui

from bot.answering.incidents.latest import Filters
from bot.errors import WrongInput
from bot.inputs.corrections import LONGEST_REASON, LONGEST_VALUE, read_correction
from bot.languages import marked, say
from bot.newsroom import Newsroom
from bot.rendering.corrections import field_name, value_of, value_words
from bot.rendering.discord.incident_card import incident_title, incident_view, report_title, report_words, ruled_words
from bot.rendering.discord.notices import notice_view
from bot.rendering.discord.words import capitalised
from bot.rendering.headings import kind_name
from bot.views.pressing import Button, Form, Press, Pressable, Readers, here, moderates, server_of
from ingest import (
    CorrectedField,
    Correction,
    FoundReport,
    Incident,
    IncidentKind,
    Proposal,
    Ruling,
    RulingId,
    RulingKind,
    RulingOpposed,
)

Select = ui.Select[ui.LayoutView]

MOST_CHOICES: Final = 25
"""Options of a menu: Discord's limit."""
_OPTION_CHARACTERS: Final = 100
_LIST: Final = r"(?P<listed>\d{1,12}:[\d-]*:[\d-]*)"
_ASKED: Final = {
    CorrectedField.DAY: marked("The day it happened on: 2023-11-22"),
    CorrectedField.PLACE: marked("A town or site with its country: Mosul, Iraq"),
    CorrectedField.KILLED: marked("A number or a range of people: 4, or 4-6"),
    CorrectedField.INJURED: marked("A number or a range of people: 4, or 4-6"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """The list that incidents are opened from: its moment and its days. Kind and place only leave some out."""

    at: datetime
    since: date | None
    until: date | None

    @classmethod
    def of(cls, text: str) -> Self:
        """Read it from a custom id."""
        at, since, until = text.split(":")
        return cls(datetime.fromtimestamp(int(at), UTC), day_in(since), day_in(until))

    def __str__(self) -> str:
        since, until = (each.isoformat() if each else "" for each in (self.since, self.until))
        return f"{int(self.at.timestamp())}:{since}:{until}"

    async def incidents(self, newsroom: Newsroom, server: str | None) -> tuple[Incident, ...]:
        """Give the incidents as the server reads them now, of what was known then."""
        found = await newsroom.latest(Filters(since=self.since, until=self.until, enough=None), server, now=self.at)
        return found.incidents


class OpenIncident(Pressable[Select], template=r"incident:(?P<by_moderators>[am]):" + _LIST):
    """Opens one of the listed incidents for whoever chooses it."""

    reads: ClassVar[Readers] = {**Pressable.reads, "listed": Listed.of, "by_moderators": lambda letter: letter == "m"}

    def __init__(self, listed: Listed, incidents: Sequence[Incident] = (), *, by_moderators: bool = False) -> None:
        self._listed, self._by_moderators = listed, by_moderators
        options = [discord.SelectOption(label=incident_title(each), value=each.id) for each in incidents[:MOST_CHOICES]]
        custom_id = f"incident:{'m' if by_moderators else 'a'}:{listed}"
        super().__init__(ui.Select(custom_id=custom_id, options=options, placeholder=say("Open an incident")))

    async def pressed(self, press: Press) -> None:
        """Show it with its reports; to who moderates, or was granted the command, with what they rule."""
        await press.response.defer(thinking=True, ephemeral=True)
        in_server = press.guild_id is not None
        may_rule = in_server and (self._by_moderators or moderates(press, press.client.newsroom))
        incidents = await self._listed.incidents(press.client.newsroom, server_of(press))
        incident = _found(incidents, self.item.values[0])
        choices = _choices(self._listed, incident, incidents) if may_rule else []
        await press.edit_original_response(view=incident_view(incident, choices))


class OfIncident(Pressable[Select], template=r"(?!)"):
    """A menu of what may be ruled of an incident."""

    _does: ClassVar[str]
    reads: ClassVar[Readers] = {**Pressable.reads, "listed": Listed.of}

    def __init_subclass__(cls, *, does: str) -> None:
        """Begin custom ids with what it `does`."""
        super().__init_subclass__(template=rf"{does}:{_LIST}:(?P<incident>[0-9a-f]{{1,32}})")
        cls._does = does

    def __init__(
        self,
        listed: Listed,
        incident: str,
        options: list[discord.SelectOption],
        *,
        placeholder: str,
        most: int = 1,
    ) -> None:
        self._listed, self._incident = listed, incident
        custom_id = f"{self._does}:{listed}:{incident}"
        super().__init__(ui.Select(custom_id=custom_id, options=options, placeholder=placeholder, max_values=most))


class PartReports(OfIncident, does="part"):
    """Says of some reports that they tell another event than the rest of the incident."""

    def __init__(self, listed: Listed, incident: str, reports: Sequence[FoundReport] = ()) -> None:
        shown = reports[:MOST_CHOICES]
        options = [
            discord.SelectOption(label=report_title(each), value=str(each.id), description=report_words(each))
            for each in shown
        ]
        placeholder = say("Not the same: choose who tells another event")
        most = max(1, min(len(shown), len(reports) - 1))
        super().__init__(listed, incident, options, placeholder=placeholder, most=most)

    async def pressed(self, press: Press) -> None:
        """Ask why."""
        numbers = {int(value) for value in self.item.values}

        def propose(incident: Incident, _: Sequence[Incident], by: str, why: str) -> Proposal:
            parted = [found for found in incident.reports if found.id in numbers]
            rest = [found for found in incident.reports if found.id not in numbers]
            if not parted or not rest:
                raise WrongInput(_changed())
            return Proposal.about(RulingKind.DIFFERENT, parted, rest, by=by, reason=why)

        await press.response.send_modal(ReasonForm(say("Not the same event"), self._listed, self._incident, propose))


class JoinIncidents(OfIncident, does="join"):
    """Says of another incident that it is the same event."""

    def __init__(self, listed: Listed, incident: str, others: Sequence[Incident] = ()) -> None:
        options = [
            discord.SelectOption(label=incident_title(each), value=each.id, description=report_words(each.reports[0]))
            for each in others
        ]
        placeholder = say("The same: choose the incident that is this event too")
        super().__init__(listed, incident, options, placeholder=placeholder)

    async def pressed(self, press: Press) -> None:
        """Ask why."""
        chosen = self.item.values[0]

        def propose(incident: Incident, incidents: Sequence[Incident], by: str, why: str) -> Proposal:
            other = _found(incidents, chosen)
            return Proposal.about(RulingKind.SAME, incident.reports, other.reports, by=by, reason=why)

        await press.response.send_modal(ReasonForm(say("The same event"), self._listed, self._incident, propose))


class CorrectIncident(OfIncident, does="correct"):
    """Corrects a field of an incident."""

    def __init__(self, listed: Listed, incident: str, read: Incident | None = None) -> None:
        options = [_field_option(read, field) for field in CorrectedField] if read else []
        super().__init__(listed, incident, options, placeholder=say("Correct: choose what is wrong"))

    async def pressed(self, press: Press) -> None:
        """Ask what is right, and why."""
        field = CorrectedField(self.item.values[0])
        await press.response.send_modal(CorrectionForm(self._listed, self._incident, field))


def _field_option(read: Incident, field: CorrectedField) -> discord.SelectOption:
    said = value_words(value_of(read, field))[:_OPTION_CHARACTERS]
    return discord.SelectOption(label=capitalised(field_name(field)), value=field.value, description=said)


Propose = Callable[[Incident, Sequence[Incident], str, str], Proposal]
"""What is ruled of an incident among all that are listed, by whom and why."""


class RulingForm(Form):
    """Rules of an incident when it is filled in."""

    def __init__(self, title: str, listed: Listed, incident: str) -> None:
        super().__init__(title=title)
        self._listed, self._incident = listed, incident
        self._reason: ui.TextInput[Self] = ui.TextInput(max_length=LONGEST_REASON, custom_id="reason")

    def ask_why(self) -> None:
        """Add the last thing to fill in."""
        told = say("Who says otherwise, and where. It is kept in the log.")
        self.add_item(ui.Label(text=say("Reason"), description=told, component=self._reason))

    async def proposed(self, incident: Incident, incidents: Sequence[Incident], *, by: str, now: datetime) -> Proposal:
        """Give what was filled in. Raises `WrongInput`."""
        raise NotImplementedError

    async def filled_in(self, press: Press) -> None:
        """Rule, and show what the incidents are now."""
        await press.response.defer()
        newsroom, server = press.client.newsroom, here(press)
        by, now = str(press.user.id), newsroom.clock()
        incidents = await self._listed.incidents(newsroom, server)
        incident = _found(incidents, self._incident)
        proposal = await self.proposed(incident, incidents, by=by, now=now)
        try:
            ruling = await asyncio.to_thread(newsroom.archive.rule, proposal, server, now=now)
        except RulingOpposed as opposed:
            buttons = [UndoRuling(RulingId(number)) for number in opposed.opposing[:MOST_CHOICES]]
            told = say("Moderators here said the opposite before. Undo that first; /corrections shows it.")
            await press.edit_original_response(view=notice_view(told, buttons))
            return
        await press.edit_original_response(view=await _outcome(newsroom, server, self._listed, ruling, incident))


class ReasonForm(RulingForm):
    """Asks why incidents are the same, or are not."""

    def __init__(self, title: str, listed: Listed, incident: str, propose: Propose) -> None:
        super().__init__(title, listed, incident)
        self._propose = propose
        self.ask_why()

    async def proposed(self, incident: Incident, incidents: Sequence[Incident], *, by: str, now: datetime) -> Proposal:
        """Give what was chosen before."""
        del now
        return self._propose(incident, incidents, by, " ".join(self._reason.value.split()))


class CorrectionForm(RulingForm):
    """Asks what is right in a field, and why."""

    def __init__(self, listed: Listed, incident: str, field: CorrectedField) -> None:
        super().__init__(say("Correct an incident"), listed, incident)
        self._field = field
        self._kind: Select | None = None
        self._value: ui.TextInput[Self] = ui.TextInput(max_length=LONGEST_VALUE, custom_id="value")
        if field is CorrectedField.KIND:
            options = [discord.SelectOption(label=kind_name(kind.value), value=kind.value) for kind in IncidentKind]
            self._kind = ui.Select(custom_id="value", options=options)
            self.add_item(ui.Label(text=capitalised(field_name(field)), component=self._kind))
        else:
            self.add_item(
                ui.Label(text=capitalised(field_name(field)), description=say(_ASKED[field]), component=self._value)
            )
        self.ask_why()

    async def proposed(self, incident: Incident, incidents: Sequence[Incident], *, by: str, now: datetime) -> Proposal:
        """Read what was typed, beside the loop: a place is looked up in a gazetteer that takes a while to load."""
        del incidents
        typed = self._kind.values[0] if self._kind else self._value.value
        corrected: Correction = await asyncio.to_thread(
            read_correction, self._field, typed, self._reason.value, now=now
        )
        return Proposal.correcting(incident.reports, corrected, by=by)


class UndoRuling(Pressable[Button], template=r"ruling:undo:(?P<ruling>\d{1,18})"):
    """Takes a ruling of this server back."""

    def __init__(self, ruling: RulingId, label: str = "") -> None:
        self._ruling = ruling
        super().__init__(ui.Button(label=label or say("Undo"), custom_id=f"ruling:undo:{ruling}"))

    async def pressed(self, press: Press) -> None:
        """Undo it, and say what was undone."""
        await press.response.defer()
        newsroom, server = press.client.newsroom, here(press)
        made = await asyncio.to_thread(newsroom.archive.rulings_made, server)
        ruling = next((each for each in made if each.id == self._ruling), None)
        if ruling is None or ruling.undone:
            told = say("It was undone already. /corrections shows what stands.")
        else:
            by, now = str(press.user.id), newsroom.clock()
            await asyncio.to_thread(newsroom.archive.undo_ruling, ruling.id, server, by=by, now=now)
            told = say("Undone: {ruled}. Incidents are again what they were without it.", ruled=ruled_words(ruling))
        await press.edit_original_response(view=notice_view(told))


async def _outcome(newsroom: Newsroom, server: str, listed: Listed, ruling: Ruling, before: Incident) -> ui.LayoutView:
    """Say what was ruled; show the incident that it is now, or open those that it became."""
    ids = {found.id for found in before.reports}
    incidents = await listed.incidents(newsroom, server)
    after = [each for each in incidents if not ids.isdisjoint(found.id for found in each.reports)]
    told = say("Done, for this server alone: {ruled}.", ruled=ruled_words(ruling))
    buttons: list[ui.Item[Any]] = [UndoRuling(ruling.id)]
    if len(after) == 1:
        return incident_view(after[0], [*buttons, *_choices(listed, after[0], incidents)], told=told)
    now = "\n".join(f"• {incident_title(each)}" for each in after[:MOST_CHOICES])
    opening = [OpenIncident(listed, after, by_moderators=True)] if after else []
    return notice_view(f"{told}\n{now}", [*buttons, *opening])


def _choices(listed: Listed, incident: Incident, incidents: Iterable[Incident]) -> list[ui.Item[Any]]:
    """Give what may be ruled of an incident."""
    choices: list[ui.Item[Any]] = [CorrectIncident(listed, incident.id, incident)]
    if len(incident.reports) > 1:
        choices.append(PartReports(listed, incident.id, incident.reports))
    if others := _nearest(incident, incidents):
        choices.append(JoinIncidents(listed, incident.id, others))
    return choices


def _nearest(incident: Incident, incidents: Iterable[Incident]) -> Sequence[Incident]:
    """Give the other incidents that may be the same event: by days between, then by country and kind."""

    def distance(other: Incident) -> tuple[int, bool, bool, str]:
        apart = abs((other.first_day - incident.first_day).days)
        return apart, other.place.country != incident.place.country, other.kind is not incident.kind, other.id

    return sorted((each for each in incidents if each.id != incident.id), key=distance)[:MOST_CHOICES]


def _found(incidents: Iterable[Incident], named: str) -> Incident:
    incident = next((each for each in incidents if each.id == named), None)
    if incident is None:
        raise WrongInput(_changed())
    return incident


def _changed() -> str:
    return say("This incident is not what it was: its reports changed, or somebody corrected it. List incidents again.")


def day_in(text: str) -> date | None:
    """Read a day from a custom id; "" stands for none."""
    return date.fromisoformat(text) if text else None
