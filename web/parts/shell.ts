/** An option of a command, and its value; one without a value is left out. */
export type Option = readonly [name: string, value: string | number | null | undefined];

/** A command of the program with its options, for a shell: a line for each group of them. */
export function commandLine(command: string, groups: readonly (readonly Option[])[]): string {
  const [first, ...others] = groups.map((options) =>
    options
      .flatMap(([name, value]) => (value == null ? [] : [`--${name} ${quoted(String(value))}`]))
      .join(" "),
  );
  const lines = [`npx harmonic ${command} ${first}`, ...others];
  return lines.filter((line) => line !== "").join(" \\\n  ");
}

/** A word of a command, in quotes where a shell would change it. */
const quoted = (text: string): string =>
  /^[\w.,=:+/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
