import { expect, test } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import { withoutDeploy } from '#core/compose/compat129.ts';
import { documentOf, modelOf, node } from '../support/design.ts';
import { composeProblems, parseCompose, schemaProblems } from './composeCheck.ts';

const scenario = documentOf(modelOf({ t: node('topic'), q: node('queue') }, []), 'My shop');

test('the name is in .env, and limits are where docker-compose 1.29 looks for them', () => {
  const { files } = exportCompose(scenario, { isCompat129: true });
  const compose = files.get('compose.yaml') ?? '';
  expect(files.get('.env')).toBe('COMPOSE_PROJECT_NAME=my-shop\n');
  expect(compose).not.toMatch(/^name:/m);
  expect(compose).not.toContain('deploy:');
  expect(parseCompose(compose).services.rabbitmq).toMatchObject({ mem_limit: '1G' });
  expect([...schemaProblems(compose), ...composeProblems(compose, files)]).toEqual([]);
  const readme = exportCompose(scenario, { isCompat129: true, profiles: ['observability', 'ui'], loadGenerator: '//' }).files.get('README.md') ?? '';
  expect(readme).toContain('```sh\ndocker-compose up -d\n```');
  expect(readme).toContain('docker-compose --profile ui up -d');
  expect(readme).not.toMatch(/docker compose |--wait/);
});

test('otherwise there is no .env', () => expect([...exportCompose(scenario).files.keys()]).not.toContain('.env'));

test('replicas and processors too', () => {
  const limits = { memory: '64M', cpus: '0.5' };
  expect(withoutDeploy({ image: 'x:1', deploy: { replicas: 3, resources: { limits } } })).toEqual({ image: 'x:1', scale: 3, mem_limit: '64M', cpus: 0.5 });
  expect(withoutDeploy({ image: 'x:1' })).toEqual({ image: 'x:1' });
});
