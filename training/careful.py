"""The tagger above an encoder: its upper layers, and what it gives the tagger's first layer."""

import numpy as np
import torch
from tagger_model import Batcher, Encoder, Tagger, dropped
from torch import nn
from torch.nn import functional as F  # noqa: N812

WIDTH = 384
HEADS = 12
PARTS = ("query", "key", "value")
DENSE = (
    ("out", "attention.output.dense"),
    ("after", "attention.output.LayerNorm"),
    ("up", "intermediate.dense"),
    ("down", "output.dense"),
    ("last", "output.LayerNorm"),
)


class Block(nn.Module):
    """One layer of self-attention, trained on from given weights."""

    def __init__(self):
        super().__init__()
        self.three = nn.Linear(WIDTH, 3 * WIDTH)
        self.out, self.after = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.last = nn.LayerNorm(WIDTH, 1e-12)

    def fill(self, weights, number):
        """Take the weights of a layer of the pre-trained encoder."""
        at = f"encoder.layer.{number}."
        state = {}
        for a in ("weight", "bias"):
            three = [weights[f"{at}attention.self.{part}.{a}"] for part in PARTS]
            state[f"three.{a}"] = torch.from_numpy(np.concatenate(three))
            for ours, theirs in DENSE:
                state[f"{ours}.{a}"] = torch.from_numpy(weights[f"{at}{theirs}.{a}"].copy())
        self.load_state_dict(state)

    def into(self, weights, number):
        """Put the weights back in place of those of the pre-trained encoder."""
        at = f"encoder.layer.{number}."
        for a in ("weight", "bias"):
            three = getattr(self.three, a).detach().numpy()
            for part, one in zip(PARTS, np.split(three, 3), strict=True):
                weights[f"{at}attention.self.{part}.{a}"] = one
            for ours, theirs in DENSE:
                weights[f"{at}{theirs}.{a}"] = getattr(getattr(self, ours), a).detach().numpy()

    def forward(self, x, b, drop):
        """x: the pieces of all passages, one below the other."""
        rows, columns = b["where"].shape
        three = self.three(x)[b["where"]].view(rows, columns, 3, HEADS, WIDTH // HEADS)
        q, k, v = three.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=b["filled"])
        mixed = mixed.transpose(1, 2).reshape(rows * columns, WIDTH)[b["back"]]
        x = self.after(x + dropped(self.out(mixed), drop, self.training))
        return self.last(x + dropped(self.down(F.gelu(self.up(x))), drop, self.training))


class CarefulEncoder(Encoder):
    """The tagger's layers, the first of which is told what an encoder says of each token."""

    def __init__(self, width, hidden, layers, drop, lstm=0, top=0, told_drop=0.2):
        super().__init__(width, hidden, layers, drop, lstm)
        self.top = nn.ModuleList([Block() for _ in range(top)])
        self.deep = nn.Linear(WIDTH, 2 * hidden, bias=False)
        self.told_drop = told_drop

    def beside(self, b):
        x = b["states"]
        for block in self.top:
            x = block(x, b, 0.1)
        token = b["piece_token"]
        own = token >= 0
        told = torch.zeros(len(b["tags"]), WIDTH).index_add(0, token[own], x[own]) * b["share"]
        told = dropped(told, self.told_drop, self.training)
        self.watch(told)
        return self.deep(told)


class CarefulTagger(Tagger):
    """The tagger with an encoder below it."""

    def __init__(self, top=0, told_drop=0.2, below=0, **shape):
        super().__init__(**shape)
        hidden = self.shape["hidden"]
        sizes = {key: self.shape[key] for key in ("width", "hidden", "layers", "drop", "lstm")}
        self.encoder = CarefulEncoder(**sizes, top=top, told_drop=told_drop)
        self.shape |= {"top": top, "told_drop": told_drop, "below": below}
        assert self.encoder.deep.weight.shape == (2 * hidden, WIDTH)


class CarefulBatcher(Batcher):
    """Adds to a batch what the encoder's lower layers say of it."""

    def __init__(self, counts, drop_word, drop_form=0.0, states=None):
        super().__init__(counts, drop_word, drop_form)
        self.states = states

    def batch(self, examples, rng, training):
        b = super().batch(examples, rng, training)
        told = [self.states.of(x) for x in examples]
        before = np.cumsum([0, *(len(x.cut) for x in examples)])
        token = np.concatenate(
            [np.where(t >= 0, t + at, -1) for (_, t, _), at in zip(told, before[:-1], strict=True)]
        )
        b["states"] = torch.from_numpy(np.concatenate([states for states, _, _ in told]))
        b["piece_token"] = torch.from_numpy(token)
        pieces = np.bincount(token[token >= 0], minlength=before[-1])
        b["share"] = torch.from_numpy((1 / np.maximum(pieces, 1)).astype(np.float32))[:, None]
        lengths = np.concatenate([sizes for _, _, sizes in told])
        starts = np.cumsum(lengths) - lengths
        column = np.arange(lengths.max(initial=0))[None]
        filled = column < lengths[:, None]
        b["where"] = torch.from_numpy(np.where(filled, starts[:, None] + column, 0))
        b["back"] = torch.from_numpy(np.flatnonzero(filled))
        b["filled"] = torch.from_numpy(filled)[:, None, None, :]
        return b
