import { useEffect, useState } from 'react';
import type { Client } from '../../../core/client.ts';
import type { Weights } from '../../../core/protocol.ts';
import { rasterize } from '../../../digits/raster.ts';
import { sampleDigit } from '../../../digits/samples.ts';
import type { LabNetwork } from '../../networks/network.ts';
import { readMany } from '../../probabilities.ts';

/** What a network makes of the sample digits: the digit that it reads in each it could know. */
export type SampleReading = readonly { readonly digit: number; readonly read: number }[];

const images = Array.from({ length: 10 }, (_, digit) => {
  const raster = rasterize(sampleDigit(digit));
  if (!raster) throw new Error(`the sample ${digit} has no ink`);
  return raster.pixels;
});

const readings = new WeakMap<Weights, SampleReading>();

/** Reads all samples that stand for one of the network's classes, once for each set of weights. */
async function readSamples(
  client: Client,
  network: LabNetwork,
  weights: Weights,
  lane: string,
): Promise<SampleReading | undefined> {
  const digits = network.classes.filter((digit) => digit in images);
  const rows = await readMany(client, {
    ...{ network, weights, lane },
    images: digits.map((digit) => images[digit]),
  });
  const reading = rows?.map((row, i) => ({
    digit: digits[i],
    read: network.classes[row.indexOf(Math.max(...row))],
  }));
  if (reading) readings.set(weights, reading);
  return reading;
}

/** The reading for these weights; undefined until it is there. */
export function useSampleReading(
  client: () => Client,
  network: LabNetwork,
  weights: Weights | undefined,
  lane: string,
): SampleReading | undefined {
  const [, setArrived] = useState<SampleReading>();
  const known = weights && readings.get(weights);
  useEffect(() => {
    if (!weights || known) return;
    let wanted = true;
    readSamples(client(), network, weights, lane)
      .then((reading) => wanted && setArrived(reading))
      // The Lab says itself when its engine fails.
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [client, network, weights, known, lane]);
  return known;
}

export const rightIn = (reading: SampleReading): number =>
  reading.filter(({ digit, read }) => digit === read).length;
