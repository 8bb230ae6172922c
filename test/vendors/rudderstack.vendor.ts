/** Our `segment` beside RudderStack's SDK: the same messages, to another's data plane. */
import { listPlainTests, listScriptTests } from './list-tests.js';
import { expectedOf, readFamily } from './segment-family.js';
import { objectIn, type Message } from './told.js';

const rudderstack = {
  rows: 'V7 M13',
  name: 'RudderStack',
  script: 'rudderstack',
  answering: () => ({ type: 'text/plain', body: '"OK"' }),
  adapter: ({ url }: { readonly url: string }) => ({
    use: 'segment',
    writeKey: 'write-key',
    endpoint: `${url}/rudderstack`,
  }),
  read: readFamily,
  expected: expectedOf,
  mark: `rudderanalytics.track('Marker')`,
  // The key goes in a header, by its script as by us.
  preflight: true,
  // It takes traits and the instant in either place, first where Segment has them.
  alike: ({ originalTimestamp, ...message }: Message) => ({
    timestamp: originalTimestamp,
    traits: objectIn(objectIn(message, 'context'), 'traits'),
    ...message,
  }),
};

listPlainTests(rudderstack, listScriptTests(rudderstack));
