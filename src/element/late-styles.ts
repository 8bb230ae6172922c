/** What errors and waiting look like; comes with the answering part, as text so that its file holds no second Lit. */
export const lateStyles = `
  :host {
    --_error: var(--pf-error-color, light-dark(#b3261e, #ffb4ab));
  }
  .error {
    color: var(--_error);
    font-weight: 600;
    font-size: 0.9em;
  }
  .error::before {
    content: '⚠ ' / '';
  }
  .control[aria-invalid='true'] {
    border: 2px solid var(--_error);
  }
  .field:has(.choice ~ .error, .choices ~ .error) {
    display: grid;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_error);
    legend {
      float: left;
    }
  }
  .status:not(:empty) {
    margin-top: 1rem;
  }
  .summary {
    display: grid;
    gap: 0.5rem;
    padding: 1rem;
    border: 1px solid var(--_error);
    border-inline-start-width: 5px;
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_error) 5%, transparent);
  }
  ul {
    margin: 0;
    padding-inline-start: 1.2em;
  }
  .summary a {
    color: var(--_error);
  }
  [tabindex='-1']:focus {
    outline: none;
    scroll-margin: var(--pf-scroll-margin, 6rem) 0;
  }
  .summary:focus {
    outline: 3px solid var(--_error);
  }
  .summary ~ .field :focus {
    outline: var(--pf-focus-width, 3px) solid var(--pf-focus-color, var(--_accent));
  }
  .advice,
  .status {
    font-size: 0.9em;
    font-weight: 400;
  }
  :checked ~ span img {
    outline: 3px solid var(--_accent);
  }
  .primary:hover {
    filter: brightness(1.08);
  }
  @media print {
    .buttons,
    .bar,
    .quiet,
    [part='draft-choice'] {
      display: none;
    }
  }
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
`;
