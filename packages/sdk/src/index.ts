/** Write functions in TypeScript, deploy them with one command, call them by name from anywhere. */
export { App } from "./app.ts";
export type { CallGraphNode, InputStatus } from "./call-graph.ts";
export type { CallSettings } from "./function/call-settings.ts";
export { Client } from "./client.ts";
export type { ClsOptions, DefinedCls, RemoteCls, RemoteInstance, UnknownCls } from "./cls/cls-types.ts";
export { Cls } from "./cls/cls.ts";
export { currentInput } from "./current-input.ts";
export {
  AlreadyExistsError,
  AuthError,
  ConflictError,
  ConnectionError,
  FunctionTimeoutError,
  InputCancelledError,
  InternalError,
  InvalidError,
  LydianError,
  NotFoundError,
  PermissionDeniedError,
  RemoteError,
  ResourceExhaustedError,
  ResultExpiredError,
  TimeoutError,
  UnimplementedError,
} from "./errors.ts";
export { FunctionCall } from "./function-call.ts";
export type { CallStatus, GetOptions, IterOptions, Outcome } from "./function-call.ts";
export type {
  AutoscalerSettings,
  DefinedFunction,
  FunctionStats,
  RemoteFunction,
  RemoteGenerator,
  UnknownFunction,
} from "./function/function-types.ts";
export { Function } from "./function/function.ts";
export type { AppOptions, AutoscalerOptions, ContainerOptions, FunctionOptions, Retries } from "./options.ts";
export { parameter } from "./cls/parameter.ts";
export type { Parameter } from "./cls/parameter.ts";
export { cron, period } from "./schedule.ts";
export type { Period, Schedule } from "./schedule.ts";
export { Secret } from "./secret.ts";
export type { SecretLookup } from "./secret.ts";
export type { Account } from "./session/account.ts";
export type { CurrentInput } from "./session/runtime-seam.ts";
export type { LookupOptions } from "./function/target.ts";
