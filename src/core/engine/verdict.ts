/** What an indicator says of one beneficiary. */
export type Verdict = (typeof verdictNames)[number];

/** The six verdicts, each in the place of its number. */
export const verdictNames = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"] as const;

/** One of the six, as an option. */
export const VERDICT = `=${verdictNames.join("|")}`;

/** Numbers of the verdicts in columns. */
export const OUTSIDE = 0;
export const EXCLUDED = 1;
export const COUNTED = 2;
export const PENDING = 3;
export const UNKNOWN = 4;
export const NOT_COUNTED = 5;
