"""Writes a run of ours as an Optuna study, so that optuna-dashboard shows the same search as ours.

  npx harmonic run evaluations RUN --format csv | VENV/bin/python bench/peers/dashboard.py study.db
  VENV/bin/optuna-dashboard sqlite:///study.db

VENV has optuna and optuna-dashboard (5.0.0 and 0.21.0 were compared). Evaluations without accuracy, latency or energy
become failed trials.
"""

import csv
import sys

import optuna
from optuna.distributions import CategoricalDistribution
from optuna.trial import TrialState, create_trial

OBJECTIVES = {"accuracy": "maximize", "latency": "minimize", "energy": "minimize"}
OTHERS = {"number", "id", "device", "fidelity", "score", "status", "reason", "startedAt", "seconds", "proposedBy"}

rows = list(csv.DictReader(sys.stdin))
if not rows:
    sys.exit("the run has no evaluations")
objectives = [name for name in OBJECTIVES if any(row.get(name) for row in rows)]
genes = [name for name in rows[0] if name not in OTHERS and name not in OBJECTIVES]
choices = {gene: sorted({row[gene] for row in rows}) for gene in genes}
study = optuna.create_study(
    storage=f"sqlite:///{sys.argv[1]}",
    study_name="harmonic",
    directions=[OBJECTIVES[name] for name in objectives],
)
study.set_metric_names(objectives)
for row in rows:
    values = [row[name] for name in objectives]
    is_complete = all(values) and row["status"] == "done"
    study.add_trial(
        create_trial(
            state=TrialState.COMPLETE if is_complete else TrialState.FAIL,
            values=[float(value) for value in values] if is_complete else None,
            params={gene: row[gene] for gene in genes},
            distributions={gene: CategoricalDistribution(choices[gene]) for gene in genes},
        )
    )
print(f"{len(rows)} trials of {', '.join(objectives)}")
