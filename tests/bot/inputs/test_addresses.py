"""The address of a page as people type it."""

import pytest

from bot.errors import WrongInput
from bot.inputs.addresses import page_address


@pytest.mark.parametrize(
    "typed", ["https://news.example/page", " news.example/page ", "news.example/page?utm_source=x"]
)
def test_the_scheme_may_be_left_out(typed: str) -> None:
    whole, known_by = page_address(typed)

    assert whole == typed.strip() or whole == f"https://{typed.strip()}"
    assert known_by == page_address("https://news.example/page")[1]


@pytest.mark.parametrize("typed", ["", "two words", "word", "ftp://news.example/page"])
def test_what_is_no_address_is_refused_with_the_form_to_use(typed: str) -> None:
    with pytest.raises(WrongInput, match=r"is no web address\. Write it whole: https://example\.org/page$"):
        page_address(typed)
