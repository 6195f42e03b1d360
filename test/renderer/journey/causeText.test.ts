/** Every kind of cause has a sentence in both languages, with nothing left to fill in. */
import { describe, expect, it } from 'vitest';
import { journey as en } from '../../../renderer/i18n/en/journey.ts';
import { journey as zh } from '../../../renderer/i18n/zh/journey.ts';
import { addTexts, translate, showLanguage, showWindowTexts } from '../../../renderer/i18n/i18n.ts';
import { toldCauses } from '../../../renderer/journey/causeText.ts';
import { stepDetails, type Words } from '../../../renderer/journey/stepText.ts';
import { uiStore } from '../../../renderer/ui/uiStore.ts';
import { modelOf, node } from '../../support/design.ts';
import { journeyOf } from '../../support/journeys.ts';

await showLanguage('en');
await showWindowTexts();

addTexts({ en, zh });
const words = (language: 'en' | 'zh'): Words => ({ t: translate, language, nameOf: (id) => id.toUpperCase() });

const ms = (value: string) => ({ kind: 'constant' as const, value });
const model = modelOf(
  {
    p: node('producer', { load: { kind: 'constant', rate: '10/s' } }),
    q: node('queue', { messageTtl: '30s', deliveryLimit: 2 }),
    dead: node('queue'),
    c: node('consumer', { workTime: ms('50ms'), failureProbability: 1, prefetch: 2 }),
  },
  ['p>q', 'q>c', 'q>dead'],
  { horizon: '10s' },
  '1ms',
);

describe('causes', () => {
  it('are told in sentences, what only repeats once, and how long it has been waiting once', () => {
    uiStore.getState().setLanguage('en');
    const told = toldCauses(journeyOf(model, 1), words('en')).map(({ text }) => text);
    expect(told[0]).toMatch(/^Nobody reads DEAD\. So it is since 00:00\.\d{3}, for 9\.\d+ s\.$/);
    expect(told).toContain('Work on it has failed 3 times.');
    expect(told).toContain('Work on it failed and it was given back: Q gave it out again. (2 times)');
    expect(told).toContain('It died in Q (it was delivered too many times) and went to DEAD as a dead letter.');
    const waiting = toldCauses(journeyOf(model, 60, 6_500_000), words('en')).map(({ text }) => text);
    expect(waiting.filter((text) => text.includes('So it is since'))).toHaveLength(1);
    expect(waiting.join(' ')).toMatch(/Its time to live ends at 00:\d\d\.\d{3}; then it goes to DEAD as a dead letter\./);
    expect(waiting.join(' ')).toMatch(/\d+ messages are ahead of it in Q\. At [\d.]+\/s its turn comes in about/);
  });

  it('leave nothing to fill in, in either language', () => {
    for (const language of ['en', 'zh'] as const) {
      uiStore.getState().setLanguage(language);
      for (const serial of [1, 20, 60, 1_000]) {
        const journey = journeyOf(model, serial, 6_500_000);
        const texts = toldCauses(journey, words(language)).map(({ text }) => text);
        const details = journey.copies.flatMap(({ steps }) => steps.map((step) => stepDetails(step, words(language))));
        expect([...texts, ...details].filter((text) => /\{\{|undefined|journey\.|why\./.test(text))).toEqual([]);
        expect(texts.every((text) => text.length > 5)).toBe(true);
      }
    }
    uiStore.getState().setLanguage('en');
  });
});
