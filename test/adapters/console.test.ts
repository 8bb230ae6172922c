import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConsoleAdapter } from '../../src/adapters/console/console.js';
import { listAdapterCases, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { contextOf, submission } from '../contracts/adapter-contract.js';

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'info').mockImplementation((...words) => void lines.push(words.join(' ')));
});
afterEach(() => vi.restoreAllMocks());

describe('M13 SEC28 the adapter', () => {
  const cases = listAdapterCases({
    name: 'console',
    create: () => {
      lines = [];
      return createConsoleAdapter();
    },
    received: () => lines,
    forbidden: Object.values(sampleSubmission.answers)
      .flat()
      .map(String)
      .filter((text) => text !== 'true'),
  });
  for (const { title, run } of cases) it(title, run);
});

it('SEC28 console has a line with the names of what was answered, and what they are called elsewhere', async () => {
  const { send } = createConsoleAdapter({ names: { email: 'EMail', topics: '' } });
  await send(submission, contextOf());
  const head = `<progressive-form> whitepaper, step contact, submission ${submission.id}`;
  expect(lines).toEqual([`${head}: email as EMail, topics as nothing, visits, terms`]);
});
