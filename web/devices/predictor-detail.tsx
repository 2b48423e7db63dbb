import { useEffect, useMemo, useState } from "preact/hooks";
import { columnFormat } from "../../charts/decimals.js";
import { calibrationPanel, learningPanel } from "../../charts/figures/curve-panels.js";
import { parityPanel } from "../../charts/figures/parity-panel.js";
import { shortNumber } from "../../charts/scale.js";
import { ask } from "../api/ask.js";
import { resource } from "../api/resource.js";
import {
  AssessmentDocument,
  type AssessmentQuery,
  LearningCurveDocument,
  type PredictorPartsFragment,
} from "../generated/operations.js";
import { PanelFigure } from "../parts/figures/panel-figure.js";
import { sentences } from "../parts/sentences.js";
import { Failed, Loading } from "../parts/states.js";
import { Heads } from "./heads.js";

type Predictor = PredictorPartsFragment;
type Assessment = Extract<
  NonNullable<AssessmentQuery["node"]>,
  { readonly __typename: "Predictor" }
>["assessment"];

/** Figures show fractions in percent. */
const shownUnit = (unit: string): readonly [factor: number, unit: string] =>
  unit === "fraction" ? [100, "%"] : [1, unit];

const quantityOf = (predictor: Predictor, unit: string): string => {
  const [, shown] = shownUnit(unit);
  return `${predictor.metric?.toLowerCase() ?? predictor.ownMetric}${shown === "" ? "" : ` [${shown}]`}`;
};

/** How good one version of a predictor is: parity, calibration, learning curve, and the families that were tried. */
export function PredictorDetail({ predictor }: { readonly predictor: Predictor }) {
  const { id } = predictor;
  const assessed = useMemo(() => resource((signal) => ask(AssessmentDocument, { id }, signal)), [id]);
  const [isCurveAsked, setCurveAsked] = useState(false);
  useEffect(() => () => assessed.close(), [assessed]);
  const assessment = assessed.state.value;
  const node = assessment.data?.node;
  return (
    <section class="panel" aria-label={`Quality of ${predictor.key}`}>
      <h2>
        Version {predictor.version} of {predictor.metric?.toLowerCase() ?? predictor.ownMetric}
      </h2>
      <div class="figures">
        {node?.__typename === "Predictor" ? (
          <Assessed predictor={predictor} assessment={node.assessment} />
        ) : assessment.error !== undefined ? (
          <Failed error={assessment.error} again={assessed.refresh} />
        ) : (
          <Loading what="predictions and measurements" />
        )}
        {isCurveAsked && <Curve predictor={predictor} />}
      </div>
      {!isCurveAsked && (
        <p>
          <button type="button" onClick={() => setCurveAsked(true)}>
            Learning curve
          </button>{" "}
          <span class="faint">It trains up to five predictors, which can take a minute.</span>
        </p>
      )}
      <Contest predictor={predictor} />
    </section>
  );
}

/** Asks for the learning curve, and shows it. */
function Curve({ predictor }: { readonly predictor: Predictor }) {
  const { id } = predictor;
  const learnt = useMemo(() => resource((signal) => ask(LearningCurveDocument, { id }, signal)), [id]);
  useEffect(() => () => learnt.close(), [learnt]);
  const { data, error } = learnt.state.value;
  if (data?.node?.__typename === "Predictor")
    return <Learnt predictor={predictor} {...data.node.learningCurve} />;
  return error === undefined ? (
    <Loading what="the learning curve, for which predictors are trained now" />
  ) : (
    <Failed error={error} again={learnt.refresh} />
  );
}

function Assessed({
  predictor,
  assessment,
}: {
  readonly predictor: Predictor;
  readonly assessment: Assessment;
}) {
  const { unit, networks, totalCount, calibration, notes } = assessment;
  const [factor] = shownUnit(unit);
  const quantity = quantityOf(predictor, unit);
  const points = networks.map(({ architecture, measured, predicted, lower, upper }) => ({
    name: architecture.slice(0, 10),
    measured: factor * measured,
    predicted: factor * predicted,
    lower: factor * lower,
    upper: factor * upper,
  }));
  return (
    <>
      {points.length > 0 && (
        <PanelFigure panel={parityPanel({ title: "Predicted against measured", quantity, points })} />
      )}
      {calibration.length > 0 && (
        <PanelFigure
          panel={calibrationPanel({ title: "Calibration", networks: totalCount, points: calibration })}
        />
      )}
      {notes.map((note) => (
        <p class="faint note" key={note}>
          {sentences([points.length < totalCount ? `${note}; ${points.length} of them are drawn` : note])}
        </p>
      ))}
    </>
  );
}

function Learnt({
  predictor,
  unit,
  tested,
  steps,
  notes,
}: {
  readonly predictor: Predictor;
  readonly unit: string;
  readonly tested: number;
  readonly steps: readonly { readonly networks: number; readonly mae: number }[];
  readonly notes: readonly string[];
}) {
  const [factor] = shownUnit(unit);
  const points = steps.map(({ networks, mae }) => ({ networks, error: factor * mae }));
  const quantity = quantityOf(predictor, unit);
  return (
    <>
      {points.length > 0 && (
        <PanelFigure panel={learningPanel({ title: "Learning curve", quantity, tested, points })} />
      )}
      {notes.map((note) => (
        <p class="faint note" key={note}>
          {sentences([note])}
        </p>
      ))}
    </>
  );
}

/** The model families that were compared in the training, with the reason of the choice. */
function Contest({ predictor: { contest, quality } }: { readonly predictor: Predictor }) {
  if (contest === null) return null;
  const intervals = columnFormat(contest.entries.map(({ intervalScore90 }) => intervalScore90));
  return (
    <>
      <h3>Families that were tried</h3>
      <p class="faint">
        {contest.reason}. Figures are of cross-validation; the chosen one had a mean error of{" "}
        {shortNumber(quality.mae, 3)} on {quality.networks.toLocaleString("en")} networks.
      </p>
      <div class="table-scroll" tabindex={0}>
        <table>
          <caption class="visually-hidden">Error by model family</caption>
          <Heads names={["Family", "Kendall tau", "Interval score", "Score"]} />
          <tbody>
            {contest.entries.map(({ family, kendallTau, intervalScore90, score }) => (
              <tr key={family}>
                <td>{family}</td>
                <td>{shortNumber(kendallTau, 3)}</td>
                <td>{intervals(intervalScore90)}</td>
                <td>{shortNumber(score, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
