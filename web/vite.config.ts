import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { apiDocs } from './scripts/api-docs-plugin.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const { version } = JSON.parse(readFileSync(here('./package.json'), 'utf8')) as { version: string };

// The server replaces this text in every HTML page with the nonce of the request.
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

export default defineConfig({
  plugins: [react(), apiDocs()],
  define: { 'import.meta.env.VITE_RELEASE': JSON.stringify(version) },
  html: { cspNonce: NONCE_PLACEHOLDER },
  resolve: { alias: { '@': here('./src') } },
  build: {
    outDir: here('../src/mirai_knowledge/entry/web'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // The CSP allows data: for images alone, and a small icon costs less than an exception.
    assetsInlineLimit: 0,
  },
  server: {
    port: 5173,
    proxy: { '/api': 'http://localhost:5100' },
  },
  // Tests that read the real data beside the repository run by themselves, from tests/realdata.
  test: { include: [process.env['MKS_REALDATA'] ? 'src/**/*.realdata.ts' : 'src/**/*.test.ts'], environment: 'node' },
});
