import { useState } from "preact/hooks";
import { shortNumber } from "../../charts/scale.js";
import { ask } from "../api/ask.js";
import { catalog, may } from "../api/catalog.js";
import { type PredictorPartsFragment, RestoreDocument, RetrainDocument } from "../generated/operations.js";
import { unitOf } from "../parts/metrics.js";
import { Heads } from "./heads.js";
import { PredictorDetail } from "./predictor-detail.js";

type Predictor = PredictorPartsFragment;

const HEADS = [
  "Metric",
  "Space",
  "Version",
  "Family",
  "Networks",
  "Kendall tau",
  "Mean error",
  "In 90 % interval",
  "Use",
];

/** Every version of the predictors with its quality; who may, can retrain, and restore an earlier one. */
export function Predictors({
  predictors,
  again,
}: {
  readonly predictors: readonly Predictor[];
  readonly again: () => Promise<void>;
}) {
  const [said, setSaid] = useState<string | undefined>();
  const [opened, setOpened] = useState<string | undefined>();
  const detail = predictors.find(({ key }) => key === opened);
  const act = async (what: string, work: () => Promise<string | undefined>) => {
    setSaid(what);
    try {
      setSaid(await work());
      await again();
    } catch (error) {
      setSaid((error as Error).message);
    }
  };
  const restore = (id: string) =>
    act("Restoring…", async () => {
      const { restorePredictor } = await ask(RestoreDocument, { id });
      return "message" in restorePredictor ? restorePredictor.message : "The version is in use again.";
    });
  const retrain = ({ task, device, space, metric }: Predictor) =>
    act("Training, which can take a minute…", async () => {
      if (metric === null) return "Metrics of one's own are trained on the command line: predictor train.";
      const { tasks = [] } = catalog.state.value.data ?? {};
      const own = task?.key ?? tasks.find((one) => one.space.key === space.key)?.key;
      if (own === undefined) return `No task has the search space ${space.key}.`;
      const input = { task: own, metric, ...(device && { device: device.key }) };
      const { retrainPredictor } = await ask(RetrainDocument, { input });
      return "message" in retrainPredictor ? retrainPredictor.message : retrainPredictor.reason;
    });
  return (
    <section class="panel" aria-label="Predictors">
      <h2>Predictors</h2>
      {predictors.length === 0 && <p class="faint">None was trained yet.</p>}
      <p aria-live="polite">{said}</p>
      {predictors.length > 0 && (
        <div class="table-scroll dense" tabindex={0}>
          <table>
            <caption class="visually-hidden">Versions of predictors, the newest first</caption>
            <Heads names={HEADS} />
            <tbody>
              {predictors.map((one) => (
                <tr key={one.key}>
                  <td>{one.metric?.toLowerCase() ?? one.ownMetric}</td>
                  <td>{one.space.key}</td>
                  <td>
                    {one.version} <span class="faint">of {one.createdAt.slice(0, 10)}</span>
                  </td>
                  <td>{one.family}</td>
                  <td class="number">{one.trainedOn.toLocaleString("en")}</td>
                  <td>{numberOf(one.quality.kendallTau)}</td>
                  <td>
                    {numberOf(one.quality.mae)} {unitOf(one.metric?.toLowerCase() ?? one.ownMetric ?? "")}
                  </td>
                  <td>
                    {one.quality.coverage90 == null ? "–" : `${Math.round(100 * one.quality.coverage90)} %`}
                  </td>
                  <td>
                    <span class="tag">
                      {one.unusable !== null ? "unusable" : one.promoted ? "in use" : "not in use"}
                    </span>{" "}
                    {may("WRITE") && one.promoted && (
                      <button type="button" class="quiet" onClick={() => retrain(one)}>
                        Retrain
                      </button>
                    )}
                    {may("WRITE") && !one.promoted && one.unusable === null && (
                      <button type="button" class="quiet" onClick={() => restore(one.key)}>
                        Restore
                      </button>
                    )}
                    {one.unusable === null && (
                      <button
                        type="button"
                        class="quiet"
                        aria-expanded={one.key === opened}
                        aria-label={`Quality of ${one.key}`}
                        onClick={() => setOpened(one.key === opened ? undefined : one.key)}
                      >
                        Quality
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {detail !== undefined && <PredictorDetail predictor={detail} key={detail.key} />}
    </section>
  );
}

const numberOf = (value: number | null): string => (value === null ? "–" : shortNumber(value, 3));
