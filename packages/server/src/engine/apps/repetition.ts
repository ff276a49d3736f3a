/** Versions that repeat another: an earlier one, the live one, a staged one. */
import type { App, AppVersion } from "../../model/app.ts";
import { LydianError } from "../../model/error.ts";

/** Which version to repeat, and why. */
export type Repetition =
  | { readonly kind: "rollback" | "promotion"; readonly version: number }
  | { readonly kind: "rollover" };

export const verbOf: Readonly<Record<Repetition["kind"], string>> = {
  rollback: "roll back",
  rollover: "roll over",
  promotion: "promote a version of",
};

/** @throws `invalid-argument` where there is no such version to be had. */
export function repeated(app: App, what: Repetition): AppVersion {
  const published = app.versions.filter((version) => version.isStaged !== true);
  const staged = app.versions.filter((version) => version.isStaged === true);
  switch (what.kind) {
    case "rollover":
      return published.at(-1) ?? refuseVersion(app, what, published);
    case "rollback":
      return (
        (what.version === -1
          ? published.at(-2)
          : published.find((version) => version.version === what.version)) ??
        refuseVersion(app, what, published)
      );
    case "promotion":
      return staged.find((version) => version.version === what.version) ?? refuseVersion(app, what, staged);
  }
}

function refuseVersion(app: App, what: Repetition, there: readonly AppVersion[]): never {
  const numbers = there.map((version) => version.version).join(", ") || "none";
  throw new LydianError("invalid-argument", `Cannot ${verbOf[what.kind]} app "${app.name}"${reasonOf()}`);
  function reasonOf(): string {
    if (what.kind === "rollover") return ": nothing of it is live";
    if (what.kind === "promotion") return `: version ${what.version} is not staged; staged are ${numbers}`;
    return what.version === -1
      ? ": it has one version only"
      : ` to version ${what.version}: it has ${numbers}`;
  }
}
