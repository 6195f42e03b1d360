/** Every assignor by its name in the document. */
import type { AssignorName } from '../../../base/workload.ts';
import type { Assignor } from './assignor.ts';
import { cooperativeSticky } from './cooperativeSticky.ts';
import { range } from './range.ts';
import { roundRobin } from './roundRobin.ts';
import { sticky } from './sticky.ts';

export const ASSIGNORS: Readonly<Record<AssignorName, Assignor>> = { range, roundRobin, sticky, cooperativeSticky };
