import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { profilerRuntimes } from "../../src/profiling/machine/runtimes.js";
import { machineState } from "../../src/profiling/machine/state.js";
import { findMeter } from "../../src/profiling/meters/find-meter.js";
import { ina3221Meter } from "../../src/profiling/meters/ina3221.js";
import { powercapMeter } from "../../src/profiling/meters/powercap.js";
import { programMeter } from "../../src/profiling/meters/program.js";
import { writeTree } from "./support.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "harmonic-sysfs-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const POWERCAP = "sys/class/powercap";
const domain = (entry: string, name: string, energy: number, range = 262_143_328_850) => ({
  [`${POWERCAP}/${entry}/name`]: name,
  [`${POWERCAP}/${entry}/energy_uj`]: energy,
  [`${POWERCAP}/${entry}/max_energy_range_uj`]: range,
});
const setEnergy = (entry: string, energy: number) =>
  writeFileSync(join(root, POWERCAP, entry, "energy_uj"), `${energy}\n`);

describe("powercap", () => {
  test("sums all packages and their memory, each once, and no parts of packages", () => {
    writeTree(root, {
      [`${POWERCAP}/intel-rapl/enabled`]: 1,
      ...domain("intel-rapl:0", "package-0", 1_000_000),
      ...domain("intel-rapl:0:0", "core", 500_000),
      ...domain("intel-rapl:0:1", "dram", 100_000),
      ...domain("intel-rapl:1", "package-1", 2_000_000),
      ...domain("intel-rapl:2", "psys", 9_000_000),
      ...domain("intel-rapl-mmio:0", "package-0", 1_000_000),
    });
    const { meter } = powercapMeter(root);
    expect(meter?.name).toBe("powercap: package-0, package-1, dram");
    const gauge = meter!.open();
    expect(gauge.joules(0)).toBe(0);
    setEnergy("intel-rapl:0", 3_000_000);
    setEnergy("intel-rapl-mmio:0", 3_000_000);
    setEnergy("intel-rapl:0:0", 2_500_000);
    setEnergy("intel-rapl:0:1", 350_000);
    setEnergy("intel-rapl:1", 6_000_000);
    setEnergy("intel-rapl:2", 20_000_000);
    expect(gauge.joules(1000)).toBeCloseTo(6.25, 9);
  });

  test("reads a package that only the memory map has", () => {
    writeTree(root, domain("intel-rapl-mmio:0", "package-0", 10));
    const gauge = powercapMeter(root).meter!.open();
    setEnergy("intel-rapl-mmio:0", 4_000_010);
    expect(gauge.joules(0)).toBeCloseTo(4, 9);
  });

  test("goes on where a counter begins again", () => {
    writeTree(root, domain("intel-rapl:0", "package-0", 9_500_000, 10_000_000));
    const gauge = powercapMeter(root).meter!.open();
    setEnergy("intel-rapl:0", 1_500_000);
    expect(gauge.joules(0)).toBeCloseTo(2, 9);
    setEnergy("intel-rapl:0", 2_500_000);
    expect(gauge.joules(0)).toBeCloseTo(3, 9);
  });

  test("takes the platform where there are no packages", () => {
    writeTree(root, domain("intel-rapl:0", "psys", 0));
    expect(powercapMeter(root).meter?.name).toBe("powercap: psys");
  });

  test("says that root is needed where the counters cannot be read", () => {
    writeTree(root, domain("intel-rapl:0", "package-0", 0));
    rmSync(join(root, POWERCAP, "intel-rapl:0/energy_uj"));
    const found = findMeter(root);
    expect(found.meter).toBeUndefined();
    expect(found.note).toMatch(/energy_uj can be read by root only.*run as root/);
  });
});

