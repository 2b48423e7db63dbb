"""Searches a table with other people's libraries: pymoo's NSGA-II, Optuna's TPE and GP samplers, BoTorch's qLogEHVI.

Called by bench/search-peers.ts. Reads a problem from standard input as JSON:
  choices     number of choices of each gene
  genotypes   the candidates, each a list of choices
  values      [objective][candidate], all minimised
  aliases     [genotype, candidate]: a genotype for which the candidate stands
Writes {"order": [candidate, ...], "seconds": s}: the distinct candidates in the order in which they were first
evaluated, within the budget and the minutes. Seconds and minutes are processor time on one core.
A proposal that is no candidate is replaced by the nearest candidate not evaluated yet: the one with the fewest
differing genes, the first one where several tie.
"""

import argparse
import json
import os
import sys
import time
import warnings

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np  # noqa: E402


class OutOfTime(Exception):
    """The search has used up its minutes."""


class Table:
    """Answers proposals and records which candidates were evaluated."""

    def __init__(self, problem, deadline):
        self.deadline = deadline
        self.choices = np.array(problem["choices"])
        self.genotypes = np.array(problem["genotypes"])
        self.values = np.array(problem["values"]).T
        self.index = {tuple(g): i for i, g in enumerate(problem["genotypes"])}
        self.index.update({tuple(g): i for g, i in problem["aliases"]})
        self.order = []
        self.seen = set()

    def evaluate(self, genotype):
        """Objective values (minimised) of one genotype; OutOfTime after the deadline."""
        if time.process_time() > self.deadline:
            raise OutOfTime
        candidate = self.index.get(tuple(int(x) for x in genotype))
        if candidate is None:
            candidate = self.nearest(genotype)
        if candidate not in self.seen:
            self.seen.add(candidate)
            self.order.append(candidate)
        return self.values[candidate]

    def nearest(self, genotype):
        distance = (self.genotypes != np.array(genotype)).sum(axis=1)
        distance[list(self.seen)] += len(self.choices)
        return int(distance.argmin())


def nsga2(table, budget, seed, population):
    """pymoo's NSGA-II with uniform crossover, a mutation that resets one gene on average, and no duplicates."""
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.core.mutation import Mutation
    from pymoo.core.problem import Problem
    from pymoo.operators.crossover.ux import UniformCrossover
    from pymoo.operators.sampling.rnd import IntegerRandomSampling

    genes = len(table.choices)

    class Genes(Problem):
        def __init__(self):
            upper = table.choices - 1
            super().__init__(n_var=genes, n_obj=table.values.shape[1], xl=0, xu=upper, vtype=int)

        def _evaluate(self, x, out, *args, **kwargs):
            out["F"] = np.array([table.evaluate(row) for row in x])

    class Reset(Mutation):
        def _do(self, problem, x, random_state=None, **kwargs):
            random = random_state if random_state is not None else np.random.default_rng(seed)
            drawn = random.integers(0, table.choices, size=x.shape)
            return np.where(random.random(x.shape) < 1 / genes, drawn, x)

    algorithm = NSGA2(
        pop_size=population,
        sampling=IntegerRandomSampling(),
        crossover=UniformCrossover(prob=1.0),
        mutation=Reset(),
        eliminate_duplicates=True,
    )
    algorithm.setup(Genes(), termination=("n_gen", 20 * budget // population), seed=seed, verbose=False)
    while algorithm.has_next() and len(table.order) < budget:
        algorithm.next()


def optuna_sampler(table, budget, seed, sampler):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(directions=["minimize"] * table.values.shape[1], sampler=sampler(optuna, seed))

    def objective(trial):
        genotype = [trial.suggest_categorical(f"gene_{g}", list(range(n))) for g, n in enumerate(table.choices)]
        return [float(value) for value in table.evaluate(genotype)]

    for _ in range(4 * budget):
        study.optimize(objective, n_trials=1)
        if len(table.order) >= budget:
            return


def tpe(table, budget, seed, _):
    optuna_sampler(table, budget, seed, lambda o, s: o.samplers.TPESampler(multivariate=True, seed=s))


def optuna_gp(table, budget, seed, _):
    optuna_sampler(table, budget, seed, lambda o, s: o.samplers.GPSampler(seed=s))


def botorch(table, budget, seed, batch):
    """BoTorch on one-hot genes: 15 random candidates, then batches by expected hypervolume improvement."""
    import torch
    from botorch.acquisition.multi_objective.logei import qLogExpectedHypervolumeImprovement
    from botorch.fit import fit_gpytorch_mll
    from botorch.models import ModelListGP, SingleTaskGP
    from botorch.models.transforms import Standardize
    from botorch.optim import optimize_acqf_discrete
    from botorch.utils.multi_objective.box_decompositions import FastNondominatedPartitioning
    from gpytorch.mlls import SumMarginalLogLikelihood

    torch.manual_seed(seed)
    one_hot = np.concatenate([np.eye(n)[table.genotypes[:, g]] for g, n in enumerate(table.choices)], axis=1)
    features = torch.tensor(one_hot, dtype=torch.double)
    random = np.random.default_rng(seed)
    for candidate in random.permutation(len(features))[:15]:
        table.evaluate(table.genotypes[candidate])
    while len(table.order) < min(budget, len(features)):
        known = torch.tensor(table.order)
        targets = -torch.tensor(table.values[table.order], dtype=torch.double)
        single = [
            SingleTaskGP(features[known], targets[:, m : m + 1], outcome_transform=Standardize(m=1))
            for m in range(targets.shape[1])
        ]
        model = ModelListGP(*single)
        fit_gpytorch_mll(SumMarginalLogLikelihood(model.likelihood, model))
        reference = targets.min(dim=0).values
        acquisition = qLogExpectedHypervolumeImprovement(
            model, ref_point=reference, partitioning=FastNondominatedPartitioning(reference, Y=targets)
        )
        left = torch.tensor([i for i in range(len(features)) if i not in table.seen])
        chosen, _ = optimize_acqf_discrete(
            acquisition, q=batch, choices=features[left], max_batch_size=1024, unique=True
        )
        for row in chosen:
            genotype, at = [], 0
            for n in table.choices:
                genotype.append(int(row[at : at + n].argmax()))
                at += n
            table.evaluate(genotype)


PEERS = {"nsga2": nsga2, "tpe": tpe, "optuna-gp": optuna_gp, "botorch": botorch}


def main():
    parser = argparse.ArgumentParser(description="searches a table given on standard input")
    parser.add_argument("--peer", choices=list(PEERS), required=True)
    parser.add_argument("--budget", type=int, required=True, help="distinct candidates")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--minutes", type=float, required=True, help="ends the search early, with what it has")
    parser.add_argument("--setting", type=int, default=1, help="population of NSGA-II, batch of BoTorch")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    table = Table(json.load(sys.stdin), 60 * options.minutes)
    try:
        PEERS[options.peer](table, options.budget, options.seed, options.setting)
    except OutOfTime:
        pass
    json.dump({"order": table.order[: options.budget], "seconds": round(time.process_time(), 2)}, sys.stdout)


main()
