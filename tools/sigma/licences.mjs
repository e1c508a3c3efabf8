// Writes the licences of all that is in the bundle into one text beside it.
import { readFileSync, writeFileSync } from "node:fs";

const parts = ["sigma", "graphology", "graphology-utils", "events"].map((name) => {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const file = name === "events" ? "LICENSE" : "LICENSE.txt";
  const text = readFileSync(`node_modules/${name}/${file}`, "utf8").replace(/\r/g, "").trim();
  return `${name} ${version}\n${"-".repeat(60)}\n${text}\n`;
});
writeFileSync("../../coopgraph/outputs/explorer/vendor/sigma.LICENSE-MIT.txt", parts.join("\n\n"));
