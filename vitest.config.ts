import { defineConfig } from 'vitest/config'

const browser = ['tests/**/*browser.test.ts']
const e2e = ['tests/e2e/**/*.test.ts']
/** Loops of kills and campaigns of faults, which take minutes each. */
const long = ['tests/long/**/*.test.ts']

export default defineConfig({
  test: {
    // The end-to-end tests start real processes and a browser; more workers than cores only make them slower.
    maxWorkers: 2,
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...browser, ...e2e, ...long],
          // Modules are loaded once per worker instead of once per file: most of the time went into that.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'browser', include: browser } },
      { extends: true, test: { name: 'e2e', include: e2e } },
      { extends: true, test: { name: 'long', include: long } },
    ],
  },
})
