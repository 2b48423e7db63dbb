import { lookOf } from "../lines.js";
import { type Element, element, round } from "../svg.js";

/** A block of a backbone; one without a kernel is fixed. */
export interface Block {
  readonly kernel?: number;
  readonly expand?: number;
}

/** A backbone: its blocks in order, the fixed one first, and after which of them each tap reads. */
export interface Backbone {
  readonly name: string;
  readonly blocks: readonly Block[];
  /** The positions of the blocks that the taps read, from tap 1 on; none where nothing is fused. */
  readonly taps: readonly number[];
}

/** A cell of the fusion network: its two inputs (`image.2`, `cell.1`), and its nodes with what they read. */
export interface Cell {
  readonly inputs: readonly string[];
  readonly nodes: readonly { readonly operator: string; readonly reads: readonly string[] }[];
}

/** A network that is drawn. */
export interface Wiring {
  readonly backbones: readonly Backbone[];
  readonly cells: readonly Cell[];
}

type Place = readonly [x: number, y: number];

const INK = "#57606a";
const FILL = "#f0f3f6";
const NAME_WIDTH = 60;
const ROW = 96;
const NODE = { height: 22, gap: 22 } as const;
/** Room between the backbones and the cells, in which the wires run. */
const BETWEEN = 70;
const LEAST_BLOCK = 30;
const LEAST_CELL = 170;

/** The least width at which a network can be read [px]. */
export function leastWidth({ backbones, cells }: Wiring): number {
  const blocks = Math.max(1, ...backbones.map((backbone) => backbone.blocks.length));
  return Math.max(NAME_WIDTH + 20 + blocks * LEAST_BLOCK, 20 + cells.length * LEAST_CELL);
}

/** Draws a network: a row per backbone with its blocks and taps, and below the cells, wired as they read. */
export function wiringOf(
  wiring: Wiring,
  width: number,
): { readonly height: number; readonly elements: Element[] } {
  const { backbones, cells } = wiring;
  const outputs = new Map<string, Place>();
  const colours = new Map(backbones.map(({ name }, i) => [name, lookOf(i).colour]));
  const read = new Set(cells.flatMap(({ inputs }) => inputs));
  const rows = backbones.flatMap((backbone, row) => backboneOf(backbone, { row, width, read, outputs }));
  const top = backbones.length * ROW + (cells.length > 0 ? BETWEEN : 0);
  const wide = (width - 10) / Math.max(1, cells.length);
  const wires: Element[] = [];
  const boxes = cells.flatMap((cell, c) => {
    const box = { left: 5 + c * wide + 6, right: 5 + (c + 1) * wide - 6, top };
    outputs.set(`cell.${c + 1}`, [box.right, top + heightOf(cell) / 2]);
    const ports = portsOf(box);
    cell.inputs.forEach((input, i) => {
      const from = outputs.get(input);
      if (from === undefined) return;
      const colour = colours.get(input.slice(0, input.lastIndexOf("."))) ?? INK;
      wires.push(wire(from, ports[i], colour, input.startsWith("cell.")));
    });
    return cellOf(cell, c, box);
  });
  const bottom = top + Math.max(0, ...cells.map(heightOf));
  return { height: bottom + 10, elements: [...wires, ...rows, ...boxes] };
}

/** The room of a tap with its number, and that of a block whose name can be read [px]. */
const TAP_WIDTH = 22;
const STEM_WIDTH = 36;

