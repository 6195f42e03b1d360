import { describe, expect, it } from 'vitest';
import { isSecretName, MASK, masked, maskedValue } from '#core/compose/secrets.ts';

describe('a name of a secret', () => {
  it.each([
    'PASSWORD',
    'RABBITMQ_DEFAULT_PASS',
    'MYSQL_ROOT_PASSWORD',
    'KAFKA_SASL_JAAS_CONFIG',
    'sasl.jaas.config',
    'API_KEY',
    'apiKey',
    'AWS_SECRET_ACCESS_KEY',
    'RABBITMQ_ERLANG_COOKIE',
    'ACCESS_TOKEN',
    'password_hash',
    'ssl.keystore.password',
    'requirepass',
    'clientSecret',
    'DB_PASSWD',
    'dbpassword',
  ])('%s', (name) => expect(isSecretName(name)).toBe(true));
  it.each([
    '',
    'USER',
    'KAFKA_BROKER_ID',
    'POSTGRES_PASSWORD_FILE',
    'token.ttl',
    'KEY',
    'hashing_algorithm',
    'PASSENGER',
    'compass',
    'secrets',
    'tokenizer',
    'key.converter',
  ])('not %s', (name) => expect(isSecretName(name)).toBe(false));
});

describe('what is shown of a text', () => {
  it.each([
    ['a map', '  PASSWORD: geheim # mine\n  USER: me', `  PASSWORD: ${MASK} # mine\n  USER: me`],
    ['a list', '  - RABBITMQ_DEFAULT_PASS=a b c\n  - X=y', `  - RABBITMQ_DEFAULT_PASS=${MASK}\n  - X=y`],
    ['a list in quotes', `  - "DB_PASSWORD=it's"\n  - 'TOKEN=x'`, `  - "DB_PASSWORD=${MASK}"\n  - 'TOKEN=${MASK}'`],
    ['quoted values', `password: "a\\"b"\nsecret: 'x'`, `password: "${MASK}"\nsecret: '${MASK}'`],
    ['flow', 'environment: { PASSWORD: a, USER: b }', `environment: { PASSWORD: ${MASK}, USER: b }`],
    ['JSON', '{"name":"x","password_hash":"abc=","tags":[]}', `{"name":"x","password_hash":"${MASK}","tags":[]}`],
    ['.env', 'API_KEY=abc\nB=1', `API_KEY=${MASK}\nB=1`],
    ['JAAS', `listener: org.x required username="u" password="p";`, `listener: org.x required username="u" password="${MASK}";`],
    ['its whole setting', `KAFKA_SASL_JAAS_CONFIG: 'org.x required password="p";'`, `KAFKA_SASL_JAAS_CONFIG: '${MASK}'`],
    ['a flag', 'command: redis-server --requirepass geheim --port 1', `command: redis-server --requirepass ${MASK} --port 1`],
    ['a flag in a list', 'command: ["x", "--password", "geheim", "y"]', `command: ["x", "--password", "${MASK}", "y"]`],
    ['a flag with a sign', 'command: x --password=geheim', `command: x --password=${MASK}`],
    ['an address', 'URL: amqp://guest:guest@mq:5672/', `URL: amqp://guest:${MASK}@mq:5672/`],
    ['a block', 'TOKEN: |\n  one\n  two\nnext: 1', `TOKEN: |\n  ${MASK}\n  ${MASK}\nnext: 1`],
    [
      'a key',
      '-----BEGIN RSA PRIVATE KEY-----\nMII\nxyz\n-----END RSA PRIVATE KEY-----',
      `-----BEGIN RSA PRIVATE KEY-----\n${MASK}\n${MASK}\n-----END RSA PRIVATE KEY-----`,
    ],
    ['Windows lines', 'PASSWORD: a\r\nTOKEN: |\r\n  b\r\nc: d', `PASSWORD: ${MASK}\r\nTOKEN: |\r\n  ${MASK}\r\nc: d`],
    ['a default', 'PASSWORD: ${P:-geheim}', `PASSWORD: ${MASK}`],
  ])('covers secrets of %s', (_, text, shown) => expect(masked(text)).toBe(shown));

  it.each([
    'PASSWORD: ${DB_PASSWORD}',
    'PASSWORD: $DB_PASSWORD',
    'secrets:\n  db:\n    file: ./x',
    'PASSWORD:',
    'password: {}',
    'POSTGRES_PASSWORD_FILE: /run/secrets/db',
    'image: a:b@sha256:0',
    'http://host:80/a@b',
    'no secret here',
  ])('leaves alone: %s', (text) => expect(masked(text)).toBe(text));
  it('keeps every line where it is', () => {
    const text = 'a\nPASSWORD: |\n  x\n\n  y\n"TOKEN=broken\nb: amqp://u:p@h\n';
    expect(masked(text).split('\n')).toHaveLength(text.split('\n').length);
    expect(masked(text)).not.toMatch(/x|y|broken|:p@/);
  });
  it('takes one pass, however long a line', () => {
    // A look back to the start of the line for each name would be ten thousand million steps.
    expect(masked(`{${'"password": "x", '.repeat(50_000)}}`)).not.toContain('"x"');
    expect(masked(`{${'token: x, '.repeat(90_000)}}`)).not.toContain('x,');
  });
});

it('one value is shown by its name', () => {
  expect([maskedValue('TOKEN', 'x'), maskedValue('TOKEN', ''), maskedValue('TOKEN', '${T}'), maskedValue('URL', 'a://b:c@d'), maskedValue('A', 'b')]).toEqual([
    MASK,
    '',
    '${T}',
    `a://b:${MASK}@d`,
    'b',
  ]);
});
