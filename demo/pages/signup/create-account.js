/** The product's own part: the password comes here, once, and the form waits until the account exists. */
const problem = document.querySelector('[data-problem]');

document.querySelector('progressive-form').addEventListener('pf-before-submit', (event) => {
  const { email, password } = event.answers;
  problem.textContent = '';
  if (password) event.waitUntil(createAccount(email, password).catch(tell));
});

/** The form stops when the promise fails; why is for the page to say. */
function tell(error) {
  problem.textContent = error.message;
  throw error;
}

async function createAccount(email, password) {
  const response = await fetch('/demo/account', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error('The account could not be created. Please try again.');
}
