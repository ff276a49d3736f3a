import type { ContainerImages } from "../images/container-images.ts";
import type { BuildOrder, BuildOutcome, ImageBuilder, RunningBuild } from "../images/image-builder.ts";
import { LydianError } from "../model/error.ts";
import type { ImageId } from "../model/ids.ts";

/** Images for launchers that start no processes: the command is the language. */
export function fakeImages(socketPath = ""): ContainerImages {
  const image = { readOnlyPaths: [], socketPath, environment: {} };
  return {
    keyOf: ({ language }) => language,
    prepare: ({ language }) => Promise.resolve({ ...image, command: [language] }),
  };
}

/** A builder of nothing, which tells what it was asked. A test may answer in its place. */
export class FakeBuilder implements ImageBuilder {
  readonly refusal: string | undefined;
  readonly orders: BuildOrder[] = [];
  readonly clients: string[] = [];
  readonly built = new Set<ImageId>();
  /** What a build does before it is built. */
  onBuild: (order: BuildOrder, build: RunningBuild) => Promise<BuildOutcome> = async () => ({
    kind: "built",
  });

  constructor(refusal?: string) {
    this.refusal = refusal;
  }

  requirePython(version: string): Promise<void> {
    if (/^3\.1[1-3]$/.test(version)) return Promise.resolve();
    return Promise.reject(new LydianError("failed-precondition", `This machine has no Python ${version}`));
  }

  missingPackages(names: readonly string[]): Promise<readonly string[]> {
    return Promise.resolve(names.filter((name) => name !== "git"));
  }

  isBuilt(imageId: ImageId): Promise<boolean> {
    return Promise.resolve(this.built.has(imageId));
  }

  hasClient(clientVersion: string, pythonVersion: string): Promise<boolean> {
    return Promise.resolve(this.clients.includes(`${clientVersion} ${pythonVersion}`));
  }

  async build(order: BuildOrder, build: RunningBuild): Promise<BuildOutcome> {
    this.orders.push(order);
    const outcome = await this.onBuild(order, build);
    if (outcome.kind === "built") this.built.add(order.imageId);
    return outcome;
  }

  addClient(clientVersion: string, pythonVersion: string): Promise<BuildOutcome> {
    this.clients.push(`${clientVersion} ${pythonVersion}`);
    return Promise.resolve({ kind: "built" });
  }

  list(): Promise<readonly ImageId[]> {
    return Promise.resolve([...this.built]);
  }

  remove(imageId: ImageId): Promise<void> {
    this.built.delete(imageId);
    return Promise.resolve();
  }
}

export function fakeBuilder(): FakeBuilder {
  return new FakeBuilder();
}
