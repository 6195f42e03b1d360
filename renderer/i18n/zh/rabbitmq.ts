/** Exchanges, bindings, queue types: what is RabbitMQ’s own. */
export const rabbitmq = {};
