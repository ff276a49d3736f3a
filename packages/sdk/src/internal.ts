/** For our own runtime and command line, and for tests: no promise is made to anybody else. */
export { Client, defaultClient } from "./client.ts";
export { appBrand, definitionsOf, hydrateApp } from "./definitions.ts";
export type {
  AppDefinitions,
  ClsDefinition,
  Definition,
  Entrypoint,
  FunctionDefinition,
  Handler,
  HydratedApp,
} from "./definitions.ts";
export { onCallId } from "./function/call-settings.ts";
export { parameterSpecs } from "./cls/class-parameters.ts";
export { completeRetries, secretsOf } from "./options.ts";
export type { AppOptions, FunctionOptions, Retries } from "./options.ts";
export type { Schedule } from "./schedule.ts";
export type { Parameter, Parameters, ParameterType, ParameterValue } from "./cls/parameter.ts";
export { Secret, resolveSecret } from "./secret.ts";
export { accountPath, readAccount } from "./session/account.ts";
export type { Account } from "./session/account.ts";
export { readBlob, storeBlob } from "./session/payloads.ts";
export { callStreaming, callUnary } from "./session/rpc-exchange.ts";
export { findRuntime, runtimeSeamKey } from "./session/runtime-seam.ts";
export type { CurrentInput, RuntimeSeam, SharedLink } from "./session/runtime-seam.ts";
export { Session } from "./session/session.ts";
