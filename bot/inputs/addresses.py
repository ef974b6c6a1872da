"""The address of a page as people type it, with or without its scheme."""

from bot.errors import WrongInput
from bot.languages import say
from ingest import canonical


def page_address(typed: str) -> tuple[str, str]:
    """Give the address whole, and in the form by which pages are known; `WrongInput` if it is none."""
    whole = typed.strip() if "://" in typed else f"https://{typed.strip()}"
    is_word = "://" not in typed and "." not in typed
    if is_word or len(whole.split()) > 1 or (known_by := canonical(whole)) is None:
        raise WrongInput(say("{url} is no web address. Write it whole: https://example.org/page", url=typed))
    return whole, known_by
