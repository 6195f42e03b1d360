/** Starts the app: the last visit's document, or on a first visit an example that already runs. */
import '@xyflow/react/dist/style.css';
import './theme.css';
import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '#core/base/assert.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { App } from './App.tsx';
import { documentStore } from './document/documentStore.ts';
import { keepDocument, restoreDocument } from './document/persistence.ts';
import { runControl } from './engine/runControl.ts';
import { showLanguage } from './i18n/i18n.ts';
import { followLinks, isLink } from './share/followLinks.ts';
import { followHostMenu } from './ui/hostMenu.ts';
import { uiStore } from './ui/uiStore.ts';

const FIRST_EXAMPLE = 'flash-sale';

async function start(): Promise<void> {
  const [isReturning] = await Promise.all([restoreDocument(), showLanguage(uiStore.getState().language)]);
  if (!isReturning) {
    const example = must(
      EXAMPLES.find((one) => one.id === FIRST_EXAMPLE),
      FIRST_EXAMPLE,
    );
    documentStore.getState().replace(example.scenario);
  }
  keepDocument();
  followHostMenu();
  runControl.follow();
  if (!isReturning) runControl.restart(!isLink());
  await followLinks();
  createRoot(must(document.getElementById('root'), 'the root element')).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
