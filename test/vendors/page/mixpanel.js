/** As a site has Mixpanel's SDK from npm; what it gathers is sent soon rather than after five seconds. */
import mixpanel from 'mixpanel-browser';

mixpanel.init('project-token', { api_host: `${window.sink.url}/mixpanel`, batch_flush_interval_ms: 100 });
window.mixpanel = mixpanel;
