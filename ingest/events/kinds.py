"""What kind: the closed list of incident kinds, ACLED's event type of each, and the words that report one."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.articles import IncidentKind


class EventType(StrEnum):
    """The six event types of the ACLED codebook, and none of them."""

    BATTLES = "Battles"
    EXPLOSIONS = "Explosions/Remote violence"
    VIOLENCE_AGAINST_CIVILIANS = "Violence against civilians"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    STRATEGIC_DEVELOPMENTS = "Strategic developments"
    OUTSIDE = "outside ACLED"


EVENT_TYPES = {
    IncidentKind.ARMED_ATTACK: EventType.VIOLENCE_AGAINST_CIVILIANS,
    IncidentKind.AIRSTRIKE: EventType.EXPLOSIONS,
    IncidentKind.SHELLING: EventType.EXPLOSIONS,
    IncidentKind.DRONE_OR_MISSILE_ATTACK: EventType.EXPLOSIONS,
    IncidentKind.BOMBING: EventType.EXPLOSIONS,
    IncidentKind.SHOOTING: EventType.VIOLENCE_AGAINST_CIVILIANS,
    IncidentKind.CLASH: EventType.BATTLES,
    IncidentKind.ABDUCTION: EventType.VIOLENCE_AGAINST_CIVILIANS,
    IncidentKind.ARSON: EventType.RIOTS,
    IncidentKind.ROBBERY: EventType.OUTSIDE,
    IncidentKind.PROTEST: EventType.PROTESTS,
    IncidentKind.RIOT: EventType.RIOTS,
    IncidentKind.ARREST: EventType.STRATEGIC_DEVELOPMENTS,
    IncidentKind.ACCIDENT: EventType.OUTSIDE,
    IncidentKind.DISASTER: EventType.OUTSIDE,
    IncidentKind.OTHER: EventType.OUTSIDE,
}


class Form(StrEnum):
    """How a text names an event: a verb tells that it occurred, a noun may only mention it."""

    VERB = "verb"
    NOUN = "noun"
    """A noun, or a verb of a tense that tells of a practice as well: "they have bombed"."""
    PLURAL = "plural"
    """Several events, or one told in the plural ("clashes")."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event of some kind, at `start` to `end` of a text."""

    kind: IncidentKind
    form: Form
    start: int
    end: int
    is_noun: bool
    """Whether its words are a noun, whatever its form tells."""


def find_triggers(text: str) -> tuple[Trigger, ...]:
    """Give the words of `text` that name an event, in order, the longest at each point."""
    if not may_name_event(text):
        return ()
    return tuple(_trigger(match) for match in _TRIGGER.finditer(text))


def may_name_event(text: str) -> bool:
    """Tell, twenty times as fast as looking for them, whether `text` can hold a trigger at all."""
    return not _SIGNALS.isdisjoint(_WORD.findall(text.lower()))


def are_compatible(one: IncidentKind, other: IncidentKind) -> bool:
    """Tell whether two tellings of these kinds may be of one event: equal, or one more general."""
    return one is other or other in _NARROWER.get(one, ()) or one in _NARROWER.get(other, ())


def narrower(one: IncidentKind, other: IncidentKind) -> IncidentKind:
    """Give the more specific of two compatible kinds."""
    return other if other in _NARROWER.get(one, ()) else one


def _trigger(match: re.Match[str]) -> Trigger:
    group = match.lastgroup or ""
    words, _, kind = group.partition("_")
    form = words
    if form != Form.VERB and _is_told(match):
        form = Form.VERB if form == Form.NOUN else Form.NOUN
    elif form == Form.VERB and kind in _PRACTICES and _TO_THIS_DAY.search(match.string, 0, match.start()):
        form = Form.NOUN
    return Trigger(IncidentKind(kind), Form(form), match.start(), match.end(), words != Form.VERB)


def _is_told(noun: re.Match[str]) -> bool:
    """Tell a noun that its clause says took place, or that somebody answers for, from one that is only mentioned."""
    return bool(_TOOK_PLACE.match(noun.string, noun.end()) or _ANSWERED_FOR.search(noun.string, 0, noun.start()))


