import { spawnSync } from "node:child_process";
import { NotMeasured, Stopped } from "../runners/runner.js";
import type { Meter } from "./meter.js";

/** Longest time of one call [ms]. */
const LIMIT_MS = 10_000;
/** How often the energy of a call itself is measured. */
const PAIRS = 3;
/** Most characters of output that are kept and shown. */
const MOST_OUTPUT = 1 << 20;
const SHOWN = 200;
const NUMBER = /^\d+(\.\d*)?(e[+-]?\d+)?$/i;

/**
 * A meter that is read by a program of the user. The shell runs `command`; the last line that it prints is a number:
 * a counter of energy in joules that never decreases, from whatever moment it counts. The energy between two readings
 * that follow each other at once is that of the program itself. It is measured when the meter is made, and subtracted
 * from the energy between any two readings.
 *
 * @throws NotMeasured saying what was printed, where that is no such counter
 */
export function programMeter(command: string): Meter {
  const own = ownEnergy(command);
  return {
    name: `program: ${command.slice(0, SHOWN)}, less ${Number(own.toPrecision(3))} J for each call of it`,
    open() {
      let last = counterOf(command);
      let total = 0;
      return {
        atEdgesOnly: true,
        joules() {
          const value = counterOf(command);
          requireRising(last, value);
          total += value - last - own;
          last = value;
          return total;
        },
      };
    },
  };
}

/** The least energy between readings that follow each other at once [J]. */
function ownEnergy(command: string): number {
  let last = counterOf(command);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < PAIRS; i++) {
    const value = counterOf(command);
    requireRising(last, value);
    least = Math.min(least, value - last);
    last = value;
  }
  return least;
}

function requireRising(before: number, value: number): void {
  if (value >= before) return;
  throw new NotMeasured(
    `the counter of --meter must not decrease, but it printed ${before} J and then ${value} J`,
  );
}

/** Calls the program once and returns the counter that it prints [J]. */
function counterOf(command: string): number {
  const { status, signal, stdout, stderr, error } = spawnSync("/bin/sh", ["-c", command], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LIMIT_MS,
    killSignal: "SIGKILL",
    maxBuffer: MOST_OUTPUT,
  });
  if (signal === "SIGINT") throw new Stopped();
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT")
    throw new NotMeasured(`--meter took longer than ${LIMIT_MS / 1000} s and was ended`);
  if (error !== undefined) throw new NotMeasured(`--meter: ${error.message}`);
  if (status !== 0) {
    const how = status === null ? `was ended by ${signal}` : `ended with exit code ${status}`;
    const said = lastLine(stderr || stdout);
    throw new NotMeasured(`--meter ${how}${said === "" ? "" : `: ${said.slice(0, SHOWN)}`}`);
  }
  const line = lastLine(stdout);
  if (NUMBER.test(line)) return Number(line);
  throw new NotMeasured(
    "the last line that --meter prints must be a counter of energy in joules, a number such as 1234.5" +
      (line === "" ? ", but it printed nothing" : `, not ${JSON.stringify(line.slice(0, SHOWN))}`),
  );
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1)?.trim() ?? "";
