/** Starts the app: the last visit's document, or on a first visit an example that already runs. */
import '@xyflow/react/dist/style.css';
import './theme.css';
import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '#core/base/assert.ts';
import { readScenario } from '#core/scenario/parse.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { App } from './App.tsx';
import { documentStore } from './document/documentStore.ts';
import { keepDocument, restoreDocument } from './document/persistence.ts';
import { showLanguage } from './i18n/i18n.ts';
import { afterFirstPaint } from './parts/afterPaint.ts';
import { uiStore } from './ui/uiStore.ts';

async function start(): Promise<void> {
  const [restored] = await Promise.all([restoreDocument(), showLanguage(uiStore.getState().language)]);
  const isReturning = restored.kind === 'reload' || restored.kind === 'crashed' || restored.kind === 'copy';
  if (!isReturning) documentStore.getState().replace(await firstExample());
  keepDocument();
  createRoot(must(document.getElementById('root'), 'the root element')).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  // The engine's thread is started once the diagram is seen.
  await afterFirstPaint();
  const [{ runControl }, { followLinks, isLink }, { tellOfStart }] = await Promise.all([
    import('./engine/runControl.ts'),
    import('./share/followLinks.ts'),
    import('./library/afterStart.ts'),
  ]);
  runControl.follow();
  if (!isReturning) runControl.restart(!isLink());
  await followLinks();
  await tellOfStart(restored);
}

/** Of all examples only this one: the rest is fetched when somebody looks for one. */
async function firstExample(): Promise<Scenario> {
  const { default: file } = await import('#core/scenario/examples/flash-sale.json');
  return must(readScenario(file).scenario, 'the first example');
}

void start();
