/**
 * Plays a host page that counts visits itself. The number lives in this tab only, one for each page; without it the
 * form counts on its own. Must run before the element is defined: a property set by then is taken over.
 */
const key = `demo-visit ${location.pathname}`;
const stored = Number(sessionStorage.getItem(key)) || undefined;

if (stored) {
  for (const form of document.querySelectorAll('progressive-form')) form.visits = stored;
}

const visit = stored ?? 1;
for (const place of document.querySelectorAll('[data-visit]')) place.textContent = String(visit);
for (const goal of document.querySelectorAll('[data-visits]'))
  goal.hidden = visit > Number(goal.dataset.visits);

for (const button of document.querySelectorAll('[data-next-visit]')) {
  button.addEventListener('click', () => {
    sessionStorage.setItem(key, String(visit + 1));
    location.reload();
  });
}
