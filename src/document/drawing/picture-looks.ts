import type { DotRow } from "../picture";

export const INK = "#1a1a1a";
/** The first of these that the reader has. */
export const FONTS = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/**
 * Colours of lines and of texts that are not the figures themselves; texts stand out from white by more than 7 to 1.
 */
export const GREY = { grid: "#d9d9d9", line: "#8c8c8c", text: "#4a4a4a" } as const;

/** Colours of Okabe and Ito, told apart with any colour vision; the shapes tell them apart in grey. */
export const ROLE_COLOURS: Readonly<Record<DotRow["role"], string>> = {
  figure: "#0072b2",
  total: INK,
  reading: "#0072b2",
  harm: "#d55e00",
};

/** Okabe and Ito's blue; what may still come is white with lines across it, or with none. */
export const FUNNEL_COLOUR = "#0072b2";

/**
 * Okabe and Ito's orange, a light grey and their blue: in grey a middle, a light and a dark one. Letters on each stand
 * out
 * from it.
 */
export const MOVEMENT_LOOKS = {
  worsened: { colour: "#e69f00", ink: "#000000" },
  unchanged: { colour: "#e4e4e4", ink: INK },
  improved: { colour: "#0072b2", ink: "#ffffff" },
} as const;

/**
 * How the curves of one picture are told apart: by Okabe and Ito's colours, by dashes and by the shape of their points.
 */
export const CURVE_LOOKS = [
  { colour: "#0072b2", dash: [] as readonly number[], shape: "circle" },
  { colour: "#d55e00", dash: [8, 4], shape: "square" },
  { colour: "#009e73", dash: [2, 3], shape: "triangle-up" },
  { colour: "#000000", dash: [10, 3, 2, 3], shape: "diamond" },
] as const;
export const BAND = "#d3e6f2";
