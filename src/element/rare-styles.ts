/** What few visitors see: comes with what draws it. */
export const rareStyles = `
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
    display: block;
    color: var(--_muted);
  }
  .advice:empty {
    position: absolute;
  }
  .advice .quiet {
    color: var(--_accent);
  }
  [part='never-button'] {
    border-color: transparent;
  }
`;
