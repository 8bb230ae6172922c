/** As a site has Unleash's OpenFeature provider from npm: the form is handed a client that waits for it. */
import { UnleashWebProvider } from '@openfeature/unleash-web-provider';
import { OpenFeature } from '@openfeature/web-sdk';
import { InMemoryStorageProvider } from 'unleash-proxy-client';
import { createOpenFeatureClient } from '../../../src/adapters/openfeature/openfeature.ts';

const { url, token, visitor } = window.place;
const provider = new UnleashWebProvider({
  ...{ url: `${url}/api/frontend`, clientKey: token, appName: 'site' },
  ...{ context: { userId: visitor }, storageProvider: new InMemoryStorageProvider() },
});
const ready = OpenFeature.setProviderAndWait(provider);
const { decide, ...client } = createOpenFeatureClient(OpenFeature.getClient(), ready);
/** What was asked for, when, and what came of it. */
const asked = (window.asked = []);
document.querySelector('progressive-form').flags = {
  unleash: {
    ...client,
    async decide(request) {
      const one = { key: request.key, at: performance.now() };
      asked.push(one);
      one.said = (await decide(request)) ?? null;
      return one.said ?? undefined;
    },
  },
};
