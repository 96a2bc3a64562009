// Somebody with a demo account, a browser and a device.
import { Device } from "./device.mjs";
import { AccountPage } from "./pages/account.mjs";
import { AdminPage } from "./pages/admin.mjs";
import { BankPage } from "./pages/bank.mjs";
import { EnrolmentPage } from "./pages/enrolment.mjs";

export class Person {
  constructor(login, browser, demo) {
    this.login = login;
    this.browser = browser;
    this.demo = demo;
  }

  /** Takes a device to hand; a new one holds no passkey. */
  async takesDevice(device = new Device()) {
    this.device = device;
    await this.browser.takes(device);
  }

  /** Opens the bank in a new tab. */
  async opensBank() {
    return new BankPage(this, await this.browser.open(this.demo.bank));
  }

  /** Opens the bank and signs in with the password. */
  async signsInAtBank() {
    const bank = await this.opensBank();
    await bank.signIn();
    return bank;
  }

  /** Opens the account page and signs in with the password. */
  async signsInAtAccount() {
    const account = new AccountPage(this, await this.browser.open(`${this.demo.issuer}/account`));
    await account.provider.signInWith(this.login, this.demo.password(this.login));
    await account.page.locator('main[data-page="account"]').waitFor();
    return account;
  }

  /** The account page in a browser that is signed in. */
  async opensAccount() {
    return new AccountPage(this, await this.browser.open(`${this.demo.issuer}/account`));
  }

  async opensAdmin() {
    return new AdminPage(this, await this.browser.open(this.demo.admin));
  }

  /** Opens the admin app and signs in with the password. */
  async signsInAtAdmin() {
    const admin = await this.opensAdmin();
    await admin.signIn();
    return admin;
  }

  /** Opens the enrolment link that the terminal printed for this account. */
  async opensEnrolmentLink() {
    return new EnrolmentPage(await this.browser.open(this.demo.enrolmentLink(this.login)));
  }

  /** Puts the passkey that the demo made for this account on the device. */
  async copiesDemoPasskey(provider) {
    await this.device.holds(await provider.demoPasskey());
  }

  async leaves() {
    await this.browser.close();
  }
}
