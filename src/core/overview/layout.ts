import type { Steps } from '../steps';
import type { Neighbours } from './neighbours';
import type { Places } from './places';
import { randomNumbers } from './random';

/** Rounds over all edges; fewer for many points, which have more edges that agree. */
const epochs = 300;
const epochsForMany = 200;
const many = 10_000;
/** So many points are pushed away for each neighbour that is drawn near. */
const negatives = 8;
const longestMove = 4;
/** Keeps the force between points of one place finite. */
const softness = 0.001;
const edgesPerStep = 4000;

/**
 * Moves points so that neighbours lie near each other and others do not: stochastic gradient descent over the edges of the
 * graph with negative samples and the kernel 1 / (1 + d²) (LargeVis: Tang et al. 2016; UMAP with a = b = 1: McInnes, Healy and
 * Melville 2018).
 */
export function* layOut(places: Places, { starts, papers }: Neighbours): Steps<void> {
  const count = places.length / 2;
  const random = randomNumbers(1);
  const rounds = count < many ? epochs : epochsForMany;
  let work = 0;
  for (let round = 0; round < rounds; round++) {
    const rate = 2 * (1 - round / rounds);
    for (let i = 0; i < count; i++) {
      const end = starts[i + 1] ?? 0;
      let x = places[2 * i] ?? 0;
      let y = places[2 * i + 1] ?? 0;
      for (let at = starts[i] ?? 0; at < end; at++) {
        const near = 2 * (papers[at] ?? 0);
        let dx = x - (places[near] ?? 0);
        let dy = y - (places[near + 1] ?? 0);
        const pull = rate / (1 + dx * dx + dy * dy);
        const [mx, my] = [clipped(pull * dx), clipped(pull * dy)];
        x -= mx;
        y -= my;
        places[near] = (places[near] ?? 0) + mx;
        places[near + 1] = (places[near + 1] ?? 0) + my;
        for (let n = 0; n < negatives; n++) {
          const far = 2 * Math.floor(random() * count);
          dx = x - (places[far] ?? 0);
          dy = y - (places[far + 1] ?? 0);
          const square = dx * dx + dy * dy;
          const push = rate / ((softness + square) * (1 + square));
          x += clipped(push * dx);
          y += clipped(push * dy);
        }
        work++;
      }
      places[2 * i] = x;
      places[2 * i + 1] = y;
      if (work < edgesPerStep) continue;
      work = 0;
      yield;
    }
  }
}

function clipped(move: number): number {
  return move > longestMove ? longestMove : move < -longestMove ? -longestMove : move;
}
