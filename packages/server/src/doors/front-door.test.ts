import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { request } from "node:http";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { after, before, describe, it } from "node:test";
import { google, modal } from "@lydian/protocol";
import { putBlob, TestClient } from "./client.test.peer.ts";
import { serve } from "./serving.test.engine.ts";
import type { Serving } from "./serving.test.engine.ts";

const {
  BlobCreateRequest,
  BlobCreateResponse,
  BlobGetRequest,
  BlobGetResponse,
  WorkspaceNameLookupResponse,
} = modal.client;
const { Empty } = google.protobuf;

describe("FrontDoor", () => {
  let serving: Serving;
  let client: TestClient;

  before(async () => {
    serving = await serve({});
    client = TestClient.of(serving);
  });

  after(async () => {
    client.close();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });

  function dial(): Promise<Socket> {
    return new Promise((resolve) => {
      const socket = connect(serving.port, "127.0.0.1", () => resolve(socket));
    });
  }

  it("speaks gRPC and HTTP/1.1 on one port", async () => {
    const { username } = await client.call("WorkspaceNameLookup", Empty, WorkspaceNameLookupResponse, {});
    assert.equal(username, "tester");
    const response = await fetch(`http://127.0.0.1:${serving.port}/`);
    assert.equal(await response.text(), "a page");
  });

  it("takes a request that begins like HTTP/2 and comes byte by byte for what it is", async () => {
    const socket = await dial();
    socket.setNoDelay();
    const answer = text(socket);
    for (const byte of "PROPFIND / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n") {
      await new Promise<void>((resolve) => socket.write(byte, () => resolve()));
    }
    assert.match(await answer, /^HTTP\/1\.1 200 /);
  });

  it("answers what is not HTTP at all with 400", async () => {
    const socket = await dial();
    socket.end("\u0016\u0003\u0001 this is TLS\r\n\r\n");
    assert.match(await text(socket), /^HTTP\/1\.1 400 /);
  });

  it("serves the same over its Unix socket", async () => {
    const body = await new Promise<string>((resolve, reject) => {
      const sent = request({ socketPath: serving.socketPath, path: "/" }, (response) =>
        resolve(text(response)),
      );
      sent.on("error", reject);
      sent.end();
    });
    assert.equal(body, "a page");
  });

  it("hands an upgrade on with what came after it, and refuses one elsewhere", async () => {
    const upgrade = async (path: string): Promise<string> => {
      const socket = await dial();
      socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\nand more`);
      return text(socket);
    };
    assert.equal(await upgrade("/echo?x=1"), "and more");
    assert.match(await upgrade("/elsewhere"), /^HTTP\/1\.1 404 /);
  });

  describe("blobs", () => {
    const content = Buffer.alloc(3 * 1024 * 1024, "x");
    const sha256 = createHash("sha256").update(content);
    const created = { contentSha256Base64: sha256.digest("base64"), contentLength: content.length };
    const md5 = createHash("md5").update(content).digest("hex");

    it("are put with an ETag of their MD5 and got as they were", async () => {
      const answer = await client.call("BlobCreate", BlobCreateRequest, BlobCreateResponse, created);
      assert.deepEqual(answer.blobIds, [answer.blobId]);
      assert.deepEqual(answer.uploadUrls?.items, [answer.uploadUrl]);
      const put = await fetch(answer.uploadUrl ?? "", { method: "PUT", body: new Uint8Array(content) });
      assert.equal(put.status, 200);
      assert.equal(put.headers.get("etag"), `"${md5}"`);
      const { downloadUrl } = await client.call("BlobGet", BlobGetRequest, BlobGetResponse, {
        blobId: answer.blobId,
      });
      const got = await fetch(downloadUrl);
      assert.equal(Buffer.compare(Buffer.from(await got.arrayBuffer()), content), 0);
    });

    it("are uploaded in one part to a host that Python does not know", async () => {
      const answer = await client.call("BlobCreate", BlobCreateRequest, BlobCreateResponse, created, {
        ":authority": "blobs.example.com",
      });
      const part = answer.multiparts?.items?.[0];
      assert.match(part?.uploadUrls?.[0] ?? "", /^http:\/\/blobs\.example\.com\/blobs\//);
      const path = new URL(part?.completionUrl ?? "").pathname;
      const xml = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"${md5}"</ETag></Part></CompleteMultipartUpload>`;
      const done = await fetch(`http://127.0.0.1:${serving.port}${path}`, { method: "POST", body: xml });
      const composite = createHash("md5").update(Buffer.from(md5, "hex")).digest("hex");
      assert.match(await done.text(), new RegExp(`${composite}-1`));
    });

    it("refuse other content, another size and a path that is not signed, in plain text", async () => {
      const { uploadUrl } = await client.call("BlobCreate", BlobCreateRequest, BlobCreateResponse, created);
      const put = async (url: string, body: string): Promise<string> => {
        const response = await fetch(url, { method: "PUT", body });
        return `${response.status} ${await response.text()}`;
      };
      assert.match(await put(uploadUrl ?? "", "something else"), /^400 /);
      assert.match(await put(`${uploadUrl}0`, "x"), /^403 /);
      assert.match(await put(`http://127.0.0.1:${serving.port}/blobs/abc`, "x"), /^403 /);
    });

    it("whose upload is broken off are not there, and that is nobody's fault here", async () => {
      const body = Buffer.alloc(1024 * 1024, "y");
      const digest = createHash("sha256").update(body);
      const wanted = { contentSha256Base64: digest.digest("base64"), contentLength: body.length };
      const answer = await client.call("BlobCreate", BlobCreateRequest, BlobCreateResponse, wanted);
      const socket = await dial();
      const { pathname, search } = new URL(answer.uploadUrl ?? "");
      const head = `PUT ${pathname}${search} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`;
      await new Promise<void>((resolve) => socket.write(head, () => resolve()));
      await new Promise<void>((resolve) => socket.write(body.subarray(1), () => resolve()));
      socket.resetAndDestroy();
      // Another upload of the same, begun after it, is a good one.
      const put = await fetch(answer.uploadUrl ?? "", { method: "PUT", body: new Uint8Array(body) });
      assert.equal(put.status, 200);
    });

    it("are answered as paths to whoever has no origin", async () => {
      const blobId = await putBlob(client, content);
      const { downloadPath } = await serving.engine.blobs.get(blobId);
      assert.match(downloadPath, /^\/blobs\//);
    });
  });
});
