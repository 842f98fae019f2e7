"""Train the tagger and linker from scratch on a corpus of stand-off annotations.

    python training/train_tagger.py --corpus DIR --out model.pt [--hold-out 2016-08] [--epochs 24]

DIR holds text/*.txt and attributions/*.ann. See training/README.md, also for what others that
have not read an article make of it (`--soft`).
"""

import argparse
import math
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from kernels import Chain, Scan, viterbi
from soft_labels import SoftLabels
from torch import nn
from torch.nn import functional as F  # noqa: N812

from corpus import example, fold_of, read_corpus, varied
from servanda.reading.tagger.features import (
    FORM_ROWS,
    FORM_WIDTH,
    PLACES,
    form_features,
    place_features,
)
from servanda.reading.tagger.link import PAIR_SIZES, candidates

TAGS = 7
REACH = 1
LINK = 64
DOT = 32


def linear(x, layer):
    """A matrix product in bfloat16 (twice to three times faster on CPUs that have it)."""
    y = x.bfloat16() @ layer.weight.t().bfloat16()
    return y.float() + layer.bias if layer.bias is not None else y.float()


NOISE = np.random.default_rng(0)


def dropped(x, share, training):
    """Dropout with masks from random bytes (PyTorch's own is slow on one core)."""
    if not training or share <= 0:
        return x
    cut = round(share * 256)
    mask = np.frombuffer(NOISE.bytes(x.numel()), np.uint8).reshape(x.shape) >= cut
    return x * (torch.from_numpy(mask) * np.float32(256 / (256 - cut)))


class Encoder(nn.Module):
    def __init__(self, width, hidden, layers, drop, lstm=0):
        super().__init__()
        self.forms = nn.Parameter(torch.randn(FORM_ROWS, width) * 0.3 / math.sqrt(8))
        self.places = nn.ParameterList([nn.Parameter(torch.randn(n, width) * 0.1) for n in PLACES])
        self.mix = nn.Linear((2 * REACH + 1) * width, 2 * hidden)
        self.layers = nn.ModuleList()
        if lstm:
            self.layers.append(nn.LSTM(2 * hidden, hidden, bidirectional=True))
        for _ in range(layers):
            layer = nn.Linear(2 * hidden, 6 * hidden)
            nn.init.normal_(layer.weight, std=1.2 / math.sqrt(2 * hidden))
            with torch.no_grad():
                layer.bias.zero_()
                for side in (0, 1):
                    b = layer.bias[side * 3 * hidden : (side + 1) * 3 * hidden]
                    b[hidden : 2 * hidden] = torch.linspace(-0.5, 2.5, hidden)
                    b[2 * hidden :] = 0.3
            self.layers.append(layer)
        self.hidden, self.drop = hidden, drop
        self.watched = None  # a list: what the layers are given is kept in it

    def forward(self, b):
        forms = F.embedding_bag(b["types"], self.forms, mode="sum", sparse=True)
        x = forms[b["inverse"]]
        for i, table in enumerate(self.places):
            x = x + table[b["places"][:, i]]
        x = dropped(x, self.drop, self.training)
        self.watch(x)
        edge = torch.zeros(REACH, x.shape[1])
        padded = torch.cat([edge, x, edge])
        near = [
            padded[k : k + len(x)] * b["same"][k] if k != REACH else x for k in range(2 * REACH + 1)
        ]
        h = F.relu(linear(torch.cat(near, 1), self.mix))
        for layer in self.layers:
            if isinstance(layer, nn.LSTM):
                h = self.by_paragraph(layer, dropped(h, self.drop, self.training), b["paragraphs"])
                continue
            h = dropped(h, self.drop, self.training)
            self.watch(h)
            u = linear(h, layer)
            k = self.hidden
            h = torch.cat(
                [
                    Scan.apply(u[:, : 3 * k], h[:, :k], b["first"], False),
                    Scan.apply(u[:, 3 * k :], h[:, k:], b["first"], True),
                ],
                1,
            )
        return dropped(h, self.drop, self.training)

    def watch(self, x):
        if self.watched is not None:
            self.watched.append(x.detach().numpy())

    def by_paragraph(self, lstm, h, lengths):
        parts = nn.utils.rnn.pad_sequence(h.split(lengths), batch_first=True)
        packed = nn.utils.rnn.pack_padded_sequence(
            parts, torch.tensor(lengths), batch_first=True, enforce_sorted=False
        )
        out, _ = nn.utils.rnn.pad_packed_sequence(lstm(packed)[0], batch_first=True)
        return torch.cat([out[i, :n] for i, n in enumerate(lengths)])


