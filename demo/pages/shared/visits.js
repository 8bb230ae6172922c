/**
 * Plays a host page that counts visits itself. The number lives in this tab only, one for each page; without it the
 * page's own attribute holds, or the form counts. Must run before the element is defined.
 */
const key = `demo-visit ${location.pathname}`;
const stored = sessionStorage.getItem(key);
const form = document.querySelector('progressive-form');

if (stored) form.setAttribute('visits', stored);

/** The form knows best: it may have come to its own count, or by the link of a mail. */
const count = () => form.session?.state.profile.visits.count ?? Number(form.getAttribute('visits') ?? 1);

function show() {
  for (const place of document.querySelectorAll('[data-visit]')) place.textContent = String(count());
  for (const goal of document.querySelectorAll('[data-visits]'))
    goal.hidden = count() > Number(goal.dataset.visits);
}

show();
form.addEventListener('pf-ready', show);

for (const button of document.querySelectorAll('[data-next-visit]')) {
  // What a visit asks builds on the answers of the one before.
  form.addEventListener('pf-complete', () => {
    button.disabled = false;
    button.removeAttribute('title');
  });
  button.addEventListener('click', () => {
    sessionStorage.setItem(key, String(count() + 1));
    location.reload();
  });
}
