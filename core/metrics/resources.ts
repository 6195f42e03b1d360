/** What a component works with, each with servers of its own that are busy or not. A column's index is the resource's place here. */
export const RESOURCES = ['cpu', 'nicIn', 'nicOut', 'disk', 'workers'] as const;
export type ResourceName = (typeof RESOURCES)[number];
