"""What the bot tells of itself: its commands, what it is, what it keeps. Pure; no stranger's words are in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from importlib.metadata import version
from typing import Any, Final, TypeAlias

from discord import app_commands, ui

from bot.languages import marked, say, say_count, say_name
from bot.newsroom import Holdings
from bot.rendering.discord.layout import LISTED, card, lines, small
from bot.rendering.discord.words import ago

Command: TypeAlias = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
CommandIds: TypeAlias = Mapping[str, int]
"""The ids that Discord gave the commands, by name; a mention with an id can be clicked."""

_version: Final = cache(version)  # reads a file each time
_PURPOSE: Final = marked(
    "**sitrep** answers questions from the news it has read: the newest reported figure, the words it rests on, "
    "and the link. It counts incidents by itself, too."
)
_FALLIBLE: Final = marked(
    "**It can be wrong.** Figures and incidents are found by rules, without a language model. "
    "Open the quotes and judge for yourself. What is not reported here may still have happened."
)
_VOTED: Final = marked(
    "**If you vote on an answer,** what you say is kept with the question and the answer until a moderator has it"
    " forgotten; not who you are."
)
_OF_MODERATORS: Final = marked(
    "**Of moderators:** what they chose, and who of them added, changed or removed a source, as long as I am here."
)
_EXAMPLES: Final = (
    "how many attacks on US forces since Oct 17?",
    "what happened at Al-Asad?",
    "latest airstrikes in Syria",
    "what's new?",
)


def help_view(commands: Sequence[Command], ids: CommandIds) -> ui.LayoutView:
    """Name every command with what it does."""
    members = [command for command in commands if not _is_for_moderators(command)]
    moderators = [command for command in commands if _is_for_moderators(command)]
    return card(
        [
            lines(
                f"**{say('Ask me about the news')}**",
                say("Use a command, mention me with a question, or reply to one of my messages."),
            ),
            "\n".join(f"• {example}" for example in _EXAMPLES),
            lines(*_listed(members, ids)),
            lines(f"**{say('For moderators')}**", *_listed(moderators, ids)),
        ],
        accent=LISTED,
        buttons=(),
    )


def about_view(holdings: Holdings, keep: timedelta, *, writes_to: str, ids: CommandIds) -> ui.LayoutView:
    """Say what this is, what it keeps, and what it rests on here and now; `writes_to` where texts go to be written."""
    articles = say_count("{count} article", "{count} articles", holdings.articles)
    sources = say_count("{count} source", "{count} sources", holdings.sources)
    rests_on = say("**Read here:** {articles} from {sources}.", articles=articles, sources=sources)
    if holdings.newest:
        rests_on += " " + say("The newest was published {moment}.", moment=ago(holdings.newest))
    model = (
        say(
            "**A language model is on here:** {endpoint}. A moderator can switch it off: `/settings`.",
            endpoint=writes_to,
        )
        if writes_to
        else ""
    )
    blocks = [
        say(_PURPOSE),
        rests_on,
        say(_FALLIBLE),
        model,
        _kept(keep),
        _never(),
        say("All that is kept, and how it is deleted: {privacy}", privacy=command_mention("privacy", ids)),
        small(f"sitrep {_version('sitrep')}"),
    ]
    return card(blocks, accent=LISTED, buttons=())


def privacy_view(keep: timedelta, *, writes_to: str, ids: CommandIds) -> ui.LayoutView:
    """Say what is kept here, for how long, which texts leave the machine, and how all of it is deleted."""
    leaves = (
        say("**Leaves this bot's machine:** {endpoint}; and what I answer, to Discord.", endpoint=writes_to)
        if writes_to
        else say("**Leaves this bot's machine:** of what you write, nothing; what I answer, to Discord.")
    )
    deleted = say(
        "**Deleted:** what is yours, at once, by {forget_me}. What was asked in this server, at once, by a moderator "
        "with {forget}, or when the server removes me; its settings and sources a day later, in case that was a slip.",
        forget_me=command_mention("forget-me", ids),
        forget=command_mention("forget", ids),
    )
    blocks = [_kept(keep), say(_VOTED), _awaited(ids), say(_OF_MODERATORS), _never(), leaves, deleted]
    return card(blocks, accent=LISTED, buttons=())


def _kept(keep: timedelta) -> str:
    if not keep:
        return say("**What is kept:** no question and no answer, because this server's moderators chose so.")
    return say_count(
        "**What is kept:** your question with its answer, for {count} day, so that the buttons beneath it work. Who "
        "asked is kept as a code alone, which nobody can turn back without this installation's key.",
        "**What is kept:** your question with its answer, for {count} days, so that the buttons beneath it work. Who "
        "asked is kept as a code alone, which nobody can turn back without this installation's key.",
        keep.days,
    )


def _awaited(ids: CommandIds) -> str:
    return say(
        "**If you ask to be told of something:** who you are, so that I can mention you, and the question with its "
        "answer, until you were told or its time is over. {watching} lists that and ends it.",
        watching=command_mention("watching", ids),
    )


def _never() -> str:
    return say(
        "Messages in your channels are never collected: I read those that mention me, reply to me, are sent to me or "
        "stand in a thread of mine, to answer them."
    )


def command_mention(name: str, ids: CommandIds) -> str:
    """Give a command to click; its plain name where Discord's id is not known."""
    number = ids.get(name.partition(" ")[0])
    return f"</{name}:{number}>" if number else f"`/{' '.join(map(say_name, name.split()))}`"


def _is_for_moderators(command: Command) -> bool:
    return command.default_permissions is not None


def _listed(commands: Sequence[Command], ids: CommandIds) -> Iterator[str]:
    """Give a line a command, and a line a group: with what each of a group's does, all would not fit a message."""
    for command in commands:
        if isinstance(command, app_commands.Group):
            mentions = (command_mention(each.qualified_name, ids) for each in command.walk_commands())
            yield f"{say(command.description)} {' '.join(mentions)}"
        elif isinstance(command, app_commands.ContextMenu):
            yield say("In the menu of a message, under Apps: **{name}**", name=say(command.name))
        elif isinstance(command, app_commands.Command):
            yield f"{command_mention(command.qualified_name, ids)} {say(command.description)}"
