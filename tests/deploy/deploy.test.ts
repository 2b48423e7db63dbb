import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join, resolve } from "node:path";
import { satisfies } from "semver";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { metricNames, settingNames } from "./names.js";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const yaml = (file: string) => parse(read(file), { merge: true });
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found);

const files = readdirSync(join(root, "deploy"), { recursive: true, encoding: "utf8" })
  .map((file) => join("deploy", file))
  .filter((file) => !file.includes("/templates/"));
const dockerfile = read("deploy/Dockerfile").replaceAll(/\\\n/g, " ");
const compose = yaml("deploy/compose.yml");
const unit = read("deploy/systemd/harmonic.service");
const chart = yaml("deploy/helm/harmonic/Chart.yaml");
const values = yaml("deploy/helm/harmonic/values.yaml");
const schema = JSON.parse(read("deploy/helm/harmonic/values.schema.json"));
const deployment = read("deploy/helm/harmonic/templates/deployment.yaml");
const { version, engines } = JSON.parse(read("package.json"));

describe("the files of deploy/", () => {
  it.each(files.filter((file) => /\.(ya?ml|json)$/.test(file)))("parse: %s", (file) => {
    expect(file.endsWith(".json") ? JSON.parse(read(file)) : yaml(file)).toBeTypeOf("object");
  });

  it("have the version of the package", () => {
    expect(dockerfile).toContain(`org.opencontainers.image.version="${version}"`);
    for (const name of ["harmonic", "harmonic-2", "worker"])
      expect(compose.services[name].image).toBe(`harmonic:${version}`);
    expect([chart.version, chart.appVersion]).toEqual([version, version]);
  });

  it("give a server time to stop, which takes up to 10 s", () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10);
    expect(Number.parseInt(compose.services.harmonic.stop_grace_period, 10)).toBeGreaterThan(10);
    const [grace, beforeStop] = [/GracePeriodSeconds: (\d+)/, /command: \[sleep, "(\d+)"\]/].map((pattern) =>
      Number(pattern.exec(deployment)?.[1]),
    );
    expect(grace - beforeStop).toBeGreaterThan(10);
  });
});

