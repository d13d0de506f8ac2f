import { useEffect, useRef } from 'react';
import Pad from 'signature_pad';
import classes from './Meeting.module.css';

export type Strokes = [number, number][][];

/** The box in which a signature is kept, whatever the size of the screen it was drawn on. */
export const BOX = { width: 600, height: 200 };

interface SignaturePadProps {
  label: string;
  onChange: (strokes: Strokes) => void;
}

/** A box to sign in with a finger or a pen. What is drawn is told as lines, not as a picture. */
export function SignaturePad({ label, onChange }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    element.width = element.offsetWidth * ratio;
    element.height = element.offsetHeight * ratio;
    element.getContext('2d')?.scale(ratio, ratio);
    const pad = new Pad(element, { minWidth: 1.5, maxWidth: 3.5, penColor: '#1f1f1b' });
    const scale = BOX.width / element.offsetWidth;
    const ended = () => {
      const whole = (value: number, most: number) => Math.min(Math.max(Math.round(value * scale), 0), most);
      told.current(
        pad
          .toData()
          .map(({ points }) => points.map(({ x, y }): [number, number] => [whole(x, BOX.width), whole(y, BOX.height)]))
          .filter((stroke) => stroke.length > 0),
      );
    };
    pad.addEventListener('endStroke', ended);
    return () => {
      pad.removeEventListener('endStroke', ended);
      pad.off();
    };
  }, []);
  return <canvas ref={canvas} className={classes.pad} role="img" aria-label={label} />;
}
