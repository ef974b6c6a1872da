from bot.answering.conversation.courtesies import WHAT_I_DO, Courtesy


def test_a_talk_that_begins_is_told_what_can_be_asked() -> None:
    assert all(each.line(is_known=False).endswith(WHAT_I_DO) for each in Courtesy)


def test_in_a_talk_thanks_are_answered_alone_and_who_asks_what_it_can_do_is_told() -> None:
    assert Courtesy.THANKS.line(is_known=True) == "You're welcome."
    assert Courtesy.HELP.line(is_known=True).endswith(WHAT_I_DO)
