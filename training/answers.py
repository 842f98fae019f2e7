"""Train the network that tells what a party named in a sentence answers to a plan.

    python training/answers.py --encoder DIR --out answers.pt [--texts training/answers]
        [--hold-out b1.txt] [--epochs 2]

Texts: `## title`, then a sentence a line, an empty line at the end; `[name]` names a party, and
`[name=rejects]` one whose answer the sentence tells. What the lower layers of the encoder say of
each sentence and its neighbours is worked out once. Prints, of the texts held out, the share of
labels that is right, of answers that are found and of those said that are right, by confidence.
"""

import argparse
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path

import careful
import numpy as np
import torch
from encoder_graph import read_safetensors
from torch import nn
from torch.nn import functional as F  # noqa: N812

from servanda.evidence.span import Span
from servanda.reading.packages.answer_network import (
    ASKED,
    BESIDE,
    KINDS,
    LABELS,
    kinds_for,
    pieces_around,
)
from servanda.reading.tagger.encoder import shipped_shared

WIDTH = 384
SIZE = 32
"""Sentences of a batch."""
NAME = re.compile(r"\[([^\[\]]*)\]")


@dataclass
class Example:
    """A name in a sentence: what the pieces are told by, their kinds, and the name's label."""

    states: np.ndarray
    kind: np.ndarray
    label: int


def sentences_of(file):
    """Yield the sentences of each text of a file: words and names, (start, end, label)."""
    text = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip() and not line.startswith("## "):
            text.append(parsed(line))
        elif text:
            yield text
            text = []


def parsed(line):
    """Return the words of a line without its marks, and the names that it marks."""
    words, names, at = "", [], 0
    for match in NAME.finditer(line):
        name, _, label = match[1].partition("=")
        words += line[at : match.start()]
        names.append((len(words), len(words) + len(name), LABELS.index(label or "none")))
        words, at = words + name, match.end()
    return words + line[at:], names


def read_texts(files):
    """Return the names in the sentences of files, as the lower layers tell them."""
    shared = shipped_shared()
    found = []
    for file in files:
        for text in sentences_of(file):
            for at, (words, names) in enumerate(text):
                before = text[at - 1][0] if at else ""
                after = text[at + 1][0] if at + 1 < len(text) else ""
                spans = [Span(start, end) for start, end, _ in names]
                pieces, place = pieces_around(shared.cache, before, words, after, spans)
                states = shared.below(pieces).astype(np.float16) if names else None
                found += [
                    Example(states, kinds_for(place, n), label)
                    for n, (_, _, label) in enumerate(names)
                    if n in place
                ]
    return found


