"""Every catalogue says all that is said in its language, in the same places, and within Discord's limits."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from discord import ui

import bot.languages
from bot.languages import ANSWERED, ENGLISH, INTERFACE, say_name, speaking
from bot.views.feedback import RightNumber
from bot.views.overlay import CorrectionForm, Listed
from bot.views.settings import ZoneForm
from bot.views.sources import AddressesForm
from ingest import CorrectedField
from tests.bot.languages.messages import (
    ANSWERING,
    BOT,
    counted_in,
    kinds,
    names_of_commands,
    said_in,
    slash_commands,
    told_of_commands,
    unsaid_in,
)

FOLDER = Path(bot.languages.__file__).parent
OTHERS = [code for code in INTERFACE if code != ENGLISH]
DAYS = {
    "dated in the future",
    "no date given",
    "no date given, {year} in its address",
    "{day}, {time} UTC",
    "{told}; first seen {day}",
}
"""What quotes say of days, of all that `phrasing.py` says."""
SAID = said_in(BOT) | kinds() | told_of_commands()
ANSWERS = DAYS | said_in(
    *(ANSWERING / f"{module}.py" for module in ("foreign", "answerer", "outcomes")),
    *(ANSWERING / "conversation" / f"{module}.py" for module in ("provenance", "conversing", "courtesies")),
)
NO_SENTENCES = {
    "America/New_York",
    "Buttons",
    "in the last 24 hours",
    "in the last 30 days",
    "in the last 7 days",
    "this week",
    "Chosen",
    "Europe/",
    "Europe/London",
    "Named",
    "Namesake",
    "Page",
    "Tagged",
    "how many attacks on US forces since Oct 17?",
    "latest airstrikes in Syria",
    "what happened at Al-Asad?",
}
"""Names of the code and of time zones, and what is asked in English."""
WITHOUT_NAMES = {"ar"}
"""Languages in which nobody can use Discord: it never asks for the names of commands in them."""


def catalogue(code: str) -> Catalog:
    with (FOLDER / f"{code}.po").open("rb") as source:
        return read_po(source, locale=code)


def translated(code: str) -> Mapping[str, tuple[str, ...]]:
    """Give every message with what stands for it; of counts, with every form."""
    pairs = {}
    for message in catalogue(code):
        if message.id and not message.context:
            one = message.id if isinstance(message.id, str) else message.id[0]
            pairs[one] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return pairs


def places(text: str) -> set[str]:
    return set(re.findall(r"{\w+}", text))


def test_there_is_a_catalogue_a_language() -> None:
    assert {path.stem for path in FOLDER.glob("*.po")} == set(ANSWERED) - {ENGLISH}
    assert set(INTERFACE) < set(ANSWERED)


@pytest.mark.parametrize("code", OTHERS)
def test_an_interface_says_all_that_is_said_and_nothing_else(code: str) -> None:
    assert translated(code).keys() - SAID == set()
    assert SAID - translated(code).keys() == set()


@pytest.mark.parametrize("code", sorted(set(ANSWERED) - set(INTERFACE)))
def test_a_language_of_answers_says_what_stands_beside_quotes_and_nothing_else(code: str) -> None:
    assert translated(code).keys() == ANSWERS


@pytest.mark.parametrize("code", sorted(set(ANSWERED) - {ENGLISH}))
def test_nothing_is_empty_and_every_value_has_its_place(code: str) -> None:
    for message, told in translated(code).items():
        assert all(told), message
        assert {frozenset(places(form)) for form in told} == {frozenset(places(message))}, message


@pytest.mark.parametrize("code", OTHERS)
def test_counts_have_every_form_of_the_language(code: str) -> None:
    forms = catalogue(code).num_plurals
    counted = counted_in(BOT)
    assert {message: len(told) for message, told in translated(code).items() if message in counted} == dict.fromkeys(
        counted, forms
    )


@pytest.mark.parametrize("code", [code for code in OTHERS if code not in WITHOUT_NAMES])
def test_names_of_commands_are_names_to_discord_and_differ_beside_each_other(code: str) -> None:
    with speaking(code):
        names = {name: say_name(name) for name in names_of_commands()}
        tops = [say_name(command.name) for command in slash_commands() if command.parent is None]
        of_groups = [
            [say_name(each.name) for each in getattr(command, "commands", getattr(command, "parameters", []))]
            for command in slash_commands()
        ]
    assert {message.id for message in catalogue(code) if message.context == "name"} == names.keys()
    assert [name for name in names.values() if not re.fullmatch(r"[-_\w]{1,32}", name) or name != name.lower()] == []
    assert [each for each in (tops, *of_groups) if len(set(each)) < len(each)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_descriptions_fit_where_discord_puts_them(code: str) -> None:
    told = translated(code)
    assert {text: told[text][0] for text in told_of_commands() if len(told[text][0]) > 100} == {}


@pytest.mark.parametrize("code", OTHERS)
def test_the_commands_that_a_catalogue_names_exist_in_it(code: str) -> None:
    with speaking(ENGLISH if code in WITHOUT_NAMES else code):
        known = {" ".join(say_name(part) for part in each.qualified_name.split()) for each in slash_commands()}
    named = {
        match[1].rstrip()
        for told in translated(code).values()
        for form in told
        for match in re.finditer(r"(?<![\w/.:])/((?!page|rss)[^\W\d_]+(?: [^\W\d_]+)?)", form)
    }
    missing = {name for name in named if not {name, name.partition(" ")[0]} & known}
    assert named
    assert missing == set()


def test_no_text_that_people_read_in_discord_goes_past_the_catalogues() -> None:
    rooms = ("rendering/discord", "rendering/source_words.py", "rendering/headings.py", "views", "cogs")
    inputs = (f"inputs/{what}.py" for what in ("addresses", "clock_times", "descriptions", "sources", "zones"))
    answering = (ANSWERING / "foreign.py", ANSWERING / "questions.py")
    assert (
        unsaid_in(*(BOT / place for place in (*rooms, *inputs)), *answering) - NO_SENTENCES - told_of_commands()
        == set()
    )


@pytest.mark.parametrize("code", OTHERS)
def test_what_forms_say_fits_where_discord_puts_it(code: str) -> None:
    with speaking(code):
        list_of_all = Listed(datetime(2026, 1, 1, tzinfo=UTC), None, None)
        corrections = [CorrectionForm(list_of_all, "1", field) for field in CorrectedField]
        forms = (ZoneForm(), AddressesForm(), RightNumber("a1"), *corrections)
        labels = [label for form in forms for label in form.children if isinstance(label, ui.Label)]
        assert [form.title for form in forms if len(form.title) > 45] == []
        assert [label.text for label in labels if len(label.text) > 45] == []
        assert [label.description for label in labels if len(label.description or "") > 100] == []
        assert len(labels) == 4 + 2 * len(corrections)
