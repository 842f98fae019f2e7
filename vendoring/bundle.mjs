// Make the bundles of the workbench's page, from the packages that package-lock.json pins:
//
//     npm ci && node bundle.mjs
//
// Writes one file a bundle into src/servanda/workbench/page/vendor, the licences of all that went
// into it, and manifest.json with the sha256 of each, which a test compares with what lies there.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/servanda/workbench/page/vendor");
const digest = (data) => createHash("sha256").update(data).digest("hex");

await mkdir(out, { recursive: true });
const packages = new Map();
const files = {};

for (const name of ["preact", "codemirror"]) {
  const made = await build({
    entryPoints: [join(here, `${name}.entry.js`)],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    metafile: true,
    write: false,
  });
  const text = made.outputFiles[0].text;
  if (/\beval\(|new Function\(/.test(text)) throw new Error(`${name}: evaluates text as code`);
  await writeFile(join(out, `${name}.js`), text);
  files[`${name}.js`] = digest(text);
  for (const input of Object.keys(made.metafile.inputs)) {
    const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) packages.set(found[1], (packages.get(found[1]) ?? new Set()).add(name));
  }
}

const licences = [];
const versions = {};
for (const name of [...packages.keys()].sort()) {
  const folder = join(here, "node_modules", name);
  const told = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name}: no licence file`);
  versions[name] = told.version;
  const body = await readFile(join(folder, file), "utf8");
  licences.push(`${name} ${told.version} (${told.license})\n\n${body.trim()}\n`);
}
const text = licences.join(`\n${"-".repeat(80)}\n\n`);
await writeFile(join(out, "LICENSES.txt"), text);
files["LICENSES.txt"] = digest(text);
const lock = digest(await readFile(join(here, "package-lock.json")));
await writeFile(join(out, "manifest.json"), JSON.stringify({ files, packages: versions, lock }, null, 2) + "\n");
console.log(`${Object.keys(versions).length} packages into ${out}`);
