import { cpSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const own = fileURLToPath(new URL('../api-docs/', import.meta.url));
const bought = fileURLToPath(new URL('../node_modules/swagger-ui-dist/', import.meta.url));
const FROM_SWAGGER = ['swagger-ui.css', 'swagger-ui-bundle.js', 'LICENSE', 'NOTICE'];

/**
 * Puts the readable page of the API beside the web page, in the folder api-docs/ of the build. It is no part of the
 * web page's own scripts: only those who open it load it.
 * @returns {import('vite').Plugin}
 */
export function apiDocs() {
  let target = '';
  return {
    name: 'api-docs',
    apply: 'build',
    configResolved(config) {
      target = join(config.build.outDir, 'api-docs');
    },
    closeBundle() {
      mkdirSync(target, { recursive: true });
      cpSync(own, target, { recursive: true });
      for (const name of FROM_SWAGGER) cpSync(join(bought, name), join(target, name));
    },
  };
}
