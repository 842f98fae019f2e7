"""Train the network that tells what a party named in a sentence answers to a plan.

    python training/answers.py --encoder DIR --out answers.pt [--texts training/answers]
        [--more FILE.txt ...] [--alone FILE.tsv ...] [--hold-out b1.txt ...] [--start answers.pt]
        [--settled FILE.txt ...] [--hold-out-settled FILE.txt ...]

Texts: `## title`, then a sentence a line, an empty line at the end; `[name]` names a party, and
`[name=rejects]` one whose answer the sentence tells; before a tab may stand the issues that a
sentence settles. Settled: files of `validation/terms`. Alone: single sentences, a line each behind
the label of `[P: name]`; what `[O: name]` answers is not told. All layers of the encoder are
trained on. Names are given other ones, the same throughout a text, so that nothing hangs on them.
Prints, of the texts held out, the share of labels that is right, of answers that are found and of
those said that are right, by confidence.
"""

import argparse
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import careful
import numpy as np
import torch
from encoder_graph import kept_pieces, read_safetensors, read_vocabulary
from torch import nn
from torch.nn import functional as F  # noqa: N812

from servanda.evidence.span import Span
from servanda.reading.packages.answer_network import (
    ISSUES,
    LABELS,
    UNNAMED,
    WINDOW,
    Sentence,
    cut,
    windows,
)
from servanda.reading.packages.party_tables import armed_parties, leaders
from servanda.reading.tagger.passages import LENGTH
from servanda.reading.tagger.pieces import PieceCache
from servanda.reading.who.tables import rows

WIDTH = 384
SIZE = 16
"""Windows of a batch."""
LENGTHS = (70, 110, 150)
"""Pieces of a window, drawn for each text anew."""
UNTOLD = -1
"""The label of a name of which nothing is told."""
RENAMED = 0.8
"""The share of texts whose names are given other ones, each time they are read."""
KNOWN = frozenset(ISSUES)
SAME = {"land": "land_reform", "police": "police_reform"}
"""Issues that the labelled articles call otherwise."""
NEW = {"look", "settle"}
"""Parts that a network which only learnt answers does not have yet."""
SETTLED = 0.5
"""What the loss of what a sentence settles counts, beside that of what a name answers."""
NAME = re.compile(r"\[([^\[\]]*)\]")
ONE = re.compile(r"\[([PO]): ([^\[\]]*)\]")
PROPER = re.compile(r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]\b")
OWNER = re.compile(r"[’']s\Z")


@dataclass
class Line:
    """A sentence, the labels of the names in it, and, where that is told, what it settles."""

    sentence: Sentence
    labels: list
    issues: frozenset | None = None


def texts_of(file):
    """Yield the texts of a file, each a list of lines."""
    text = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip() and not line.startswith("## "):
            settled, tab, words = line.rpartition("\t")
            text.append(replace(marked(words, NAME, told), issues=issues_in(settled, tab)))
        elif text:
            yield text
            text = []


def settled_in(file):
    """Yield the texts of a file of `validation/terms`, in which no name is told of."""
    text = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), "@"]:
        settled, tab, words = line.partition("\t")
        if line.startswith("@") and text:
            yield text
            text = []
        elif tab and settled != "head":
            text.append(Line(Sentence(words), [], issues_in(settled, tab)))


def issues_in(words, tab):
    """Return the issues named before a tab, None where there is no tab; others are left out."""
    return frozenset(SAME.get(w, w) for w in words.split(",")) & KNOWN if tab else None


def told(match):
    """Return a name and its label."""
    name, _, label = match[1].partition("=")
    return name, LABELS.index(label or "none")


def alone_in(file):
    """Yield the sentences of a file as texts of one line; what several rows tell is one."""
    found = {}
    for row in file.read_text(encoding="utf-8").splitlines():
        label, words = row.split("\t")
        own = LABELS.index(label)
        line = marked(words, ONE, lambda m, own=own: (m[2], own if m[1] == "P" else UNTOLD))
        seen = found.setdefault(line.sentence, line)
        seen.labels = [max(pair) for pair in zip(seen.labels, line.labels, strict=True)]
    return ([line] for line in found.values())


def marked(line, mark, told):
    """Return a line without its marks, with the names that they mark."""
    words, spans, labels, at = "", [], [], 0
    for match in mark.finditer(line):
        name, label = told(match)
        words += line[at : match.start()]
        spans.append(Span(len(words), len(words) + len(name)))
        labels.append(label)
        words, at = words + name, match.end()
    return Line(Sentence(words + line[at:], tuple(spans)), labels)


