/** The demo in a process of its own, so that a journey can stop it, start it again, and read all it prints. */
import { startDemo } from '../../demo/start-demo.js';

const [dataDir = '', port = '0'] = process.argv.slice(2);
const demo = await startDemo({ port: Number(port), dataDir, mailInterval: 100 });
process.once('SIGTERM', () => void demo.close().then(() => process.exit(0)));
console.log(demo.url);
