import { closedCodes, eventRows } from "../events/rows";
import type { EventType } from "../events/vocabulary";

/** Event types by number, from 1; 0 stands for what could not be read. */
export const eventTypes = Object.keys(eventRows) as readonly EventType[];
const sources = closedCodes.source;
const settings = closedCodes.setting;
const contracts = closedCodes.contract;
const statuses = closedCodes.status;
const severities = closedCodes.severity;

const typeNumbers = new Map<string, number>(eventTypes.map((type, index) => [type, index + 1]));
const numberOf = (codes: readonly string[], code: string | undefined) =>
  code === undefined ? 0 : codes.indexOf(code) + 1;

/** Number of a type of event. */
export const typeNumber = (type: EventType): number => typeNumbers.get(type)!;
/** Number of a code as placements store it; 0 is "not given". */
export const settingNumber = (code: string | undefined): number => numberOf(settings, code);
/** Number of a code as placements store it; 0 is "not given". */
export const contractNumber = (code: string | undefined): number => numberOf(contracts, code);
/** Number of a code as the log stores the evidence of an event; 0 is "not given". */
export const sourceNumber = (code: string | undefined): number => numberOf(sources, code);
/** Number of a code as follow-ups store it. */
export const statusNumber = (code: string): number => numberOf(statuses, code);
/** Number of a code as adverse events store it. */
export const severityNumber = (code: string): number => numberOf(severities, code);
