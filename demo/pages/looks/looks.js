/** The three switches: each is one setting, of every form or of the frame around them. */
const forms = [...document.querySelectorAll('progressive-form')];
const frame = document.querySelector('.looks');

document.addEventListener('pf-ready', async ({ target }) => {
  await target.updateComplete;
  target.dataset.ready = '';
});

const turn = {
  theme(value) {
    frame.dataset.theme = value;
    for (const form of forms) {
      if (value) form.setAttribute('theme', value);
      else form.removeAttribute('theme');
    }
  },
  async locale(value, radio) {
    const definition = await (await fetch(`/looks/${value}.json`)).json();
    // Another one may be chosen by now.
    if (!radio.checked) return;
    for (const form of forms) form.config = definition;
  },
  width: (value) => (frame.dataset.width = value),
};

for (const radio of document.querySelectorAll('.switches input')) {
  radio.addEventListener('change', () => turn[radio.name](radio.value, radio));
  // A browser may have kept the choice of before.
  if (radio.checked) void turn[radio.name](radio.value, radio);
}
