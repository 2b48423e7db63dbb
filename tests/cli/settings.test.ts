import { describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import { resolveSettings, withoutPassword } from "../../src/cli/settings.js";
import { CommandLine } from "./support/command-line.js";

describe("an identity provider", () => {
  const given = { OIDC_ISSUER: "https://login.example.org/realm", OIDC_AUDIENCE: "harmonic" };

  test("is none unless it is set, and its role claim is role", () => {
    expect(resolveSettings({}, {}).oidc).toBeUndefined();
    const expected = { issuer: given.OIDC_ISSUER, audience: "harmonic", roleClaim: "role" };
    expect(resolveSettings({}, given).oidc).toEqual(expected);
    const nested = resolveSettings({ OIDC_ROLE_CLAIM: "realm_access.roles" }, given);
    expect(nested.oidc).toEqual({ ...expected, roleClaim: "realm_access.roles" });
  });

  test.each([
    [{ OIDC_ISSUER: given.OIDC_ISSUER }, "OIDC_AUDIENCE"],
    [{ OIDC_AUDIENCE: "harmonic" }, "OIDC_AUDIENCE"],
    [{ OIDC_ROLE_CLAIM: "role" }, "OIDC_ROLE_CLAIM"],
    [{ ...given, OIDC_ISSUER: "login.example.org" }, "OIDC_ISSUER"],
    [{ ...given, OIDC_ISSUER: "https://me:secret@example.org" }, "OIDC_ISSUER"],
    [{ ...given, OIDC_ISSUER: "https://example.org/?a=b" }, "OIDC_ISSUER"],
  ])("%j is refused on %s", (environment, field) => {
    expect(() => resolveSettings({}, environment)).toThrow(expect.objectContaining({ field }));
  });
});

describe("settings", () => {
  test("have defaults", () => {
    expect(resolveSettings({}, {})).toEqual({
      port: 4000,
      host: "127.0.0.1",
      archive: "sqlite:./data/harmonic.db",
      queue: "local",
      seeds: "all",
      tensorBackend: "auto",
      datasets: "data/datasets",
      supernets: "data/supernets",
      networkMegabytes: 2000,
      logLevel: "info",
      traces: false,
      traffic: {},
    });
  });

  test("come from flags, else from the environment, where empty text counts as not given", () => {
    const environment = {
      LOG_LEVEL: "WARN",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318",
      TENSOR_BACKEND: "wasm",
      TENSOR_THREADS: "3",
      DATASETS: "/sets",
      NETWORK_MEGABYTES: "0",
      PORT: "4100",
      HOST: "::1",
      SEEDS: "",
      API_TOKEN: "secret",
      HARMONIC_DATA: "/data",
    };
    expect(resolveSettings({ PORT: "4200", HOST: "" }, environment)).toMatchObject({
      port: 4200,
      host: "::1",
      logLevel: "warn",
      otlpEndpoint: "http://localhost:4318",
      traces: true,
      seeds: "all",
      apiToken: "secret",
      harmonicData: "/data",
      tensorBackend: "wasm",
      tensorThreads: 3,
      datasets: "/sets",
      networkMegabytes: 0,
    });
  });

  test.each([
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "4e3"],
    ["PORT", "http"],
    ["HOST", "not a host"],
    ["ARCHIVE", "postgres://localhost"],
    ["ARCHIVE", "sqlite:"],
    ["QUEUE", "amqp://localhost"],
    ["SEEDS", "some"],
    ["TENSOR_BACKEND", "gpu"],
    ["LOG_LEVEL", "loud"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318"],
    ["OTEL_TRACES_EXPORTER", "zipkin"],
    ["TENSOR_THREADS", "0"],
    ["TENSOR_THREADS", "1.5"],
    ["NETWORK_MEGABYTES", "-1"],
    ["NETWORK_MEGABYTES", "2GB"],
  ])("%s=%s is refused, and the error names the variable or flag", (name, value) => {
    expect(() => resolveSettings({}, { [name]: value })).toThrow(InvalidInput);
    expect(() => resolveSettings({}, { [name]: value })).toThrow(new RegExp(`^${name} must be `));
    const flag = `--${name.toLowerCase().replaceAll("_", "-")}`;
    expect(() => resolveSettings({ [name]: value }, {})).toThrow(new RegExp(`^${flag} must be `));
  });

  test("never show a password", () => {
    expect(withoutPassword("redis://me:secret@host/0")).toBe("redis://***@host/0");
    expect(() => resolveSettings({}, { QUEUE: "redis://me:secret@host/0" })).not.toThrow(/secret/);
  });

  test("are flags at the command or before it, of which the nearest counts", async () => {
    const line = new CommandLine(undefined);
    line.environment = { PORT: "4100", API_TOKEN: "t" };
    await line.run(
      "--port",
      "1",
      "--archive",
      "sqlite::memory:",
      "serve",
      "--port",
      "2",
      "--harmonic-data",
      "d",
    );
    expect(line.opened).toEqual([
      {
        port: 2,
        host: "127.0.0.1",
        archive: "sqlite::memory:",
        queue: "local",
        seeds: "all",
        traffic: {},
        tensorBackend: "auto",
        datasets: "data/datasets",
        supernets: "data/supernets",
        networkMegabytes: 2000,
        logLevel: "info",
        traces: false,
        apiToken: "t",
        harmonicData: "d",
      },
    ]);
  });
});
