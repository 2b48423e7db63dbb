import { useEffect, useMemo } from "preact/hooks";
import { ask } from "../api/ask.js";
import { resource } from "../api/resource.js";
import {
  FrontHealthDocument,
  type FrontHealthQuery,
  type PredictorPartsFragment,
} from "../generated/operations.js";
import { Link } from "../parts/link.js";

/** Limits as the API takes them; those that are absent do not apply. */
export interface Limits {
  readonly minAccuracy?: number;
  readonly maxLatency?: number;
  readonly maxEnergy?: number;
}

/** What a card says: whether something is well, needs attention, or is not known. */
interface Check {
  readonly title: string;
  readonly state: "well" | "poor" | "unknown";
  readonly text: string;
}

/** Fewer measured networks than this are too few for a predictor that can be trusted. */
const FEW = 30;
/** A predictor that ranks or covers worse than this is not good enough to choose networks by. */
const LEAST_TAU = 0.7;
const LEAST_COVERAGE = 0.8;
/** A gene is at its edge where so many networks of the front have its smallest or largest choice. */
const MOST_AT_EDGE = 0.9;
/** From so many networks on, the edge of a front means something. */
const LEAST_FRONT = 5;

const WORDS = { well: "well", poor: "look at this", unknown: "not known" } as const;

/** Checks of what a device and one task can be relied on for. */
export function TaskHealth({
  task,
  device,
  measured,
  isCovered,
  predictors,
  limits,
}: {
  readonly task: string;
  readonly device: string;
  /** The largest number of networks of which a metric is measured on the device. */
  readonly measured: number;
  /** Whether an operator profile gives every network's costs. */
  readonly isCovered: boolean;
  /** The predictors in use of the task's search space on the device. */
  readonly predictors: readonly PredictorPartsFragment[];
  /** The limits that the front has to keep. */
  readonly limits: Limits;
}) {
  const asked = useMemo(
    () => resource((signal) => ask(FrontHealthDocument, { task, device, constraints: limits }, signal)),
    [task, device, limits],
  );
  useEffect(() => () => asked.close(), [asked]);
  const { data, error } = asked.state.value;
  const checks = [
    enough(measured, isCovered),
    goodPredictors(predictors),
    ...(data === undefined
      ? [{ title: "Front", state: "unknown", text: error?.message ?? "It is computed now…" } as const]
      : frontChecks(data, Object.keys(limits).length > 0)),
  ];
  return (
    <section aria-label={`Health of ${task}`}>
      <h2>
        {task} <Link to={`/?task=${task}&device=${device}`}>Front</Link>
      </h2>
      <div class="cards">
        {checks.map(({ title, state, text }) => (
          <div class={`panel card ${state}`} key={title}>
            <b>{title}</b>
            <span class="tag">{WORDS[state]}</span>
            <span>{text}</span>
          </div>
        ))}
      </div>
    </section>
  );
}

function enough(measured: number, isCovered: boolean): Check {
  const title = "Enough measurements?";
  const networks = `${measured.toLocaleString("en")} networks are measured`;
  if (isCovered)
    return {
      title,
      state: "well",
      text: `${networks}; an operator profile gives the cost of every network.`,
    };
  return measured >= FEW
    ? { title, state: "well", text: `${networks}.` }
    : {
        title,
        state: "poor",
        text: `${networks}; predictors need ${FEW} or more. See what to measure next below.`,
      };
}

function goodPredictors(predictors: readonly PredictorPartsFragment[]): Check {
  const title = "Predictors good enough?";
  if (predictors.length === 0)
    return { title, state: "unknown", text: "No predictor of the device is in use here." };
  const words = predictors.map(
    ({ metric, ownMetric, quality: { kendallTau, coverage90 } }) =>
      `${metric?.toLowerCase() ?? ownMetric}: Kendall tau ${kendallTau.toFixed(2)}, ` +
      `${Math.round(100 * coverage90)} % inside 90 % intervals`,
  );
  const isPoor = predictors.some(
    ({ quality }) => quality.kendallTau < LEAST_TAU || quality.coverage90 < LEAST_COVERAGE,
  );
  return { title, state: isPoor ? "poor" : "well", text: `${words.join("; ")}.` };
}

function frontChecks({ paretoFront, task }: FrontHealthQuery, isLimited: boolean): Check[] {
  const { nodes, totalCount, notes } = paretoFront;
  const title = isLimited ? "Limits feasible?" : "Is there a front?";
  if (totalCount === 0) {
    const none = isLimited ? "No network keeps the limits." : "No network has all objectives.";
    return [{ title, state: "poor", text: [none, ...notes.slice(0, 1)].join(" ") }];
  }
  const kept = isLimited ? "keep the limits and are on the front" : "are on the front";
  return [
    { title, state: "well", text: `${totalCount.toLocaleString("en")} networks ${kept}.` },
    extrapolation(nodes),
    atEdge(nodes, task?.space.genes ?? []),
  ];
}

function extrapolation(nodes: FrontHealthQuery["paretoFront"]["nodes"]): Check {
  const title = "Extrapolating?";
  const estimates = nodes.map(({ accuracy, latency, energy }) => [accuracy, latency, energy]);
  const predicted = estimates.filter((own) => own.some((one) => one?.source === "PREDICTED")).length;
  const beyond = nodes.filter(({ extrapolated }) => extrapolated).length;
  const text =
    beyond > 0
      ? `${beyond} of ${nodes.length} networks lie beyond what the predictors learnt from: measure some of them.`
      : predicted === 0
        ? "Everything on the front is measured or summed."
        : `${predicted} of ${nodes.length} networks are predicted, all within what the predictors learnt from.`;
  return { title, state: beyond > 0 ? "poor" : "well", text };
}

type Genes = NonNullable<FrontHealthQuery["task"]>["space"]["genes"];

function atEdge(nodes: FrontHealthQuery["paretoFront"]["nodes"], genes: Genes): Check {
  const title = "At the edge of the space?";
  if (nodes.length < LEAST_FRONT)
    return { title, state: "unknown", text: `The front has fewer than ${LEAST_FRONT} networks.` };
  const networks = nodes.map(({ architecture }) => architecture.genes as Readonly<Record<string, unknown>>);
  const edges = genes.flatMap(({ name, ordered, choices }) => {
    const own = networks.flatMap((network) => (network[name] === undefined ? [] : [network[name]]));
    if (!ordered || choices.length < 3 || own.length < LEAST_FRONT) return [];
    const isMostly = (choice: unknown) =>
      own.filter((one) => one === choice).length >= MOST_AT_EDGE * own.length;
    return [choices[0], choices[choices.length - 1]].filter(isMostly).map((choice) => `${name} = ${choice}`);
  });
  return edges.length === 0
    ? { title, state: "well", text: "No ordered gene is nearly always at its smallest or largest choice." }
    : {
        title,
        state: "poor",
        text:
          `Nearly all networks of the front have ${edges.slice(0, 4).join(", ")}` +
          `${edges.length > 4 ? ` and ${edges.length - 4} more` : ""}: a larger space may have better ones.`,
      };
}
