/** What one container asks for. */
export interface ContainerSize {
  readonly cpuMilli: number;
  readonly memoryMiB: number;
}

/** What all containers of a machine together may take. */
export interface MachineSize extends ContainerSize {
  readonly containers: number;
}
