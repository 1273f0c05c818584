import './cell.css';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Editor } from './editor.ts';
import { Listing } from './listing.tsx';

interface CodeEditorProps {
  readonly label: string;
  readonly code: string;
  /** Where it went wrong, counted from 1. */
  readonly badLine: number | undefined;
  readonly onEdit: (code: string) => void;
  readonly onRun: () => void;
}

/**
 * Code to read and to change. It stands there as a highlighted listing over a plain text field; when
 * that is first focused, the editor is loaded and takes its place, with text, caret and focus. If
 * the editor cannot be had, the text field goes on.
 */
export function CodeEditor(props: CodeEditorProps) {
  const { label, code, badLine } = props;
  const host = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  const asked = useRef(false);
  // What the editor calls is of the latest render.
  const latest = useRef(props);
  const [ready, setReady] = useState(false);
  const [alive, setAlive] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const hint = useId();

  useEffect(() => {
    latest.current = props;
  });

  const wake = async () => {
    if (asked.current) return;
    asked.current = true;
    const loaded = await import('./editor.ts').catch(() => undefined);
    const [at, field] = [host.current, area.current];
    if (!loaded || !at || !field) {
      asked.current = false;
      return;
    }
    const wasFocused = document.activeElement === field;
    editor.current = loaded.createEditor(at.shadowRoot ?? at.attachShadow({ mode: 'open' }), {
      code: field.value,
      selection: { anchor: field.selectionStart, head: field.selectionEnd },
      label: `${label}. Escape, then Tab leaves the editor.`,
      onEdit: (text) => latest.current.onEdit(text),
      onRun: () => latest.current.onRun(),
      onLeaving: setLeaving,
    });
    // What is hidden takes no focus.
    flushSync(() => setAlive(true));
    if (wasFocused) editor.current.focus();
  };

  const comeAlive = useEffectEvent(() => {
    setReady(true);
    // Focused before the page came alive.
    if (document.activeElement === area.current) void wake();
  });
  useEffect(() => {
    comeAlive();
    return () => {
      editor.current?.dispose();
      editor.current = undefined;
    };
  }, []);

  useEffect(() => editor.current?.setCode(code), [code]);
  useEffect(() => {
    if (alive) editor.current?.markLine(badLine);
  }, [alive, badLine]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    props.onRun();
  };

  return (
    <div className="cell-editor">
      <div className="cell-field">
        <div ref={host} className="cell-live" hidden={!alive} />
        {!alive && (
          <div className="cell-still">
            <pre aria-hidden="true">
              <Listing code={code} marked={badLine === undefined ? [] : [badLine]} />
            </pre>
            <textarea
              ref={area}
              aria-label={label}
              aria-describedby={hint}
              value={code}
              // Nothing can be typed that the page would not keep when it comes alive.
              readOnly={!ready}
              wrap="off"
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              onChange={(event) => props.onEdit(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              onFocus={() => void wake()}
            />
          </div>
        )}
      </div>
      <p id={hint} className="cell-hint" aria-live="polite">
        {leaving
          ? 'Tab now leaves the editor.'
          : 'Ctrl or ⌘ with Enter runs it. Escape, then Tab leaves the editor.'}
      </p>
    </div>
  );
}
