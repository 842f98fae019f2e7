"""Write a model trained above an encoder as the files of the careful mode.

python training/export_careful.py model.pt CORPUS src/servanda/reading/tagger --states states.npz \\
    --encoder DIR [--settings-from careful.npz]

embeddings.onnx tells pieces of words, which are in encoder_pieces.txt, and which others share;
encoder.onnx has the lower layers, careful.onnx the upper ones, careful.npz the tagger above them.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from careful import CarefulBatcher, CarefulTagger
from encoder_graph import graph, kept_pieces, read_safetensors, read_vocabulary
from encoder_states import EncoderStates
from export_tagger import CLOSE, WATCHED, arrays, layer_arrays, ranges_of, with_settings

from corpus import example, read_corpus
from servanda.reading.tagger.encoder import Encoder
from servanda.reading.tagger.features import place_features
from servanda.reading.tagger.network import FormCache, states
from servanda.reading.tagger.passages import LENGTH
from servanda.reading.tagger.product import session_of
from servanda.reading.tagger.weights import load_weights

FILES = ("embeddings", "encoder", "careful")


def encoder_files(model, source, out):
    """Write embeddings, lower layers, the upper ones as they were trained, and the vocabulary."""
    vocabulary = read_vocabulary(source)
    kept = kept_pieces(vocabulary)
    weights = read_safetensors(source / "model.safetensors")
    for number, block in enumerate(model.encoder.top):
        block.into(weights, model.shape["below"] + number)
    for name, rows in (("word", kept), ("position", slice(LENGTH))):
        key = f"embeddings.{name}_embeddings.weight"
        weights[key] = weights[key][rows]
    below = model.shape["below"]
    for name, first, last in (
        ("embeddings", None, 0),
        ("encoder", 0, below),
        ("careful", below, below + len(model.encoder.top)),
    ):
        made = graph(weights, last, first=first)
        (out / f"{name}.onnx").write_bytes(made.SerializeToString())
    pieces = "".join(f"{vocabulary[number]}\n" for number in kept)
    (out / "encoder_pieces.txt").write_text(pieces, encoding="utf-8")


def difference(model, batcher, article, out):
    """The median difference between the tag scores of the model and of the files, on an article."""
    one = example(article, article.text, [])
    b = batcher.batch([one], None, False)
    with torch.no_grad():
        wanted = model.emit(model.encoder(b)).numpy()
    weights = load_weights(out / "careful.npz")
    pieces = (out / "encoder_pieces.txt").read_text(encoding="utf-8").split("\n")[:-1]
    read = [session_of((out / f"{n}.onnx").read_bytes()) for n in FILES]
    encoder = Encoder(read[0], pieces, read[1:])
    forms, sums = FormCache(weights).rows(one.cut.words)
    told = encoder.states(one.cut, 0, len(one.cut))
    h = states(weights, forms, sums, place_features(one.cut), b["first"], told)
    return float(np.median(np.abs(h @ weights.emit + weights.emit_bias - wanted)))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model", type=Path)
    p.add_argument("corpus", type=Path, help="the articles it was trained on")
    p.add_argument("out", type=Path, help="the folder for the files")
    p.add_argument("--states", type=Path, required=True)
    p.add_argument("--encoder", type=Path, required=True)
    p.add_argument("--settings-from", type=Path, help="an exported file whose settings to take")
    a = p.parse_args()
    saved = torch.load(a.model, weights_only=False)
    model = CarefulTagger(**saved["shape"])
    model.load_state_dict(saved["state"])
    model.eval()
    articles = read_corpus(a.corpus)
    batcher = CarefulBatcher(saved["counts"], 1.0, states=EncoderStates(a.states))
    told, *reaches = ranges_of(model.encoder, batcher, articles[:WATCHED], above_encoder=True)
    out = arrays(saved, reaches, model)
    out |= layer_arrays("deep", model.encoder.deep, told)
    if a.settings_from:
        out |= with_settings(a.settings_from)
    encoder_files(model, a.encoder, a.out)
    np.savez_compressed(a.out / "careful.npz", **out)
    apart = difference(model, batcher, articles[0], a.out)
    if apart > CLOSE * 2:
        raise SystemExit(f"{a.out} computes other tag scores than {a.model}, by {apart:.2f}")
    print(f"tag scores differ by {apart:.3f} at the median")
    for name in (*(f"{n}.onnx" for n in FILES), "encoder_pieces.txt", "careful.npz"):
        print(name, (a.out / name).stat().st_size / 1e6, "MB")


if __name__ == "__main__":
    main()
