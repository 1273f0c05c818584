import { describe, expect, test } from 'vitest';
import { faultsOf, head, schemas } from '../../tests/support/lesson-faults.ts';
import { faultText } from './fault.ts';
import { compileLibrary } from './library.ts';

test('a lesson without faults has none', () => {
  const body = `## One\n\n::matrix{values="a" bind="logits"}\n\n[over](convolution-padding.md#what-happens-at-the-edge), [here](#one), [lab](/lab/).\n`;
  expect(faultsOf(body)).toEqual([]);
});

describe('a fault in the text is found at its place', () => {
  const cases: readonly (readonly [what: string, body: string, message: string])[] = [
    [
      'an unknown widget',
      'Text.\n\n::matrx{values="a"}\n',
      'content/x.md:13:1: unknown widget "matrx"; did you mean "matrix"?',
    ],
    [
      'an unknown container',
      ':::asde\nA note.\n:::\n',
      'content/x.md:11:1: unknown widget "asde"; did you mean "aside"?',
    ],
    [
      'an unknown attribute',
      '::matrix{values="a" sise="2"}\n',
      'content/x.md:11:21: unknown attribute "sise" of widget "matrix"; did you mean "size"?',
    ],
    [
      'a bad attribute value',
      '::matrix{values="a" size="4"}\n',
      'content/x.md:11:21: bad value "4" for attribute "size" of widget "matrix": one of "2", "3"; did you mean "2"?',
    ],
    [
      'a missing attribute',
      'Text.\n\n::matrix{size="3"}\n',
      'content/x.md:13:1: missing attribute "values" of widget "matrix"',
    ],
    [
      'an attribute that names no quantity',
      '::matrix{values="a" bind="logit"}\n',
      'content/x.md:11:21: unknown quantity "logit"; did you mean "logits"?',
    ],
    [
      'a dead link to a lesson',
      'See [padding](convolution-paddding.md).\n',
      'content/x.md:11:5: dead link to lesson "convolution-paddding"; did you mean "convolution-padding"?',
    ],
    [
      'a dead link to a page',
      'See [the lab](/labb).\n',
      'content/x.md:11:5: dead link "/labb"; did you mean "/lab"?',
    ],
    [
      'a link that leads off the web',
      'See [it](javascript:alert).\n',
      'content/x.md:11:5: link to "javascript:alert": only http, https and mailto lead off the site',
    ],
    [
      'a dead anchor in the same lesson',
      '## The edge\n\nSee [above](#the-egde).\n',
      'content/x.md:13:5: dead anchor "#the-egde" in this lesson; did you mean "the-edge"?',
    ],
    [
      'a dead anchor in another lesson',
      'See [there](/lessons/convolution-padding#what-happens-at-the-end).\n',
      'content/x.md:11:5: dead anchor "#what-happens-at-the-end" in lesson "convolution-padding"; did you mean "what-happens-at-the-edge"?',
    ],
    [
      'a bad formula in a line, at the character',
      'So $x^2 + \\fraq{1}{2}$.\n',
      'content/x.md:11:11: bad formula: Undefined control sequence: \\fraq',
    ],
    [
      'a bad formula on its own',
      '$$\n\\frac{1}{2\n$$\n',
      "content/x.md:12:11: bad formula: Unexpected end of input in a macro argument, expected '}'",
    ],
    [
      'a container that is never closed',
      'Text.\n\n:::aside\nA note.\n',
      'content/x.md:13:1: ":::aside" is never closed by a line ":::"',
    ],
    [
      'an unknown code language',
      '```pyton\nx = 1\n```\n',
      'content/x.md:11:1: unknown code language "pyton"; did you mean "python"?',
    ],
    [
      'two headings with one anchor',
      '## The edge\n\n## The edge\n',
      'content/x.md:13:1: a second heading with the anchor "#the-edge"',
    ],
    [
      'a heading of the first level',
      '# The edge\n',
      'content/x.md:11:1: a heading of the first level: that is the question, begin with "##"',
    ],
    [
      'an image without a description',
      'Look: ![](/a.png)\n',
      'content/x.md:11:7: image without a description: write ![what it shows](address)',
    ],
    [
      'raw HTML',
      'Text.\n\n<div>no</div>\n',
      'content/x.md:13:1: raw HTML "<div>": a lesson is Markdown and directives only',
    ],
    [
      'a live number of an unknown quantity',
      'Now :value[logit.0] it is.\n',
      'content/x.md:11:5: unknown quantity "logit"; did you mean "logits"?',
    ],
    [
      'a live number outside its quantity',
      'Now :value[logits.3] it is.\n',
      'content/x.md:11:5: "logits.3": "logits" has the shape 3, counted from 0',
    ],
    [
      'a listing of an unknown experiment',
      '::matrix{values="a" experiment="routing"}\n\n```python experiment=rooting\nx = 1\n```\n',
      'content/x.md:13:11: unknown experiment "rooting"; did you mean "routing"?',
    ],
    [
      'an anchor that the figure never lights, at the line',
      '::matrix{values="a" experiment="e"}\n\n```python experiment=e\nx = 1\ny = 2  #@ window rout\n```\n',
      'content/x.md:15:8: unknown anchor "rout" of experiment "e"; did you mean "route"?',
    ],
    [
      'an unknown option of a listing',
      '```python experimnt=e\nx = 1\n```\n',
      'content/x.md:11:11: unknown option "experimnt" of a listing; did you mean "experiment"?',
    ],
    [
      'a code block that is never closed',
      'Text.\n\n```python\nx = 1\n',
      'content/x.md:13:1: a code block that is never closed by a line "```"',
    ],
    [
      'a code block closed by a shorter fence',
      '````text\nx = 1\n```\n',
      'content/x.md:11:1: a code block that is never closed by a line "````"',
    ],
    [
      'two variants of one name',
      '```python variant="a"\nx = 1\n```\n\n```python variant="a"\nx = 2\n```\n',
      'content/x.md:15:1: a second variant "a" of one listing',
    ],
    [
      'a variant alone',
      '```python variant="a"\nx = 1\n```\n',
      'content/x.md:11:1: a variant alone: the code blocks of one listing follow each other',
    ],
    [
      'a variant that sets an unknown experiment',
      '```python variant="a" sets="e/rule=assign"\nx = 1\n```\n\n```python variant="b"\nx = 2\n```\n',
      'content/x.md:11:23: unknown experiment "e"',
    ],
    [
      'a variant that sets nothing',
      '```python variant="a" sets="assign"\nx = 1\n```\n\n```python variant="b"\nx = 2\n```\n',
      'content/x.md:11:23: "assign" sets nothing: write "experiment/control=value"',
    ],
    [
      'settings without a variant',
      '::matrix{values="a" experiment="e"}\n\n```python sets="e/rule=assign"\nx = 1\n```\n',
      'content/x.md:13:11: "sets" of a listing without "variant"',
    ],
  ];
  test.each(cases)('%s', (_, body, message) => {
    expect(faultsOf(body)).toEqual([message]);
  });
});

