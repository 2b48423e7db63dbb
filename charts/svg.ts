/** An element of a figure. Pages turn it into elements, files into text. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Element | string)[];
}

/** Makes an element. */
export const element = (
  tag: string,
  attributes: Element["attributes"],
  ...children: readonly (Element | string)[]
): Element => ({ tag, attributes, children });

/** The text of an element and all that it contains. Numbers have at most two decimals. */
export function svgText({ tag, attributes, children }: Element): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(shown(value))}"`);
  if (children.length === 0) return `<${tag}${written.join("")}/>`;
  const inner = children.map((child) => (typeof child === "string" ? escaped(child) : svgText(child)));
  const line = children.every((child) => typeof child === "string") ? "" : "\n";
  return `<${tag}${written.join("")}>${line}${inner.join(line)}${line}</${tag}>`;
}

const shown = (value: string | number): string => (typeof value === "number" ? `${round(value)}` : value);

/** The number with at most two decimals, as coordinates of figures have. */
export const round = (value: number): number => Math.round(value * 100) / 100;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => ESCAPES[one]);
