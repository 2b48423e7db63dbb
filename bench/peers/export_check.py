"""Checks exported folders, one path per line of standard input: onnx.checker on the model, and its logits by
onnxruntime against those of the PyTorch network of the folder (format pytorch). Prints one JSON line per folder.
"""

import importlib.util
import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
import torch

EXAMPLES = 2
torch.set_num_threads(1)


def load_network(folder):
    spec = importlib.util.spec_from_file_location("network", folder / "network.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.load_network(folder)


def agreement(folder):
    model = onnx.load(folder / "model.onnx")
    onnx.checker.check_model(model, full_check=True)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    random = np.random.default_rng(0)
    feeds = {
        entry["name"]: random.standard_normal((EXAMPLES, *entry["shape"][1:]), dtype=np.float32)
        for entry in manifest["inputs"]
    }
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
    found = session.run(["logits"], feeds)[0]
    with torch.inference_mode():
        expected = load_network(folder)(*(torch.from_numpy(value) for value in feeds.values())).numpy()
    assert found.shape == expected.shape, (found.shape, expected.shape)
    excess = np.abs(found - expected) / (1e-4 + 1e-5 * np.abs(expected))
    return {
        "excess": float(excess.max()),
        "largest": float(np.abs(expected).max()),
        "nodes": len(model.graph.node),
    }


for line in sys.stdin:
    print(json.dumps(agreement(pathlib.Path(line.strip()))), flush=True)
