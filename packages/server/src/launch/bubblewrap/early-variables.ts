/**
 * Variables that the C library heeds before a program begins, as `LD_PRELOAD`; it ignores the same ones
 * itself in programs that gain rights. A container's must not act on what makes it another user.
 */
const early =
  /^(LD_|MALLOC_|(GCONV_PATH|GETCONF_DIR|GLIBC_TUNABLES|HOSTALIASES|LOCALDOMAIN|LOCPATH|NIS_PATH|NLSPATH|RESOLV_HOST_CONF|RES_OPTIONS|TZDIR)$)/;

export function isEarly(name: string): boolean {
  return early.test(name);
}
