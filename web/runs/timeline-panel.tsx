import { type Span, timeline } from "../../charts/runs/timeline.js";
import { Chart } from "../parts/figures/chart.js";
import type { Evaluation } from "./evaluations.js";
import { spanOf } from "./run-words.js";

/** Height of the figure without its lanes, and of a lane [px]. */
const FRAME = 62;
const LANE = 24;
const MOST_HEIGHT = 320;

/** When each evaluation was at work: a bar for each, those at the same time below each other. */
export function TimelinePanel({ evaluations }: { readonly evaluations: readonly Evaluation[] }) {
  const spans = spansOf(evaluations);
  if (spans.length === 0) return null;
  const { lanes, seconds } = timeline({ width: 100, height: 100 }, spans);
  const failed = spans.filter(({ outcome }) => outcome === "failed").length;
  const busy = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const words =
    `${spans.length} evaluations within ${spanOf(seconds)}, at most ${lanes} at the same time, ` +
    `${Math.round((100 * busy) / (lanes * seconds))} % of that time at work` +
    `${failed === 0 ? "" : `; ${failed} failed`}.`;
  const missing = evaluations.length - spans.length;
  return (
    <section class="panel" aria-label="Timeline">
      <h2>Timeline</h2>
      <Chart
        summary={`Timeline: ${words}`}
        heightOf={() => Math.min(MOST_HEIGHT, FRAME + LANE * lanes)}
        draw={(size) => timeline(size, spans).elements}
      >
        <ul class="legend">
          {(["done", "failed", "pending"] as const).map((outcome) => (
            <li key={outcome}>
              <svg width="16" height="12" aria-hidden="true">
                <rect class={`span ${outcome}`} width="16" height="12" />
              </svg>
              {outcome}
            </li>
          ))}
        </ul>
      </Chart>
      <p class="faint">
        {words}
        {missing > 0 && ` ${missing} have no time, because a table or an earlier measurement answered.`}
      </p>
    </section>
  );
}

/** The evaluations that have a beginning, in seconds since the first of them. Those that are out last until now. */
function spansOf(evaluations: readonly Evaluation[]): readonly Span[] {
  const timed = evaluations.flatMap(({ number, startedAt, seconds, status }) =>
    startedAt === null ? [] : [{ number, from: Date.parse(startedAt) / 1000, seconds, status }],
  );
  const first = Math.min(...timed.map(({ from }) => from));
  const last = Math.max(...timed.map(({ from, seconds }) => from + (seconds ?? 0)));
  return timed.flatMap(({ number, from, seconds, status }): Span[] => {
    if (seconds === null && status !== "PENDING") return [];
    const end = seconds === null ? Math.max(last, Date.now() / 1000) : from + seconds;
    const outcome = status === "DONE" ? "done" : status === "FAILED" ? "failed" : "pending";
    return [{ number, start: from - first, end: end - first, outcome }];
  });
}
