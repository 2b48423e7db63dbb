import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** A part of the form with its title. */
export const Part = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) => (
  <fieldset class="form-part">
    <legend>{title}</legend>
    <div class="form-grid">{children}</div>
  </fieldset>
);

/** A list of which one entry is chosen, with an explanation. */
export function Select({
  label,
  help,
  value,
  options,
  set,
}: {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly options: readonly (readonly [key: string, words: string])[];
  readonly set: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}help`}
        onChange={(event) => set(event.currentTarget.value)}
      >
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
      <small class="faint" id={`${id}help`}>
        {help}
      </small>
    </div>
  );
}

/** A number with its explanation; an empty field stands for what `placeholder` says. */
export function NumberField({
  label,
  help,
  value,
  placeholder,
  set,
}: {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  /** What holds if the field is empty; a field without it must be filled in. */
  readonly placeholder?: string;
  readonly set: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min="0"
        step="any"
        aria-describedby={`${id}help`}
        value={value}
        required={placeholder === undefined}
        placeholder={placeholder}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <small class="faint" id={`${id}help`}>
        {help}
      </small>
    </div>
  );
}
