import { setImmediate as nextTurn } from "node:timers/promises";
import { mapInTurns } from "../base/async/turns.js";
import { fromArchitecture } from "../space/architecture.js";
import { complexityOf } from "../space/network/index.js";
import type { Complexity } from "../space/network/layer-complexity.js";
import type { Space } from "../space/space.js";
import type { Architecture } from "../space/types.js";

/** A network whose size is asked for. */
interface Question {
  readonly space: Space;
  readonly architecture: Architecture;
  readonly answer: (size: Complexity | undefined) => void;
}

/**
 * Computes the MACs and parameters of networks, each network once. Many questions are answered in turns of a few
 * milliseconds, between which the process serves others.
 */
export class NetworkSizes {
  readonly #known = new Map<string, Promise<Complexity | undefined>>();
  readonly #waiting: Question[] = [];
  #isWorking = false;

  /** Returns the size of the network with this key; undefined where the layers of the space are not known. */
  of(key: string, space: Space, architecture: Architecture): Promise<Complexity | undefined> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const size = new Promise<Complexity | undefined>((answer) => {
      this.#waiting.push({ space, architecture, answer });
    });
    this.#known.set(key, size);
    if (!this.#isWorking) void this.#work();
    return size;
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    while (this.#waiting.length > 0) {
      await nextTurn();
      const questions = this.#waiting.splice(0);
      await mapInTurns(questions, ({ space, architecture, answer }) =>
        answer(complexityOf(space, fromArchitecture(space, architecture))),
      );
    }
    this.#isWorking = false;
  }
}
