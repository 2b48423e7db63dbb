/** Numbers as people read them; JSON and CSV output keep every digit. */

/** Four significant digits, without an exponent where that is readable; nothing known: a dash. */
export function number(value: number | undefined | null): string {
  if (value === undefined || value === null) return "-";
  if (value === 0 || Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e9) return value.toExponential(3);
  return size >= 1000 ? value.toFixed(1) : Number(value.toPrecision(4)).toString();
}

/** 12345678 as 12,345,678. */
export const count = (value: number | bigint): string => value.toLocaleString("en-US");

/** A fraction as "93.1 %". */
export const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** The first characters of an id, enough to tell networks of one table apart. */
export const short = (id: string): string => id.slice(0, 12);

export const seconds = (value: number): string => {
  if (value < 100) return `${value.toFixed(value < 10 ? 1 : 0)} s`;
  return `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
};

/** Genes as "name=choice name=choice". */
export const genes = (architecture: Readonly<Record<string, string | number>>): string =>
  Object.entries(architecture)
    .map(([gene, choice]) => `${gene}=${choice}`)
    .join(" ");
