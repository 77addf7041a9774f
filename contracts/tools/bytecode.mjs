// Sizes and SHA-256 of what forge compiled into a folder, as layout/bytecode.json
// has them. Run as a program it prints them: node tools/bytecode.mjs out
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

export const deployed = ["NameRegistry", "RegistrarController", "DecayingPricing", "BulkRenewal"];

export function bytecode(out) {
  const summary = (code) => {
    const bytes = Buffer.from(code.object.slice(2), "hex");
    return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  return Object.fromEntries(deployed.map((name) => {
    const a = JSON.parse(readFileSync(`${out}/${name}.sol/${name}.json`, "utf8"));
    return [name, { creation: summary(a.bytecode), runtime: summary(a.deployedBytecode) }];
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify(bytecode(process.argv[2]), null, 2));
}
