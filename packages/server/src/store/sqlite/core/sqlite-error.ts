import { LydianError, type ErrorKind } from "../../../model/error.ts";

/** SQLite's primary result codes that a person can act on. */
const reasons: Readonly<Record<number, { readonly kind: ErrorKind; readonly says: string }>> = {
  5: {
    kind: "failed-precondition",
    says: "another process has it open; stop that one, or choose another path",
  },
  8: {
    kind: "unavailable",
    says: "it may not be written to; check the permissions of the file and its folder",
  },
  10: {
    kind: "resource-exhausted",
    says: "the disk failed to read or write; check its space and its health",
  },
  11: { kind: "internal", says: "the file is damaged; restore a copy" },
  13: { kind: "resource-exhausted", says: "the disk is full; free some space" },
  14: { kind: "unavailable", says: "the file cannot be opened; check its path and permissions" },
  26: { kind: "failed-precondition", says: "the file is not a database; choose another path" },
};

/** What the file system says of a path that cannot be a database's. */
const pathCodes = new Set(["EACCES", "EPERM", "ENOTDIR", "EEXIST", "EROFS"]);

/** What SQLite or the file system says, as a refusal that begins with `action`. */
export function sqliteError(action: string, error: unknown): LydianError {
  const message = error instanceof Error ? error.message : String(error);
  const reason = reasons[primaryCode(error)];
  if (reason === undefined) return new LydianError("internal", `${action}: ${message}`, { cause: error });
  return new LydianError(reason.kind, `${action}: ${reason.says} (${message})`, { cause: error });
}

/** Whether an error is about the database as a whole and not about one operation. */
export function isStorageError(error: unknown): boolean {
  return reasons[primaryCode(error)] !== undefined;
}

function primaryCode(error: unknown): number {
  if (!(error instanceof Error)) return -1;
  if ("errcode" in error && typeof error.errcode === "number") return error.errcode & 0xff;
  if (!("code" in error)) return -1;
  if (error.code === "ENOSPC" || error.code === "EDQUOT") return 13;
  return typeof error.code === "string" && pathCodes.has(error.code) ? 14 : -1;
}
