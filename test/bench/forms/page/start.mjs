/** What every contestant is given: a place, the fields as the page says them, and a way to send. */
export function start(mount) {
  const root = document.querySelector('#root');
  const fields = JSON.parse(document.querySelector('#fields').textContent);
  mount(root, fields, send);

  /** As pages do: one attempt, and a word where it fails. */
  async function send(values) {
    const words = document.createElement('p');
    words.setAttribute('role', 'status');
    try {
      const response = await fetch('/leads', { method: 'POST', body: JSON.stringify(values) });
      if (!response.ok) throw new Error(String(response.status));
      words.textContent = 'Thank you.';
    } catch {
      words.textContent = 'That did not work. Please try again.';
    }
    root.append(words);
  }
}
