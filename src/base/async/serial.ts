/**
 * Runs asynchronous tasks one after another, in the order in which they were handed in. A task that fails does not
 * stop the next one; its caller gets the error.
 */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
