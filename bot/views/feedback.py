"""What members say of an answer: that it helped or not, what is wrong, and what would be right."""

from typing import Any, Final, Self

import discord
from discord import ui

from bot.languages import say
from bot.records import Amendment, Vote
from bot.rendering.discord.notices import notice_view
from bot.rendering.discord.review import reason_name, review_pages, review_view
from bot.reviewing import Review
from bot.views.forgotten import forgotten_view
from bot.views.pages import Page, neighbours
from bot.views.pressing import Button, Form, Press, Pressable, here, refuse_others, server_of

_REASONS: Final = (Vote.WRONG_NUMBER, Vote.OLD_NEWS, Vote.OFF_TOPIC, Vote.SOURCE_PROBLEM, Vote.OTHER)
_VALUE_CHARACTERS: Final = 60
_ADDRESS_CHARACTERS: Final = 500


class RateAnswer(Pressable[Button], template=r"rate:(?P<name>[\w-]{1,24}):(?P<vote>yes|no)"):
    """Takes whether an answer helped."""

    def __init__(self, name: str, vote: str) -> None:
        self._name, self._helped = name, vote == "yes"
        label = reason_name(Vote.HELPFUL if self._helped else Vote.NOT_HELPFUL)
        super().__init__(ui.Button(label=label, custom_id=f"rate:{name}:{vote}"))

    async def pressed(self, press: Press) -> None:
        """Note the vote in the place of the member's one before; of one against, ask for the reason."""
        await press.response.defer(thinking=True, ephemeral=True)
        vote = Vote.HELPFUL if self._helped else Vote.NOT_HELPFUL
        if not await _cast(press, self._name, vote):
            await press.edit_original_response(view=forgotten_view(press.client.newsroom.keeps(server_of(press))))
        elif self._helped:
            told = say("Noted: helpful. Press the other button if you change your mind.")
            await press.edit_original_response(view=notice_view(told))
        else:
            told = say("Noted: not helpful. What is wrong with it?")
            await press.edit_original_response(view=notice_view(told, [ChooseReason(self._name)]))


class ChooseReason(Pressable[ui.Select[ui.LayoutView]], template=r"reason:(?P<name>[\w-]{1,24})"):
    """Takes what is wrong with an answer."""

    def __init__(self, name: str) -> None:
        self._name = name
        options = [discord.SelectOption(label=reason_name(reason), value=reason.value) for reason in _REASONS]
        super().__init__(ui.Select(custom_id=f"reason:{name}", options=options, placeholder=say("The reason")))

    async def pressed(self, press: Press) -> None:
        """Note the reason; of a wrong number, ask for the right one."""
        reason = Vote(self.item.values[0])
        if reason is Vote.WRONG_NUMBER:
            await press.response.send_modal(RightNumber(self._name))
            return
        await press.response.defer()
        kept = await _cast(press, self._name, reason)
        await press.edit_original_response(view=_outcome(press, reason, kept=kept))


class RightNumber(Form):
    """Takes which number would be right, as far as a member knows."""

    def __init__(self, name: str) -> None:
        super().__init__(title=say("Wrong number"))
        self._name = name
        self._value: ui.TextInput[Self] = ui.TextInput(max_length=_VALUE_CHARACTERS, required=False, custom_id="value")
        self._url: ui.TextInput[Self] = ui.TextInput(max_length=_ADDRESS_CHARACTERS, required=False, custom_id="url")
        self.add_item(ui.Label(text=say("The right number, if you know it"), component=self._value))
        told = say("The question, the moment, the answer and how it came about are stored, not who you are.")
        self.add_item(ui.Label(text=say("Where it stands"), description=told, component=self._url))

    async def filled_in(self, press: Press) -> None:
        """Store it with the answer, and with why that is what it is."""
        await press.response.defer()
        trace = await press.client.newsroom.trace(self._name, server_of(press))
        amendment = Amendment(self._value.value.strip(), self._url.value.strip(), trace)
        kept = await _cast(press, self._name, Vote.WRONG_NUMBER, amendment)
        await press.edit_original_response(view=_outcome(press, Vote.WRONG_NUMBER, kept=kept))


class TurnReview(Pressable[Button], template=r"review:(?P<page>\d{1,4})"):
    """Turns to another page of what moderators look through."""

    def __init__(self, page: Page) -> None:
        self._page = page.number
        super().__init__(ui.Button(label=page.label, custom_id=f"review:{page.number}"))

    async def pressed(self, press: Press) -> None:
        """Show the page in the place of the one that is open."""
        refuse_others(press, press.client.newsroom)  # because a moderator of yesterday may press it today
        await press.response.defer()
        review = await press.client.newsroom.review(here(press))
        await press.edit_original_response(view=review_page(review, self._page))


def review_page(review: Review, page: int) -> ui.LayoutView:
    """Give a page of a review with what turns to its neighbours."""
    return review_view(review, page, [TurnReview(each) for each in neighbours(page, review_pages(review))])


def rating_buttons(name: str) -> list[ui.Item[Any]]:
    """Give what takes whether the answer that is kept as `name` helped."""
    return [RateAnswer(name, "yes"), RateAnswer(name, "no")]


async def _cast(press: Press, name: str, vote: Vote, amendment: Amendment | None = None) -> bool:
    newsroom = press.client.newsroom
    return await newsroom.vote(
        name, server_of(press), vote, member=press.user.id, now=newsroom.clock(), amendment=amendment
    )


def _outcome(press: Press, reason: Vote, *, kept: bool) -> ui.LayoutView:
    if not kept:
        return forgotten_view(press.client.newsroom.keeps(server_of(press)))
    return notice_view(say("Noted: “{reason}”. The moderators see it, not who said so.", reason=reason_name(reason)))
