import { useId } from "preact/hooks";

/** A few options of which one is chosen, side by side. */
export function Choice<T extends string>({
  label,
  value,
  options,
  set,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly set: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <span class="segments">
        {(Object.entries(options) as [T, string][]).map(([key, words]) => (
          <label key={key}>
            <input type="radio" name={name} value={key} checked={key === value} onChange={() => set(key)} />
            <span>{words}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
