import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { notebook } from './src/notebook/vite-plugin.ts';

/** KaTeX names each font in three formats; every browser that runs this page reads WOFF2. */
const onlyWoff2: Plugin = {
  name: 'backflow-only-woff2',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('katex.min.css')) return undefined;
    return code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, '');
  },
};

export default defineConfig(({ command }) => {
  // Tests build the site too, with NODE_ENV at "test": what is built is for readers all the same.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    appType: 'custom',
    plugins: [
      react(),
      onlyWoff2,
      notebook({
        contentDirectory: 'content',
        widgetsDirectory: 'src/widgets',
        renderer: '/src/app/prerender-entry.tsx',
      }),
    ],
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      // One sheet: a prerendered figure is styled before its script arrives.
      cssCodeSplit: false,
      // A font inside the sheet would be a data: address, which the policy refuses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  };
});
