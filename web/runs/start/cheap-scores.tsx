import { useId } from "preact/hooks";
import { type Fields, MOST_FIDELITIES } from "./fields.js";

type Scores = Fields["fidelities"];

/** Names cheap scores of accuracy, and what each of them costs. */
export function CheapScores({
  scores,
  proposed,
  help,
  set,
}: {
  readonly scores: Scores;
  /** Names that may be meant. */
  readonly proposed: readonly string[];
  readonly help: string;
  readonly set: (scores: Scores) => void;
}) {
  const id = useId();
  const change = (at: number, changes: Partial<Scores[number]>) =>
    set(scores.map((one, i) => (i === at ? { ...one, ...changes } : one)));
  return (
    <div class="field wide" role="group" aria-labelledby={`${id}label`} aria-describedby={`${id}help`}>
      <span id={`${id}label`}>Cheap scores</span>
      <datalist id={`${id}names`}>
        {proposed.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {scores.map(({ name, cost }, i) => (
        <div class="score" key={i}>
          <label>
            <span>Name</span>
            <input
              list={`${id}names`}
              value={name}
              onInput={(event) => change(i, { name: event.currentTarget.value })}
            />
          </label>
          <label>
            <span>Cost</span>
            <input
              type="number"
              min="0"
              max="1"
              step="any"
              required
              value={cost}
              onInput={(event) => change(i, { cost: event.currentTarget.value })}
            />
          </label>
          <button
            type="button"
            class="quiet"
            aria-label={`Remove the cheap score ${name || i + 1}`}
            onClick={() => set(scores.filter((_, j) => j !== i))}
          >
            ×
          </button>
        </div>
      ))}
      {scores.length < MOST_FIDELITIES && (
        <button
          type="button"
          class="add"
          onClick={() => set([...scores, { name: proposed[scores.length] ?? "", cost: "0.1" }])}
        >
          Add a cheap score
        </button>
      )}
      <small class="faint" id={`${id}help`}>
        {help}
      </small>
    </div>
  );
}
