import { isDeepStrictEqual } from "node:util";
import type { Context } from "../context.js";
import { namedRounds } from "./rounds.js";
import { verificationOf } from "./state.js";
import type { Verification } from "./verification.js";

/** Interval of polling for what other processes wrote [ms]. */
const POLL = 2000;

/**
 * Yields a verification as it stands, and again at each change, until nothing of it waits for a measurement or `signal`
 * aborts. Throws `NotFound` on `id`.
 */
export async function* followVerification(
  context: Context,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<Verification> {
  const read = async () => {
    await context.resets.notice();
    return verificationOf(context, await namedRounds(context, id, "id"));
  };
  let now = await read();
  const news = context.news.subscribe({ kind: "measurements", space: now.space });
  try {
    yield now;
    while (now.counts.waiting > 0 && !signal.aborted) {
      await news.wait(POLL, signal);
      const next = await read();
      if (isDeepStrictEqual(next, now)) continue;
      now = next;
      yield now;
    }
  } finally {
    news.close();
  }
}
