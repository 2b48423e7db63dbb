import type { FusionGenotype } from "../../space/network/fusion-genotype.js";

const WIDTH = 132;
const HEIGHT = 34;
const GAP_X = 56;
const GAP_Y = 16;
const MARGIN = 16;

interface Box {
  readonly name: string;
  readonly label: string;
  readonly column: number;
  readonly row: number;
  readonly fill: string;
}

const FILLS = { tap: "#dbeafe", node: "#fef3c7", cell: "#dcfce7", output: "#e5e7eb" } as const;

/**
 * Draws a fusion network as an SVG document. From left to right, it shows the taps that the network reads, the nodes of
 * each cell with their operators, the cell's output (layer norm of the last node plus the first input) and the
 * classifier.
 */
export function drawFusion(genotype: FusionGenotype): string {
  const { boxes, links } = layOut(genotype);
  const columns = 1 + Math.max(...boxes.map(({ column }) => column));
  const rows = 1 + Math.max(...boxes.map(({ row }) => row));
  const width = 2 * MARGIN + columns * WIDTH + (columns - 1) * GAP_X;
  const height = 2 * MARGIN + rows * HEIGHT + (rows - 1) * GAP_Y;
  const at = new Map(boxes.map((box) => [box.name, box]));
  const lines = links.map(([from, to]) => line(at.get(from) as Box, at.get(to) as Box));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
      'font-family="sans-serif" font-size="12" role="img">',
    `<title>Fusion network of ${genotype.length} cell${genotype.length === 1 ? "" : "s"}</title>`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...lines,
    ...boxes.map(rectangle),
    "</svg>",
    "",
  ].join("\n");
}

function layOut(genotype: FusionGenotype): { boxes: Box[]; links: [string, string][] } {
  const taps = [...new Set(genotype.flatMap(({ inputs }) => inputs))]
    .filter((name) => !name.startsWith("cell."))
    .sort();
  const boxes: Box[] = taps.map((name, row) => ({ name, label: name, column: 0, row, fill: FILLS.tap }));
  const links: [string, string][] = [];
  let column = 1;
  genotype.forEach(({ inputs, nodes }, c) => {
    const cell = `cell.${c + 1}`;
    const source = (name: string): string => {
      const [kind, number] = name.split(".");
      return kind === "input" ? inputs[Number(number) - 1] : `${cell}/${name}`;
    };
    nodes.forEach((node, n) => {
      const name = `${cell}/node.${n + 1}`;
      boxes.push({ name, label: node.operator, column: column + n, row: c, fill: FILLS.node });
      for (const input of node.inputs) links.push([source(input), name]);
    });
    column += nodes.length;
    boxes.push({ name: cell, label: `cell ${c + 1}`, column, row: c, fill: FILLS.cell });
    links.push([`${cell}/node.${nodes.length}`, cell], [inputs[0], cell]);
    column++;
  });
  const read = genotype.slice(-2).map((_, i, last) => `cell.${genotype.length - last.length + i + 1}`);
  boxes.push({ name: "classifier", label: "classifier", column, row: 0, fill: FILLS.output });
  for (const cell of read) links.push([cell, "classifier"]);
  return { boxes, links };
}

const left = ({ column }: Box): number => MARGIN + column * (WIDTH + GAP_X);
const top = ({ row }: Box): number => MARGIN + row * (HEIGHT + GAP_Y);

function rectangle(box: Box): string {
  const x = left(box);
  const y = top(box);
  return (
    `<g><rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="6" fill="${box.fill}" stroke="#374151"/>` +
    `<text x="${x + WIDTH / 2}" y="${y + HEIGHT / 2 + 4}" text-anchor="middle">${box.label}</text></g>`
  );
}

function line(from: Box, to: Box): string {
  const x1 = left(from) + WIDTH;
  const y1 = top(from) + HEIGHT / 2;
  const x2 = left(to);
  const y2 = top(to) + HEIGHT / 2;
  const bend = (x2 - x1) / 2;
  return `<path d="M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" fill="none" stroke="#6b7280"/>`;
}
