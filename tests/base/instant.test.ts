import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoInstant } from "../../src/base/instant.js";

describe("an instant", () => {
  it.each([
    ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"],
    ["2026-01-02T03:04Z", "2026-01-02T03:04:00.000Z"],
    ["2026-01-02T03:04:05.6789Z", "2026-01-02T03:04:05.678Z"],
    ["2026-01-02T00:30:00+02:00", "2026-01-01T22:30:00.000Z"],
    ["2026-12-31T23:30:00-00:45", "2027-01-01T00:15:00.000Z"],
    ["2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000Z"],
  ])("written %s is %s", (text, expected) => {
    expect(isoInstant(text)).toBe(expected);
  });

  it.each([
    ["no zone", "2026-01-02T03:04:05"],
    ["no time", "2026-01-02"],
    ["30 February", "2026-02-30T00:00:00Z"],
    ["29 February of a common year", "2026-02-29T00:00:00Z"],
    ["31 April", "2026-04-31T00:00:00Z"],
    ["a thirteenth month", "2026-13-01T00:00:00Z"],
    ["day 0", "2026-01-00T00:00:00Z"],
    ["hour 25", "2026-01-01T25:00:00Z"],
    ["minute 60", "2026-01-01T00:60:00Z"],
    ["text around it", " 2026-01-02T03:04:05Z"],
    ["another format", "2 Jan 2026 03:04:05 GMT"],
    ["nothing", ""],
  ])("is not one with %s", (_, text) => {
    expect(isoInstant(text)).toBeUndefined();
  });

  it("is the same in every zone, and is kept as it is in its own format", () => {
    const date = fc.date({
      min: new Date("1900-01-02T00:00:00Z"),
      max: new Date("2200-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    const zone = fc.record({ hours: fc.nat(14), minutes: fc.nat(59), sign: fc.constantFrom(1, -1) });
    fc.assert(
      fc.property(date, zone, (at, { hours, minutes, sign }) => {
        const utc = at.toISOString();
        expect(isoInstant(utc)).toBe(utc);
        const local = new Date(at.getTime() + sign * (60 * hours + minutes) * 60_000).toISOString();
        const offset = [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
        expect(isoInstant(local.replace("Z", `${sign > 0 ? "+" : "-"}${offset}`))).toBe(utc);
      }),
    );
  });
});
