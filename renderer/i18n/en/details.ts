/** What is inside a node while it runs. */
export const details = {};
