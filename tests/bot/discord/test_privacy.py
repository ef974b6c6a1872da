"""What is kept of whoever asks, told and deleted in a simulated Discord."""

from bot.newsroom import Writer
from bot.records import Server as Settings
from tests.bot.discord.conftest import HEADLINE, SEEN, Backstage, Server, labels, read


async def test_it_says_what_is_kept_how_long_and_how_it_is_deleted(server: Server, backstage: Backstage) -> None:
    backstage.records.change(Settings(server.id, keep_days=3), now=SEEN)

    result = await server.member.slash(server.general, "privacy")

    assert result.ephemeral
    told = read(result.response).replace("*", "")
    assert "What is kept: your question with its answer, for 3 days" in told
    assert "Who asked is kept as a code alone" in told
    assert "Leaves this bot's machine: of what you write, nothing" in told
    assert "If you vote on an answer," in told
    assert "</watching:" in told
    assert "at once, by </forget-me:" in told
    assert "a day later" in told


async def test_it_says_which_texts_go_to_a_model_elsewhere(server: Server, backstage: Backstage) -> None:
    backstage.writer = Writer(None, "parrot-1", "models.example", most=3)  # type: ignore[arg-type]  # because nothing is written here
    await server.house.restart_bot(backstage.client())
    backstage.records.change(Settings(server.id, writes=True), now=SEEN)

    told = read((await server.member.slash(server.general, "privacy")).response)

    assert "a question here goes to models.example, outside this bot's machine, with at most 6 passages" in told


async def test_a_server_that_keeps_nothing_says_so(server: Server, backstage: Backstage) -> None:
    backstage.records.change(Settings(server.id, keep_days=0), now=SEEN)

    told = read((await server.member.slash(server.general, "privacy")).response)

    assert "no question and no answer, because this server's moderators chose so" in told


async def test_who_wants_to_be_forgotten_is_at_once_and_nobody_else(server: Server) -> None:
    mine = await server.member.slash(server.general, "ask", question=HEADLINE)
    await server.member.slash(server.general, "digest", only_me=True)
    theirs = await server.moderator.slash(server.general, "ask", question=HEADLINE, only_me=True)

    told = (await server.member.slash(server.general, "forget-me")).response
    again = (await server.member.slash(server.general, "forget-me")).response

    assert (told.content or "").startswith("Deleted: 2 questions of yours with their answers, from every server")
    assert "What remains: my messages in Discord" in (told.content or "")
    assert (again.content or "").startswith("Deleted: 0 questions")
    assert "no longer kept" in read((await server.member.click(mine.response, label="Why?")).response)
    assert "Read as:" in read((await server.moderator.click(theirs.response, label="Why?")).response)
    assert "Why?" in labels(theirs.response)


async def test_no_id_of_who_asks_stands_in_the_archive_or_beside_it(server: Server, backstage: Backstage) -> None:
    await server.member.slash(server.general, "ask", question=HEADLINE)
    await server.member.send(server.general, f"{server.bot.mention} and in Syria?")
    await server.member.slash(server.general, "digest")

    files = [file for file in backstage.archive.database.keeper.file.parent.rglob("*") if file.is_file()]
    assert files
    assert [file.name for file in files if str(server.member.id).encode() in file.read_bytes()] == []