class Chooser(nn.Module):
    """Scores (query span, candidate span) pairs, and the answer that there is none."""

    def __init__(self, width):
        super().__init__()
        self.query = nn.Linear(3 * width, LINK + DOT)
        self.answer = nn.Linear(3 * width, LINK + DOT, bias=False)
        self.tables = nn.ParameterList(
            [nn.Parameter(torch.randn(n, LINK) * 0.1) for n in PAIR_SIZES]
        )
        self.bias = nn.ParameterList([nn.Parameter(torch.zeros(n)) for n in PAIR_SIZES])
        self.last = nn.Parameter(torch.randn(LINK) / 8)
        self.none = nn.Linear(LINK, 1)

    def forward(self, queries, answers, pairs, told):
        q, a = self.query(queries), self.answer(answers)
        i, j = pairs[:, 0], pairs[:, 1]
        hidden = q[i, :LINK] + a[j, :LINK]
        score = (q[i, LINK:] * a[j, LINK:]).sum(1) / math.sqrt(DOT)
        for f, (table, bias) in enumerate(zip(self.tables, self.bias, strict=True)):
            hidden = hidden + table[told[:, f]]
            score = score + bias[told[:, f]]
        score = score + F.relu(hidden) @ self.last
        return score, self.none(F.relu(q[:, :LINK]))[:, 0]


class Tagger(nn.Module):
    def __init__(self, width=128, hidden=96, layers=4, drop=0.3, lstm=0):
        super().__init__()
        self.shape = {
            "width": width,
            "hidden": hidden,
            "layers": layers,
            "drop": drop,
            "lstm": lstm,
        }
        self.encoder = Encoder(width, hidden, layers, drop, lstm)
        self.emit = nn.Linear(2 * hidden, TAGS)
        self.transition = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.begin = nn.Parameter(torch.zeros(TAGS))
        allowed = torch.ones(TAGS, TAGS)
        start = torch.ones(TAGS)
        for inside in (2, 4, 6):
            start[inside] = 0
            for before in range(TAGS):
                if before not in (inside, inside - 1):
                    allowed[before, inside] = 0
        self.register_buffer("barred", (1 - allowed) * -1e4)
        self.register_buffer("barred_begin", (1 - start) * -1e4)
        self.to_cue = Chooser(2 * hidden)
        self.to_source = Chooser(2 * hidden)

    def chain(self):
        return self.transition + self.barred, self.begin + self.barred_begin


def spans_of(tags, role, edges):
    """Spans (first, last) of a role, 0 source, 1 cue, 2 content, from a sequence of tags."""
    b, i = 1 + 2 * role, 2 + 2 * role
    starts = np.flatnonzero(tags == b)
    inside = (tags == i).astype(np.int8)
    out = []
    for s in starts:
        e = s
        while e + 1 < len(tags) and inside[e + 1] and not edges[e + 1]:
            e += 1
        out.append((s, e))
    return np.array(out, np.int32).reshape(-1, 2)


def span_states(h, spans, total):
    """First, last and mean state of each span; `total` is the running sum of h with a 0 row."""
    s, e = spans[:, 0], spans[:, 1]
    mean = (total[e + 1] - total[s]) / (e - s + 1)[:, None].float()
    return torch.cat([h[s], h[e], mean], 1)


def main_owner(owner, span):
    """The attribution that most of a span belongs to, -1 where that is less than half."""
    values = owner[span[0] : span[1] + 1]
    best, count = Counter(values.tolist()).most_common(1)[0]
    return best if 2 * count >= len(values) else -1


class Batcher:
    def __init__(self, counts, drop_word, drop_form=0.0):
        self.rows, self.index = [[0] * FORM_WIDTH], {}
        self.counts, self.drop_word, self.drop_form = counts, drop_word, drop_form

    def type_of(self, word):
        at = self.index.get(word)
        if at is None:
            at = self.index[word] = len(self.rows)
            self.rows.append(form_features(word))
        return at

    def batch(self, examples, rng, training):
        types = np.array([self.type_of(w) for x in examples for w in x.cut.words])
        unique, inverse = np.unique(types, return_inverse=True)
        rows = np.array([self.rows[t] for t in unique])
        count = self.counts[rows[:, 0]]
        if training:
            gone = (
                rng.random(len(rows)) < self.drop_word / (self.drop_word + count) + self.drop_form
            )
            gone |= count == 0
            rows[gone, 0] = 0
            affix = rng.random(rows.shape) < self.drop_form / 2
            affix[:, 0] = False
            rows[affix] = 0
        else:
            rows[count < 2, 0] = 0
        lengths = [len(x.cut) for x in examples]
        n = sum(lengths)
        first = np.zeros(n + 1, np.bool_)
        first[np.concatenate([[0], np.cumsum(lengths)])] = True
        padded = np.pad(np.cumsum(first[:n]), REACH)
        return {
            "types": torch.from_numpy(rows),
            "inverse": torch.from_numpy(inverse.reshape(-1)),
            "places": torch.from_numpy(
                np.concatenate([place_features(x.cut) for x in examples]).astype(np.int64)
            ),
            "first": first,
            "paragraphs": [int(k) for x in examples for k in np.bincount(x.cut.paragraph)],
            "same": [
                torch.from_numpy(padded[k : k + n] == padded[REACH : REACH + n]).float()[:, None]
                for k in range(2 * REACH + 1)
            ],
            "tags": np.concatenate([x.tags for x in examples]),
            "offsets": np.concatenate([[0], np.cumsum(lengths)]),
        }


