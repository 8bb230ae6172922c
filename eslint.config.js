/** What the compiler does not see: slips of the language, of Lit, and ways round the rules of this project. */
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

const wholeZod = { name: 'zod', message: "It is three times as large: import 'zod/mini'." };

/** Markup made from text is how a value becomes a script. */
const noMarkupFromText = [
  'AssignmentExpression > MemberExpression.left[property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
  'CallExpression > MemberExpression.callee[property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/]',
  "CallExpression[callee.property.name='setAttribute'] > Literal[value=/^srcdoc$/i]",
  'ImportSpecifier[imported.name=/^unsafe(HTML|SVG|CSS|MathML)$/]',
  'ImportDeclaration[source.value=/unsafe-(html|svg|mathml)/]',
  'TemplateElement[value.raw=/(\\.innerHTML|srcdoc)\\s*=/i]',
].map((selector) => ({ selector, message: 'Text never becomes markup: use a template.' }));

const browserGlobals = Object.fromEntries(
  [
    'window',
    'document',
    'location',
    'history',
    'navigator',
    'localStorage',
    'sessionStorage',
    'indexedDB',
    'customElements',
    'HTMLElement',
    'fetch',
    'URL',
    'URLSearchParams',
    'FormData',
    'CustomEvent',
    'Event',
    'crypto',
    'console',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'requestAnimationFrame',
    'AbortController',
    'DOMParser',
    'AbortSignal',
  ].map((name) => [name, 'readonly']),
);

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'data/', 'test-results/']),
  ts.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-imports': ['error', { paths: [wholeZod] }],
      'no-restricted-syntax': ['error', ...noMarkupFromText],
      // A comma that does two things in one arrow is house style; the compiler finds unused names.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.config.ts'] } } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    // In a test what is not there may throw, and a page may be written as text.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/element/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/best-practice'], litA11y.configs.recommended],
  },
  {
    files: ['demo/pages/**/*.js'],
    extends: [wc['flat/recommended']],
    languageOptions: { globals: browserGlobals },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
);
