import { expect, it } from 'vitest';
import { projectTitle } from '#core/compose/projectTitle.ts';

const both = { title: { en: 'Flash sale', zh: '秒杀' }, positions: {} };

it('is one project in both languages, and the design’s title in each', () => {
  expect(projectTitle(both)).toEqual({ project: 'flash-sale', title: 'Flash sale' });
  expect(projectTitle(both, { language: 'zh' })).toEqual({ project: 'flash-sale', title: '秒杀' });
});

it('is the name that was asked for; a design without a title is called by it too', () => {
  expect(projectTitle(both, { name: 'My shop' })).toEqual({ project: 'my-shop', title: 'Flash sale' });
  expect(projectTitle({ title: ' ', positions: {} }, { name: 'shop' })).toEqual({ project: 'shop', title: 'shop' });
});
