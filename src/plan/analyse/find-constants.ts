/** The smallest parts of conditions that always or never hold: they decide nothing, and most are slips. */
import type { FormConfig } from '../../model/form-config.js';
import type { ConfigProblem } from '../../model/ports.js';
import { findCase } from './find-case.js';
import { kindOfPath, type PathKind } from './path-kind.js';
import { listComparisons, type Part } from './split-condition.js';
import type { World } from './world.js';

/** Without a verdict where there are too many cases. */
export function findConstants(world: World, part: Part): readonly ConfigProblem[] {
  const { condition, at, parts } = part;
  const within = parts.flatMap((one) => findConstants(world, one));
  // What is true or false by its own word was meant so; what has one part is as that part is.
  if (within.length || typeof condition === 'boolean' || parts.length === 1) return within;
  const isImpossible = (it: typeof condition) => findCase(world, it, true).is === 'impossible';
  if (isImpossible(condition))
    return [{ path: at, problem: 'never holds', remedy: correctNever(world.config, part) }];
  if (isImpossible({ not: condition }))
    return [{ path: at, problem: 'always holds', remedy: correctAlways(world.config, part) }];
  return [];
}

function correctNever(config: FormConfig, { comparison, parts, condition }: Part): string {
  if (comparison) return `${limitsOf(config, comparison.path)}Compare it with a value that it can have.`;
  if (!parts.length) return 'Name a condition, or remove the whole.';
  const paths = new Set(parts.flatMap(listComparisons).map(({ path }) => path));
  const whole =
    paths.size > 1 ? 'These parts exclude each other' : `No value of ${[...paths].join()} fits all of this`;
  const isAny = typeof condition === 'object' && 'any' in condition;
  return `${whole}: correct one${isAny ? '' : ', or use any where one is enough'}.`;
}

function correctAlways(config: FormConfig, { comparison, parts }: Part): string {
  if (comparison) return `${limitsOf(config, comparison.path)}Remove it, or compare with another value.`;
  return parts.length
    ? 'One of these parts holds for everybody: remove the whole, or correct one.'
    : 'Remove it.';
}

/** What is known of the values of a path, as a sentence. */
function limitsOf(config: FormConfig, path: string): string {
  const kind: PathKind = kindOfPath(config, path);
  if (kind.type !== 'number') return kind.always ? `${path} is always known. ` : '';
  const { min = -Infinity, max = Infinity, whole } = kind;
  const bounds = [
    Number.isFinite(min) ? ` from ${min}` : '',
    Number.isFinite(max) ? ` to ${max}` : Number.isFinite(min) ? ' on' : '',
  ].join('');
  return bounds ? `${path} is a ${whole ? 'whole ' : ''}number${bounds}. ` : '';
}
