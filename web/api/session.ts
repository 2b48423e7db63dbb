import { signal } from "@preact/signals";

const KEY = "harmonic.token";

/** The bearer token of this browser session; undefined where none was given. It is forgotten with the session. */
export const token = signal<string | undefined>(sessionStorage.getItem(KEY) ?? undefined);

/** Whether the server asks for a token, or does not accept the one that it got. */
export const needsToken = signal(false);

/** Whether the server cannot be reached. */
export const isOffline = signal(false);

/** Keeps a token for this session; undefined forgets it. */
export function keepToken(given: string | undefined): void {
  if (given === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, given);
  token.value = given;
  needsToken.value = false;
}
