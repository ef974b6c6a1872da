"""Interactions: from what a person did to what the bot answered, under Discord's deadlines."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from bot.preview.loopback.errors import (
    AlreadyAcknowledged,
    ApiError,
    ExpiredToken,
    InvalidForm,
    UnknownInteraction,
    UnknownMessage,
    UnknownWebhook,
)
from bot.preview.loopback.gateway import Event, Gateway
from bot.preview.loopback.limits import check_choices, check_modal
from bot.preview.loopback.messages import Draft, Message, Messages
from bot.preview.loopback.waiting import PATIENCE, Bell, Found
from bot.preview.loopback.wire import MessageFlag, Payload, Permission, Upload
from bot.preview.loopback.world import EVERYONE, Channel, User, World

_UPLOAD_LIMIT = 10 * 1024 * 1024
_GUILD, _BOT_DIRECT = 0, 1
_GROUPS = (1, 2)  # kinds of options that are commands, or groups of them


class InteractionKind(IntEnum):
    """What somebody did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class CallbackKind(IntEnum):
    """How the bot acknowledged it."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    SUGGESTIONS = 8
    MODAL = 9


class Choice(NamedTuple):
    """What autocompletion offers."""

    name: str
    value: str | int | float


@dataclass(frozen=True)
class Deadlines:
    """The seconds a bot has."""

    acknowledge: float = 3.0
    token: float = 15 * 60.0


DEADLINES = Deadlines()


@dataclass(frozen=True)
class Modal:
    """A form that the bot showed."""

    title: str
    custom_id: str
    components: Sequence[Payload]


@dataclass(frozen=True)
class Caller:
    """Who acts, where, and what they may do there."""

    user: User
    channel: Channel
    permissions: Permission = EVERYONE


@dataclass(eq=False)
class Interaction:
    """One thing that a person did, and all that came of it."""

    id: str
    token: str
    kind: InteractionKind
    caller: Caller
    began: float
    bell: Bell = field(repr=False)
    source: Message | None = None
    command: str | None = None
    """The whole name of the command it gave, such as `sources list`."""
    acknowledged_as: CallbackKind | None = None
    acknowledged_after: float | None = None
    original: Message | None = None
    answered: bool = False
    followups: list[Message] = field(default_factory=list)
    shown: Modal | None = None
    offered: list[Choice] | None = None
    refusals: list[ApiError] = field(default_factory=list)

    @property
    def late(self) -> bool:
        """Whether the bot tried to acknowledge it too late."""
        return any(isinstance(refusal, UnknownInteraction) for refusal in self.refusals)

    async def acknowledgement(self, within: float = PATIENCE) -> CallbackKind:
        """Wait for the first callback that Discord accepted."""
        return await self._until("acknowledgement", within, lambda: self.acknowledged_as)

    async def answer(self, within: float = PATIENCE) -> Message:
        """Wait for the answer itself, after any "thinking…"."""
        return await self._until("answer", within, lambda: self.original if self.answered else None)

    async def followup(self, number: int = 0, within: float = PATIENCE) -> Message:
        """Wait for followup `number`, from zero; one sent during "thinking…" is not one, but the answer."""
        followups = self.followups
        return await self._until("followup", within, lambda: followups[number] if len(followups) > number else None)

    async def modal(self, within: float = PATIENCE) -> Modal:
        """Wait for the form that the bot shows."""
        return await self._until("modal", within, lambda: self.shown)

    async def suggestions(self, within: float = PATIENCE) -> list[Choice]:
        """Wait for what autocompletion offers."""
        return await self._until("suggestions", within, lambda: self.offered)

    async def refusal(self, within: float = PATIENCE) -> ApiError:
        """Wait for the first thing that Discord refused the bot."""
        return await self._until("refusal", within, lambda: self.refusals[0] if self.refusals else None)

    async def _until(self, what: str, within: float, look: Callable[[], Found | None]) -> Found:
        return await self.bell.until(look, what=f"the {what} to {self.kind.name} {self.id}", within=within)


class Interactions:
    """Every interaction, and the rules by which the bot may answer it."""

    def __init__(self, world: World, messages: Messages, gateway: Gateway, bell: Bell, deadlines: Deadlines) -> None:
        self._world = world
        self._messages = messages
        self._gateway = gateway
        self._bell = bell
        self._deadlines = deadlines
        self._by_id: dict[str, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def begin(
        self, kind: InteractionKind, body: Payload, caller: Caller, *, source: Message | None = None
    ) -> Interaction:
        """Let `caller` do something, and tell the bot."""
        interaction_id = self._world.snowflake()
        token = f"token-{interaction_id}"
        interaction = Interaction(interaction_id, token, kind, caller, time.perf_counter(), self._bell, source)
        interaction.command = _whole_name(body) if kind is InteractionKind.COMMAND else None
        self._by_id[interaction_id] = self._by_token[token] = interaction
        payload = {**self._envelope(interaction), "data": body}
        self._gateway.emit(Event("INTERACTION_CREATE", payload))
        return interaction

    def acknowledge(self, interaction_id: str, token: str, body: Payload, uploads: Mapping[str, Upload]) -> Payload:
        """Take the bot's callback, and give what `with_response` shows of it."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise UnknownInteraction
        with _refusals_kept(interaction):
            self._check_acknowledgeable(interaction)
            kind = _callback_kind(interaction, body)
            self._call_back(interaction, kind, body.get("data") or {}, uploads)
        interaction.acknowledged_as = kind
        interaction.acknowledged_after = time.perf_counter() - interaction.began
        return _callback_response(interaction)

    def follow_up(self, token: str, body: Payload, uploads: Mapping[str, Upload]) -> Message:
        """Send one more message; while the original is loading, this is its edit, as Discord has it."""
        interaction = self._open(token)
        with _refusals_kept(interaction):
            if interaction.original is not None and interaction.original.loading:
                return self.edit(token, "@original", body, uploads)
            followup = self._post(interaction, body, uploads)
        interaction.followups.append(followup)
        return followup

    def edit(self, token: str, message_id: str, body: Payload, uploads: Mapping[str, Upload]) -> Message:
        """Edit the original, or a followup."""
        interaction = self._open(token)
        with _refusals_kept(interaction):
            edited = self._messages.edit(_own(interaction, message_id), body, uploads)
        interaction.answered |= edited is interaction.original
        return edited

    def _open(self, token: str) -> Interaction:
        interaction = self._by_token.get(token)
        if interaction is None or interaction.acknowledged_as is None:
            raise UnknownWebhook
        if time.perf_counter() - interaction.began > self._deadlines.token:
            raise ExpiredToken
        return interaction

    def _check_acknowledgeable(self, interaction: Interaction) -> None:
        if interaction.acknowledged_as is not None:
            raise AlreadyAcknowledged
        if time.perf_counter() - interaction.began > self._deadlines.acknowledge:
            raise UnknownInteraction

    def _call_back(
        self, interaction: Interaction, kind: CallbackKind, body: Payload, uploads: Mapping[str, Upload]
    ) -> None:
        match kind:
            case CallbackKind.MESSAGE:
                interaction.original = self._post(interaction, body, uploads)
            case CallbackKind.DEFERRED_MESSAGE:
                interaction.original = self._post_loading(interaction, body)
            case CallbackKind.DEFERRED_UPDATE:
                interaction.original = interaction.source
            case CallbackKind.UPDATE if interaction.source is not None:
                interaction.original = self._messages.edit(interaction.source, body, uploads)
            case CallbackKind.SUGGESTIONS:
                check_choices(body["choices"])
                interaction.offered = [Choice(choice["name"], choice["value"]) for choice in body["choices"]]
            case CallbackKind.MODAL:
                check_modal(body)
                interaction.shown = Modal(body["title"], body["custom_id"], body["components"])
        interaction.answered = kind in {CallbackKind.MESSAGE, CallbackKind.UPDATE}

    def _post(self, interaction: Interaction, body: Payload, uploads: Mapping[str, Upload]) -> Message:
        return self._messages.post(
            Draft.parse(body),
            author=self._world.bot,
            channel=interaction.caller.channel,
            uploads=uploads,
            answers=self._metadata(interaction),
        )

    def _post_loading(self, interaction: Interaction, body: Payload) -> Message:
        flags = MessageFlag(body.get("flags") or 0)
        channel = interaction.caller.channel
        return self._messages.post_loading(channel=channel, flags=flags, answers=self._metadata(interaction))

    def _metadata(self, interaction: Interaction) -> Payload:
        user = interaction.caller.user.payload()
        command = {"id": interaction.id, "type": int(interaction.kind), "name": interaction.command, "user": user}
        return {
            **({"interaction": command} if interaction.command else {}),
            "application_id": self._world.application_id,
            "webhook_id": self._world.application_id,
            "interaction_metadata": {
                "id": interaction.id,
                "type": int(interaction.kind),
                "user": user,
                "authorizing_integration_owners": _owners(interaction.caller.channel),
            },
        }

    def _envelope(self, interaction: Interaction) -> Payload:
        channel = interaction.caller.channel
        source = {} if interaction.source is None else {"message": interaction.source.payload()}
        return {
            "id": interaction.id,
            "application_id": self._world.application_id,
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "channel_id": channel.id,
            "channel": channel.payload(),
            "locale": interaction.caller.user.locale,
            "entitlements": [],
            "authorizing_integration_owners": _owners(channel),
            "attachment_size_limit": _UPLOAD_LIMIT,
            "app_permissions": str(int(channel.app_permissions)),
            **_caller(interaction.caller),
            **source,
        }


