import { spawn } from "node:child_process";

const running = new Set();

/** Ends every program that `run` has started, with all that they started. */
export function stopRunning() {
  for (const child of running) endGroup(child);
}

/**
 * Runs a program in a process group of its own, which ends as a whole after `seconds`. Resolves to its standard output;
 * rejects with an Error that says what failed: the line of its output that tells why, the signal, or that it took too long.
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
    const text = { out: "", err: "" };
    child.stdout.on("data", (chunk) => (text.out += chunk));
    child.stderr.on("data", (chunk) => (text.err += chunk));
    const end = (failure) => {
      clearTimeout(timer);
      running.delete(child);
      if (failure === undefined) resolve(text.out);
      else reject(new Error(`${what} ${failure}`));
    };
    child.on("error", (error) => end(`failed: ${error.message}`));
    child.on("close", (status, signal) => {
      if (late) end(`took longer than ${seconds} s`);
      else if (status === 0) end();
      else end(`failed: ${reasonIn(text.err) || reasonIn(text.out) || (signal ?? `exit ${status}`)}`);
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
