"""Weapons: what an attack was made with."""

import re

_WEAPON = re.compile(
    r"\b(?:(?:close-range|short-range|long-range|medium-range|ballistic|cruise|hypersonic|guided|anti-tank|suicide"
    r"|armed|explosive"
    r"|explosive-laden|homemade|improvised|semi-automatic|semiautomatic|assault|hunting|kitchen|car|truck|roadside"
    r"|petrol|hand"
    r"|Katyusha|barrel|cluster|kamikaze|attack|military)\s+)*"
    r"(?:missiles?|rockets?|drones?|projectiles?|bombs?|explosive devices?|IEDs?|kni(?:fe|ves)|machetes?|axes?"
    r"|swords?|handguns?"
    r"|pistols?|rifles?|shotguns?|guns?|firearms?|mortars?|artillery|grenades?|suicide vests?|explosives"
    r"|AC-130 aircraft|AC-130"
    r"|warplanes?|fighter jets?|helicopter gunships?|molotov cocktails?|tear gas|crossbows?|hammers?)\b",
    re.IGNORECASE,
)


def weapon_in(sentence: str) -> str | None:
    """Give the first weapon that `sentence` names, in its words."""
    match = _WEAPON.search(sentence)
    return match.group().strip() if match else None
