import { LydianError, type ErrorKind } from "../../model/error.ts";

/** What the file system says that a person can act on, by its code. */
const reasons: Readonly<Record<string, { readonly kind: ErrorKind; readonly says: string }>> = {
  ENOSPC: { kind: "resource-exhausted", says: "the disk is full; free some space" },
  EDQUOT: { kind: "resource-exhausted", says: "the disk quota is used up; free some space" },
  EMFILE: { kind: "resource-exhausted", says: "too many files are open; raise the limit of open files" },
  EACCES: { kind: "unavailable", says: "access is denied; check the permissions of the folder" },
  EPERM: { kind: "unavailable", says: "access is denied; check the permissions of the folder" },
  EROFS: { kind: "unavailable", says: "the file system is read-only; choose another folder" },
  ENOTDIR: { kind: "unavailable", says: "a part of the path is not a folder; choose another folder" },
  EEXIST: { kind: "unavailable", says: "a part of the path is not a folder; choose another folder" },
};

/** What the file system says, as a refusal that begins with `action`; other errors as they are. */
export function fileError(action: string, error: unknown): unknown {
  if (error instanceof LydianError) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  const reason = reasons[code];
  const says = reason?.says ?? (error instanceof Error ? error.message : code);
  return new LydianError(reason?.kind ?? "unavailable", `${action}: ${says}`, { cause: error });
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

/** The code of an error of the operating system; other errors, such as an aborted upload, have none. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