def link_loss(model, h, b, examples, tags):
    """Cross entropy of both choices, with spans taken from `tags`."""
    total = torch.cat([torch.zeros(1, h.shape[1]), h.cumsum(0)])
    found = {0: [], 1: [], 2: []}
    jobs = {"cue": [[], [], []], "source": [[], [], []]}  # pairs, told, target
    base = {0: 0, 1: 0, 2: 0}
    for x, o in zip(examples, b["offsets"][:-1], strict=True):
        t = tags[o : o + len(x.cut)]
        spans = [spans_of(t, r, b["first"][o:]) for r in range(3)]
        owners = [
            [main_owner(x.owner[name], s) for s in spans[r]]
            for r, name in enumerate(("source", "cue", "content"))
        ]
        # the source of an attribution may be shared: look up which span holds its tokens
        for name, query, answer in (("cue", 2, 1), ("source", 1, 0)):
            if not len(spans[query]):
                continue
            pairs, told = candidates(
                x.cut, spans[query], spans[answer], spans[1], spans[2], spans[0]
            )
            right = np.zeros(len(pairs), np.bool_)
            for m, (i, j) in enumerate(pairs):
                a = owners[query][i]
                if a >= 0:
                    right[m] = (
                        owners[answer][j] == a
                        if name == "cue"
                        else bool(
                            a in x.holds.get(int(spans[0][j][0]), ())
                            or any(
                                a in x.holds.get(k, ())
                                for k in range(spans[0][j][0], spans[0][j][1] + 1)
                            )
                        )
                    )
            jobs[name][0].append(pairs + np.array([[base[query], base[answer]]]))
            jobs[name][1].append(told)
            jobs[name][2].append(right)
        for r in range(3):
            found[r].append(spans[r] + o)
            base[r] += len(spans[r])
    loss, count = h.sum() * 0.0, 0
    states = {}
    for r in range(3):
        all_spans = np.concatenate(found[r]) if found[r] else np.zeros((0, 2), np.int32)
        states[r] = span_states(h, torch.from_numpy(all_spans.astype(np.int64)), total)
    for name, query, answer, chooser in (
        ("cue", 2, 1, model.to_cue),
        ("source", 1, 0, model.to_source),
    ):
        if not jobs[name][0]:
            continue
        pairs = torch.from_numpy(np.concatenate(jobs[name][0]).astype(np.int64))
        told = torch.from_numpy(np.concatenate(jobs[name][1]).astype(np.int64))
        right = torch.from_numpy(np.concatenate(jobs[name][2]))
        score, none = chooser(states[query], states[answer], pairs, told)
        nq = len(none)
        has = torch.zeros(nq).index_add(0, pairs[:, 0], right.float()) > 0
        top = torch.cat([none]).detach()
        top = top.scatter_reduce(0, pairs[:, 0], score.detach(), "amax")
        whole = torch.exp(none - top).index_add(0, pairs[:, 0], torch.exp(score - top[pairs[:, 0]]))
        good = torch.where(has, torch.zeros(nq), torch.exp(none - top)).index_add(
            0, pairs[:, 0], torch.exp(score - top[pairs[:, 0]]) * right.float()
        )
        loss = loss + (torch.log(whole) - torch.log(good + 1e-20)).sum()
        count += nq
    return loss, count


