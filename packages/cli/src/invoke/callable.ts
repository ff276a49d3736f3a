/** Something to call remotely, whether it returns once or yields. */
import { modal } from "@lydian/protocol";
import { type CallSettings, Cls, Function, NotFoundError } from "lydian";
import { onCallId } from "lydian/internal";
import { CliError, usageError } from "../failure.ts";
import { printResult, printValue, type OutputOptions } from "../output/print.ts";
import type { Server } from "../server/server.ts";

export interface Callable {
  readonly isGenerator: boolean;
  readonly handle: Handle;
}

/** What is used of a handle here. Nothing of a command line has a type. */
export interface Handle {
  remote(...args: readonly unknown[]): Promise<unknown>;
  remoteGen(...args: readonly unknown[]): AsyncIterable<unknown>;
  spawn(...args: readonly unknown[]): Promise<{ readonly objectId: string }>;
  with(settings: Pick<CallSettings, "kwargs" | "signal" | "idempotencyKey"> & OnCallId): Handle;
}

/** Parameters of a class by name, if any were given. */
export type Params = Readonly<Record<string, unknown>> | undefined;

interface OnCallId {
  readonly [onCallId]?: (callId: string) => void;
}

/** How it is called. */
export interface CallOptions extends Pick<CallSettings, "signal" | "idempotencyKey"> {
  readonly kwargs?: Params;
  /** Only started: what is printed is its id. */
  readonly isSpawned?: boolean;
  /** Told the call's id. */
  readonly onCallId?: (callId: string) => void;
}

/** Calls it and prints what it returns, or what it yields as it comes, each on a line. */
export async function callAndPrint(
  { isGenerator, handle }: Callable,
  args: readonly unknown[],
  { json, isSpawned, kwargs, signal, idempotencyKey, onCallId: told }: OutputOptions & CallOptions,
): Promise<void> {
  const output: OutputOptions = json === undefined ? {} : { json };
  const target = handle.with({
    ...(kwargs === undefined ? {} : { kwargs }),
    ...(signal === undefined ? {} : { signal }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(told === undefined ? {} : { [onCallId]: told }),
  });
  if (isSpawned === true) {
    const { objectId: callId } = await target.spawn(...args);
    return printResult(output, { callId }, callId);
  }
  if (!isGenerator) return printValue(output, await target.remote(...args));
  for await (const value of target.remoteGen(...args)) printValue(output, value);
}

/**
 * A deployed function, or a method of a class as `Class.method`.
 *
 * @throws NotFoundError for an app or a function that is not there
 * @throws CliError for a method that is not there
 */
export async function lookUpCallable(
  server: Server,
  appName: string,
  name: string,
  params: Params,
): Promise<Callable> {
  const at = name.lastIndexOf(".");
  const method = at > 0 ? await lookUpMethod(server, appName, name, params) : undefined;
  if (method !== undefined) return method;
  const { client } = server;
  const { functionType } = await getMetadata(server, appName, name);
  if (params !== undefined) throw usageError(`"${name}" takes no --params: it is no method of a class`);
  const handle = Function.fromName(appName, name, { client });
  return { isGenerator: isGenerator(functionType), handle: handle as unknown as Handle }; // untyped here
}

/** `undefined` if there is no such class: a function may have dots in its name. */
async function lookUpMethod(
  server: Server,
  appName: string,
  name: string,
  params: Params,
): Promise<Callable | undefined> {
  const at = name.lastIndexOf(".");
  const [className, methodName] = [name.slice(0, at), name.slice(at + 1)];
  const metadata = await getMetadata(server, appName, `${className}.*`).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  if (metadata === undefined) return undefined;
  const methods = metadata.methodHandleMetadata ?? {};
  const method = methods[methodName];
  if (method === undefined) {
    throw new CliError(`Cannot find method "${methodName}" of class "${className}" in app "${appName}"`, {
      hint: `It has ${Object.keys(methods).join(", ")}.`,
    });
  }
  const instance = Cls.fromName(appName, className, { client: server.client }).instance(params ?? {});
  return {
    isGenerator: isGenerator(method.functionType),
    handle: (instance as Record<string, unknown>)[methodName] as Handle, // the server says that it is there
  };
}

async function getMetadata(server: Server, appName: string, objectTag: string) {
  const { environmentName } = server.client;
  const reply = await server.rpc("FunctionGet", { appName, objectTag, environmentName });
  return reply.handleMetadata ?? {};
}

function isGenerator(type: modal.client.Function.FunctionType | null | undefined): boolean {
  return type === modal.client.Function.FunctionType.FUNCTION_TYPE_GENERATOR;
}
