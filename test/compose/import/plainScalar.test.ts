import { expect, it } from 'vitest';
import { isNothingText, plainScalar } from '#core/compose/import/plainScalar.ts';

/** Each as Docker Compose 2.40 printed it for an environment. */
it.each([
  ['yes', 'yes'],
  ['True', 'true'],
  ['tRUE', 'tRUE'],
  ['010', '8'],
  ['-010', '-8'],
  ['0o17', '15'],
  ['0o08', '0o08'],
  ['089', '89'],
  ['0x1F', '31'],
  ['-0x1F', '-31'],
  ['0b101', '5'],
  ['0b2', '0b2'],
  ['1_000', '1000'],
  ['10000000', '10000000'],
  ['18446744073709551615', '18446744073709551615'],
  ['18446744073709551616', '1.8446744073709552e+19'],
  ['1e3', '1000'],
  ['1e5', '100000'],
  ['1e6', '1e+06'],
  ['1234567.5', '1.2345675e+06'],
  ['0.0001', '0.0001'],
  ['0.00001', '1e-05'],
  ['1.50', '1.5'],
  ['1.', '1'],
  ['-.5', '-0.5'],
  ['1_0.5', '10.5'],
  ['.inf', '+Inf'],
  ['-.INF', '-Inf'],
  ['.nan', 'NaN'],
  ['22:22', '22:22'],
  ['_1', '_1'],
  ['1e', '1e'],
])('%s is %s', (source, wanted) => {
  expect(plainScalar(source)).toBe(wanted);
});

it('knows nothing when it sees it', () => {
  expect(['', '~', 'null', 'NULL', 'nUll', 'none'].filter(isNothingText)).toEqual(['', '~', 'null', 'NULL']);
});
