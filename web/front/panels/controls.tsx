import { useId } from "preact/hooks";
import { catalog } from "../../api/catalog.js";
import { Choice } from "../../parts/forms/choice.js";
import { DevicePicks } from "../../parts/forms/device-picks.js";
import { setParams } from "../../parts/location.js";
import { MOST_DEVICES, view } from "../view.js";

/** Pickers of task and devices, and of how the plots show them. */
export function Controls() {
  const id = useId();
  const { tasks = [], devices = [] } = catalog.state.value.data ?? {};
  const { task, devices: chosen, scale, isNear, intervals, tool } = view.value;
  const setDevices = (keys: readonly string[]) => setParams({ device: keys.join(","), network: undefined });
  return (
    <section class="controls" aria-label="What is shown">
      <label class="field" for={`${id}task`}>
        <span>Task</span>
        <select
          id={`${id}task`}
          value={task}
          onChange={(event) =>
            setParams({
              task: event.currentTarget.value,
              network: undefined,
              select: undefined,
              minAccuracy: undefined,
            })
          }
        >
          {tasks.map(({ key, measured }) => (
            <option key={key} value={key}>
              {key} ({measured.toLocaleString("en")} measured)
            </option>
          ))}
        </select>
      </label>
      <DevicePicks {...{ devices, chosen }} most={MOST_DEVICES} more="Compare with" set={setDevices} />
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
    </section>
  );
}
