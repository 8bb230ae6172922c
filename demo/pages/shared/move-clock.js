/** Buttons with `data-forward` (an ISO 8601 duration) move the demo's clock; mails due by then are sent at once. */
for (const button of document.querySelectorAll('[data-forward]')) {
  button.addEventListener('click', async () => {
    const response = await fetch('/demo/clock', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ forward: button.dataset.forward }),
    });
    if (!response.ok) return;
    const { sent } = await response.json();
    const status = document.querySelector('[data-sent]');
    status.textContent = sent > 0 ? status.dataset.sent : status.dataset.noneDue;
  });
}
