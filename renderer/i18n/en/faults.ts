/** Faults and what they did to messages. */
export const faults = {};
