"""Write a trained answer network as the file that ships: answers.onnx.

python training/export_answers.py answers.pt src/servanda/reading/packages/answers.onnx \\
    --encoder DIR

What it takes in is what embeddings.onnx gives. Compares what the file says of some texts with what
the network says.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from answers import AnswerNet, Reading, texts_of
from encoder_graph import (
    Writer,
    kept_pieces,
    layer,
    read_safetensors,
    read_vocabulary,
    states_in,
    with_heads,
)
from onnx import TensorProto, checker, helper

from servanda.reading.packages.answer_network import AnswerNetwork
from servanda.reading.tagger.encoder import shipped_shared
from servanda.reading.tagger.product import session_of

WIDTH = 384
CLOSE = 0.02
"""Most that chances may differ by at the median: weights are rounded."""


def graph(net, weights):
    """Return the network as a graph: states, names, shares of names and of their sentences in."""
    for number, block in enumerate(net.top):
        block.into(weights, number)
    to = Writer(whole_numbers=True)
    with_heads(to, WIDTH)
    table = to.keep("names", net.named.weight.detach().numpy())
    x = to.do("Add", "states", to.do("Gather", table, "named"))
    for number in range(len(net.top)):
        x = layer(to, x, weights, f"encoder.layer.{number}.", WIDTH)
    both = to.do("Concat", to.do("MatMul", "own", x), to.do("MatMul", "inside", x), axis=-1)

    def dense(x, name, of):
        matrix, bias = (getattr(of, a).detach().numpy() for a in ("weight", "bias"))
        return to.do("Add", to.do("MatMul", x, to.keep(name, matrix.T)), to.keep(f"{name}.b", bias))

    out = dense(to.do("Gelu", dense(both, "hidden", net.hidden)), "give", net.give)
    out = to.do("Softmax", out, axis=-1)
    settled = settled_in(to, x, dense(x, "look", net.look), net.settle)
    given = [
        states_in(WIDTH),
        helper.make_tensor_value_info("named", TensorProto.INT32, ["n"]),
        helper.make_tensor_value_info("own", TensorProto.FLOAT, ["names", "n"]),
        helper.make_tensor_value_info("inside", TensorProto.FLOAT, ["names", "n"]),
        helper.make_tensor_value_info("outside", TensorProto.FLOAT, ["sentences", "n", 1]),
    ]
    told = [
        helper.make_tensor_value_info(out, TensorProto.FLOAT, ["names", None]),
        helper.make_tensor_value_info(settled, TensorProto.FLOAT, ["sentences", None]),
    ]
    made = helper.make_graph(to.nodes, "answers", given, told, to.numbers)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    checker.check_model(model)
    return model


def settled_in(to, x, look, settle):
    """Add what each sentence settles, by the pieces where each issue looks, and return its name.

    `outside`: of each sentence 1 for the pieces that are not in it.
    """
    say = to.do("MatMul", x, to.keep("settle", settle.weight.detach().numpy().T))
    away = to.do("Mul", "outside", to.keep("far", np.float32(-1e4)))
    share = to.do("Softmax", to.do("Add", look, away), axis=1)
    whole = to.do("ReduceSum", to.do("Mul", share, say), to.keep("over", np.array([1])), keepdims=0)
    bias = to.keep("settle.b", settle.bias.detach().numpy())
    return to.do("Sigmoid", to.do("Add", whole, bias))


def difference(net, file, texts):
    """The median difference between the chances that the network and the file give."""
    network = AnswerNetwork(shipped_shared(), session_of(file.read_bytes()))
    reading = Reading(network.shared.cache)
    found = []
    with torch.no_grad():
        for text in texts:
            told = network.read([line.sentence for line in text])
            for one in reading.windows([text]):
                names, sentences = net(reading.batch([one]))
                rows = [told.answers[sentence][name] for _, sentence, name in one[0].heard]
                if rows:
                    found.append(np.abs(np.stack(rows) - names.softmax(-1).numpy()).max(axis=1))
                if len(sentences):
                    rows = told.issues[list(one[0].told)]
                    found.append(np.abs(rows - sentences.sigmoid().numpy()).max(axis=1))
    return float(np.median(np.concatenate(found)))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--encoder", type=Path, required=True)
    p.add_argument("--texts", type=Path, default=Path(__file__).with_name("answers"))
    a = p.parse_args()
    saved = torch.load(a.model, weights_only=False)
    kept = kept_pieces(read_vocabulary(a.encoder))
    net = AnswerNet(len(kept), saved["layers"])
    net.load_state_dict(saved["state"])
    net.eval()
    weights = read_safetensors(a.encoder / "model.safetensors")
    a.out.write_bytes(graph(net, weights).SerializeToString())
    texts = list(texts_of(min(a.texts.glob("*.txt"))))[:30]
    apart = difference(net, a.out, texts)
    if apart > CLOSE:
        raise SystemExit(f"{a.out} gives other chances than {a.model}, by {apart:.3f}")
    print(f"chances differ by {apart:.4f} at the median; {a.out.stat().st_size / 1e6} MB")


if __name__ == "__main__":
    main()
