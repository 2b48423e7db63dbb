import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunId, SpaceId } from "../base/ids.js";

/** The subject of news: the measurements of a search space, or a search run. */
export type Topic =
  | { readonly kind: "measurements"; readonly space: SpaceId }
  | { readonly kind: "run"; readonly run: RunId };

/**
 * One listener's subscription to a topic. News that arrives while the listener is busy is not lost: the next wait
 * ends at once.
 */
export interface Subscription {
  /**
   * Waits for the first news since the last wait, or since the subscription began. It also resolves after `patience`
   * milliseconds without news, and when `signal` is aborted. It never rejects. `patience` limits how late the changes
   * of other processes are noticed, since they announce nothing here.
   */
  wait(patience: number, signal: AbortSignal): Promise<void>;
  /** Ends the subscription. */
  close(): void;
}

/**
 * Tells the listeners of this process that something in the archive has changed. News carries no data: listeners read
 * the archive.
 */
export class News {
  readonly #events = new EventEmitter();

  constructor() {
    this.#events.setMaxListeners(0);
  }

  /** Wakes all listeners of a topic. */
  announce(topic: Topic): void {
    this.#events.emit(nameOf(topic));
  }

  subscribe(topic: Topic): Subscription {
    const name = nameOf(topic);
    let heard = new AbortController();
    const listener = (): void => heard.abort();
    this.#events.on(name, listener);
    return {
      wait: async (patience, signal) => {
        await sleep(patience, undefined, { signal: AbortSignal.any([signal, heard.signal]) }).catch(
          () => undefined,
        );
        heard = new AbortController();
      },
      close: () => {
        this.#events.off(name, listener);
      },
    };
  }
}

const nameOf = (topic: Topic): string =>
  topic.kind === "run" ? `run ${topic.run}` : `measurements ${topic.space}`;
