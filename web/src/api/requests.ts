/** Requests: what Indigenous governments asked for, what became of it, and what was called for in public. */
import { getTagged, remove, send, sendFile, sendText, type Tagged } from './client';
import type { Verdict } from './decisions';
import { type Asked, askedQuery } from './paths';
import type { Correction, Outcome, SaidOtherwise, Text } from './wire';

export type { SaidOtherwise } from './wire';

export const STATES = [
  'draft',
  'submitted',
  'acknowledged',
  'under_review',
  'accepted',
  'declined',
  'in_delivery',
  'fulfilled',
  'withdrawn',
] as const;
export type RequestState = (typeof STATES)[number];

/** Who may see a request; its owner chooses. */
export const VISIBILITIES = ['owner', 'working_group', 'public'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const DELIVERY_MODES = [
  'resident',
  'visiting',
  'virtual',
  'on_the_land',
  'residential_facility',
] as const;

export interface Evidence {
  title: string;
  url: string;
}

/** What its owner writes. Every text is kept as it was typed. */
export interface RequestInput {
  service_type: string;
  communities: string[];
  regions: string[];
  delivery_mode: string | null;
  languages: string[];
  cultural_grounding: string;
  why: string;
  /** A year, a month or a day. */
  since: string | null;
  evidence: Evidence[];
  /** Addresses of Local Contexts labels. */
  labels: string[];
  visibility: Visibility;
}

export interface Answer {
  on: string;
  state: RequestState;
  reason: string | null;
}

export type Allowed = 'correct' | 'restrict' | 'withdraw' | 'answer' | 'correct_record';

/** What a body says of a call from the public record, and whether the asker speaks for that body. */
export interface OwnCorrection extends Correction {
  own: boolean;
}

export interface AskedFor extends RequestInput {
  id: string;
  /** `null`: a call from the public record that belongs to nobody here. */
  government: string | null;
  requested_by: string;
  origin: 'submitted' | 'public_record';
  /** `null`: a call from the public record, which goes no way here. */
  state: RequestState | null;
  /** Of a call from the public record: what became of it, as published. */
  status: string | null;
  answers: Answer[];
  submitted_on: string | null;
  changed_on: string | null;
  /** Of a call from the public record: when it was made, as far as is known, and in which words it is noted. */
  date: string | null;
  notes: string | null;
  /** Governments that a call from the public record names, and what those and the working group say of it. */
  names: string[];
  corrections: OwnCorrection[];
  /** Where the asker may move it to now. */
  moves: RequestState[];
  may: Allowed[];
}

export interface Register {
  requests: AskedFor[];
  number: number;
}

export interface HistoryEntry {
  at: string;
  action: string;
  by: string;
  /** Of a call from the public record: which government, where it was one. */
  government?: string;
  state: RequestState | null;
  changed: string[];
  reason: string | null;
  /** Only where the working group decided on it: what. */
  decision?: { id: string; decision: Verdict; decided_on: string; dissent: string | null; public: boolean };
}

export interface AccessEntry {
  at: string;
  by: string;
  role: string;
}

export const requestsPath = '/api/requests';

export function requestPath(id: string): string {
  return `${requestsPath}/${encodeURIComponent(id)}`;
}

export function historyPath(id: string): string {
  return `${requestPath(id)}/history`;
}

export function accessPath(id: string): string {
  return `${requestPath(id)}/access`;
}

function correctionPath(id: string): string {
  return `${requestPath(id)}/correction`;
}

export function exportPath(format: 'json' | 'csv' | 'xlsx'): string {
  return `${requestsPath}/export?f=${format}`;
}

export function templatePath(format: 'csv' | 'xlsx'): string {
  return `${requestsPath}/template?f=${format}`;
}

/** What a sheet has come to, or would: rows that are new requests, and rows that are on record already. */
export interface ImportReport {
  dry_run: boolean;
  rows: number;
  new: number;
  unchanged: number;
  requests: { row: number; outcome: 'new' | 'unchanged'; id: string | null }[];
}

/** Has the server look through a sheet; nothing of it is kept. */
export function checkSheet(file: ArrayBuffer, media: string): Promise<ImportReport> {
  return sendFile<ImportReport>(`${requestsPath}/import?dry_run=true`, file, media, null);
}

/** Sends a sheet: each of its rows becomes a request, or none does. The same key and bytes count once. */
export function importSheet(file: ArrayBuffer, media: string, key: string): Promise<ImportReport> {
  return sendFile<ImportReport>(`${requestsPath}/import`, file, media, key);
}

/** What nobody asked about. */
export interface Heard {
  unasked: {
    standard: string;
    title: Text;
    gaps: { community_id: string; community: string; outcome: Outcome }[];
  }[];
}

/** What a request would change if it were fulfilled. */
export interface Effect {
  sentence: Text;
  supposed: { unsaid: { what: string; words: Text }[] };
  standards: { standard: string; title: Text; sentence: Text }[];
}

export function heardPath(asked: Asked): string {
  return `/api/analysis/requests?${askedQuery(asked)}`;
}

export function effectPath(asked: Asked, id: string): string {
  return `/api/analysis/requests/${encodeURIComponent(id)}?${askedQuery(asked)}`;
}

/** With its tag, which a change has to name. */
export function getRequest(path: string, signal: AbortSignal): Promise<Tagged<AskedFor>> {
  return getTagged<AskedFor>(path, signal);
}

/** Sends what was written on this device. The same key and bytes are one request, however often they arrive. */
export async function submit(body: string, idempotencyKey: string, signal: AbortSignal): Promise<AskedFor> {
  return (await sendText<AskedFor>('POST', requestsPath, body, { idempotencyKey, signal })).value;
}

export function correct(
  id: string,
  change: Partial<RequestInput>,
  etag: string | null,
): Promise<Tagged<AskedFor>> {
  return send<AskedFor>('PATCH', requestPath(id), change, { ifMatch: etag });
}

/** Says beside a call from the public record what is so, in place of what the same body said before. */
export function sayOtherwise(
  id: string,
  said: SaidOtherwise,
  etag: string | null,
): Promise<Tagged<AskedFor>> {
  return send<AskedFor>('PUT', correctionPath(id), said, { ifMatch: etag });
}

export function takeBackCorrection(id: string, etag: string | null): Promise<void> {
  return remove(correctionPath(id), etag);
}

export function move(
  id: string,
  to: RequestState,
  reason: string | null,
  etag: string | null,
): Promise<Tagged<AskedFor>> {
  const body = reason === null ? { to } : { to, reason };
  return send<AskedFor>('POST', `${requestPath(id)}/transitions`, body, { ifMatch: etag });
}
