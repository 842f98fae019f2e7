"""Write short texts in which parties answer a plan in the plainest words, for `answers.py`.

    python training/plain_answers.py --out plain.txt [--texts 1500] [--seed 0]

The texts of `answers` are by writers who avoid what any reporter would say first; a network that
learns from them alone takes "Norland rejected the plan" for a near miss. These put it right: verbs
of answering and their objects as agencies use them, beside the same verbs about other things, what
is urged, expected or denied, and terms of a plan. Two parties answer in one sentence in some.
"""

import argparse
import random
from pathlib import Path

NAMES = (
    "Tavria", "Kelmar", "Dravna", "Norland", "Upland", "Sarvia", "Ostrany", "Belkara", "Zambeyr",
    "Karsava", "Lomara", "Tirvan", "Harrow", "Meridia", "Costara", "Valdoria", "Kasandu", "Ombela",
)  # fmt: skip
GROUPS = (
    "the Liberation Front", "the rebels", "the People's Army", "the Northern Alliance", "the RPF",
    "the insurgents", "the opposition", "the Salvation Front", "the militia", "the separatists",
    "the guerrillas", "the UDM", "the junta", "the Free Officers", "the Resistance Council",
)  # fmt: skip
SPEAKERS = (
    "{}", "{}", "{}", "{}", "the government of {}", "{}'s government", "{}'s president",
    "{}'s foreign ministry", "the parliament of {}", "{}'s leaders", "the prime minister of {}",
)  # fmt: skip
PLANS = (
    "the plan", "the peace plan", "the proposal", "the ceasefire proposal", "the accord",
    "the deal",
    "the agreement", "the draft", "the truce", "the treaty", "the ceasefire", "the UN plan",
    "the American proposal", "the mediators' draft", "the twenty-point plan", "the peace deal",
    "the draft agreement", "the settlement", "the mediators' offer", "the text",
)  # fmt: skip
SAYS = {
    "accepts": (
        "accepted {}", "has accepted {}", "signed {}", "has signed {}", "will sign {}",
        "agreed to {}", "approved {}", "ratified {}", "endorsed {}", "backs {}", "supports {}",
        "said yes to {}", "initialled {}", "put its name to {}", "said it would accept {}",
        "announced that it accepts {}", "is ready to sign {}", "voted to approve {}",
        "gave its consent to {}", "said it would abide by {}", "stands by {}", "welcomed {} and "
        "will sign it", "has agreed to all the terms of {}", "declared its full support for {}",
        "withdrew its objections to {}", "said it would honour {}",
    ),
    "rejects": (
        "rejected {}", "has rejected {}", "rejects {}", "refused {}", "refuses to sign {}",
        "refused to sign {}", "will not sign {}", "said no to {}", "turned {} down", "dismissed {}",
        "walked out of the talks on {}", "walked out on {}", "said it would never accept {}",
        "cannot accept {}", "voted against {}", "opposes {}", "denounced {}", "threw out {}",
        "pulled out of {}", "withdrew its signature from {}", "called {} a surrender",
        "called {} unacceptable", "said {} was unacceptable",
        "vowed to fight on rather than accept {}",
        "ruled out {}", "said it would not accept {}", "does not accept {}", "repudiated {}",
        "has refused to accept {}", "declared {} null and void", "said it was not bound by {}",
        "stayed away from the signing of {} and called it a betrayal",
    ),
    "conditional": (
        "will sign {} only if {other} withdraws", "said it would accept {} if {other} did the same",
        "is ready to sign {} once the prisoners are free", "wants changes before it signs {}",
        "will not sign {} until {other} pulls back", "will not accept {} unless it is amended",
        "accepts {} on condition that sanctions are lifted",
        "demanded changes to {} before signing",
        "agreed to {} in principle but wants guarantees first",
        "would sign {} provided {other} disarms",
        "signed {} with reservations that must be met first", "would accept {} only with observers",
    ),
    "undeclared": (
        "has not yet answered {}", "is still studying {}", "asked for more time to consider {}",
        "declined to comment on {}", "has not said whether it will accept {}",
        "gave no answer to {}",
        "has yet to respond to {}", "said nothing about {}", "is undecided about {}",
    ),
    "none": (
        "drafted {}", "hosted the talks on {}", "presented {} to the parties", "helped to draft {}",
        "is expected to reject {}", "may yet accept {}", "might reject {}",
        "is to vote on {} next week",
        "denied that it had rejected {}", "was urged to accept {}", "has been asked to sign {}",
        "shelled the harbour on the eve of {}", "must withdraw its troops under {}",
        "would have to disarm under {}", "would gain two provinces under {}", "will chair the body "
        "that watches over {}", "mediated {}", "was not mentioned in {}",
        "rejected an older plan long before {}",
        "accepted an invitation to the talks on {}", "rejected the charge that it had broken {}",
    ),
}  # fmt: skip
URGES = (
    "urged [{other}] to accept {plan}", "called on [{other}] to sign {plan}",
    "fears that [{other}] will reject {plan}", "accused [{other}] of delay over {plan}",
    "hopes that [{other}] will agree to {plan}", "threatened [{other}] with sanctions over {plan}",
)  # fmt: skip
JOINS = (" and ", ", while ", ", but ", "; ", ", whereas ", " although ")
TAILS = (
    "", "", "", " on Monday", " on Tuesday", " in a statement", ", state radio said",
    ", its foreign ministry said on Friday", " after two days of talks", " by 54 votes to 20",
    ", a spokesman said", ", officials said on Thursday", " late last night", " in Geneva",
)  # fmt: skip
AGAIN = ("It", "It also", "Its spokesman said it")
SOMETHING = (
    "Fighting went on in the east of the country.",
    "The war has cost some forty thousand lives.",
    "Mediators had worked on the text for six weeks.",
    "Talks are to resume in the autumn.",
)


