/** Tests, contract suites and what only they use, by their names. */
export const testFile = /\.(test|contract)(\.[a-z-]+)?\.ts$|^packages\/[a-z]+\/test\//;
