import { spawn } from "node:child_process";

const running = new Set();

/** Ends every program that `run` has started, with its descendants. */
export function stopRunning() {
  for (const child of running) endGroup(child);
}

/**
 * Runs a program in a new process group, which is killed as a whole after `seconds`. Returns what it printed.
 *
 * @param what the name of the program in error messages
 * @throws Error with the reason (the most relevant line of the output, the signal, or the time limit); its `output` is
 *   everything that the program printed
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

/** Returns the first line that names an error, or else the last line, which is often only a notice or a version. */
function reasonIn(text) {
  const lines = text.split("\n").map((line) => line.trim());
  const candidates = lines.filter((line) => line !== "" && !/^(at|throw|Node\.js v)\b/.test(line));
  const naming = candidates.find((line) => /(^|[\s:])(\w*Error|error|ERROR|cannot find)\b/.test(line));
  return naming ?? candidates.at(-1) ?? "";
}
