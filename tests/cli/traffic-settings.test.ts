import { describe, expect, test } from "vitest";
import { resolveSettings } from "../../src/cli/settings.js";

const read = (environment: Record<string, string>) => resolveSettings({}, environment).traffic;

describe("settings of traffic", () => {
  test("are read", () => {
    expect(
      read({
        TRUST_PROXY: "10.0.0.0/8, loopback,2001:db8::/32,192.0.2.1",
        CORS_ORIGINS: "https://Page.example, http://localhost:5173/",
        RATE_LIMIT: "100",
        INTROSPECTION: "off",
        EXPLORER: "off",
        OPERATIONS: "manifest.json",
        OPERATIONS_ONLY: "on",
        QUERY_TIMEOUT: "5",
      }),
    ).toEqual({
      trustProxy: ["10.0.0.0/8", "loopback", "2001:db8::/32", "192.0.2.1"],
      corsOrigins: ["https://page.example", "http://localhost:5173"],
      rateLimit: 100,
      introspection: false,
      explorer: false,
      operations: "manifest.json",
      operationsOnly: true,
      queryTimeout: 5,
    });
    expect(read({ TRUST_PROXY: "2", RATE_LIMIT: "off" })).toEqual({ trustProxy: 2, rateLimit: "off" });
    expect(read({ TRUST_PROXY: "off" })).toEqual({});
    expect(resolveSettings({ RATE_LIMIT: "7" }, { RATE_LIMIT: "9" }).traffic).toEqual({ rateLimit: 7 });
  });

  test.each([
    ["TRUST_PROXY", "true"],
    ["TRUST_PROXY", "100"],
    ["TRUST_PROXY", "example.org"],
    ["TRUST_PROXY", "10.0.0.0/33"],
    ["TRUST_PROXY", "10.0.0.0/8,"],
    ["TRUST_PROXY", "fe80::1%eth0"],
    ["CORS_ORIGINS", "*"],
    ["CORS_ORIGINS", "null"],
    ["CORS_ORIGINS", "page.example"],
    ["CORS_ORIGINS", "https://page.example/path"],
    ["CORS_ORIGINS", "https://page.example/?"],
    ["CORS_ORIGINS", "https://user@page.example"],
    ["CORS_ORIGINS", "file:///page"],
    ["RATE_LIMIT", "0"],
    ["RATE_LIMIT", "-1"],
    ["RATE_LIMIT", "1.5"],
    ["RATE_LIMIT", "on"],
    ["INTROSPECTION", "false"],
    ["EXPLORER", "no"],
    ["OPERATIONS_ONLY", "1"],
    ["QUERY_TIMEOUT", "0"],
    ["QUERY_TIMEOUT", "4000"],
  ])("refuse %s=%s with a sentence that names it", (name, value) => {
    expect(() => read({ [name]: value })).toThrow(
      expect.objectContaining({ code: "INVALID_INPUT", field: name, message: expect.stringContaining(name) }),
    );
  });
});
