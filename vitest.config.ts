import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 20_000,
    // The end-to-end tests start real processes and a browser; more workers than cores only make them slower.
    maxWorkers: 2,
  },
})
