import { useEffect, useId, useState } from "preact/hooks";
import { catalog } from "../../api/catalog.js";
import { Choice } from "../../parts/forms/choice.js";
import { DevicePicks } from "../../parts/forms/device-picks.js";
import { setParams } from "../../parts/location.js";
import { devicesFor, wordsOfKnown } from "../known-devices.js";
import { MOST_DEVICES, view } from "../view.js";

/** What is about the networks of one task only. */
const FORGOTTEN = {
  ...{ network: undefined, reference: undefined, select: undefined, ranges: undefined },
  ...{ minAccuracy: undefined, genes: undefined },
};

/** Pickers of task and devices, and of how the plots show them. */
export function Controls() {
  const id = useId();
  const { tasks = [], devices = [] } = catalog.state.value.data ?? {};
  const { task, devices: chosen, scale, isNear, intervals, tool } = view.value;
  const [moved, setMoved] = useState<string | undefined>();
  const [awaited, setAwaited] = useState<string | undefined>();
  const forTask = devicesFor(task);
  const known = forTask && new Map(forTask.map((one) => [one.device, wordsOfKnown(one)]));
  /** Shows the task on those of the devices that know it; on the best one where none does. */
  const settle = (next: string, forgotten: Readonly<Record<string, undefined>>, isStep: boolean) => {
    const had = devicesFor(next);
    const kept = chosen.filter((key) => had === undefined || had.some(({ device }) => device === key));
    const best = kept.length === 0 ? had?.[0] : undefined;
    const reason = `${chosen.join(" and ")} ${chosen.length === 1 ? "has" : "have"} nothing for ${next}`;
    setMoved(best && `${reason}: ${best.device} is shown.`);
    setAwaited(had === undefined ? next : undefined);
    const shown = best === undefined ? kept : [best.device];
    setParams({ ...forgotten, task: next, device: (shown.length > 0 ? shown : chosen).join(",") }, isStep);
  };
  useEffect(() => {
    if (forTask !== undefined && awaited !== undefined && awaited === task) settle(awaited, {}, false);
  }, [forTask === undefined, awaited, task]);
  const setDevices = (keys: readonly string[]) => {
    setMoved(undefined);
    setParams({ device: keys.join(","), network: undefined });
  };
  return (
    <section class="controls" aria-label="What is shown">
      <label class="field" for={`${id}task`}>
        <span>Task</span>
        <select
          id={`${id}task`}
          value={task}
          onChange={(event) => settle(event.currentTarget.value, FORGOTTEN, true)}
        >
          {tasks.map(({ key, measured }) => (
            <option key={key} value={key}>
              {key} ({measured.toLocaleString("en")} measured)
            </option>
          ))}
        </select>
      </label>
      <DevicePicks {...{ devices, chosen, known }} most={MOST_DEVICES} more="Compare with" set={setDevices} />
      <Choice
        label="Cost axis"
        value={scale}
        options={{ linear: "linear", log: "log" }}
        set={(value) => setParams({ scale: value === "log" ? value : undefined })}
      />
      <Choice
        label="Range"
        value={isNear ? "front" : "all"}
        options={{ all: "all networks", front: "front" }}
        set={(value) => setParams({ zoom: value === "front" ? value : undefined })}
      />
      <Choice
        label="90 % intervals"
        value={intervals}
        options={{ none: "none", picked: "selected", all: "front" }}
        set={(value) => setParams({ intervals: value === "picked" ? undefined : value })}
      />
      <Choice
        label="Select by"
        value={tool}
        options={{ box: "box", lasso: "lasso" }}
        set={(value) => setParams({ tool: value === "lasso" ? value : undefined })}
      />
      <p class="faint moved" role="status">
        {moved}
      </p>
    </section>
  );
}
