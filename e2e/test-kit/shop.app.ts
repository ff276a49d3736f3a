import { App, period } from "lydian";

/** The functions tell the test of each run, by an address that it gives when they are deployed. */
export const app = new App("shop", { env: { SHOP_EARS: process.env["SHOP_EARS"] ?? "" } });

const notify = async (what: string): Promise<void> => {
  await fetch(`${process.env["SHOP_EARS"] ?? ""}/${what}`);
};

export const square = app.function("square", (x: number) => x ** 2);

/** In the test's own time. */
export const wait = app.function("wait", { timeoutMs: 600_000 }, async (ms: number) => {
  await notify("wait");
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
  return "waited";
});

export const order = app.function("order", async (item: string) => {
  await notify(`order-${item}`);
  return `ordered ${item}`;
});

export const flaky = app.function(
  "flaky",
  { retries: { maxRetries: 3, initialDelayMs: 60_000, backoffCoefficient: 2 } },
  async () => {
    await notify("flaky");
    throw new Error("not yet");
  },
);

export const report = app.function("report", { schedule: period({ days: 1 }) }, () => notify("report"));
