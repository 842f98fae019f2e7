"""Write a trained model as the small file the package ships, and check that it computes the same.

python training/export_tagger.py model.pt CORPUS src/servanda/reading/tagger/english.npz
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from tagger_model import Batcher, Tagger

from corpus import Article, example, read_corpus
from servanda.reading.tagger.features import FORM_WIDTH, place_features
from servanda.reading.tagger.network import FormCache, states
from servanda.reading.tagger.weights import load_weights

CLOSE = 0.05
"""How far rounding to 8 and 16 bits may move a tag score, at the median."""
WATCHED = 60
"""Articles on which the range of what a layer is given is taken."""


def loaded(saved):
    """The trained model, ready to be asked."""
    model = Tagger(**saved["shape"])
    model.load_state_dict(saved["state"])
    model.eval()
    return model


def ranges(saved, articles):
    """For each layer the least and greatest input counted: a bit above all but 0.1 %."""
    return ranges_of(loaded(saved).encoder, Batcher(saved["counts"], 1.0), articles)


def ranges_of(encoder, batcher, articles, above_encoder=False):
    """The ranges of a model; those of what an encoder tells it first, where it is above one."""
    encoder.watched = []
    with torch.no_grad():
        for x in articles:
            encoder(batcher.batch([example(x, x.text, [])], None, False))
    out = []
    depth = 1 + len(encoder.layers) + above_encoder
    order = [1, 0, *range(2, depth)] if above_encoder else range(depth)
    for i in order:
        inputs = np.concatenate(encoder.watched[i::depth])
        reach = 1.3 * float(np.quantile(np.abs(inputs), 0.999))
        out.append([0.0 if inputs.min() >= 0 else -reach, reach])
    return np.array(out, np.float32)


def half(t):
    return t.detach().numpy().astype(np.float16)


def layer_arrays(name, linear, reach):
    """The arrays of one layer, in 8 bits."""
    matrix = linear.weight.detach().numpy().T
    column = np.maximum(np.abs(matrix).max(0), 1e-8) / 127
    none = np.zeros(len(column), np.float16)
    return {
        name: np.round(matrix / column).astype(np.int8),
        f"{name}.scale": column.astype(np.float32),
        f"{name}.bias": none if linear.bias is None else half(linear.bias),
        f"{name}.range": reach,
    }


def arrays(saved, reaches, model=None):
    """The arrays of the package's file: 8-bit tables and layers, half precision for the rest."""
    model = model or loaded(saved)
    e = model.encoder
    forms = e.forms.detach().numpy().copy()
    words = slice(1, 1 + (1 << 15))
    empty = forms[0].copy()  # in training a token has it once for each feature short of FORM_WIDTH
    forms -= empty
    forms[words][saved["counts"][words] < 2] = 0
    scale = np.maximum(np.abs(forms).max(1), 1e-8) / 127
    transition, begin = model.chain()
    out = {
        "forms": np.round(forms / scale[:, None]).astype(np.int8),
        "form_scale": scale.astype(np.float32),
        "depth": np.array(1 + len(e.layers)),
        "emit": half(model.emit.weight.t()),
        "emit_bias": half(model.emit.bias),
        "confidence": np.zeros(15, np.float32),
        "settings.least_link": np.array(0.3),
        "settings.least_sure": np.array(0.0),
        "transition": transition.detach().numpy(),
        "begin": begin.detach().numpy(),
    }
    for i, table in enumerate(e.places):
        constant = FORM_WIDTH * torch.from_numpy(empty) if i == 0 else 0.0
        out[f"places.{i}"] = half(table + constant)
    for i, linear in enumerate([e.mix, *e.layers]):
        out |= layer_arrays(f"layer.{i}", linear, reaches[i])
    for name, c in (("cue", model.to_cue), ("source", model.to_source)):
        out[f"{name}.query"], out[f"{name}.query_bias"] = (
            half(c.query.weight.t()),
            half(c.query.bias),
        )
        out[f"{name}.answer"] = half(c.answer.weight.t())
        for i, (table, bias) in enumerate(zip(c.tables, c.bias, strict=False)):
            out[f"{name}.table.{i}"], out[f"{name}.bias.{i}"] = half(table), half(bias)
        out[f"{name}.last"] = half(c.last)
        out[f"{name}.none"], out[f"{name}.none_bias"] = half(c.none.weight[0]), half(c.none.bias)
    return out


SAMPLE = (
    "“We will not sign,” Olga Stefanishyna said on 3 May. Kyiv, which has 1,300.5 km of front, "
    "warned that the talks would fail.\nAccording to two officials, the offer “stands”.\n"
)


def difference(saved, path):
    """The median difference between the tag scores of the model and of the file, on a sample."""
    model = loaded(saved)
    one = example(Article("sample", SAMPLE, []), SAMPLE, [])
    b = Batcher(saved["counts"], 1.0).batch([one], None, False)
    with torch.no_grad():
        wanted = model.emit(model.encoder(b)).numpy()
    weights = load_weights(path)
    forms, sums = FormCache(weights).rows(one.cut.words)
    h = states(weights, forms, sums, place_features(one.cut), b["first"])
    return float(np.median(np.abs(h @ weights.emit + weights.emit_bias - wanted)))


def with_settings(path):
    """The settings of an exported file."""
    with np.load(path) as file:
        chosen = [n for n in file.files if n == "confidence" or n.startswith("settings.")]
        return {name: file[name] for name in chosen}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model", type=Path)
    p.add_argument("corpus", type=Path, help="the articles it was trained on")
    p.add_argument("out", type=Path)
    p.add_argument("--settings-from", type=Path, help="an exported file whose settings to take")
    p.add_argument("--setting", action="append", default=[], help="name=value")
    a = p.parse_args()
    saved = torch.load(a.model, weights_only=False)
    out = arrays(saved, ranges(saved, read_corpus(a.corpus)[:WATCHED]))
    if a.settings_from:
        out |= with_settings(a.settings_from)
    for setting in a.setting:
        name, _, value = setting.partition("=")
        out[f"settings.{name}"] = np.array(float(value))
    np.savez_compressed(a.out, **out)
    apart = difference(saved, a.out)
    if apart > CLOSE:
        raise SystemExit(f"{a.out} computes other tag scores than {a.model}, by {apart:.2f}")
    print(f"tag scores differ by {apart:.3f} at the median")
    print(a.out, a.out.stat().st_size / 1e6, "MB")


if __name__ == "__main__":
    main()
