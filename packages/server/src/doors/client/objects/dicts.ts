import { google, modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { streaming, unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { getOrCreate, metadataOf, pageOf, requestOf } from "./creation.ts";

const {
  DictClearRequest,
  DictContainsRequest,
  DictContainsResponse,
  DictContentsRequest,
  DictDeleteRequest,
  DictEntry,
  DictGetByIdRequest,
  DictGetByIdResponse,
  DictGetOrCreateRequest,
  DictGetOrCreateResponse,
  DictGetRequest,
  DictGetResponse,
  DictHeartbeatRequest,
  DictLenRequest,
  DictLenResponse,
  DictListRequest,
  DictListResponse,
  DictPopRequest,
  DictPopResponse,
  DictUpdateRequest,
  DictUpdateResponse,
} = modal.client;
const { Empty } = google.protobuf;

/** Dicts for whoever knows one by name or id: functions share them with clients and with each other. */
export function dictMethods({ dicts }: Pick<Engine, "dicts">): Methods {
  return { ...lifeMethods(dicts), ...entryMethods(dicts) };
}

function lifeMethods(dicts: Engine["dicts"]): Methods {
  return {
    DictGetOrCreate: unary(
      "everyone, creates",
      DictGetOrCreateRequest,
      DictGetOrCreateResponse,
      async (request, { caller }) => {
        const entries = request.data.map(entryOf);
        const dict = await getOrCreate(
          dicts,
          (wanted) => dicts.create(caller, wanted, entries),
          request,
          caller,
        );
        return { dictId: dict.id, metadata: metadataOf(dict) };
      },
    ),
    DictGetById: unary("everyone", DictGetByIdRequest, DictGetByIdResponse, async (request) => {
      const dict = await dicts.read(request.dictId);
      return { dictId: dict.id, metadata: metadataOf(dict) };
    }),
    DictList: unary("everyone", DictListRequest, DictListResponse, async (request, { caller }) => {
      const { environmentName, objects } = await dicts.list(caller, request.environmentName);
      return {
        environmentName,
        dicts: pageOf(objects, request.pagination).map((dict) => ({
          name: dict.name ?? "",
          createdAt: dict.createdAtMs / 1000,
          dictId: dict.id,
          metadata: metadataOf(dict),
        })),
      };
    }),
    DictHeartbeat: unary("everyone", DictHeartbeatRequest, Empty, async (request) => {
      await dicts.heartbeat(request.dictId);
      return {};
    }),
    DictDelete: unary("everyone, creates", DictDeleteRequest, Empty, async (request) => {
      await dicts.delete(request.dictId);
      return {};
    }),
  };
}

function entryMethods(dicts: Engine["dicts"]): Methods {
  return {
    DictGet: unary("everyone", DictGetRequest, DictGetResponse, async (request) =>
      foundOrNot(await dicts.get(request.dictId, request.key)),
    ),
    DictContains: unary("everyone", DictContainsRequest, DictContainsResponse, async (request) => ({
      found: await dicts.has(request.dictId, request.key),
    })),
    DictUpdate: unary("everyone", DictUpdateRequest, DictUpdateResponse, async (request, context) => {
      const created = await dicts.put(request.dictId, request.updates.map(entryOf), {
        isKeepingExisting: request.ifNotExists,
        ...requestOf("DictUpdate", context),
      });
      return { created: created > 0 };
    }),
    DictPop: unary("everyone", DictPopRequest, DictPopResponse, async (request, context) =>
      foundOrNot(await dicts.pop(request.dictId, request.key, requestOf("DictPop", context))),
    ),
    DictLen: unary("everyone", DictLenRequest, DictLenResponse, async (request) => ({
      len: await dicts.count(request.dictId),
    })),
    DictContents: streaming(
      "everyone",
      DictContentsRequest,
      DictEntry,
      async ({ dictId, values }, _context, write) => {
        let page = await dicts.entries(dictId);
        while (page.length > 0) {
          // Keys go with values that were asked for alone: a client that cannot read one tells which.
          for (const { key, value } of page) await write(values ? { key, value } : { key });
          page = await dicts.entries(dictId, page.at(-1)?.key);
        }
      },
    ),
    DictClear: unary("everyone, creates", DictClearRequest, Empty, async (request) => {
      await dicts.clear(request.dictId);
      return {};
    }),
  };
}

function foundOrNot(value: Uint8Array | undefined): { found: boolean; value?: Uint8Array } {
  return value === undefined ? { found: false } : { found: true, value };
}

function entryOf({ key, value }: modal.client.DictEntry.$Properties): {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
} {
  return { key: key ?? new Uint8Array(0), value: value ?? new Uint8Array(0) };
}
