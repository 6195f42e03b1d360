/** Whole-app journeys in a real Chromium against the built app. The browser's path comes from scripts/browser.mjs through CHROMIUM_PATH. */
import { defineConfig } from '@playwright/test';

/** What measures, and needs the machine for itself. */
const ALONE = /(tenMinutes|firstLoad)\.spec\.ts/;

const port = Number(process.env.SPILLWAY_E2E_PORT ?? 5274);
export default defineConfig({
  testDir: 'test/e2e',
  // A journey waits more than it works: two share a machine well.
  workers: 2,
  projects: [
    { name: 'journeys', testIgnore: ALONE },
    { name: 'alone', testMatch: ALONE, dependencies: ['journeys'], workers: 1 },
  ],
  // One of a hundred may meet a busy machine: the summary names who needed a second try.
  retries: 1,
  timeout: 90_000,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  use: {
    // Each journey has the files of this build from the server; test/e2e/offline.spec.ts has them kept.
    serviceWorkers: 'block',
    baseURL: `http://127.0.0.1:${port}`,
    headless: true,
    viewport: { width: 1400, height: 900 },
    screenshot: 'off',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${port}`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
