import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { launchOptions, maybeChromium } from './scripts/chromium.mjs';

const outsideNode = ['tests/browser/**', 'tests/e2e/**'];

// Without a Chromium only the unit tests can run; `npm test` fetches one first.
const browser = maybeChromium() ? { launchOptions: launchOptions() } : {};

export default defineConfig({
  plugins: [react()],
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-backend-webgl/dist/base',
      '@tensorflow/tfjs-core',
      'd3',
      'katex',
      'mdast-util-to-string',
      'micromark-util-character',
      'react',
      'react/jsx-dev-runtime',
      'react-dom/client',
      'rehype-stringify',
      'remark-directive',
      'remark-gfm',
      'remark-math',
      'remark-parse',
      'remark-rehype',
      'shiki/core',
      'shiki/engine/javascript',
      'shiki/langs/python.mjs',
      'unified',
      'yaml',
      'zod',
      'zustand',
      'zustand/vanilla',
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
          exclude: outsideNode,
          // Property tests over hundreds of settings: generous, for machines that are shared.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.browser.test.{ts,tsx}'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright(browser),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.e2e.test.ts'],
          globalSetup: ['tests/e2e/site.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A page is asked again until it answers as expected; a busy machine takes its time.
          expect: { poll: { timeout: 15_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
