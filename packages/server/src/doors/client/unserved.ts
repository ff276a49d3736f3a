import { LydianError } from "../../model/error.ts";

/** Methods of clients from before 1.0. */
const outdated = /^App(Lookup|Deploy|SetObjects|GetObjects)$|^(FunctionAsyncInvoke|SecretCreate|MountBuild)$/;

/** What the public service has and this server does not, by the names of its methods; the first that fits. */
const features: readonly (readonly [methods: RegExp, lacks: string])[] = [
  [/^ContainerExec|^ContainerFilesystem|^TaskGetCommandRouterAccess$/, "commands in running containers"],
  [/^(Persistent)?Sandbox/, "sandboxes"],
  [/^ContainerCheckpoint$|Snapshot/, "snapshots of memory or file systems"],
  [/^Volume|^ContainerReloadVolumes$/, "files in volumes"],
  [/^SharedVolume/, "network file systems"],
  [/^Image(ListTags|TagRevisions|Publish|GetByTag|NameDelete)$/, "names for images"],
  [/^ImageBuildChainGet$/, "logs of images after their build: what it prints is shown while it runs"],
  [/^Image/, "other way of using images"],
  [/^Mount/, "other way of using mounts"],
  [/^Proxy/, "proxies with addresses of their own"],
  [/^Tunnel/, "tunnels to containers"],
  [/^Domain/, "domains of people's own"],
  [/^WebhookToken|^CurlGetAuthToken$/, "tokens for web endpoints"],
  [/^Endpoint/, "managed endpoints"],
  [/^Server|^Flash|^FunctionGetFlashAuthToken$|^ContainerServerLifecycleReady$/, "servers (`@app.server`)"],
  [/^Cluster|^TaskCluster/, "clusters of containers"],
  [/^Attempt|^Map(Await|CheckInputs|StartOrContinue)$|^FunctionBlobGet$/, "separate input plane"],
  [/Billing|Budget/, "billing: it is free"],
  [/^AuditLog/, "audit log"],
  [/TimeRangeStats$|Metrics|ResourceUsage$|^SandboxGetStats/, "statistics over time"],
  [/^FunctionCall(Count|Fetch|List)$/, "list of past calls"],
  [/^FunctionListVariants$/, "list of variants"],
  [/^ServiceUser/, "service users: issue a token for each with `modal token new`"],
  [/Roles?|Managed$|^UserGroup|^WorkspaceMembers/, "roles: whoever has a token may do everything"],
  [/^Tokens|^Token(Enable|Disable)$/, "list of tokens"],
  [/^WorkspaceSet/, "settings for the whole workspace"],
  [/^Notebook/, "notebooks"],
  [/^FunctionStartPtyShell$/, "terminals in containers (`modal run -i`)"],
  [/^Template/, "templates"],
  [/^FunctionRetryInputs$/, "retries that clients ask for: it retries by itself"],
  [/^FunctionCallGetDataIn$/, "requests for web functions"],
  [/^FunctionGetSerialized$/, "functions without a file of their own"],
  [/^(ContainerLog|TaskCurrentInputs)$/, "such containers: its own say it otherwise"],
  [/Suggest$/, "suggestions"],
];

/** Why a method is refused, in a sentence that says what the person asked for, not what the client called it. */
export function refusalOfUnserved(method: string): LydianError {
  if (outdated.test(method))
    return new LydianError(
      "unimplemented",
      `This client is too old for Lydian, which has no ${method}: install a current one`,
    );
  const [, lacks] = features.find(([methods]) => methods.test(method)) ?? [];
  if (lacks === undefined)
    return new LydianError("unimplemented", `${method} is not supported by this version of Lydian`);
  return new LydianError("unimplemented", `This version of Lydian has no ${lacks} (${method})`);
}
