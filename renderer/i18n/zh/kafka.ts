/** Clusters, replicas, logs, groups: what is Kafka’s own. */
export const kafka = {};
