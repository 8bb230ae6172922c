/**
 * What a form needs of a reactive element, in a third of the bytes of a general one: properties that attributes set
 * too, one update for all changes of a turn, and one tree to draw into.
 */
import { render, type RenderOptions } from 'lit/html.js';

/** Each reactive property, with how its attribute is read; nothing where it has none. */
export type LiveProperties = Readonly<Record<string, ((attribute: string | null) => unknown) | undefined>>;

/** Importing is safe where there is no page. */
const Base = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);

export abstract class LiveElement extends Base {
  static properties: LiveProperties = {};
  static readonly #sheets = new Map<string, CSSStyleSheet>();

  /** Where it draws: its one open shadow root, or itself where the page asks for that (`render="light"`). */
  renderRoot!: ShadowRoot | this;
  /** As set when the element first stands on a page; what is set later holds for none. */
  declare render: string | undefined;

  readonly #values: Record<string, unknown> = {};
  #changed = new Set<string>();
  #update: Promise<void> | undefined;
  #options: RenderOptions | undefined;

  /** Read once, when the tag is defined. */
  static get observedAttributes(): string[] {
    return Object.entries(this.properties).flatMap(([name, hasAttribute]) => {
      Object.defineProperty(this.prototype, name, {
        get(this: LiveElement) {
          return this.#values[name];
        },
        set(this: LiveElement, value: unknown) {
          if (this.#values[name] === value) return;
          this.#values[name] = value;
          this.#changed.add(name);
          this.requestUpdate();
        },
      });
      return hasAttribute ? name.replace(/[A-Z]/g, '-$&').toLowerCase() : [];
    });
  }

  constructor() {
    super();
    // What the page set before the tag was defined stands in the way of the accessors.
    const own = this as unknown as Record<string, unknown>;
    for (const name of Object.keys((this.constructor as typeof LiveElement).properties)) {
      if (!Object.hasOwn(this, name)) continue;
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }

  /** Everything to show, from the properties alone. */
  protected abstract draw(): unknown;
  /** Told what has changed before each update. */
  protected abstract changed(names: ReadonlySet<string>): void;

  attributeChangedCallback(attribute: string, _: unknown, value: string | null): void {
    const name = attribute.replace(/-./g, (part) => part.charAt(1).toUpperCase());
    const { properties } = this.constructor as typeof LiveElement;
    (this as unknown as Record<string, unknown>)[name] = properties[name]?.(value);
  }

  connectedCallback(): void {
    if (!this.#options) {
      const light = this.render === 'light';
      if (light) this.setAttribute('render', 'light');
      this.renderRoot = light ? this : this.attachShadow({ mode: 'open' });
      this.#options = { renderBefore: light ? this.appendChild(document.createComment('')) : null };
      this.requestUpdate();
    }
  }

  requestUpdate(): void {
    if (!this.#options) return;
    this.#update ??= Promise.resolve().then(() => {
      this.#update = undefined;
      const names = this.#changed;
      this.#changed = new Set();
      this.changed(names);
      render(this.draw(), this.renderRoot, this.#options);
    });
  }

  /** Settles when what is to show stands on the page. */
  get updateComplete(): Promise<unknown> {
    return Promise.resolve(this.#update);
  }

  /**
   * Constructed, so that no page policy for inline styles is in the way. In the page's own tree the rules hold inside such
   * elements only, and give way to any rule of the page that names more than one class.
   */
  wear(text: string): void {
    const tree = this.renderRoot.getRootNode() as ShadowRoot | Document;
    const own =
      this.renderRoot === this
        ? `:where(${this.localName}[render=light]){${text.replace(/:host(?:\((.+?)\))?/g, '&$1')}}`
        : text;
    const sheets = LiveElement.#sheets;
    const sheet = sheets.get(own) ?? new CSSStyleSheet();
    if (!sheets.has(own)) sheet.replaceSync(own);
    sheets.set(own, sheet);
    if (!tree.adoptedStyleSheets.includes(sheet))
      tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
  }
}
