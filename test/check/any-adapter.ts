/** Choices of where answers go: one of each kind, and any number of random ones, most of them sound. */
import fc from 'fast-check';
import type { OneAdapter } from '../../src/model/adapter-choice.js';

const endpoint = 'https://example.com/x?y=1';

/** One of each, with every setting it has. */
export const everyAdapter: { readonly [N in OneAdapter['use']]: Extract<OneAdapter, { use: N }> } = {
  http: { use: 'http', endpoint },
  webhook: { use: 'webhook', endpoint, format: 'json' },
  hubspot: {
    use: 'hubspot',
    portalId: '1234567',
    formId: '8a1c4b2e-0d3f-4E5A-9b6c-7d8e9f0a1b2c',
    region: 'eu1',
    subscriptions: { use: '999' },
    trackingPurpose: 'use',
  },
  mautic: { use: 'mautic', endpoint, formId: '7', formName: 'whitepaper' },
  marketo: { use: 'marketo', endpoint, munchkinId: '123-ABC-456', formId: '1057' },
  'salesforce-web-to-lead': {
    use: 'salesforce-web-to-lead',
    orgId: '00D000000000001AAA',
    endpoint,
    leadSource: 'Web',
  },
  'pardot-form-handler': { use: 'pardot-form-handler', endpoint },
  formspree: { use: 'formspree', formId: 'xyzabcde' },
  netlify: { use: 'netlify', formName: 'contact us', path: '/thanks' },
  segment: { use: 'segment', writeKey: 'aBc123', endpoint },
  mixpanel: { use: 'mixpanel', token: '0123456789abcdef0123456789abcdef', endpoint },
  posthog: { use: 'posthog', projectKey: 'phc_abc', endpoint },
  clevertap: { use: 'clevertap', mailPurpose: 'use' },
  auth0: { use: 'auth0', endpoint },
  'data-layer': {
    use: 'data-layer',
    leadField: 'first',
    layer: 'dataLayer2',
    value: '19.90',
    currency: 'EUR',
  },
  console: { use: 'console' },
};

/** Settings that no adapter needs. */
export const optional: readonly string[] = [
  ...[
    'format',
    'region',
    'subscriptions',
    'formName',
    'leadSource',
    'path',
    'layer',
    'value',
    'currency',
    'mailPurpose',
    'trackingPurpose',
    'leadField',
  ],
];

const map = fc.dictionary(
  fc.constantFrom('a', 'b', 'id', 'in', 'all', 'when', 'use', 'endpoint', 'x_1', 'a b', 'stage'),
  fc.constantFrom('', 'Lead.Name', '00N000000000001', 'a b', 'ä', '__proto__'),
  { maxKeys: 2 },
);
const one = fc
  .record(
    {
      choice: fc.constantFrom<OneAdapter>(...Object.values(everyAdapter)),
      map,
      without: fc.constantFrom('', '', ...optional, 'endpoint', 'portalId'),
      subscriptions: fc.dictionary(fc.constantFrom('use', 'in', 'not', 'more'), fc.constantFrom('1', 'x'), {
        maxKeys: 1,
      }),
    },
    { requiredKeys: ['choice'] },
  )
  .map(({ choice, map: named, without, subscriptions }) => {
    const whole = {
      ...choice,
      ...(named && { map: named }),
      ...(subscriptions && choice.use === 'hubspot' && { subscriptions }),
    };
    return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== without));
  });

export const anyAdapter: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(one, fc.option(fc.array(one, { maxLength: 3 }), { nil: undefined }))
  .map(([main, mirrors]) => ({ ...main, ...(mirrors && { mirrors }) }));

const variant = fc.constantFrom('old', 'new', 'in', '', '<b>');
/** By id, with the ids that name no other member of a condition. */
export const anyFlags: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(
  fc.constantFrom('a', 'new-form', 'in', 'all', 'when', 'default', 'variants', '2'),
  fc.record(
    {
      use: fc.constantFrom('trials', 'optimizely'),
      variants: fc.array(variant, { maxLength: 3 }),
      default: variant,
      key: fc.constantFrom('k', 'in'),
      slot: fc.constantFrom('header', 'footer', 'success', 'known', 'side'),
    },
    { requiredKeys: ['use', 'variants', 'default'] },
  ),
  { maxKeys: 2 },
);
