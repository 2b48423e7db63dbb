import { useId } from "preact/hooks";
import { wordsOf } from "../../parts/metrics.js";

/** Picks what a search optimises; without a choice, accuracy and every cost of the devices. */
export function Objectives({
  task,
  names,
  chosen,
  set,
}: {
  readonly task: string;
  readonly names: readonly string[];
  readonly chosen: readonly string[];
  readonly set: (names: readonly string[]) => void;
}) {
  const id = useId();
  return (
    <div class="field wide" role="group" aria-labelledby={`${id}label`} aria-describedby={`${id}help`}>
      <span id={`${id}label`}>Objectives</span>
      <div class="ticks">
        {names.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={() =>
                set(names.filter((one) => (one === name ? !chosen.includes(one) : chosen.includes(one))))
              }
            />
            {wordsOf(name, task)}
          </label>
        ))}
      </div>
      <small class="faint" id={`${id}help`}>
        What is optimised, up to five. None ticked: accuracy and every cost that the devices have. What is not
        an objective only has to keep its limit.
      </small>
    </div>
  );
}
