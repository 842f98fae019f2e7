"""Fit the confidence and choose the thresholds of an exported tagger on held-out articles.

    python training/choose_settings.py english.npz CORPUS --hold-out 2016-08

Rewrites the file. The articles must not have been trained on, nor be those the tagger is judged by.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from servanda.reading.grammar import attribution as reading
from servanda.reading.quality import RULES, Marked, Words, paired, read_annotated, score
from servanda.reading.tagger.encoder import Encoder, careful_layers, loaded
from servanda.reading.tagger.reader import Reader
from servanda.reading.tagger.weights import load_weights
from servanda.reading.text.tokens import tokenised


def logistic(x, y, penalty=2.0):
    """Logistic regression by Newton's method; returns bias and coefficients."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.concatenate([np.ones((len(x), 1)), (x - mean) / spread], 1)
    w = np.zeros(z.shape[1])
    ridge = penalty * np.eye(len(w))
    ridge[0, 0] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        w += np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (y - p) - ridge @ w)
    slope = w[1:] / spread
    return np.concatenate([[w[0] - slope @ mean], slope])


def judged(articles, cuts, tagged, least_link):
    """The evidence for every attribution found, and whether it is right."""
    told, right = [], []
    for x, cut, found in zip(articles, cuts, tagged, strict=True):
        rows = list(reading.linked(cut, found, least_link))
        words = Words(x.text)
        guess = [Marked(words, one) for one, _ in rows]
        hits = {j for _, j in paired([Marked(words, g) for g in x.gold], guess, RULES["full"])}
        skipped = words.of(x.discarded)
        for j, (_, row) in enumerate(rows):
            if 2 * len(guess[j].content & skipped) <= len(guess[j].content):
                told.append(row)
                right.append(j in hits)
    return np.array(told), np.array(right, float)


class Kept(Encoder):
    """An encoder that keeps what it said of each text."""

    def __init__(self, session, vocabulary, layers):
        super().__init__(session, vocabulary, layers)
        self.said = {}

    def states(self, cut, start, end):
        key = (id(cut), start)
        if key not in self.said:
            self.said[key] = super().states(cut, start, end)
        return self.said[key]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model", type=Path)
    p.add_argument("corpus", type=Path)
    p.add_argument("--hold-out", required=True)
    p.add_argument("--careful", action="store_true", help="above the shipped encoder")
    a = p.parse_args()
    weights = load_weights(a.model)
    articles = [x for x in read_annotated(a.corpus) if a.hold_out in x.name]
    cuts = [tokenised(x.text) for x in articles]
    encoder = Kept(*loaded(), careful_layers()) if a.careful else None
    best = None
    for more_none in (0.0, 0.2, 0.4):
        bias = weights.emit_bias.copy()
        bias[0] += more_none
        tagged = list(Reader(replace(weights, emit_bias=bias), encoder).read(cuts))
        for least_link in (0.3, 0.5):
            fitted = logistic(*judged(articles, cuts, tagged, least_link)).astype(np.float32)
            for least_sure in (0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45):
                settings = {"least_link": least_link, "least_sure": least_sure}
                w = replace(weights, confidence=fitted, settings=settings)
                found = {
                    x.name: reading.assembled(c, t, w)
                    for x, c, t in zip(articles, cuts, tagged, strict=True)
                }
                reached = score(articles, found).attributions["full"].f1
                if best is None or reached > best[0]:
                    best = (reached, fitted, settings, bias)
                    print(round(reached, 4), more_none, settings, flush=True)
    with np.load(a.model) as file:
        stored = {name: file[name] for name in file.files}
    stored["confidence"] = best[1]
    stored["emit_bias"] = best[3]
    stored |= {f"settings.{name}": np.array(value) for name, value in best[2].items()}
    np.savez_compressed(a.model, **stored)


if __name__ == "__main__":
    main()
