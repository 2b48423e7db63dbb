"""Turns raw examples into values before standardisation, as the data set of this network was made from its files.

Sounds and texts need numpy alone, pictures also Pillow (`pip install pillow`). Constants come from manifest.json.
"""

import functools
import io
import pathlib
import struct
import unicodedata

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent


def raw_values(constants, shape, example):
    """Returns the values of one raw example: the name of a file or, of a text, the text itself."""
    return READERS[constants["kind"]](constants, shape, example).astype(np.float32).reshape(shape)


def read_text(constants, shape, example):
    """The mean of the vectors of a text's words; zeros where it has none. A name ending in .txt is a file in UTF-8."""
    text = pathlib.Path(example).read_text(encoding="utf-8") if example.lower().endswith(".txt") else example
    vectors = vocabulary() if constants["vectors"] == "vocabulary" else None
    found = [hashed(word, shape[0]) if vectors is None else vectors.get(word) for word in words_of(text)]
    found = [vector for vector in found if vector is not None]
    total = np.zeros(shape[0])
    for vector in found:
        total += vector
    return total / max(1, len(found))


def words_of(text):
    """The longest runs of letters, digits and combining marks after NFKC and lower case."""
    text = unicodedata.normalize("NFKC", text).lower()
    return "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text).split()


@functools.lru_cache(maxsize=None)
def vocabulary():
    """The vectors by word, as the folder has them."""
    words = (HERE / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    return dict(zip(words, np.load(HERE / "vocabulary.npy")))


def hashed(word, size):
    """The vector of a word by its hash and those of its parts of 3 to 5 characters."""
    marked = f"<{word}>"
    parts = [marked] + [
        marked[i : i + n] for n in range(3, min(5, len(marked) - 1) + 1) for i in range(len(marked) - n + 1)
    ]
    vector = np.zeros(size, dtype=np.float32)
    for part in parts:
        value = 0x811C9DC5
        for byte in part.encode("utf-8", "surrogatepass"):
            value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
        for _ in range(4):
            value = mixed((value + 0x9E3779B9) & 0xFFFFFFFF)
            vector[(value >> 1) % size] += 1 if value & 1 else -1
    return vector / np.float32(len(parts))


def mixed(value):
    """Spreads every bit of a 32-bit number over all others (MurmurHash 3)."""
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)


def read_image(constants, shape, example):
    """A picture's pixels from 0 to 1, (channels, height, width), brought to the shape by a triangular filter."""
    try:
        from PIL import Image, ImageCms, ImageOps
    except ImportError:
        raise SystemExit("pictures need the package Pillow: pip install pillow") from None
    image = ImageOps.exif_transpose(Image.open(example))
    if "icc_profile" in image.info and image.mode in ("RGB", "CMYK"):
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        image = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    if image.mode == "CMYK":
        raise SystemExit(f"{example} has the colours CMYK without a profile; save it as RGB first")
    if image.mode in ("I", "I;16", "I;16B", "F"):
        image = Image.fromarray((np.asarray(image, dtype=np.float64) / 257).round().astype(np.uint8))
    if image.mode != "L":
        rgba = image.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        image = Image.alpha_composite(white, rgba).convert("RGB")
    channels, height, width = shape
    image = fitted(image, constants["fit"], height, width)
    values = np.asarray(image.convert("RGB"), dtype=np.float64)
    if channels == 1:
        return np.floor(values @ [0.299, 0.587, 0.114] + 0.5)[None] / 255
    return values.transpose(2, 0, 1) / 255


def fitted(image, fit, height, width):
    """Scales a picture to cover the size and crops its centre, to fit into it on white, or distorts it."""
    from PIL import Image

    if fit == "stretch":
        return scaled(image, (width, height))
    scales = width / image.width, height / image.height
    scale = max(scales) if fit == "crop" else min(scales)
    size = [max(1, int(side * scale + 0.5)) for side in image.size]
    if fit == "crop":
        left, top = (size[0] - width + 1) // 2, (size[1] - height + 1) // 2
        return scaled(image, size).crop((left, top, left + width, top + height))
    padded = Image.new("RGB", (width, height), "white")
    padded.paste(scaled(image, size), ((width - size[0]) // 2, (height - size[1]) // 2))
    return padded


def scaled(image, size):
    """Shrinks by a triangular filter; enlarges by bilinear interpolation, at the positions that libvips has."""
    from PIL import Image

    smaller = [min(pair) for pair in zip(image.size, size)]
    values = np.asarray(image.resize(smaller, Image.Resampling.BILINEAR), dtype=np.float64)
    for axis, (found, wanted) in enumerate(zip(smaller[::-1], size[::-1])):
        if wanted > found:
            at = np.maximum(0, np.arange(wanted) * found / wanted - 0.5)
            share = (at % 1).reshape([-1] + [1] * (values.ndim - 1 - axis))
            first = np.take(values, at.astype(int), axis)
            values = first + share * (np.take(values, np.minimum(at.astype(int) + 1, found - 1), axis) - first)
    return Image.fromarray(np.floor(values + 0.5).astype(np.uint8))


def read_spectrum(constants, shape, example):
    """The MFCCs or logarithmic mel energies (1, rows, frames) of a wav file of any rate and number of channels."""
    _, rows, frames = shape
    rate, samples = read_wav(example)
    wave = resampled(samples.mean(axis=1), rate, constants["rate"])[:: constants["every"]]
    window, hop, fft = constants["window"], constants["hop"], constants["fft"]
    padded = np.zeros((frames - 1) * hop + window)
    padded[: min(len(wave), len(padded))] = wave[: len(padded)]
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(window) + 0.5) / window)
    framed = padded[np.arange(frames)[:, None] * hop + np.arange(window)] * hann
    power = np.abs(np.fft.rfft(framed, fft)) ** 2
    filters = mel_filters(constants["rate"] / constants["every"], fft, constants["filters"])
    energies = np.log(1e-6 + power @ filters.T)
    if constants["features"] == "log-mel":
        return energies.T
    n = constants["filters"]
    dct = np.sqrt(2 / n) * np.cos(np.pi * np.arange(rows)[:, None] * (np.arange(n) + 0.5) / n)
    dct[0] /= np.sqrt(2)
    return dct @ energies.T


