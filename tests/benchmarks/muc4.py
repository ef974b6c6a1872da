"""Incident templates of old news texts, a guard: `python -m tests.benchmarks.muc4 --bench DIR`.

No rule is made for this corpus: its texts are in lower case and about one continent in one decade.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from ingest import IncidentKind, find_dates
from ingest.articles import Article, DatePrecision, Document, Report
from ingest.extraction.reports import find_reports
from ingest.reading import read
from tests.benchmarks.measuring import Results, note, read_rows, write_rows
from tests.benchmarks.metrics import Row, Score, harmonic_mean

MOST_TEMPLATES = 6
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES = {
    IncidentKind.BOMBING: "bombing",
    IncidentKind.ABDUCTION: "kidnapping",
    IncidentKind.ARSON: "arson",
    IncidentKind.ROBBERY: "robbery",
} | dict.fromkeys(
    (
        IncidentKind.ARMED_ATTACK,
        IncidentKind.SHOOTING,
        IncidentKind.CLASH,
        IncidentKind.AIRSTRIKE,
        IncidentKind.SHELLING,
        IncidentKind.DRONE_OR_MISSILE_ATTACK,
    ),
    "attack",
)
"""The corpus's types for our kinds; the others have none."""
_PEOPLE = re.compile(
    r"\b(?:\d+|(?:wo)?m[ae]n|people|persons?|individuals?|members?|guerrillas?|rebels?|terrorists?|extremists?|subversives?"
    r"|gunm[ae]n|soldiers?|troops|officers?|policem[ae]n|peasants?|priests?|jesuits?|students?|children|civilians?|girl|boy"
    r"|workers?|citizens?|journalists?|reporters?|engineers?|criminals?|assassins?|mercenaries|traffickers?|youths?|group"
    r"|column|two|three|four|five|six|seven|eight|nine|ten|one|several)\b",
    re.IGNORECASE,
)
"""People without a name: as perpetrators the corpus keeps them apart from organizations; its victims have names."""
_AS_LATE_AS = date(1990, 12, 31)
"""No text of the corpus is later; each is taken to be of the newest day that it names."""
_ARTICLES = frozenset({"a", "an", "the"})


def main() -> None:
    arguments = parsed_arguments()
    gold = read_rows(arguments.bench / "muc4" / arguments.part)[: arguments.limit]
    results = Results("muc4", part=arguments.part)
    predictions = [sitrep(row) for row in gold]
    results.write_all(template_scores(gold, predictions))
    if arguments.out:
        write_rows(arguments.out, predictions)
        note(f"templates kept in {arguments.out}")


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benchmark data")
    parser.add_argument("--part", default="dev.json", choices=["dev.json", "train.json"], help="which texts to read")
    parser.add_argument("--limit", type=int, help="read the first texts only")
    parser.add_argument("--out", type=Path, help="write the templates that sitrep read here")
    return parser.parse_args()


def sitrep(row: Row) -> Row:
    """Read the templates of one text."""
    text = row["doctext"]
    published = datetime.combine(_newest_day(text), time(12), UTC)
    document = Document(origin=row["docid"], body=text, published=published, language="en")
    article = read(document, seen=published)
    reports = find_reports(article) if isinstance(article, Article) else ()
    templates = [_template(report) for report in reports if report.kind in TYPES]
    return {"id": row["docid"], "templates": templates[:MOST_TEMPLATES]}


def _newest_day(text: str) -> date:
    """Give the newest day that `text` names by its number: "today" says nothing of a text without a date of its own."""
    days = (mention for mention in find_dates(text, today=_AS_LATE_AS) if mention.precision is DatePrecision.DAY)
    numbered = [day.last for day in days if any(map(str.isdigit, text[day.span.start : day.span.end]))]
    return min(max(numbered, default=_AS_LATE_AS), _AS_LATE_AS)


def _template(report: Report) -> Row:
    roles = {
        "PerpInd": tuple(actor for actor in report.actors if _PEOPLE.search(actor)),
        "PerpOrg": tuple(actor for actor in report.actors if not _PEOPLE.search(actor)),
        "Target": tuple(target for target in report.targets if not any(victim in target for victim in report.victims)),
        "Victim": tuple(victim for victim in report.victims if not _PEOPLE.search(victim)),
        "Weapon": (report.weapon,) if report.weapon else (),
    }
    entities = {role: [[mention] for mention in mentions] for role, mentions in roles.items()}
    return {"incident_type": TYPES[report.kind], **entities}


# Formulas


