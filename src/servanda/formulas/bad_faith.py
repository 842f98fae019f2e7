"""From a record of kept and broken promises to the chance that a party is of bad faith."""

from __future__ import annotations

import math

from servanda.compiled import compiled

__all__ = ["attack_as_breaches", "bad_faith", "promise_weight", "tolerated_attack"]

BREAKS_GOOD = 0.15
BREAKS_BAD = 0.60
"""Chances that a party of good and of bad faith breaks a promise that is invoked; judgement."""

TOLERATES_GOOD = 0.40
TOLERATES_BAD = 0.80
"""Chances that it lets an attack happen that it could stop; judgement.

Half of the news, in log-odds, that a broken promise is: who could stop an attack may not have known
of it."""


@compiled
def promise_weight(age: float, memory: float, similarity: float) -> float:
    """Return what a past promise weighs: ``similarity * exp(-age/memory)``, months.

    >>> print(f"{promise_weight(120.0, 120.0, 0.5):.6f}")
    0.183940
    """
    return similarity * math.exp(-age / max(memory, 1e-9))


@compiled
def bad_faith(prior: float, broken: float, kept: float, good: float, bad: float) -> float:
    """Return the chance of bad faith after weighted broken and kept promises.

    prior: 1 - keeps_its_word; good, bad: chances that a party of either kind breaks a promise
    that is invoked (`BREAKS_GOOD`, `BREAKS_BAD`).

    Formula: ``logit pi = logit prior + broken ln(bad/good) + kept ln((1-bad)/(1-good))``, Bayes'
    rule for weighted events; a prior of 0 or 1 counts as 1e-9 away from it.

    >>> print(f"{bad_faith(0.3574, 2.4033, 0.0573, BREAKS_GOOD, BREAKS_BAD):.12f}")
    0.937134145237
    """
    p = min(max(prior, 1e-9), 1.0 - 1e-9)
    odds = math.log(p / (1.0 - p))
    odds += broken * math.log(bad / good) + kept * math.log((1.0 - bad) / (1.0 - good))
    if odds >= 0.0:
        return 1.0 / (1.0 + math.exp(-odds))
    return math.exp(odds) / (1.0 + math.exp(odds))


@compiled
def tolerated_attack(prior: float, attacks: float, good: float, bad: float) -> float:
    """Return the chance of bad faith after attacks by spoilers on a party's own side.

    The deal went on, and the party might have stopped them: one of good faith tolerates an attack
    with chance `good`, one of bad faith with chance `bad`. The step of `bad_faith`, for what was
    tolerated instead of broken; after Kydd & Walter 2002, our specification.

    >>> print(f"{tolerated_attack(0.3, 1.0, 0.4, 0.8):.6f}")
    0.461538
    """
    return bad_faith(prior, attacks, 0.0, good, bad)


@compiled
def attack_as_breaches(steered: float) -> float:
    """Return for how many broken promises of a party an attack counts that it may have steered.

    steered: belief that the party could have stopped it. If it could not, the attack happens
    whatever its faith and tells nothing; if it could, it happens with chance `TOLERATES_GOOD` or
    `TOLERATES_BAD` [@KyddWalter2002], our specification of it.

    Formula: ``ln((1 - g + g bad)/(1 - g + g good)) / ln(BREAKS_BAD/BREAKS_GOOD)``; 0 at g = 0,
    rising, and 1/2 at g = 1, where it is the step of `tolerated_attack`.

    >>> for steered in (0.0, 0.5, 1.0):
    ...     print(f"{attack_as_breaches(steered):.4f}")
    0.0000
    0.1813
    0.5000
    """
    freely = 1.0 - steered
    news = (freely + steered * TOLERATES_BAD) / (freely + steered * TOLERATES_GOOD)
    return math.log(news) / math.log(BREAKS_BAD / BREAKS_GOOD)
