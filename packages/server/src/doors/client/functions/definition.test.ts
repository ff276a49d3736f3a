import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { modal } from "@lydian/protocol";
import { LydianError } from "../../../model/error.ts";
import type { Schedule } from "../../../model/schedule.ts";
import { settingsDefaults } from "../../../model/settings.ts";
import { definitionOf } from "./definition.ts";
import { autoscalerMessageOf, overridesOf } from "./settings.ts";

const m = modal.client;

type WireFunction = Parameters<typeof m.Function.encode>[0];

const bundleBlobId = `bl-${"0".repeat(64)}`;
const minimal: WireFunction = {
  functionName: "f",
  functionType: m.Function.FunctionType.FUNCTION_TYPE_FUNCTION,
  runtime: "typescript",
  supportedInputFormats: [m.DataFormat.DATA_FORMAT_CBOR],
  supportedOutputFormats: [m.DataFormat.DATA_FORMAT_CBOR, m.DataFormat.DATA_FORMAT_GENERATOR_DONE],
  lydianCode: { bundleBlobId },
};

function define(settings: WireFunction): ReturnType<typeof definitionOf> {
  return definitionOf(m.Function.encode({ ...minimal, ...settings }).finish(), "1.6.4");
}

describe("definitionOf", () => {
  it("reads a function that says nothing as the defaults", () => {
    const definition = define({});
    assert.deepEqual(definition.settings, settingsDefaults);
    assert.equal(definition.kind, "function");
    assert.deepEqual(definition.code, { language: "typescript", bundleBlobId });
    assert.deepEqual(definition.outputFormats, ["cbor", "generator-done"]);
  });

  it("reads settings, milliseconds before seconds and new names before old ones", () => {
    const { settings } = define({
      timeoutSecs: 9,
      timeoutMs: 1500,
      startupTimeoutSecs: 7,
      retryPolicy: { retries: 2, initialDelayMs: 10, backoffCoefficient: 2 },
      concurrencyLimit: 9,
      warmPoolSize: 1,
      autoscalerSettings: { maxContainers: 4, bufferContainers: 2, scaledownWindow: 30 },
      scaledownWindowMs: 250,
      maxConcurrentInputs: 8,
      resources: { milliCpu: 500, memoryMb: 256 },
      secretIds: ["st-1", "st-2"],
      blockNetwork: true,
    });
    assert.deepEqual(settings, {
      timeoutMs: 1500,
      startupTimeoutMs: 7000,
      retryPolicy: { maxRetries: 2, initialDelayMs: 10, backoffCoefficient: 2, maxDelayMs: 60_000 },
      autoscaler: { minContainers: 1, maxContainers: 4, bufferContainers: 2, scaledownWindowMs: 250 },
      maxConcurrentInputs: 8,
      targetConcurrentInputs: 8,
      cpuMilli: 500,
      memoryMiB: 256,
      secretIds: ["st-1", "st-2"],
      blockNetwork: true,
    });
  });

  it("reads a class with its methods and parameters", () => {
    const type = m.ParameterType;
    const definition = define({
      functionName: "C.*",
      isClass: true,
      methodDefinitions: { a: { functionType: 2 }, b: { functionType: 1 } },
      classParameterInfo: {
        schema: [
          { name: "s", type: type.PARAM_TYPE_STRING },
          { name: "i", type: type.PARAM_TYPE_INT, hasDefault: true, intDefault: 5 },
          { name: "y", type: type.PARAM_TYPE_BYTES, hasDefault: true, bytesDefault: Buffer.from([1]) },
          { name: "b", type: type.PARAM_TYPE_BOOL, hasDefault: true },
        ],
      },
    });
    assert.equal(definition.kind, "class");
    assert.deepEqual(definition.methods, { a: { kind: "function" }, b: { kind: "generator" } });
    assert.deepEqual(
      definition.parameters.map(({ name, type: kind, default: value }) => [name, kind, value]),
      [
        ["s", "string", undefined],
        ["i", "int", 5],
        ["y", "bytes", Buffer.from([1])],
        ["b", "bool", false],
      ],
    );
  });

  it("reads a function of another runtime as one of Python, with its image and its mounts in order", () => {
    const python = { runtime: "", imageId: "im-1", mountIds: ["mo-2", "mo-1"], batchMaxSize: 4 };
    const definition = define({ ...python, batchLingerMs: 100 });
    assert.deepEqual(definition.code, {
      language: "python",
      imageId: "im-1",
      mountIds: ["mo-1", "mo-2"],
      clientVersion: "1.6.4",
    });
    assert.deepEqual(definition.settings.batching, { maxSize: 4, lingerMs: 100 });
    assert.throws(() => define({ ...python, imageId: "" }), /it has no image/);
  });

  const schedules: readonly (readonly [string, modal.client.Schedule.$Properties, Schedule])[] = [
    [
      "a cron expression",
      { cron: { cronString: "0 9 * * *", timezone: "Europe/Stockholm" } },
      { kind: "cron", expression: "0 9 * * *", timeZone: "Europe/Stockholm" },
    ],
    [
      "a cron expression of an older client",
      { cron: { cronString: "@daily" } },
      { kind: "cron", expression: "@daily", timeZone: "UTC" },
    ],
    [
      "a period of all its parts",
      { period: { years: 1, months: 2, weeks: 3, days: 4, hours: 5, minutes: 6, seconds: 7.1 } },
      { kind: "period", months: 14, ms: 2_178_367_100 },
    ],
    ["a period of nothing", { period: {} }, { kind: "period", months: 0, ms: 0 }],
  ];
  for (const [title, schedule, expected] of schedules) {
    it(`reads when a function runs by itself: ${title}`, () => {
      assert.deepEqual(define({ schedule }).schedule, expected);
    });
  }

  const refused: readonly (readonly [string, WireFunction])[] = [
    ["web endpoints", { webhookConfig: { type: m.WebhookType.WEBHOOK_TYPE_FUNCTION } }],
    [
      "web endpoints",
      { methodDefinitions: { a: { webhookConfig: { type: m.WebhookType.WEBHOOK_TYPE_ASGI_APP } } } },
    ],
    ["schedules of classes", { isClass: true, schedule: { cron: { cronString: "* * * * *" } } }],
    [
      "batches of generators",
      { batchMaxSize: 4, functionType: m.Function.FunctionType.FUNCTION_TYPE_GENERATOR },
    ],
    ["GPUs", { resources: { gpuConfig: { gpuType: "T4" } } }],
    ["volumes", { volumeMounts: [new Uint8Array(1)] }],
    ["servers", { isServer: true }],
  ];
  for (const [what, settings] of refused) {
    it(`refuses what it cannot do (${what}: ${Object.keys(settings).join()}) by name`, () => {
      assert.throws(
        () => define(settings),
        (error: unknown) =>
          error instanceof LydianError &&
          error.kind === "unimplemented" &&
          error.message.startsWith('Cannot deploy "f"') &&
          error.message.includes(what),
      );
    });
  }
});

