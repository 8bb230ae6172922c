import { expect, it } from 'vitest';
import { namePlace } from '../../src/check/name-place.js';

const definition = {
  fields: [{ name: 'email' }, { name: 'how many people' }, { label: 'Name' }, 5],
  steps: [{ id: 'who', fields: ['email'] }],
  matrix: [{ id: 'big' }],
  adapter: { mirrors: [{ use: 'segment' }] },
};

it.each([
  ['fields[0]', 'fields[0] (email)'],
  ['fields[0].when["visit.count"].gte', 'fields[0].when["visit.count"].gte (email)'],
  ['steps[0].fields[0]', 'steps[0].fields[0] (who)'],
  ['matrix[0].when', 'matrix[0].when (big)'],
  ['adapter.mirrors[0].purpose', 'adapter.mirrors[0].purpose (segment)'],
])('M9 names what stands at %s', (path, named) => expect(namePlace(definition, path)).toBe(named));

it.each(['fields[1].type', 'fields[2]', 'fields[3]', 'fields[9]', 'title', '', 'segments.a', 'xfields[0]'])(
  'M9 leaves %j as it is',
  (path) => expect(namePlace(definition, path)).toBe(path),
);

it('M9 has nothing to name in what is no definition', () => {
  for (const input of [undefined, null, 5, 'x', [], { fields: {} }])
    expect(namePlace(input, 'fields[0].type')).toBe('fields[0].type');
});
