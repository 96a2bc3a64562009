// Copies the built modules to the demo bank, which serves them as they are: `cargo run` needs no node.
// The copy holds exactly the `.js` files of `dist`; whatever else was there is removed.
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";

const dist = new URL("../dist/", import.meta.url);
const target = new URL("../../../examples/bank/assets/sdk/", import.meta.url);

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const modules = (await readdir(dist)).filter((name) => name.endsWith(".js")).sort();
for (const name of modules) await copyFile(new URL(name, dist), new URL(name, target));
console.log(`${modules.length} modules copied to examples/bank/assets/sdk`);
