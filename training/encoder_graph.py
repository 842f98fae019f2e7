"""Write the layers of a pre-trained encoder as a graph that ONNX Runtime runs.

The encoder is all-MiniLM-L6-v2 as its authors publish it: `model.safetensors` and `vocab.txt`.
Weights are stored in 7 bits with a scale a column, what they multiply is rounded to 8 bits within
its range in the passage: 2 * 255 * 64 < 2**15, so a processor that adds two neighbouring products
in 16 bits adds exactly.
"""

import json
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

HEADS = 12
EPSILON = 1e-12
HIGHEST = 64
"""The largest entry of a layer's matrix."""
SPECIAL = ("[UNK]", "[CLS]", "[SEP]")


def read_safetensors(path):
    """Read a file of named arrays in single precision: a length, a header in JSON, the numbers."""
    data = Path(path).read_bytes()
    size = int.from_bytes(data[:8], "little")
    out = {}
    for name, told in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and told["dtype"] == "F32":
            a, b = told["data_offsets"]
            numbers = np.frombuffer(data[8 + size + a : 8 + size + b], np.float32)
            out[name] = numbers.reshape(told["shape"])
    return out


def read_vocabulary(folder):
    """Read the pieces of words in the order of their numbers."""
    text = (Path(folder) / "vocab.txt").read_text(encoding="utf-8")
    return text.removesuffix("\n").split("\n")


def kept_pieces(vocabulary):
    """Return the numbers of the pieces that English text can need: Latin letters and marks."""

    def needed(letter):
        number = ord(letter)
        return number < 0x250 or 0x2000 <= number < 0x2070 or 0x20A0 <= number < 0x20D0

    return [
        number
        for number, piece in enumerate(vocabulary)
        if piece in SPECIAL
        or (all(map(needed, piece)) and not (len(piece) > 1 and piece[0] + piece[-1] == "[]"))
    ]


def in_codes(matrix):
    """Return a matrix (inputs, outputs) in whole numbers and their scale a column."""
    scale = np.maximum(np.abs(matrix).max(0), 1e-8) / HIGHEST
    return np.round(matrix / scale).astype(np.int8), scale.astype(np.float32)


