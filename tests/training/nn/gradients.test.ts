import { describe, expect, test } from "vitest";
import { type GradientCase, KERNEL_CASES, normals } from "../../support/gradient-cases.js";
import { NETWORK_CASES } from "../../support/gradient-networks.js";
import { OPERATOR_CASES } from "../../support/gradient-operators.js";
import { expectClose, type Found, gradientsOn } from "../../support/gradients.js";
import { slope, sumOf } from "../../support/plain-network.js";

const cases = { ...KERNEL_CASES, ...OPERATOR_CASES, ...NETWORK_CASES };
const names = Object.keys(cases);
const [wasm, native] = await Promise.all([foundOn("wasm"), foundOn("native")]);

test("WASM computes every case", () => {
  expect(Object.keys(wasm.cases)).toEqual(names);
});

test.each(names.filter((name) => cases[name].plain !== undefined))(
  "%s: value and gradients equal plain loops",
  (name) => {
    expectSame(wasm.cases[name], plainly(cases[name]));
  },
);

describe.skipIf(native.missing !== undefined)(`native TensorFlow${native.missing ?? ""}`, () => {
  test.each(names)("%s: native TensorFlow and WASM agree", (name) => {
    expectSame(native.cases[name], wasm.cases[name]);
  });
});

async function foundOn(
  backend: "native" | "wasm",
): Promise<{ cases: Record<string, Found>; missing?: string }> {
  const report = await gradientsOn(backend);
  return "cases" in report ? report : { cases: {}, missing: ` (skipped: ${report.missing})` };
}

function expectSame(actual: Found, expected: Found): void {
  expectClose(actual.value, expected.value);
  expect(actual.gradients.length).toBe(expected.gradients.length);
  expected.gradients.forEach((gradient, i) => {
    expectClose(actual.gradients[i], gradient);
  });
}

/** What a report holds, from the plain function in double precision and central differences. */
function plainly({ inputs, plain }: GradientCase): Found {
  const values = inputs.map((input) => [...input.values]);
  const value = plain!(...values);
  const upstream = normals("upstream", value.length);
  const gradients = values.map((own, i) =>
    slope((moved) => sumOf(plain!(...values.with(i, [...moved])).map((v, k) => v * upstream[k])), own),
  );
  return { value, gradients };
}
