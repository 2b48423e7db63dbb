import { useId } from "preact/hooks";
import type { CatalogQuery } from "../../generated/operations.js";

/** Picks one device or several, in their order: one list per device, and one more for another. */
export function DevicePicks({
  devices,
  chosen,
  most,
  more,
  help,
  known,
  set,
}: {
  readonly devices: CatalogQuery["devices"];
  readonly chosen: readonly string[];
  readonly most: number;
  /** The name of the list that adds a device. */
  readonly more: string;
  /** What is said under the first list. */
  readonly help?: string;
  /** What is known of each device, in words; devices that it lacks are listed last. */
  readonly known?: ReadonlyMap<string, string> | undefined;
  readonly set: (keys: readonly string[]) => void;
}) {
  const id = useId();
  const words = known ?? measuredOf(devices);
  const free = devices.filter(({ key }) => !chosen.includes(key));
  return (
    <>
      {chosen.map((own, i) => (
        <div class="field" key={own}>
          <label for={`${id}device${i}`}>{i === 0 ? "Device" : `Device ${i + 1}`}</label>
          <span class="joined">
            <select
              id={`${id}device${i}`}
              value={own}
              {...(help !== undefined && i === 0 && { "aria-describedby": `${id}help` })}
              onChange={(event) =>
                set(chosen.map((other, j) => (i === j ? event.currentTarget.value : other)))
              }
            >
              <DeviceOptions
                keys={devices.map(({ key }) => key).filter((key) => key === own || !chosen.includes(key))}
                words={words}
              />
            </select>
            {chosen.length > 1 && (
              <button
                type="button"
                class="quiet"
                aria-label={`Leave out ${own}`}
                onClick={() => set(chosen.filter((other) => other !== own))}
              >
                ×
              </button>
            )}
          </span>
          {help !== undefined && i === 0 && (
            <small class="faint" id={`${id}help`}>
              {help}
            </small>
          )}
        </div>
      ))}
      {chosen.length > 0 && chosen.length < most && free.length > 0 && (
        <label class="field" for={`${id}more`}>
          <span>{more}</span>
          <select
            id={`${id}more`}
            class="more"
            value=""
            onChange={(event) => set([...chosen, event.currentTarget.value])}
          >
            <option value="">another device</option>
            <DeviceOptions keys={free.map(({ key }) => key)} words={words} />
          </select>
        </label>
      )}
    </>
  );
}

const measuredOf = (devices: CatalogQuery["devices"]): ReadonlyMap<string, string> =>
  new Map(devices.map(({ key, measured }) => [key, `${measured.toLocaleString("en")} measured`]));

/** Devices as options, those of which something is known first. */
function DeviceOptions({
  keys,
  words,
}: {
  readonly keys: readonly string[];
  readonly words: ReadonlyMap<string, string>;
}) {
  const [known, others] = [keys.filter((key) => words.has(key)), keys.filter((key) => !words.has(key))];
  const options = (list: readonly string[]) =>
    list.map((key) => (
      <option key={key} value={key}>
        {words.has(key) ? `${key} (${words.get(key)})` : key}
      </option>
    ));
  if (others.length === 0) return <>{options(known)}</>;
  return (
    <>
      {options(known)}
      <optgroup label="Nothing known for this task">{options(others)}</optgroup>
    </>
  );
}
