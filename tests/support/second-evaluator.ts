import type { Cell, Expression, FunctionName } from '../../src/trace/expression.ts';

/** A second evaluator, on a stack instead of by recursion, so that it shares nothing with ours. */
export function comesTo(root: Expression, read: (cell: Cell) => number): number {
  const work: (Expression | ((stack: number[]) => void))[] = [root];
  const stack: number[] = [];
  const many = (parts: readonly Expression[], join: (numbers: number[]) => number) => {
    work.push((s) => s.push(join(s.splice(s.length - parts.length))), ...parts);
  };
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    if (typeof item === 'function') {
      item(stack);
      continue;
    }
    switch (item.op) {
      case 'cell':
        stack.push(read(item.cell));
        break;
      case 'constant':
        stack.push(item.value);
        break;
      case 'sum':
        many(item.terms, (numbers) => numbers.reduce((a, b) => a + b, 0));
        break;
      case 'product':
        many(item.factors, (numbers) => numbers.reduce((a, b) => a * b, 1));
        break;
      case 'max':
        many(item.terms, (numbers) => numbers.reduce((a, b) => Math.max(a, b)));
        break;
      case 'quotient':
        // Pushed last, done first: the denominator lies below the numerator.
        many([item.numerator, item.denominator], ([below, above]) => above / below);
        break;
      case 'equal':
        many([item.left, item.right], ([a, b]) => (a === b ? 1 : 0));
        break;
      case 'call': {
        const { name } = item;
        many([item.argument], ([x]) => called(name, x));
      }
    }
  }
  return stack[0];
}

function called(name: FunctionName, x: number): number {
  switch (name) {
    case 'absolute':
      return x < 0 ? -x : x;
    case 'cos':
      return Math.cos(x);
    case 'erf':
      return errorFunction(x);
    case 'exp':
      return Math.exp(x);
    case 'log':
      return Math.log(x);
    case 'logOnePlus':
      return 2 * Math.atanh(x / (2 + x));
    case 'negative':
      return -x;
    case 'sign':
      return x > 0 ? 1 : x < 0 ? -1 : 0;
    case 'sin':
      return Math.sin(x);
    case 'sqrt':
      return x ** 0.5;
    case 'step':
      return x > 0 ? 1 : 0;
    case 'tanh':
      return Math.tanh(x);
  }
}

/** 2/√π ∫₀ˣ exp(−t²) dt by Simpson's rule. */
function errorFunction(x: number): number {
  const parts = 2000;
  const step = x / parts;
  let total = 0;
  for (let i = 0; i <= parts; i++) {
    const weight = i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * Math.exp(-((i * step) ** 2));
  }
  return ((2 / Math.sqrt(Math.PI)) * step * total) / 3;
}
