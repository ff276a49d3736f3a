import type { StandardSchemaV1 } from "@standard-schema/spec";

/** An argument or a result is not what the function's schema asks for. */
export class SchemaError extends Error {
  override name = "SchemaError";
  readonly issues: readonly { readonly path: string; readonly message: string }[];

  constructor(subject: string, issues: readonly StandardSchemaV1.Issue[]) {
    const readable = issues.map((issue) => ({ path: pathOf(issue), message: issue.message }));
    const list = readable.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
    super(`${subject}: ${list.join("; ")}`);
    this.issues = readable;
  }
}

/**
 * The value as the schema gives it, which may be another than came in. Rejects with a `SchemaError`
 * that names the path of each issue; `subject` begins its message.
 */
export async function checkSchema(
  schema: StandardSchemaV1,
  value: unknown,
  subject: string,
): Promise<unknown> {
  const outcome = await schema["~standard"].validate(value);
  if (outcome.issues !== undefined) throw new SchemaError(subject, outcome.issues);
  return outcome.value;
}

function pathOf(issue: StandardSchemaV1.Issue): string {
  const keys = (issue.path ?? []).map((step) => (typeof step === "object" ? step.key : step));
  return keys.map(String).join(".");
}
