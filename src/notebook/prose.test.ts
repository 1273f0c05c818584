import { describe, expect, test } from 'vitest';
import { compileLesson } from './compile-lesson.ts';

const head = `---
title: T
question: Q?
summary: S.
part: 1
order: 1
minutes: 1
quantities:
  upstream: { value: [[0.4, -1.1], [0.7, 0.2]], min: -3, max: 3 }
---
`;

function htmlOf(body: string): string {
  const draft = compileLesson(head + body, 'content/x.md', 'x', new Map());
  expect(draft.faults).toEqual([]);
  return draft.html.trim();
}

/** The text that a reader sees, formulas as `⟨tex⟩`. */
function textOf(body: string): string {
  return htmlOf(body)
    .replace(
      /<span class="katex">.*?<annotation[^>]*>(.*?)<\/annotation>.*?<\/math>.*?(?=<\/p>|$)/g,
      '⟨$1⟩',
    )
    .replace(/<[^>]+>/g, '');
}

describe('prose survives', () => {
  test.each([
    'A ratio of 3:4 and a time of 12:30.',
    'Use std::vector or a::b::c, as in note:this and e.g.:that.',
    'It costs $5.',
    'From $5 to $10, or US$20.',
    'Between $5 and ($6) in all.',
    'A lone $ stands here.',
    'A :colon word and :another[one]{with=this} of them.',
    'A smiley :) and a :-word.',
    'A long :term of a :live wire, and a note:live.',
  ])('%s', (sentence) => {
    expect(textOf(sentence)).toBe(sentence);
  });

  test('emphasis inside what looked like a directive is kept', () => {
    expect(htmlOf('so:maybe[*this*]')).toBe('<p>so:maybe[<em>this</em>]</p>');
  });

  test('a comment is left out', () => {
    expect(htmlOf('One.\n\n<!-- not yet -->\n\nTwo.')).toBe('<p>One.</p>\n<p>Two.</p>');
  });
});

test('tables, footnotes, pipes, lists of tasks and code without a language are no faults', () => {
  const html = htmlOf(
    'A claim.[^1] Either a | b, or `c|d`.\n\n| cost | $x$ |\n|---|---|\n| $5 | 3:4 |\n\n- [x] done\n\n```\nplain :text[a] $5\n```\n\n    indented\n\n> ```text\n> quoted\n> ```\n\n1. ```text\n   listed\n   ```\n\n[^1]: It is: 12:30.\n',
  );
  expect(html).toContain('<table>');
  expect(html).toContain('plain :text[a] $5');
  expect(html).toContain('data-footnotes');
});

describe('dollars make formulas', () => {
  test.each([
    ['So $x^2$ it is.', ['x^2']],
    ['Both $a$ and $b$.', ['a', 'b\\text{.}']],
    ['It costs $5, while $x$ is free.', ['x']],
    ['With a dollar: $\\$5$.', ['\\$5\\text{.}']],
    ['Over two\nlines: $a +\nb$.', ['a +\nb\\text{.}']],
    ['Subscripts $a_1 * b_1 * c$ are not emphasis.', ['a_1 * b_1 * c']],
    ['No: $ a$ and $a $ and $a$1.', []],
  ])('%s', (body, formulas) => {
    const found = [...htmlOf(body).matchAll(/<annotation[^>]*>([^<]*)</g)].map((m) => m[1]);
    expect(found).toEqual(formulas);
  });

  test('a formula carries what closes its clause, so that no line begins with it', () => {
    const html = htmlOf(
      'It says “$x = \\live{upstream.0.0}{+0.4}$.” So it is, ($y$), and $z$ is not.',
    );
    expect(html).toContain('<mtext>.”</mtext></mrow>');
    expect(html).toContain('<mtext>),</mtext></mrow>');
    expect(html).toContain('</span> So it is, (<span');
    expect(html).toContain('</span> is not.');
    expect(html).toContain('data-live="upstream.0.0"');
  });

  test('a formula is HTML and MathML, without a script', () => {
    const html = htmlOf('$$\ny = x\n$$');
    expect(html).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">');
    expect(html).toContain('class="katex-html" aria-hidden="true"');
  });

  test('a live slot keeps its name', () => {
    expect(htmlOf('$\\live{upstream.0.0}{+0.4}$')).toContain('data-live="upstream.0.0"');
  });
});

