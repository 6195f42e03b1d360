/** The app's one run: its engine in a worker, or in the desktop's own process; its document the one on screen. */
import { compile } from '#core/compile/compile.ts';
import { align } from '#core/compile/align.ts';
import { patch } from '#core/compile/patch.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { documentStore } from '../document/documentStore.ts';
import { issuesOf } from '../document/validation.ts';
import { useStore } from 'zustand';
import { afterPaint } from './afterPaint.ts';
import { createExactState, type ExactState } from './exactState.ts';
import { frameLoop } from './frameLoop.ts';
import type { Engine } from './engine.ts';
import { portEngine, workerEngine } from './portEngine.ts';
import { createRunController, type RunController } from './runController.ts';
import { runStore } from './runStore.ts';

function startEngine(): Engine {
  const port = bridge.enginePort?.();
  return port === undefined ? workerEngine() : portEngine(port, () => port.close());
}

/** Components from which on an edit is on screen before the run hears of it: compiling them would hold the frame up. */
const LARGE = 150;

function followDocument(listener: (isAnother: boolean) => void): () => void {
  const later = afterPaint(() => listener(false));
  return documentStore.subscribe((now, before) => {
    if (now.documentNumber !== before.documentNumber) return listener(true);
    if (now.scenario.model === before.scenario.model) return;
    if (Object.keys(now.scenario.model.nodes).length < LARGE) listener(false);
    else later();
  });
}

export const runControl: RunController = createRunController({
  engine: startEngine,
  store: runStore,
  compile: (model) => compile(model, issuesOf(model).all),
  patch: (from, to) => ({ kind: patch(from, to).kind, aligned: align(from, to) }),
  design: () => documentStore.getState().scenario,
  restore: (design) => documentStore.getState().apply({ kind: 'restoreModel', design }),
  onDocument: followDocument,
  onNews: frameLoop.request,
});

/** The exact state at the cursor. Its engines are workers everywhere: the desktop's process is busy with the run itself. */
export const exactState = createExactState({
  engine: workerEngine,
  store: runStore,
  after: (ms, fn) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
  onNews: frameLoop.request,
});

/** Reads a part of the exact state at the cursor. */
export function useExact<T>(selector: (state: ExactState) => T): T {
  return useStore(exactState.store, selector);
}
