// Every page of the provider in every state, in English.
import { describe } from "node:test";

import { pageStories } from "./lib/page-stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("the provider's pages, in English", () => pageStories(world, "en", "alice"));
