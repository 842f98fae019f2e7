"""Write the graph of one product of whole numbers, which ONNX Runtime runs for the tagger.

python training/product_graph.py src/servanda/reading/tagger/product.onnx
"""

import argparse
from pathlib import Path

from onnx import TensorProto, checker, helper


def graph():
    """MatMulInteger of 8-bit matrices: unsigned on the left, signed on the right."""
    left = helper.make_tensor_value_info("left", TensorProto.UINT8, ["rows", "inner"])
    right = helper.make_tensor_value_info("right", TensorProto.INT8, ["inner", "columns"])
    out = helper.make_tensor_value_info("out", TensorProto.INT32, ["rows", "columns"])
    node = helper.make_node("MatMulInteger", ["left", "right"], ["out"])
    made = helper.make_graph([node], "product", [left, right], [out])
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
    checker.check_model(model)
    return model


def main():
    p = argparse.ArgumentParser()
    p.add_argument("out", type=Path)
    a = p.parse_args()
    a.out.write_bytes(graph().SerializeToString())
    print(a.out, a.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
