/** Ports of the host, in one table so that no two services take the same one. All are bound to 127.0.0.1. */
export const HOST_PORTS = {
  /** One Kafka server; of several, server n has `kafkaServers` + n. */
  kafka: 9_092,
  kafkaServers: 29_091,
  /** Of the first RabbitMQ node; each further one has the next. */
  amqp: 5_672,
  rabbitManagement: 15_672,
  rabbitMetrics: 15_692,
  artemis: 61_616,
  artemisConsole: 8_161,
  prometheus: 9_090,
  grafana: 3_000,
  kafkaUi: 8_080,
} as const;
