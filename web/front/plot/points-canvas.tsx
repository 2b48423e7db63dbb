import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Frame } from "../../../charts/frame.js";
import { LOOKS, ORIGINS } from "../../../charts/marks.js";
import type { Column } from "../../api/columns.js";
import { isDark } from "../../parts/theme.js";
import { OUT, PLAIN, SELECTED } from "../model.js";
import { drawPoints, fill, type Style } from "./raster.js";

/** The ground of plots, and the colour of points outside of the limits or the selection. */
const GROUND = { light: "#ffffff", dark: "#161b22" } as const;
const FADED = { light: "#8c96a1", dark: "#6b7683" } as const;

/** From so many points on they are drawn smaller and fainter. */
const MANY = 5_000;

/** Draws all networks of a plot. A change of `states` alone only draws anew. */
export function PointsCanvas({
  frame,
  x,
  y,
  origins,
  states,
}: {
  readonly frame: Frame;
  readonly x: Column;
  readonly y: Column;
  readonly origins: Uint8Array;
  readonly states: Uint8Array;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const { left, top } = frame;
  const [width, height] = [frame.right - left, frame.bottom - top];
  const places = useMemo(() => {
    const [px, py] = [new Float32Array(origins.length), new Float32Array(origins.length)];
    for (let row = 0; row < origins.length; row++) {
      px[row] = ratio * (frame.x.place(x.values[row]) - left);
      py[row] = ratio * (frame.y.place(y.values[row]) - top);
    }
    return { x: px, y: py };
  }, [frame, x, y, origins, ratio]);
  const theme = isDark.value ? "dark" : "light";
  const image = useMemo(
    () => new ImageData(Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))),
    [width, height, ratio],
  );
  const style = useMemo(() => new Uint8Array(origins.length), [origins]);
  const isMany = origins.length > MANY;
  const draw = (onto: ImageData, indexOf: (row: number) => number) => {
    for (let row = 0; row < style.length; row++) style[row] = origins[row] === 255 ? 255 : indexOf(row);
    drawPoints(onto, { ...places, style }, stylesOf(theme, isMany), ratio * (isMany ? 1.7 : 2.8));
  };
  const faded = useMemo((): { drawn?: ImageData } => ({}), [places, theme, image]);
  useLayoutEffect(() => {
    const context = ref.current?.getContext("2d");
    if (context === null || context === undefined) return;
    if (states.includes(SELECTED)) {
      // While a selection moves, what is not selected stays as it is: it is drawn once, under the selected points.
      if (faded.drawn === undefined) {
        faded.drawn = new ImageData(image.width, image.height);
        fill(faded.drawn, GROUND[theme]);
        draw(faded.drawn, (row) => OUT * ORIGINS.length + origins[row]);
      }
      image.data.set(faded.drawn.data);
      draw(image, (row) => (states[row] === SELECTED ? SELECTED * ORIGINS.length + origins[row] : 255));
    } else {
      fill(image, GROUND[theme]);
      draw(image, (row) => states[row] * ORIGINS.length + origins[row]);
    }
    context.putImageData(image, 0, 0);
  }, [states, places, theme, image]);
  return <canvas ref={ref} class="points" width={image.width} height={image.height} aria-hidden="true" />;
}

/** The style of each state of each origin: its index is `state * 3 + origin`. */
function stylesOf(theme: "light" | "dark", isMany: boolean): readonly Style[] {
  const opacities = isMany ? [0.16, 0.4, 0.95] : [0.28, 0.6, 0.95];
  return [OUT, PLAIN, SELECTED].flatMap((state) =>
    ORIGINS.map((origin) => {
      const { shape, colour, darkColour } = LOOKS[origin];
      const own = theme === "dark" ? darkColour : colour;
      return { shape, colour: state === OUT ? FADED[theme] : own, opacity: opacities[state] };
    }),
  );
}
