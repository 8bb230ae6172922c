/** As a site has PostHog's SDK from npm; further scripts are not fetched. */
import posthog from 'posthog-js';

posthog.init('project-key', {
  api_host: `${window.sink.url}/posthog`,
  disable_external_dependency_loading: true,
  opt_out_useragent_filter: true, // a browser without a window is taken for a robot
});
window.posthog = posthog;
