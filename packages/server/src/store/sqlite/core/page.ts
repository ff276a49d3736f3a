/**
 * A page of payloads ends after this many bytes even if more were asked for, so that neither thread
 * holds gigabytes: the largest payload is 2 MiB and the largest limit a thousand.
 */
export const pageBytesMax = 16 * 1024 * 1024;