class Block(careful.Block):
    """One layer of self-attention over sentences side by side."""

    def forward(self, x, filled, drop):
        rows, columns, _ = x.shape
        three = self.three(x).view(rows, columns, 3, careful.HEADS, WIDTH // careful.HEADS)
        q, k, v = three.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=filled[:, None, None, :])
        mixed = mixed.transpose(1, 2).reshape(rows, columns, WIDTH)
        x = self.after(x + F.dropout(self.out(mixed), drop, self.training))
        return self.last(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class AnswerNet(nn.Module):
    """Upper layers, told which pieces name whoever is asked about, and what decides."""

    def __init__(self, layers=2):
        super().__init__()
        self.kind = nn.Embedding(KINDS, WIDTH)
        nn.init.zeros_(self.kind.weight)
        self.top = nn.ModuleList([Block() for _ in range(layers)])
        self.hidden, self.give = nn.Linear(2 * WIDTH, 256), nn.Linear(256, len(LABELS))

    def forward(self, batch):
        """Return scores, (names, labels)."""
        kind, filled = batch["kind"], batch["filled"]
        x = batch["states"] + self.kind(kind)
        for block in self.top:
            x = block(x, filled, 0.1)
        both = torch.cat([mean_where(x, (kind == ASKED)), mean_where(x, (kind != BESIDE))], -1)
        h = F.gelu(self.hidden(F.dropout(both, 0.2, self.training)))
        return self.give(F.dropout(h, 0.2, self.training))


def mean_where(x, chosen):
    """Return the mean over the chosen pieces of each row."""
    chosen = chosen.float()
    return (x * chosen[..., None]).sum(1) / chosen.sum(1, keepdim=True)


class Batches:
    """Examples of like length side by side, filled up to the longest."""

    def __init__(self, examples, size, *, shuffled):
        self.examples, self.size, self.shuffled = examples, size, shuffled

    def __iter__(self):
        noise = 8 if self.shuffled else 0
        lengths = [len(one.kind) + random.random() * noise for one in self.examples]
        order = sorted(range(len(lengths)), key=lengths.__getitem__)
        parts = [order[i : i + self.size] for i in range(0, len(order), self.size)]
        if self.shuffled:
            random.shuffle(parts)
        for part in parts:
            yield self.batch([self.examples[i] for i in part])

    @staticmethod
    def batch(examples):
        rows, columns = len(examples), max(len(one.kind) for one in examples)
        states, kind = torch.zeros(rows, columns, WIDTH), torch.full((rows, columns), BESIDE)
        filled = torch.zeros(rows, columns, dtype=torch.bool)
        for row, one in enumerate(examples):
            n = len(one.kind)
            states[row, :n] = torch.from_numpy(one.states.astype(np.float32))
            kind[row, :n], filled[row, :n] = torch.from_numpy(one.kind), True
        labels = torch.tensor([one.label for one in examples])
        return {"states": states, "kind": kind, "filled": filled, "labels": labels}


def chances(net, examples):
    """Return chances and labels of every name, (names, labels) and (names,)."""
    net.eval()
    found, labels = [], []
    with torch.no_grad():
        for batch in Batches(examples, 2 * SIZE, shuffled=False):
            found.append(net(batch).softmax(-1).numpy())
            labels.append(batch["labels"].numpy())
    return np.concatenate(found), np.concatenate(labels)


def report(net, examples):
    """Print how much is right of what was held out."""
    told, labels = chances(net, examples)
    said, sure = told.argmax(1), told.max(1)
    right = said == labels
    print(f"labels right {right.mean():.3f}, of answers {right[labels > 0].mean():.3f}")
    for least in (0.5, 0.7, 0.8, 0.9):
        given = (said > 0) & (sure >= least)
        turned = given & (said + labels == 3) & (labels > 0)
        found, good = (given & right).sum() / (labels > 0).sum(), right[given].mean()
        print(f"  sure by {least}: {found:.3f} found, {good:.3f} right, {turned.sum()} reversed")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--encoder", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--texts", type=Path, default=Path(__file__).with_name("answers"))
    p.add_argument("--hold-out", default="")
    p.add_argument("--layers", type=int, default=2)
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--seed", type=int, default=0)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    files = sorted(a.texts.glob("*.txt"))
    train = read_texts([file for file in files if file.name != a.hold_out])
    held = read_texts([file for file in files if file.name == a.hold_out])
    net = AnswerNet(a.layers)
    weights = read_safetensors(a.encoder / "model.safetensors")
    for number, block in enumerate(net.top):
        block.fill(weights, 2 + number)
    rest = [w for name, w in net.named_parameters() if not name.startswith("top")]
    rates = [{"params": net.top.parameters(), "lr": a.rate}, {"params": rest, "lr": 1e-3}]
    optimiser = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = a.epochs * (len(train) // SIZE + 1)
    course = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / 100) * max(0.02, 1 - step / steps)
    )
    began = time.process_time()
    for epoch in range(a.epochs):
        net.train()
        losses = []
        for batch in Batches(train, SIZE, shuffled=True):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                told = net(batch)
            loss = F.cross_entropy(told.float(), batch["labels"], label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            course.step()
            losses.append(loss.item())
        spent = time.process_time() - began
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {spent:.0f} s", flush=True)
        torch.save({"layers": a.layers, "state": net.state_dict()}, a.out)
        if held:
            report(net, held)


if __name__ == "__main__":
    main()
