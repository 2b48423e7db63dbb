import { useId, useMemo, useRef, useState } from "preact/hooks";
import { columnFormat } from "../../../charts/decimals.js";
import type { Networks } from "../../api/columns.js";
import { Choice } from "../../parts/forms/choice.js";
import { params, setParams } from "../../parts/location.js";
import { wordsOf } from "../../parts/metrics.js";
import { saveText } from "../../parts/save.js";
import { SCORE } from "../model.js";
import { useSettled } from "../settled.js";
import { hasSelection, pick } from "../view.js";
import { csvOf, jsonOf } from "./download.js";
import { type Listed, rowsOf } from "./rows.js";

/** Height of a line [px], and how many lines beyond the visible ones are there. */
const LINE = 34;
const EXTRA = 8;
const WORDS = ["", "measured", "summed", "predicted"] as const;

/** All networks as a table, of which only the visible lines are in the page. */
export function NetworkTable({
  networks,
  states,
  task,
  name,
  picked,
}: {
  readonly networks: Networks;
  readonly states: Uint8Array;
  readonly task: string;
  readonly name: string;
  readonly picked: number | undefined;
}) {
  const id = useId();
  const settled = useSettled(states);
  const asked = params.value.get("list");
  const listed: Listed =
    asked === "all" || asked === "front"
      ? asked
      : hasSelection.value || asked === "selected"
        ? "selected"
        : "front";
  const filter = params.value.get("filter") ?? "";
  const [sort, direction = "desc"] = (params.value.get("sort") ?? "accuracy.desc").split(".");
  const hidden = new Set((params.value.get("hide") ?? "").split(",").filter(Boolean));
  const all = [...networks.columns.values()];
  const written = useMemo(() => all.map((one) => ({ ...one, format: columnFormat(one.values) })), [networks]);
  const columns = written.filter(({ metric }) => !hidden.has(metric));
  const rows = useMemo(
    () => rowsOf(networks, settled, { listed, filter, sort, isDescending: direction === "desc" }),
    [networks, settled, listed, filter, sort, direction],
  );
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const visible = Math.ceil((box.current?.clientHeight ?? 420) / LINE) + EXTRA;
  const first = Math.max(0, Math.min(Math.floor(top / LINE) - EXTRA / 2, rows.length - visible));
  const shownRows = rows.subarray(first, first + visible);
  const score = wordsOf(SCORE, task);
  const sortBy = (metric: string) =>
    setParams({ sort: `${metric}.${sort === metric && direction === "desc" ? "asc" : "desc"}` });
  return (
    <section class="panel table-panel" aria-label="Networks">
      <div class="table-tools">
        <h2>Networks</h2>
        <Choice
          label="List"
          value={listed}
          options={{ front: "front", selected: "selected", all: "all" }}
          set={(value) => setParams({ list: value === "selected" ? "selected" : value })}
        />
        <label class="field grow" for={`${id}filter`}>
          <span>Filter</span>
          <input
            id={`${id}filter`}
            type="search"
            placeholder="latency<5 accuracy>0.8, or the beginning of a key"
            value={filter}
            onInput={(event) => setParams({ filter: event.currentTarget.value }, false)}
          />
        </label>
        <details class="menu">
          <summary>Columns</summary>
          <div>
            {all.map(({ metric }) => (
              <label key={metric}>
                <input
                  type="checkbox"
                  checked={!hidden.has(metric)}
                  onChange={() => {
                    if (!hidden.delete(metric)) hidden.add(metric);
                    setParams({ hide: [...hidden].join(",") });
                  }}
                />
                {wordsOf(metric, task)}
              </label>
            ))}
          </div>
        </details>
        <button
          type="button"
          onClick={() => saveText(`${name}.csv`, csvOf(networks, rows, score), "text/csv")}
        >
          CSV
        </button>
        <button
          type="button"
          onClick={() => saveText(`${name}.json`, jsonOf(networks, rows, score), "application/json")}
        >
          JSON
        </button>
      </div>
      <div
        class="table-scroll"
        ref={box}
        tabIndex={0}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <table aria-rowcount={rows.length + 1}>
          <caption class="visually-hidden">
            Networks and their values. Buttons in the heads of columns sort.
          </caption>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">Network</th>
              {columns.map(({ metric, unit }) => (
                <th
                  key={metric}
                  scope="col"
                  aria-sort={sort === metric ? (direction === "desc" ? "descending" : "ascending") : "none"}
                >
                  <button type="button" onClick={() => sortBy(metric)}>
                    {wordsOf(metric, task)} <span class="unit">{unit === "fraction" ? "" : unit}</span>
                    <span aria-hidden="true">
                      {sort === metric ? (direction === "desc" ? " ↓" : " ↑") : ""}
                    </span>
                  </button>
                </th>
              ))}
              <th scope="col">Front</th>
            </tr>
          </thead>
          <tbody>
            <Filler height={first * LINE} columns={columns.length + 2} />
            {Array.from(shownRows, (row, i) => (
              <tr
                key={row}
                aria-rowindex={first + i + 2}
                class={row === picked ? "picked" : ""}
                onClick={() => pick(networks.key(row))}
              >
                <td>
                  <button type="button" class="link mono" aria-pressed={row === picked}>
                    {networks.key(row).slice(0, 10)}
                  </button>
                </td>
                {columns.map(({ metric, values, sources, format }) => (
                  <td key={metric} class="number">
                    {sources[row] === 0 ? (
                      <span class="faint">–</span>
                    ) : (
                      <>
                        {format(values[row])}
                        <span class={`dot ${WORDS[sources[row]]}`} title={WORDS[sources[row]]} />
                        <span class="visually-hidden"> {WORDS[sources[row]]}</span>
                      </>
                    )}
                  </td>
                ))}
                <td>{networks.front[row] > 0 ? "yes" : ""}</td>
              </tr>
            ))}
            <Filler height={(rows.length - first - shownRows.length) * LINE} columns={columns.length + 2} />
          </tbody>
        </table>
      </div>
      <p class="faint" aria-live="polite">
        {rows.length === 0 && listed === "selected"
          ? "Nothing is selected: draw a box or a lasso in a plot, or choose a range of a gene or metric."
          : `${rows.length.toLocaleString("en")} networks listed.`}
        {networks.isThinned &&
          ` Of ${networks.total.toLocaleString("en")} known networks, the ` +
            `${networks.count.toLocaleString("en")} that a plot can tell apart are here; the front is whole.`}
      </p>
    </section>
  );
}

/** Stands for the lines above or below the visible ones. */
function Filler({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" class="filler">
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}
