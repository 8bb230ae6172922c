/** That the other tests would notice a request to another machine. */
import { expect, test } from 'playwright/test';
import { Wall } from './wall.js';

test('M13 a request to another machine is refused and noted, however a page makes it', async ({
  browser,
}) => {
  const wall = new Wall();
  await wall.start();
  const context = await browser.newContext({ proxy: { server: wall.url, bypass: 'localhost' } });
  const page = await context.newPage();
  const failed = await page.evaluate(async () => {
    navigator.sendBeacon('https://beacon.example/');
    const script = document.createElement('script');
    script.src = 'http://script.example/';
    document.head.append(script);
    return fetch('https://fetch.example/', { mode: 'no-cors', keepalive: true }).then(
      () => false,
      () => true,
    );
  });
  expect(failed).toBe(true);
  const everyWay = ['beacon.example:443', 'fetch.example:443', 'http://script.example/'];
  await expect.poll(() => [...new Set(wall.tried)].sort()).toEqual(everyWay);
  await context.close();
  await wall.stop();
});