describe('what a formula says', () => {
  test('is the live number in the MathML too, marked', () => {
    const html = htmlOf('$\\frac{\\live{upstream.0.1}{-1.1}}{2}$');
    expect(html).toContain('<mfrac><mn data-said="upstream.0.1">−1.1</mn><mn>2</mn></mfrac>');
    expect(html).toContain('\\live{upstream.0.1}{-1.1}}{2}</annotation>');
  });

  test('holds no space behind a term in it', () => {
    const draft = compileLesson(`${head}$\\term{e:a}{\\term{e:b}{a}} = b$`, 'x.md', 'x', new Map());
    expect(draft.html).toMatch(
      /data-term="e:b"><span class="mord mathnormal">a<\/span><\/span><\/span><span class="mspace"/,
    );
  });

  test('keeps its words beside a live number', () => {
    const html = htmlOf('$\\text{of }\\live{upstream.0.1}{-1.1}\\text{ or so}$');
    expect(html.replaceAll('\u00a0', ' ')).toContain(
      '<mtext>of </mtext><mn data-said="upstream.0.1">−1.1</mn><mtext> or so</mtext>',
    );
  });
});

test('a live number is a slider with its range', () => {
  const html = htmlOf('Now :value[upstream.0.1]{signed label="the second"}.');
  expect(html).toContain('role="slider" tabindex="0" data-quantity="upstream" data-index="1"');
  expect(html).toContain('aria-label="the second" aria-valuemin="-3" aria-valuemax="3"');
  expect(html).toContain('>−1.1</span>');
});

test.each(['e:y', 'e:loss(0.25)', 'e:dx.1.0@2.1', 'upstream.0.0'])(
  'a live number in a sentence keeps the name %s',
  (slot) => {
    const { html } = compileLesson(
      `${head}Now :live[${slot}]{digits="3"}.`,
      'x.md',
      'x',
      new Map(),
    );
    expect(html).toContain(`data-live="${slot}" data-signed="false" data-digits="3">`);
  },
);

test('a listing has a line per element, classes for colours, and anchors as data', () => {
  const html = htmlOf('```python\nfor i in x:  #@ window\n    go(i)  # not an anchor\n```');
  expect(html).not.toContain('style=');
  expect(html).not.toContain('#@');
  expect(html).toContain(
    '<span class="line" data-anchors="window"><span class="token-keyword">for',
  );
  expect(html).toContain('# not an anchor');
});

test('code blocks that are variants make one listing with a tab for each', () => {
  const html = htmlOf(
    '```python variant="+="\na += 1\n```\n\n```python variant="="\na = 1\n```\n\n```python\nb = 1\n```',
  );
  expect(html.match(/class="variants"/g)).toHaveLength(1);
  expect(html.match(/role="tabpanel"/g)).toHaveLength(2);
  expect(html).toContain('aria-selected="true" tabindex="0">+=</button>');
  expect(html).toContain('aria-selected="false" tabindex="-1">=</button>');
});

test('links to lessons lead to their addresses', () => {
  const { html, links } = compileLesson(`${head}[a](b.md#c)`, 'content/x.md', 'x', new Map());
  expect(html).toContain('<a href="/lessons/b/#c">');
  expect(links).toMatchObject([{ slug: 'b', anchor: 'c' }]);
});

test('headings carry the anchors that code hosts give them', () => {
  expect(htmlOf('## What, *then*: a `+=` b?')).toContain('id="what-then-a--b"');
});
