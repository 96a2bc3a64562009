// The page behind a one-time enrolment link.

export class EnrolmentPage {
  constructor(page) {
    this.page = page;
  }

  /** Adds a passkey on the device at hand. */
  async addPasskey() {
    await this.page.locator("#enrol-submit").click();
    await this.page.locator('main[data-state="done"]').waitFor();
  }

  /** `ready`, `done`, `used` or `expired`. */
  async state() {
    return this.page.locator("main").getAttribute("data-state");
  }
}
