"""What taggers that have not read an article make of it, to learn from beside the annotations.

    python training/draw_soft_labels.py --corpus DIR --out soft.npz [--hold-out 2016-08] \\
        fold0.pt:0/4 fold1.pt:1/4 fold2.pt:2/4 fold3.pt:3/4

An annotator's marks are one person's judgement of the day; sequences of tags drawn from a tagger
that was trained on other articles say what usually is marked so.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from tagger_model import Batcher, Tagger

from corpus import example, fold_of, read_corpus


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--corpus", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--hold-out", default="")
    p.add_argument("models", nargs="+", help="FILE:i/k, the fold that FILE was not trained on")
    a = p.parse_args()
    articles = [x for x in read_corpus(a.corpus) if not a.hold_out or a.hold_out not in x.name]
    stored = {}
    for number, named in enumerate(a.models):
        path, _, fold = named.rpartition(":")
        saved = torch.load(path, weights_only=False)
        model = Tagger(**saved["shape"])
        model.load_state_dict(saved["state"])
        model.eval()
        trans, begin = model.chain()
        stored[f"transition/{number}"] = trans.detach().double().numpy()
        stored[f"begin/{number}"] = begin.detach().double().numpy()
        batcher = Batcher(saved["counts"], 1.0)
        for x in fold_of(articles, fold):
            one = example(x, x.text, [])
            with torch.no_grad():
                emit = model.emit(model.encoder(batcher.batch([one], None, False)))
            stored[f"{x.name}/emit"] = emit.numpy().astype(np.float16)
            stored[f"{x.name}/start"] = one.cut.start
            stored[f"{x.name}/fold"] = np.array(number)
    np.savez(a.out, **stored)


if __name__ == "__main__":
    main()
