/** What errors and waiting look like; comes with the answering part, as text so that its file holds no second Lit. */
export const lateStyles = `
  .error {
    color: var(--_error);
    font-weight: 600;
    font-size: 0.95em;
  }
  .error::before {
    content: '⚠ ' / '';
  }
  .control[aria-invalid='true'] {
    border: 2px solid var(--_error);
  }
  fieldset[aria-invalid='true'] {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_error);
  }
  .status:not(:empty) {
    margin-top: 1rem;
  }
  .summary {
    display: grid;
    gap: 0.5rem;
    padding: 1rem;
    border: 2px solid var(--_error);
    border-radius: var(--_radius);
  }
  ul {
    margin: 0;
    padding-inline-start: 1.2em;
  }
  .summary a {
    color: var(--_error);
  }
  .summary:focus {
    outline: 3px solid var(--_error);
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  .status {
    font-size: 0.9em;
    font-weight: 400;
  }
  .quiet {
    justify-self: start;
    padding-inline: 0;
    border: 0;
    background: none;
    color: inherit;
    font-weight: 400;
    text-decoration: underline;
  }
  .advice {
    color: var(--_muted);
    font-size: 0.9em;
  }
  .advice:empty {
    position: absolute;
  }
  .advice .quiet {
    color: var(--_accent);
  }
  .primary:hover {
    filter: brightness(1.08);
  }
  @media print {
    .buttons,
    .bar,
    .quiet {
      display: none;
    }
  }
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
`;
