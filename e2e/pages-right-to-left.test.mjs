// Every page of the provider in every state, from right to left.
import { describe } from "node:test";

import { pageStories } from "./lib/page-stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("the provider's pages, from right to left", () => pageStories(world, "ar", "bob"));
