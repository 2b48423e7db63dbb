"""The steps of bench/training.ts in PyTorch: a supernet's and a fusion network's, on the CPU.

`npx tsx bench/training.ts --peer` runs this, gives it the work as JSON on standard input (see `peerWorkload`
in bench/training/workload.ts) and reads the seconds of every run as JSON from standard output. Layers, kernel
sizes, channels, batches, losses and optimiser are those of src/training. The code is idiomatic PyTorch.
"""

import json
import platform
import random
import resource
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


def he(shape, fan_in):
    return nn.Parameter(torch.randn(shape) * (2 / fan_in) ** 0.5)


def optimiser(module, training):
    """AdamW that decays weight matrices and kernels, not biases, norms and kernel transforms."""
    decayed, plain = [], []
    for name, parameter in module.named_parameters():
        is_plain = parameter.ndim == 1 or "norm" in name or "transform" in name
        (plain if is_plain else decayed).append(parameter)
    decays = [(decayed, training["weightDecay"]), (plain, 0.0)]
    groups = [{"params": parameters, "weight_decay": decay} for parameters, decay in decays]
    return torch.optim.AdamW(groups, lr=training["rate"], fused=True)


class ElasticNorm(nn.Module):
    """Batch norm of the first channels, by the statistics of the batch."""

    def __init__(self, channels):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(channels))
        self.beta = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        c = x.shape[1]
        return F.batch_norm(x, None, None, self.gamma[:c], self.beta[:c], training=True)


class SqueezeExcite(nn.Module):
    """Gates of the first channels, each from the means of all of them."""

    def __init__(self, channels):
        super().__init__()
        squeezed = squeezed_width(channels)
        self.squeeze, self.excite = he((squeezed, channels), channels), he((channels, squeezed), squeezed)
        self.squeeze_bias = nn.Parameter(torch.zeros(squeezed))
        self.excite_bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        c = x.shape[1]
        s = squeezed_width(c)
        inner = F.relu(F.linear(x.mean((2, 3)), self.squeeze[:s, :c], self.squeeze_bias[:s]))
        gates = F.hardsigmoid(F.linear(inner, self.excite[:c, :s], self.excite_bias[:c]))
        return x * gates[:, :, None, None]


