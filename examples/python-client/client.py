"""A client in plain Python: hands measurements in, then asks for the Pareto front as a table.

    pip install -r examples/python-client/requirements.txt
    python examples/python-client/client.py --task av-mnist-hard --device jetson-tx2 --max-latency 9

--submit takes a CSV: one column per gene, and any of accuracy (a fraction), latency (ms) and energy (mJ).
"""

import argparse
import os

import pandas as pd
import requests

FRONT = """
query ($task: ID!, $device: ID!, $constraints: Constraints) {
  paretoFront(task: $task, device: $device, constraints: $constraints, first: 1000) {
    hypervolume
    notes
    nodes {
      architecture { key genes }
      accuracy { value source }
      latency { value source }
      energy { value source }
    }
  }
}"""

SUBMIT = """
mutation ($input: SubmitMeasurementsInput!) {
  submitMeasurements(input: $input) {
    ... on SubmitMeasurementsSuccess { stored }
    ... on Problem { message }
  }
}"""

METRICS = ("accuracy", "latency", "energy")

def ask(url, query, **variables):
    headers = {"authorization": f"Bearer {os.environ.get('API_TOKEN', '')}"}
    answer = requests.post(url, json={"query": query, "variables": variables}, headers=headers, timeout=60).json()
    if "errors" in answer:
        raise SystemExit("; ".join(error["message"] for error in answer["errors"]))
    return answer["data"]


def front(url, task, device, **limits):
    """The front as a data frame: one row per network, one column per metric and gene."""
    found = ask(url, FRONT, task=task, device=device, constraints=limits)["paretoFront"]
    values = [{m: point[m] and point[m]["value"] for m in METRICS} for point in found["nodes"]]
    genes = [point["architecture"]["genes"] for point in found["nodes"]]
    return pd.concat([pd.DataFrame(values), pd.DataFrame(genes)], axis=1), found["notes"]


def submit(url, task, device, table):
    """Stores the rows of a data frame as measurements; all of them or none."""
    measurements = []
    for row in table.to_dict("records"):
        known = {name: value for name, value in row.items() if pd.notna(value)}
        values = {metric: known.pop(metric) for metric in METRICS if metric in known}
        measurements.append({"architecture": known, **values})
    return ask(url, SUBMIT, input={"task": task, "device": device, "measurements": measurements})["submitMeasurements"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Asks for a Pareto front; hands measurements in first.")
    parser.add_argument("--url", default="http://localhost:4000/graphql")
    parser.add_argument("--task", required=True)
    parser.add_argument("--device", required=True)
    parser.add_argument("--submit", metavar="FILE.csv")
    parser.add_argument("--max-latency", type=float, metavar="MS")
    given = parser.parse_args()
    if given.submit:
        print(submit(given.url, given.task, given.device, pd.read_csv(given.submit)))
    limits = {} if given.max_latency is None else {"maxLatency": given.max_latency}
    table, notes = front(given.url, given.task, given.device, **limits)
    print(table.to_string(), *notes, sep="\n")
