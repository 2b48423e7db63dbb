import { Random } from "../../../src/base/random.js";
import { brokenInput } from "./broken.js";
import type { Operations } from "./operations.js";
import { type Credential, HttpSender, sendBytes, sendOverSocket } from "./senders.js";
import { type Exchange, faultsOf, outcomeOf, reachedResolver } from "./verdict.js";

export interface FuzzOptions {
  readonly url: string;
  readonly operations: Operations;
  readonly credential: Credential;
  readonly seed: number;
  /** Numbers of the first request and of the first one that is not sent; each number is a request of its own. */
  readonly from: number;
  readonly to: number;
  readonly onProgress?: (sent: number) => void;
  readonly onFailure?: (failure: Failure) => void;
}

/** A request whose answer was not as it should be. */
export interface Failure {
  readonly seed: number;
  readonly number: number;
  readonly credential: string;
  readonly faults: readonly string[];
  readonly request: string;
  readonly answer: string;
}

/** A request that was answered late, and the number that makes it again. */
export interface Slow {
  readonly number: number;
  readonly milliseconds: number;
  readonly request: string;
}

export interface FuzzReport {
  /** Requests that were valid in shape, and those of them that reached a resolver. */
  readonly shaped: number;
  readonly reached: number;
  /** Requests of broken bytes. */
  readonly broken: number;
  /** The number of answers of each outcome (see `outcomeOf`). */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The requests that waited longest, the longest one first. */
  readonly slowest: readonly Slow[];
  readonly failures: readonly Failure[];
}

/** Requests that are sent at the same time. */
const AT_ONCE = 4;
/** Shares of requests of broken bytes, and of operations over a WebSocket. */
const BROKEN = 0.15;
const OVER_SOCKET = 0.2;
/** Characters of a request and of an answer that a failure shows. */
const SHOWN = 3_000;
/** The slowest requests that are listed, and characters of each that are shown. */
const SLOWEST = { listed: 10, shown: 300 };

/** Sends seeded requests, and judges their answers. A seed and a number always make the same request. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { credential, seed, to } = options;
  const report = { shaped: 0, reached: 0, broken: 0 };
  const outcomes: Record<string, number> = {};
  const slowest: Slow[] = [];
  const failures: Failure[] = [];
  const http = new HttpSender(options.url, credential);
  let next = options.from;
  const worker = async () => {
    for (let number = next++; number < to; number = next++) {
      const { exchange, isShaped } = await sendOne(options, http, number);
      const { request, text, milliseconds } = exchange;
      if (isShaped) report.shaped++;
      else report.broken++;
      if (isShaped && reachedResolver(text)) report.reached++;
      const outcome = outcomeOf(exchange);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      slowest.push({ number, milliseconds, request: request.slice(0, SLOWEST.shown) });
      slowest.sort((a, b) => b.milliseconds - a.milliseconds).splice(SLOWEST.listed);
      const faults = faultsOf(exchange);
      if (faults.length > 0) {
        const shown = { request: request.slice(0, SHOWN), answer: text.slice(0, SHOWN) };
        const failure = { seed, number, credential: credential.name, faults, ...shown };
        failures.push(failure);
        options.onFailure?.(failure);
      }
      options.onProgress?.(number + 1 - options.from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  http.close();
  return { ...report, outcomes, slowest, failures };
}

async function sendOne(
  { url, operations, credential, seed }: FuzzOptions,
  http: HttpSender,
  number: number,
): Promise<{ readonly exchange: Exchange; readonly isShaped: boolean }> {
  const random = new Random(`fuzz/${seed}/${number}`);
  const isBroken = random.next() < BROKEN;
  const overSocket = random.next() < OVER_SOCKET;
  const operation = operations.draw(random, number);
  if (isBroken) {
    const parts = brokenInput(random, operation.body);
    return { exchange: await sendBytes(Number(new URL(url).port), parts), isShaped: false };
  }
  const exchange =
    overSocket || operation.kind === "subscription"
      ? await sendOverSocket(url, credential, operation)
      : await http.send(operation);
  return { exchange, isShaped: true };
}