def squeezed_width(channels):
    """A quarter, rounded to a multiple of 8 that is at least 90 % of it."""
    rounded = max(8, int(channels / 4 + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * channels / 4 else rounded


class Block(nn.Module):
    """An inverted residual block with elastic kernel size and expand ratio."""

    def __init__(self, cin, cout, stride, act, se, choices):
        super().__init__()
        self.cin, self.stride, self.act = cin, stride, act
        self.kernels = choices["kernels"]
        hidden, k = cin * choices["expands"][-1], self.kernels[-1]
        self.expand = he((hidden, cin, 1, 1), cin)
        self.expand_norm = ElasticNorm(hidden)
        self.kernel = he((hidden, 1, k, k), k * k)
        self.transforms = nn.ParameterDict({str(size): torch.eye(size * size) for size in self.kernels[:-1]})
        self.depthwise_norm = ElasticNorm(hidden)
        self.squeeze_excite = SqueezeExcite(hidden) if se else None
        self.project = he((cout, hidden, 1, 1), hidden)
        self.project_norm = ElasticNorm(cout)
        self.is_residual = stride == 1 and cin == cout

    def taps(self, size, hidden):
        kernel = self.kernel[:hidden]
        for k in reversed(self.kernels[:-1]):
            if k < size:
                break
            edge = (kernel.shape[-1] - k) // 2
            centre = kernel[:, :, edge : edge + k, edge : edge + k].reshape(hidden, k * k)
            kernel = (centre @ self.transforms[str(k)]).view(hidden, 1, k, k)
        return kernel

    def forward(self, x, size, expand):
        hidden = self.cin * expand
        y = self.act(self.expand_norm(F.conv2d(x, self.expand[:hidden])))
        y = F.conv2d(y, self.taps(size, hidden), stride=self.stride, padding=size // 2, groups=hidden)
        y = self.act(self.depthwise_norm(y))
        if self.squeeze_excite is not None:
            y = self.squeeze_excite(y)
        y = self.project_norm(F.conv2d(y, self.project[:, :hidden]))
        return x + y if self.is_residual else y


def relu(x):
    return F.relu(x, inplace=True)


class Supernet(nn.Module):
    def __init__(self, backbone, choices):
        super().__init__()
        self.choices, self.stages = choices, len(backbone["stages"])
        stem = backbone["stem"]
        self.stem = nn.Conv2d(backbone["input"][0], stem, 3, stride=2, padding=1, bias=False)
        self.stem_norm = ElasticNorm(stem)
        self.fixed = nn.Conv2d(stem, stem, 3, padding=1, groups=stem, bias=False)
        self.fixed_norm = ElasticNorm(stem)
        self.fixed_project = nn.Conv2d(stem, stem, 1, bias=False)
        self.fixed_project_norm = ElasticNorm(stem)
        blocks, width = [], stem
        for stage, spec in enumerate(backbone["stages"]):
            act = relu if stage < 2 else F.hardswish
            for i in range(choices["blocksPerStage"]):
                stride = spec["stride"] if i == 0 else 1
                blocks.append(Block(width, spec["width"], stride, act, spec["se"], choices))
                width = spec["width"]
        self.blocks = nn.ModuleList(blocks)
        self.final = nn.Conv2d(width, backbone["finalExpand"], 1, bias=False)
        self.final_norm = ElasticNorm(backbone["finalExpand"])
        self.mix = nn.Linear(backbone["finalExpand"], backbone["featureMix"], bias=False)
        self.dropout = nn.Dropout(backbone["training"]["dropout"])
        self.classifier = nn.Linear(backbone["featureMix"], backbone["classes"])

    def forward(self, x, network):
        x = F.hardswish(self.stem_norm(self.stem(x)))
        y = relu(self.fixed_norm(self.fixed(x)))
        x = x + self.fixed_project_norm(self.fixed_project(y))
        for slot, kernel, expand in network:
            x = self.blocks[slot](x, kernel, expand)
        x = F.hardswish(self.final_norm(self.final(x))).mean((2, 3))
        return self.classifier(self.dropout(F.hardswish(self.mix(x))))

    def network(self, depth, kernel, expand):
        """Blocks (slot, kernel, expand) by functions that choose among the elastic values."""
        per_stage, found = self.choices["blocksPerStage"], []
        for stage in range(self.stages):
            for i in range(depth(self.choices["depths"])):
                slot = stage * per_stage + i
                found.append((slot, kernel(self.choices["kernels"]), expand(self.choices["expands"])))
        return found

    def uniform(self, choose):
        return self.network(choose, choose, choose)


def runs_of(runs, units, work):
    """Seconds of each run after one that does not count, per unit."""
    seconds = []
    for run in range(runs + 1):
        start = time.perf_counter()
        work()
        if run > 0:
            seconds.append((time.perf_counter() - start) / units)
    return seconds


def supernet_work(workload, backbone, figures, parameters):
    name, training, classes = backbone["name"], backbone["training"], workload["classes"]
    # Twice as fast as the default layout.
    net = Supernet(backbone, workload["choices"]).to(memory_format=torch.channels_last)
    adam = optimiser(net, training)
    inputs = torch.randn(workload["examples"], *backbone["input"]).to(memory_format=torch.channels_last)
    labels = torch.arange(workload["examples"]) % classes
    batch, smoothing, share = training["batch"], training["smoothing"], training["distillation"]
    steps = workload["examples"] // batch
    largest, smallest = net.uniform(lambda values: values[-1]), net.uniform(lambda values: values[0])

    def sandwich(x, y):
        adam.zero_grad(set_to_none=True)
        logits = net(x, largest)
        loss = F.cross_entropy(logits, y, label_smoothing=smoothing)
        loss.backward()
        taught = logits.detach().softmax(1) * share + F.one_hot(y, classes) * (1 - share)
        drawn = [net.uniform(random.choice) for _ in range(training["randomSubNetworks"])]
        for network in [smallest, *drawn]:
            F.cross_entropy(net(x, network), taught).backward()
        adam.step()
        return loss.item()

    def only_largest(x, y):
        adam.zero_grad(set_to_none=True)
        loss = F.cross_entropy(net(x, largest), y, label_smoothing=smoothing)
        loss.backward()
        adam.step()
        return loss.item()

    def epoch(step):
        order = torch.randperm(workload["examples"])
        for rows in order[: steps * batch].split(batch):
            step(inputs[rows], labels[rows])

    parameters[name] = sum(p.numel() for p in net.parameters())
    runs = workload["runs"]
    figures[f"supernet step, {name}"] = runs_of(runs, steps, lambda: epoch(sandwich))
    figures[f"step of the largest sub-network, {name}"] = runs_of(runs, steps, lambda: epoch(only_largest))


class ConcatConvolution(nn.Module):
    """A 1x1 convolution of two maps (batch * positions, channels) side by side, with its batch norm."""

    def __init__(self, channels, width):
        super().__init__()
        self.linear = nn.Linear(2 * channels, width, bias=False)
        self.norm = nn.BatchNorm1d(width, track_running_stats=False)

    def forward(self, x, y):
        return self.norm(self.linear(torch.cat((x, y), 1)))


class Operator(nn.Module):
    """One of the six operators on two maps (batch * positions, channels)."""

    def __init__(self, kind, channels, positions, dropout):
        super().__init__()
        self.run = getattr(self, kind)
        self.shape = (-1, positions, channels)
        self.dropout = nn.Dropout(dropout)
        if kind == "ScaleDotAttn":
            self.norm = nn.LayerNorm((positions, channels))
        if kind in ("ConcatFC", "LinearGLU", "CatConvMish"):
            self.convolution = ConcatConvolution(channels, channels * (2 if kind == "LinearGLU" else 1))
        if kind == "SE1":
            self.gate = nn.Linear(channels, channels)

    def forward(self, x, y):
        return self.run(x, y)

    def Sum(self, x, y):
        return x + y

    def ScaleDotAttn(self, x, y):
        queries, values = x.view(self.shape), y.view(self.shape)
        attended = F.scaled_dot_product_attention(queries, values, values)
        return self.norm(self.dropout(attended)).view(x.shape)

    def LinearGLU(self, x, y):
        return self.dropout(F.glu(self.convolution(x, y), 1))

    def ConcatFC(self, x, y):
        return self.dropout(relu(self.convolution(x, y)))

    def CatConvMish(self, x, y):
        return self.dropout(F.mish(self.convolution(x, y)))

    def SE1(self, x, y):
        gate = torch.sigmoid(F.relu(self.gate(x.view(self.shape).mean(1))))
        return (y.view(self.shape) * gate[:, None]).view(y.shape)


class FusionNetwork(nn.Module):
    def __init__(self, genotype, spec, classes):
        super().__init__()
        self.genotype = genotype
        channels, positions, dropout = spec["channels"], spec["positions"], spec["training"]["dropout"]
        self.positions = positions
        used = {name for cell in genotype for name in cell["inputs"] if not name.startswith("cell.")}
        self.taps = sorted(used)
        self.projections = nn.ModuleList(
            nn.Sequential(
                nn.Linear(spec["inChannels"], channels, bias=False),
                nn.BatchNorm1d(channels, track_running_stats=False),
                nn.ReLU(inplace=True),
                nn.Dropout(dropout),
            )
            for _ in self.taps
        )
        self.cells = nn.ModuleList(
            nn.ModuleList(Operator(node["operator"], channels, positions, dropout) for node in cell["nodes"])
            for cell in genotype
        )
        self.cell_norms = nn.ModuleList(nn.LayerNorm(positions * channels) for _ in genotype)
        width = min(2, len(genotype)) * positions * channels
        self.output_norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(width, classes)

    def forward(self, maps):
        found = {tap: project(m) for tap, project, m in zip(self.taps, self.projections, maps)}
        for c, (cell, operators, norm) in enumerate(zip(self.genotype, self.cells, self.cell_norms)):
            states = {f"input.{i + 1}": found[name] for i, name in enumerate(cell["inputs"])}
            for n, (node, operator) in enumerate(zip(cell["nodes"], operators)):
                states[f"node.{n + 1}"] = operator(*(states[name] for name in node["inputs"]))
            last = states[f"node.{len(operators)}"] + states["input.1"]
            found[f"cell.{c + 1}"] = norm(last.view(-1, self.positions * last.shape[1])).view(last.shape)
        cells = [found[f"cell.{c + 1}"] for c in range(len(self.genotype))][-2:]
        joined = torch.cat([cell.view(-1, self.positions * cell.shape[1]) for cell in cells], 1)
        return self.classifier(self.dropout(relu(self.output_norm(joined))))


def fusion_work(workload, features, network, figures, parameters):
    spec, examples = workload["fusion"], workload["examples"]
    training, name = spec["training"], network["name"]
    net = FusionNetwork(network["genotype"], spec, workload["classes"])
    adam = optimiser(net, training)
    labels = torch.arange(examples) % workload["classes"]
    steps = examples // training["batch"]

    def epoch():
        order = torch.randperm(examples)
        for rows in order[: steps * training["batch"]].split(training["batch"]):
            views = torch.randint(spec["views"], rows.shape) * examples + rows
            maps = [features[tap][views].view(-1, spec["inChannels"]) for tap in net.taps]
            adam.zero_grad(set_to_none=True)
            loss = F.cross_entropy(net(maps), labels[rows], label_smoothing=training["smoothing"])
            loss.backward()
            adam.step()

    parameters[name] = sum(p.numel() for p in net.parameters())
    figures[f"fusion training step, {name}"] = runs_of(workload["runs"], steps, epoch)


def main():
    workload = json.load(sys.stdin)
    torch.set_num_threads(workload["threads"])
    torch.set_num_interop_threads(1)
    torch.manual_seed(1)
    random.seed(1)
    figures, parameters = {}, {}
    for backbone in workload["backbones"]:
        supernet_work(workload, backbone, figures, parameters)
    spec = workload["fusion"]
    shape = (spec["views"] * workload["examples"], spec["positions"], spec["inChannels"])
    names = [f"{backbone['name']}.{i + 1}" for backbone in workload["backbones"] for i in range(4)]
    features = {name: torch.randn(shape) for name in names} if spec["networks"] else {}
    for network in spec["networks"]:
        fusion_work(workload, features, network, figures, parameters)
    threads = f"{torch.get_num_threads()} thread{'' if torch.get_num_threads() == 1 else 's'}"
    description = f"PyTorch {torch.__version__}, Python {platform.python_version()}, {threads}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    result = {"description": description, "figures": figures, "parameters": parameters, "peakBytes": peak}
    print(json.dumps(result))


main()
