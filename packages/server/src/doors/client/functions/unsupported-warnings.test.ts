import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { modal } from "@lydian/protocol";
import { definitionOf } from "./definition.ts";
import { handleMetadataOf } from "./handle-metadata.ts";
import { unsupportedWarningsOf } from "./unsupported-warnings.ts";

const m = modal.client;
type WireFunction = Parameters<typeof m.Function.encode>[0];

function define(settings: WireFunction): ReturnType<typeof definitionOf> {
  const wire = { functionName: "My_App.f", imageId: "im-1", ...settings };
  return definitionOf(m.Function.encode(wire).finish(), "1.6.4");
}

const machine = { cpuMilli: 2_000, memoryMiB: 4_096, containers: 16 };

describe("unsupportedWarningsOf", () => {
  const cases: readonly (readonly [RegExp, WireFunction])[] = [
    [/Web endpoints/, { webhookConfig: { type: m.WebhookType.WEBHOOK_TYPE_FUNCTION } }],
    [/snapshots/, { checkpointingEnabled: true }],
    [/ephemeral_disk/, { resources: { ephemeralDiskMb: 1 } }],
    [/CPU limit/, { resources: { milliCpuMax: 1 } }],
    [/Regions/, { schedulerPlacement: { regions: ["eu"] } }],
    [/cloud=/, { cloudProviderStr: "aws" }],
    [/2.5 cores and this server has 2 for containers/, { resources: { milliCpu: 2_500 } }],
    [/8192 MiB of memory and this server has 4096 MiB/, { resources: { memoryMb: 8_192 } }],
    [/nonpreemptible/, { schedulerPlacement: { nonpreemptible: true } }],
  ];
  for (const [message, settings] of cases) {
    it(`warns of what is asked for and not done: ${message.source}`, () => {
      const warnings = unsupportedWarningsOf(define(settings), machine);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0]?.message ?? "", message);
    });
  }

  it("says nothing of a function that asks for nothing of it", () => {
    assert.deepEqual(unsupportedWarningsOf(define({}), machine), []);
  });
});

it("a web endpoint has a URL by which clients know that it is called otherwise", () => {
  const identity = {
    functionId: "fu-1",
    appId: "ap-1",
    appName: "My App",
    environmentName: "main",
    definitionId: "de-1",
  };
  const definition = define({ webhookConfig: { type: m.WebhookType.WEBHOOK_TYPE_FUNCTION } });
  const { webUrl } = handleMetadataOf(identity, definition, "http://localhost:1");
  assert.equal(webUrl, "http://localhost:1/web/main/my-app-my-app-f");
});