describe("overridesOf", () => {
  it("takes nothing from options that are present and empty", () => {
    assert.deepEqual(overridesOf({ resources: { gpuConfig: {} }, secretIds: [], volumeMounts: [] }), {});
  });

  it("takes what is given, and a list only where it is said to replace", () => {
    const given = { timeoutSecs: 5, warmPoolSize: 0, resources: { memoryMb: 512 }, secretIds: ["st-1"] };
    const expected = { timeoutMs: 5000, autoscaler: { minContainers: 0 }, memoryMiB: 512 };
    assert.deepEqual(overridesOf(given), expected);
    assert.deepEqual(overridesOf({ ...given, replaceSecretIds: true }), { ...expected, secretIds: ["st-1"] });
  });

  it("can take retries away", () => {
    assert.equal(overridesOf({ retryPolicy: { retries: 0 } }).retryPolicy?.maxRetries, 0);
  });
});

describe("autoscalerMessageOf", () => {
  it("tells part of a second as a whole one to clients that count in those", () => {
    const message = autoscalerMessageOf({ minContainers: 0, bufferContainers: 0, scaledownWindowMs: 1200 });
    assert.equal(message.scaledownWindow, 2);
    assert.equal(message.scaledownWindowMs, 1200);
    assert.equal(message.maxContainers, null);
  });
});
