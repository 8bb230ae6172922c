/** The browser tests as `test/run.mjs` runs them: as ever, and counted. */
import { defaultReporter } from '@web/test-runner';
import config from '../web-test-runner.config.mjs';
import { countReporter } from './wtr-reporter.mjs';

export default { ...config, reporters: [defaultReporter(), countReporter()] };
