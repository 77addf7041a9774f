// Sees every guard work: for each entry of test/mutants.json it removes one
// piece of Solidity (or puts another in its place) in a copy of the project and
// runs the test that must notice. A test that stays green, or a piece that is
// not there exactly once, is an error. Run in contracts/; with arguments only
// the entries whose number or test contains one of them.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";

const wanted = process.argv.slice(2);
const chosen = JSON.parse(readFileSync("test/mutants.json", "utf8"))
  .filter((m) => wanted.length === 0 || wanted.some((w) => m.of.includes(w) || m.test.includes(w)));
// Entries with the same mutation share a compilation.
const groups = new Map();
for (const m of chosen) {
  const key = [m.file, m.line, m.instead].join("\0");
  groups.set(key, [...(groups.get(key) ?? []), m]);
}

const root = mkdtempSync(join(tmpdir(), "mutants-"));
const project = join(root, "contracts");
const env = {
  ...process.env, FOUNDRY_OPTIMIZER: "false", FOUNDRY_DENY: "never", FOUNDRY_AST: "false", FOUNDRY_EXTRA_OUTPUT: "[]",
  FOUNDRY_FUZZ_RUNS: "64", FOUNDRY_INVARIANT_RUNS: "100", FOUNDRY_INVARIANT_DEPTH: "200", FOUNDRY_INVARIANT_SHRINK_RUN_LIMIT: "0",
};
const forge = "node_modules/@foundry-rs/forge-linux-amd64/bin/forge";
// Only the files of tests that are wanted are there, and no filter is given: forge compiles twice for one.
const run = (files) => {
  for (const file of readdirSync(join(root, "test"))) {
    if (!file.endsWith(".t.sol")) continue;
    if (files.has(file)) cpSync(join(root, "test", file), join(project, "test", file));
    else rmSync(join(project, "test", file), { force: true });
  }
  const out = spawnSync(forge, ["test"], { cwd: project, env, encoding: "utf8" });
  const text = out.stdout + out.stderr;
  if (!text.includes("Suite result:")) throw new Error(text);
  return text;
};
const failed = (text, test) => text.split(/^(?=Ran \d+ tests? for )/m).some((suite) => suite.includes("Suite result: FAILED")
  && suite.includes("[FAIL") && suite.includes(` ${test}(`) && !suite.includes(`[PASS] ${test}(`));

let wrong = 0;
try {
  mkdirSync(project);
  for (const part of ["src", "test", "tools", "foundry.toml", "package.json"]) cpSync(part, join(project, part), { recursive: true });
  for (const part of ["src", "test"]) cpSync(part, join(root, part), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(project, "node_modules"));
  mkdirSync(join(root, "zone"));
  cpSync("../zone/testdata", join(root, "zone/testdata"), { recursive: true });

  for (const group of groups.values()) {
    const { file, line, instead } = group[0];
    const path = join(project, "src", file);
    const source = readFileSync(join(root, "src", file), "utf8");
    if (source.split(line).length !== 2) {
      console.log(`GONE  ${file}: ${line}`);
      wrong++;
      continue;
    }
    writeFileSync(path, source.replace(line, () => instead));
    const text = run(new Set(group.map((m) => `${m.path}.t.sol`)));
    writeFileSync(path, source);
    for (const m of group) {
      const red = failed(text, m.test);
      if (!red) wrong++;
      console.log(`${red ? "red  " : "GREEN"} ${m.of}: ${m.test}; ${file}: ${line.split("\n")[0].trim()}${instead ? " -> " + instead.split("\n")[0].trim() : ""}`);
    }
  }
} finally {
  rmSync(root, { recursive: true });
}
console.log(`${chosen.length} guards, ${wrong} of them not seen`);
process.exit(wrong === 0 ? 0 : 1);
