// Jest strips the types itself (30.5 and later); modules stay ECMAScript modules, so nothing is transformed.
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  maxWorkers: 2,
  // Far more than any test or hook takes: it ends what hangs, never what a slow or busy machine is still at.
  testTimeout: 300_000,
};