_DONE = r"(?:carried out|committed|perpetrated|staged|launched)"
_TOOK_PLACE = re.compile(
    r"(?:\s+(?!(?:who|to|will|would|could|may|if)\b)[\w'\u2019-]+){0,6}?\s+(?:took place|occurred|happened"
    r"|were (?:heard|reported)"
    rf"|(?:was|were|had been|has been) (?:\w+ly )?(?:{_DONE}|made))\b"
    r"|\s+(?:that |which )?(?:killed|wounded|injured|left|claimed the li)"
    rf"|\s+{_DONE} (?:by|at|in|against|on|today|yesterday|last|this)\b",
    re.IGNORECASE,
)
_PRACTICES = frozenset(
    {
        IncidentKind.ARMED_ATTACK,
        IncidentKind.BOMBING,
        IncidentKind.AIRSTRIKE,
        IncidentKind.SHELLING,
        IncidentKind.ABDUCTION,
        IncidentKind.ARSON,
        IncidentKind.ROBBERY,
    }
)
_TO_THIS_DAY = re.compile(r"\b(?:has|have(?: been)?|(?:is|are)(?: being)?)(?: \w+ly)?\s+$", re.IGNORECASE)
"""Tenses that tell of a practice or of what lasts as well as of one event: "have murdered judges", "are kidnapped"."""
_ANSWERED_FOR = re.compile(
    r"\b(?:claim(?:s|ed|ing) (?:responsibility|credit) for|(?:responsible|blamed(?: \S+){0,5}) for|committed"
    r"|perpetrated"
    r"|responsibility for)(?:\s+(?:the|an?|this|that|last|\w+day['\u2019]?s?|night['\u2019]s|yesterday['\u2019]s"
    r"|[\w-]+)){0,3}\s+$",
    re.IGNORECASE,
)
_ATTACKS = (
    IncidentKind.AIRSTRIKE,
    IncidentKind.SHELLING,
    IncidentKind.DRONE_OR_MISSILE_ATTACK,
    IncidentKind.BOMBING,
    IncidentKind.SHOOTING,
    IncidentKind.CLASH,
)
_NARROWER = {
    IncidentKind.ARMED_ATTACK: _ATTACKS,
    IncidentKind.OTHER: tuple(kind for kind in IncidentKind if kind not in {IncidentKind.OTHER, IncidentKind.PROTEST}),
    IncidentKind.RIOT: (IncidentKind.PROTEST,),
    IncidentKind.ROBBERY: (IncidentKind.SHOOTING,),
}

