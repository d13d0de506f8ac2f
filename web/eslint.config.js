import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/**
 * Refuses imports that match; `@/zone` and a relative way to the same folder count alike.
 * @param {{regex: string, message: string}[]} patterns
 * @returns {import('eslint').Linter.RulesRecord}
 */
const refuse = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const outside = (/** @type {string} */ zones) => `^(@|(\\.\\./)+)/?(${zones})(/|$)`;
const noFeature = { regex: outside('features|app'), message: 'ui, lib and api know no feature.' };

export default tseslint.config(
  { ignores: ['node_modules', 'api-docs', 'public', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  reactHooks.configs.flat['recommended-latest'],
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-console': 'error',
      'max-lines': ['error', 300],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'no-restricted-properties': ['error', { object: 'document', property: 'write', message: 'Render with React.' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Markup from data is a way in for scripts.',
        },
      ],
    },
  },
  { files: ['src/lib/**'], rules: refuse([noFeature, { regex: outside('ui|api'), message: 'lib stands alone.' }]) },
  { files: ['src/api/**'], rules: refuse([noFeature, { regex: outside('ui'), message: 'api draws nothing.' }]) },
  { files: ['src/ui/**'], rules: refuse([noFeature]) },
  ...features.map((name) => ({
    files: [`src/features/${name}/**`],
    rules: refuse([
      { regex: `^@/features/(?!${name}(/|$))`, message: 'Features never import features.' },
      { regex: `^(\\.\\./)+(?!${name}(/|$))(${features.join('|')})(/|$)`, message: 'Features never import features.' },
      { regex: outside('app'), message: 'A feature does not know the shell.' },
    ]),
  })),
  {
    // Every text a person reads stands in a texts file, so that the second language is complete.
    files: ['src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Literal[value=/[ぁ-んァ-ヶ一-龠]/]', message: 'Texts belong in texts.ts.' },
        { selector: 'JSXText[value=/[ぁ-んァ-ヶ一-龠A-Za-z]/]', message: 'Texts belong in texts.ts.' },
        { selector: 'TemplateElement[value.raw=/[ぁ-んァ-ヶ一-龠]/]', message: 'Texts belong in texts.ts.' },
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Markup from data is a way in for scripts.',
        },
      ],
    },
  },
  {
    files: ['scripts/**'],
    rules: { 'no-console': 'off' },
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
