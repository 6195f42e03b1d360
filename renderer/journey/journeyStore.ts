/**
 * Which messages are looked at, and which one is followed. A page comes from the run itself, or from its exact state at the cursor; a
 * journey from a repeat of the run in an engine of its own, up to the instant shown.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Journey } from '#core/run/journeyReport.ts';
import type { BrowseFrom, BrowseQuery } from '#core/run/messageRows.ts';
import type { EngineMessage } from '#core/run/protocol.ts';
import type { Engine } from '../engine/engine.ts';
import type { RunStore } from '../engine/runStore.ts';

export interface Following {
  readonly serial: number;
  readonly untilUs: number;
  readonly phase: 'repeating' | 'there' | 'failed';
  /** How far the repeat is. */
  readonly nowUs: number;
  readonly journey: Journey | undefined;
  readonly failure: string | undefined;
}

export interface JourneyState {
  readonly query: BrowseQuery | undefined;
  readonly following: Following | undefined;
}

export const journeyStore = createStore<JourneyState>(() => ({ query: undefined, following: undefined }));

export function useJourney<T>(selector: (state: JourneyState) => T): T {
  return useStore(journeyStore, selector);
}

const START: BrowseFrom = { kind: 'start' };

/** Looks into a node from its first message on. */
export const lookInto = (node: string): void => look({ node, part: 0, from: START, key: '' });
export const look = (query: BrowseQuery): void => journeyStore.setState({ query });

export interface JourneyControl {
  /** Follows a message up to the instant shown; one it follows already is followed anew. */
  follow(serial: number): void;
  stop(): void;
}

export function createJourneyControl(parts: { readonly engine: () => Engine; readonly store: RunStore }): JourneyControl {
  let engine: Engine | undefined;
  let runId = 0;

  const end = () => {
    engine?.dispose();
    engine = undefined;
  };
  const set = (change: Partial<Following>) => {
    const { following } = journeyStore.getState();
    if (following !== undefined) journeyStore.setState({ following: { ...following, ...change } });
  };
  const accept = (message: EngineMessage) => {
    switch (message.kind) {
      case 'frames':
        return engine?.send({ kind: 'acknowledge', runId: message.batch.runId });
      case 'status':
        return set({ nowUs: message.status.nowUs });
      case 'journey':
        set({ journey: message.journey, phase: 'there', nowUs: message.journey.untilUs });
        return end();
      case 'failed':
        set({ phase: 'failed', failure: message.message });
        return end();
      default:
    }
  };

  // Another run is another story.
  parts.store.subscribe((now, before) => {
    if (now.origin === before.origin) return;
    end();
    journeyStore.setState({ following: undefined });
  });

  return {
    follow(serial) {
      const { origin, journal, cursorUs, status } = parts.store.getState();
      if (origin === undefined) return;
      const untilUs = cursorUs ?? status?.nowUs ?? 0;
      end();
      const before = journeyStore.getState().following;
      // What is known of it stays on screen until more is.
      const journey = before?.serial === serial ? before.journey : undefined;
      journeyStore.setState({ following: { serial, untilUs, phase: 'repeating', nowUs: 0, journey, failure: undefined } });
      engine = parts.engine();
      engine.onMessage(accept);
      engine.send({ kind: 'load', runId: ++runId, plan: origin, journal, untilUs, follow: serial });
    },
    stop() {
      end();
      journeyStore.setState({ following: undefined });
    },
  };
}
