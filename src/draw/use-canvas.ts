import { type RefObject, useEffect, useRef } from 'react';

/**
 * A canvas whose pixels follow its size on the page and the screen's density; `paint` runs at most
 * once a frame: when it changes, when the canvas is resized, when the paper turns dark or light.
 */
export function useCanvas(
  paint: (context: CanvasRenderingContext2D, width: number, height: number) => void,
): RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null);
  const latest = useRef(paint);
  const repaint = useRef<() => void>(undefined);

  useEffect(() => {
    const canvas = ref.current;
    // Painted by the processor: what is drawn here is many small copies, which cost a graphics card
    // more than they save it, and one that is emulated in software four times as much.
    const context = canvas?.getContext('2d', { willReadFrequently: true });
    if (!canvas || !context) return;
    let request = 0;
    // Asked for once for each size: asking for it in every frame would lay out the page again.
    let width = canvas.clientWidth;
    let height = canvas.clientHeight;
    const draw = () => {
      request = 0;
      const density = window.devicePixelRatio;
      const [across, down] = [Math.round(width * density), Math.round(height * density)];
      if (canvas.width !== across || canvas.height !== down) {
        canvas.width = across;
        canvas.height = down;
      }
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, width, height);
      latest.current(context, width, height);
    };
    repaint.current = () => {
      if (request === 0) request = requestAnimationFrame(draw);
    };
    const resized = new ResizeObserver(() => {
      width = canvas.clientWidth;
      height = canvas.clientHeight;
      repaint.current?.();
    });
    resized.observe(canvas);
    repaint.current();
    return () => {
      resized.disconnect();
      cancelAnimationFrame(request);
      request = 0;
    };
  }, []);

  useEffect(() => {
    latest.current = paint;
    repaint.current?.();
  }, [paint]);

  return ref;
}
