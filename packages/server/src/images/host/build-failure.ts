/** Why a build ended early: what its author did, not this machine. */
export class BuildFailure extends Error {}
