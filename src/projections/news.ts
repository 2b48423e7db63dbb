import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunId, SpaceId } from "../base/ids.js";

/**
 * The subject of news: the measurements of a search space, a search run, or the wish that a run be cancelled, which
 * whoever executes it hears.
 */
export type Topic =
  | { readonly kind: "measurements"; readonly space: SpaceId }
  | { readonly kind: "run"; readonly run: RunId }
  | { readonly kind: "cancel"; readonly run: RunId };

/**
 * One listener's subscription to a topic. News that arrives while the listener is busy is not lost: the next wait
 * ends at once.
 */
export interface Subscription {
  /**
   * Waits for the first news since the last wait, or since the subscription began. It also resolves after `patience`
   * milliseconds without news, and when `signal` is aborted. It never rejects. `patience` limits how late the changes
   * of other servers are noticed, since they announce nothing here.
   */
  wait(patience: number, signal: AbortSignal): Promise<void>;
  /** Ends the subscription. */
  close(): void;
}

/** A connection to the news of another thread or process. */
export interface Link {
  /** Tells everyone but the other end of this link what came from there. */
  receive(topic: Topic): void;
  close(): void;
}

/**
 * Tells listeners that something in the archive has changed: those of this thread, and through links those of other
 * threads and processes. News carries no data: listeners read the archive. Links must form no circle.
 */
export class News {
  readonly #events = new EventEmitter();
  readonly #links = new Map<object, (topic: Topic) => void>();

  constructor() {
    this.#events.setMaxListeners(0);
  }

  /** Wakes all listeners of a topic. */
  announce(topic: Topic): void {
    this.#spread(topic);
  }

  subscribe(topic: Topic): Subscription {
    let heard = new AbortController();
    const stop = this.listen(topic, () => heard.abort());
    return {
      wait: async (patience, signal) => {
        await sleep(patience, undefined, { signal: AbortSignal.any([signal, heard.signal]) }).catch(
          () => undefined,
        );
        heard = new AbortController();
      },
      close: stop,
    };
  }

  /** Calls `listener` at all news of a topic, until the function that is returned is called. */
  listen(topic: Topic, listener: () => void): () => void {
    const name = nameOf(topic);
    this.#events.on(name, listener);
    return () => {
      this.#events.off(name, listener);
    };
  }

  /** Links another thread or process, which `send` tells of all news but its own. */
  connect(send: (topic: Topic) => void): Link {
    const link: Link = {
      receive: (topic) => this.#spread(topic, link),
      close: () => {
        this.#links.delete(link);
      },
    };
    this.#links.set(link, send);
    return link;
  }

  #spread(topic: Topic, from?: Link): void {
    this.#events.emit(nameOf(topic));
    for (const [link, send] of this.#links) if (link !== from) send(topic);
  }
}

const nameOf = (topic: Topic): string =>
  topic.kind === "measurements" ? `measurements ${topic.space}` : `${topic.kind} ${topic.run}`;
