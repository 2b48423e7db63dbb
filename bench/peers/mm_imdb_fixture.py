"""Writes tests/training/data/fixtures/multimodal_imdb.hdf5: ten films in the layout of MM-IMDB's file.

`python bench/peers/mm_imdb_fixture.py` (requirements: reader-requirements.txt). Names, types and attributes are
those of make_dataset.py in johnarevalo/gmu-mmimdb, whose H5PYDataset.create_split_array (Fuel) makes the attribute
`split`; posters are 3 x 16 x 10 instead of 3 x 256 x 160. The formula of the pixels is repeated by the test.
"""

import json
import pathlib

import h5py
import numpy as np

FILE = pathlib.Path(__file__).parents[2] / "tests" / "training" / "data" / "fixtures" / "multimodal_imdb.hdf5"
GENRES = (
    "Drama Comedy Romance Thriller Crime Action Adventure Horror Documentary Mystery Sci-Fi Fantasy Family Biography "
    "War History Music Animation Musical Western Sport Short Film-Noir"
).split()
FILMS, HEIGHT, WIDTH = 10, 16, 10
RANGES = {"train": (0, 6), "dev": (6, 8), "test": (8, FILMS)}


def main():
    n, y, x, c = np.meshgrid(*map(np.arange, (FILMS, HEIGHT, WIDTH, 3)), indexing="ij")
    rgb = (20 * n + 3 * y + 5 * x + 40 * c) % 256
    bgr = rgb[..., ::-1].astype("float32") - np.array([103.939, 116.779, 123.68], "float32")
    genres = np.zeros((FILMS, len(GENRES)), "int32")
    genres[:, 0] = 1
    genres[1::2, 22] = 1
    with h5py.File(FILE, "w") as file:
        file.create_dataset("features", data=np.outer(np.arange(FILMS), np.ones(300)).astype("float32"))
        file.create_dataset("images", data=bgr.transpose(0, 3, 1, 2).astype("int32"))
        sequences = file.create_dataset("sequences", (FILMS,), dtype=h5py.special_dtype(vlen=np.dtype("int32")))
        sequences[...] = [list(range(i + 1)) for i in range(FILMS)]
        file.create_dataset("genres", data=genres).attrs["target_names"] = json.dumps(GENRES)
        file.create_dataset("imdb_ids", data=np.asarray([f"{i:07d}" for i in range(FILMS)], dtype="S7"))
        row = np.dtype(
            [
                ("split", "S5"),
                ("source", "S9"),
                ("start", np.int64),
                ("stop", np.int64),
                ("indices", h5py.special_dtype(ref=h5py.Reference)),
                ("available", bool),
                ("comment", "S1"),
            ]
        )
        sources = ["features", "genres", "images", "imdb_ids", "sequences"]
        file.attrs["split"] = np.array(
            [
                (split.encode(), source.encode(), start, stop, h5py.Reference(), True, b".")
                for split, (start, stop) in RANGES.items()
                for source in sources
            ],
            dtype=row,
        )


main()
