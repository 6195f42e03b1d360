import type { exporting as en } from '../en/exporting.ts';

/** 随导出对话框而来的文字。 */
export const exporting: Record<keyof typeof en, string> = {
  'export.title': '导出',
  'export.title.compose': '导出 docker-compose',
  'export.title.legacy': '导出 docker-compose（带 ZooKeeper）',
  'export.what': '导出内容',
  'export.kind.compose': 'docker-compose',
  'export.kind.compose.about': '可以启动的项目，采用当前版本',
  'export.kind.legacy': '带 ZooKeeper，与文档一致',
  'export.kind.legacy.about': '旧的 wurstmeister 镜像：用于对照，不宜运行',
  'export.options': '选项',
  'export.asDrawn': '按设计',
  'export.servers': 'Kafka 服务器',
  'export.controllers': '控制器',
  'export.controllers.auto': '自动',
  'export.controllers.combined': '与代理合并',
  'export.controllers.separate': '独立',
  'export.rabbitNodes': 'RabbitMQ 节点',
  'export.load': '负载生成器',
  'export.observability': 'Prometheus 和 Grafana',
  'export.ui': 'Kafka UI',
  'export.compat': '适用于 docker-compose 1.29',
  'export.downloadFile': '下载 {{name}}',
  'export.moreLines_one': '……文件中还有 1 行',
  'export.moreLines': '……文件中还有 {{count}} 行',
};