class Writer:
    """Collects the nodes and numbers of a graph."""

    def __init__(self, whole_numbers):
        self.whole_numbers, self.nodes, self.numbers = whole_numbers, [], []

    def keep(self, name, array):
        """Store an array under a name and return that."""
        self.numbers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def do(self, operator, *inputs, outputs=1, **attributes):
        """Add a node and return the names of what it gives."""
        names = [f"{operator}.{len(self.nodes)}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def normed(self, x, weights, name):
        """Bring each row to mean 0 and variance 1, then scale it."""
        scale, shift = (
            self.keep(f"{name}.{a}", weights[f"{name}.{a}"]) for a in ("weight", "bias")
        )
        return self.do("LayerNormalization", x, scale, shift, axis=-1, epsilon=EPSILON)

    def linear(self, x, name, matrix, bias):
        """Multiply by a matrix (inputs, outputs) and add a bias."""
        bias = self.keep(f"{name}.bias", bias)
        if not self.whole_numbers:
            return self.do("Add", self.do("MatMul", x, self.keep(name, matrix)), bias)
        codes, scale = in_codes(matrix)
        rounded, step, zero = self.do("DynamicQuantizeLinear", x, outputs=3)
        sums = self.do("MatMulInteger", rounded, self.keep(name, codes), zero)
        steps = self.do("Mul", step, self.keep(f"{name}.scale", scale))
        sums = self.do("Cast", sums, to=TensorProto.FLOAT)
        return self.do("Add", self.do("Mul", sums, steps), bias)


def graph(weights, layers, *, first=None, whole_numbers=True, told=None):
    """Return the graph: numbers of pieces in, what each is told by after `layers` layers out.

    `first`: begin with this layer, with what pieces are told by after the one before in (0: with
    their embeddings). `told`: give what comes out of these layers instead, 0 for the embeddings.
    """
    to = Writer(whole_numbers)
    width = weights["embeddings.word_embeddings.weight"].shape[1]
    from_pieces = first is None
    first = first or 0
    x = embedded(to, weights) if from_pieces else "states"
    with_heads(to, width)
    after = {first: x}
    for number in range(first, layers):
        x = layer(to, x, weights, f"encoder.layer.{number}.", width)
        after[number + 1] = x
    out = [after[i] for i in told] if told else [x]
    return model_of(to, "encoder", [pieces_in() if from_pieces else states_in(width)], out, width)


def pieces_in():
    """The numbers of pieces, as they go in."""
    return helper.make_tensor_value_info("pieces", TensorProto.INT32, ["n"])


def states_in(width):
    """What pieces are told by, as it goes in."""
    return helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", width])


def with_heads(to, width):
    """Store the shapes that layers bring what they hold into."""
    to.keep("by_head", np.array([-1, HEADS, width // HEADS], np.int64))
    to.keep("together", np.array([-1, width], np.int64))


def model_of(to, name, given, out, width):
    """Return what a writer has collected as a model, checked."""
    out = [helper.make_tensor_value_info(o, TensorProto.FLOAT, [None, width]) for o in out]
    made = helper.make_graph(to.nodes, name, given, out, to.numbers)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    checker.check_model(model)
    return model


def embedded(to, weights):
    """Add what pieces are told by before any layer."""
    words = weights["embeddings.word_embeddings.weight"]
    scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-8) / 127
    places = weights["embeddings.position_embeddings.weight"]
    places = places + weights["embeddings.token_type_embeddings.weight"][0]
    codes = to.keep("words", np.round(words / scale).astype(np.int8))
    x = to.do("Cast", to.do("Gather", codes, "pieces"), to=TensorProto.FLOAT)
    row = to.keep("words.scale", scale.astype(np.float32))
    x = to.do("Mul", x, to.do("Gather", row, "pieces"))
    start = to.keep("start", np.array([0], np.int64))
    x = to.do("Add", x, to.do("Slice", to.keep("places", places), start, to.do("Shape", "pieces")))
    return to.normed(x, weights, "embeddings.LayerNorm")


def layer(to, x, weights, at, width):
    """Add one layer: attention over the passage, then two products a piece."""
    share = np.float32((width // HEADS) ** -0.5)
    parts = []
    for part in ("query", "key", "value"):
        factor = share if part == "query" else np.float32(1)
        name = f"{at}attention.self.{part}"
        parts.append((weights[f"{name}.weight"].T * factor, weights[f"{name}.bias"] * factor))
    matrix, bias = (np.concatenate([part[i] for part in parts], -1) for i in range(2))
    both = to.do(
        "Split", to.linear(x, f"{at}three", matrix, bias), axis=1, num_outputs=3, outputs=3
    )
    q, k, v = (to.do("Reshape", one, "by_head") for one in both)
    q, v = (to.do("Transpose", one, perm=[1, 0, 2]) for one in (q, v))
    k = to.do("Transpose", k, perm=[1, 2, 0])
    mixed = to.do("MatMul", to.do("Softmax", to.do("MatMul", q, k), axis=-1), v)
    mixed = to.do("Reshape", to.do("Transpose", mixed, perm=[1, 0, 2]), "together")

    def dense(x, name):
        return to.linear(x, name, weights[f"{name}.weight"].T, weights[f"{name}.bias"])

    x = to.do("Add", x, dense(mixed, f"{at}attention.output.dense"))
    x = to.normed(x, weights, f"{at}attention.output.LayerNorm")
    up = to.do("Gelu", dense(x, f"{at}intermediate.dense"))
    x = to.do("Add", x, dense(up, f"{at}output.dense"))
    return to.normed(x, weights, f"{at}output.LayerNorm")
