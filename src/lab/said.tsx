import { useEffect, useRef, useState } from 'react';

interface SaidProps {
  readonly text: string;
  /** The text is said when this changes: by itself, whenever the text does. */
  readonly occasion?: string;
  /** Milliseconds that the text must have rested. */
  readonly wait?: number;
}

/** Long enough to be heard; then it goes, so that nobody who reads on meets the words twice. */
const STAYS = 5000;

/**
 * Text for those who hear the page. It is said once it rests: what follows a moving pen changes
 * thirty times a second, and a screen reader would queue up every one of them.
 */
export function Said({ text, occasion = text, wait = 600 }: SaidProps) {
  const [said, setSaid] = useState('');
  const last = useRef(occasion);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  useEffect(() => {
    if (occasion === last.current) return;
    const timer = setTimeout(() => {
      last.current = occasion;
      setSaid(latest.current);
    }, wait);
    return () => clearTimeout(timer);
  }, [occasion, wait]);
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), STAYS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <p className="lab-said" aria-live="polite">
      {said}
    </p>
  );
}
