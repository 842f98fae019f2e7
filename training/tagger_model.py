"""The network of the tagger and linker, the batches it is given, and the loss of its links."""

import math
from collections import Counter

import numpy as np
import torch
from kernels import Scan
from torch import nn
from torch.nn import functional as F  # noqa: N812

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


SHORT = torch.ops.mkldnn._is_mkldnn_bf16_supported()


def linear(x, layer):
    """A matrix product in bfloat16 (two to three times as fast where there are instructions)."""
    if not SHORT:
        return F.linear(x, layer.weight, layer.bias)
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
        h = F.relu(linear(torch.cat(near, 1), self.mix) + self.beside(b))
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

    def beside(self, b):
        """What else the first layer is told of each token: nothing (see careful.py)."""
        return 0.0

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
