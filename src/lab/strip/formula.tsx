import 'katex/dist/katex.min.css';
import { useEffect, useRef } from 'react';

/** A formula from TeX. KaTeX comes when the first formula is wanted; until then, the TeX is there. */
export function Formula({ tex }: { readonly tex: string }) {
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let wanted = true;
    import('katex').then(({ default: katex }) => {
      if (wanted && ref.current) katex.render(tex, ref.current, { throwOnError: false });
    });
    return () => {
      wanted = false;
    };
  }, [tex]);
  return <span ref={ref} className="strip-formula" />;
}
