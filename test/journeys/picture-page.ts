/** One page for each state of the element, as plain as somebody's own. */
import { plainPage, type Host } from './host.js';
import { states, type Direction, type StateName } from './picture-states.js';

/** A page as its owner would have it, with one form in the midst of it. */
export function putPage(host: Host, name: StateName, direction: Direction, style = ''): string {
  const definition = states[name].definition((german, arabic) => (direction === 'ltr' ? german : arabic));
  const json = JSON.stringify(definition)?.replaceAll('{url}', host.url);
  const text = direction === 'ltr' ? 'Was die Firma sonst noch sagt.' : 'ما تقوله الشركة أيضًا.';
  for (const [i, image] of ['bar', 'pie', 'line'].entries()) host.put(`/${image}.svg`, drawSvg(i));
  return host.put(
    `/${name}-${direction}`,
    plainPage({
      head: `<meta name="viewport" content="width=device-width">
        <style>
          :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
          body { background: Canvas; color: CanvasText; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
          progressive-form { margin: 2rem 0; --pf-min-height: ${name === 'waiting' ? '24rem' : '0'}; }
          ${style}
        </style>
        <script type="module" src="/dist/progressive-form.js"></script>`,
      body: `<main dir="${direction}">
          <h1>${text}</h1>
          <p>${text}</p>
          <progressive-form>${json ? `<script type="application/json">${json}</script>` : ''}</progressive-form>
          <p>${text}</p>
        </main>
        <script>
          document.querySelector('progressive-form').adapter = {
            name: 'page',
            send: async () => {
              if (${name === 'offline'}) throw new Error('No connection.');
              return { kind: 'delivered' };
            },
          };
        </script>`,
    }),
  );
}

const drawSvg = (i: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"><rect width="120" height="80" fill="#dfe6ee"/>${
    [
      '<path d="M20 60V40h16v20zm32 0V20h16v40zm32 0V32h16v28z" fill="#48617d"/>',
      '<circle cx="60" cy="40" r="26" fill="#48617d"/><path d="M60 40V14a26 26 0 0 1 22 40z" fill="#a9bdd3"/>',
      '<path d="M16 60l26-20 22 8 38-32" fill="none" stroke="#48617d" stroke-width="5"/>',
    ][i]
  }</svg>`;
