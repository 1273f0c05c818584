import './chain-boxes.css';
import { useEffect, useState } from 'react';
import { Choice } from '../../draw/choice.tsx';
import { Frame } from '../../draw/frame.tsx';
import { formatSigned } from '../../draw/number.ts';
import { NumberField } from '../../draw/number-field.tsx';
import { Select } from '../../draw/select.tsx';
import { sheet } from '../../draw/sheet.ts';
import { TableView } from '../../draw/table-view.tsx';
import { Transport } from '../../draw/transport.tsx';
import { createPlayer } from '../../player/player.ts';
import { usePlayer } from '../../player/use-player.ts';
import type { WidgetProps } from '../definition.ts';
import { useQuantities, useSettings } from '../page-tables.ts';
import { usePlayhead } from '../playhead.ts';
import { useRefusal } from '../refusal.ts';
import { useChoice } from '../setting.ts';
import type { Attributes } from './attributes.ts';
import { boxNames } from './box-names.ts';
import { boxes, fitsAsInput, inputName, nudges, reach, runChain, setupOf } from './chain.ts';
import { anchorsOf, narrate, stepCount } from './narration.ts';
import { Box, Product, Wire } from './parts.tsx';

const starts = { begin: 0, forward: 2, end: 4 } as const;

/** Two boxes in a row: a nudge goes through them, and their slopes multiply. */
export function ChainBoxesView({ attributes, page }: WidgetProps<Attributes>) {
  const { experiment } = attributes;
  const start = starts[attributes.start];
  const [player] = useState(() => createPlayer({ length: stepCount, step: start }));
  const playing = usePlayer(player);
  usePlayhead(page, experiment, player, start);
  const quantities = useQuantities(page);
  const settings = useSettings(page);
  const given = quantities[inputName(attributes)]?.values;
  useRefusal(page, given && !fitsAsInput(given) ? [inputName(attributes)] : []);
  const setup = setupOf(attributes, quantities, settings);
  const chain = runChain(setup);
  const [nudge, setNudge] = useChoice(page, `${experiment}/nudge`, nudges, 0.1);
  const [first, setFirst] = useChoice(page, `${experiment}/first`, boxNames, attributes.first);
  const [second, setSecond] = useChoice(page, `${experiment}/second`, boxNames, attributes.second);
  const { step } = playing;
  useEffect(() => page.light(experiment, anchorsOf(step)), [page, experiment, step]);

  return (
    <Frame
      name="chain-boxes"
      label="Two boxes, a nudge, and their slopes"
      experiment={experiment}
      controls={
        <>
          <NumberField
            label="x"
            value={setup.x}
            min={-reach}
            max={reach}
            step={0.1}
            onChange={(x) => page.setQuantity(inputName(attributes), [x], [])}
          />
          <Choice
            label="nudge"
            value={nudge}
            options={nudges.map((size) => [size, formatSigned(size)] as const)}
            onChange={setNudge}
          />
        </>
      }
      narration={narrate(chain, step)}
      transport={
        <Transport
          label="Steps through the two boxes and back"
          {...playing}
          describe={(at) => narrate(chain, at)}
          segments={Array.from({ length: stepCount }, (_, at) => ({
            tone: at < 3 ? 'forward' : 'backward',
          }))}
        />
      }
      foot={
        <TableView
          label="Two boxes"
          digits={6}
          sheets={[
            sheet('x, u, y', [setup.x, chain.u, chain.y], 3),
            sheet('the same, nudged', [setup.x + setup.nudge, chain.nudgedU, chain.nudgedY], 3),
            sheet(
              'slopes: first box, second box, together, measured',
              [chain.first, chain.second, chain.product, chain.measured],
              4,
            ),
          ]}
        />
      }
    >
      <div className="chain-boxes-row">
        <Wire {...{ page, experiment, chain, step }} name="x" at={0} />
        <Box {...{ page, experiment, step }} name="first" at={1} back={4} slope={chain.first}>
          <Select
            label="First box"
            value={first}
            options={boxNames.map((name) => [name, boxes[name].title] as const)}
            onChange={setFirst}
          />
        </Box>
        <Wire {...{ page, experiment, chain, step }} name="u" at={1} />
        <Box {...{ page, experiment, step }} name="second" at={2} back={3} slope={chain.second}>
          <Select
            label="Second box"
            value={second}
            options={boxNames.map((name) => [name, boxes[name].title] as const)}
            onChange={setSecond}
          />
        </Box>
        <Wire {...{ page, experiment, chain, step }} name="y" at={2} />
      </div>
      <Product {...{ page, experiment, chain, step }} />
    </Frame>
  );
}
