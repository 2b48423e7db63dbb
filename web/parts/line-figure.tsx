import { useRef } from "preact/hooks";
import { type LineChart, linesOf, lookOf } from "../../charts/lines.js";
import { shown } from "./figure.js";
import { useWidth } from "./size.js";

/** Lines as a figure with a legend. `summary` says in words what it shows. */
export function LineFigure(props: Omit<LineChart, "width" | "height"> & { readonly summary: string }) {
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const height = Math.round(Math.min(380, Math.max(220, width * 0.5)));
  return (
    <div class="line-figure">
      {props.lines.length > 1 && (
        <ul class="legend">
          {props.lines.map(({ name }, i) => (
            <li key={name}>
              <svg width="26" height="12" aria-hidden="true">
                <path
                  d="M1 6H25"
                  stroke={lookOf(i).colour}
                  stroke-width="2.5"
                  stroke-dasharray={lookOf(i).dashes}
                />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
      <div ref={area}>
        {width > 0 && (
          <svg
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={props.summary}
          >
            {linesOf({ ...props, width, height }).map(shown)}
          </svg>
        )}
      </div>
    </div>
  );
}
