/** Significant digits of a value of middle size. */
const DIGITS = 4;
/** Most decimals: smaller values are written with a power of ten. */
const MOST_DECIMALS = 6;

/**
 * Makes a function that writes the values of one column for people, all with the same number of decimals, so that they
 * can be compared line by line: four significant digits for the value of middle size. Values that are not finite are a
 * dash.
 */
export function columnFormat(values: ArrayLike<number>): (value: number) => string {
  const sizes = Array.from(values, Math.abs).filter((size) => Number.isFinite(size) && size > 0);
  const middle = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 1;
  const wanted = DIGITS - 1 - Math.floor(Math.log10(middle));
  if (wanted > MOST_DECIMALS || middle >= 1e9)
    return (value) => (Number.isFinite(value) ? value.toExponential(DIGITS - 2) : "–");
  const decimals = Math.max(0, wanted);
  const { format } = new Intl.NumberFormat("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return (value) => (Number.isFinite(value) ? format(value) : "–");
}
