// The network drawn by Cytoscape: the one place that knows it. Loaded only when a graph is looked at.
import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from "cytoscape";
import type { Speech } from "../words/words";
import { shapeOf, voices, type Network } from "./network";
import type { Positions } from "./layout";

export type Picture = Core;

const MANY = 400; // nodes from which on lines are straight and without words, so that drawing keeps up
const READABLE = 0.5; // the zoom from which on names can be read
const PART = 400; // elements added between two frames

/** Draw a network into an element, some at a time, so that the page goes on; what is chosen is told by its id. */
export async function draw(
  place: HTMLElement,
  network: Network,
  positions: Positions,
  speech: Speech,
  chosen: (id: string) => void,
): Promise<Picture> {
  withoutStyle();
  const large = network.nodes.length > MANY;
  const picture = cytoscape({
    headless: true,
    styleEnabled: true,
    style: styleOf(large),
    layout: { name: "preset" },
    maxZoom: 2.5,
    minZoom: 0.02,
    textureOnViewport: large,
    hideEdgesOnViewport: large,
    ...(large && { pixelRatio: 1 }),
  });
  const elements = [...nodesOf(network, positions), ...edgesOf(network, speech)];
  for (let at = 0; at < elements.length; at += PART) {
    if (at > 0) await new Promise(requestAnimationFrame);
    picture.add(elements.slice(at, at + PART));
  }
  picture.mount(place);
  if (large) picture.on("zoom", () => restyleNear(picture));
  picture.on("tap", "node, edge", (event) => chosen(String(event.target.id())));
  fit(picture);
  return picture;
}

/** Of many nodes the names are worked out only when they can be read. */
function restyleNear(picture: Picture): void {
  const near = picture.zoom() > READABLE;
  if (near === (picture.scratch("near") === true)) return;
  picture.scratch("near", near);
  recolour(picture);
}

/** Cytoscape would write one rule into the page, which its policy forbids; our style has it, so it is told so. */
function withoutStyle(): void {
  const id = "__________cytoscape_stylesheet";
  if (document.getElementById(id)) return;
  const there = document.createElement("meta");
  there.id = id;
  document.head.append(there);
}

/** Take the colours of the theme that is on. */
export function recolour(picture: Picture): void {
  picture.style(styleOf(picture.nodes().length > MANY, picture.scratch("near") === true));
}

export function fit(picture: Picture): void {
  picture.fit(undefined, 40);
  if (picture.zoom() > 1.2) {
    picture.zoom(1.2);
    picture.center();
  }
}

export function zoomBy(picture: Picture, factor: number): void {
  picture.zoom({
    level: picture.zoom() * factor,
    renderedPosition: { x: picture.width() / 2, y: picture.height() / 2 },
  });
}

function nodesOf({ nodes }: Network, positions: Positions): ElementDefinition[] {
  return nodes.map((node) => ({
    data: { id: node.id, label: short(node.label), shape: shapeOf(node.kind), kind: node.kind },
    position: positions[node.id] ?? { x: 0, y: 0 },
  }));
}

function edgesOf({ edges }: Network, speech: Speech): ElementDefinition[] {
  return edges.map((edge) => ({
    data: {
      id: edge.id,
      source: edge.from,
      target: edge.to,
      label: `${speech.term("Predicate", edge.predicate)} · ${voices(edge.speakers)}`,
      line: edge.polarity === "NEGATIVE" ? "dashed" : "solid",
      side: edge.polarity,
      width: Math.min(1 + edge.speakers.length * 0.6, 4),
    },
  }));
}

function short(label: string): string {
  return label.length > 60 ? `${label.slice(0, 58)}…` : label;
}

/** Of many nodes: shapes and lines alone, with as little to work out for each as can be. */
function plainStyle(): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        width: 26,
        height: 26,
        shape: "ellipse",
        "background-color": colour("line-strong"),
        label: "",
      },
    },
    {
      selector: "edge",
      style: { "curve-style": "haystack", width: 1, "line-color": colour("accent"), label: "" },
    },
    {
      selector: 'edge[side = "NEGATIVE"]',
      style: { "line-color": colour("denied"), "line-style": "dashed" },
    },
    {
      selector: 'node[kind = "INCIDENT"]',
      style: { width: 60, height: 60, "background-color": colour("accent") },
    },
    { selector: ":selected", style: { "background-color": colour("accent"), width: 50, height: 50 } },
  ];
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function styleOf(large: boolean, near = false): StylesheetJson {
  if (large && !near) return plainStyle();
  const [ink, soft, paper, surface] = [colour("ink"), colour("soft"), colour("paper"), colour("surface")];
  const [accent, denied, line] = [colour("accent"), colour("denied"), colour("line-strong")];
  return [
    {
      selector: "node",
      style: {
        label: "data(label)",
        shape: "data(shape)" as "ellipse",
        width: 26,
        height: 26,
        "background-color": surface,
        "border-width": 1.5,
        "border-color": line,
        color: ink,
        "font-size": 12,
        "font-family": "Inter, system-ui, sans-serif",
        "text-valign": "bottom",
        "text-margin-y": 6,
        "text-wrap": "wrap",
        "text-max-width": "130px",
        "text-background-color": paper,
        "text-background-opacity": 0.85,
        "text-background-padding": "2px",
        "min-zoomed-font-size": 7,
      },
    },
    {
      selector: 'node[kind = "INCIDENT"]',
      style: {
        width: 40,
        height: 40,
        "background-color": accent,
        "border-color": accent,
        "font-weight": 600,
      },
    },
    { selector: 'node[kind = "THREAT_ACTOR"]', style: { "background-color": ink, "border-color": ink } },
    {
      selector: "edge",
      style: {
        label: "data(label)",
        width: "data(width)",
        "line-style": "data(line)" as "solid",
        "line-color": accent,
        "target-arrow-color": accent,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
        color: soft,
        "font-size": 10,
        "font-family": "Inter, system-ui, sans-serif",
        "text-rotation": "autorotate",
        "text-background-color": paper,
        "text-background-opacity": 0.9,
        "text-background-padding": "2px",
        "min-zoomed-font-size": 8,
      },
    },
    { selector: 'edge[side = "NEGATIVE"]', style: { "line-color": denied, "target-arrow-color": denied } },
    {
      selector: ":selected",
      style: { "border-color": accent, "border-width": 3, "overlay-color": accent, "overlay-opacity": 0.12 },
    },
  ];
}
