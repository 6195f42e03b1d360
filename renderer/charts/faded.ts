/** In a chart's set of hidden lines: all lines of the run compared with. */
export const FADED = 'faded';