class Renaming:
    """Gives the names in a text other ones: of other texts, of states, movements, leaders."""

    def __init__(self, texts):
        where = defaultdict(set)
        for number, text in enumerate(texts):
            for line in text:
                for span in line.sentence.named:
                    for match in PROPER.finditer(span.of(line.sentence.words)):
                        where[OWNER.sub("", match[0])].add(number)
        rare = sorted(w for w, texts in where.items() if len(texts) <= 2 and len(w) > 3)
        known = sorted(filter(lambda n: n and " " not in n and len(n) > 3, names_of_the_world()))
        self.named = frozenset(rare)
        self.others = rare + known * (len(rare) // len(known))

    def of(self, text):
        """Return the text with other names."""
        given = {}

        def other(match):
            base = OWNER.sub("", match[0])
            if base not in self.named:
                return match[0]
            return given.setdefault(base, random.choice(self.others)) + match[0][len(base) :]

        return [self.line(line, other) for line in text]

    @staticmethod
    def line(line, other):
        words, spans, at = "", [], 0
        for span in line.sentence.named:
            words += PROPER.sub(other, line.sentence.words[at : span.start])
            name = PROPER.sub(other, span.of(line.sentence.words))
            spans.append(Span(len(words), len(words) + len(name)))
            words, at = words + name, span.end
        words += PROPER.sub(other, line.sentence.words[at:])
        return Line(Sentence(words, tuple(spans)), line.labels, line.issues)


def names_of_the_world():
    """Return names of states, capitals, peoples, movements and leaders."""
    found = {name.split()[-1] for name, *_ in leaders()}
    for party in armed_parties():
        found |= {party.name, *party.aliases}
    for state in rows("states"):
        found |= {state["name"], state["capital"], *state["demonyms"].split(";")}
    return found


class AnswerNet(nn.Module):
    """The encoder, told which pieces name somebody, and what decides above it."""

    def __init__(self, pieces, layers=6):
        super().__init__()
        self.words, self.places = nn.Embedding(pieces, WIDTH), nn.Embedding(2 * LENGTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.named = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.named.weight)
        self.top = nn.ModuleList([Block() for _ in range(layers)])
        self.hidden, self.give = nn.Linear(2 * WIDTH, 256), nn.Linear(256, len(LABELS))
        self.look, self.settle = nn.Linear(WIDTH, len(ISSUES)), nn.Linear(WIDTH, len(ISSUES))
        nn.init.constant_(self.settle.bias, -4.0)  # at first 2%: what a sentence settles is rare

    def fill(self, weights, kept):
        """Take the pre-trained weights; those below the layers stay as they are."""
        at = "embeddings."
        places = weights[f"{at}position_embeddings.weight"][: 2 * LENGTH]
        places = places + weights[f"{at}token_type_embeddings.weight"][0]
        self.words.weight.data = torch.from_numpy(weights[f"{at}word_embeddings.weight"][kept])
        self.places.weight.data = torch.from_numpy(places)
        for a in ("weight", "bias"):
            getattr(self.norm, a).data = torch.from_numpy(weights[f"{at}LayerNorm.{a}"].copy())
        for below in (self.words, self.places, self.norm):
            below.requires_grad_(False)
        for number, block in enumerate(self.top):
            block.fill(weights, number)

    def forward(self, b):
        """Return scores of names, (names, labels), and of sentences, (sentences, issues)."""
        x = self.norm(self.words(b["pieces"]) + self.places.weight[: b["pieces"].shape[1]])
        x = F.dropout(x + self.named(b["named"]), 0.1, self.training)
        for block in self.top:
            x = block(x, b["filled"], 0.1)
        both = torch.cat([torch.einsum("np,npw->nw", share, x[b["row"]].to(share.dtype))
                          for share in (b["own"], b["inside"])], -1)  # fmt: skip
        h = F.gelu(self.hidden(F.dropout(both, 0.2, self.training)))
        return self.give(F.dropout(h, 0.2, self.training)), self.settled(x, b)

    def settled(self, x, b):
        """Return, of each sentence and issue, what the pieces say where the issue looks."""
        look, say = self.look(x)[b["at"]], F.linear(x, self.settle.weight)[b["at"]]
        share = look.masked_fill(~b["each"][:, :, None], -1e4).softmax(1)
        return (share * say).sum(1) + self.settle.bias


class Block(careful.Block):
    """One layer of self-attention over windows side by side."""

    def forward(self, x, filled, drop):
        rows, columns, _ = x.shape
        three = self.three(x).view(rows, columns, 3, careful.HEADS, WIDTH // careful.HEADS)
        q, k, v = three.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=filled[:, None, None, :])
        mixed = mixed.transpose(1, 2).reshape(rows, columns, WIDTH)
        x = self.after(x + F.dropout(self.out(mixed), drop, self.training))
        return self.last(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Reading:
    """Texts as windows with labels, and these side by side."""

    def __init__(self, cache):
        self.cache = cache

    def windows(self, texts, lengths=(WINDOW,)):
        """Return windows with the labels of the names heard in them; none where none is told."""
        found = []
        for text in texts:
            cuts = [cut(self.cache, line.sentence) for line in text]
            for window in windows(self.cache, cuts, random.choice(lengths)):
                labels = [text[sentence].labels[name] for _, sentence, name in window.heard]
                issues = [text[sentence].issues for sentence in window.told]
                if any(label != UNTOLD for label in labels) or any(i is not None for i in issues):
                    found.append((window, labels, issues))
        return found

    def batches(self, found, *, shuffled=False):
        """Yield batches of windows of like length."""
        noise = 20 if shuffled else 0
        size = [len(window.pieces) + random.random() * noise for window, *_ in found]
        order = sorted(range(len(found)), key=size.__getitem__)
        parts = [order[i : i + SIZE] for i in range(0, len(order), SIZE)]
        if shuffled:
            random.shuffle(parts)
        for part in parts:
            yield self.batch([found[i] for i in part])

    @staticmethod
    def batch(part):
        """Return windows filled up to the longest, and what is told of their names."""
        rows, columns = len(part), max(len(window.pieces) for window, *_ in part)
        pieces, named = (torch.zeros(rows, columns, dtype=torch.long) for _ in range(2))
        filled = torch.zeros(rows, columns, dtype=torch.bool)
        shares, row, told, each, at, settled = [], [], [], [], [], []
        for r, (window, labels, issues) in enumerate(part):
            n = len(window.pieces)
            pieces[r, :n] = torch.from_numpy(window.pieces)
            named[r, :n] = torch.from_numpy((window.name != UNNAMED).astype(np.int64))
            filled[r, :n] = True
            kept = [i for i, label in enumerate(labels) if label != UNTOLD]
            own_inside = np.zeros((2, len(kept), columns), np.float32)
            own_inside[:, :, :n] = [share[kept] for share in window.shares()]
            shares.append(torch.from_numpy(own_inside))
            row += [r] * len(kept)
            told += [labels[i] for i in kept]
            for number, own_issues in zip(window.told, issues, strict=True):
                if own_issues is not None and (window.sentence == number).any():
                    inside = torch.zeros(columns, dtype=torch.bool)
                    inside[:n] = torch.from_numpy(window.sentence == number)
                    each.append(inside)
                    at.append(r)
                    settled.append([float(issue in own_issues) for issue in ISSUES])
        own, inside = torch.cat(shares, 1)
        return {
            "pieces": pieces, "named": named, "filled": filled, "own": own, "inside": inside,
            "row": torch.tensor(row, dtype=torch.long), "labels": torch.tensor(told),
            "each": torch.stack(each) if each else torch.zeros(0, columns, dtype=torch.bool),
            "at": torch.tensor(at, dtype=torch.long),
            "settled": torch.tensor(settled).reshape(len(at), len(ISSUES)),
        }  # fmt: skip


def chances(net, reading, texts):
    """Return chances and labels of names, (names, labels) and (names,), and so of sentences."""
    net.eval()
    found, labels, settles, settled = [], [], [], []
    with torch.no_grad():
        for batch in reading.batches(reading.windows(texts)):
            names, sentences = net(batch)
            found.append(names.softmax(-1).numpy())
            labels.append(batch["labels"].numpy())
            settles.append(sentences.sigmoid().numpy())
            settled.append(batch["settled"].numpy())
    return tuple(map(np.concatenate, (found, labels, settles, settled)))


def report(name, chances, labels, settles, settled):
    """Print how much is right of what was held out."""
    for least in (0.3, 0.5) if settled.any() else ():
        right = ((settles > least) & (settled > 0)).sum()
        found, good = right / settled.sum(), right / max(1, (settles > least).sum())
        print(f"{name}: issues sure by {least}: {found:.3f} found, {good:.3f} right")
    if not len(labels):
        return
    said, sure = chances.argmax(1), chances.max(1)
    right = said == labels
    print(f"{name}: labels right {right.mean():.3f}, of answers {right[labels > 0].mean():.3f}")
    for least in (0.5, 0.7, 0.8, 0.9, 0.95):
        given = (said > 0) & (sure >= least)
        turned = given & (said + labels == 3) & (labels > 0)
        found, good = (given & right).sum() / (labels > 0).sum(), right[given].mean()
        print(f"  sure by {least}: {found:.3f} found, {good:.3f} right, {turned.sum()} reversed")


def loss_of(told, settled, batch):
    """Return how far scores are from what is told of names, and of sentences."""
    loss = told.sum() * 0
    if len(told):
        loss = loss + F.cross_entropy(told, batch["labels"], label_smoothing=0.05)
    if len(settled):
        off = F.binary_cross_entropy_with_logits(settled, batch["settled"], reduction="sum")
        loss = loss + SETTLED * off / len(settled)
    return loss


def optimiser_of(net, rate, steps):
    """Return what moves the weights, the lower layers less, and its course."""
    layers = len(net.top)
    groups = [{"params": block.parameters(), "lr": rate * 0.9 ** (layers - 1 - number)}
              for number, block in enumerate(net.top)]  # fmt: skip
    rest = [
        w
        for part in (net.named, net.hidden, net.give, net.look, net.settle)
        for w in part.parameters()
    ]
    optimiser = torch.optim.AdamW([*groups, {"params": rest, "lr": 1e-3}], weight_decay=0.01)
    course = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / 150) * max(0.02, 1 - step / steps)
    )
    return optimiser, course


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--encoder", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--texts", type=Path, default=Path(__file__).with_name("answers"))
    p.add_argument("--more", type=Path, nargs="*", default=[])
    p.add_argument("--settled", type=Path, nargs="*", default=[])
    p.add_argument("--hold-out-settled", type=Path, nargs="*", default=[])
    p.add_argument("--alone", type=Path, nargs="*", default=[])
    p.add_argument("--hold-out", nargs="*", default=[])
    p.add_argument("--start", type=Path)
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--seed", type=int, default=0)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    vocabulary = read_vocabulary(a.encoder)
    kept = kept_pieces(vocabulary)
    reading = Reading(PieceCache([vocabulary[number] for number in kept]))
    files = sorted(a.texts.glob("*.txt"))
    train = [text for f in files if f.name not in a.hold_out for text in texts_of(f)]
    train += [text for file in a.more for text in texts_of(file)]
    train += [text for file in a.alone for text in alone_in(file)]
    train += [text for file in a.settled for text in settled_in(file)]
    held = {f.name: list(texts_of(f)) for f in files if f.name in a.hold_out}
    held |= {f.name: list(settled_in(f)) for f in a.hold_out_settled}
    renaming = Renaming(train)
    net = AnswerNet(len(kept))
    net.fill(read_safetensors(a.encoder / "model.safetensors"), kept)
    if a.start:
        known = torch.load(a.start, weights_only=False)["state"]
        left = net.load_state_dict(known, strict=False)
        if left.unexpected_keys or any(k.split(".")[0] not in NEW for k in left.missing_keys):
            raise SystemExit(f"{a.start} holds another network: {left}")
    optimiser = course = None
    began = time.process_time()
    for epoch in range(a.epochs):
        texts = [renaming.of(t) if random.random() < RENAMED else t for t in train]
        found = reading.windows(texts, LENGTHS)
        if optimiser is None:
            optimiser, course = optimiser_of(net, a.rate, a.epochs * (len(found) // SIZE + 1))
        net.train()
        losses = []
        for batch in reading.batches(found, shuffled=True):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                told, settled = net(batch)
            loss = loss_of(told.float(), settled.float(), batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            course.step()
            losses.append(loss.item())
        spent = time.process_time() - began
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {spent:.0f} s", flush=True)
        torch.save({"layers": len(net.top), "state": net.state_dict()}, a.out)
        for name, texts in held.items():
            report(name, *chances(net, reading, texts))


if __name__ == "__main__":
    main()
