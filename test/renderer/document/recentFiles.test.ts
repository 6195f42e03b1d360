import { expect, test, vi } from 'vitest';
import type { RecentRecord } from '../../../renderer/document/storage.ts';

vi.mock('../../../renderer/bridge/currentBridge.ts', () => ({ bridge: { remembersFiles: true } }));
const { inOrder, RECENT_MAX } = await import('../../../renderer/document/recentFiles.ts');

const file = (id: number, isPinned = false): RecentRecord => ({ id: String(id), place: { name: `${id}.json`, modifiedMs: 0 }, openedMs: id, isPinned });

test('the latest come first, pinned ones before them, and the oldest make room', () => {
  const all = [file(0, true), ...Array.from({ length: 12 }, (_, i) => file(i + 1))];
  const { shown, beyond } = inOrder(all);
  expect(shown).toHaveLength(RECENT_MAX);
  expect(shown.map(({ id }) => id).slice(0, 3)).toEqual(['0', '12', '11']);
  expect(beyond.map(({ id }) => id)).toEqual(['3', '2', '1']);
});
