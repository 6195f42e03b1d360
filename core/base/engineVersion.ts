/** Raised whenever equal inputs would give another trace. */
export const ENGINE = 'spillway-3';
