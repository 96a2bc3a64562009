// What many Python web apps sign in with: a confidential client that its users did not get from the provider's operator.
import { after, before, describe } from "node:test";

import { clientStories } from "./lib/client-stories.mjs";
import { Authlib } from "./lib/clients/authlib.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("Authlib", () => {
  let app;
  before(async () => {
    app = await Authlib.start(world.demo.issuer);
    await world.demo.serve([app.registration]);
  });
  after(() => app?.stop());

  clientStories(world, () => app);
});
