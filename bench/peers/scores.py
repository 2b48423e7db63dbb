"""Writes random and degenerate predictions with the scores that scikit-learn gives them, as JSON on standard output.

pip install scikit-learn
python bench/peers/scores.py > tests/training/targets/scikit-learn-scores.json
"""

import json
import warnings

import numpy as np
import sklearn
from sklearn.metrics import accuracy_score, f1_score

warnings.filterwarnings("ignore")
AVERAGES = ("weighted", "macro", "samples")


def scores(truth, predicted, averages):
    named = {f"{a}-f1": float(f1_score(truth, predicted, average=a, zero_division=0)) for a in averages}
    return {"accuracy": float(accuracy_score(truth, predicted)), **named}


def of_sets(name, truth, predicted):
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    return {
        "name": name,
        "labels": truth.shape[1],
        "truth": truth.ravel().tolist(),
        "predicted": predicted.ravel().tolist(),
        "scores": scores(truth, predicted, AVERAGES),
    }


def of_classes(name, truth, predicted):
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    return {
        "name": name,
        "truth": truth.tolist(),
        "predicted": predicted.tolist(),
        "scores": scores(truth, predicted, AVERAGES[:2]),
    }


def main():
    random = np.random.default_rng(1)
    sets, classes = [], []
    for i in range(60):
        examples, labels = random.integers(1, 25), random.integers(2, 9)
        shares = random.random((2, labels)) ** 2
        draw = [(random.random((examples, labels)) < share).astype(int) for share in shares]
        sets.append(of_sets(f"draw {i}", *draw))
    zeros, ones = np.zeros((3, 4), int), np.ones((3, 4), int)
    column = np.array([[1, 0, 0, 0]] * 3)
    sets += [
        of_sets("nothing there, nothing predicted", zeros, zeros),
        of_sets("nothing there, all predicted", zeros, ones),
        of_sets("all there, nothing predicted", ones, zeros),
        of_sets("all there, all predicted", ones, ones),
        of_sets("labels without examples, never predicted", column, column),
        of_sets("labels without examples, predicted", column, ones),
        of_sets("examples without labels", [[0, 0], [1, 0], [0, 0]], [[0, 0], [1, 0], [0, 1]]),
        of_sets("one example", [[1, 0, 1]], [[1, 1, 0]]),
    ]
    for i in range(40):
        examples, count = random.integers(1, 30), random.integers(2, 8)
        draw = [random.integers(0, count, examples) for _ in range(2)]
        classes.append(of_classes(f"draw {i}", *draw))
    classes += [
        of_classes("a class that is only predicted", [0, 0, 1], [0, 2, 1]),
        of_classes("a class that is never predicted", [0, 1, 2], [0, 0, 0]),
        of_classes("one class", [3, 3], [3, 3]),
        of_classes("all wrong", [0, 1], [1, 0]),
    ]
    versions = {"scikit-learn": sklearn.__version__, "numpy": np.__version__}
    print(json.dumps({"versions": versions, "sets": sets, "classes": classes}))


main()
