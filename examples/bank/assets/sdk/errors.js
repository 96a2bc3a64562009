// Every error of this package says what happened (`code`, `description`) and what can be done now (`nextStep`).
/** Base of all errors that this package throws on purpose. */
export class StepgateError extends Error {
    /** The provider's OAuth error code, or one of this package's own (see the README's table). */
    code;
    /** One sentence for the person in front of the screen or, from the provider, its `error_description`. */
    description;
    /** What the user or the developer can do now. */
    nextStep;
    constructor(code, description, nextStep, options) {
        super(`${code}: ${description}`, options);
        this.name = new.target.name;
        this.code = code;
        this.description = description;
        this.nextStep = nextStep;
    }
}
/** The user, or the app on the user's behalf, said no. The session is as it was. */
export class StepUpCancelled extends StepgateError {
    constructor(code = "cancelled", description = "the confirmation was cancelled") {
        super(code, description, "Nothing was done and you are still signed in. Start the action again when you are ready.");
    }
}
/** The user has no way to reach what the API asks for (`unmet_authentication_requirements`). */
export class StepUpUnmet extends StepgateError {
    constructor(description = "no sign-in method of this account meets what is asked") {
        super("unmet_authentication_requirements", description, "Add a sign-in method that meets it in your account at the provider, or ask an administrator.");
    }
}
/** Nobody answered in time. The request at the provider expires by itself. */
export class StepUpTimeout extends StepgateError {
    constructor() {
        super("timeout", "the confirmation was not finished in time", "Start the action again.");
    }
}
/** The provider or the network failed, or the answer did not belong to this request or this user. */
export class StepUpFailed extends StepgateError {
}
/** The API asked again although the step-up it had asked for succeeded: API and provider disagree. */
export class StepUpLoop extends StepgateError {
    constructor() {
        super("step_up_loop", "the API asked for a confirmation again right after a successful one", "Start the action again; if it repeats, the API asks for something that the provider does not issue.");
    }
}
/** There is no usable token any more: an ordinary sign-in is needed, no step-up. */
export class SignInRequired extends StepgateError {
    constructor(code = "login_required", description = "you are not signed in, or the sign-in has ended", cause) {
        super(code, description, "Sign in again.", { cause });
    }
}
/** Signing in, or reading the provider's metadata, did not work. */
export class SignInFailed extends StepgateError {
}
/** This package's own failures, by purpose. */
export function failed(purpose, code, description, cause) {
    const nextStep = "Try again; if it repeats, show this code to whoever runs the app.";
    return purpose === "sign-in"
        ? new SignInFailed(code, description, nextStep, { cause })
        : new StepUpFailed(code, description, nextStep, { cause });
}
/**
 * An error response of the authorization endpoint (RFC 6749 §4.1.2.1) as a typed error.
 *
 * `unmet_authentication_requirements` answers two cases: the user cannot, and (where `acr_values` are binding, RFC 9470
 * §5) the user would not. Only the description tells them apart: a cancel is one that says "cancel" or "went back".
 */
export function fromAuthorizationError(purpose, code, description) {
    const text = description ?? undefined;
    if (code === "access_denied")
        return new StepUpCancelled(code, text);
    if (code === "unmet_authentication_requirements") {
        return /\b(cancel|went back)/i.test(text ?? "") ? new StepUpCancelled(code, text) : new StepUpUnmet(text);
    }
    return failed(purpose, code, text ?? "the provider answered with an error");
}
