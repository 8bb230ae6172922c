import { describe, it } from 'vitest';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { storeContract } from '../contracts/store-contract.js';

describe('the memory store', () => {
  for (const { title, run } of storeContract) it(`FLT47 ${title}`, () => run(createMemoryStore()));
});
