"""Every key of a case file in a sentence, with an example.

Long because the case file is: one line a key. The JSON Schema that editors show, the reference in
`docs/` and the template are made from it, and a test fails for a key that is missing here.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["EXPLAINED", "SHARED", "Explained"]


class Explained(NamedTuple):
    """What a key means, and what may stand there, as YAML."""

    means: str
    example: str


SHARED: dict[str, Explained] = {
    "cite": Explained(
        "The sentence it rests on: a source and words that stand there verbatim, or a list.",
        '{source: brief, quote: "held a third of the isle"}',
    ),
    "note": Explained("Anything a reader should know; it changes no result.", "Checked twice."),
}
"""Keys that mean the same wherever they stand."""


def _keys(**keys: tuple[str, str]) -> dict[str, Explained]:
    return {name.rstrip("_"): Explained(*entry) for name, entry in keys.items()}


EXPLAINED: dict[str, dict[str, Explained]] = {
    "Case": _keys(
        servanda=("The version of this notation; always 1.", "1"),
        title=("What the case is called.", "The isle of Vard"),
        summary=("The conflict in a sentence or two.", "Norland holds a third of the isle."),
        as_of=("The day whose knowledge the case reflects.", "2025-03-01"),
        challenger=("The actor most likely to break a deal.", "norland"),
        protege=("The actor whom guarantees are to protect.", "sutherland"),
        sources=(
            "What the case rests on, by name.",
            "{brief: {title: A brief, publisher: Us, published: 2025-02-01}}",
        ),
        actors=("Who takes part, by name.", "{norland: Norland, sutherland: Sutherland}"),
        issues=(
            "What is in dispute, by name.",
            "{isle: {title: The isle, kind: territory, weights: {norland: 1, sutherland: 1}}}",
        ),
        war=(
            "How the war goes, and what each side expects of fighting on.",
            "{front: {issue: isle, held: 0.3, step: 0.05}, trend: 0, swing: 0.02, costs: {}}",
        ),
        capabilities=(
            "The forces each actor can bring to the theatre.",
            "{norland: {forces: 60 to 80 thousand}}",
        ),
        guarantees=(
            "Promises that proposals may include, by name.",
            "{pact: {title: A pact, kind: treaty, guarantors: [league], intervenes: 0.3}}",
        ),
        record=(
            "Past agreements, and who kept and who broke what.",
            "{truce: {title: A truce, year: 1998, kind: ceasefire, conduct: {}}}",
        ),
        commitments=(
            "Other promises of the same guarantors, which suffer if they renege here.",
            "{straits: {title: The straits, guarantor: league, at_stake: 0.2, believed: likely}}",
        ),
        consent_rules=(
            "Consent rules with a name, so that several proposals can use them.",
            "{council: {all: [{members: league}]}}",
        ),
        consent_correlation=(
            "How far third parties' decisions to consent go together, from 0 to 1.",
            "0.1 to 0.4",
        ),
        proposals=(
            "The packages on the table, by name.",
            "{truce: {title: A truce, terms: {isle: as_held}, consent: {all: [norland]}}}",
        ),
        decisions=(
            "What a body decides by bargaining among its members, to be forecast, by name.",
            "{invitation: {title: An invitation, members: "
            "{eastmark: {position: 80, salience: 0.9, capability: 3}}}}",
        ),
        correlations=(
            "Which uncertain numbers move together.",
            "[{between: [war.swing, war.costs.norland], rank: 0.3}]",
        ),
        limits=("What the case leaves out, as the report is to say it.", "[The fleet is ignored]"),
    ),
    "Decision": _keys(
        title=("What is decided.", "How soon the League invites Sutherland"),
        body=("The alliance or coalition that decides; its members then take part.", "league"),
        issue=("The issue of the case that it bears on.", "flag"),
        scale=(
            "What it is decided on: two ends, a unit, and names for places between.",
            "{low: 0, high: 20, unit: years, labels: {now: 0, never: 20}}",
        ),
        members=(
            "Who has a say: where each stands, how much it cares, what it can bring to bear.",
            "{eastmark: {position: 2 to 5, salience: 0.9, capability: 3}}",
        ),
    ),
    "Scale": _keys(
        low=("The lower end.", "0"),
        high=("The upper end.", "20"),
        unit=("What it is measured in, if in anything.", "years"),
        labels=("Names of places on it, so that a forecast can be read.", "{now: 0, never: 20}"),
    ),
    "Seat": _keys(
        position=("Where it stands on the scale.", "2 to 5"),
        salience=("How much it cares, in any unit common to the members.", "0.6 to 0.9"),
        capability=("What it can bring to bear, in any unit common to the members.", "2 to 4"),
    ),
    "Correlation": _keys(
        between=("Two numbers, by their paths in the case.", "[war.swing, war.costs.norland]"),
        rank=("The rank correlation of their draws, between -1 and 1.", "0.3"),
        why=("Why they move together.", "A wilder front costs more."),
    ),
    "Phase": _keys(
        from_month=("The month after signature from which these terms hold.", "12"),
        terms=("What changes then; other issues stay as they were.", "{isle: 0.2}"),
    ),
    "Proposal": _keys(
        title=("What the proposal is called.", "Truce with a league force"),
        summary=("What it offers, in a sentence.", "The line is frozen and watched."),
        terms=(
            "How each issue is settled: `as_held`, an option, or a number in the issue's unit.",
            "{isle: as_held, flag: shared}",
        ),
        phases=("Terms that change later on.", "[{from_month: 12, terms: {flag: norland}}]"),
        guarantees=("The guarantees it includes, by name.", "[pact, force]"),
        consent=(
            "Whose consent it needs: a tree of parties.",
            "{all: [norland, sutherland, {at_least: 2, of: {members: league}}]}",
        ),
        stances=(
            "Where third parties stand on it: a position, or the probability of consent.",
            "{eastmark: volunteer, westmark: 0.3 to 0.6}",
        ),
        political_costs=(
            "What signing costs a side at home, as a share of what total victory is worth to it.",
            "{sutherland: 0.02 to 0.1}",
        ),
        offer=("Whether a refused offer stays on the table: `stands` or `lapses`.", "stands"),
        after_any_settlement=(
            "Which of its guarantees and terms would follow however the fighting ends: true for "
            "all, or a list.",
            "[pact]",
        ),
    ),
    "Front": _keys(
        issue=("The territorial issue that the front line runs through.", "isle"),
        held=("The share of the territory that the challenger holds now.", "0.3 to 0.35"),
        protege_wins_at=("The share at which the challenger is beaten.", "0.0"),
        challenger_wins_at=("The share at which the protégé is beaten.", "1.0"),
        step=("The smallest gain that matters, as a share of the territory.", "0.05"),
    ),
    "Issue": _keys(
        title=("What is in dispute.", "Who governs the isle"),
        kind=(
            "`territory` is settled along the front, `graded` by a number, `finite` by an option.",
            "finite",
        ),
        weights=(
            "How much it matters to the challenger and to the protégé, beside the other issues.",
            "{norland: 2, sutherland: 1 to 3}",
        ),
        risk=(
            "Each side's exponent of value in share: 1 is neutral, below 1 averse to risk.",
            "{norland: 0.8 to 1.2}",
        ),
        protege_best=("For a graded issue: the number the protégé wants.", "0"),
        challenger_best=("For a graded issue: the number the challenger wants.", "100"),
        unit=("For a graded issue: what the number counts.", "thousand troops"),
        options=(
            "For a finite issue: the options, each with the challenger's share of what it wants "
            "(the protégé's is the rest), or with the shares of both.",
            "{shared: 0.5, norland: {challenger: 1, protege: 0.1 to 0.2}}",
        ),
    ),
    "OptionValue": _keys(
        challenger=("How much of what it wants the challenger gets.", "0.4 to 0.6"),
        protege=("How much of what it wants the protégé gets.", "0.2 to 0.5"),
        title=("What the option means.", "A joint flag on feast days"),
    ),
    "Outcome": _keys(
        as_held=("Along the line where the fighting stops.", "true"),
        option=("The option of a finite issue.", "shared"),
        value=("The share of a territory, or the number of a graded issue.", "0.2"),
    ),
    "Regroup": _keys(
        challenger=("Pace that a rest gives the challenger.", "0.1% to 0.5% per month"),
        protege=("Pace that a rest gives the protégé.", "0.1% to 0.5% per month"),
        months=("How long a rest takes to give two thirds of that.", "12 to 36 months"),
    ),
    "War": _keys(
        front=("The front line and its ends.", "{issue: isle, held: 0.3, step: 0.05}"),
        trend=(
            "How the front moves, per month and as a share of the territory; above 0 for the "
            "challenger. May differ by perceiver.",
            "{norland: 0.2% to 0.6% per month, analyst: 0% to 0.3% per month}",
        ),
        swing=("How much the movement varies from month to month (standard deviation).", "0.01"),
        costs=(
            "What a month of war costs each side, as a share of a month of total victory.",
            "{norland: 0.1 to 0.3, sutherland: {base_rate: running_cost}}",
        ),
        patience=(
            "How fast each side discounts the future, per year; else the base rate `discount`.",
            "{norland: 0.05 to 0.15}",
        ),
        ends_by_itself=(
            "How often the war would stop for reasons outside the case.",
            "{base_rate: war_ending}",
        ),
        while_fighting=("How issues other than the front's stand meanwhile.", "{flag: shared}"),
        if_it_peters_out=(
            "How they stand if the war stops without a deal; else as while fighting.",
            "{flag: sutherland}",
        ),
        regroup=("What a pause is worth to each side.", "{challenger: 0.2% to 0.5% per month}"),
        opportunities=(
            "How often the challenger can decide to break a deal.",
            "{base_rate: challenge_opportunities}",
        ),
        temptation_noise=(
            "How far impulse and misreading move that decision, in the unit of value.",
            "{base_rate: challenge_noise}",
        ),
        decisiveness=(
            "How far numbers of troops decide who gains ground (an exponent).",
            "{base_rate: contest_decisiveness}",
        ),
        keeps_its_word=(
            "The chance, before its record counts, that the challenger keeps an agreement.",
            "{sutherland: very unlikely, analyst: 0.3 to 0.7}",
        ),
        word_strength=("How many past cases that is worth.", "{base_rate: prior_strength}"),
        memory=("How fast past agreements lose weight (a time constant).", "{base_rate: memory}"),
        giving_in=("What not resisting a renewed attack is worth to the protégé.", "0.1 to 0.2"),
        evidence_months=(
            "How many months of fighting each side's own view of the trend is worth.",
            "{norland: 6 to 18 months}",
        ),
        settles_anyway=("Proposals that are on the table whatever else is offered.", "[truce]"),
    ),
    "Actor": _keys(
        name=("What the actor is called in prose.", "The League"),
        kind=("`state`, `alliance`, `coalition`, `organisation` or `non-state`.", "alliance"),
        aliases=("Other names that sources use.", "[the Allies]"),
        members=(
            "Who belongs to it, each with where it stands unless a proposal says otherwise.",
            "{eastmark: volunteer, westmark: {position: conditional, needs: 1}}",
        ),
    ),
    "Capability": _keys(
        forces=("Troops it can bring to the theatre.", "60 to 80 thousand"),
    ),
    "ConsentRule": _keys(
        party=("One party must consent; its name alone says the same.", "norland"),
        all=("Every one of these must consent.", "[norland, {members: league}]"),
        any=("One of these must consent.", "[eastmark, westmark]"),
        at_least=("How many of those under `of` must consent.", "2"),
        of=(
            "Beside `at_least`, the parties asked; beside `quota`, what each brings.",
            "{eastmark: 5 to 10, westmark: 3}",
        ),
        quota=("How much those who consent must bring together.", "8"),
        veto=("A party whose right to a veto is disputed.", "norland"),
        valid=("The probability that this veto is held to be valid.", "0.3 to 0.7"),
        host=("A party that must consent, and whose consent can lapse.", "sutherland"),
        withdraws=("How often the host's consent lapses.", "{base_rate: host_withdrawal}"),
        members=("All members of an alliance or coalition, as an entry of a list.", "league"),
        except_=("Members left out.", "[westmark]"),
        rule=("A rule of `consent_rules`, by name.", "council"),
    ),
    "SourceRecord": _keys(
        title=("What the source is called.", "The isle after the thaw"),
        publisher=("Who published it.", "Harbour Review"),
        published=("When.", "2025-02-01"),
        author=("Who wrote it.", "A. Writer"),
        url=("Where it was found.", "https://example.org/isle"),
        file=("Where its text lies, below the case's folder.", "sources/brief.md"),
        grade=("Reliability A to F and credibility 1 to 6 (Admiralty code).", "B2"),
    ),
    "Stance": _keys(
        position=("`volunteer`, `refuse`, `conditional` or `undeclared`.", "conditional"),
        consents=("The probability that it consents; else that of its position.", "0.6 to 0.9"),
        needs=("For `conditional`: how many others must join first.", "2"),
        troops=("What it would send.", "2 to 4 thousand"),
        name=("What this member is called in prose.", "Eastmark"),
    ),
    "Commitment": _keys(
        title=("What was promised.", "The straits treaty"),
        guarantor=("Who promised it.", "league"),
        at_stake=("What losing it would cost the guarantor.", "0.1 to 0.3"),
        believed=("How far it is believed today.", "likely"),
        loses=("How much of that belief reneging here would cost.", "{base_rate: reputation_loss}"),
    ),
    "Conduct": _keys(
        ledger=(
            "`honour` for a guarantor's promises to others, `compliance` for the challenger's own.",
            "compliance",
        ),
        kept=("Whether it kept its promise.", "false"),
        invoked=("Whether the promise was ever called upon; others do not count.", "true"),
        similarity=("How much this case is like the one at hand.", "0.5 to 0.9"),
    ),
    "Credibility": _keys(
        prior=("How often such promises are kept (base rate).", "{base_rate: alliance_honour}"),
        strength=("How many past cases that is worth.", "{base_rate: prior_strength}"),
        record_weight=("How far a perceiver heeds the guarantor's own record.", "0.5 to 0.9"),
        memory=("How fast past cases lose weight (a time constant).", "{base_rate: memory}"),
        tripwire=(
            "How far troops in harm's way move belief towards certainty.",
            "{base_rate: tripwire}",
        ),
        signal=(
            "A costly signal by the guarantor.",
            "{sunk: 0.05, stake_resolute: 0.4, stake_irresolute: 0.1, cost: 0.3}",
        ),
    ),
    "Guarantee": _keys(
        title=("What the guarantee is called.", "League assistance pact"),
        kind=(
            "`treaty`, `assurance`, `deployed_force`, `monitors` or `sanctions`.",
            "deployed_force",
        ),
        guarantors=("Who gives it.", "[league]"),
        intervenes=(
            "The probability that it is honoured, by perceiver where beliefs differ.",
            "{norland: 0.05 to 0.2, sutherland: 0.2 to 0.5, analyst: 0.1 to 0.4}",
        ),
        credibility=(
            "Instead: belief formed from base rate, record and signals.",
            "{prior: {base_rate: alliance_honour}}",
        ),
        resolve=(
            "Instead: belief derived from what the guarantor has at stake.",
            "{stake: 0.3 to 0.5, cost: 0.2 to 0.4, noise: 0.1}",
        ),
        force=("Troops it would bring to a renewed war.", "20 to 40 thousand"),
        deployed=("Troops on the ground from the start.", "3 to 5 thousand"),
        punishment=("What its response would cost the challenger a month.", "0.05 to 0.1"),
        breakdown_ratio=(
            "By what factor it changes how often a breach becomes possible; below 1 is calmer.",
            "{base_rate: monitors_ratio}",
        ),
        in_force_from=("How long after signature it begins.", "6 months"),
        host=("The party on whose soil it stands.", "sutherland"),
        host_withdraws=("How often that party's consent lapses.", "{base_rate: host_withdrawal}"),
    ),
    "RecordEntry": _keys(
        title=("What the agreement is called.", "Truce of 1998"),
        year=("When it was made.", "1998"),
        ended=("When it ended or was broken.", "2004"),
        kind=("What sort of promise it was.", "ceasefire"),
        conduct=(
            "How each actor behaved under it.",
            "{norland: {ledger: compliance, kept: false}}",
        ),
    ),
    "Resolve": _keys(
        stake=("What the guarantor would save by intervening.", "0.3 to 0.5"),
        cost=("What intervening would cost it.", "0.2 to 0.4"),
        audience_cost=("What reneging would cost it at home and abroad.", "0.05 to 0.2"),
        noise=("How uncertain others are of these (standard deviation).", "0.1"),
    ),
    "Signal": _keys(
        sunk=("What the signal cost beforehand, whatever happens.", "0.05"),
        tied=("What reneging after it would cost.", "0.2"),
        stake_resolute=("What a resolute guarantor has at stake.", "0.4"),
        stake_irresolute=("What an irresolute one has at stake.", "0.1"),
        cost=("What intervening would cost.", "0.3"),
    ),
    "Citation": _keys(
        source=("A source of the case, by name.", "brief"),
        quote=("Words that stand in it, verbatim.", '"held a third of the isle"'),
    ),
    "Judgement": _keys(
        by=("Whose estimate it is.", "A. Analyst"),
        date=("When it was made.", "2025-03-01"),
        why=("On what grounds.", "The thaw comes late this year."),
    ),
    "Quantity": _keys(
        value=("The number, range, likelihood word or distribution.", "0.2 to 0.5"),
        unit=("The unit it is given in, where not the one wanted here.", "years"),
        judgement=(
            "Whose estimate it is, of what day, and why.",
            "{by: A. Analyst, date: 2025-03-01, why: The thaw comes late.}",
        ),
        base_rate=("A named base rate from the literature.", "alliance_honour"),
        mix=(
            "Rival views, each with its weight.",
            "{calm: {weight: 2, value: unlikely}, grim: {weight: 1, value: likely}}",
        ),
        uniform=("Every number from low to high alike.", "[0.2, 0.5]"),
        loguniform=("Every factor from low to high alike.", "[0.01, 0.1]"),
        normal=("Mean and standard deviation.", "[0.3, 0.05]"),
        lognormal=("Median, and standard deviation of the logarithm.", "[0.3, 0.5]"),
        beta=("The two parameters of a beta distribution.", "[2, 8]"),
        triangular=("Low, likeliest and high.", "[0.1, 0.2, 0.5]"),
    ),
}
"""Every key by the part of the schema it belongs to."""
