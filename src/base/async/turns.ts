import { setImmediate as nextTurn } from "node:timers/promises";

/** How long a computation may go on before others get their turn [ms]. */
const TURN_MS = 5;

/** Maps items in order, like `Array.map`, but lets the process serve others every few milliseconds. */
export async function mapInTurns<T, Result>(
  items: readonly T[],
  map: (item: T, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let end = performance.now() + TURN_MS;
  for (const [i, item] of items.entries()) {
    if (performance.now() > end) {
      await nextTurn();
      end = performance.now() + TURN_MS;
    }
    results.push(map(item, i));
  }
  return results;
}