def left_out(model, state, articles, batcher):
    """The loss a token on articles not trained on, of the tags and of the links a span."""
    now = {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(state)
    model.eval()
    total = [0.0, 0, 0.0, 0]
    with torch.no_grad():
        for x in articles:
            one = example(x, x.text, x.versions[0])
            b = batcher.batch([one], None, False)
            h = model.encoder(b)
            trans, begin = model.chain()
            tag = Chain.apply(model.emit(h), trans, begin, b["first"], b["tags"])
            link, count = link_loss(model, h, b, [one], b["tags"])
            new = (tag.item(), len(h), link.item(), count)
            total = [a + b for a, b in zip(total, new, strict=True)]
    model.load_state_dict(now)
    return f"tag {total[0] / max(1, total[1]):.4f} link {total[2] / max(1, total[3]):.4f}"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--corpus", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--hold-out", default="")
    p.add_argument("--epochs", type=float, default=24)
    p.add_argument("--batch", type=int, default=3)
    p.add_argument("--rate", type=float, default=3e-3)
    p.add_argument("--drop", type=float, default=0.3)
    p.add_argument("--width", type=int, default=128)
    p.add_argument("--hidden", type=int, default=96)
    p.add_argument("--layers", type=int, default=4)
    p.add_argument("--lstm", type=int, default=0)
    p.add_argument("--start", type=Path, help="go on from a model")
    p.add_argument("--drop-form", type=float, default=0.12)
    p.add_argument("--fold", default="", help="i/k: leave out every k-th article, from the i-th on")
    p.add_argument("--soft", type=Path, help="tags by taggers that have not read the article")
    p.add_argument("--soft-share", type=float, default=0.5)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--minutes", type=float, default=1e9)
    a = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    rng, draws = random.Random(a.seed), np.random.default_rng(a.seed)
    articles = read_corpus(a.corpus)
    train = [x for x in articles if not a.hold_out or a.hold_out not in x.name]
    kept = [x for x in articles if x not in train]
    if a.fold:
        kept = kept or fold_of(train, a.fold)
        train = [x for x in train if x not in fold_of(train, a.fold)]
    soft = SoftLabels(a.soft, a.seed) if a.soft else None
    print(len(train), "articles for training of", len(articles), flush=True)
    counts = np.zeros(FORM_ROWS)
    batcher = Batcher(counts, 1.0, a.drop_form)
    for x in train:
        for w in example(x, x.text, []).cut.words:
            counts[batcher.rows[batcher.type_of(w)][0]] += 1
    model = Tagger(a.width, a.hidden, a.layers, a.drop, a.lstm)
    if a.start:
        model.load_state_dict(torch.load(a.start, weights_only=False)["state"])
    print(sum(q.numel() for q in model.parameters()), "parameters", flush=True)
    forms = [model.encoder.forms]
    rest = [q for q in model.parameters() if q is not model.encoder.forms]
    optimiser = torch.optim.AdamW(
        rest, lr=a.rate, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.05, foreach=True
    )
    sparse = torch.optim.SparseAdam(forms, lr=a.rate, betas=(0.9, 0.98), eps=1e-8)
    steps = int(a.epochs * math.ceil(len(train) / a.batch))
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    step, began, seen = 0, time.time(), [0.0, 0.0, 0, 0]
    while step < steps:
        order = train[:]
        rng.shuffle(order)
        for at in range(0, len(order), a.batch):
            if step >= steps:
                break
            spent = max(step / steps, (time.time() - began) / 60 / a.minutes)
            if spent >= 1:
                step = steps
                break
            rate = a.rate * min(1, (step + 1) / 200) * max(0.02, 1 - spent)
            for group in optimiser.param_groups + sparse.param_groups:
                group["lr"] = rate
            examples = [varied(x, rng) for x in order[at : at + a.batch]]
            examples = [x for x in examples if len(x.cut)]
            if not examples:
                continue
            b = batcher.batch(examples, draws, True)
            gold = b["tags"]
            if soft and rng.random() < a.soft_share:
                b["tags"] = np.concatenate([soft.drawn(x) for x in examples])
            model.train()
            h = model.encoder(b)
            e = model.emit(h)
            trans, begin = model.chain()
            n = len(h)
            tag_loss = Chain.apply(e, trans, begin, b["first"], b["tags"])
            tags = gold
            if step > 300 and rng.random() < 0.5:
                tags = viterbi(
                    e.detach().numpy(), trans.detach().numpy(), begin.detach().numpy(), b["first"]
                )
            l_loss, count = link_loss(model, h, b, examples, tags)
            loss = tag_loss / n + 1.5 * l_loss / n
            optimiser.zero_grad()
            sparse.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(rest, 1.0)
            optimiser.step()
            sparse.step()
            step += 1
            decay = min(0.998, step / (step + 20))
            if step % 8 == 0:
                with torch.no_grad():
                    for k, v in model.state_dict().items():
                        average[k].lerp_(v, 1 - decay**8)
            seen[0] += tag_loss.item()
            seen[1] += l_loss.item()
            seen[2] += n
            seen[3] += count
            if step % 100 == 0:
                print(
                    f"step {step}/{steps} {time.time() - began:.0f}s tag {seen[0] / seen[2]:.4f} "
                    f"link {seen[1] / max(1, seen[3]):.4f} rate {rate:.5f}",
                    flush=True,
                )
                if step % 500 == 0:
                    seen = [0.0, 0.0, 0, 0]
                    print("   on articles left out:", left_out(model, average, kept, batcher))
            if step % 500 == 0 or step == steps:
                torch.save(
                    {"shape": model.shape, "state": average, "counts": counts, "step": step}, a.out
                )
    torch.save({"shape": model.shape, "state": average, "counts": counts, "step": step}, a.out)


if __name__ == "__main__":
    main()
