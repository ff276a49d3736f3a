/**
 * A seccomp program (classic BPF) that refuses what a function has no use for and what was a way out
 * of containers before: namespaces, mounts, kernel keyrings, tracing, io_uring, BPF and modules. Built
 * by hand, since it is short and a library would have to be compiled.
 */
interface Architecture {
  /** `AUDIT_ARCH_…` of linux/audit.h. */
  readonly audit: number;
  /** Calls at or above this number are of a foreign ABI. */
  readonly foreignFrom?: number;
  readonly clone: number;
  readonly clone3: number;
  readonly ioctl: number;
  readonly refused: readonly number[];
}

/** Equal on all architectures: the system calls since 424. */
const refusedEverywhere = [
  425, 426, 427 /* io_uring */, 428, 429, 430, 431, 432, 433, 442 /* the new mount calls */,
];

const architectures: Readonly<Partial<Record<NodeJS.Architecture, Architecture>>> = {
  x64: {
    audit: 0xc000003e,
    foreignFrom: 0x40000000,
    clone: 56,
    clone3: 435,
    ioctl: 16,
    // ptrace, syslog, pivot_root, chroot, acct, mount, umount2, swapon, swapoff, reboot, sethostname,
    // setdomainname, iopl, ioperm, init_module, delete_module, quotactl, add_key, request_key, keyctl,
    // kexec_load, unshare, perf_event_open, name_to_handle_at, open_by_handle_at, setns,
    // process_vm_readv, process_vm_writev, finit_module, kexec_file_load, bpf, userfaultfd
    refused: [
      101, 103, 155, 161, 163, 165, 166, 167, 168, 169, 170, 171, 172, 173, 175, 176, 179, 248, 249, 250, 246,
      272, 298, 303, 304, 308, 310, 311, 313, 320, 321, 323,
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    ioctl: 29,
    // The same in the same order, without iopl and ioperm, which x86 alone has.
    refused: [
      117, 116, 41, 51, 89, 40, 39, 224, 225, 142, 161, 162, 105, 106, 60, 217, 218, 219, 104, 97, 241, 264,
      265, 268, 270, 271, 273, 294, 280, 282,
    ],
  },
};

const loadWord = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const jumpIfAnyBit = 0x45;
const answer = 0x06;
const allow = 0x7fff0000;
const errno = 0x00050000;
const notPermitted = errno | 1;
/** glibc tries `clone` when `clone3` is not there; a refusal would break threads. */
const notImplemented = errno | 38;

/** Where `struct seccomp_data` has its fields; arguments by their lower half. */
const field = { number: 0, architecture: 4, argument0: 16, argument1: 24 } as const;

/** `CLONE_NEWNS`, `NEWCGROUP`, `NEWUTS`, `NEWIPC`, `NEWUSER`, `NEWPID` and `NEWNET`. */
const namespaceFlags = 0x7e020000;
/** Types into the terminal of whoever started us. */
const tiocsti = 0x5412;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

/** The program for this machine, or `undefined` for an architecture that we have no numbers of. */
export function seccompProgram(name: NodeJS.Architecture = process.arch): Buffer | undefined {
  const architecture = architectures[name];
  if (architecture === undefined) return undefined;
  const program = Buffer.alloc(8 * instructions(architecture).length);
  for (const [index, [code, ifTrue, ifFalse, value]] of instructions(architecture).entries()) {
    program.writeUInt16LE(code, index * 8);
    program.writeUInt8(ifTrue, index * 8 + 2);
    program.writeUInt8(ifFalse, index * 8 + 3);
    program.writeUInt32LE(value >>> 0, index * 8 + 4);
  }
  return program;
}

function instructions({ audit, foreignFrom, clone, clone3, ioctl, refused }: Architecture): Instruction[] {
  return [
    [loadWord, 0, 0, field.architecture],
    [jumpIfEqual, 1, 0, audit],
    [answer, 0, 0, notImplemented],
    [loadWord, 0, 0, field.number],
    ...(foreignFrom === undefined ? [] : refuseIf(jumpIfAtLeast, foreignFrom, notImplemented)),
    ...refuseIf(jumpIfEqual, clone3, notImplemented),
    ...[...refused, ...refusedEverywhere].flatMap((number) => refuseIf(jumpIfEqual, number, notPermitted)),
    [jumpIfEqual, 0, 3, clone],
    [loadWord, 0, 0, field.argument0],
    ...refuseIf(jumpIfAnyBit, namespaceFlags, notPermitted),
    // The number was overwritten by the argument.
    [loadWord, 0, 0, field.number],
    [jumpIfEqual, 0, 3, ioctl],
    [loadWord, 0, 0, field.argument1],
    ...refuseIf(jumpIfEqual, tiocsti, notPermitted),
    [answer, 0, 0, allow],
  ];
}

function refuseIf(jump: number, value: number, verdict: number): Instruction[] {
  return [
    [jump, 0, 1, value],
    [answer, 0, 0, verdict],
  ];
}
