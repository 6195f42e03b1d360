import type { external as en } from '../en/external.ts';

/** 检查器中的外部服务，以及设计的导入来源。 */
export const external: Record<keyof typeof en, string> = {
  'external.service': '服务',
  'external.image': '镜像',
  'external.role': '角色',
  'external.from': '来源',
  'external.role.zookeeper': 'ZooKeeper',
  'external.role.client': '程序',
  'external.role.tool': '工具',
  'external.role.other': '其他服务',
  'external.role.zookeeper.about': '4.0 之前的 Kafka 把元数据放在这里。模拟的代理不需要它。',
  'external.role.client.about': '它与代理通信。它发送和读取什么，文件中没有写。',
  'external.role.tool.about': '它查看或设置代理，不传送消息。',
  'external.role.other.about': '就文件所写，它不参与消息的流动。',
  'external.uses': '使用',
  'external.uses.none': '就文件所写，不使用本设计中的任何部分。',
  'external.simulate': '让它参与模拟',
  'external.simulate.about': '你知道它做什么：把它变成同名的组件，再连上线。',
  'external.become.producer': '变成生产者',
  'external.become.consumer': '变成消费者',
  'imported.title': '导入来源',
  'imported.about': '导出回原文件时，只改动你在设计中改过的地方。',
  'imported.findings': '导入发现…',
};