def speaker(name):
    """Return how a party is named as a subject."""
    if name[0].islower():
        return name
    return random.choice(SPEAKERS).format(name)


def upper(words):
    """Return a sentence with a capital, be it inside a mark."""
    at = 1 if words.startswith("[") else 0
    return words[:at] + words[at : at + 1].upper() + words[at + 1 :]


def said(label, plan, other):
    return random.choice(SAYS[label]).format(plan, other=f"[{other}]")


def mark(name, label):
    return f"[{name}]" if label == "none" else f"[{name}={label}]"


def drawn():
    """Return a label, as often as texts of `answers` have it."""
    return random.choices(list(SAYS), (28, 28, 14, 8, 22))[0]


def sentence(one, other):
    """Return a sentence about one party or two."""
    plan = random.choice(PLANS)
    kind = random.random()
    if kind < 0.5:
        label = drawn()
        return f"{mark(speaker(one), label)} {said(label, plan, other)}{random.choice(TAILS)}."
    if kind < 0.8:
        first, second = drawn(), drawn()
        it = random.choice((plan, plan, "it"))
        return (
            f"{mark(speaker(one), first)} {said(first, plan, other)}{random.choice(JOINS)}"
            f"{mark(speaker(other), second)} {said(second, it, one)}{random.choice(TAILS)}."
        )
    if kind < 0.92:
        own = random.choice(URGES).format(other=speaker(other), plan=plan)
        return f"[{speaker(one)}] {own}{random.choice(TAILS)}."
    label = random.choice(("accepts", "rejects"))
    noun = {"accepts": "acceptance", "rejects": "rejection"}[label]
    return f"{mark(speaker(one), label)}'s {noun} of {plan} surprised [{speaker(other)}]."


def text(number):
    """Return a text of some sentences about two or three parties."""
    parties = random.sample(NAMES, 2) + random.sample(GROUPS, 1)
    random.shuffle(parties)
    lines = [f"## Plain {number}"]
    for _ in range(random.randint(1, 4)):
        one, other = random.sample(parties, 2)
        lines.append(upper(sentence(one, other)))
        if random.random() < 0.15:
            label = drawn()
            again = random.choice(AGAIN)
            lines.append(f"{mark(again, label)} {said(label, random.choice(PLANS), other)}.")
        if random.random() < 0.2:
            lines.append(random.choice(SOMETHING))
    return "\n".join(lines)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--texts", type=int, default=1_500)
    p.add_argument("--seed", type=int, default=0)
    a = p.parse_args()
    random.seed(a.seed)
    a.out.write_text("\n\n".join(map(text, range(a.texts))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
