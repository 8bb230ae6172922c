/** A quiet look that takes its type and colours from the page. */
export const styles = `
  :host {
    --_accent: var(--pf-accent, light-dark(#1a56b8, #8fb8ff));
    --_on-accent: var(--pf-on-accent, light-dark(#fff, #0b1a33));
    --_line: var(--pf-border-color, light-dark(#767b85, #8b919c));
    --_error: var(--pf-error-color, light-dark(#b3261e, #ffb4ab));
    --_muted: var(--pf-muted-color, light-dark(#5a606b, #b3b9c4));
    display: block;
    max-width: var(--pf-max-width, 34rem);
    color: var(--pf-color, inherit);
    font: inherit;
    line-height: 1.5;
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
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
    gap: var(--pf-gap, 1.25rem);
  }
  h2,
  p {
    margin: 0;
  }
  h2 {
    padding-bottom: 0.4rem;
    font-size: 1.35em;
    line-height: 1.25;
    text-wrap: balance;
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
  }
  .field {
    display: grid;
    gap: 0.35rem;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .label,
  legend {
    padding: 0;
    font-weight: 600;
  }
  legend {
    margin-bottom: 0.35rem;
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
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_line);
    border-radius: var(--pf-radius, 0.5rem);
    background: var(--pf-field-background, Field);
    color: FieldText;
    scroll-margin: 6rem 0;
  }
  textarea {
    min-height: 6rem;
    resize: vertical;
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
  .choice + .hint {
    padding-inline-start: 1.85rem;
  }
  a {
    color: var(--_accent);
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
  }
  button,
  .asset {
    min-height: 2.75rem;
    padding: 0.6rem 1.25rem;
    border: 1px solid var(--_accent);
    border-radius: var(--pf-radius, 0.5rem);
    background: none;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }
  .primary,
  .asset {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .asset {
    display: inline-block;
    text-decoration: none;
  }
`;
