"""What moderators rule of incidents in a simulated Discord: theirs alone, with a reason, to be undone."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from bot.answering.incidents.latest import Filters, latest
from ingest import Incident, Proposal, RulingKind, Subscriber, utc_now
from tests.bot.discord.conftest import Backstage, Server, labels, read
from tests.fakediscord import Message
from tests.fakediscord.offered import selects

PLACE = "Iraq"
REASON = "The ministry counted again."


def incidents(backstage: Backstage, server: str, place: str | None = PLACE) -> tuple[Incident, ...]:
    view = backstage.archive.view(utc_now(), Subscriber(server))
    return latest(backstage.archive, view, Filters(place=place)).incidents


def menus(message: Message | None) -> dict[str, str]:
    """Give the custom ids of a message's menus by their first word."""
    assert message
    ids = [str(select["custom_id"]) for select in selects(message.components)]
    return {custom_id.partition(":")[0]: custom_id for custom_id in ids}


async def opened(server: Server, incident: Incident) -> Message:
    """Let the moderator page to an incident of the list and open it; gives its card."""
    listed = await server.moderator.slash(server.general, "latest", place=PLACE)
    while incident.id not in str(listed.response.components if listed.response else ()) and "Next" in labels(
        listed.response
    ):
        await server.moderator.click(listed.response, label="Next")
    card = await server.moderator.select(listed.response, [incident.id], custom_id=menus(listed.response)["incident"])
    assert card.ephemeral
    assert card.response
    return card.response


async def corrected(server: Server, card: Message, field: str, value: str, reason: str = REASON) -> None:
    form = await server.moderator.select(card, [field], custom_id=menus(card)["correct"])
    await server.moderator.submit_modal(form, {"value": [value] if field == "kind" else value, "reason": reason})


async def test_a_member_opens_an_incident_and_may_rule_nothing(server: Server, backstage: Backstage) -> None:
    incident = incidents(backstage, server.id)[0]
    listed = await server.member.slash(server.general, "latest", place=PLACE)

    card = await server.member.select(listed.response, [incident.id], custom_id=menus(listed.response)["incident"])

    assert card.ephemeral
    assert incident.summary in read(card.response)
    assert menus(card.response) == {}


async def test_a_correction_holds_on_its_server_alone_until_it_is_undone(server: Server, backstage: Backstage) -> None:
    before, theirs = incidents(backstage, server.id), incidents(backstage, "another")
    card = await opened(server, before[0])

    await corrected(server, card, "killed", "41-43")
    told = read(card)
    after, elsewhere = incidents(backstage, server.id), incidents(backstage, "another")
    listed = await server.member.slash(server.general, "latest", place=PLACE)
    await server.house.restart_bot(backstage.client())
    await server.moderator.click(card, label="Undo")

    assert "Done, for this server alone: killed corrected to 41 to 43." in told
    assert REASON in told
    assert (after[0].killed.low, after[0].killed.best, after[0].killed.high) == (41, 41, 43)
    assert "41 to 43 killed" in read(listed.response)
    assert elsewhere == theirs
    assert read(card) == "Undone: killed corrected to 41 to 43. Incidents are again what they were without it."
    assert incidents(backstage, server.id) == before


