import { type ReadonlySignal, signal } from "@preact/signals";
import { isOffline, token } from "./session.js";

/** What is known of something that was asked for. Data of an earlier answer stay while it is asked for anew. */
export interface State<T> {
  readonly data: T | undefined;
  readonly error: Error | undefined;
  readonly isLoading: boolean;
}

/** Something that is asked for, and asked for again when the token changes or the server is back. */
export interface Resource<T> {
  readonly state: ReadonlySignal<State<T>>;
  /** Asks again. */
  refresh(): Promise<void>;
  /** Ends what is being asked; the state stays as it is. */
  close(): void;
}

/**
 * Begins to ask. `steps` are asked one after another, each for a better answer than the one before, so that something
 * can be shown soon.
 */
export function resource<T>(...steps: readonly ((signal: AbortSignal) => Promise<T>)[]): Resource<T> {
  const state = signal<State<T>>({ data: undefined, error: undefined, isLoading: true });
  let running: AbortController | undefined;
  const refresh = async (): Promise<void> => {
    running?.abort();
    const own = new AbortController();
    running = own;
    state.value = { ...state.peek(), isLoading: true };
    try {
      for (const [i, step] of steps.entries()) {
        const data = await step(own.signal);
        if (own.signal.aborted) return;
        state.value = { data, error: undefined, isLoading: i < steps.length - 1 };
      }
    } catch (error) {
      if (!own.signal.aborted) state.value = { ...state.peek(), error: error as Error, isLoading: false };
    }
  };
  let first = true;
  const stopToken = token.subscribe(() => {
    if (!first) void refresh();
  });
  const stopOffline = isOffline.subscribe((isGone) => {
    if (!first && !isGone && state.peek().error !== undefined) void refresh();
  });
  first = false;
  void refresh();
  return {
    state,
    refresh,
    close() {
      running?.abort();
      stopToken();
      stopOffline();
    },
  };
}