describe("ina3221", () => {
  const rail = (folder: string, channel: number, label: string, mV: number, mA: number) => ({
    [`${folder}/in${channel}_label`]: label,
    [`${folder}/in${channel}_input`]: mV,
    [`${folder}/curr${channel}_input`]: mA,
  });
  const HWMON = "sys/class/hwmon/hwmon3";

  test("in hwmon takes the rail that feeds the module, and integrates its power", () => {
    writeTree(root, {
      "sys/class/hwmon/hwmon0/name": "thermal_fan",
      "sys/class/hwmon/hwmon0/curr1_input": 5,
      [`${HWMON}/name`]: "ina3221",
      ...rail(HWMON, 1, "VDD_IN", 5000, 1000),
      ...rail(HWMON, 2, "VDD_CPU_GPU_CV", 5000, 400),
      [`${HWMON}/in7_label`]: "sum of shunt voltages",
    });
    const meter = ina3221Meter(root);
    expect(meter?.name).toBe("ina3221: VDD_IN");
    const gauge = meter!.open();
    expect(gauge.joules(0)).toBe(0);
    writeFileSync(join(root, HWMON, "curr1_input"), "2000\n");
    expect(gauge.joules(1000)).toBeCloseTo(7.5, 9);
    expect(gauge.joules(1500)).toBeCloseTo(12.5, 9);
  });

  test("in hwmon sums the rails of several monitors where none feeds the module", () => {
    writeTree(root, {
      "sys/class/hwmon/hwmon1/name": "ina3221",
      ...rail("sys/class/hwmon/hwmon1", 1, "GPU", 10_000, 100),
      ...rail("sys/class/hwmon/hwmon1", 2, "CPU", 10_000, 200),
      ...rail("sys/class/hwmon/hwmon1", 3, "NC", 10_000, 900),
      "sys/class/hwmon/hwmon2/name": "ina3221",
      ...rail("sys/class/hwmon/hwmon2", 1, "CV", 5000, 100),
    });
    const gauge = ina3221Meter(root)!.open();
    gauge.joules(0);
    expect(gauge.joules(2000)).toBeCloseTo(7, 9);
  });

  test.each([
    ["iio:device0", "sys/bus/i2c/drivers/ina3221x/0-0041/iio:device0"],
    ["iio_device", "sys/bus/i2c/drivers/ina3221x/0-0041/iio_device"],
    ["the bus of iio", "sys/bus/iio/devices/iio:device1"],
  ])("in iio (%s) reads power, or voltage and current", (_, folder) => {
    writeTree(root, {
      [`${folder}/rail_name_0`]: "VDD_SYS_GPU",
      [`${folder}/in_power0_input`]: 1500,
      [`${folder}/rail_name_1`]: "VDD_SYS_SOC",
      [`${folder}/in_voltage1_input`]: 5000,
      [`${folder}/in_current1_input`]: 100,
    });
    const meter = findMeter(root).meter;
    expect(meter?.name).toBe("ina3221: VDD_SYS_GPU, VDD_SYS_SOC");
    const gauge = meter!.open();
    gauge.joules(0);
    expect(gauge.joules(1000)).toBeCloseTo(2, 9);
  });
});

test("a machine without a meter has no energy, and the note says so", () => {
  expect(findMeter(root)).toEqual({ note: expect.stringContaining("no energy") });
});

test("governors and the highest temperature are read where they are readable", () => {
  expect(machineState(root)).toEqual({ load: expect.any(Number) });
  writeTree(root, {
    "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "performance",
    "sys/devices/system/cpu/cpu1/cpufreq/scaling_governor": "performance",
    "sys/devices/system/cpu/cpufreq/boost": 1,
    "sys/class/thermal/thermal_zone0/temp": 41_500,
    "sys/class/thermal/thermal_zone1/temp": 62_000,
    "sys/class/thermal/thermal_zone2/temp": -274_000,
  });
  expect(machineState(root)).toMatchObject({ governor: "performance", temperature: 62 });
  writeTree(root, { "sys/devices/system/cpu/cpu1/cpufreq/scaling_governor": "powersave" });
  expect(machineState(root).governor).toBe("performance+powersave");
});

describe("a program", () => {
  /** A program that prints the numbers of a file one after the other, with another line before each. */
  const printing = (...numbers: readonly (number | string)[]): string => {
    writeFileSync(join(root, "numbers"), `${numbers.join("\n")}\n`);
    return `echo reading; head -n 1 ${join(root, "numbers")}; sed -i 1d ${join(root, "numbers")}`;
  };

  test("counts joules, and the energy of its own calls, the least of three, is subtracted", () => {
    const meter = programMeter(printing(100, 102, 103.5, 105, 200, 211.5, "2.2e2"));
    expect(meter.name).toContain("less 1.5 J");
    const gauge = meter.open();
    expect(gauge.atEdgesOnly).toBe(true);
    expect(gauge.joules(0)).toBeCloseTo(10, 9);
    expect(gauge.joules(0)).toBeCloseTo(17, 9);
  });

  test("that counts down is no meter, and what it printed is said", () => {
    expect(() => programMeter(printing(5, 4))).toThrow(/must not decrease, but it printed 5 J and then 4 J/);
    const gauge = programMeter(printing(1, 1, 1, 1, 9, 3)).open();
    expect(() => gauge.joules(0)).toThrow(/printed 9 J and then 3 J/);
  });

  test.each([
    ["echo 12 W", 'a number such as 1234.5, not "12 W"'],
    ["echo -3", 'not "-3"'],
    ["echo NaN", 'not "NaN"'],
    ["true", "but it printed nothing"],
    ["echo no card >&2; exit 3", "ended with exit code 3: no card"],
    ["kill -9 $$", "was ended by SIGKILL"],
  ])("%s is no meter", (command, message) => {
    expect(() => programMeter(command)).toThrow(message);
  });
});

describe("what profiles on this machine", () => {
  test("is found, with how to get what is missing", async () => {
    const found = await profilerRuntimes(() => Promise.reject(new Error("no such module")), root);
    expect(found).toMatchObject({ onnxruntime: null, meter: null });
    const advice = found.advice.join("\n");
    expect(advice).toMatch(/no such module.*npm install onnxruntime-node/);
    expect(advice).toContain("`profile --meter` reads any other with a program");
    writeTree(root, domain("intel-rapl:0", "package-0", 5));
    expect(await profilerRuntimes(undefined, root)).toMatchObject({
      onnxruntime: expect.stringMatching(/^\d/),
      meter: "powercap: package-0",
    });
  });
});
