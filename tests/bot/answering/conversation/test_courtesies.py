from bot.answering.conversation.courtesies import WHAT_I_DO, Courtesy


def test_every_line_says_what_can_be_asked() -> None:
    assert all(each.line.endswith(WHAT_I_DO) for each in Courtesy)
