"""What is said of a claim that was checked, in a terminal and in Discord alike. Pure."""

from typing import Final

from bot.answering.claims.verdicts import CheckedClaim, Standing
from bot.answering.composition.phrasing import day
from bot.languages import marked, say

_NAMES: Final = {
    Standing.SUPPORTED: marked("Supported"),
    Standing.OUTDATED: marked("Outdated"),
    Standing.DISPUTED: marked("Disputed"),
    Standing.CONTRADICTED: marked("Contradicted"),
    Standing.NOT_FOUND: marked("Not found"),
}


def standing_name(claim: CheckedClaim) -> str:
    """Name how it stands with a claim."""
    return say(_NAMES[claim.standing])


def standing_words(claim: CheckedClaim, newest: str) -> str:
    """Say what became of a claim; `newest` is its newest figure as the place writes it, "" for none."""
    figure = say("The newest figure: {figure}.", figure=newest) if newest else ""
    match claim.standing:
        case Standing.SUPPORTED:
            return ""
        case Standing.OUTDATED:
            return " ".join(filter(None, (_when(claim), figure)))
        case Standing.DISPUTED:
            return say("Sources differ.")
        case Standing.CONTRADICTED:
            return " ".join(filter(None, (say("Reports say otherwise."), figure)))
        case Standing.NOT_FOUND:
            return say("Nothing here tells of it. This does not make it false.")


def _when(claim: CheckedClaim) -> str:
    if claim.true_on:
        return say("It was reported so on {day}.", day=day(claim.true_on))
    return say("It was reported so before.")
