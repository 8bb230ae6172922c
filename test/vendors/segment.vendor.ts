/** Our `segment` beside Segment's analytics.js. */
import { listPlainTests, listScriptTests } from './list-tests.js';
import { expectedOf, readFamily } from './segment-family.js';

const segment = {
  rows: 'V7 M13',
  name: 'Segment',
  script: 'segment',
  answering: () => ({ body: '{"success":true}' }),
  adapter: ({ url }: { readonly url: string }) => ({
    use: 'segment',
    writeKey: 'write-key',
    endpoint: `${url}/segment.io`,
  }),
  read: readFamily,
  expected: expectedOf,
  mark: `analytics.track('Marker')`,
  preflight: false,
};

listPlainTests(segment, listScriptTests(segment));
