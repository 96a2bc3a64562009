// Removes the last build, so that a module that was renamed does not live on in `dist`.
import { rm } from "node:fs/promises";

await rm(new URL("../dist", import.meta.url), { recursive: true, force: true });
