/** Subscriptions, selectors, sessions: what is JMS’s own. */
export const jms = {};
