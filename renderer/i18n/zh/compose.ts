import type { compose as en } from '../en/compose.ts';

/** 导出对话框的文字。 */
export const compose: Record<keyof typeof en, string> = {
  'file.import': '导入 docker-compose…',
  'compose.title': '导出 docker-compose',
  'compose.intro.kafka': '启动 Kafka，并创建本设计中的主题。',
  'compose.intro.rabbitmq': '启动 RabbitMQ，并创建本设计中的队列、交换机和广播。',
  'compose.intro.activemq': '启动 ActiveMQ Artemis，并创建本设计中的队列和广播。',
  'compose.intro.mixed': '启动本设计中的各个消息服务器，并分别创建主题、队列、交换机和广播。',
  'compose.nothing': '还没有可导出的内容。请先添加主题、队列、交换机或广播：消息服务器承载的就是它们。',
  'compose.files': '文件',
  'compose.differs': '与设计的差异',
  'compose.changed': '有改动',
  'compose.missing': '不在导出内容中',
  'compose.select': '在图中选中',
  'compose.copy': '复制文件',
  'compose.copied': '已复制',
  'compose.copyFailed': '无法使用剪贴板，请选中文字后复制。',
  'compose.download': '下载 zip',
  'compose.saveFolder': '保存到文件夹…',
  'compose.saved': '已保存为 {{name}}',
  'compose.savedFolder': '已保存到 {{name}}',
  'compose.saveFailed': '无法保存：{{message}}',
};
