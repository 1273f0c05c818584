import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';

/** The rooms of the house and which other rooms each may import. A type import counts too. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  trace: [],
  core: ['trace'],
  digits: ['trace'],
  training: ['trace', 'core', 'digits'],
  player: ['trace'],
  draw: [],
  pad: ['trace', 'digits', 'draw'],
  lab: ['trace', 'player', 'draw', 'pad', 'digits', 'core', 'notebook'],
  widgets: ['trace', 'player', 'draw', 'pad', 'digits', 'core', 'cells', 'lab'],
  cells: ['trace', 'draw'],
  notebook: ['trace', 'player', 'draw', 'digits'],
  app: [
    'trace',
    'core',
    'digits',
    'training',
    'player',
    'draw',
    'pad',
    'lab',
    'widgets',
    'cells',
    'notebook',
  ],
};

/** Packages that one room alone may use. */
const ownedPackages: readonly { readonly name: RegExp; readonly room: string }[] = [
  { name: /^@tensorflow\//, room: 'core' },
  { name: /^@(?:codemirror|lezer)\//, room: 'cells' },
];

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** All TypeScript under a folder. */
export function sourceFiles(root: string, folder: string): SourceFile[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path))
    .map((path) => ({
      path: path.split(sep).join('/'),
      text: readFileSync(join(root, path), 'utf8'),
    }));
}

const specifier =
  /(?:\bfrom\s*|\bimport\s*\(\s*|^[ \t]*import\s*|\bnew URL\(\s*)(['"])([^'"\n]+)\1/gm;

/** Everything that a file imports: static, dynamic, type-only, for effect, and worker URLs. */
export function importsOf(file: SourceFile): { line: number; target: string }[] {
  return [...file.text.matchAll(specifier)].map((match) => ({
    line: file.text.slice(0, match.index).split('\n').length,
    target: match[2],
  }));
}

/** What breaks the house's rules, a line each; empty when all is well. */
export function violations(files: readonly SourceFile[]): string[] {
  if (files.length === 0) return ['no source files were found: the rules were checked on nothing'];
  return files.flatMap((file) => [...ofPlace(file), ...ofImports(file), ...ofSchemas(file)]);
}

function ofPlace({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  const room = path.split('/')[1];
  if (!(room in mayImport)) found.push(`${path}: "${room}" is no room of the house`);
  if (/\/(utils?|helpers?|common|misc)(\/|\.)/.test(path)) {
    found.push(`${path}: name the noun; there is no utils folder`);
  }
  if (/\/index\.tsx?$/.test(path)) found.push(`${path}: no barrel files; import the file itself`);
  const lines = text.split('\n').length - 1;
  if (lines > 300) found.push(`${path}: ${lines} lines; a file is one noun, under 300 lines`);
  return found;
}

function ofImports(file: SourceFile): string[] {
  const room = file.path.split('/')[1];
  const isTest = /\.test\.tsx?$/.test(file.path);
  return importsOf(file).flatMap(({ line, target }) => {
    const where = `${file.path}:${line}`;
    const owned = ownedPackages.find(({ name }) => name.test(target));
    if (owned && owned.room !== room) {
      return [`${where}: only ${owned.room} may import ${target}`];
    }
    if (!target.startsWith('.')) return [];
    const to = normalize(join(dirname(file.path), target))
      .split(sep)
      .join('/');
    const [top, other] = to.split('/');
    if (top !== 'src') return isTest && top === 'tests' ? [] : outside(where, room, to);
    if (other === room || (mayImport[room] ?? []).includes(other)) return [];
    return [`${where}: ${room} may not import ${other} (${target})`];
  });
}

/** A schema brings zod along: the page takes its types and nothing else. */
function ofSchemas({ path, text }: SourceFile): string[] {
  if (!path.startsWith('src/widgets/') || /\.test\.tsx?$/.test(path)) return [];
  const brought = /^import (?!type\b)[^;]*?from '[^']*\/attributes\.ts'/gm;
  return [...text.matchAll(brought)].map(({ index }) => {
    const line = text.slice(0, index).split('\n').length;
    return `${path}:${line}: attributes.ts brings zod into the page; import its types only`;
  });
}

/** Data beside the source may be read by the notebook's and the app's side of the house only. */
function outside(where: string, room: string, to: string): string[] {
  const allowed = ['app', 'notebook'].includes(room) && /^(content|public)\//.test(to);
  return allowed ? [] : [`${where}: imports ${relative('.', to)}, which lies outside src`];
}
