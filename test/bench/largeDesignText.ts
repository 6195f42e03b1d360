/** The large design as the file that the browser opens. */
import { formatScenario } from '#core/scenario/serialize.ts';
import { largeDesign } from './largeDesign.ts';

export const largeDesignText = (nodes: number, ratePerSec: number): string => formatScenario(largeDesign(nodes, ratePerSec));
