// The forces that lay out a network, in a thread of their own.
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import type { Layout, Positions } from "./layout";

interface Node extends SimulationNodeDatum {
  id: string;
}

const FEW = 300; // nodes up to which there is time for every step

self.onmessage = (event: MessageEvent<Layout>) => {
  const nodes: Node[] = event.data.nodes.map((id) => ({ id }));
  const links = event.data.links.map(([source, target]) => ({ source, target }));
  const steps = nodes.length > FEW ? 60 : 300;
  const simulation = forceSimulation(nodes)
    .force(
      "link",
      forceLink<Node, { source: string; target: string }>(links)
        .id((node) => node.id)
        .distance(230)
        .strength(0.6),
    )
    .force(
      "charge",
      forceManyBody()
        .strength(-1400)
        .theta(nodes.length > FEW ? 1.4 : 0.9)
        .distanceMax(1200),
    )
    .force("collide", nodes.length > FEW ? null : forceCollide(62))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.12))
    .alphaDecay(1 - Math.pow(0.001, 1 / steps))
    .stop();
  simulation.tick(steps);
  const positions: Positions = {};
  for (const node of nodes) positions[node.id] = { x: node.x ?? 0, y: node.y ?? 0 };
  self.postMessage(positions);
};
