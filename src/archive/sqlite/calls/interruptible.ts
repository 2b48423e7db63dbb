import Database from "libsql";

/** States of the cell: nothing is called, a call is under way, and no call may begin any more. */
const [IDLE, CALLING, CLOSED] = [0, 1, -1];
/** Time between two looks at whether a call is over [ms]. */
const LOOK_MS = 1;

type Method = (...given: unknown[]) => unknown;

/** A cell through which `guardCalls` and `closeCalls` of two threads know of each other. */
export const callCell = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4));

/**
 * Marks every call of the database's native code by this thread in a cell. A thread that is ended in the middle of such
 * a call would end the whole process, because `libsql` does not expect a call to return into nothing. What is wrapped
 * are the methods of the library's classes, of which there are only those of this thread.
 */
export function guardCalls(cell: Int32Array): void {
  const db = new Database(":memory:");
  const statement = Object.getPrototypeOf(db.prepare("SELECT 1")) as object;
  let depth = 0;
  const guarded = (method: Method): Method =>
    function (this: unknown, ...given) {
      if (depth === 0)
        while (Atomics.compareExchange(cell, 0, IDLE, CALLING) === CLOSED) Atomics.wait(cell, 0, CLOSED);
      depth++;
      try {
        return method.apply(this, given);
      } finally {
        depth--;
        if (depth === 0) Atomics.store(cell, 0, IDLE);
      }
    };
  for (const prototype of [Database.prototype as object, statement]) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const { value } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
      if (name === "constructor" || typeof value !== "function") continue;
      Object.defineProperty(prototype, name, { value: guarded(value as Method) });
    }
  }
  db.close();
}

/** Resolves once no call is under way in the thread of the cell and none can begin, so that the thread can be ended. */
export async function closeCalls(cell: Int32Array): Promise<void> {
  while (Atomics.compareExchange(cell, 0, IDLE, CLOSED) === CALLING)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
