"""Computes what the readers of images and sounds are tested against, with Pillow, SciPy and librosa.

`python bench/peers/reader_references.py` (requirements: reader-requirements.txt) writes
tests/training/modalities/image/references.json and tests/training/modalities/audio/references.json. The inputs are
formulas that the tests repeat, so no file has to be kept.
"""

import json
import pathlib

import librosa
import numpy as np
import scipy.fft
import scipy.signal
from PIL import Image

TESTS = pathlib.Path(__file__).parents[2] / "tests" / "training" / "modalities"


def image(width, height, shape):
    x, y, c = np.meshgrid(np.arange(width), np.arange(height), np.arange(3), indexing="xy")
    pattern = np.floor(128 + 60 * np.sin(x / 6 + c) + 60 * np.cos(y / 5)).astype(np.uint8)
    _, rows, columns = shape
    resized = Image.fromarray(pattern).resize((columns, rows), Image.Resampling.BILINEAR)
    planes = np.asarray(resized).transpose(2, 0, 1)
    return {"width": width, "height": height, "shape": shape, "values": planes.ravel().tolist()}


def wave(length):
    t = np.arange(length)
    return 0.5 * np.sin(0.03 * t + 1e-6 * t * t) + 0.3 * np.sin(1.9 * t) + 0.1 * np.cos(0.4 * t)


def resampled(source, target, length):
    divisor = np.gcd(source, target)
    out = scipy.signal.resample_poly(wave(length), target // divisor, source // divisor)
    return {"from": source, "to": target, "length": length, "values": out.tolist()}


def spectrum(features, rate, window, hop, fft, filters, rows, frames, length):
    """MFCCs from librosa's filters and SciPy's transforms; windows are sampled at half samples."""
    signal = np.concatenate([wave(length), np.zeros(hop * frames + window)])
    hann = np.sin(np.pi * (np.arange(window) + 0.5) / window) ** 2
    bank = librosa.filters.mel(
        sr=rate, n_fft=fft, n_mels=filters, fmin=0, fmax=rate / 2, htk=True, norm=None, dtype=np.float64
    )
    columns = []
    for frame in range(frames):
        part = signal[frame * hop : frame * hop + window] * hann
        power = np.abs(scipy.fft.rfft(part, fft)) ** 2
        logs = np.log(bank @ power + 1e-6)
        columns.append(scipy.fft.dct(logs, norm="ortho")[:rows] if features == "mfcc" else logs)
    settings = dict(rate=rate, window=window, hop=hop, fft=fft, filters=filters, coefficients=rows, frames=frames)
    values = np.stack(columns, 1).ravel().tolist()
    return {"features": features, "settings": settings, "length": length, "values": values}


def main():
    images = [image(48, 30, [3, 7, 9]), image(13, 17, [3, 17, 13]), image(6, 5, [3, 11, 12])]
    rates = [(44100, 16000, 300), (8000, 16000, 60), (22050, 8000, 200), (48000, 8000, 400)]
    sounds = {
        "resampled": [resampled(*each) for each in rates],
        "spectra": [
            spectrum("mfcc", 16000, 400, 160, 512, 26, 20, 3, 900),
            spectrum("log-mel", 8000, 250, 100, 256, 20, 20, 3, 400),
        ],
    }
    (TESTS / "image" / "references.json").write_text(json.dumps({"images": images}, separators=(",", ":")) + "\n")
    (TESTS / "audio" / "references.json").write_text(json.dumps(sounds, separators=(",", ":")) + "\n")


main()
