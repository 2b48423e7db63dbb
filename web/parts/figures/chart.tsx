import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Element } from "../../../charts/svg.js";
import { shown } from "../figure.js";
import { useWidth } from "../size.js";

/** A figure as wide as its place. `summary` says in words what it shows. */
export function Chart({
  summary,
  heightOf = (width) => Math.round(Math.min(380, Math.max(220, width * 0.5))),
  draw,
  children,
}: {
  readonly summary: string;
  readonly heightOf?: (width: number) => number;
  readonly draw: (size: Readonly<Record<"width" | "height", number>>) => readonly Element[];
  /** What is shown above the figure. */
  readonly children?: ComponentChildren;
}) {
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const height = heightOf(width);
  return (
    <div class="line-figure">
      {children}
      <div ref={area}>
        {width > 0 && (
          <svg
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={summary}
          >
            {draw({ width, height }).map(shown)}
          </svg>
        )}
      </div>
    </div>
  );
}
