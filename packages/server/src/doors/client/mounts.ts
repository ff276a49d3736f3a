import { modal } from "@lydian/protocol";
import type { Engine } from "../../engine/engine.ts";
import { LydianError } from "../../model/error.ts";
import type { NewMountedFile } from "../../engine/mounts/mount-verbs.ts";
import { unary } from "./method.ts";
import type { Methods } from "./method.ts";

const {
  MountBatchedCheckExistenceRequest,
  MountBatchedCheckExistenceResponse,
  MountGetOrCreateRequest,
  MountGetOrCreateResponse,
  MountPutFileRequest,
  MountPutFileResponse,
} = modal.client;

/** Where a file says nothing of its permissions. */
const defaultMode = 0o644;

/** Files that functions and images are made of. */
export function mountMethods({ mounts }: Pick<Engine, "mounts">): Methods {
  return {
    MountBatchedCheckExistence: unary(
      "clients",
      MountBatchedCheckExistenceRequest,
      MountBatchedCheckExistenceResponse,
      async ({ sha256HexHashes }) => ({
        missingSha256HexHashes: [...(await mounts.missing(sha256HexHashes))],
      }),
    ),
    // Asked without content it is a question; an answer of no makes the client send it.
    MountPutFile: unary("clients", MountPutFileRequest, MountPutFileResponse, async (request, { caller }) => {
      const { sha256Hex, data, dataBlobId } = request;
      if (dataBlobId) {
        if (dataBlobId !== `bl-${sha256Hex}`)
          throw new LydianError("invalid-argument", `Cannot store file ${sha256Hex}: its blob is another`);
        return { exists: await mounts.store(caller, sha256Hex, "uploaded") };
      }
      return { exists: await mounts.store(caller, sha256Hex, data ?? "probe") };
    }),
    MountGetOrCreate: unary(
      "clients",
      MountGetOrCreateRequest,
      MountGetOrCreateResponse,
      async ({ deploymentName, files }, { caller }) => {
        const isNamed = deploymentName !== "" && files.length === 0;
        const mount = isNamed
          ? await mounts.named(deploymentName)
          : await mounts.create(caller, files.map(fileOf));
        return {
          mountId: mount.mountId,
          // Its id is made of its content.
          handleMetadata: { contentChecksumSha256Hex: mount.mountId.slice("mo-".length) },
        };
      },
    ),
  };
}

function fileOf(file: modal.client.MountFile.$Properties): NewMountedFile {
  return { path: file.filename ?? "", sha256: file.sha256Hex ?? "", mode: file.mode ?? defaultMode };
}
