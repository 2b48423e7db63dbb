import { describe, expect, test } from "vitest";
import { externalEvaluator } from "../../../../src/runs/execution/evaluators/external-evaluator.js";
import type { MeasurementBoard } from "../../../../src/runs/measurement-board.js";
import type { Outcome } from "../../../../src/search/ports.js";
import { runSearch } from "../../../../src/search/run.js";
import { createStrategy } from "../../../../src/search/strategies.js";
import { genotypeKey } from "../../../../src/space/identity.js";
import type { Genotype } from "../../../../src/space/types.js";
import { landscapeProblem, outcomeOf } from "../../../search/toy.js";

/** A measurement board in memory, with the worker's side of it. */
class Board implements MeasurementBoard {
  pending: readonly Genotype[] = [];
  readonly #known = new Map<string, Outcome>();
  #version = 0;
  #wake = () => {};

  version = () => this.#version;
  answer = async (network: Genotype) => this.#known.get(genotypeKey(network));
  announce = (pending: readonly Genotype[]) => {
    this.pending = pending;
  };
  changed(version: number, signal: AbortSignal): Promise<void> {
    if (this.#version > version || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }
  submit(...outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) this.#known.set(genotypeKey(outcome.genotype), outcome);
    this.#version++;
    this.#wake();
  }
}

const network = (...genes: number[]) => Uint8Array.from(genes);
const batch = [network(0, 0, 0, 0, 0), network(1, 0, 0, 0, 0), network(2, 0, 0, 0, 0)];
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("an external evaluation", () => {
  test("announces what it waits for, and yields answers in the order in which they come", async () => {
    const board = new Board();
    const evaluation = externalEvaluator(board).evaluate(batch, new AbortController().signal);
    const outcomes = evaluation[Symbol.asyncIterator]();
    const first = outcomes.next();
    await turn();
    expect(board.pending).toEqual(batch);
    board.submit(outcomeOf(batch[2]));
    expect((await first).value).toEqual(outcomeOf(batch[2]));
    const second = outcomes.next();
    await turn();
    expect(board.pending).toEqual(batch.slice(0, 2));
    board.submit({ kind: "failed", genotype: batch[0], reason: "too large" }, outcomeOf(batch[1]));
    expect((await second).value).toMatchObject({ kind: "failed", genotype: batch[0] });
    expect((await outcomes.next()).value).toEqual(outcomeOf(batch[1]));
    expect((await outcomes.next()).done).toBe(true);
    expect(board.pending).toEqual([]);
  });

  test("misses no answer that arrives between asking and waiting", async () => {
    const board = new Board();
    const answerNow = board.answer;
    board.answer = async (asked) => {
      const answer = await answerNow(asked);
      if (answer === undefined) board.submit(outcomeOf(asked));
      return answer;
    };
    const outcomes: Outcome[] = [];
    for await (const outcome of externalEvaluator(board).evaluate(batch, new AbortController().signal)) {
      outcomes.push(outcome);
    }
    expect(outcomes).toEqual(batch.map(outcomeOf));
  });

  test("ends when aborted, and withdraws its announcement", async () => {
    const board = new Board();
    const controller = new AbortController();
    const next = externalEvaluator(board).evaluate(batch, controller.signal)[Symbol.asyncIterator]().next();
    await turn();
    controller.abort();
    expect((await next).done).toBe(true);
    expect(board.pending).toEqual([]);
  });

  test("a run that restarts finds what was measured meanwhile and asks only for the rest", async () => {
    const board = new Board();
    const run = (history: readonly Outcome[], signal: AbortSignal) =>
      runSearch({
        problem: landscapeProblem,
        strategy: createStrategy("nsga2", landscapeProblem, { seed: 1, populationSize: 6 }),
        evaluator: externalEvaluator(board),
        budget: 6,
        history,
        signal,
        clock: () => 0,
      });
    const first = new AbortController();
    const killed = run([], first.signal);
    await turn();
    const asked = board.pending;
    board.submit(outcomeOf(asked[4]));
    await turn();
    first.abort();
    const { outcomes } = await killed;
    expect(outcomes).toEqual([outcomeOf(asked[4])]);

    board.submit(outcomeOf(asked[0]));
    const resumed = run(outcomes, new AbortController().signal);
    await turn();
    await turn();
    expect(board.pending).toEqual([1, 2, 3, 5].map((i) => asked[i]));
    board.submit(...board.pending.map(outcomeOf));
    expect(await resumed).toMatchObject({ reason: "budget", evaluations: 6 });
  });
});
