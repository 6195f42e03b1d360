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

  it('marks a script as executable, and nothing else', () => {
    const zip = projectZip(
      'shop',
      new Map([
        ['run.sh', '#!/bin/sh\n'],
        ['a.txt', 'a'],
      ]),
    );
    const view = new DataView(zip.buffer, zip.byteOffset);
    // Of each entry of the central directory: the system it was made on, and the upper half of its attributes.
    const entries = [...zip.keys()].filter((at) => at + 46 <= zip.length && view.getUint32(at, true) === 0x02_01_4b_50);
    expect(entries.map((at) => [view.getUint8(at + 5), view.getUint16(at + 40, true).toString(8)])).toEqual([
      [3, '100755'],
      [0, '0'],
    ]);
  });
});