_BE = r"(?:is|are|was|were|been|being|get|gets|got)"
_DO = r"(?:carried out|conducted|launched|mounted|staged|unleashed|carries out|conducts|launches)"
_PROJECTILE = r"(?:missiles?|rockets?|drones?|projectiles?|UAVs?)"
_ASSAILANT = (
    r"(?:gunm[ae]n|rebels?|guerrillas?|militants?|militiam[ae]n|extremists?|terrorists?|insurgents?|assailants?"
    r"|attackers?"
    r"|bandits?|hitm[ae]n|assassins?|death squads?|jihadists?|armed (?:men|group|groups|gangs?))"
)
"""Who kills makes it an attack, where "killed" alone may tell of an accident."""
_VERBS = {
    IncidentKind.SHOOTING: (
        r"machine-?gunned|(?:sprayed|riddled|raked)(?: \w+){0,4}? with (?:bullets|gunfire|machine-?gun fire)"
        r"|shot dead|shot and (?:killed|wounded|injured)|(?:accidentally|fatally|then) sh(?:ot|oots?)|shot (?:his|her"
        r"|their|him|himself|herself|a|an)|fatally sh(?:ot|oots?)|gunned down|(?:opened|opens) fire"
        r"|(?:gun|rifle|pistol|weapon|handgun|shotgun) (?:accidentally )?(?:went off|discharged)|fired (?:on|upon|at"
        r"|into)"
        r"|gunshot wounds?"
        r"|shot (?:and )?"
        rf"(?:in|at|by|to death|multiple|several|twice|once|outside|inside|near|during|while)|(?:{_BE}|man|woman"
        rf"|boy|girl"
        r"|teen|officer|people|men|women|student|\d+|two|three|four|five) shot(?! (?:of|up|put|clock|down))"
        r"|shoots(?! down)"
        r"|fired (?:shots|"
        r"(?:several|multiple|\w+) (?:shots|rounds))|shots were fired"
    ),
    IncidentKind.AIRSTRIKE: (
        r"strafed|strafing|(?:planes?|aircraft|helicopters?|air force)(?: \w+){0,3}? dropp(?:ed"
        r"|ing)(?: [\w-]+){0,3}? bombs"
        r"|(?:warplanes?|fighter jets?|aircraft|jets|helicopters?|gunships?)(?: (?!crash)\w+){0,3}? (?:struck|hit|hits"
        r"|bombed|bombs?|attacked|targeted|pounded|strafed|strikes?|killed|kills?|fired (?:on|at))"
        rf"|{_DO}(?: \w+){{0,2}}? (?:an? )?(?:\w+ )?(?:air ?-?strikes?|air raids?|(?:self-defen[cs]e|precision"
        rf"|retaliatory|aerial)"
        r" (?:air)?strikes?)"
    ),
    IncidentKind.SHELLING: r"shelled|shells (?:hit|struck|landed|fell)|mortars? (?:hit|struck|landed|fell)",
    IncidentKind.DRONE_OR_MISSILE_ATTACK: (
        rf"{_PROJECTILE} (?:(?:was|were|have been|had been) )?(?:hit|hits|struck|strikes|slammed into|landed"
        rf"|crashed into|attacked"
        rf"|targeted|fired|launched|intercepted|(?:flown|sent|aimed) (?:at|against|toward))|(?:fired|launched"
        rf"|fires|launches)(?: [\w-]+){{0,4}}? {_PROJECTILE}"
        rf"|sh(?:ot|oots) down(?: [\w-]+){{0,4}}? {_PROJECTILE}|{_DO}(?: \w+){{0,2}}? (?:missile|drone"
        rf"|rocket) (?:attacks?"
        rf"|strikes?)"
    ),
    IncidentKind.BOMBING: (
        r"(?:killed|wounded|injured) (?:\w+ )?by an? (?:[\w-]+ )?(?:bomb|grenade|explosion|blast|explosive device|mine)"
        r"|dynamited|dynamiting|(?:blew|blown|blowing) up(?= (?:by|an?|the|two|three|several|\d+)\b)|dropp(?:ed"
        r"|ing)(?: [\w-]+){0,3}? bombs?"
        r"|(?:set off|planted|placed|threw|hurled|tossed|lobbed)(?: [\w-]+){0,3}? "
        r"(?:bombs?|explosives?|dynamite|grenades?|explosive devices?|explosive charges?)"
        r"|(?:bombs?|explosives?|dynamite|grenades?|explosive devices?|explosive charges?)(?: \w+)? "
        r"(?:was|were|had been|have been) (?:\w+ )?(?:set off|planted|placed|thrown|hurled|detonated)"
        r"|(?:destroyed|damaged) (?:by|with|using) (?:an? )?(?:\w+ )?(?:bombs?|explosives?|dynamite|explosions?)"
        r"|(?:bombs?|grenades?|charges?)(?: \w+)? (?:exploded|went off|detonated|ripped|tore|killed|kills)|(?:blew"
        r"|blown) (?:himself |herself |"
        r"themselves )?up|detonated|bomb(?:ed|s) (?:a|an|the)|bombed|(?:blast|explosion|car bomb|suicide bomber|bomber"
        r"|device|mine)(?: \w+ly)? (?:killed|kills|hit|hits|struck|ripped|tore|rocked|rocks|wounded|injured|exploded"
        r"|injures|destroyed|damaged|shook|shattered|severely damaged|caused)"
        r"|exploded"
    ),
    IncidentKind.CLASH: (
        r"clashed|exchanged (?:gun)?fire|traded fire|fought (?:with|each|a)|(?:gun ?battle|firefight) (?:broke"
        r"|erupted)"
    ),
    IncidentKind.ABDUCTION: (
        r"abducted|kidnapped|(?:taken|took|seized)(?: \w+){0,3} (?:hostage|captive)s?|abducts?|kidnaps"
    ),
    IncidentKind.ARSON: (
        r"torched|(?:burned|burnt)(?: down)? (?:(?!out)\w+ ){0,2}?(?:bus(?:es)?|vehicles?|trucks?|cars?|houses?|homes?"
        r"|shops?|stores?|buildings?|offices?|villages?|stations?|churches|church|mosques?|schools?)"
        r"|(?:was|were) (?:burned|burnt) (?:down|by)|set (?:fire to|ablaze|alight|on fire)"
        r"|set (?:\w+ ){1,4}(?:ablaze|alight|on fire)|firebombed"
    ),
    IncidentKind.ROBBERY: r"robbed|looted|held up(?= (?:by|at|an?|two|three))|carjacked|burglari[sz]ed|ransacked",
    IncidentKind.RIOT: r"rioted|(?:looted|looting) (?:\w+ ){0,2}?(?:shops?|stores?|businesses|malls?|warehouses?|buildings?|offices?)|riot(?:s|ing) (?:broke out|erupted)|(?:mob|crowd) (?:stormed|attacked)",
    IncidentKind.PROTEST: (
        r"protested|demonstrated against|(?:protesters?|demonstrators|activists|thousands|hundreds)(?: \w+){0,3}? "
        r"(?:marched|gathered|blocked|took to the streets|rallied|chanted|march|gather|block|occupied|interrupted)"
        r"|took to the streets|staged (?:a|an) (?:protest|sit-in|demonstration|rally)"
    ),
    IncidentKind.ARREST: (r"arrested|arrests|took (?:\w+ ){1,3}into custody|taken into custody|detained|apprehended"),
    IncidentKind.ACCIDENT: (
        r"derailed|derails|came off the (?:rails|tracks)|capsized|collided|overturned|crash-landed"
        r"|crashed (?:in|into|on|near|after|while|at|off|during"
        r"|through)"
        r"|(?:plane|helicopter|bus|train|truck|car|jet|ferry|boat|bridge|building|mine|roof|van|vehicle|balcony|tunnel)"
        r" (?:crashed|collapsed|sank|plunged|veered|crashes|collapses|sinks|caught fire|hit)|plunged (?:into|off)"
        r"|drowned"
        r"|(?:was|were|is|being|been|get|gets|got) (?:struck|hit) by (?:a|an) (?:[\w-]+ ){0,2}?(?:car|train|truck|vehicle|bus|van|lorry|motorcyclist|driver|motorist|lightning)"
    ),
    IncidentKind.DISASTER: (
        r"(?:earthquake|quake|tremor|hurricane|cyclone|typhoon|tornado|storm|landslide|avalanche|wildfire|floods?"
        r"|flooding|"
        r"mudslide|tsunami|blaze|fire|volcano)s? (?:of magnitude [\d.]+ )?(?:hit|hits|struck|strikes|rocked|rocks"
        r"|shook|shakes|"
        r"swept|sweeps|killed|kills|ripped|tore|destroyed|made landfall|buried|jolted|erupted|erupts|erupting"
        r"|broke out|left|"
        r"battered|ravaged|devastated|injured|injures|(?:began|begins|started|starts) (?:to erupt|erupting))|was jolted"
        r"|made landfall"
    ),
    IncidentKind.ARMED_ATTACK: (
        r"(?:attacked|ambushed|stabbed|stormed|raided|assassinated|massacred|sabotaged|hacked (?:to|with|at)|beheaded|lynched|slain"
        r"|murdered"
        r"|beaten to death|stabs|ambushes|struck(?! by (?:an? )?(?:[\w-]+ ){0,2}(?:car|train|truck|vehicle|bus|van|lorry|driver|motorist|lightning))|(?:was|were) hit (?=by (?!an? (?:car|train|truck|vehicle|bus))"
        r"|before dawn"
        r"|on \w+day|in an?|overnight)|rammed(?! by)|tortured|raped|sexually assaulted|assaulted)"
        rf"|{_DO}(?: [\w-]+){{0,3}}? (?:attacks?|assault|raids?|strikes?|incursion)"
        r"|(?:attempted|tried) to (?:kill|murder|assassinate)|ended (?:his|her|their) li(?:fe|ves)"
        rf"|killed (?:[\w-]+ ){{0,2}}?by (?:[\w-]+ ){{0,4}}?{_ASSAILANT}|{_ASSAILANT}(?: (?!who\b|that\b|which\b)\w+)? (?:killed|kills|killing)"
    ),
    IncidentKind.OTHER: (
        r"killed|kills|killing(?! of)|were injured|was injured|were wounded|was wounded|injured|wounded|injures"
        r"|wounds|died"
        r"|found dead"
        r"|(?:people|men|women|\d+|man|woman|one|two|three|four|five|six|seven|eight|nine|ten|dozens|several) dead"
        r"|leav(?:es|ing)"
        r" (?:\w+ ){1,4}dead"
    ),
}
_NOUNS = {
    IncidentKind.SHOOTING: (
        r"(?:mass |fatal |deadly |drive-by |double |triple |quadruple |police )?shooting(?: death)?|shootout|gunfire"
        r"|gun attack"
    ),
    IncidentKind.AIRSTRIKE: r"air ?-?strike|air raid|(?:self-defen[cs]e|aerial) strike|aerial bombardment|bombardment",
    IncidentKind.SHELLING: r"shelling|artillery fire|mortar (?:attack|fire)|artillery strike",
    IncidentKind.DRONE_OR_MISSILE_ATTACK: (
        r"(?:drone|missile|rocket|projectile|UAV) (?:attack|strike|fire|barrage)|missile barrage"
    ),
    IncidentKind.BOMBING: (
        r"(?:suicide |car )?bombing|(?:car |truck |roadside )?bomb (?:attack|blast|explosion)"
        r"|(?:dynamite|explosive|grenade) attack|blast|explosion|detonation|IED"
    ),
    IncidentKind.CLASH: r"clash|gun ?battle|firefight|exchange of fire|skirmish|shoot-?out",
    IncidentKind.ABDUCTION: r"abduction|kidnapping|hostage-taking|kidnap|held (?:hostage|captive|for ransom)",
    IncidentKind.ARSON: r"arson(?: attack)?",
    IncidentKind.ROBBERY: r"(?:armed |bank )?robbery|heist|carjacking|home invasion",
    IncidentKind.RIOT: r"riot",
    IncidentKind.PROTEST: r"protest (?:march|rally)|protest|demonstration|sit-in",
    IncidentKind.ACCIDENT: (
        r"(?:plane|helicopter|car|bus|train|road|vehicle|boat|truck|multi-vehicle|head-on|fatal|motorcycle) (?:crash"
        r"|accident|collision)"
        r"|derailment|shipwreck|stampede|pile-?up|hit-and-run"
    ),
    IncidentKind.DISASTER: r"earthquake|landslide|mudslide|flash flood|tornado|avalanche|wildfire",
    IncidentKind.ARMED_ATTACK: (
        r"(?:knife |terror(?:ist)? |gun |armed |deadly )?(?:attack|assault)|ambush|stabbing|massacre|assassination"
        r"|murder-suicide|homicide|slaying|murder|sabotage|(?:assassination|murder) attempt|attempt on (?:his|her"
        r"|the|\w+['\u2019]s)"
        r" life|killing(?= of)|(?<=['\u2019]s )killing|(?:summary |extrajudicial )execution|beheading|lynching"
    ),
}
_PLURALS = {
    IncidentKind.SHOOTING: r"shootings|shootouts|shooting deaths|gunshots",
    IncidentKind.AIRSTRIKE: r"air ?-?strikes|air raids|aerial strikes",
    IncidentKind.DRONE_OR_MISSILE_ATTACK: r"(?:drone|missile|rocket|projectile) (?:attacks|strikes|barrages)",
    IncidentKind.BOMBING: r"bombings|blasts|explosions|(?:bomb|dynamite|grenade) attacks|bomb explosions",
    IncidentKind.ABDUCTION: r"abductions|kidnappings",
    IncidentKind.CLASH: (
        r"clashes|gun ?battles|(?:heavy|fierce|intense|street|armed) fighting|skirmishes|firefights"
        r"|armed confrontations?"
        r"|(?:heavy|fierce|armed) combat"
    ),
    IncidentKind.RIOT: r"riots",
    IncidentKind.PROTEST: r"protests|demonstrations|protest marches|rallies",
    IncidentKind.DISASTER: r"earthquakes|floods|flooding|landslides|tornadoes|wildfires|flash floods",
    IncidentKind.ARMED_ATTACK: (
        r"attacks|strikes|assaults|raids|killings|murders|assassinations|massacres|stabbings|ambushes"
    ),
}


