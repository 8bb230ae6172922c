/** As a site has RudderStack's SDK from npm, its source's configuration beside it instead of fetched. */
import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';

window.rudderanalytics = new RudderAnalytics();
window.rudderanalytics.load('write-key', `${window.sink.url}/rudderstack`, {
  getSourceConfig: () => ({
    source: {
      id: 'source',
      name: 'source',
      writeKey: 'write-key',
      enabled: true,
      workspaceId: 'workspace',
      updatedAt: '2026-01-01T00:00:00.000Z',
      config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
      connections: [],
      destinations: [],
    },
    updatedAt: '2026-01-01T00:00:00.000Z',
  }),
});
