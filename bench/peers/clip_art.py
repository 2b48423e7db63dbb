"""Logistic regression on the texts and on the pixels of clip-art, for bench/clip-art.ts.

Reads {names, drawings: [{split, labels, text, pixels}]} as JSON from standard input and prints the weighted F1
score on the test part of the own splits and of a random 70/30 split of the same drawings. Thresholds of labels are
chosen on predictions for the training part by models that did not see them.
"""

import json
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.multiclass import OneVsRestClassifier

THRESHOLDS = np.linspace(0.05, 0.95, 19)


def thresholds(probabilities, sets):
    """The threshold of each label that gives the largest F1 score."""
    columns = range(sets.shape[1])
    scores = [[f1_score(sets[:, c], probabilities[:, c] > t) for t in THRESHOLDS] for c in columns]
    return THRESHOLDS[np.argmax(scores, axis=1)]


def score(features, sets, train, test, penalty):
    """Weighted F1 on the test part, at a probability of 0.5 and at chosen thresholds."""
    model = OneVsRestClassifier(LogisticRegression(C=penalty, solver="liblinear"))
    folds = KFold(3, shuffle=True, random_state=1)
    unseen = cross_val_predict(model, features[train], sets[train], cv=folds, method="predict_proba")
    found = model.fit(features[train], sets[train]).predict_proba(features[test])
    chosen = found > thresholds(unseen, sets[train])
    return [f1_score(sets[test], p, average="weighted", zero_division=0) for p in (found > 0.5, chosen)]


def main():
    given = json.load(sys.stdin)
    drawings = given["drawings"]
    sets = np.zeros((len(drawings), len(given["names"])), int)
    for i, drawing in enumerate(drawings):
        sets[i, drawing["labels"]] = 1
    print("drawings by topic:", dict(zip(given["names"], sets.sum(0).tolist())))
    pixels = np.array([drawing["pixels"] for drawing in drawings])
    texts = [drawing["text"] for drawing in drawings]
    splits = np.array([drawing["split"] for drawing in drawings])
    shuffled = np.random.RandomState(1).permutation(len(drawings))
    cut = int(0.7 * len(drawings))
    parts = {
        "own splits": (np.flatnonzero(splits == "train"), np.flatnonzero(splits == "test")),
        "random split": (shuffled[:cut], shuffled[cut:]),
    }
    for name, (train, test) in parts.items():
        words = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
        words.fit([texts[i] for i in train])
        text = score(words.transform(texts), sets, train, test, 10)
        image = score(pixels - pixels[train].mean(0), sets, train, test, 0.1)
        print(
            f"{name} ({len(train)} train, {len(test)} test): weighted F1 at 0.5, and at chosen thresholds: "
            f"text {text[0]:.3f}, {text[1]:.3f}; pixels {image[0]:.3f}, {image[1]:.3f}"
        )


main()
