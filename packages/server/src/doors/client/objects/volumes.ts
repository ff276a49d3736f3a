import { google, modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { LydianError } from "../../../model/error.ts";
import type { Volume } from "../../../model/shared-object.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { getOrCreate, metadataOf, pageOf } from "./creation.ts";

const {
  VolumeDeleteRequest,
  VolumeFsVersion,
  VolumeGetByIdRequest,
  VolumeGetByIdResponse,
  VolumeGetOrCreateRequest,
  VolumeGetOrCreateResponse,
  VolumeHeartbeatRequest,
  VolumeListRequest,
  VolumeListResponse,
} = modal.client;
const { Empty } = google.protobuf;

/** A client that asked for the other version would refuse the volume without saying whose fault it is. */
const version = VolumeFsVersion.VOLUME_FS_VERSION_V1;

/** Volumes for whoever knows one by name or id; of their files nothing is served yet. */
export function volumeMethods({ volumes }: Pick<Engine, "volumes">): Methods {
  return {
    VolumeGetOrCreate: unary(
      "everyone, creates",
      VolumeGetOrCreateRequest,
      VolumeGetOrCreateResponse,
      async (request, { caller }) => {
        const create: typeof volumes.create = (creator, wanted) => {
          refuseOtherVersions(request);
          return volumes.create(creator, wanted);
        };
        const volume = await getOrCreate(volumes, (wanted) => create(caller, wanted), request, caller);
        return { volumeId: volume.id, version, metadata: volumeMetadataOf(volume) };
      },
    ),
    VolumeGetById: unary("everyone", VolumeGetByIdRequest, VolumeGetByIdResponse, async (request) => {
      const volume = await volumes.read(request.volumeId);
      return { volumeId: volume.id, metadata: volumeMetadataOf(volume) };
    }),
    VolumeList: unary("everyone", VolumeListRequest, VolumeListResponse, async (request, { caller }) => {
      const { environmentName, objects } = await volumes.list(caller, request.environmentName);
      const items = pageOf(objects, request.pagination).map((volume) => ({
        label: volume.name ?? "",
        volumeId: volume.id,
        createdAt: volume.createdAtMs / 1000,
        metadata: volumeMetadataOf(volume),
      }));
      return { environmentName, items };
    }),
    VolumeHeartbeat: unary("everyone", VolumeHeartbeatRequest, Empty, async (request) => {
      await volumes.heartbeat(request.volumeId);
      return {};
    }),
    VolumeDelete: unary("everyone, creates", VolumeDeleteRequest, Empty, async (request) => {
      await volumes.delete(request.volumeId);
      return {};
    }),
  };
}

function volumeMetadataOf(volume: Volume): modal.client.VolumeMetadata.$Properties {
  return { ...metadataOf(volume), version };
}

function refuseOtherVersions({
  deploymentName: name,
  version: wanted,
}: modal.client.VolumeGetOrCreateRequest.$Properties): void {
  if (wanted !== VolumeFsVersion.VOLUME_FS_VERSION_V2) return;
  throw new LydianError(
    "unimplemented",
    `Cannot create volume '${name}' with version 2: this version of Lydian has version 1 only`,
  );
}