_CALLBACKS = {
    InteractionKind.COMMAND: {CallbackKind.MESSAGE, CallbackKind.DEFERRED_MESSAGE, CallbackKind.MODAL},
    InteractionKind.COMPONENT: set(CallbackKind) - {CallbackKind.SUGGESTIONS},
    InteractionKind.AUTOCOMPLETE: {CallbackKind.SUGGESTIONS},
    InteractionKind.MODAL: set(CallbackKind) - {CallbackKind.SUGGESTIONS, CallbackKind.MODAL},
}
_UPDATES = {CallbackKind.DEFERRED_UPDATE, CallbackKind.UPDATE}


def _whole_name(command: Payload) -> str:
    inner = [option for option in command.get("options", ()) if option["type"] in _GROUPS]
    return " ".join([command["name"], *map(_whole_name, inner)])


def _callback_kind(interaction: Interaction, body: Payload) -> CallbackKind:
    kind = CallbackKind(body["type"])
    if kind not in _CALLBACKS[interaction.kind] or (kind in _UPDATES and interaction.source is None):
        raise InvalidForm("type", f"{kind.name} does not answer {interaction.kind.name}")
    return kind


def _callback_response(interaction: Interaction) -> Payload:
    message = interaction.original
    response: Payload = {"interaction": {"id": interaction.id, "type": int(interaction.kind)}}
    if message is not None:
        response["interaction"] |= {
            "response_message_id": message.id,
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
    if message is not None and interaction.acknowledged_as is not CallbackKind.DEFERRED_UPDATE:
        response["resource"] = {"type": interaction.acknowledged_as, "message": message.payload()}
    return response


def _own(interaction: Interaction, message_id: str) -> Message:
    """Give the original, or a followup, by its id; raises `UnknownMessage`."""
    if message_id == "@original":
        message = interaction.original
    else:
        own = (interaction.original, *interaction.followups)
        message = next((each for each in own if each and each.id == message_id), None)
    if message is None or message.deleted:
        raise UnknownMessage
    return message


def _owners(channel: Channel) -> dict[str, str]:
    return {"0": channel.guild.id if channel.guild else "0"}


def _caller(caller: Caller) -> Payload:
    if caller.channel.guild is None:
        return {"user": caller.user.payload(), "context": _BOT_DIRECT}
    return {
        "guild_id": caller.channel.guild.id,
        "guild_locale": caller.channel.guild.locale,
        "member": caller.user.member(caller.permissions),
        "context": _GUILD,
    }


@contextmanager
def _refusals_kept(interaction: Interaction) -> Iterator[None]:
    try:
        yield
    except ApiError as refusal:
        if refusal not in interaction.refusals:
            interaction.refusals.append(refusal)
        raise
