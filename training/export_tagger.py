"""Write a trained model as the small file the package ships, and check that it computes the same.

python training/export_tagger.py model.pt src/servanda/reading/tagger/english.npz
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from corpus import Article, example
from train_tagger import Batcher, Tagger

from servanda.reading.tagger.features import FORM_WIDTH, place_features
from servanda.reading.tagger.network import FormCache, states
from servanda.reading.tagger.weights import load_weights

CLOSE = 0.2
"""How far rounding to 8 and 16 bits may move a tag score."""


def arrays(saved):
    """The arrays of the package's file: 8-bit feature rows, half precision for the rest."""
    model = Tagger(**saved["shape"])
    model.load_state_dict(saved["state"])
    model.eval()

    def half(t):
        return t.detach().numpy().astype(np.float16)

    e = model.encoder
    forms = e.forms.detach().numpy().copy()
    words = slice(1, 1 + (1 << 15))
    empty = forms[0].copy()  # in training a token has it once for each feature short of FORM_WIDTH
    forms -= empty
    forms[words][saved["counts"][words] < 2] = 0
    scale = np.maximum(np.abs(forms).max(1), 1e-8) / 127
    width = forms.shape[1]
    mix = e.mix.weight.detach().numpy()
    mix = np.concatenate([mix[:, i : i + width].T for i in range(0, mix.shape[1], width)], 1)
    transition, begin = model.chain()
    out = {
        "forms": np.round(forms / scale[:, None]).astype(np.int8),
        "form_scale": scale.astype(np.float32),
        "mix": mix.astype(np.float16),
        "mix_bias": half(e.mix.bias),
        "depth": np.array(len(e.layers)),
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
    for i, layer in enumerate(e.layers):
        out[f"layer.{i}"], out[f"layer.{i}.bias"] = half(layer.weight.t()), half(layer.bias)
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
    """The largest difference between the tag scores of the model and of the file, on a sample."""
    model = Tagger(**saved["shape"])
    model.load_state_dict(saved["state"])
    model.eval()
    one = example(Article("sample", SAMPLE, []), SAMPLE, [])
    b = Batcher(saved["counts"], 1.0).batch([one], None, False)
    with torch.no_grad():
        wanted = model.emit(model.encoder(b)).numpy()
    weights = load_weights(path)
    forms, sums = FormCache(weights).rows(one.cut.words)
    h = states(weights, forms, sums, place_features(one.cut), b["first"])
    return float(np.abs(h @ weights.emit + weights.emit_bias - wanted).max())


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--settings-from", type=Path, help="an exported file whose settings to take")
    p.add_argument("--setting", action="append", default=[], help="name=value")
    a = p.parse_args()
    saved = torch.load(a.model, weights_only=False)
    out = arrays(saved)
    if a.settings_from:
        with np.load(a.settings_from) as file:
            chosen = [n for n in file.files if n == "confidence" or n.startswith("settings.")]
            out |= {name: file[name] for name in chosen}
    for setting in a.setting:
        name, _, value = setting.partition("=")
        out[f"settings.{name}"] = np.array(float(value))
    np.savez_compressed(a.out, **out)
    apart = difference(saved, a.out)
    if apart > CLOSE:
        raise SystemExit(f"{a.out} computes other tag scores than {a.model}, by up to {apart:.2f}")
    print(a.out, a.out.stat().st_size / 1e6, "MB")


if __name__ == "__main__":
    main()
