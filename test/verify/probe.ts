import { rmSync } from 'node:fs';
import { ensureCompose2 } from '../../scripts/compose.mjs';
import { ensureRabbit } from '../../scripts/rabbitmq.mjs';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { RabbitNode } from './rabbit.ts';
import { Loopback } from './loopback.ts';
import { writeProject } from './project.ts';

const compose = await ensureCompose2();
for (const [id, options] of [['fan-out-dead-letters', {}],['topic-routing', {}],['quorum-queue', {}], ['retry-ladder', {}], ['priority-queue',{}]] as const) {
  const scenario = EXAMPLES.find((e) => e.id === id)!.scenario;
  const project = await writeProject(compose, scenario, options);
  const loopback = await Loopback.create(project);
  try {
    const servers = new RabbitNode(project, loopback, (await ensureRabbit()).server);
    try {
    console.time('start');
    await servers.start();
    console.timeEnd('start');
    console.log(id, await servers.version, servers.url, await servers.faults());
    } finally {
    await servers.stop();
    }
  } finally {
    rmSync(project.folder, { recursive: true });
  }
  console.log([...loopback.changes]);
}
