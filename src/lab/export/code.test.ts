import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HostEngine } from '../../core/host/engine.ts';
import { type NetworkName, networkNames } from '../../core/networks/networks.ts';
import { parseWeights } from '../../core/weights.ts';
import { rasterize } from '../../digits/raster.ts';
import { sampleDigit } from '../../digits/samples.ts';
import type { Trace } from '../../trace/trace.ts';
import { feedsOf, shipped } from '../networks/network.ts';
import { codeOf, type Framework, frameworks } from './code.ts';
import type { CodeSubject } from './code-plan.ts';

function subjectOf(name: NetworkName, framework: Framework): CodeSubject {
  const network = shipped(name);
  const { graph, title, classes } = network;
  const params = parseWeights(graph, readFileSync(`public/models/${name}.safetensors`));
  const pixels = rasterize(sampleDigit(3))?.pixels ?? new Float32Array(784);
  const [, label] = classes;
  const inputs = feedsOf(network, pixels, label);
  const trace = new HostEngine('float32').recordNow({ graph, params, inputs });
  return { trace, title, fileName: `backflow-${name}-${framework}.py`, classes, label };
}

/** The arrays at a program's end, as Python would read them. */
function numbersIn(text: string): Map<string, { shape: number[]; data: Float32Array }> {
  const found = new Map<string, { shape: number[]; data: Float32Array }>();
  for (const [, name, shape, base64] of text.matchAll(
    /^ {4}"([^"]+)": \(\(([\d, ]*)\), """\n([^"]*)"""\),$/gm,
  )) {
    const bytes = Uint8Array.from(Buffer.from(base64.replaceAll('\n', ''), 'base64'));
    const sides = shape.split(',').filter((side) => side.trim() !== '');
    found.set(name, { shape: sides.map(Number), data: new Float32Array(bytes.buffer) });
  }
  return found;
}

const cnn = subjectOf('cnn', 'pytorch');

function changed(attrs: Trace['graph']['nodes'][number]['attrs'], kind?: string): CodeSubject {
  const { trace } = cnn;
  const nodes = trace.graph.nodes.map((node) =>
    node.id === 'pool1' ? { ...node, kind: kind ?? node.kind, attrs } : node,
  );
  return { ...cnn, trace: { ...trace, graph: { ...trace.graph, nodes } } };
}

describe.each(networkNames)('The %s as code', (name) => {
  it.each(frameworks)('for %s carries every weight and the drawing, bit for bit', (framework) => {
    const subject = subjectOf(name, framework);
    const { program, numbers } = codeOf(framework, subject);
    const whole = program + [...numbers()].join('');
    const read = numbersIn(whole);
    const { params, values } = subject.trace;
    expect([...read.keys()]).toEqual(['x', ...Object.keys(params)]);
    for (const [id, { shape, data }] of read) {
      const expected = id === 'x' ? values.x : params[id];
      expect(shape).toEqual(id === 'x' ? expected.shape.slice(1) : expected.shape);
      expect(data).toEqual(Float32Array.from(expected.data));
    }
    expect(whole.endsWith('if __name__ == "__main__":\n    main()\n')).toBe(true);
    expect(Math.max(...whole.split('\n').map((line) => line.length))).toBeLessThan(160);
    expect(program).toContain(`python backflow-${name}-${framework}.py`);
  });
});

describe('Code', () => {
  it('turns every layout into the framework’s own', () => {
    const { program } = codeOf('pytorch', cnn);
    expect(program).toContain('parameter("conv1.w").permute(3, 2, 0, 1)');
    expect(program).toContain('flat = pool2.permute(0, 2, 3, 1).flatten(1)');
    expect(codeOf('keras', cnn).program).toContain('[tensor("dense1.W").T, tensor("dense1.b")]');
  });
  it('writes the way back out, last layer first', () => {
    const { program } = codeOf('numpy', cnn);
    const back = [...program.matchAll(/^ {4}g\["(\w+)"\]/gm)].map(([, id]) => id);
    expect(back).toEqual([
      ...['logits', 'relu3', 'dense1', 'flat', 'pool2', 'relu2', 'conv2'],
      ...['pool1', 'relu1', 'conv1', 'x'],
    ]);
  });
  it('has only the functions that the network needs', () => {
    const { program } = codeOf('numpy', subjectOf('mlp', 'numpy'));
    expect(program).toContain('def dense_backward');
    expect(program).not.toContain('def conv2d');
  });
  it('gives a tie to whom the trace does', () => {
    expect(codeOf('numpy', cnn).program).toContain('# of equals, the first');
    expect(codeOf('numpy', changed({ ties: 'last' })).program).toContain('# of equals, the last');
    expect(codeOf('numpy', changed({ ties: 'split' })).program).toContain('equal shares');
  });
  it('is refused, with the reason, for what is not written yet', () => {
    expect(() => codeOf('numpy', changed({}, 'avgPool2d'))).toThrow('"pool1" is a avgPool2d');
    expect(() => codeOf('keras', changed({ strides: [1, 1] }))).toThrow(
      '"pool1" has strides = 1,1',
    );
    expect(() => codeOf('numpy', { ...cnn, label: 11 })).toThrow('no class for the label 11');
  });
  it('is not broken by the names in a reader’s file', () => {
    const { program } = codeOf('numpy', { ...cnn, title: 'my """\n\\net' });
    expect(program.split('\n')[0]).toBe(
      '"""Backflow: the my      net in NumPy, with its weights and one drawn digit.',
    );
  });
});
