import type { Frame } from "../../../charts/frame.js";
import type { Region } from "../model.js";

/** The tools with which a part of a plot is chosen. */
export type Tool = Region["kind"];

type Place = readonly [x: number, y: number];

/** Least movement [px] that is a choice and not a click, and least distance of two corners of a lasso. */
const CLICK = 4;
const CORNER = 6;
const MOST_CORNERS = 60;

/**
 * Follows the pointer from where it went down, and tells the region as it grows; at the end again, or that it was a
 * click.
 */
export function brush(
  down: PointerEvent,
  target: SVGSVGElement,
  { frame, x, tool }: { readonly frame: Frame; readonly x: string; readonly tool: Tool },
  told: { region(region: Region, isDone: boolean): void; click(place: Place): void },
): void {
  const box = target.getBoundingClientRect();
  const placeOf = (event: PointerEvent): Place => [
    Math.min(frame.right, Math.max(frame.left, event.clientX - box.left)),
    Math.min(frame.bottom, Math.max(frame.top, event.clientY - box.top)),
  ];
  const start = placeOf(down);
  let corners: Place[] = [start];
  let isMoved = false;
  const cornerOf = ([px, py]: Place): Place => [frame.x.value(px), frame.y.value(py)];
  const regionOf = (): Region => ({ x, kind: tool, corners: corners.map(cornerOf) });
  const move = (event: PointerEvent): void => {
    const place = placeOf(event);
    if (!isMoved && distance(place, start) < CLICK) return;
    isMoved = true;
    if (tool === "box") corners = [start, place];
    else if (distance(place, corners[corners.length - 1]) >= CORNER) corners.push(place);
    if (corners.length > 1) told.region(regionOf(), false);
  };
  const end = (event: PointerEvent): void => {
    target.removeEventListener("pointermove", move);
    if (!isMoved) {
      told.click(placeOf(event));
      return;
    }
    const step = Math.ceil(corners.length / MOST_CORNERS);
    corners = corners.filter((_, i) => i % step === 0);
    if (corners.length > 1) told.region(regionOf(), true);
  };
  target.setPointerCapture(down.pointerId);
  target.addEventListener("pointermove", move);
  target.addEventListener("pointerup", end, { once: true });
}

const distance = (a: Place, b: Place): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