describe('a fault in the head is found at its place', () => {
  const cases: readonly (readonly [what: string, change: [string, string], message: string])[] = [
    [
      'bad YAML',
      ['part: 2', 'part: [2'],
      'content/x.md:6:1: bad YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'a missing field',
      ['summary: A summary.\n', ''],
      'content/x.md:1:1: missing front-matter field "summary"',
    ],
    [
      'a field of the wrong type',
      ['order: 1', 'order: first'],
      'content/x.md:6:8: bad front-matter field "order": expected number, received string',
    ],
    [
      'a part that the course has not',
      ['part: 2', 'part: 7'],
      'content/x.md:5:7: bad front-matter field "part": a whole number from 0 to 5',
    ],
    [
      'an unknown field',
      ['minutes: 5', 'minutes: 5\nsumary: no'],
      'content/x.md:8:1: unknown front-matter field "sumary"; did you mean "summary"?',
    ],
    [
      'an unknown prerequisite',
      ['minutes: 5', 'minutes: 5\nprerequisites: [convolution-pading]'],
      'content/x.md:8:17: unknown prerequisite "convolution-pading"; did you mean "convolution-padding"?',
    ],
    [
      'a crooked quantity',
      ['[50, 90, 100]', '[[1, 2], [3]]'],
      'content/x.md:9:11: bad front-matter field "quantities.logits": rows of unequal length',
    ],
    [
      'a quantity that is no number',
      ['[50, 90, 100]', 'many'],
      'content/x.md:9:11: bad front-matter field "quantities.logits": a number, a row, a matrix, or one of them as { value, min, max, step }',
    ],
  ];
  test.each(cases)('%s', (_, [from, to], message) => {
    expect(faultsOf('Text.\n', head.replace(from, to))).toEqual([message]);
  });

  test('a lesson without a head', () => {
    expect(faultsOf('Text.\n', '')).toEqual([
      'content/x.md:1:1: missing front matter: a lesson begins with a line "---"',
    ]);
  });
});

test('all faults of a file are collected, in reading order', () => {
  const body = '::matrx\n\n[dead](nowhere.md) and $\\foo$.\n\n```pyton\n```\n';
  expect(faultsOf(body).map((fault) => fault.split(':').slice(1, 3).join(':'))).toEqual([
    '11:1',
    '13:1',
    '13:25',
    '15:1',
  ]);
});

test('two lessons of one part cannot have one place', () => {
  const lessons = ['a', 'b'].map((slug) => ({ file: `content/${slug}.md`, source: head }));
  expect(compileLibrary(lessons, schemas).faults.map(faultText)).toEqual([
    'content/b.md:6:8: the order 1 in part 2 belongs to "a" already',
  ]);
});

test('faults of the shelf are not reported', () => {
  const broken = { file: 'content/convolution-padding.md', source: 'no head' };
  expect(faultsOf('See [it](convolution-padding.md).\n', head, [broken])).toEqual([]);
});

test('a lesson with a fault is left out, the others stay', () => {
  const good = { file: 'content/good.md', source: `${head}Text.\n` };
  const bad = { file: 'content/bad.md', source: `${head}::matrx\n` };
  expect(compileLibrary([good, bad], schemas).lessons.map(({ slug }) => slug)).toEqual(['good']);
});

test('a fault stands in the draft where it was made', () => {
  const file = { file: 'content/x.md', source: `${head}Before.\n\n::matrx\n\nAfter.\n` };
  const [draft] = compileLibrary([file], schemas).drafts;
  expect(draft.html).toBe(
    '<p>Before.</p>\n<strong class="fault">content/x.md:13:1: unknown widget &quot;matrx&quot;; did you mean &quot;matrix&quot;?</strong>\n<p>After.</p>',
  );
});

test('bad quantities are one fault, not one for each use', () => {
  const front = head.replace('[50, 90, 100]', 'many');
  expect(faultsOf('Now :value[logits.0] and $\\live{logits.1}{90}$.\n', front)).toHaveLength(1);
});

test('a figure with a fault still lends its experiment to what refers to it', () => {
  const body = '::matrx{experiment="e"}\n\n```python experiment=e\nx = 1\n```\n';
  expect(faultsOf(body)).toHaveLength(1);
});
