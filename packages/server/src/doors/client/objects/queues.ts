import { google, modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { LydianError } from "../../../model/error.ts";
import { entryIdOf, parseEntryId } from "../entry-id.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { getOrCreate, metadataOf, pageOf, requestOf } from "./creation.ts";

const {
  QueueClearRequest,
  QueueDeleteRequest,
  QueueGetByIdRequest,
  QueueGetByIdResponse,
  QueueGetOrCreateRequest,
  QueueGetOrCreateResponse,
  QueueGetRequest,
  QueueGetResponse,
  QueueHeartbeatRequest,
  QueueLenRequest,
  QueueLenResponse,
  QueueListRequest,
  QueueListResponse,
  QueueNextItemsRequest,
  QueueNextItemsResponse,
  QueuePutRequest,
} = modal.client;
const { Empty } = google.protobuf;

/** Clients ask for 50 s at most to get, for 30 s to look, and then again. */
const holdMsMax = 55_000;

/** Queues for whoever knows one by name or id: functions share them with clients and with each other. */
export function queueMethods({ queues }: Pick<Engine, "queues">): Methods {
  return { ...lifeMethods(queues), ...itemMethods(queues) };
}

function lifeMethods(queues: Engine["queues"]): Methods {
  return {
    QueueGetOrCreate: unary(
      "everyone, creates",
      QueueGetOrCreateRequest,
      QueueGetOrCreateResponse,
      async (request, { caller }) => {
        const queue = await getOrCreate(queues, (wanted) => queues.create(caller, wanted), request, caller);
        return { queueId: queue.id, metadata: metadataOf(queue) };
      },
    ),
    QueueGetById: unary("everyone", QueueGetByIdRequest, QueueGetByIdResponse, async (request) => {
      const queue = await queues.read(request.queueId);
      return { queueId: queue.id, metadata: metadataOf(queue) };
    }),
    QueueList: unary("everyone", QueueListRequest, QueueListResponse, async (request, { caller }) => {
      const { environmentName, objects } = await queues.list(caller, request.environmentName);
      const sizeMax = request.totalSizeLimit > 0 ? request.totalSizeLimit : Infinity;
      const listed = pageOf(objects, request.pagination).map(async (queue) => {
        const { items, partitions } = await queues.count(queue.id, "all").catch(noneIfGone);
        return {
          name: queue.name ?? "",
          createdAt: queue.createdAtMs / 1000,
          numPartitions: partitions,
          totalSize: Math.min(items, sizeMax),
          queueId: queue.id,
          metadata: metadataOf(queue),
        };
      });
      return { environmentName, queues: await Promise.all(listed) };
    }),
    QueueHeartbeat: unary("everyone", QueueHeartbeatRequest, Empty, async (request) => {
      await queues.heartbeat(request.queueId);
      return {};
    }),
    QueueDelete: unary("everyone, creates", QueueDeleteRequest, Empty, async (request) => {
      await queues.delete(request.queueId);
      return {};
    }),
  };
}

function itemMethods(queues: Engine["queues"]): Methods {
  return {
    QueuePut: unary("everyone", QueuePutRequest, Empty, async (request, context) => {
      const { queueId, partitionKey, values, partitionTtlSeconds: ttlSeconds } = request;
      await queues.put(queueId, partitionKey, values, {
        ...(ttlSeconds === 0 ? {} : { ttlMs: ttlSeconds * 1000 }),
        ...requestOf("QueuePut", context),
      });
      return {};
    }),
    // Not one that "creates": it must know when its client leaves, and the engine remembers its answer.
    QueueGet: unary("everyone", QueueGetRequest, QueueGetResponse, async (request, context) => {
      const values = await queues.get(request.queueId, request.partitionKey, {
        limit: request.nValues,
        timeoutMs: holdMsOf(request.timeout),
        signal: context.signal,
        ...requestOf("QueueGet", context),
      });
      return { values: [...values] };
    }),
    QueueNextItems: unary(
      "everyone",
      QueueNextItemsRequest,
      QueueNextItemsResponse,
      async (request, { signal }) => {
        const items = await queues.peek(request.queueId, request.partitionKey, {
          after: parseEntryId(request.lastEntryId),
          timeoutMs: holdMsOf(request.itemPollTimeout),
          signal,
        });
        return { items: items.map(({ sequence, value }) => ({ value, entryId: entryIdOf(sequence) })) };
      },
    ),
    QueueLen: unary("everyone", QueueLenRequest, QueueLenResponse, async (request) => ({
      len: (await queues.count(request.queueId, request.total ? "all" : request.partitionKey)).items,
    })),
    QueueClear: unary("everyone, creates", QueueClearRequest, Empty, async (request) => {
      await queues.clear(request.queueId, request.allPartitions ? "all" : request.partitionKey);
      return {};
    }),
  };
}

/** Seconds as clients count what is left of their own timeout: it may have passed already. */
function holdMsOf(seconds: number): number {
  return Math.min(Math.max(seconds * 1000, 0), holdMsMax);
}

/** For a queue that is deleted while it is listed. */
function noneIfGone(error: unknown): { readonly items: number; readonly partitions: number } {
  if (error instanceof LydianError && error.kind === "not-found") return { items: 0, partitions: 0 };
  throw error;
}
