/** The app's one run: its engine in a worker, or in the desktop's own process; its document the one on screen. */
import { compile } from '#core/compile/compile.ts';
import { patch } from '#core/compile/patch.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { documentStore } from '../document/documentStore.ts';
import { frameLoop } from './frameLoop.ts';
import type { Engine } from './engine.ts';
import { portEngine, workerEngine } from './portEngine.ts';
import { createRunController, type RunController } from './runController.ts';
import { runStore } from './runStore.ts';

function startEngine(): Engine {
  const port = bridge.enginePort?.();
  return port === undefined ? workerEngine() : portEngine(port, () => port.close());
}

export const runControl: RunController = createRunController({
  engine: startEngine,
  store: runStore,
  compile,
  patch,
  model: () => documentStore.getState().scenario.model,
  onDocument: (listener) => documentStore.subscribe((now, before) => listener(now.documentNumber !== before.documentNumber)),
  onNews: frameLoop.request,
});
