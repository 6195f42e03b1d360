/** The app's one run: its engine in a worker, its document the one on screen. */
import { compile } from '#core/compile/compile.ts';
import { patch } from '#core/compile/patch.ts';
import { documentStore } from '../document/documentStore.ts';
import { frameLoop } from './frameLoop.ts';
import { workerEngine } from './portEngine.ts';
import { createRunController, type RunController } from './runController.ts';
import { runStore } from './runStore.ts';

export const runControl: RunController = createRunController({
  engine: workerEngine,
  store: runStore,
  compile,
  patch,
  model: () => documentStore.getState().scenario.model,
  onDocument: (listener) => documentStore.subscribe((now, before) => listener(now.documentNumber !== before.documentNumber)),
  onNews: frameLoop.request,
});
