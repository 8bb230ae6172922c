/** Keeps the parts marked `data-live` as fresh as the server's own page: asks every two seconds. */
async function refresh() {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = page.getElementById(part.id);
    // Replaced only when it differs, so that a selection or the focus inside it stays.
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
  }
}

setInterval(() => {
  // The server may be starting again; the next round asks once more.
  if (!document.hidden) refresh().catch(() => undefined);
}, 2000);
