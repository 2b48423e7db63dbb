import { useId } from "preact/hooks";
import { catalog } from "../../api/catalog.js";
import { Choice } from "../../parts/forms/choice.js";
import { setParams } from "../../parts/location.js";
import { MOST_DEVICES, view } from "../view.js";

/** Pickers of task and devices, and of how the plots show them. */
export function Controls() {
  const id = useId();
  const { tasks = [], devices = [] } = catalog.state.value.data ?? {};
  const { task, devices: chosen, scale, isNear, intervals, tool } = view.value;
  const setDevices = (keys: readonly string[]) => setParams({ device: keys.join(","), network: undefined });
  const free = devices.filter(({ key }) => !chosen.includes(key));
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
      {chosen.map((own, i) => (
        <div class="field" key={own}>
          <label for={`${id}device${i}`}>{i === 0 ? "Device" : `Device ${i + 1}`}</label>
          <span class="joined">
            <select
              id={`${id}device${i}`}
              value={own}
              onChange={(event) =>
                setDevices(chosen.map((other, j) => (i === j ? event.currentTarget.value : other)))
              }
            >
              {devices
                .filter(({ key }) => key === own || !chosen.includes(key))
                .map(({ key, measured }) => (
                  <option key={key} value={key}>
                    {key} ({measured.toLocaleString("en")} measured)
                  </option>
                ))}
            </select>
            {chosen.length > 1 && (
              <button
                type="button"
                class="quiet"
                aria-label={`Leave out ${own}`}
                onClick={() => setDevices(chosen.filter((other) => other !== own))}
              >
                ×
              </button>
            )}
          </span>
        </div>
      ))}
      {chosen.length > 0 && chosen.length < MOST_DEVICES && free.length > 0 && (
        <label class="field" for={`${id}more`}>
          <span>Compare with</span>
          <select
            id={`${id}more`}
            value=""
            onChange={(event) => setDevices([...chosen, event.currentTarget.value])}
          >
            <option value="">another device</option>
            {free.map(({ key }) => (
              <option key={key} value={key}>
                {key}
              </option>
            ))}
          </select>
        </label>
      )}
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
