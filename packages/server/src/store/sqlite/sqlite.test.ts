import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenStoreUnderTest } from "../contract/fixture.contract.ts";
import { storeContract } from "../store.contract.ts";
import type { Store } from "../store.ts";
import { openInlineStore, openSqliteStore } from "./open-store.ts";

function inFolder(openAt: (path: string) => Promise<Store>): OpenStoreUnderTest {
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), "lydian-store-"));
    const path = join(folder, "store.db");
    const store = await openAt(path);
    let current = store;
    return {
      store,
      reopen: async () => {
        await current.close();
        current = await openAt(path);
        return current;
      },
      discard: async () => {
        await current.close();
        await rm(folder, { recursive: true });
      },
    };
  };
}

storeContract(
  "SQLite in a thread",
  inFolder((path) => openSqliteStore({ path })),
);
storeContract(
  "SQLite inline",
  inFolder(async (path) => openInlineStore({ path })),
);
