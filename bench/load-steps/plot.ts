/** Draws panels below each other over one time axis, as a PNG. */
import { Resvg } from "@resvg/resvg-js";
import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

export interface Panel {
  readonly title: string;
  /** By the name of a line: its points, in seconds and in the panel's unit. */
  readonly lines: Readonly<Record<string, readonly (readonly [seconds: number, value: number])[]>>;
  readonly isLogarithmic?: boolean;
}

const widthPixels = 900;
const panelPixels = 150;
/** Twice as sharp as its size says. */
const zoom = 2;

export async function plot(title: string, panels: readonly Panel[]): Promise<Uint8Array> {
  const seconds = panels.flatMap(({ lines }) =>
    Object.values(lines).flatMap((points) => points.map(([s]) => s)),
  );
  const domain = [0, Math.ceil(Math.max(...seconds))];
  const spec: TopLevelSpec = {
    title: { text: title, anchor: "start" },
    background: "white",
    config: { font: "DejaVu Sans" },
    resolve: { scale: { color: "independent" } },
    vconcat: panels.map((panel) => panelSpec(panel, domain)),
  };
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  const svg = await view.toSVG();
  return new Resvg(svg, { fitTo: { mode: "zoom", value: zoom } }).render().asPng();
}

function panelSpec({ title, lines, isLogarithmic }: Panel, domain: readonly number[]) {
  const values = Object.entries(lines).flatMap(([line, points]) =>
    points.map(([seconds, value]) => ({ line, seconds, value })),
  );
  const hasLegend = Object.keys(lines).length > 1;
  return {
    width: widthPixels,
    height: panelPixels,
    data: { values },
    mark: { type: "line" as const, interpolate: "step-after" as const },
    encoding: {
      x: {
        field: "seconds",
        type: "quantitative" as const,
        title: "seconds",
        scale: { domain: [...domain] },
      },
      y: {
        field: "value",
        type: "quantitative" as const,
        title,
        scale: { type: isLogarithmic === true ? ("log" as const) : ("linear" as const) },
      },
      color: { field: "line", type: "nominal" as const, title: null, ...(hasLegend ? {} : { legend: null }) },
    },
  };
}
