/** As a site has Segment's analytics.js from npm, its settings beside it instead of fetched. */
import { AnalyticsBrowser } from '@segment/analytics-next';

const { host } = new URL(window.sink.url);

window.analytics = AnalyticsBrowser.load({
  writeKey: 'write-key',
  cdnSettings: {
    integrations: { 'Segment.io': { apiKey: 'write-key', apiHost: `${host}/segment/v1`, protocol: 'http' } },
  },
});
