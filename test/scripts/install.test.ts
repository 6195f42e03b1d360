import { describe, expect, it } from 'vitest';
import { whyInstall } from '../../scripts/install.mjs';

const lock = (packages: Record<string, { version: string; optional?: boolean }>) => ({ packages: { '': { version: '0.1.0' }, ...packages } });
const wanted = lock({ 'node_modules/zod': { version: '4.6.7' }, 'node_modules/fsevents': { version: '2.3.3', optional: true } });

describe('whyInstall', () => {
  it('is content with the same versions, without other platforms’ packages', () => {
    expect(whyInstall(wanted, lock({ 'node_modules/zod': { version: '4.6.7' } }))).toBeUndefined();
  });
  it('says what is wrong', () => {
    expect(whyInstall(wanted, undefined)).toBe('node_modules is missing');
    expect(whyInstall(wanted, lock({}))).toBe('zod is missing, not 4.6.7');
    expect(whyInstall(wanted, lock({ 'node_modules/zod': { version: '3.0.0' } }))).toBe('zod is 3.0.0, not 4.6.7');
  });
  it('notices an optional package of another version', () => {
    expect(whyInstall(wanted, lock({ 'node_modules/zod': { version: '4.6.7' }, 'node_modules/fsevents': { version: '1.0.0' } }))).toContain('fsevents');
  });
});
