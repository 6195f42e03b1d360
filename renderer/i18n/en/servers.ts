/** Message servers: whose rules they follow, and how many they are. */
export const servers = {
  'group.servers': 'Servers',
  'field.profile': 'Rules of',
  'field.profile.help': 'What it holds, and how it behaves where versions differ.',
  'field.nodes': 'Servers',
  'field.nodes.help': 'Of the cluster, each with its own threads. What is on it goes round them.',
  'field.interNodeLatency': 'Between them',
  'option.profile.any': 'Any system',
  'option.profile.kafka-3.6': 'Kafka 3.6',
  'option.profile.kafka-3.9': 'Kafka 3.9',
  'option.profile.kafka-4.0': 'Kafka 4.0',
  'option.profile.kafka-4.1': 'Kafka 4.1',
  'option.profile.rabbitmq-3.13': 'RabbitMQ 3.13',
  'option.profile.rabbitmq-4.2': 'RabbitMQ 4.2',
  'option.profile.rabbitmq-4.3': 'RabbitMQ 4.3',
  'option.profile.activemq-5.17': 'ActiveMQ 5.17 (JMS)',
};
