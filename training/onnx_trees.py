"""LightGBM's trees as one ONNX node, the form in which they ship."""

from __future__ import annotations

from typing import Any

import lightgbm as lgb
import numpy as np
from onnx import TensorProto, helper

_IR = 8
_OPSETS = (("", 15), ("ai.onnx.ml", 3))


def onnx_trees(booster: lgb.Booster, columns: int) -> bytes:
    """The model as ONNX: ``rows`` (float32, rows by columns) in, ``scores`` out, the sum of leaves for each class.

    LightGBM compares doubles; a threshold is lowered to the next float32 below, so that a float32 column falls to the
    same side.
    """
    model: dict[str, Any] = booster.dump_model()
    classes: int = model["num_tree_per_iteration"]
    nodes: dict[str, list[Any]] = {
        name: []
        for name in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids", "hitrates",
                     "missing_value_tracks_true")
    }  # fmt: skip
    leaves: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for tree, told in enumerate(model["tree_info"]):
        _add(told["tree_structure"], tree, tree % classes, nodes, leaves)
    attributes: dict[str, Any] = {f"nodes_{name}": values for name, values in nodes.items()}
    attributes |= {f"target_{name}": values for name, values in leaves.items()}
    node = helper.make_node(
        "TreeEnsembleRegressor", ["rows"], ["scores"], domain="ai.onnx.ml", n_targets=classes, post_transform="NONE",
        aggregate_function="SUM", **attributes,
    )  # fmt: skip
    graph = helper.make_graph(
        [node], "trees",
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, columns])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [None, classes])],
    )  # fmt: skip
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid(*known) for known in _OPSETS], ir_version=_IR)
    return bytes(made.SerializeToString(deterministic=True))


def _add(
    top: dict[str, Any], tree: int, target: int, nodes: dict[str, list[Any]], leaves: dict[str, list[Any]]
) -> None:
    """Put one tree's nodes into the lists, numbered as they are met."""
    numbered = 0
    waiting: list[tuple[dict[str, Any], int]] = [(top, 0)]
    while waiting:
        told, number = waiting.pop()
        leaf = "leaf_value" in told and "split_feature" not in told
        left = right = 0
        if not leaf:
            left, right = numbered + 1, numbered + 2
            numbered += 2
            waiting += [(told["left_child"], left), (told["right_child"], right)]
        values = {
            "treeids": tree, "nodeids": number, "featureids": 0 if leaf else told["split_feature"],
            "values": 0.0 if leaf else _at_most(told["threshold"]), "modes": "LEAF" if leaf else "BRANCH_LEQ",
            "truenodeids": left, "falsenodeids": right, "hitrates": 1.0, "missing_value_tracks_true": 0,
        }  # fmt: skip
        for name, value in values.items():
            nodes[name].append(value)
        if leaf:
            for name, value in zip(leaves, (tree, number, target, float(told["leaf_value"])), strict=True):
                leaves[name].append(value)


def _at_most(threshold: float) -> float:
    """The greatest float32 that is not greater."""
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))
