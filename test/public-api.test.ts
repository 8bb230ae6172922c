/** What `import … from 'progressive-form'` gives, and that it does nothing by itself. */
import { beforeAll, expect, test } from 'vitest';

/** Adding a name is a decision; taking one away breaks somebody's page. */
const names = [
  'ConfigError',
  'FormSession',
  'ProgressiveForm',
  'createAnswerChecker',
  'createHttpAdapter',
  'createParts',
  'createPlanRules',
  'createWebhookAdapter',
  'defineElement',
  'describeCondition',
  'diffPlans',
  'emailKind',
  'emptyProfile',
  'estimatePlan',
  'evaluateCondition',
  'explain',
  'fromHubSpotFilter',
  'fromJsonLogic',
  'inspectDefinition',
  'jsonLogicData',
  'planFields',
  'proveMatrix',
  'readCompanySize',
  'readConfig',
  'readJobTitle',
  'toJsonLogic',
];

/** What only a page has: reading one of these on import means that the import does something. */
const pageOnly = ['window', 'localStorage', 'sessionStorage', 'indexedDB', 'location', 'addEventListener'];

const touched: string[] = [];
let entry: Record<string, unknown>;

// The one import of this file: a second one would find everything in place.
beforeAll(async () => {
  for (const name of pageOnly)
    Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name) });
  try {
    entry = await import('../src/index.js');
  } finally {
    for (const name of pageOnly) Reflect.deleteProperty(globalThis, name);
  }
});

test('importing progressive-form gives these names and no others', () => {
  expect(Object.keys(entry).sort()).toEqual(names);
});

test('importing progressive-form does nothing', () => {
  expect(globalThis.document).toBeUndefined();
  // Lit brings a registry to Node; nobody is in it.
  expect(globalThis.customElements?.get('progressive-form')).toBeUndefined();
  expect(touched).toEqual([]);
});
