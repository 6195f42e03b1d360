/** Figures derived from several engine objects, used by samples and reports alike. */
import type { ProducerPlan } from '../compile/plan.ts';
import type { World } from './world.ts';

/** Whether what a client sends may come back. */
export const sendsToExchange = (world: World, targets: ProducerPlan['targets']): boolean =>
  targets.some(({ destination }) => world.destinations[destination]?.kind === 'exchange');
