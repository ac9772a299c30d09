/** What the server says about definitions and their lives, and how to write to them. */
import { getTagged, send, type Tagged } from './client';
import { type Asked, crsAddress } from './paths';
import type { Gaps, Standing, Text } from './wire';

export const POSITIONS = ['agree', 'ask_for_change', 'object'] as const;
export type Position = (typeof POSITIONS)[number];
/** How much of what a body said may be shown to everybody. */
export const SHOWN = ['all', 'position', 'nothing'] as const;
export type Shown = (typeof SHOWN)[number];

/** Somebody whose word counts, or is heard, before a definition is adopted. */
export interface Body {
  id: string;
  name: Text;
  required: boolean;
}

export interface DefinitionSummary {
  id: string;
  version: string;
  /** Whether it is the version that people look at by default. */
  current: boolean;
  standing: Standing;
  title: Text;
  description: Text;
  digest: string;
  proposed_by: string | null;
  proposed_on: string | null;
  engaged_on: string | null;
  adopted_on: string | null;
  superseded_on: string | null;
  standards: { id: string; title: Text; ways: { id: string; title: Text; level: 'met' | 'partly_met' }[] }[];
  engagement: Record<Position, number>;
}

export interface DefinitionList {
  definitions: DefinitionSummary[];
  bodies: Body[];
  /** That these are the bodies is a choice of its own; in words. */
  bodies_choice: Text | null;
}

/** A number in the text of a definition that people decide on, and where it stands there. */
export interface Parameter {
  field: string;
  /** `null`: the definition as a whole. */
  standard: string | null;
  /** `null`: the standard as a whole. */
  way: string | null;
  name: string;
  /** The group of communities that the number is for; `null`: all. */
  group: string | null;
  value: number;
  min: number;
  max: number;
  step: number;
  unit: string;
  /** UTF-16 offsets in the text, as JavaScript counts. */
  start: number;
  end: number;
}

export interface CommunityGroup {
  id: string;
  title: Text;
  where: string;
}

export interface Engagement {
  id: string;
  body: string;
  name: Text;
  on: string;
  position: Position;
  /** `null`: not to be shown, or nothing was said. */
  words: string | null;
  shown: Shown;
  /** Whether it was said about exactly this text, and not about an earlier wording. */
  about_this_text: boolean;
  /** `null`: it came with the package. */
  recorded_on: string | null;
}

export interface Missing {
  body: string;
  name: Text;
  latest: Position | null;
}

export interface DefinitionDetail extends DefinitionSummary {
  text: string;
  parameters: Parameter[];
  groups: CommunityGroup[];
  engagements: Engagement[];
  missing: Missing[];
}

export interface Fault {
  line: number | null;
  field: string | null;
  found: string;
  expected: string;
}

export interface Check {
  faults: Fault[];
  definition: { id: string; version: string; title: Text; standing: Standing } | null;
  parameters: Parameter[];
}

export interface NewEngagement {
  body: string;
  on: string;
  position: Position;
  words: string | null;
  shown: Shown;
}

export const definitionsPath = '/api/definitions';

export function definitionPath(id: string, version: string): string {
  return `${definitionsPath}/${encodeURIComponent(id)}/${encodeURIComponent(version)}`;
}

export function textPath(id: string, version: string): string {
  return `${definitionPath(id, version)}/text`;
}

/** With its tag, which a write has to name. */
export function getDefinition(path: string, signal: AbortSignal): Promise<Tagged<DefinitionDetail>> {
  return getTagged<DefinitionDetail>(path, signal);
}

export async function checkText(text: string, signal: AbortSignal): Promise<Check> {
  return (await send<Check>('POST', `${definitionsPath}/check`, { text }, { signal })).value;
}

export async function proposeText(text: string): Promise<DefinitionDetail> {
  return (await send<DefinitionDetail>('POST', definitionsPath, { text })).value;
}

export async function saveText(
  id: string,
  version: string,
  text: string,
  etag: string | null,
): Promise<DefinitionDetail> {
  const path = definitionPath(id, version);
  return (await send<DefinitionDetail>('PUT', path, { text }, { ifMatch: etag })).value;
}

export async function recordEngagement(
  id: string,
  version: string,
  said: NewEngagement,
): Promise<Engagement> {
  return (await send<Engagement>('POST', `${definitionPath(id, version)}/engagement`, said)).value;
}

export async function moveStanding(
  id: string,
  version: string,
  to: { standing: Standing; reason: string },
  etag: string | null,
): Promise<DefinitionDetail> {
  const path = `${definitionPath(id, version)}/standing`;
  return (await send<DefinitionDetail>('POST', path, to, { ifMatch: etag })).value;
}

/** The question of the address about a text that is not saved. */
export async function gapsUnderText(
  text: string,
  standard: string,
  asked: Pick<Asked, 'when' | 'supply' | 'asOf' | 'epsg'>,
  signal: AbortSignal,
): Promise<Gaps> {
  const body: Record<string, string> = { text, standard, supply: asked.supply };
  if (asked.asOf !== null) body.as_of = asked.asOf;
  if (asked.when.kind === 'date') body.date = asked.when.day;
  if (asked.when.kind === 'season') body.season = asked.when.id;
  if (asked.epsg !== null) body.crs = crsAddress(asked.epsg);
  return (await send<Gaps>('POST', '/api/analysis/gaps', body, { signal })).value;
}
