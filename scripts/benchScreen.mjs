/**
 * The screen under load: the built app in a real Chromium runs the flash sale through its peak, while the page itself counts
 * frames and tasks of its main thread. Software rendering, as anywhere without a GPU. Absolute: meaningful on a quiet machine only.
 */
import { findBrowser } from './browser.mjs';
import { at, ensureBuilt } from './project.mjs';
import { createStaticServer, listen } from './serve.mjs';

const HOST = '127.0.0.1';
/** At 10×, host seconds from the run's start: the sale opens within the first two and is worked off by the tenth. */
const SECONDS = 10;
const SETTLE_MS = 2_000;

/** Undefined where there is no browser. Times in ms. */
export async function measureScreen() {
  const executablePath = await findBrowser();
  if (executablePath === undefined) return undefined;
  await ensureBuilt();
  const server = createStaticServer(at('dist'));
  await listen(server, 0, HOST);
  const { chromium } = await import('playwright');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, locale: 'en-US' });
    await page.goto(`http://${HOST}:${server.address().port}/`);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    // Loading the app is not running it: its own tasks are over by then.
    await page.waitForTimeout(SETTLE_MS);
    await page.getByRole('combobox', { name: 'Pace' }).click();
    await page.getByRole('option', { name: '10×', exact: true }).click();
    return await page.evaluate(async (seconds) => {
      const tasks = [];
      const frames = [];
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
      });
      observer.observe({ type: 'longtask' });
      const end = performance.now() + seconds * 1000;
      let last = performance.now();
      await new Promise((resolve) => {
        const tick = (now) => {
          frames.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(tick);
          else resolve();
        };
        requestAnimationFrame(tick);
      });
      frames.sort((a, b) => a - b);
      const part = (q) => frames[Math.min(frames.length - 1, Math.floor(frames.length * q))];
      return {
        framesPerSec: frames.length / seconds,
        frameP50: part(0.5),
        frameP95: part(0.95),
        longTasks: tasks.length,
        longestTask: Math.max(0, ...tasks),
      };
    }, SECONDS);
  } finally {
    await browser.close();
    server.close();
  }
}
