import { defineConfig } from 'vitest/config';
import { precompress } from './build/precompress.ts';

// In development the pages come from Vite and the answers from a running server.
const server = process.env.EVENREACH_ORIGIN ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [precompress()],
  // Nothing may be inlined as data: the server's content policy allows fonts from its own address only.
  build: { assetsInlineLimit: 0, target: 'es2022', modulePreload: { polyfill: false }, sourcemap: false },
  server: { proxy: { '/api': server, '/basemap': server } },
  test: { include: ['src/**/*.test.ts', 'build/**/*.test.ts'], environment: 'node' },
});
