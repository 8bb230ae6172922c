/** What takes longest comes first, so that it is not left over at the end, when one core waits for the other. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const longest = [
  'test/package.test.ts',
  'test/outbox/interleavings.test.ts',
  'test/collector/main.test.ts',
  'test/plan/properties.test.ts',
  'test/collector/crash.test.ts',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = longest.findIndex((file) => moduleId.endsWith(file));
  return found === -1 ? longest.length : found;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
