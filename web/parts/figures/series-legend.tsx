import { lookOf } from "../../../charts/lines.js";

/** The looks of lines by their names, in their order. */
export const SeriesLegend = ({ names }: { readonly names: readonly string[] }) => (
  <ul class="legend">
    {names.map((name, i) => (
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
);