function backboneOf(
  { name, blocks, taps }: Backbone,
  {
    row,
    width,
    read,
    outputs,
  }: { row: number; width: number; read: ReadonlySet<string>; outputs: Map<string, Place> },
): Element[] {
  const middle = row * ROW + 40;
  const { colour } = lookOf(row);
  const wide = Math.min(54, (width - NAME_WIDTH - 10) / Math.max(1, blocks.length));
  const centre = (i: number): number => NAME_WIDTH + (i + 0.5) * wide;
  const line = `M${NAME_WIDTH - 4} ${middle}H${round(centre(blocks.length - 1))}`;
  const drawn = blocks.flatMap(({ kernel, expand }, i) => {
    const high = kernel === undefined ? 26 : 22 + 5 * (expand ?? 1);
    const box = { x: centre(i) - wide / 2 + 3, y: middle - high / 2, width: wide - 6, height: high, rx: 4 };
    return [
      element("rect", { class: "wired-block", ...box, fill: FILL, stroke: colour }),
      text(
        centre(i),
        middle + (kernel === undefined ? 4 : 0),
        kernel === undefined ? (wide < STEM_WIDTH ? "" : "stem") : `${kernel}×${kernel}`,
      ),
      ...(kernel === undefined ? [] : [text(centre(i), middle + 12, `×${expand}`)]),
    ];
  });
  const points = taps.flatMap((block, t) => {
    const own = `${name}.${t + 1}`;
    const beside = taps.filter((other) => other === block).length - 1;
    const before = taps.slice(0, t).filter((other) => other === block).length;
    const place: Place = [centre(block) + TAP_WIDTH * (before - beside / 2) - 4, middle + 33];
    outputs.set(own, place);
    const isRead = read.has(own);
    return [
      element("circle", {
        class: "tap",
        cx: place[0],
        cy: place[1],
        r: 4,
        fill: isRead ? colour : "none",
        stroke: colour,
      }),
      text(place[0] + 8, place[1] + 4, String(t + 1), "start"),
    ];
  });
  return [
    text(4, middle + 4, name === "" ? "network" : name, "start"),
    element("path", { class: "wire", d: line, fill: "none", stroke: colour, "stroke-width": 2 }),
    ...drawn,
    ...points,
  ];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

const portsOf = ({ left, right, top }: Box): readonly [Place, Place] => [
  [left + (right - left) / 3, top],
  [left + (2 * (right - left)) / 3, top],
];

const heightOf = ({ nodes }: Cell): number => 44 + nodes.length * (NODE.height + NODE.gap);

function cellOf(cell: Cell, number: number, box: Box): Element[] {
  const { left, right, top } = box;
  const middle = (left + right) / 2;
  const half = Math.min(60, (right - left) / 2 - 34);
  const ports = portsOf(box);
  const topOf = (node: number): number => top + 36 + node * (NODE.height + NODE.gap);
  const placeOf = (source: string): Place | undefined => {
    const [kind, at] = source.split(".");
    if (kind === "input") return ports[Number(at) - 1];
    return kind === "node" ? [middle, topOf(Number(at) - 1) + NODE.height] : undefined;
  };
  const edges = cell.nodes.flatMap(({ reads }, n) =>
    reads.flatMap((source, i) => {
      const from = placeOf(source);
      if (from === undefined) return [];
      const side = i === 0 ? -1 : 1;
      const to: Place = [middle + side * half * 0.5, topOf(n)];
      const skips = source.startsWith("input") ? n : n - Number(source.split(".")[1]);
      return [skips === 0 ? wire(from, to, INK, false) : around(from, to, middle + side * (half + 26))];
    }),
  );
  const nodes = cell.nodes.flatMap(({ operator }, n) => [
    element("rect", {
      ...{ class: "wired-node", x: middle - half, y: topOf(n), width: 2 * half, height: NODE.height, rx: 5 },
      ...{ fill: FILL, stroke: INK },
    }),
    text(middle, topOf(n) + 15, operator),
  ]);
  const frame = { x: left, y: top, width: right - left, height: heightOf(cell), rx: 8 };
  return [
    element("rect", { class: "wired-cell", ...frame, fill: "none", stroke: INK, "stroke-dasharray": "4 3" }),
    text(left + 8, top + heightOf(cell) - 8, `cell ${number + 1}`, "start"),
    ...ports.map(([cx, cy]) => element("circle", { class: "port", cx, cy, r: 3.5, fill: INK })),
    ...edges,
    ...nodes,
  ];
}

/** A wire from above to below, or sideways from a cell to one after it. */
function wire([x1, y1]: Place, [x2, y2]: Place, colour: string, isSideways: boolean): Element {
  const bend = isSideways
    ? `C${n(x1 + 24)} ${n(y1)} ${n(x2 - 10)} ${n(y2 - 60)} ${n(x2)} ${n(y2)}`
    : `C${n(x1)} ${n((y1 + y2) / 2)} ${n(x2)} ${n((y1 + y2) / 2)} ${n(x2)} ${n(y2)}`;
  return element("path", {
    ...{ class: "wire", d: `M${n(x1)} ${n(y1)}${bend}`, fill: "none", stroke: colour, "stroke-width": 1.6 },
  });
}

/** A wire that goes around the nodes between its ends, at this place. */
function around([x1, y1]: Place, [x2, y2]: Place, x: number): Element {
  const d = `M${n(x1)} ${n(y1)}C${n(x)} ${n(y1 + 14)} ${n(x)} ${n(y2 - 26)} ${n(x2)} ${n(y2)}`;
  return element("path", { class: "wire", d, fill: "none", stroke: INK, "stroke-width": 1.6 });
}

const n = (value: number): number => Math.round(value * 10) / 10;

const text = (x: number, y: number, words: string, anchor = "middle"): Element =>
  element("text", { class: "tick", x, y, "text-anchor": anchor, "font-size": 11, fill: INK }, words);
