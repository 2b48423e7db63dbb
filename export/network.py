"""Builds the network of this folder in PyTorch from genotype.json and loads weights.safetensors. It needs torch only.

    from network import load_network
    logits = load_network()(image, audio)    # one tensor (examples, ...) per input of manifest.json, in that order

Batch norms are folded into the convolutions before them, so the module is for inference, and dropout is left out.
"""

import json
import math
import pathlib
import struct

import torch
from torch import nn
from torch.nn import functional as F

HERE = pathlib.Path(__file__).resolve().parent


def tap_blocks(blocks):
    """The positions of the blocks, the fixed one counted, whose outputs are the four taps."""
    return [math.ceil((i + 1) * blocks / 4) - 1 for i in range(4)]


def conv(inputs, outputs, kernel=1, stride=1, groups=1, bias=True):
    return nn.Conv2d(inputs, outputs, kernel, stride, (kernel - 1) // 2, groups=groups, bias=bias)


def squeeze_width(hidden):
    """A quarter of the hidden width, rounded to a multiple of 8 that is at least 90 % of it."""
    rounded = max(8, (hidden // 4 + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * (hidden // 4) else rounded


class Block(nn.Module):
    """An inverted residual block of MobileNetV3."""

    def __init__(self, inputs, outputs, kernel, expand, stride, se, activation):
        super().__init__()
        hidden = inputs * expand
        self.expand = conv(inputs, hidden)
        self.depthwise = conv(hidden, hidden, kernel, stride, hidden)
        if se:
            self.squeeze = conv(hidden, squeeze_width(hidden))
            self.excite = conv(squeeze_width(hidden), hidden)
        self.project = conv(hidden, outputs)
        self.se, self.activation = se, activation
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        y = self.activation(self.depthwise(self.activation(self.expand(x))))
        if self.se:
            y = y * F.hardsigmoid(self.excite(F.relu(self.squeeze(y.mean((2, 3), keepdim=True)))))
        y = self.project(y)
        return x + y if self.residual else y


class Fixed(nn.Module):
    """The block that every sub-network has: no expansion."""

    def __init__(self, channels):
        super().__init__()
        self.depthwise = conv(channels, channels, 3, groups=channels)
        self.project = conv(channels, channels)

    def forward(self, x):
        return x + self.project(F.relu(self.depthwise(x)))


class Backbone(nn.Module):
    """A sub-network of a once-for-all supernet, with its four taps and its own logits."""

    def __init__(self, spec, classes):
        super().__init__()
        channels = spec["stem"]
        self.stem = conv(spec["input"][0], channels, 3, 2)
        self.fixed = Fixed(channels)
        self.names, self.widths = [], [channels]
        for s, (stage, depth) in enumerate(zip(spec["stages"], spec["d"])):
            activation = F.relu if s < 2 else F.hardswish
            for slot in range(4 * s, 4 * s + depth):
                stride = stage["stride"] if slot == 4 * s else 1
                choice = spec["ks"][slot], spec["e"][slot]
                block = Block(channels, stage["width"], *choice, stride, stage["se"], activation)
                self.add_module(f"block{slot + 1}", block)
                channels = stage["width"]
                self.names.append(f"block{slot + 1}")
                self.widths.append(channels)
        self.final = conv(channels, spec["final_expand"])
        self.mix = conv(spec["final_expand"], spec["feature_mix"], bias=False)
        self.classifier = nn.Linear(spec["feature_mix"], classes)

    def forward(self, x):
        maps = [self.fixed(F.hardswish(self.stem(x)))]
        for name in self.names:
            maps.append(getattr(self, name)(maps[-1]))
        features = F.hardswish(self.mix(F.hardswish(self.final(maps[-1])).mean((2, 3), keepdim=True)))
        return [maps[i] for i in tap_blocks(len(maps))], self.classifier(features.flatten(1))

    def projection(self, tap, channels):
        return conv(self.widths[tap_blocks(len(self.widths))[tap]], channels)


class Text(nn.Module):
    """A text backbone of dense Maxout blocks, whose hidden layers are its taps."""

    def __init__(self, spec, classes):
        super().__init__()
        self.blocks = spec["blocks"]
        for block in self.blocks:
            self.add_module(block["name"], nn.Linear(block["inputs"], block["width"] * block["pool"]))
        self.classifier = nn.Linear(self.blocks[-1]["width"], classes)

    def forward(self, x):
        hidden = []
        for block in self.blocks:
            x = getattr(self, block["name"])(x).unflatten(1, (block["width"], block["pool"])).amax(2)
            hidden.append(x)
        return hidden, self.classifier(x)

    def projection(self, tap, channels):
        return nn.Linear(self.blocks[tap]["width"], channels)


class Operator(nn.Module):
    """An operator of a fusion cell on two maps (examples, channels, positions); `shape` is that of one."""

    def __init__(self, kind, shape):
        super().__init__()
        self.kind, self.shape = kind, shape
        channels, _ = shape
        if kind == "ScaleDotAttn":
            self.weight, self.bias = (nn.Parameter(torch.empty(shape)) for _ in range(2))
        elif kind != "Sum":
            inputs = channels if kind == "SE1" else 2 * channels
            outputs = 2 * channels if kind == "LinearGLU" else channels
            self.weight = nn.Parameter(torch.empty(outputs, inputs, 1))
            self.bias = nn.Parameter(torch.empty(outputs))

    def forward(self, x, y):
        if self.kind == "Sum":
            return x + y
        if self.kind == "ScaleDotAttn":
            weights = torch.softmax(x.transpose(1, 2) @ y / math.sqrt(self.shape[0]), 2)
            return F.layer_norm(y @ weights.transpose(1, 2), self.shape, self.weight, self.bias)
        if self.kind == "SE1":
            return y * torch.sigmoid(F.relu(F.conv1d(x.mean(2, keepdim=True), self.weight, self.bias)))
        z = F.conv1d(torch.cat([x, y], 1), self.weight, self.bias)
        return {"LinearGLU": lambda: F.glu(z, 1), "ConcatFC": lambda: F.relu(z), "CatConvMish": lambda: F.mish(z)}[
            self.kind
        ]()


class Cell(nn.Module):
    def __init__(self, step, shape):
        super().__init__()
        for i, kind in enumerate(step["inner_steps"]):
            self.add_module(f"node{i + 1}", Operator(kind, shape))
        self.norm = nn.LayerNorm(shape)
        self.edges = [number for _, number in step["inner_edges"]]

    def forward(self, x, y):
        states = [x, y]
        for i in range(len(self.edges) // 2):
            first, second = (states[number] for number in self.edges[2 * i : 2 * i + 2])
            states.append(getattr(self, f"node{i + 1}")(first, second))
        return self.norm(states[-1] + x)


class Fusion(nn.Module):
    """The cells of a genotype of the reference, on the taps of all backbones in their order."""

    def __init__(self, genotype, taps, owners, classes, shape):
        super().__init__()
        self.edges, self.concat = [number for _, number in genotype["edges"]], genotype["concat"]
        self.taps, (channels, self.positions) = taps, shape
        for number in sorted({edge for edge in self.edges if edge < len(taps)}):
            owner, tap = taps[number].split(".")
            if not hasattr(self, owner):
                self.add_module(owner, nn.ModuleDict())
            getattr(self, owner)[tap] = owners[owner].projection(int(tap) - 1, channels)
        self.steps = len(genotype["steps"])
        for i, step in enumerate(genotype["steps"]):
            self.add_module(f"cell{i + 1}", Cell(step, shape))
        width = len(self.concat) * channels
        self.output = nn.ModuleDict({"norm": nn.LayerNorm((width, self.positions))})
        self.classifier = nn.Linear(width * self.positions, classes)

    def project(self, number, maps):
        owner, tap = self.taps[number].split(".")
        layer, value = getattr(self, owner)[tap], maps[number]
        if value.dim() == 2:
            return F.relu(layer(value)).unsqueeze(2).expand(-1, -1, self.positions)
        return F.relu(layer(F.adaptive_max_pool2d(value, math.isqrt(self.positions)))).flatten(2)

    def forward(self, maps):
        nodes = [self.project(i, maps) if i in self.edges else None for i in range(len(maps))]
        for i in range(self.steps):
            first, second = self.edges[2 * i : 2 * i + 2]
            nodes.append(getattr(self, f"cell{i + 1}")(nodes[first], nodes[second]))
        joined = torch.cat([nodes[i] for i in self.concat], 1)
        return self.classifier(F.relu(self.output["norm"](joined)).flatten(1))


class Network(nn.Module):
    """The network that a genotype.json describes. Its logits include those of its backbones."""

    def __init__(self, genotype):
        super().__init__()
        classes = genotype["classes"]
        owners = {spec["name"]: Backbone(spec, classes) for spec in genotype["backbones"]}
        if genotype["text"] is not None:
            owners["text"] = Text(genotype["text"], classes)
        self.owners = list(owners)
        for name, owner in owners.items():
            self.add_module(name, owner)
        self.fusion = None
        if genotype["fusion"] is not None:
            shape = genotype["maps"]["channels"], genotype["maps"]["positions"]
            self.fusion = Fusion(genotype["fusion"], genotype["taps"], owners, classes, shape)

    def forward(self, *inputs):
        outputs = [getattr(self, name)(value) for name, value in zip(self.owners, inputs, strict=True)]
        logits = sum(own for _, own in outputs)
        return logits if self.fusion is None else logits + self.fusion([tap for taps, _ in outputs for tap in taps])


def read_safetensors(file):
    """Reads a safetensors file of 32-bit floats as tensors by name."""
    data = pathlib.Path(file).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__":
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            tensors[name] = torch.frombuffer(bytearray(data[start:end]), dtype=torch.float32).view(entry["shape"])
    return tensors


def load_network(folder=HERE):
    """Returns the network of a folder with its weights, ready for inference."""
    folder = pathlib.Path(folder)
    network = Network(json.loads((folder / "genotype.json").read_text(encoding="utf-8")))
    network.load_state_dict(read_safetensors(folder / "weights.safetensors"))
    return network.eval()


if __name__ == "__main__":
    manifest = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
    example = [torch.randn(1, *entry["shape"][1:]) for entry in manifest["inputs"]]
    with torch.inference_mode():
        print(json.dumps({"logits": load_network()(*example)[0].tolist()}))
