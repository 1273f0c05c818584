import { useMemo, useState } from 'react';
import { Choice } from '../../../draw/choice.tsx';
import { codeOf, type Framework, frameworks } from '../../export/code.ts';
import { CodeError } from '../../export/code-plan.ts';
import { fileName } from '../../export/file-name.ts';
import { inSlices } from '../../export/in-slices.ts';
import type { Recorded } from '../../lab-store.ts';
import type { Saving } from './saving.tsx';

const names: Readonly<Record<Framework, string>> = {
  pytorch: 'PyTorch',
  keras: 'Keras',
  numpy: 'NumPy',
};

const notes: Readonly<Record<Framework, string>> = {
  pytorch: 'The network as a module, with its loss; autograd finds the gradients.',
  keras: 'The network as a functional model, forward.',
  numpy: 'Forward and backward written out by hand, and a weight tried out at the end.',
};

interface TakeCodeProps {
  readonly recorded: Recorded;
  readonly saving: Saving;
}

/** The network with its weights and the drawing as one Python file. */
export function TakeCode({ recorded, saving }: TakeCodeProps) {
  const [framework, setFramework] = useState<Framework>('pytorch');
  const { network } = recorded;
  const name = fileName([network.id, framework], 'py');
  const code = useMemo(() => maybeCode(framework, name, recorded), [framework, name, recorded]);
  const whole = () => inSlices(code.program === '' ? [] : parts(code), 'text/x-python');
  return (
    <section className="take-part" aria-label="The network as code">
      <h3>The network as code</h3>
      <p>
        One file with the weights and your digit in it: <code>python {name}</code> prints the Lab’s
        scores.
      </p>
      <Choice
        label="Written for"
        value={framework}
        options={frameworks.map((one) => [one, names[one]])}
        onChange={setFramework}
      />
      <p className="take-note">{code.refused ?? notes[framework]}</p>
      {code.program !== '' && (
        <>
          <div className="take-row">
            <button
              type="button"
              aria-disabled={saving.busy}
              onClick={() => saving.save(name, whole)}
            >
              {names[framework]} file
            </button>
            <button
              type="button"
              aria-disabled={saving.busy}
              onClick={() => saving.copy(name, async () => (await whole()).text())}
            >
              Copy it whole
            </button>
          </div>
          <details>
            <summary>Read it here, without the numbers at its end</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
            <pre className="take-program" tabIndex={0}>
              <code>{code.program}</code>
            </pre>
          </details>
        </>
      )}
    </section>
  );
}

interface ShownCode {
  readonly program: string;
  readonly numbers: () => Iterable<string>;
  /** Why there is no code for this network. */
  readonly refused?: string;
}

function maybeCode(framework: Framework, name: string, recorded: Recorded): ShownCode {
  const { trace, network, label } = recorded;
  const { title, classes } = network;
  try {
    return codeOf(framework, { trace, title, fileName: name, classes, label });
  } catch (error) {
    if (!(error instanceof CodeError)) throw error;
    return { program: '', numbers: () => [], refused: error.message };
  }
}

function* parts({ program, numbers }: ShownCode): Generator<string> {
  yield program;
  yield* numbers();
}
