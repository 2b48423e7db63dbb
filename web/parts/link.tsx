import type { ComponentChildren } from "preact";
import { go } from "./location.js";

/** A link within the dashboard, which does not load the page anew. */
export function Link(props: {
  readonly to: string;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly isCurrent?: boolean;
  readonly title?: string;
}) {
  const { to, children, isCurrent, ...others } = props;
  return (
    <a
      {...others}
      href={to}
      {...(isCurrent && { "aria-current": "page" as const })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
