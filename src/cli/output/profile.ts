import type { MachineState } from "../../profiling/machine/state.js";
import type { ProfileProgress } from "../../profiling/session/parts.js";
import type { LayerReport, ProfileReport } from "../../profiling/session/report.js";
import type { TextStream } from "../dependencies.js";
import { INTERRUPTED } from "../terminal.js";
import { number, percent, seconds, short } from "./format.js";
import { type Progress, showProgress } from "./progress.js";
import { facts, left, right, table } from "./table.js";

/** How a session of `profile` was set up. */
export interface ProfileSetUp {
  readonly machine: MachineState & { readonly name: string };
  /** Processors that the process was pinned to; null if it was not. */
  readonly processors: readonly number[] | null;
  /** The meter of energy, and the idle power that was subtracted [W]; null without. */
  readonly meter: string | null;
  readonly idleWatts: number | null;
  readonly journal: string;
}

/** Progress of a session: the time that has passed and that is left, and what was measured. */
export class Shown {
  readonly #progress: Progress;

  /** @param limit length of the session [ms] */
  constructor(
    stream: TextStream,
    private readonly limit: number,
  ) {
    this.#progress = showProgress(stream, { label: "measuring", unit: "s", total: Math.ceil(limit / 1000) });
  }

  update(elapsed: number, { networks, layers }: ProfileProgress): void {
    const last = networks.at(-1) ?? layers?.measured.at(-1);
    const left = Math.max(0, this.limit - elapsed) / 1000;
    const latest = last === undefined ? "" : ` (the last one ${number(last.latency)} ms)`;
    const parts = layers === undefined ? "" : `${layers.needed - layers.left} of ${layers.needed} layers, `;
    this.#progress.update(
      Math.round(Math.min(elapsed, this.limit) / 1000),
      `${parts}${networks.length} networks${latest}, ${seconds(left)} left`,
    );
  }

  stop(): void {
    this.#progress.stop();
  }
}

/** The report as JSON: times in ms, energies in mJ, spreads and drifts as shares of the median. */
export const profileJson = (report: ProfileReport, setUp: ProfileSetUp) => ({ ...report, ...setUp });

/** The report for people. */
export function profileText(report: ProfileReport, setUp: ProfileSetUp): string {
  const { measured, failed, notes } = report;
  const { load, governor, temperature, name } = setUp.machine;
  const rows = measured.map((one) => [
    short(one.id),
    number(one.latency),
    number(one.latencyP90),
    percent(one.spread),
    number(one.energy),
    one.notes.join("; "),
  ]);
  const head = [
    left("network"),
    right("latency [ms]"),
    right("90th percentile [ms]"),
    right("spread"),
    right("energy [mJ]"),
    left("notes"),
  ];
  return [
    ...(report.layers === null || report.layers.measured.length === 0 ? [] : [layerTable(report.layers)]),
    ...(rows.length === 0 ? [] : [table(head, rows)]),
    facts([
      ["measured", `${measured.length} networks, ${failed.length} could not be`],
      ...(report.layers === null ? [] : layerFacts(report.layers)),
      ["submitted", `${report.submitted}, ${report.pending} still to be submitted`],
      ["ended by", report.ended],
      ["runtime", `${report.runtime}, batch ${report.batch}`],
      ["machine", name],
      ["noise floor", report.noiseFloor === null ? "-" : percent(report.noiseFloor)],
      ["processors", setUp.processors?.join(", ") ?? "not pinned"],
      ["load", load.toFixed(2)],
      ["governor", governor ?? "not readable"],
      ["temperature", temperature === undefined ? "not readable" : `${temperature} degrees Celsius`],
      ["energy", meterText(setUp)],
      ["journal", setUp.journal],
    ]),
    ...notes,
  ].join("\n");
}

const layerTable = ({ measured }: LayerReport): string =>
  table(
    [left("layer"), right("latency [ms]"), right("spread"), right("energy [mJ]"), left("notes")],
    measured.map(({ key, latency, spread, energy, notes }) => [
      key,
      number(latency),
      percent(spread),
      number(energy),
      notes.join("; "),
    ]),
  );

const layerFacts = (layers: LayerReport): readonly (readonly [string, string])[] => [
  [
    "layers",
    `${layers.measured.length} measured, ${layers.before} before, ${layers.failed.length} could not be, ` +
      `${layers.left} of ${layers.needed} left (space ${layers.space})`,
  ],
  [
    "overhead of a call",
    layers.overhead === null
      ? "not measured"
      : `${number(layers.overhead.latency)} ms, which each latency contains once`,
  ],
];

const meterText = ({ meter, idleWatts }: ProfileSetUp): string =>
  meter === null
    ? "no meter"
    : `${meter}${idleWatts === null ? "" : `, less ${number(idleWatts)} W when idle`}`;

/** Exit code of the command: 130 after Ctrl-C, 1 if the server was lost or networks cannot be measured. */
export function profileExitCode({ ended }: ProfileReport): number {
  if (ended === "interrupted") return INTERRUPTED;
  return ended === "server unreachable" || ended === "networks fail" ? 1 : 0;
}
