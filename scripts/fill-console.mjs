// Runs the commands in the console blocks of Markdown files and writes their output beneath them:
//   node scripts/fill-console.mjs README.md docs/guide/cli.md docs/guide/tour.md
// The commands of a file run in a new folder, which contains seeds/ and, for each block ```json NAME, a file of that
// name. Long outputs are shortened in the middle.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const main = resolve("dist/src/main.js");
/** A longer output is shortened to its first `SHOWN` and its last 3 lines. */
const MOST_LINES = 22;
const SHOWN = 14;

for (const file of process.argv.slice(2)) {
  const folder = mkdtempSync(join(tmpdir(), "harmonic-docs-"));
  symlinkSync(resolve("seeds"), join(folder, "seeds"));
  const text = readFileSync(file, "utf8");
  const filled = text.replace(/```(\w+)( [^\n]+)?\n([\s\S]*?)\n?```/g, (block, kind, name, body) => {
    if (name !== undefined) writeFileSync(join(folder, name.trim()), body);
    return kind === "console" ? `\`\`\`console\n${filledBlock(body, folder)}\n\`\`\`` : block;
  });
  writeFileSync(file, filled);
}

function filledBlock(body, folder) {
  return body
    .split("\n")
    .filter((line) => /^\$ (npx )?harmonic /.test(line))
    .map((line) => [line, ...output(line, folder)].join("\n"))
    .join("\n\n");
}

function output(line, folder) {
  const command = line.replace(/^\$ (npx )?harmonic /, "");
  const env = { ...process.env, ARCHIVE: "sqlite:./data/harmonic.db", LOG_LEVEL: "error" };
  const { stdout, stderr } = spawnSync(`node ${main} ${command}`, {
    shell: true,
    cwd: folder,
    env,
    encoding: "utf8",
  });
  const errors = stderr.split("\n").filter((text) => text.startsWith("error"));
  const lines = [...stdout.trimEnd().split("\n"), ...errors].filter((text, i) => text !== "" || i > 0);
  if (lines.length <= MOST_LINES || command.startsWith("doctor")) return lines;
  return [...lines.slice(0, SHOWN), "...", ...lines.slice(-3)];
}
