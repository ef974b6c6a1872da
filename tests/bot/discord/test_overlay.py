"""What moderators rule of incidents in a simulated Discord: theirs alone, with a reason, to be undone."""

from typing import Any

import pytest
from simcord.results import ResponseMessage

from bot.answering.incidents.latest import Filters, latest
from ingest import CorrectedField, Incident, IncidentKind, Subscriber, utc_now
from tests.bot.discord.conftest import Backstage, Server, labels, read

PLACE = "Iraq"
REASON = "The ministry counted again."


def incidents(backstage: Backstage, server: str, place: str | None = PLACE) -> tuple[Incident, ...]:
    view = backstage.archive.view(utc_now(), Subscriber(server))
    return latest(backstage.archive, view, Filters(place=place)).incidents


def menus(message: Any) -> list[str]:
    """Give the custom ids of a message's menus, without what they hold of the list and the incident."""
    rows = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    items = [item for row in rows for item in row.get("components", [])]
    return [str(item["custom_id"]).partition(":")[0] for item in items if "options" in item]


def menu(message: Any, opening: str) -> str:
    rows = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    items = [item for row in rows for item in row.get("components", [])]
    return next(str(item["custom_id"]) for item in items if str(item.get("custom_id")).startswith(opening))


async def opened(server: Server, incident: Incident) -> ResponseMessage:
    """Let the moderator open an incident of the list; gives its card."""
    listed = await server.moderator.slash(server.general, "latest", place=PLACE)
    card = await server.moderator.select(listed.response, [incident.id], custom_id=menu(listed.response, "incident:"))
    assert card.ephemeral
    assert card.response
    return card.response


async def corrected(server: Server, card: ResponseMessage, field: str, value: str, reason: str = REASON) -> None:
    form = await server.moderator.select(card, [field], custom_id=menu(card, "correct:"))
    await server.moderator.submit_modal(form, {"value": [value] if field == "kind" else value, "reason": reason})


async def test_a_member_opens_an_incident_and_may_rule_nothing(server: Server, backstage: Backstage) -> None:
    incident = incidents(backstage, server.id)[0]
    listed = await server.member.slash(server.general, "latest", place=PLACE)

    card = await server.member.select(listed.response, [incident.id], custom_id=menu(listed.response, "incident:"))

    assert card.ephemeral
    assert incident.summary in read(card.response)
    assert menus(card.response) == []


async def test_a_correction_holds_on_its_server_alone_until_it_is_undone(server: Server, backstage: Backstage) -> None:
    before, theirs = incidents(backstage, server.id), incidents(backstage, "another")
    card = await opened(server, before[0])

    await corrected(server, card, "killed", "41-43")
    told = read(card)
    after, elsewhere = incidents(backstage, server.id), incidents(backstage, "another")
    listed = await server.member.slash(server.general, "latest", place=PLACE)
    await server.env.restart_bot(backstage.client())
    await server.moderator.click(card, label="Undo")

    assert "Ruled, for this server alone: corrected: killed 41 to 43." in told
    assert REASON in told
    assert (after[0].killed.low, after[0].killed.best, after[0].killed.high) == (41, 41, 43)
    assert "41 to 43 killed" in read(listed.response)
    assert elsewhere == theirs
    assert read(card) == "Undone: corrected: killed 41 to 43. Incidents are again what they were without it."
    assert incidents(backstage, server.id) == before
