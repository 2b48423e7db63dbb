import { useId, useState } from "preact/hooks";
import { wordsOf } from "../../parts/metrics.js";
import { type Limited, limits, setLimit, view } from "../view.js";

/**
 * The limit on one metric as a number. What is typed counts at once, and is one step of the history. A score above 1 is
 * read as per cent when the field is left.
 */
export function LimitField({
  metric,
  words,
  unit,
}: {
  readonly metric: Limited;
  readonly words: string;
  readonly unit: string;
}) {
  const id = useId();
  const [draft, setDraft] = useState<string | undefined>();
  const isScore = metric === "accuracy";
  const type = (text: string) => {
    const value = text === "" ? undefined : Number(text);
    if (value === undefined || (value > 0 && (!isScore || value <= 1)))
      setLimit(metric, value, draft === undefined);
    setDraft(text);
  };
  const leave = (text: string) => {
    const value = Number(text);
    if (isScore && value > 1 && value <= 100) setLimit(metric, Number((value / 100).toPrecision(6)));
    setDraft(undefined);
  };
  return (
    <label class="row" for={id}>
      <span>
        {words} {wordsOf(metric, view.value.task)}
      </span>
      <span class="with-unit">
        <input
          id={id}
          type="number"
          min="0"
          step="any"
          inputMode="decimal"
          placeholder="no limit"
          value={draft ?? limits.value[metric] ?? ""}
          onInput={(event) => type(event.currentTarget.value)}
          onChange={(event) => leave(event.currentTarget.value)}
        />
        <span class="unit">{unit || "0–1"}</span>
      </span>
    </label>
  );
}
