/** The same form by hand, as a small element with Lit. */
import { css, html, LitElement, nothing } from 'lit';
import { faultOf } from './fault-of.mjs';

class LeadForm extends LitElement {
  static properties = { fields: {}, faults: { state: true } };
  static styles = css`
    .field {
      margin-block: 0 1rem;
    }
    label {
      display: block;
    }
    .error {
      color: #b00;
      margin: 0;
    }
  `;

  constructor() {
    super();
    this.values = {};
    this.faults = {};
  }

  #input = ({ target: { name, value } }) => {
    this.values[name] = value;
    if (this.faults[name]) this.faults = { ...this.faults, [name]: this.#faultOf(name) };
  };

  #faultOf = (name) =>
    faultOf(
      this.fields.find((field) => field.name === name),
      this.values[name] ?? '',
    );

  #submit = async (event) => {
    event.preventDefault();
    this.faults = Object.fromEntries(this.fields.map(({ name }) => [name, this.#faultOf(name)]));
    const first = this.fields.find(({ name }) => this.faults[name]);
    if (!first) return this.send(this.values);
    await this.updateComplete;
    this.renderRoot.querySelector(`#${first.name}`).focus();
  };

  #control({ name, type, autocomplete, options }) {
    const fault = this.faults[name];
    return options
      ? html`<select
          id=${name}
          name=${name}
          required
          aria-invalid=${!!fault}
          aria-describedby=${fault ? `${name}-error` : nothing}
        >
          ${['', ...options].map((value) => html`<option value=${value}>${value || 'Choose'}</option>`)}
        </select>`
      : html`<input
          id=${name}
          name=${name}
          type=${type}
          autocomplete=${autocomplete}
          required
          aria-invalid=${!!fault}
          aria-describedby=${fault ? `${name}-error` : nothing}
        />`;
  }

  #field = (field) => {
    const { name, label } = field;
    const fault = this.faults[name];
    return html`<div class="field">
      <label for=${name}>${label}</label>
      ${this.#control(field)} ${fault ? html`<p class="error" id="${name}-error">${fault}</p>` : nothing}
    </div>`;
  };

  render() {
    return html`<form novalidate @input=${this.#input} @submit=${this.#submit}>
      ${this.fields.map(this.#field)}<button>Send</button>
    </form>`;
  }
}

export const mount = (root, fields, send) => {
  customElements.define('lead-form', LeadForm);
  root.append(Object.assign(document.createElement('lead-form'), { fields, send }));
};
