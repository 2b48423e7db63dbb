import { join } from "node:path";
import { type Meter, powerGauge } from "./meter.js";
import { namesIn, readNumber, readText } from "./sysfs.js";

/** A supply rail of a board: its name, and its power [W]. */
interface Rail {
  readonly name: string;
  readonly watts: () => number | undefined;
}

/** Rails that feed the whole module, so that the others are parts of them. */
const INPUTS = /^(VDD_IN|POM_5V_IN)$/i;

/**
 * The power monitors INA3221 of Jetson boards, as `hwmon` or, with older systems, `iio` shows them. The rail that
 * feeds the module counts alone where there is one; else the sum of all rails. Undefined where there is no monitor.
 *
 * @param root folder that holds `sys`
 */
export function ina3221Meter(root = "/"): Meter | undefined {
  const found = hwmonRails(root);
  const all = (found.length > 0 ? found : iioRails(root)).filter(({ watts }) => watts() !== undefined);
  const input = all.filter(({ name }) => INPUTS.test(name));
  const rails = input.length > 0 ? input : all;
  if (rails.length === 0) return undefined;
  const watts = () => rails.reduce((sum, rail) => sum + (rail.watts() ?? 0), 0);
  return { name: `ina3221: ${rails.map(({ name }) => name).join(", ")}`, open: () => powerGauge(watts) };
}

/** Rails of `hwmon`: `inN_input` [mV], `currN_input` [mA], `inN_label`. Channels without a current are no rails. */
function hwmonRails(root: string): readonly Rail[] {
  const folder = join(root, "sys/class/hwmon");
  return namesIn(folder, /^hwmon\d+$/)
    .map((entry) => join(folder, entry))
    .filter((monitor) => readText(monitor, "name") === "ina3221")
    .flatMap((monitor) =>
      namesIn(monitor, /^curr\d+_input$/).map((current) => {
        const channel = current.slice(4, -"_input".length);
        return {
          name: readText(monitor, `in${channel}_label`) ?? `channel ${channel}`,
          watts: () => product(readNumber(monitor, `in${channel}_input`), readNumber(monitor, current), 1e-6),
        };
      }),
    )
    .filter(({ name }) => name !== "NC");
}

/** Rails of `iio`: `rail_name_N`, and `in_powerN_input` [mW] or `in_voltageN_input` [mV], `in_currentN_input` [mA]. */
function iioRails(root: string): readonly Rail[] {
  const drivers = join(root, "sys/bus/i2c/drivers/ina3221x");
  const devices = namesIn(drivers, /^\d+-[0-9a-f]+$/i).flatMap((address) =>
    namesIn(join(drivers, address), /^iio[:_]device\d*$/).map((device) => join(drivers, address, device)),
  );
  const bus = join(root, "sys/bus/iio/devices");
  const known = devices.length > 0 ? devices : namesIn(bus, /^iio:device\d+$/).map((name) => join(bus, name));
  return known.flatMap((device) =>
    namesIn(device, /^rail_name_\d+$/).map((file) => {
      const channel = file.slice("rail_name_".length);
      return {
        name: readText(device, file) ?? `channel ${channel}`,
        watts: () =>
          product(readNumber(device, `in_power${channel}_input`), 1, 1e-3) ??
          product(
            readNumber(device, `in_voltage${channel}_input`),
            readNumber(device, `in_current${channel}_input`),
            1e-6,
          ),
      };
    }),
  );
}

const product = (a: number | undefined, b: number | undefined, scale: number): number | undefined =>
  a === undefined || b === undefined ? undefined : a * b * scale;
