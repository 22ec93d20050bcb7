// Scales of our own: a straight one with round ticks, and the corners of a chart.

export type Scale = (value: number) => number

/** From a stretch of values to a stretch of pixels. */
export function straight(low: number, high: number, start: number, end: number): Scale {
  const width = high - low || 1
  return (value) => start + ((value - low) / width) * (end - start)
}

/** About `count` round values from 0 or below to `high`. */
export function ticks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count) || 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10)
  const first = Math.ceil(low / step)
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, at) => (first + at) * step)
}

/** Limits of `steps` classes that hold about as many values each. */
export function classes(values: readonly number[], steps: number): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const limits = Array.from({ length: steps - 1 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / steps)] ?? 0)
  return [...new Set(limits)]
}

/** The class of a value, from 0. */
export const classOf = (value: number, limits: readonly number[]) => limits.filter((limit) => value >= limit).length
