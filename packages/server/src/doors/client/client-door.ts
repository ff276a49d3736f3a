/**
 * The public protocol of the official clients: a table of methods, each of which decodes, calls one
 * verb of the engine and encodes. Permissions and repeated requests are dealt with here, for all.
 */
import type { Engine } from "../../engine/engine.ts";
import type { Caller } from "../../model/caller.ts";
import type { LydianError } from "../../model/error.ts";
import { AnswerCache } from "./answer-cache.ts";
import { appMethods } from "./apps/apps.ts";
import { autoscalerMethods } from "./functions/autoscaler.ts";
import { bindMethods } from "./functions/bind.ts";
import { blobMethods } from "./blobs.ts";
import { containerMethods } from "./apps/containers.ts";
import { inputMethods } from "./container/input-methods.ts";
import { lifeMethods } from "./container/life-methods.ts";
import type { OfficialContainers } from "./container/official-containers.ts";
import { credentialOf } from "./credential.ts";
import { deployMethods } from "./functions/deploy.ts";
import { environmentMethods } from "./access/environments.ts";
import { dictMethods } from "./objects/dicts.ts";
import { explainMethods } from "./calls/explain.ts";
import { findMethods } from "./apps/find.ts";
import { generatorMethods } from "./calls/generators.ts";
import { inspectMethods } from "./calls/inspect.ts";
import { invokeMethods } from "./calls/invoke.ts";
import { logMethods } from "./apps/logs.ts";
import { lookUpMethods } from "./functions/look-up.ts";
import type { Method, Methods, StreamHandler, UnaryHandler } from "./method.ts";
import { imageMethods } from "./images.ts";
import { mountMethods } from "./mounts.ts";
import { outputMethods } from "./calls/outputs.ts";
import { secretMethods } from "./access/secrets.ts";
import { signInMethods } from "./access/sign-ins.ts";
import { tokenMethods } from "./access/tokens.ts";
import { refusalOfUnserved } from "./unserved.ts";
import { proxyMethods } from "./objects/proxies.ts";
import { queueMethods } from "./objects/queues.ts";
import { volumeMethods } from "./objects/volumes.ts";
import { versionMethods } from "./apps/versions.ts";
import { workspaceMethods } from "./access/workspace.ts";
import { YieldStreams } from "./calls/yield-streams.ts";

export interface ClientDoor {
  /** By the name of the RPC, such as `FunctionGet`. */
  readonly unary: ReadonlyMap<string, UnaryHandler>;
  readonly streams: ReadonlyMap<string, StreamHandler>;
  /** Methods that may be called without a token. */
  readonly forStrangers: ReadonlySet<string>;
  /** Why any other method is refused. */
  readonly refusalOfUnserved: (method: string) => LydianError;
}

/** The handlers of all methods that are served; whoever dispatches to them has authenticated the caller. */
export function createClientDoor(engine: Engine, containers: OfficialContainers): ClientDoor {
  const answers = new AnswerCache();
  const unary = new Map<string, UnaryHandler>();
  const streams = new Map<string, StreamHandler>();
  const forStrangers = new Set<string>();
  for (const [name, method] of Object.entries(allMethods(engine, containers))) {
    const admit = (caller: Caller): void => {
      if (method.audience === "clients") engine.access.requireClient(caller, `use ${name}`);
    };
    if (method.audience === "strangers") forStrangers.add(name);
    if (method.kind === "unary") unary.set(name, guardUnary(name, method, admit, answers));
    else streams.set(name, guardStream(method, admit));
  }
  return { unary, streams, forStrangers, refusalOfUnserved };
}

function allMethods(engine: Engine, containers: OfficialContainers): Methods {
  const yields = new YieldStreams();
  return {
    ...tokenMethods(engine),
    ...signInMethods(engine),
    ...workspaceMethods(engine),
    ...lookUpMethods(engine),
    ...bindMethods(engine),
    ...invokeMethods(engine),
    ...outputMethods(engine, yields),
    ...inspectMethods(engine),
    ...explainMethods(engine),
    ...generatorMethods(engine, yields),
    ...autoscalerMethods(engine),
    ...appMethods(engine),
    ...findMethods(engine),
    ...versionMethods(engine),
    ...deployMethods(engine),
    ...logMethods(engine),
    ...containerMethods(engine),
    ...environmentMethods(engine),
    ...secretMethods(engine),
    ...dictMethods(engine),
    ...queueMethods(engine),
    ...volumeMethods(engine),
    ...proxyMethods(),
    ...blobMethods(engine),
    ...mountMethods(engine),
    ...imageMethods(engine),
    ...lifeMethods(containers),
    ...inputMethods(containers),
  };
}

/** What a creating request is given instead of its caller's: a second attempt may wait for it as well. */
const neverAborted = new AbortController().signal;

function guardUnary(
  name: string,
  method: Extract<Method, { kind: "unary" }>,
  admit: (caller: Caller) => void,
  answers: AnswerCache,
): UnaryHandler {
  return async (request, context) => {
    admit(context.caller);
    if (!method.isCreating || context.idempotencyKey === undefined) return method.handle(request, context);
    const key = `${credentialOf(context.caller)} ${name} ${context.idempotencyKey}`;
    return answers.answer(key, () => method.handle(request, { ...context, signal: neverAborted }));
  };
}

function guardStream(
  method: Extract<Method, { kind: "stream" }>,
  admit: (caller: Caller) => void,
): StreamHandler {
  return async (request, context, write) => {
    admit(context.caller);
    await method.handle(request, context, write);
  };
}
