/** A quiet look that takes its type and colours from the page. */
export const styles = `
  :host {
    --_accent: var(--pf-accent, light-dark(#1a56b8, #8fb8ff));
    --_on-accent: var(--pf-on-accent, light-dark(#fff, #0b1a33));
    --_line: var(--pf-border-color, light-dark(#767b85, #8b919c));
    --_muted: var(--pf-muted-color, light-dark(#5a606b, #b3b9c4));
    --_radius: var(--pf-radius, 0.5rem);
    --_height: var(--pf-control-height, 2.75rem);
    display: block;
    max-width: var(--pf-max-width, 34rem);
    min-height: var(--pf-min-height, 0);
    color: var(--pf-color, inherit);
    font-family: var(--pf-font-family, inherit);
    font-size: var(--pf-font-size, inherit);
    line-height: var(--pf-line-height, 1.5);
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([hidden]),
  :host([render='light']) > :not([part]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  * {
    box-sizing: border-box;
  }
  form,
  .done {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--pf-column-width, 100%)), 1fr));
    gap: var(--pf-gap, 1.25rem);
  }
  form > :not(.field) {
    grid-column: 1 / -1;
  }
  h2,
  p {
    margin: 0;
  }
  h2 {
    padding-bottom: 0.4rem;
    color: var(--pf-title-color, inherit);
    font-size: var(--pf-title-size, 1.35em);
    font-weight: var(--pf-title-weight, 700);
    line-height: 1.25;
  }
  .bar {
    display: flex;
    gap: 0.3rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .bar li {
    flex: 1;
    border-top: 4px solid var(--_line);
    border-radius: 2px;
    opacity: 0.4;
  }
  .bar [aria-current],
  .bar li:has(~ [aria-current]) {
    border-color: var(--_accent);
    opacity: 1;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .progress,
  .hint,
  .reason,
  .optional {
    color: var(--_muted);
  }
  .progress,
  .hint,
  .optional {
    font-size: 0.9em;
    font-weight: 400;
  }
  .progress {
    display: block;
    margin-bottom: 0.3rem;
    font-size: 0.65em;
  }
  .field {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .field > * + * {
    margin-top: 0.35rem;
  }
  .label,
  legend {
    display: block;
    padding: 0;
    font-weight: var(--pf-label-weight, 600);
  }
  input,
  select,
  textarea,
  button {
    font: inherit;
    color: inherit;
    accent-color: var(--_accent);
  }
  .control {
    display: block;
    width: 100%;
    min-width: 0;
    min-height: var(--_height);
    padding: 0.5rem 0.75rem;
    border: var(--pf-border-width, 1px) solid var(--_line);
    border-radius: var(--_radius);
    background: var(--pf-field-background, Field);
    color: var(--pf-field-color, FieldText);
  }
  textarea {
    min-height: 6rem;
    resize: vertical;
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--pf-choice-width, var(--_choice, 100%))), 1fr));
  }
  .choices:has(img) {
    --_choice: 9.5rem;
  }
  .choice {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.6rem;
    padding: 0.4rem 0;
  }
  .choice input {
    width: 1.25rem;
    height: 1.25rem;
    margin: 0.15em 0 0;
  }
  img {
    display: block;
    width: var(--pf-image-size, 7rem);
    aspect-ratio: 3 / 2;
    border-radius: var(--_radius);
    object-fit: contain;
  }
  .choice + .hint {
    padding-inline-start: 1.85rem;
  }
  a {
    color: var(--_accent);
  }
  :focus-visible {
    outline: var(--pf-focus-width, 3px) solid var(--pf-focus-color, var(--_accent));
    outline-offset: 2px;
    scroll-margin: var(--pf-scroll-margin, 6rem) 0;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
  }
  .buttons > * {
    min-width: min(100%, (24rem - 100%) * 999);
  }
  button,
  .asset {
    min-height: var(--_height);
    padding: var(--pf-button-padding, 0.6rem 1.25rem);
    border: 1px solid var(--_line);
    border-radius: var(--pf-button-radius, var(--_radius));
    background: none;
    color: var(--_accent);
    font-weight: var(--pf-button-weight, 600);
    cursor: pointer;
  }
  .primary,
  .asset {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .asset {
    display: inline-block;
    text-decoration: none;
  }
`;
