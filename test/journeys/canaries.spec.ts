/** The search for values finds what was left, in every place, before it is trusted to find nothing. */
import { tracesOf } from './canaries.js';
import { plainPage, useHost } from './host.js';
import { expect, test } from './journey.js';
import { listStorage } from './look-around.js';
import { company, need } from './people.js';
import { watch } from './watch.js';

const host = useHost();

test('S45 the search finds a value wherever it is left, and however it is written', async ({ page }) => {
  const looking = await watch(page);
  const body = '<div></div><input><progressive-form></progressive-form>';
  await page.goto(host.put('/left', plainPage({ body })));
  await page.evaluate(leaveEverywhere, { ...company, need });
  const findings = await looking.read();
  const found = tracesOf({ ...company, need }, findings);
  for (const place of Object.keys(findings))
    expect(
      found.filter((one) => one.startsWith(`${place}:`)),
      place,
    ).not.toEqual([]);
  expect(found).toEqual(
    expect.arrayContaining([
      'page: jobTitle, as it is',
      'tree: company, as it is',
      'device: need, as it is',
      'storage: company, for an address',
      'storage: jobTitle, JSON twice',
      'storage: need, base64, 0',
      'wire: company, for a form',
    ]),
  );
  expect(await listStorage(page)).toHaveLength(6);
});

/** Runs in the page: a value in every place that is searched. */
async function leaveEverywhere(given: Record<'company' | 'jobTitle' | 'need', string>): Promise<void> {
  const { company: text, jobTitle, need: long } = given;
  const bytes = new TextEncoder().encode(long);
  const closed = document.querySelector('div')?.attachShadow({ mode: 'closed' });
  if (closed) closed.innerHTML = '<p></p>';
  closed?.querySelector('p')?.setAttribute('title', text);
  const input = document.querySelector('input');
  if (input) input.value = jobTitle;
  const opening = indexedDB.open('left');
  opening.onupgradeneeded = () => void opening.result.createObjectStore('x').put({ bytes }, 1);
  await new Promise((resolve) => (opening.onsuccess = resolve));
  opening.result.close();
  localStorage.setItem('x', JSON.stringify(JSON.stringify({ jobTitle })));
  sessionStorage.setItem('x', encodeURIComponent(text));
  document.cookie = `x=${encodeURIComponent(jobTitle)}`;
  await (await caches.open('x')).put('/x', new Response(btoa(String.fromCharCode(...bytes))));
  const file = await (await navigator.storage.getDirectory()).getFileHandle('x', { create: true });
  await (await file.createWritable()).close();
  history.replaceState({ text }, '');
  document.dispatchEvent(Object.assign(new Event('pf-plan'), { plan: { text } }));
  console.log(text.toUpperCase());
  await fetch('/hook', { method: 'POST', body: JSON.stringify({ text }) });
  await fetch(`/hook?${new URLSearchParams({ text }).toString()}`);
  Object.assign(document.querySelector('progressive-form') ?? {}, { session: { state: text } });
  const socket = new WebSocket(`ws://${location.host}/?${encodeURIComponent(text)}`);
  await new Promise((resolve) => (socket.onerror = resolve));
}