@pytest.mark.parametrize(
    ("field", "typed", "read_back"),
    [
        ("kind", "accident", lambda incident: incident.kind.value == "accident"),
        ("day", "2023-11-02", lambda incident: incident.first_day == incident.last_day == date(2023, 11, 2)),
        (
            "place",
            "erbil, iraq",
            lambda incident: (incident.place.name, incident.place.latitude > 36) == ("Erbil", True),
        ),
        ("injured", "0", lambda incident: incident.injured.high == 0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_any_field_is_corrected(
    server: Server, backstage: Backstage, field: str, typed: str, read_back: Callable[[Incident], bool]
) -> None:
    before = incidents(backstage, server.id)[0]
    names = {found.id for found in before.reports}

    await corrected(server, await opened(server, before), field, typed)

    (after,) = [each for each in incidents(backstage, server.id, None) if names & {found.id for found in each.reports}]
    assert read_back(after)
    assert [each.reason for each in after.corrections] == [REASON]


async def test_what_cannot_be_right_is_refused_with_what_to_write(server: Server, backstage: Backstage) -> None:
    before = incidents(backstage, server.id)
    card = await opened(server, before[0])

    form = await server.moderator.select(card, ["killed"], custom_id=menus(card)["correct"])
    refused = await server.moderator.submit_modal(form, {"value": "many", "reason": REASON})

    assert "“many” is no number of people. Write one, or a range: 4 or 4-6." in read(refused.followups[0])
    assert incidents(backstage, server.id) == before


async def test_reports_of_another_event_leave_an_incident_and_come_back(server: Server, backstage: Backstage) -> None:
    before = incidents(backstage, server.id)
    whole = next(each for each in before if len(each.reports) > 1)
    card = await opened(server, whole)
    parted = whole.reports[0]

    form = await server.moderator.select(card, [str(parted.id)], custom_id=menus(card)["part"])
    await server.moderator.submit_modal(form, {"reason": REASON})
    told, apart = read(card), incidents(backstage, server.id)
    listed = await server.moderator.slash(server.general, "corrections")
    logged = read(listed.response)
    await server.moderator.click(listed.response, label="Undo 1")

    assert "Done, for this server alone: not the same event." in told
    assert [parted] in [list(each.reports) for each in apart]
    assert f"by <@{server.moderator.id}>" in logged
    assert REASON in logged
    assert incidents(backstage, server.id) == before
    assert incidents(backstage, "another") == before


async def test_incidents_that_are_one_event_are_joined_and_the_opposite_is_refused(
    server: Server, backstage: Backstage
) -> None:
    before = incidents(backstage, server.id, None)
    one = incidents(backstage, server.id)[0]
    card = await opened(server, one)
    other = min((each for each in before if each != one), key=lambda each: abs(each.first_day - one.first_day))

    form = await server.moderator.select(card, [other.id], custom_id=menus(card)["join"])
    await server.moderator.submit_modal(form, {"reason": REASON})
    joined = next(each for each in incidents(backstage, server.id, None) if set(one.reports) <= set(each.reports))
    form = await server.moderator.select(card, [str(other.reports[0].id)], custom_id=menus(card)["part"])
    await server.moderator.submit_modal(form, {"reason": REASON})

    assert set(joined.reports) == {*one.reports, *other.reports}
    assert "Moderators here said the opposite before." in read(card)
    assert labels(card) == ["Undo"]


async def test_what_a_server_rules_goes_before_what_the_operator_ruled(server: Server, backstage: Backstage) -> None:
    archive, before = backstage.archive, incidents(backstage, server.id)
    whole = next(each for each in before if len(each.reports) > 1)
    parted, *rest = whole.reports
    archive.rule(Proposal.about(RulingKind.DIFFERENT, [parted], rest, by="the operator"), now=utc_now())
    apart = incidents(backstage, server.id)

    archive.rule(Proposal.about(RulingKind.SAME, [parted], rest, by="5"), Subscriber(server.id), now=utc_now())

    assert len(apart) == len(before) + 1
    assert incidents(backstage, server.id) == before
    assert incidents(backstage, "another") == apart


async def test_whom_a_server_grants_the_command_may_rule(server: Server, backstage: Backstage) -> None:
    server.house.granted["corrections", server.member.id] = True
    newest = incidents(backstage, server.id, None)[0]

    log = await server.member.slash(server.general, "corrections")
    card = await server.member.select(log.response, [newest.id], custom_id=menus(log.response)["incident"])

    assert log.ephemeral
    assert "Nothing yet." in read(log.response)
    assert "correct" in menus(card.response)


async def test_files_of_incidents_can_be_had(server: Server) -> None:
    listed = await server.member.slash(server.general, "latest", place=PLACE)

    saved = await server.member.click(listed.response, label="Files")

    assert saved.ephemeral
    assert saved.response
    files = {file.name: file.content.decode() for file in saved.response.attachments}
    assert files.keys() == {"incidents.csv", "incidents.geojson", "incidents.jsonl"}
    counts = {len(files["incidents.jsonl"].splitlines()), len(json.loads(files["incidents.geojson"])["features"])}
    assert [read(saved.response)] == [f"{count} incidents, as a table, for maps, and for programs." for count in counts]