def _alternatives(form: Form, table: dict[IncidentKind, str]) -> str:
    return "|".join(f"(?P<{form}_{kind}>{words})" for kind, words in table.items())


_TRIGGER = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        (_alternatives(Form.VERB, _VERBS), _alternatives(Form.PLURAL, _PLURALS), _alternatives(Form.NOUN, _NOUNS))
    )
    + r")\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
_SIGNAL_WORDS = """
    shot shots shoot shoots shooting shootings shootout shootouts gunned fire fires gunfire gun strike strikes
    struck hit hits airstrike airstrikes bombed bomb bombs bomber bombing bombings blast blasts explosion
    explosions exploded detonated blew blown device mine raid raids raided air aerial bombardment shelled shells
    shelling mortar mortars artillery missile missiles rocket rockets drone drones projectile projectiles uav
    uavs clash clashes clashed fighting fought gunbattle firefight battle skirmish skirmishes exchange exchanged
    traded abducted abducts abduction kidnapped kidnaps kidnapping hostage hostages captive captives torched
    ablaze alight arson firebombed robbed robbery heist held carjacked carjacking burglarized burglarised
    ransacked home rioted looted riot riots rioting mob crowd protested protest protests protesters rallied
    demonstrated demonstrators demonstration demonstrations activists marched thousands hundreds streets sit
    arrested arrests custody detained apprehended derailed derails rails tracks derailment capsized
    collided collision
    overturned crash crashed crashes accident collapsed collapses sank sinks plunged plunges veered drowned
    shipwreck stampede pile pileup run earthquake earthquakes quake tremor hurricane cyclone typhoon tornado
    tornadoes storm landslide landslides mudslide avalanche wildfire wildfires flood floods flooding tsunami
    blaze volcano volcanos erupt erupting jolted landfall attacked attack attacks attacking homicide slaying
    murder ambushed
    ambush ambushes stabbed stabs stabbing stabbings stormed assassinated assassination massacred massacre
    hacked beheaded lynched slain murdered beaten rammed tortured raped assaulted assault assaults incursion
    killed kills killing killings injured injures wounded wounds died dead gunmen gunships warplanes warplane
    ied fired discharged went gunshot gunshots machinegunned machine sprayed riddled raked strafed strafing dropped
    dropping dynamited dynamiting dynamite blowing explosives explosive grenade grenades set planted placed threw hurled
    tossed lobbed detonation kidnap kidnappings abductions burned burnt sabotaged sabotage assassinate assassinations
    massacres murders attempted tried attempt ended execution beheading lynching combat confrontation confrontations
    held
"""
_SIGNALS = frozenset(_SIGNAL_WORDS.split())
"""Each trigger holds one of these words: most sentences hold none and need no closer look."""
