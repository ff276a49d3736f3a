import { modal } from "@lydian/protocol";
import type { ContainerInfo, ContainerState } from "../../../model/container.ts";
import type { ContainerId } from "../../../model/ids.ts";

const { TaskState } = modal.client;

/** Clients count both as running, and do not ask which it is. */
const stateOf: Readonly<Record<ContainerState, modal.client.TaskState>> = {
  booting: TaskState.TASK_STATE_CREATING_CONTAINER,
  serving: TaskState.TASK_STATE_IDLE,
  draining: TaskState.TASK_STATE_IDLE,
};

/** What a client that follows an app was told of its containers: it shows how many there are. */
export class TaskStates {
  readonly #told = new Map<ContainerId, modal.client.TaskState>();

  /** What has changed since, as batches that leave the client's cursor where it is. */
  changes(containers: readonly ContainerInfo[]): modal.client.TaskLogsBatch.$Properties[] {
    const now = new Map(containers.map(({ containerId, state }) => [containerId, stateOf[state]]));
    const batches: modal.client.TaskLogsBatch.$Properties[] = [];
    for (const [containerId, taskState] of now) {
      if (this.#told.get(containerId) === taskState) continue;
      this.#told.set(containerId, taskState);
      batches.push({ taskId: containerId, items: [{ taskState }] });
    }
    for (const containerId of this.#told.keys()) {
      if (now.has(containerId)) continue;
      this.#told.delete(containerId);
      batches.push({ taskId: containerId, items: [{ taskState: TaskState.TASK_STATE_COMPLETED }] });
    }
    return batches;
  }
}
