/**
 * Makes a source of events, which may be endless, into the iterator that a subscription needs. When the client leaves,
 * `return` aborts the source's signal at once, even while the next event is awaited.
 */
export function follow<Event, Out>(
  start: (signal: AbortSignal) => AsyncIterable<Event>,
  map: (event: Event) => Out | Promise<Out>,
): AsyncIterableIterator<Out> {
  const controller = new AbortController();
  const events = start(controller.signal)[Symbol.asyncIterator]();
  const end = { done: true as const, value: undefined };
  return {
    async next() {
      if (controller.signal.aborted) return end;
      const event = await events.next();
      if (event.done === true || controller.signal.aborted) return end;
      return { done: false, value: await map(event.value) };
    },
    async return() {
      controller.abort();
      await events.return?.();
      return end;
    },
    async throw(error) {
      controller.abort();
      await events.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
