import { describe, expect, it } from 'vitest';
import { templates as en } from '../../../renderer/i18n/en/templates.ts';
import { TEMPLATES } from '../../../renderer/templates/catalog.ts';
import { findTemplates } from '../../../renderer/templates/search.ts';
import { NO_FILTER } from '../../../renderer/templates/templatesStore.ts';

const ids = (query: string) => findTemplates(TEMPLATES, { ...NO_FILTER, query }).map(({ id }) => id);

describe('the catalogue', () => {
  it('has at least twenty templates, each under its own id, and says of each what to look at', () => {
    expect(TEMPLATES.length).toBeGreaterThanOrEqual(20);
    expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(TEMPLATES.length);
    for (const { id } of TEMPLATES) expect(Object.keys(en)).toContain(`templates.look.${id}`);
  });

  it('knows the systems a design speaks of', () => {
    const familiesOf = (id: string) => TEMPLATES.find((one) => one.id === id)?.families;
    expect(familiesOf('flash-sale')).toEqual(['kafka', 'rabbitmq']);
    expect(familiesOf('pipe')).toEqual(['channel']);
    expect(familiesOf('jms-redelivery')).toEqual(['jms']);
    expect(familiesOf('publish-subscribe')).toEqual(['jms']);
    for (const { families } of TEMPLATES) expect(families).not.toEqual([]);
  });

  it('opens the scenario whose picture it shows', () => {
    const all = TEMPLATES.flatMap((one) => (one.fix === undefined ? [one] : [one, one.fix]));
    for (const { file, open } of all) expect(open().view.title).toEqual(file.view.title);
  });
});

describe('search', () => {
  it('finds by words of both languages, whatever is shown', () => {
    expect(ids('秒杀')[0]).toBe('flash-sale');
    expect(ids('flash SALE')[0]).toBe('flash-sale');
    expect(ids('死信')).toContain('dead-letter-cycle');
    expect(ids('dead letter')).toContain('fan-out-dead-letters');
    expect(ids('kafka')).toContain('hot-partition');
    expect(ids('channel')).toContain('pipe');
  });

  it('needs all words, full width or not, and puts titles first', () => {
    expect(ids('ＫＡＦＫＡ hot')).toEqual(expect.arrayContaining(['hot-partition']));
    expect(ids('hot partition')[0]).toBe('hot-partition');
    expect(ids('kafka zebra')).toEqual([]);
    expect(ids('  ')).toHaveLength(TEMPLATES.length);
  });

  it('joins marks of one row by or, rows by and', () => {
    const both = findTemplates(TEMPLATES, { query: '', families: ['channel', 'jms'], groups: ['basics'] });
    expect(both.map(({ id }) => id)).toEqual(['pipe', 'worker-pool', 'publish-subscribe']);
  });
});
