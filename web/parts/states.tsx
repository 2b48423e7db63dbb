import type { ComponentChildren } from "preact";
import { ApiError } from "../api/ask.js";

/** What is shown while something is asked for. */
export const Loading = ({ what }: { readonly what: string }) => (
  <div class="state" role="status">
    <span class="spinner" aria-hidden="true" />
    Loading {what}…
  </div>
);

/** Why something cannot be shown, and a way to ask again. */
export function Failed({ error, again }: { readonly error: Error; readonly again: () => void }) {
  const code = error instanceof ApiError ? error.code : undefined;
  const title =
    code === "OFFLINE"
      ? "No connection"
      : code === "FORBIDDEN" || code === "UNAUTHENTICATED"
        ? "Not allowed"
        : "This cannot be shown";
  return (
    <div class="state problem" role="alert">
      <b>{title}</b>
      <span>{error.message}</span>
      <button type="button" onClick={again}>
        Try again
      </button>
    </div>
  );
}

/** That there is nothing to show, and why. */
export const Empty = ({
  title,
  reasons,
  children,
}: {
  readonly title: string;
  readonly reasons: readonly string[];
  /** What one may do about it. */
  readonly children?: ComponentChildren;
}) => (
  <div class="state">
    <b>{title}</b>
    {reasons.map((reason) => (
      <span key={reason}>{reason}</span>
    ))}
    {children !== undefined && <div class="actions">{children}</div>}
  </div>
);