def mel_filters(rate, fft, count):
    """Triangular filters (count, bins), equally spaced in mel from 0 Hz to half the rate."""
    mel = np.linspace(0, 2595 * np.log10(1 + rate / 2 / 700), count + 2)
    edges = 700 * (10 ** (mel / 2595) - 1)
    hertz = np.arange(fft // 2 + 1) * rate / fft
    rising = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling))


def resampled(wave, rate, to):
    """Resamples a wave by the filter of SciPy's resample_poly: a windowed sinc (Kaiser, 5) in polyphase form."""
    divisor = np.gcd(rate, to)
    up, down = to // divisor, rate // divisor
    if up == down:
        return wave
    reach = 10 * max(up, down)
    taps = np.sinc((np.arange(2 * reach + 1) - reach) / max(up, down)) * np.kaiser(2 * reach + 1, 5)
    taps *= up / taps.sum()
    out = np.zeros(-(-len(wave) * up // down))
    each = np.arange(2 * reach // up + 1)
    for start in range(0, len(out), 8192):
        centre = np.arange(start, min(start + 8192, len(out)))[:, None] * down
        at = -((reach - centre) // up) + each
        tap = centre - at * up + reach
        inside = (at >= 0) & (at < len(wave)) & (tap >= 0)
        out[start : start + 8192] = (
            np.where(inside, wave[np.clip(at, 0, len(wave) - 1)] * taps[np.maximum(tap, 0)], 0)
        ).sum(axis=1)
    return out


def read_wav(file):
    """Returns the rate of a wav file and its samples, (samples, channels), as fractions of full scale."""
    data = pathlib.Path(file).read_bytes()
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise SystemExit(f"{file} is not a wav file")
    chunks, at = {}, 12
    while at + 8 <= len(data):
        size = struct.unpack_from("<I", data, at + 4)[0]
        chunks.setdefault(data[at : at + 4], data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    if b"fmt " not in chunks or b"data" not in chunks:
        raise SystemExit(f"{file} has no samples")
    form, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
    if form == 0xFFFE:
        form = struct.unpack_from("<H", chunks[b"fmt "], 24)[0]
    decode = DECODERS.get((form, bits))
    if decode is None:
        raise SystemExit(f"{file} has {bits}-bit samples of the format {form}, which cannot be read")
    block = channels * bits // 8
    body = chunks[b"data"]
    return rate, decode(body[: len(body) // block * block]).reshape(-1, channels)


def int24(body):
    """Decodes little-endian integers of 24 bits."""
    wide = np.zeros((len(body) // 3, 4), dtype=np.uint8)
    wide[:, 1:] = np.frombuffer(body, np.uint8).reshape(-1, 3)
    return wide.view("<i4")[:, 0] / 2**31


def a_law(body):
    """Decodes A-law (ITU-T G.711)."""
    bits = np.frombuffer(body, np.uint8).astype(int) ^ 0x55
    exponent, step = bits >> 4 & 7, (bits & 15) * 16 + 8
    size = np.where(exponent == 0, step, (step + 0x100) << np.maximum(exponent - 1, 0))
    return np.where(bits & 0x80, size, -size) / 2**15


def mu_law(body):
    """Decodes mu-law (ITU-T G.711)."""
    bits = ~np.frombuffer(body, np.uint8).astype(int) & 0xFF
    size = (((bits & 15) * 8 + 0x84) << (bits >> 4 & 7)) - 0x84
    return np.where(bits & 0x80, -size, size) / 2**15


DECODERS = {
    (1, 8): lambda body: (np.frombuffer(body, np.uint8) - 128.0) / 2**7,
    (1, 16): lambda body: np.frombuffer(body, "<i2") / 2**15,
    (1, 24): int24,
    (1, 32): lambda body: np.frombuffer(body, "<i4") / 2**31,
    (3, 32): lambda body: np.frombuffer(body, "<f4").astype(float),
    (3, 64): lambda body: np.frombuffer(body, "<f8"),
    (6, 8): a_law,
    (7, 8): mu_law,
}
READERS = {"image": read_image, "spectrum": read_spectrum, "text": read_text}
