import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { escapeHtml } from './escape.ts';
import { faultText, LessonError } from './fault.ts';
import type { Lesson } from './lesson.ts';
import { compileLibrary, type Library, readLessonFiles } from './library.ts';
import { loadWidgetSchemas } from './widget-schemas.ts';

export interface NotebookOptions {
  readonly contentDirectory: string;
  readonly widgetsDirectory: string;
  /** The module whose `renderPage` makes the pages, as the development server names it. */
  readonly renderer: string;
}

const virtualId = 'virtual:backflow/lessons';

/**
 * Lessons for Vite. The build gets them as a module of data for the renderer only, so that no prose
 * enters the page's JavaScript, and stops at any fault. The development server renders every page
 * as the build would; a saved lesson is announced to the page, which keeps its live widgets.
 */
export function notebook(options: NotebookOptions): Plugin {
  let root = process.cwd();
  let library: Library | undefined;

  const read = async (): Promise<Library> => {
    if (library) return library;
    const schemas = await loadWidgetSchemas(join(root, options.widgetsDirectory));
    const files = readLessonFiles(join(root, options.contentDirectory));
    const named = files.map((lesson) => ({ ...lesson, file: relative(root, lesson.file) }));
    library = compileLibrary(named, schemas);
    return library;
  };

  return {
    name: 'backflow-notebook',
    configResolved(config) {
      root = config.root;
    },
    async buildStart() {
      if (this.environment.mode === 'dev') return;
      const { faults } = await read();
      if (faults.length > 0) throw new LessonError(faults);
    },
    resolveId(id) {
      return id === virtualId ? `\0${virtualId}` : undefined;
    },
    async load(id) {
      if (id !== `\0${virtualId}`) return undefined;
      const { lessons } = await read();
      return `export const lessons = ${JSON.stringify(lessons)};`;
    },
    configureServer(server) {
      const forget = (file: string) => {
        const from = relative(root, file);
        const isLesson = from.startsWith(options.contentDirectory) && from.endsWith('.md');
        if (!isLesson && !from.endsWith('attributes.ts')) return;
        library = undefined;
        server.ws.send({ type: 'custom', event: 'backflow:lesson' });
      };
      server.watcher.add(join(root, options.contentDirectory));
      server.watcher.on('change', forget).on('add', forget).on('unlink', forget);
      return () => servePages(server, read, options.renderer);
    },
  };
}

interface Page {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

interface Renderer {
  renderPage(path: string, lessons: readonly Lesson[]): Page;
}

const isRenderer = (module: object): module is Renderer =>
  'renderPage' in module && typeof module.renderPage === 'function';

function servePages(server: ViteDevServer, read: () => Promise<Library>, renderer: string): void {
  server.middlewares.use(async (request, response, next) => {
    const url = request.originalUrl ?? '/';
    if (!(request.headers.accept ?? '').includes('text/html')) return next();
    try {
      const { drafts, faults } = await read();
      const module = await server.ssrLoadModule(renderer);
      if (!isRenderer(module)) throw new Error(`${renderer} exports no renderPage`);
      const page = module.renderPage(new URL(url, 'http://localhost').pathname, drafts);
      const template = readFileSync(join(server.config.root, 'index.html'), 'utf8');
      const html = template
        .replace('<!--head-->', () => page.head)
        .replace('<!--body-->', () => faultPanel(faults.map(faultText)) + page.body);
      response.statusCode = page.status;
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(await server.transformIndexHtml(url, html));
    } catch (error) {
      if (error instanceof Error) server.ssrFixStacktrace(error);
      next(error);
    }
  });
}

/** What would stop the build, shown on every page while editing. */
function faultPanel(faults: readonly string[]): string {
  if (faults.length === 0) return '';
  const items = faults.map((fault) => `<li><code>${escapeHtml(fault)}</code></li>`);
  return `<section class="fault-panel" aria-label="Faults"><p>These stop the build:</p><ul>${items.join('')}</ul></section>`;
}
