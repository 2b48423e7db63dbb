import { useRef } from "preact/hooks";
import { swatch } from "../../../charts/figures/figure.js";
import type { Panel } from "../../../charts/figures/panel.js";
import { shown } from "../figure.js";
import { useWidth } from "../size.js";

/** A plot with its title and legend, as wide as there is room. */
export function PanelFigure({ panel }: { readonly panel: Panel }) {
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const height = Math.round(Math.min(400, Math.max(230, width * 0.72)));
  return (
    <figure class="panel-figure">
      {panel.title !== "" && <figcaption>{panel.title}</figcaption>}
      <ul class="legend">
        {panel.legend.map((entry) => (
          <li key={entry.text}>
            <svg width="20" height="12" aria-hidden="true">
              {shown(swatch(entry, 1, 6))}
            </svg>
            {entry.text}
          </li>
        ))}
      </ul>
      <div ref={area}>
        {width > 0 && (
          <svg
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={panel.summary}
          >
            {panel.draw(width, height).map(shown)}
          </svg>
        )}
      </div>
    </figure>
  );
}
