import { computed, signal } from "@preact/signals";

/** The present address: path and parameters. Everything that a view shows is in it, so it can be kept and shared. */
const current = signal(new URL(window.location.href));

window.addEventListener("popstate", () => {
  current.value = new URL(window.location.href);
});

export const path = computed(() => current.value.pathname);
export const params = computed(() => current.value.searchParams);

/** Goes to an address of the dashboard, which the back button undoes. */
export function go(to: string): void {
  history.pushState(null, "", to);
  current.value = new URL(window.location.href);
  window.scrollTo(0, 0);
}

/**
 * Sets parameters; undefined or an empty text removes one. With `isStep`, the back button returns to what was before;
 * without it, as for each move of a dragged line, the present entry of the history is replaced.
 */
export function setParams(changes: Readonly<Record<string, string | undefined>>, isStep = true): void {
  const next = new URL(current.peek());
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  }
  if (next.href === current.peek().href) return;
  if (isStep) history.pushState(null, "", next);
  else history.replaceState(null, "", next);
  current.value = next;
}

/** The value of a parameter as a number; undefined where there is none. */
export function numberParam(name: string): number | undefined {
  const text = params.value.get(name);
  const value = text === null || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
