// Writes the licences of all that is in the bundle into one text beside it.
import { readFileSync, writeFileSync } from "node:fs";

const parts = ["write-excel-file", "fflate"].map((name) => {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").replace(/\r/g, "").trim();
  return `${name} ${version}\n${"-".repeat(60)}\n${text}\n`;
});
writeFileSync("../../coopgraph/outputs/explorer/vendor/write-excel-file.LICENSE-MIT.txt", parts.join("\n\n"));
