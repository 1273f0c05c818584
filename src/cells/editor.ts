import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface EditorOptions {
  readonly code: string;
  readonly selection: { readonly anchor: number; readonly head: number };
  /** Its name for those who hear the page. */
  readonly label: string;
  readonly onEdit: (code: string) => void;
  readonly onRun: () => void;
  /** The next Tab leaves the editor, or indents again. */
  readonly onLeaving: (leaving: boolean) => void;
}

/** A live editor; whoever made it disposes of it. */
export interface Editor {
  setCode(code: string): void;
  /** Lights a line, counted from 1; lights none without one. */
  markLine(line: number | undefined): void;
  focus(): void;
  dispose(): void;
}

/**
 * CodeMirror in a shadow root: there its styles are adopted sheets, which the content policy lets
 * pass, as it would not a style element in the page.
 */
export function createEditor(root: ShadowRoot, options: EditorOptions): Editor {
  const { label, onEdit, onRun, onLeaving } = options;
  const run = () => {
    onRun();
    return true;
  };
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.code,
      selection: options.selection,
      extensions: [
        keymap.of([
          { key: 'Mod-Enter', run },
          { key: 'Ctrl-Enter', run },
          { key: 'Escape', run: leave },
        ]),
        history(),
        lineNumbers(),
        indentOnInput(),
        bracketMatching(),
        javascriptLanguage,
        syntaxHighlighting(colours),
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        markedLine,
        theme,
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onEdit(update.state.doc.toString());
          if (update.docChanged || update.focusChanged) stay();
        }),
      ],
    }),
  });

  /** After Escape the Tab key moves the focus, until something is typed or the focus has moved. */
  function leave(): boolean {
    view.setTabFocusMode(true);
    onLeaving(true);
    return false;
  }
  function stay(): void {
    view.setTabFocusMode(false);
    onLeaving(false);
  }

  return {
    setCode(code) {
      const { doc } = view.state;
      if (code === doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: code } });
    },
    markLine(line) {
      const known = line !== undefined && line >= 1 && line <= view.state.doc.lines;
      view.dispatch({ effects: mark.of(known ? view.state.doc.line(line).from : undefined) });
    },
    focus: () => view.focus(),
    dispose: () => view.destroy(),
  };
}

const mark = StateEffect.define<number | undefined>();

const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    let next = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(mark)) continue;
      const line = Decoration.line({ class: 'marked' });
      next =
        effect.value === undefined ? Decoration.none : Decoration.set(line.range(effect.value));
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The colours of the page's other listings. */
const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--soft)' },
  { tag: [tags.keyword, tags.operatorKeyword], color: 'var(--accent)' },
  { tag: [tags.number, tags.string, tags.bool, tags.null], color: 'var(--negative)' },
]);

/** The measures of `.cell-listing` in cell.css, so that nothing moves when the editor comes. */
const theme = EditorView.theme({
  '&': { font: '400 0.875rem / 1.5rem var(--mono)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'inherit', lineHeight: 'inherit', overflowX: 'auto' },
  '.cm-content': { padding: '0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 1rem 0 0' },
  '.cm-line.marked': { background: 'color-mix(in srgb, var(--bad) 14%, transparent)' },
  '.cm-gutters': { background: 'var(--panel)', color: 'var(--soft)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': {
    boxSizing: 'border-box',
    width: '2.75rem',
    padding: '0 0.75rem 0 0',
    fontSize: '0.75rem',
  },
  '&.cm-focused .cm-matchingBracket': {
    background: 'var(--accent-wash)',
    outline: '1px solid var(--accent)',
  },
});
