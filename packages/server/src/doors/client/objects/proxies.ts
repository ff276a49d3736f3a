import { modal } from "@lydian/protocol";
import { LydianError } from "../../../model/error.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";

const { ProxyGetRequest, ProxyGetResponse } = modal.client;

/** There are no proxies, so that none is found: clients can tell that from a server that failed. */
export function proxyMethods(): Methods {
  return {
    ProxyGet: unary("everyone", ProxyGetRequest, ProxyGetResponse, ({ name }) => {
      throw new LydianError(
        "not-found",
        `Proxy '${name}' not found: this version of Lydian has no proxies with addresses of their own`,
      );
    }),
  };
}
