"""A small bot that does one of everything, for the tests of the fake.

It is written on discord.py alone, and knows nothing of who it talks to.
"""

import io
import re
from typing import Any

import discord
from discord import app_commands, ui

PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000003000000020802000000")  # a PNG's head: 3 by 2
TOPICS = ("climate", "markets", "space")
Command = app_commands.Command[Any, ..., None] | app_commands.Group | app_commands.ContextMenu
READING = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Unhurried:
    """Spares tests the waits that protect Discord."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify again at once, where discord.py would wait five seconds."""


class Newsdesk(Unhurried, discord.Client):
    """The bot."""

    def __init__(self) -> None:
        super().__init__(
            intents=READING, allowed_mentions=discord.AllowedMentions.none(), guild_ready_timeout=0.05, max_messages=100
        )
        self.tree = app_commands.CommandTree(self)
        self.errors: list[Exception] = []
        self.heard: list[str] = []

    async def setup_hook(self) -> None:
        self.tree.error(self._keep_error)
        for command in COMMANDS:
            self.tree.add_command(command)
        self.add_dynamic_items(Forget)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message.content)
        if message.author != self.user and (message.guild is None or self.user in message.mentions):
            await message.channel.typing()
            await message.reply(f"heard {message.clean_content}", mention_author=False)

    async def _keep_error(self, _: discord.Interaction, error: app_commands.AppCommandError) -> None:
        self.errors.append(error)


class Forget(ui.DynamicItem[ui.Button[ui.View]], template=r"forget:(?P<page>\d+)"):
    def __init__(self, page: int) -> None:
        super().__init__(ui.Button(label="Forget", custom_id=f"forget:{page}"))
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[ui.View], match: re.Match[str], /
    ) -> "Forget":
        return cls(int(match["page"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"forgot page {self.page}", ephemeral=True)


class Pager(ui.View):
    page = 1

    def __init__(self) -> None:
        super().__init__()
        self.add_item(Forget(1))

    @ui.button(label="Next")
    async def turn(self, interaction: discord.Interaction, _: ui.Button["Pager"]) -> None:
        self.page += 1
        await interaction.response.edit_message(content=f"page {self.page}", view=self)

    @ui.button(label="Jump")
    async def jump(self, interaction: discord.Interaction, _: ui.Button["Pager"]) -> None:
        await interaction.response.send_modal(Jump())

    @ui.select(
        placeholder="Topic", options=[discord.SelectOption(label=topic.title(), value=topic) for topic in TOPICS]
    )
    async def choose(self, interaction: discord.Interaction, select: ui.Select["Pager"]) -> None:
        await interaction.response.send_message(f"chose {select.values[0]}", ephemeral=True)


class Feedback(ui.Modal, title="Report an answer"):
    reason: ui.Label[ui.Modal] = ui.Label(
        text="What is wrong?",
        component=ui.Select(options=[discord.SelectOption(label="Out of date", value="old")]),
    )
    details: ui.Label[ui.Modal] = ui.Label(text="Details", component=ui.TextInput(required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        reason, details = self.reason.component, self.details.component
        assert isinstance(reason, ui.Select)
        assert isinstance(details, ui.TextInput)
        await interaction.response.send_message(f"{reason.values[0]}, {details.value}")


class Jump(ui.Modal, title="Jump to a page"):
    page: ui.Label[ui.Modal] = ui.Label(text="Page", component=ui.TextInput())

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.page.component, ui.TextInput)
        await interaction.response.edit_message(content=f"page {self.page.component.value}")


@app_commands.command(description="Ask the news")
async def ask(interaction: discord.Interaction, question: str, topic: str = "any") -> None:
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content=f"{question} in {topic}")
    await interaction.followup.send("sources", ephemeral=True)


@app_commands.command(description="Answer with a followup, and send another")
async def follow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.followup.send("the answer")
    await interaction.followup.send("one more")


@ask.autocomplete("topic")
async def suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=topic.title(), value=topic) for topic in TOPICS if typed in topic]


@app_commands.command(description="Show pages")
async def pick(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("page 1", view=Pager())


@app_commands.command(description="Send a picture")
async def chart(interaction: discord.Interaction) -> None:
    picture = discord.File(io.BytesIO(PICTURE), "chart.png", description="Deaths by day")
    await interaction.response.send_message("Chart", file=picture)


@app_commands.command(description="Answer twice")
async def twice(interaction: discord.Interaction) -> None:
    unaware = type(interaction.response)(interaction)
    await interaction.response.send_message("once")
    await unaware.send_message("twice")


@app_commands.command(description="Read a file")
async def upload(interaction: discord.Interaction, file: discord.Attachment) -> None:
    text = (await file.read()).decode()
    await interaction.response.send_message(f"{file.filename}: {text}")


@app_commands.command(description="Report an answer")
async def feedback(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Feedback())


@app_commands.command(description="Say what each may do")
async def whisper(interaction: discord.Interaction) -> None:
    may = "may" if interaction.permissions.manage_guild else "may not"
    embeds = "embeds" if interaction.app_permissions.embed_links else "plain text"
    await interaction.response.send_message(f"{interaction.user.name} {may} manage; {embeds}", ephemeral=True)


@app_commands.command(description="Say too much")
async def blurt(interaction: discord.Interaction, what: str) -> None:
    match what:
        case "content":
            await interaction.response.send_message("x" * 2001)
        case "everyone":
            everyone = discord.AllowedMentions(everyone=True)
            await interaction.response.send_message("@everyone", allowed_mentions=everyone)


sources = app_commands.Group(name="sources", description="Manage sources")


@sources.command(name="add", description="Add a source")
async def add_source(interaction: discord.Interaction, url: str) -> None:
    await interaction.response.send_message(f"added {url}", ephemeral=True)


@app_commands.context_menu(name="Fact-check")
async def fact_check(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"checking: {message.content}", ephemeral=True)


COMMANDS: tuple[Command, ...] = (
    ask,
    blurt,
    chart,
    fact_check,
    feedback,
    follow,
    pick,
    sources,
    twice,
    upload,
    whisper,
)
