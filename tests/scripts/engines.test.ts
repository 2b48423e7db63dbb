import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { minVersion, satisfies } from "semver";
import { describe, expect, test } from "vitest";

const read = (name: string) => JSON.parse(readFileSync(resolve(import.meta.dirname, "../..", name), "utf8"));

interface Locked {
  readonly engines?: { readonly node?: string };
  /** The processors for which npm installs it; absent for all. */
  readonly cpu?: readonly string[];
}

const { engines } = read("package.json") as { readonly engines: { readonly node: string } };
const packages = Object.entries((read("package-lock.json") as { packages: Record<string, Locked> }).packages);

/** The processors that all of these versions run on. */
const SUPPORTED = ["x64", "arm64"];

/** The earliest version of each release line that package.json admits. */
const earliest = engines.node.split("||").map((range) => minVersion(range)!.version);

describe("the versions of Node that package.json admits", () => {
  test("begin with these", () => {
    expect(earliest).toEqual(["20.19.0", "22.13.0", "24.0.0"]);
  });

  test.each([...earliest, "26.0.0"])("%s: npm warns of no installed package", (version) => {
    const installed = packages.filter(
      ([, { cpu }]) => cpu === undefined || cpu.some((name) => SUPPORTED.includes(name)),
    );
    const refusing = installed.filter(([, locked]) => !satisfies(version, locked.engines?.node ?? "*"));
    expect(refusing.map(([name]) => name)).toEqual([]);
  });
});
