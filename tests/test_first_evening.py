from pathlib import Path

from tests.first_evening import Evening, spend
from tests.processes import alive


async def test_a_feed_added_by_command_answers_about_its_newest_item(tmp_path: Path) -> None:
    evening = Evening()

    await spend(tmp_path, evening)

    assert "**At least 34 attacks** (20 in Tamra, 14 in Belis)" in evening.answer
    assert len(evening.processes) >= 4  # the service, its worker, its bot, the bot's answering process
    assert alive(evening.processes) == set()
