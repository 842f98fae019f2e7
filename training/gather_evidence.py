"""Gather what is known of each party whose answer to a plan is known, as a table of numbers.

    python training/gather_evidence.py [FOLDER ...] [--tuned FOLDER ...] --out answer_evidence.csv

Folders hold sets: `SET/articles/*.txt`, and `SET/gold.csv` with columns what, of, value (rows whose
`what` is `answer`; `|` between names of a party, and between answers that are both right), or
`SET/gold.json` as the given conflicts have it; `tuned` are those that rules were made from. A row
of the table is a party: the number of its set, whether rules were made from it, its evidence as
`answer_evidence.py` has it, and the share of each right answer. No words.
"""

import argparse
import csv
import json
import re
from pathlib import Path

from servanda.drafting.sides import belligerents_of
from servanda.errors import ServandaError
from servanda.reading.packages import plan
from servanda.reading.packages.answer_evidence import ANSWERS, EVIDENCE, evidence_on
from servanda.reading.packages.weighed_answers import Weighed, heard_by_party
from servanda.reading.read import read_articles
from servanda.reading.who.tables import plain


def gold_in(folder):
    """Return names and right answers of each party of a set."""
    table, told = folder / "gold.csv", folder / "gold.json"
    if table.is_file():
        with table.open(encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["what"] == "answer"]
        return [(row["of"].split("|"), row["value"].split("|")) for row in rows]
    gold = json.loads(told.read_text(encoding="utf-8"))
    if gold["expect"] != "case":
        return []
    called = {id: [each["name"], *each["aliases"]] for id, each in gold["parties"].items()}
    return [
        (called[id], [each["stance"], *each.get("also", [])])
        for id, each in gold["acceptance"].get("p1", {}).items()
    ]


def words_of(name):
    return frozenset(re.findall(r"[a-z0-9]+", plain(name).lower()))


def is_called(names, party, persons):
    """Say whether a party is one of those that the gold names."""
    own = [words_of(each) for each in (party.id, party.name, *party.names, *persons)]
    return any(
        a and b and (a == b or (a <= b and len(a) > 1) or (b <= a and len(b) > 1))
        for a in map(words_of, names)
        for b in own
    )


def evidence_in(folder):
    """Return, for each party of a set that is found and whose answer is known, its evidence."""
    seen = {}

    def watching(final, heard, parties, sides, both_ways):
        seen.update(final=dict(final), heard=heard_by_party(heard, parties), both_ways=both_ways)
        return Weighed(dict(final), [])

    weigh, plan.weighed = plan.weighed, watching
    try:
        read = list(read_articles(sorted((folder / "articles").glob("*.txt"))))
        parties, war = belligerents_of(read)
        plan.package_in(read, parties, war.all)
    except ServandaError:
        return
    finally:
        plan.weighed = weigh
    for names, answers in gold_in(folder):
        ids = [
            id
            for id, party in parties.known.items()
            if is_called(names, party, [n for n, of in parties.persons.items() if of == id])
        ]
        ids.sort(key=lambda id: (id not in seen["final"], -len(seen["heard"].get(id, ()))))
        if ids:
            read = () if ids[0] in seen["both_ways"] else seen["final"].get(ids[0], ())
            own = evidence_on(read, seen["heard"].get(ids[0], ()))
            yield own, [(answer in answers) / len(answers) for answer in ANSWERS]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("folders", type=Path, nargs="*")
    p.add_argument("--tuned", type=Path, nargs="*", default=[])
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    sets = [
        (each, tuned)
        for tuned, folders in ((0, a.folders), (1, a.tuned))
        for folder in folders
        for each in sorted(folder.iterdir())
        if (each / "articles").is_dir()
    ]
    with a.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        names = [f"{each}.{answer}" for answer in ANSWERS for each in EVIDENCE]
        table.writerow(["set", "tuned", *names, *(f"is.{answer}" for answer in ANSWERS)])
        for number, (folder, tuned) in enumerate(sets):
            for evidence, right in evidence_in(folder):
                table.writerow([number, tuned, *(f"{x:.3g}" for x in (*evidence.flat, *right))])
    print(f"{len(sets)} sets")


if __name__ == "__main__":
    main()
