import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { projectZip } from '../../../renderer/compose/projectZip.ts';

describe('projectZip', () => {
  it('unpacks to the same texts in a folder of the project’s name', () => {
    const files = new Map([
      ['compose.yaml', 'name: "订单"\n'],
      ['rabbitmq/rabbitmq.conf', 'a = b\n'],
    ]);
    const entries = Object.entries(unzipSync(projectZip('shop', files))).map(([name, data]) => [name, strFromU8(data)]);
    expect(entries).toEqual([
      ['shop/compose.yaml', 'name: "订单"\n'],
      ['shop/rabbitmq/rabbitmq.conf', 'a = b\n'],
    ]);
  });
});
