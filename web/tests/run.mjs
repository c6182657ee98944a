// Bundles the tests of the named folders and runs them under node's own test runner:
//   node tests/run.mjs unit browser
// Node 18 reads neither TypeScript nor a folder of tests reliably, hence the bundling and the list.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const web = fileURLToPath(new URL("..", import.meta.url));
const out = `${web}/node_modules/.cache/seatsync-tests`;
const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error("usage: node tests/run.mjs FOLDER…   (unit, browser)");
  process.exit(2);
}
const tests = folders.flatMap((folder) =>
  readdirSync(`${web}/tests/${folder}`)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name}`),
);

rmSync(out, { recursive: true, force: true });
await build({
  absWorkingDir: web,
  entryPoints: tests.map((test) => `tests/${test}`),
  outbase: "tests",
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  sourcemap: "inline",
});
const files = tests.map((test) => `${out}/${test.replace(/\.ts$/, ".mjs")}`);
const args = ["--enable-source-maps", "--test", ...files];
const { status } = spawnSync(process.execPath, args, { cwd: web, stdio: "inherit" });
process.exit(status ?? 1);