describe("the Dockerfile", () => {
  const ignored = read(".dockerignore").split("\n");
  const kept = ignored.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const left = ignored
    .filter((line) => line.startsWith("**/"))
    .map((line) => new RegExp(`^${line.slice(3).replaceAll(".", "\\.").replaceAll("*", ".*")}$`));
  const sources = all(dockerfile, /^COPY (?!--from)(.*) \S+$/gm).flatMap((given) => given.split(" "));

  it("copies what is there and what .dockerignore lets through", () => {
    expect(sources.length).toBeGreaterThan(10);
    for (const source of sources) {
      expect(existsSync(join(root, source)), source).toBe(true);
      expect(
        kept.some((name) => source === name || source.startsWith(`${name}/`)),
        source,
      ).toBe(true);
    }
    for (const secret of [
      ".env",
      "deploy/.env",
      "deploy/metrics-token",
      "src/.env.local",
      "data/harmonic.db",
    ]) {
      const through = kept.some((name) => secret === name || secret.startsWith(`${name}/`));
      expect(through && !left.some((pattern) => pattern.test(basename(secret))), secret).toBe(false);
    }
  });

  it("has a Node that the package supports, and ends as a user that is not root", () => {
    const [node] = all(dockerfile, /^ARG NODE_IMAGE=node:(\d+)-/gm);
    expect(satisfies(`${node}.99.0`, engines.node)).toBe(true);
    expect(all(dockerfile, /^USER (.*)$/gm)).toEqual(["1000:1000"]);
  });

  it("installs from the lock file, without scripts, which need what is not there", () => {
    const installs = all(dockerfile, /(npm (?:ci|install|i)\b.*)$/gm);
    expect(installs).toEqual(["npm ci --ignore-scripts", "npm ci --omit=dev --ignore-scripts"]);
  });

  it("checks health by a program that tells 200 from everything else", async () => {
    let status = 200;
    const server = createServer((request, response) => {
      response.statusCode = request.url === "/health" ? status : 404;
      response.end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const env = { ...process.env, PORT: String((server.address() as AddressInfo).port) };
    const codeOf = (...args: string[]) =>
      new Promise((done) => {
        const script = join(root, "deploy/healthcheck.mjs");
        execFile(process.execPath, [script, ...args], { env }, (error) => done(error?.code ?? 0));
      });
    expect(await codeOf()).toBe(0);
    expect(await codeOf("/ready")).toBe(1);
    status = 503;
    expect(await codeOf()).toBe(1);
    await new Promise((closed) => server.close(closed));
    expect(await codeOf()).toBe(1);
  });
});

describe("settings", () => {
  const assignments = (text: string) => all(text, /(?:^|\s)#?([A-Z][A-Z_]+)=/g);
  const unknown = (names: readonly string[]) => names.filter((name) => !settingNames.has(name));

  it("of the image, the systemd unit and the chart are ones that a server reads", () => {
    const environment = all(dockerfile, /^ENV (.*)$/gm).flatMap(assignments);
    expect(environment).toContain("ARCHIVE");
    expect(unknown(environment)).toEqual([]);
    expect(unknown(all(unit, /^Environment=(.*)$/gm).flatMap(assignments))).toEqual([]);
    expect(unknown(assignments(read("deploy/systemd/example.env")))).toEqual([]);
    const offered: string[] = schema.properties.settings.propertyNames.enum;
    expect(unknown(offered)).toEqual([]);
    const config = all(read("deploy/helm/harmonic/templates/config.yaml"), /^ {2}([A-Z_]+):/gm);
    expect(unknown(config)).toEqual([]);
    expect(offered.filter((name) => config.includes(name))).toEqual([]);
  });

  it("of compose are ones that a server reads, and its variables are in the example", () => {
    for (const name of ["harmonic", "harmonic-2", "worker"])
      expect(unknown(Object.keys(compose.services[name].environment))).toEqual([]);
    const variables = new Set(all(read("deploy/compose.yml"), /\$\{([A-Z_]+)/g));
    const given = assignments(read("deploy/example.env"));
    expect([...variables].filter((name) => name !== "LOG_LEVEL").sort()).toEqual(given.sort());
  });
});

describe("compose", () => {
  it("publishes ports on this machine only, and MongoDB not at all", () => {
    const services = Object.entries<{ ports?: string[] }>(compose.services);
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(published).toEqual([
      "harmonic 127.0.0.1:4000:4000",
      "harmonic-2 127.0.0.1:4001:4000",
      "grafana 127.0.0.1:3000:3000",
    ]);
  });

  it("has two servers on one archive and one queue, and two workers on that, which reach nothing else", () => {
    const { harmonic, "harmonic-2": second, worker, redis } = compose.services;
    expect(second.environment).toEqual(harmonic.environment);
    expect(harmonic.environment.QUEUE).toMatch(/^redis:\/\/:.*@redis:6379\/0$/);
    expect(worker.environment).toEqual({ QUEUE: harmonic.environment.QUEUE });
    expect([worker.deploy.replicas, worker.command[0]]).toEqual([2, "worker"]);
    expect([worker.networks, redis.networks]).toEqual([["queue"], ["queue"]]);
    expect(compose.networks.queue).toEqual({ internal: true });
    expect(harmonic.networks).toContain("queue");
    const [{ static_configs: scraped }] = yaml("deploy/prometheus/prometheus.yml").scrape_configs;
    expect(scraped[0].targets).toEqual(["harmonic:4000", "harmonic-2:4000"]);
    for (const file of ["deploy/proxy/nginx.conf", "deploy/proxy/Caddyfile"])
      for (const port of [4000, 4001]) expect(read(file)).toContain(`127.0.0.1:${port}`);
  });

  it("gives workers options that the command line has", () => {
    const { worker } = compose.services;
    const workers = read("deploy/helm/harmonic/templates/workers.yaml");
    const given = [...worker.command.join(" ").match(/--\w+/g), ...(workers.match(/"--\w+"/g) ?? [])];
    const source = read("src/cli/commands/worker.ts");
    expect(given.length).toBeGreaterThan(1);
    for (const option of given) expect(source).toContain(`"${option.replaceAll('"', "")} <`);
  });

  it("mounts files that are there, or that are told to be made", () => {
    const services = Object.values<{ volumes?: string[] }>(compose.services);
    const mounted = services.flatMap(({ volumes = [] }) =>
      volumes.filter((volume) => volume.startsWith("./")),
    );
    expect(mounted.length).toBeGreaterThan(4);
    for (const volume of mounted)
      expect(existsSync(join(root, "deploy", volume.split(":")[0])), volume).toBe(true);
    expect(read("docs/guide/deploying.md")).toContain("deploy/metrics-token");
  });

  it("of the top level still starts MongoDB alone", () => {
    expect(Object.keys(yaml("compose.yml").services)).toEqual(["mongo"]);
  });
});

describe("the chart", () => {
  it("has a schema of every value, and no other", () => {
    const described = Object.keys(schema.properties).filter((name) => name !== "global");
    expect(described.sort()).toEqual(Object.keys(values).sort());
    const asked = new Set(
      readdirSync(join(root, "deploy/helm/harmonic/templates")).flatMap((file) =>
        all(read(`deploy/helm/harmonic/templates/${file}`), /\.Values\.(\w+)/g),
      ),
    );
    expect([...asked].filter((name) => !(name in values))).toEqual([]);
  });

  it("starts one server on an SQLite file, with a volume, without a token of its own", () => {
    expect(values).toMatchObject({
      replicas: 1,
      archive: { kind: "sqlite" },
      persistence: { enabled: true },
    });
    expect(values.apiToken.value).toBe("");
  });
});

describe("what Prometheus and Grafana ask", () => {
  const rules: { alert: string; expr: string }[] = yaml("deploy/prometheus/alerts.yml").groups[0].rules;
  const dashboard = read("deploy/grafana/harmonic.json");
  const asked = (text: string) => new Set(text.match(/harmonic_\w+/g));
  const offered = metricNames();
  const isOffered = (name: string) =>
    offered.has(name) || offered.has(name.replace(/_(bucket|sum|count)$/, ""));

  it("are metrics that a server offers", () => {
    const names = [...asked(dashboard), ...asked(rules.map(({ expr }) => expr).join(" "))];
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !isOffered(name))).toEqual([]);
  });

  it("shows every metric of the server in the dashboard", () => {
    const shown = [...asked(dashboard)].map((name) => name.replace(/_(bucket|sum|count)$/, ""));
    const missing = [...offered].filter(
      (name) => !/^harmonic_(process|nodejs)_/.test(name) && !shown.includes(name),
    );
    expect(missing).toEqual([]);
  });

  it("raises alerts that the guide explains", () => {
    const guide = read("docs/guide/deploying.md");
    expect(rules.filter(({ alert }) => !guide.includes(`\`${alert}\``)).map(({ alert }) => alert)).toEqual(
      [],
    );
  });

  it("has panels with one id each, which do not overlap", () => {
    const { panels } = JSON.parse(dashboard);
    expect(new Set(panels.map(({ id }: { id: number }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { gridPos, title } of panels) {
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(taken.has(`${x},${y}`), title).toBe(false);
          taken.add(`${x},${y}`);
        }
    }
  });
});
