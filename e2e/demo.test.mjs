// What the demo does with its data and its ports.
import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";

import { freePorts, Program } from "./lib/program.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("the demo", () => {
  it("keeps passkeys and sessions from one start to the next", async () => {
    const newcomer = await world.person("nokey");
    await (await newcomer.opensEnrolmentLink()).addPasskey();
    await newcomer.signsInAtBank();
    await world.demo.restart();
    const bank = await newcomer.opensBank();
    await bank.signInAgain();
    const provider = await bank.toProvider("send-20");
    await provider.confirm();
    assert.match(await bank.message(), /^Done/);
    assert.equal((await bank.assurance()).acr, "phr");
  });

  it("forgets everything with --reset", async () => {
    const newcomer = await world.person("nokey");
    await (await newcomer.opensEnrolmentLink()).addPasskey();
    await newcomer.signsInAtBank();
    await world.demo.restart("--reset");
    const bank = await newcomer.opensBank();
    const signIn = await bank.toProvider("sign-in");
    assert.ok(await signIn.asksForPassword(), "the session is gone");
    await signIn.signIn("nokey");
    await bank.signedIn();
    const provider = await bank.toProvider("send-20");
    assert.match(await provider.saysUnreachable(), /^This needs a passkey, and your account has none\./);
  });

  for (const [flag, name, other] of [["--port", "port", "--bank-port"], ["--bank-port", "bankPort", "--port"]]) {
    it(`names ${flag} where that port is taken, and ends`, async () => {
      const { ports } = world.demo;
      const folder = join(tmpdir(), `stepgate-e2e-never-made-${process.pid}`);
      const second = await Program.start("stepgate", ["demo", "--data-dir", folder, flag, ports[name], other, ...(await freePorts(1))]);
      assert.equal(await second.ended(), 1);
      const said = second.lines.join("\n");
      assert.match(said, new RegExp(`port ${ports[name]} on this machine is taken`));
      assert.match(said, new RegExp(`use another port: ${flag} \\d+`));
      await assert.rejects(access(folder), { code: "ENOENT" }, "nothing is left behind");
    });
  }
});
