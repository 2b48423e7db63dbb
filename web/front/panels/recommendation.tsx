import { useEffect, useId, useState } from "preact/hooks";
import { shortNumber } from "../../../charts/scale.js";
import { ApiError, ask } from "../../api/ask.js";
import { type PreferenceKind, RecommendDocument, type RecommendQuery } from "../../generated/operations.js";
import { ExportButton } from "../../parts/export-button.js";
import { Options } from "../../parts/forms/options.js";
import { Link } from "../../parts/link.js";
import { params, setParams } from "../../parts/location.js";
import { wordsOf } from "../../parts/metrics.js";
import { sentences } from "../../parts/sentences.js";
import { Values } from "../../parts/values.js";
import { constraints, pick } from "../view.js";

const RULES = {
  knee: "Knee of the front",
  accuracy: "Most accurate",
  latency: "Cheapest in latency",
  energy: "Cheapest in energy",
  weighted: "By weights",
} as const;
type Rule = keyof typeof RULES;

const WEIGHED = ["accuracy", "latency", "energy"] as const;
const CONFIDENCES = { "0": "any", "0.5": "50 %", "0.9": "90 %" } as const;

type Found = RecommendQuery["recommend"];

/** What was found for a question, or why nothing was. */
interface Answered {
  readonly question: string;
  readonly found?: Found;
  readonly problem?: string;
}

/** The rules that can be followed on a front with these objectives, in words. */
const rulesFor = (objectives: readonly string[], score: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...RULES, ...(score !== "accuracy" && { accuracy: `Highest ${score}` }) }).filter(
      ([rule]) => !WEIGHED.some((metric) => metric === rule) || objectives.includes(rule),
    ),
  );

/** Time after the last change of a limit until a new recommendation is asked for [ms]. */
const PAUSE_MS = 250;

/** One network that the API recommends within the limits, with its reason and probability. */
export function Recommendation({
  task,
  device,
  version,
  objectives,
  told,
}: {
  readonly task: string;
  readonly device: string;
  /** Version of what is known; a new one asks again. */
  readonly version: string;
  /** The names of the objectives of the front, by which one can be chosen. */
  readonly objectives: readonly string[];
  readonly told: (key: string | undefined) => void;
}) {
  const id = useId();
  const given = params.value.get("prefer");
  const rules = rulesFor(objectives, wordsOf("accuracy", task));
  const rule: Rule = given !== null && given in rules ? (given as Rule) : "knee";
  const confidence = params.value.get("confidence") ?? "0";
  const weightsText = params.value.get("weights") ?? "1,1,1";
  const weights = weightsText.split(",").map(Number);
  const weighed = WEIGHED.filter((metric) => objectives.includes(metric));
  const [answer, setAnswer] = useState<Answered | undefined>();
  const limited = JSON.stringify(constraints.value ?? null);
  const question = [task, device, version, limited, rule, confidence, weightsText].join(" ");
  useEffect(() => {
    const own = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const variables = {
          ...{ task, device, constraints: JSON.parse(limited), confidence: Number(confidence) },
          preference: preferenceOf(
            rule,
            weighed.map((metric) => [metric, weights[WEIGHED.indexOf(metric)]]),
          ),
        };
        const { recommend } = await ask(RecommendDocument, variables, own.signal);
        if (own.signal.aborted) return;
        setAnswer({ question, found: recommend });
        told(recommend.__typename === "Recommendation" ? recommend.point.architecture.key : undefined);
      } catch (failure) {
        if (own.signal.aborted) return;
        const unread = "The recommendation could not be read.";
        setAnswer({ question, problem: failure instanceof ApiError ? failure.message : unread });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      own.abort();
    };
  }, [question]);
  const isCurrent = answer?.question === question;
  return (
    <section class="panel" aria-label="Recommendation">
      <h2>Recommendation</h2>
      <label class="row" for={`${id}rule`}>
        <span>Choose</span>
        <select
          id={`${id}rule`}
          value={rule}
          onChange={(event) => setParams({ prefer: event.currentTarget.value })}
        >
          <Options of={rules} />
        </select>
      </label>
      {rule === "weighted" &&
        weighed.map((metric) => (
          <label class="row" key={metric} for={id + metric}>
            <span>Weight of {wordsOf(metric, task)}</span>
            <input
              id={id + metric}
              type="range"
              min="0"
              max="5"
              step="0.5"
              value={weights[WEIGHED.indexOf(metric)]}
              onChange={(event) =>
                setParams({
                  weights: WEIGHED.map((own, i) =>
                    own === metric ? event.currentTarget.value : weights[i],
                  ).join(","),
                })
              }
            />
          </label>
        ))}
      <label class="row" for={`${id}sure`}>
        <span title="Lowest probability that every limit really holds">Certainty of the limits</span>
        <select
          id={`${id}sure`}
          value={confidence}
          onChange={(event) => setParams({ confidence: event.currentTarget.value })}
        >
          <Options of={CONFIDENCES} />
        </select>
      </label>
      <div aria-live="polite" aria-busy={!isCurrent} class={isCurrent ? "" : "outdated"}>
        {answer === undefined && <p class="faint">Looking for a network…</p>}
        {answer?.problem !== undefined && <p class="problem">{answer.problem}</p>}
        {answer?.found !== undefined && (
          <Answer task={task} device={device} found={answer.found} isCurrent={isCurrent} />
        )}
      </div>
    </section>
  );
}

