"""A worker: claims the networks that external searches wait for, measures them, and hands the results in.

    pip install requests
    python worker.py --url http://localhost:4000/graphql

Replace `measure` by a function that runs the network on your board. Start as many workers as you have boards.
"""
import argparse
import os
import socket
import threading
import time

import requests

CLAIM = """mutation ($worker: ID!) { claimEvaluation(worker: $worker, leaseSeconds: 30) { ... on Problem { message }
  ... on ClaimEvaluationSuccess { claim task { key } devices { key } architecture { key genes } } } }"""
EXTEND = """mutation ($claim: ID!) { extendLease(claim: $claim, leaseSeconds: 30) {
  __typename ... on Problem { message } } }"""
COMPLETE = """mutation ($claim: ID!, $measurement: EvaluationMeasurementInput!) {
  completeEvaluation(claim: $claim, measurement: $measurement) { __typename ... on Problem { message } } }"""
FAIL = """mutation ($claim: ID!, $reason: String!) {
  failEvaluation(claim: $claim, reason: $reason) { __typename ... on Problem { message } } }"""


def measure(genes):
    """Latency [ms] and accuracy of a network. This stand-in counts the sizes of its genes instead of running it."""
    size = sum(choice if isinstance(choice, (int, float)) else 1 for choice in genes.values())
    time.sleep(0.01)
    return {"latency": 0.1 * size, "accuracy": size / (size + 20)}


def ask(url, query, **variables):
    headers = {"authorization": f"Bearer {os.environ.get('API_TOKEN', '')}"}
    answer = requests.post(url, json={"query": query, "variables": variables}, headers=headers, timeout=30).json()
    if "errors" in answer:
        raise SystemExit(answer["errors"][0]["message"])
    return next(iter(answer["data"].values()))


def evaluate(url, job):
    """Measures a network while another thread extends the lease, which a busy worker would forget."""
    done = threading.Event()

    def heartbeat():
        while not done.wait(10):
            ask(url, EXTEND, claim=job["claim"])

    threading.Thread(target=heartbeat, daemon=True).start()
    try:
        return ask(url, COMPLETE, claim=job["claim"], measurement=measure(job["architecture"]["genes"]))
    except (ArithmeticError, OSError, ValueError) as error:
        return ask(url, FAIL, claim=job["claim"], reason=str(error) or type(error).__name__)
    finally:
        done.set()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://localhost:4000/graphql")
    parser.add_argument("--idle", type=float, default=60, help="seconds without work after which it ends")
    options = parser.parse_args()
    worker, last, count = f"{socket.gethostname()}:{os.getpid()}", time.monotonic(), 0
    while time.monotonic() - last < options.idle:
        job = ask(options.url, CLAIM, worker=worker)
        if job is None:
            time.sleep(0.2)
            continue
        if "message" in job:
            raise SystemExit(job["message"])
        # A ConflictProblem says that the lease ran out and another worker has the network: go on with the next.
        answer = evaluate(options.url, job)
        count, last = count + ("message" not in answer), time.monotonic()
        print(job["architecture"]["key"][:12], answer.get("message", "stored"), flush=True)
    print(f"{count} networks evaluated")


if __name__ == "__main__":
    main()