@dataclass(frozen=True, slots=True)
class Template:
    """A template in the form in which it is compared."""

    type: str
    roles: Mapping[str, tuple[frozenset[str], ...]]

    @property
    def slots(self) -> Counter[str]:
        """How many things it states, a slot."""
        return Counter({"type": 1} | {role: len(entities) for role, entities in self.roles.items()})


@dataclass(slots=True)
class Tally:
    """What was predicted, wanted and found, a slot."""

    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def f1(self, slots: Iterable[str]) -> Score:
        """Give F1 over `slots` together."""
        names = list(slots)
        predicted, gold, right, found = (
            sum(counts[name] for name in names) for counts in (self.predicted, self.gold, self.right, self.found)
        )
        return Score(harmonic_mean(right / predicted if predicted else 0, found / gold if gold else 0), gold)


def template_scores(gold: Sequence[Row], predictions: Sequence[Row]) -> dict[str, Score]:
    """Score templates against gold ones, paired one to one in each text so that most agrees."""
    tally = Tally()
    has_gold, has_predicted = [], []
    for row, prediction in zip(gold, predictions, strict=True):
        wanted = list(dict.fromkeys(_compared(template) for template in row["templates"]))
        stated = [_compared(template) for template in prediction["templates"][:MOST_TEMPLATES]]
        has_gold.append(bool(wanted))
        has_predicted.append(bool(stated))
        _count(tally, tuple(wanted), tuple(stated))
    both = sum(one and other for one, other in zip(has_gold, has_predicted, strict=True))
    precision, recall = both / max(1, sum(has_predicted)), both / max(1, sum(has_gold))
    scores = {"micro_f1": tally.f1(("type", *ROLES)), "type_f1": tally.f1(("type",))}
    scores |= {f"{role}_f1": tally.f1((role,)) for role in ROLES}
    return scores | {
        "any_incident_precision": Score(precision, sum(has_predicted)),
        "any_incident_recall": Score(recall, sum(has_gold)),
        "any_incident_f1": Score(harmonic_mean(precision, recall), len(gold)),
    }


def _compared(template: Row) -> Template:
    return Template(
        template["incident_type"],
        _Roles({role: tuple(_entity(entity) for entity in template.get(role, ())) for role in ROLES}),
    )


class _Roles(dict[str, tuple[frozenset[str], ...]]):
    """Roles that can be looked up in a set: equal templates count once."""

    def __hash__(self) -> int:  # type: ignore[override]  # because a dict has no hash, and these are never changed
        return hash(tuple(sorted((role, entities) for role, entities in self.items() if entities)))


def _entity(mentions: Sequence[str | Sequence[object]]) -> frozenset[str]:
    """Give the forms of an entity: gold ones stand beside their position."""
    return frozenset(_plain(mention if isinstance(mention, str) else str(mention[0])) for mention in mentions)


def _plain(mention: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", mention.lower()) if word not in _ARTICLES)


def _count(tally: Tally, gold: tuple[Template, ...], predicted: tuple[Template, ...]) -> None:
    for template in gold:
        tally.gold.update(template.slots)
    for template in predicted:
        tally.predicted.update(template.slots)
    for position, other in _best_pairs(gold, predicted):
        right, found = _agreement(predicted[position], gold[other])
        tally.right.update(right)
        tally.found.update(found)


def _best_pairs(gold: tuple[Template, ...], predicted: tuple[Template, ...]) -> Iterator[tuple[int, int]]:
    """Pair templates whose types agree so that most is right and found."""

    @cache
    def best(position: int, taken: frozenset[int]) -> tuple[int, tuple[tuple[int, int], ...]]:
        if position == len(predicted):
            return 0, ()
        options = [best(position + 1, taken)]
        for other, template in enumerate(gold):
            if other not in taken and predicted[position].type in template.type:
                right, found = _agreement(predicted[position], template)
                value, pairs = best(position + 1, taken | {other})
                options.append((value + right.total() + found.total(), ((position, other), *pairs)))
        return max(options)

    yield from best(0, frozenset())[1]


def _agreement(predicted: Template, gold: Template) -> tuple[Counter[str], Counter[str]]:
    """Count what is right of a template and what is found of its gold one, a slot."""
    right, found = Counter(type=1), Counter(type=1)
    for role in ROLES:
        wanted = gold.roles[role]
        matched = [next((one for one in wanted if entity <= one), None) for entity in predicted.roles[role]]
        right[role] = sum(one is not None for one in matched)
        found[role] = len({one for one in matched if one is not None})
    return right, found


if __name__ == "__main__":
    main()
