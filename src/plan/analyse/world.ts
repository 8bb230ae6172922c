/** A definition under analysis: what follows from what in it, and how much may still be tried. */
import type { FormConfig } from '../../model/form-config.js';
import type { Found } from '../evaluate-condition.js';
import { classOf, type Class } from './class-of.js';
import { compileCondition, type Decide, type Look } from './compile-condition.js';

export interface World {
  readonly config: FormConfig;
  /** What a path follows from; nothing for what is given. */
  classOf(path: string): Class | undefined;
  /** Looks up what follows from what is `given`. */
  lookThrough(given: Look): Look;
  /** Whether that many more comparisons may be made; then they are counted. */
  spend(comparisons: number): boolean;
}

/** Enough for thousands of conditions as people write them; what would take more is left without a verdict. */
const mostComparisons = 5_000_000;

export function createWorld(config: FormConfig): World {
  const compiled = new Map<string, readonly [rule: Class, tests: readonly Decide[]] | undefined>();
  let left = mostComparisons;
  const compile = (path: string) => {
    if (!compiled.has(path)) {
      const rule = classOf(config, path);
      compiled.set(path, rule && [rule, rule.conditions.map(compileCondition)]);
    }
    return compiled.get(path);
  };
  return {
    config,
    classOf: (path) => compile(path)?.[0],
    lookThrough: (given) => {
      const settled = new Map<string, Found>();
      const look: Look = (path) => {
        const known = settled.get(path);
        if (known) return known;
        const [rule, tests = []] = compile(path) ?? [];
        if (!rule) return given(path);
        settled.set(path, {}); // what waits for itself finds nothing
        const value = rule.settle(
          tests.map((decide) => decide(look)),
          given(path).value,
        );
        settled.set(path, { value });
        return { value };
      };
      return look;
    },
    spend: (comparisons) => {
      if (comparisons > left) return false;
      left -= comparisons;
      return true;
    },
  };
}
