/** Message servers: whose rules they follow, and how many they are. */
export const servers = {
  'group.servers': '服务器',
  'field.profile': '遵循规则',
  'field.profile.help': '决定它能容纳什么，以及不同版本行为不一之处如何表现。',
  'field.nodes': '服务器数',
  'field.nodes.help': '集群中的服务器，各有自己的线程；其上的主题和队列轮流分布。',
  'field.interNodeLatency': '服务器间延迟',
  'option.profile.any': '不限系统',
  'option.profile.kafka-3.6': 'Kafka 3.6',
  'option.profile.kafka-3.9': 'Kafka 3.9',
  'option.profile.kafka-4.0': 'Kafka 4.0',
  'option.profile.kafka-4.1': 'Kafka 4.1',
  'option.profile.rabbitmq-3.13': 'RabbitMQ 3.13',
  'option.profile.rabbitmq-4.2': 'RabbitMQ 4.2',
  'option.profile.rabbitmq-4.3': 'RabbitMQ 4.3',
  'option.profile.activemq-5.17': 'ActiveMQ 5.17（JMS）',
};
