"""What a pre-trained encoder says of the pieces of every article, kept for training.

    python training/encoder_states.py --corpus DIR --encoder DIR --out states.npz [--layers 2]

`--encoder` holds model.safetensors and vocab.txt. The states after `--layers` layers are stored;
the layers above them can then be trained on without running those below again.
"""

import argparse
from pathlib import Path

import numpy as np
from encoder_graph import graph, read_safetensors, read_vocabulary

from corpus import read_corpus
from servanda.reading.tagger.passages import passages
from servanda.reading.tagger.pieces import PieceCache
from servanda.reading.tagger.product import session_of
from servanda.reading.text.tokens import tokenised


class EncoderStates:
    """States of the pieces of articles, and of the parts of articles."""

    def __init__(self, path):
        with np.load(path) as file:
            self.stored = {name: file[name] for name in file.files}
        self.layers = int(self.stored["layers"])

    def of(self, one):
        """Return states, token numbers (-1: of the passage) and passage lengths of an example."""
        start = self.stored[f"{one.name}/start"]
        lengths = self.stored[f"{one.name}/lengths"]
        token = np.searchsorted(one.cut.start, start - one.shift, side="right") - 1
        here = (start >= one.shift) & (start < one.shift + len(one.cut.text)) & (token >= 0)
        passage = np.repeat(np.arange(len(lengths)), lengths)
        live = np.zeros(len(lengths), bool)
        live[passage[here]] = True
        kept = (here | (start < 0)) & live[passage]
        states = self.stored[f"{one.name}/states"][kept].astype(np.float32)
        sizes = np.bincount(passage[kept], minlength=len(lengths))
        return states, np.where(here, token, -1)[kept], sizes[live]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--corpus", type=Path, required=True)
    p.add_argument("--encoder", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--layers", type=int, default=2)
    a = p.parse_args()
    cache = PieceCache(read_vocabulary(a.encoder))
    weights = read_safetensors(a.encoder / "model.safetensors")
    model = graph(weights, max(1, a.layers), whole_numbers=False, told=[a.layers])
    session = session_of(model.SerializeToString())
    stored = {"layers": np.array(a.layers)}
    for x in read_corpus(a.corpus):
        cut = tokenised(x.text)
        parts = list(passages(cut, 0, len(cut), cache))
        if not parts:
            continue
        token = np.concatenate([part.token for part in parts])
        states = [session.run(None, {"pieces": part.pieces})[0] for part in parts]
        stored[f"{x.name}/states"] = np.concatenate(states).astype(np.float16)
        stored[f"{x.name}/start"] = np.where(token >= 0, cut.start[token], -1)
        stored[f"{x.name}/lengths"] = np.array([len(part.pieces) for part in parts])
    np.savez(a.out, **stored)


if __name__ == "__main__":
    main()
