import { spawn } from "node:child_process";

const running = new Set();

/** Ends every program that `run` has started, with all that they started. */
export function stopRunning() {
  for (const child of running) endGroup(child);
}

/**
 * Runs a program in a process group of its own, which ends as a whole after `seconds`. Resolves to what it has
 * printed. Rejects with an Error whose message says why it failed (the line of its output that tells, the signal, or
 * that it took too long) and whose `output` is all that it has printed.
 */
export function run(what, program, args, { seconds, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], detached: true, ...options });
    running.add(child);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child);
    }, seconds * 1_000);
    const text = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => (text.stdout += chunk));
    child.stderr.on("data", (chunk) => (text.stderr += chunk));
    const end = (failure) => {
      clearTimeout(timer);
      running.delete(child);
      if (failure === undefined) resolve(text);
      else reject(Object.assign(new Error(`${what} ${failure}`), { output: text.stdout + text.stderr }));
    };
    child.on("error", (error) => end(`failed: ${error.message}`));
    child.on("close", (status, signal) => {
      if (late) end(`took longer than ${seconds} s`);
      else if (status === 0) end();
      else end(`failed: ${reasonIn(text.stderr) || reasonIn(text.stdout) || (signal ?? `exit ${status}`)}`);
    });
  });
}

function endGroup(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

/** The first line that names an error, as the last is often a greeting or a version; else the last line. */
function reasonIn(text) {
  const lines = text.split("\n").map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !/^(at|throw|Node\.js v)\b/.test(line));
  return said.find((line) => /(^|[\s:])(\w*Error|error|ERROR|cannot find)\b/.test(line)) ?? said.at(-1) ?? "";
}