function Answer({
  task,
  device,
  found,
  isCurrent,
}: {
  readonly task: string;
  readonly device: string;
  readonly found: Found;
  /** Whether this answers what is asked now; what does not is not exported. */
  readonly isCurrent: boolean;
}) {
  if (found.__typename === "Infeasible") {
    return (
      <>
        <p>No network keeps all limits. The nearest ones miss:</p>
        <ul class="plain">
          {found.nearest.slice(0, 3).map(({ point, misses }) => (
            <li key={point.architecture.key}>
              <button type="button" class="link" onClick={() => pick(point.architecture.key)}>
                {point.architecture.key.slice(0, 10)}
              </button>{" "}
              {misses.byName
                .map(({ objective, value }) => `${wordsOf(objective, task)} by ${shortNumber(value, 3)}`)
                .join(", ")}
            </li>
          ))}
        </ul>
      </>
    );
  }
  if (found.__typename !== "Recommendation") return <p class="problem">{found.message}</p>;
  const { point, reason } = found;
  const { key, genes } = point.architecture;
  return (
    <>
      <p class="picked-key">
        <span class="ring-key" aria-hidden="true" />
        <Link to={`/networks/${key}?task=${encodeURIComponent(task)}&device=${encodeURIComponent(device)}`}>
          {key.slice(0, 10)}
        </Link>
        <button type="button" class="link" onClick={() => pick(key)}>
          show in the plots
        </button>
      </p>
      <ExportButton
        key={key}
        task={task}
        architecture={genes}
        name={`${task}-${key.slice(0, 10)}`}
        isReady={isCurrent}
      />
      <Values task={task} {...point} />
      <p class="reason">{sentences([reason])}</p>
      {constraints.value !== undefined && (
        <p>
          The limits hold with a probability of <b>{Math.round(100 * point.feasibility)} %</b>.
        </p>
      )}
    </>
  );
}

function preferenceOf(rule: Rule, weights: readonly (readonly [metric: string, weight: number])[]) {
  const kinds: Readonly<Record<Rule, PreferenceKind>> = {
    knee: "KNEE",
    accuracy: "ACCURACY",
    latency: "CHEAPEST",
    energy: "CHEAPEST",
    weighted: "WEIGHTED",
  };
  return {
    kind: kinds[rule],
    ...(rule === "latency" && { metric: "LATENCY" as const }),
    ...(rule === "energy" && { metric: "ENERGY" as const }),
    ...(rule === "weighted" && {
      weights: Object.fromEntries(weights),
    }),
  };
}
