/** How figures are listed: each is a column of the frames, read anew at every sample. */
import type { Histogram } from '../../metrics/histogram.ts';
import type { MetricName } from '../../metrics/names.ts';
import { type ResourceName, RESOURCES } from '../../metrics/resources.ts';

/** `index` tells the columns of one metric of one entity apart: a partition, a bucket of a histogram. */
export type Add = (entity: string, metric: MetricName, reading: () => number, index?: number) => void;
/** Quantiles of what `window` got since the last sample, and how long all that came took. */
export type AddLatency = (entity: string, window: Histogram) => Latency;

/** Latencies of a node: of the window since the last sample, and of the whole run. */
export interface Latency {
  readonly window: Histogram;
  readonly total: Histogram;
}

/** A resource of a component: how long its servers were busy, summed over them, and how many they are now. */
export function addResource(add: Add, entity: string, resource: ResourceName, busyUs: () => number, servers: () => number): void {
  const index = RESOURCES.indexOf(resource);
  add(entity, 'resourceBusyUs', busyUs, index);
  add(entity, 'resourceServers', servers, index);
}
