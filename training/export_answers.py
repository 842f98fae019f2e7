"""Write a trained answer network as the file that ships: answers.onnx.

python training/export_answers.py answers.pt src/servanda/reading/packages/answers.onnx \\
    --encoder DIR

Its lower layers are those of encoder.onnx. Compares what the file says of some sentences with what
the network says.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from answers import AnswerNet, Batches, read_texts
from encoder_graph import Writer, layer, read_safetensors, states_in, with_heads
from onnx import TensorProto, checker, helper

from servanda.reading.packages.answer_network import ASKED, BESIDE
from servanda.reading.tagger.product import session_of

WIDTH = 384
BELOW = 2
CLOSE = 0.02
"""Most that chances may differ by at the median: weights are rounded."""


def graph(net, weights):
    """Return the network as a graph: states, kinds, shares of the name and of the sentence in."""
    for number, block in enumerate(net.top):
        block.into(weights, BELOW + number)
    to = Writer(whole_numbers=True)
    with_heads(to, WIDTH)
    table = to.keep("kinds", net.kind.weight.detach().numpy())
    x = to.do("Add", "states", to.do("Gather", table, "kind"))
    for number in range(len(net.top)):
        x = layer(to, x, weights, f"encoder.layer.{BELOW + number}.", WIDTH)
    own = to.do("MatMul", "own", x)
    whole = to.do("MatMul", "inside", x)
    both = to.do("Concat", own, whole, axis=-1)

    def dense(x, name, of):
        matrix, bias = (getattr(of, a).detach().numpy() for a in ("weight", "bias"))
        return to.do("Add", to.do("MatMul", x, to.keep(name, matrix.T)), to.keep(f"{name}.b", bias))

    out = dense(to.do("Gelu", dense(both, "hidden", net.hidden)), "give", net.give)
    out = to.do("Softmax", out, axis=-1)
    given = [
        states_in(WIDTH),
        helper.make_tensor_value_info("kind", TensorProto.INT32, ["n"]),
        helper.make_tensor_value_info("inside", TensorProto.FLOAT, [1, "n"]),
        helper.make_tensor_value_info("own", TensorProto.FLOAT, [1, "n"]),
    ]
    told = [helper.make_tensor_value_info(out, TensorProto.FLOAT, [1, None])]
    made = helper.make_graph(to.nodes, "answers", given, told, to.numbers)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    checker.check_model(model)
    return model


def difference(net, file, examples):
    """The median difference between the chances that the network and the file give."""
    session = session_of(file.read_bytes())
    found = []
    with torch.no_grad():
        for one in examples:
            wanted = net(Batches.batch([one])).softmax(-1).numpy()
            own, inside = one.kind == ASKED, one.kind != BESIDE
            told = session.run(None, {
                "states": one.states.astype(np.float32), "kind": one.kind,
                "own": (own / own.sum()).astype(np.float32)[None],
                "inside": (inside / inside.sum()).astype(np.float32)[None],
            })[0]  # fmt: skip
            found.append(np.abs(told - wanted).max())
    return float(np.median(found))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--encoder", type=Path, required=True)
    p.add_argument("--texts", type=Path, default=Path(__file__).with_name("answers"))
    a = p.parse_args()
    saved = torch.load(a.model, weights_only=False)
    net = AnswerNet(saved["layers"])
    net.load_state_dict(saved["state"])
    net.eval()
    weights = read_safetensors(a.encoder / "model.safetensors")
    a.out.write_bytes(graph(net, weights).SerializeToString())
    apart = difference(net, a.out, read_texts(sorted(a.texts.glob("*.txt"))[:1])[:200])
    if apart > CLOSE:
        raise SystemExit(f"{a.out} gives other chances than {a.model}, by {apart:.3f}")
    print(f"chances differ by {apart:.4f} at the median; {a.out.stat().st_size / 1e6} MB")


if __name__ == "__main__":
    main()
