"""Classifies examples with the network in this folder. It needs numpy and onnxruntime, and Pillow for pictures.

python run.py                       a random example, to see that the network runs
python run.py --image FILE.jpg --audio FILE.wav    a raw example: a file, or a text itself, for every input
python run.py --example FILE.npz    one example or several, without labels; --raw standardises them first
python run.py --split FILE.npz      a whole split with labels, as `harmonic dataset export` writes it
An .npz file has one array per input of manifest.json, (examples, ...), and for a split the array "labels".
"""

import argparse
import json
import pathlib

import numpy as np
import onnxruntime

from raw import raw_values

HERE = pathlib.Path(__file__).resolve().parent
MANIFEST = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
INPUTS = MANIFEST["inputs"]
CLASSES = MANIFEST["classes"]
CHUNK = 64


def read_inputs(arrays, raw):
    """Returns the inputs of a file by name, each (examples, ...)."""
    inputs = {}
    for entry in INPUTS:
        name, shape = entry["name"], entry["shape"][1:]
        if name not in arrays:
            raise SystemExit(f'the file has no array "{name}", which is an input of the network')
        values = np.asarray(arrays[name], dtype=np.float32)
        if values.size == 0 or values.size % int(np.prod(shape)) != 0:
            raise SystemExit(f'the array "{name}" has the shape {values.shape}, not (examples, {shape})')
        inputs[name] = standardised(name, values.reshape(-1, *shape)) if raw else values.reshape(-1, *shape)
    if len({len(values) for values in inputs.values()}) != 1:
        raise SystemExit("the arrays of the file have different numbers of examples")
    return inputs


def standardised(name, values):
    """Applies the constants of the manifest to raw values: (values - mean) / sd."""
    constants = MANIFEST["preprocessing"][name]["standardisation"]
    if constants is None:
        raise SystemExit(f'manifest.json has no constants for "{name}": raw values cannot be used')
    shape = [1] * values.ndim
    if constants["axis"] is not None:
        shape[constants["axis"]] = -1
    mean, sd = (np.asarray(constants[key]).reshape(shape) for key in ("mean", "sd"))
    return ((values - mean) / sd).astype(np.float32)


def raw_inputs(given):
    """Returns the inputs of one raw example, given by name, as networks read them."""
    inputs = {}
    for entry in INPUTS:
        name, shape = entry["name"], entry["shape"][1:]
        if given.get(name) is None:
            raise SystemExit(f"--{name} is missing: the network reads {', '.join(e['name'] for e in INPUTS)}")
        constants = MANIFEST["preprocessing"][name]["raw"]
        if constants is None:
            raise SystemExit(f'manifest.json does not say how raw examples of "{name}" become values; use --example')
        inputs[name] = standardised(name, raw_values(constants, shape, given[name])[None])
    return inputs


def logits_of(inputs):
    """Runs the network in chunks and returns its logits, (examples, classes)."""
    session = onnxruntime.InferenceSession(str(HERE / "model.onnx"), providers=["CPUExecutionProvider"])
    count, fixed = len(next(iter(inputs.values()))), MANIFEST["batch"]
    parts = []
    for start in range(0, count, fixed or CHUNK):
        feeds = {name: values[start : start + (fixed or CHUNK)] for name, values in inputs.items()}
        missing = (fixed or 0) - len(next(iter(feeds.values())))
        if missing > 0:
            feeds = {name: np.pad(v, [(0, missing)] + [(0, 0)] * (v.ndim - 1)) for name, v in feeds.items()}
        logits = session.run([MANIFEST["output"]["name"]], feeds)[0]
        parts.append(logits[: len(logits) - max(missing, 0)])
    return np.concatenate(parts)


def told(logits):
    """Whether each label is predicted, (examples, labels): its logit is at least the threshold of the manifest."""
    return logits >= np.asarray(CLASSES["thresholds"] or np.zeros(logits.shape[1]))


def f1(predicted, labels, axis):
    """The F1 scores of two boolean matrices along an axis; 0 where both are empty."""
    sizes = predicted.sum(axis=axis) + labels.sum(axis=axis)
    return 2 * (predicted & labels).sum(axis=axis) / np.maximum(1, sizes)


def score(logits, labels):
    """The score of the task (by default the accuracy, for sets of labels the weighted F1 score) under its name."""
    if labels.ndim == 1:
        name, predicted = CLASSES["score"] or "accuracy", logits.argmax(axis=1)
        if name == "accuracy":
            return {"examples": len(labels), "accuracy": float((predicted == labels).mean())}
        present = np.union1d(predicted, labels)
        predicted, labels = predicted[:, None] == present, labels[:, None] == present
    else:
        name, labels = CLASSES["score"] or "weighted-f1", labels.astype(bool)
        predicted = told(logits[:, : labels.shape[1]])
    if name == "accuracy":
        value = (predicted == labels).all(axis=1).mean()
    elif name == "samples-f1":
        value = f1(predicted, labels, 1).mean()
    elif name == "macro-f1":
        value = f1(predicted, labels, 0).mean()
    else:
        support = labels.sum(axis=0)
        value = (f1(predicted, labels, 0) * support).sum() / max(1, support.sum())
    return {"examples": len(labels), name.replace("-f", "F"): float(value)}


def prediction(logits):
    """What is predicted for one example: its class, or its labels; with names where the manifest has them."""
    names = CLASSES["names"]
    if CLASSES["targets"] == "labels":
        found = [int(i) for i in np.flatnonzero(told(logits[None, :])[0])]
        return {"labels": found, **({} if names is None else {"names": [names[i] for i in found]})}
    best = int(logits.argmax())
    return {"class": best, **({} if names is None else {"name": names[best]})}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--example", metavar="FILE.npz", help="examples to classify")
    parser.add_argument("--split", metavar="FILE.npz", help="examples with labels to score")
    parser.add_argument("--raw", action="store_true", help="the values are not standardised yet")
    for entry in INPUTS:
        parser.add_argument(f"--{entry['name']}", metavar="RAW", help="raw example: a file, or a text itself")
    options = parser.parse_args()
    given = {entry["name"]: getattr(options, entry["name"]) for entry in INPUTS}
    if options.split is not None:
        with np.load(options.split) as arrays:
            if "labels" not in arrays:
                raise SystemExit('the file has no array "labels"; --example classifies without labels')
            print(json.dumps(score(logits_of(read_inputs(arrays, options.raw)), arrays["labels"])))
        return
    if options.example is not None:
        with np.load(options.example) as arrays:
            inputs = read_inputs(arrays, options.raw)
    elif any(value is not None for value in given.values()):
        inputs = raw_inputs(given)
    else:
        random = np.random.default_rng(0)
        inputs = {e["name"]: random.standard_normal((1, *e["shape"][1:]), dtype=np.float32) for e in INPUTS}
    for logits in logits_of(inputs):
        print(json.dumps({**prediction(logits), "logits": [float(value) for value in logits]}))


main()
