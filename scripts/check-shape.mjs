// Checks that no line of code or schema is longer than 120 characters, except in generated files and for lines with a
// URL, and that no folder of sources directly contains more than 15 files, except src/cli/commands, which
// has one file per command. The linter does not check either; tests/docs checks the prose of documents.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";

const LONGEST_LINE = 120;
const MOST_FILES = 15;
const CODE = /(\.(tsx?|mjs|cjs|css|graphql|py|sh|yml)|^\.ci\/run)$/;
const GENERATED = /\/generated\//;
const MANY_FILES = new Set(["src/cli/commands"]);

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => CODE.test(file) && !GENERATED.test(file));

const problems = [];
for (const file of files) {
  readFileSync(file, "utf8")
    .split("\n")
    .forEach((line, i) => {
      if (line.length > LONGEST_LINE && !line.includes("://"))
        problems.push(`${file}:${i + 1}: ${line.length} characters`);
    });
}

const perFolder = Map.groupBy
  ? Map.groupBy(files, dirname)
  : files.reduce(
      (folders, file) => folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]),
      new Map(),
    );
for (const [folder, contained] of perFolder) {
  if (
    /^(src|predictors|charts|web)(\/|$)/.test(folder) &&
    contained.length > MOST_FILES &&
    !MANY_FILES.has(folder)
  )
    problems.push(`${folder}: directly contains ${contained.length} files`);
}

if (problems.length > 0) {
  console.error(problems.join("\n"));
  console.error(`${problems.length} lines are too long or folders have too many files`);
  process.exit(1);
}
