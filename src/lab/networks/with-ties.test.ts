import { expect, test } from 'vitest';
import { cnn } from '../../core/networks/cnn.ts';
import { mlp } from '../../core/networks/mlp.ts';
import { modelOf } from '../lab-model.ts';
import { withTies } from './with-ties.ts';

test('a network with a rule is one graph however often it is asked for, and the plain one is itself', () => {
  expect(withTies(cnn, 'first')).toBe(cnn);
  const last = withTies(cnn, 'last');
  expect(withTies(cnn, 'last')).toBe(last);
  expect(withTies(cnn, 'split')).not.toBe(last);
  expect(withTies(last, 'first').nodes).toEqual(
    cnn.nodes.map((node) =>
      node.kind === 'maxPool2d' ? { ...node, attrs: { ...node.attrs, ties: 'first' } } : node,
    ),
  );
  expect(withTies(mlp, 'split')).toBe(mlp);
});

test('the rule changes no step and no column', () => {
  const [plain, split] = [modelOf(cnn), modelOf(withTies(cnn, 'split'))];
  expect(split.steps.map(({ kind }) => kind)).toEqual(plain.steps.map(({ kind }) => kind));
  expect(split.columns.map(({ id, title }) => [id, title])).toEqual(
    plain.columns.map(({ id, title }) => [id, title]),
  );
});
