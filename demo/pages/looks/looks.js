/** The three switches: each is one setting, of every form or of the frame around them. */
const forms = [...document.querySelectorAll('progressive-form')];
const frame = document.querySelector('.looks');

/** One definition for all, but for the title: forms on one page are told apart by it. */
const titles = {
  en: ['Who reads the guide?', 'Who is the guide for?', 'Who wants the guide?', 'Who gets the guide?'],
  de: [
    'Wer liest den Leitfaden?',
    'Für wen ist der Leitfaden?',
    'Wer möchte den Leitfaden?',
    'Wer bekommt den Leitfaden?',
  ],
  ar: ['من سيقرأ الدليل؟', 'لمن هذا الدليل؟', 'من يريد الدليل؟', 'من سيحصل على الدليل؟'],
};

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
  async locale(value) {
    const definition = await (await fetch(`/looks/${value}.json`)).json();
    const [step] = definition.steps;
    for (const [i, title] of titles[value].entries())
      forms[i].config = { ...definition, steps: [{ ...step, title }] };
  },
  width: (value) => (frame.dataset.width = value),
};

for (const radio of document.querySelectorAll('.switches input')) {
  radio.addEventListener('change', () => turn[radio.name](radio.value));
  // A browser may have kept the choice of before.
  if (radio.checked) void turn[radio.name](radio.value);
}
