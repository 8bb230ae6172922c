/** What programs do with the links of a mail before a human sees it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, emptyTables, factsOf, openTestDb, url } from './harness.js';
import type { World } from './harness.js';
import { agree, click, everything, nurture, operatorKey, pathOf, post, tokenOf } from './one-click.js';
import type { Answer } from './one-click.js';

const db = await openTestDb();
let world: World;
let answers: readonly Answer[];
let text: string;
let html: string;
beforeEach(async () => {
  world = await createWorld(db, { operatorKey });
  await emptyTables(db);
  await agree(world);
  ({ text, html } = await nurture(world));
  answers = [...text.matchAll(/^(\w+): (http:\/\/collector\.test\/l\/[\w-]{43})$/gm)].map(
    ([, label = '', link = '']) => ({ label, value: label.toLowerCase(), url: link }),
  );
});

const fetch = (path: string, init: RequestInit = {}) => world.collector.fetch(new Request(url + path, init));
const first = () => pathOf(answers[0]);
const get = (headers: Record<string, string> = {}) => fetch(first(), { headers });
const bots = [
  'Mozilla/5.0 (compatible; Microsoft Defender for Office 365 SafeLinks)',
  'Barracuda Sentinel (EE)',
  'Mozilla/5.0 (compatible; Proofpoint URL Defense)',
  'Mimecast-URL-Protect/1.0',
  'GoogleImageProxy',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'WhatsApp/2.23.20.0',
  'facebookexternalhit/1.1',
];

/** Each gives the statuses that it got. */
const patterns: readonly (readonly [string, () => Promise<readonly number[]>])[] = [
  ['HEAD', async () => [(await fetch(first(), { method: 'HEAD' })).status]],
  ['GET', async () => [(await get()).status]],
  ['GET twice at once', async () => statuses([get(), get()])],
  ['HEAD, then GET', async () => [(await fetch(first(), { method: 'HEAD' })).status, (await get()).status]],
  ['GET with Purpose: prefetch', async () => [(await get({ Purpose: 'prefetch' })).status]],
  [
    'GET with Sec-Purpose: prefetch;prerender',
    async () => [(await get({ 'Sec-Purpose': 'prefetch;prerender' })).status],
  ],
  ['GET with X-Moz: prefetch', async () => [(await get({ 'X-Moz': 'prefetch' })).status]],
  ['GET of a part', async () => [(await get({ Range: 'bytes=0-99' })).status]],
  ['conditional GET', async () => [(await get({ 'If-None-Match': '*', 'If-Modified-Since': past })).status]],
  [
    'GET as each of the known scanners',
    async () => statuses(bots.map((agent) => get({ 'User-Agent': agent }))),
  ],
  [
    'GET with a foreign referrer and cookies',
    async () => [(await get({ Referer: 'https://mail.test/', Cookie: 'a=b' })).status],
  ],
  ['GET of every link in the text', async () => statuses(linksIn(text).map((path) => fetch(path)))],
  [
    'GET of every link in the HTML, thrice',
    async () => statuses([1, 2, 3].flatMap(() => linksIn(html).map((path) => fetch(path)))),
  ],
  [
    'GET with what the page links to',
    async () => {
      const page = await (await get()).text();
      const paths = [...page.matchAll(/(?:href|src|action)="([^"]+)"/g)].map(
        ([, to = '']) => new URL(to, url),
      );
      return statuses(paths.map(({ pathname, search }) => fetch(pathname + search)));
    },
  ],
  [
    'GET with parameters of a click tracker',
    async () => [(await fetch(`${first()}?utm_source=x&option=velano`)).status],
  ],
  ['OPTIONS', async () => [(await fetch(first(), { method: 'OPTIONS' })).status]],
  ['POST to the link itself', async () => [(await fetch(first(), { method: 'POST' })).status]],
  [
    'PUT, PATCH and DELETE',
    async () => statuses(['PUT', 'PATCH', 'DELETE'].map((method) => fetch(first(), { method }))),
  ],
  [
    'GET of the address of the form',
    async () =>
      statuses([fetch('/v1/answers'), fetch(`/v1/answers?token=${tokenOf(answers[0])}&option=kordis`)]),
  ],
  ['POST without a body', async () => [(await fetch('/v1/answers', { method: 'POST' })).status]],
  ['POST without a token', async () => [(await post(world, { option: 'kordis' })).status]],
  [
    'POST with the token in the query',
    async () => [(await fetch(`/v1/answers?token=${tokenOf(answers[0])}&option=kordis`, form)).status],
  ],
  ['POST without an option', async () => [(await post(world, { token: tokenOf(answers[0]) })).status]],
  [
    'POST with an empty option',
    async () => [(await post(world, { token: tokenOf(answers[0]), option: '' })).status],
  ],
  [
    'POST with an option that is none',
    async () => [(await post(world, { token: tokenOf(answers[0]), option: 'constructor' })).status],
  ],
  [
    'POST from another origin',
    async () => [(await post(world, full(), { Origin: 'https://mail.test' })).status],
  ],
  [
    'POST of JSON',
    async () => [
      (
        await fetch('/v1/answers', {
          ...form,
          body: JSON.stringify(full()),
          headers: { 'Content-Type': 'application/json' },
        })
      ).status,
    ],
  ],
  [
    'POST of plain text',
    async () => [
      (
        await fetch('/v1/answers', {
          ...form,
          body: new URLSearchParams(full()).toString(),
          headers: { 'Content-Type': 'text/plain' },
        })
      ).status,
    ],
  ],
];

const past = 'Mon, 12 Jan 2026 09:00:00 GMT';
const form: RequestInit = {
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
};
const full = () => ({ token: tokenOf(answers[0]), option: 'kordis' });
const statuses = async (all: readonly Promise<Response>[]) =>
  (await Promise.all(all)).map(({ status }) => status);
const linksIn = (page: string) =>
  [...page.matchAll(/http:\/\/collector\.test(\/[^\s"<]*)/g)].map(([, path = '']) => path);

describe('the links of a mail', () => {
  it('F7 S39 there is one for each option, none of which is like another', () => {
    expect(answers.map(({ label }) => label)).toEqual(['Kordis', 'Velano', 'Tristol']);
    expect(new Set(answers.map(tokenOf)).size).toBe(3);
    expect(linksIn(html)).toEqual(answers.map(pathOf));
  });

  it.each(patterns)('F7 S39 %s writes nothing, and the human click after it writes once', async (_, scan) => {
    const before = await everything(world);
    const seen = await scan();
    expect(seen).not.toEqual([]);
    expect(seen.every((status) => status < 500)).toBe(true);
    expect(await everything(world)).toBe(before);
    expect((await click(world, answers[1])).status).toBe(200);
    const [lead] = await world.collector.leads();
    expect(factsOf(lead)['plm']).toBe('velano');
    expect(lead?.submissions).toHaveLength(2);
  });
});
