/** The network switch, the log of what the form said (ids only), and the collector's own count. */
const form = document.querySelector('progressive-form');
const network = document.getElementById('network');
const log = document.getElementById('log');
const count = document.getElementById('count');

const getJson = async (url, options) => (await fetch(url, options)).json();
const show = ({ on }) => network.setAttribute('aria-checked', String(on));

network.addEventListener('click', async () => {
  const on = network.getAttribute('aria-checked') !== 'true';
  const headers = { 'content-type': 'application/json' };
  show(await getJson('/demo/network', { method: 'POST', headers, body: JSON.stringify({ on }) }));
});

const words = {
  'pf-queued': 'kept on this device, waiting',
  'pf-delivered': 'delivered',
  'pf-rejected': 'refused by the collector',
};
for (const [type, text] of Object.entries(words)) {
  form.addEventListener(type, (event) => {
    const id = document.createElement('code');
    id.textContent = event.id;
    const line = document.createElement('li');
    line.append(`${new Date().toLocaleTimeString('en-GB')} ${text} `, id);
    log.prepend(line);
  });
}

async function refreshCount() {
  const fresh = await getJson('/demo/count?form=offline');
  count.textContent = String(fresh.count);
}

show(await getJson('/demo/network'));
await refreshCount();
// The server may be starting again; the next second asks once more.
setInterval(() => refreshCount().catch(() => undefined), 1000);
