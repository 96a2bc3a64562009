// How stories often begin.

/** Alice at the bank, confirmed with her passkey a moment ago. */
export async function signedInWithPasskey(world) {
  const alice = await world.person("alice");
  const bank = await alice.signsInAtBank();
  const provider = await bank.toProvider("send-20");
  await alice.copiesDemoPasskey(provider);
  await provider.confirm();
  await bank.settles();
  return { alice, bank };
}

/** Somebody's device with the passkey that the demo made for the account. */
export async function deviceOf(world, login) {
  const owner = await world.person(login);
  const bank = await owner.signsInAtBank();
  const provider = await bank.toProvider("send-20");
  await owner.copiesDemoPasskey(provider);
  await provider.cancel();
  await owner.leaves();
  return owner.device;
}

/** Somebody signed in at their account page by password, with the account's demo passkey on the device. */
export async function atAccount(world, login, options) {
  const person = await world.person(login, options);
  await person.takesDevice(await deviceOf(world, login));
  return { person, account: await person.signsInAtAccount() };
}
