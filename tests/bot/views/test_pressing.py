"""Buttons and selects after a restart: each is made anew from what its template reads in a custom id."""

import inspect

import pytest

from bot.views import PRESSED
from bot.views.pressing import Pressable

OF_THEIR_NAMES = [each for each in PRESSED if each.restored.__func__ is Pressable.restored.__func__]  # type: ignore[attr-defined]  # because a classmethod has one


@pytest.mark.parametrize("each", OF_THEIR_NAMES, ids=lambda each: each.__name__)
def test_what_a_template_names_is_all_that_making_it_anew_needs(each: type[Pressable]) -> None:  # type: ignore[type-arg]  # because they are of several items
    wanted = inspect.signature(each.__init__).parameters
    named = set(each.__discord_ui_compiled_template__.groupindex)

    assert named <= wanted.keys()
    assert {name for name, how in wanted.items() if how.default is how.empty and name != "self"} <= named


def test_every_custom_id_is_answered_by_one_of_them() -> None:
    templates = [each.__discord_ui_compiled_template__.pattern for each in PRESSED]

    assert len(set(templates)) == len(templates) > 40
