import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type SignedIn = Schemas['SignedIn'];
export type SessionView = Schemas['SessionView'];
export type Person = Schemas['Person'];
export type PersonRow = Schemas['PersonRow'];
export type Company = Schemas['Company'];
export type Role = Schemas['Role'];
export type Grant = Schemas['Grant'];
export type RightView = Schemas['RightView'];
export type Notice = Schemas['Notice'];
export type AuditEntry = Schemas['AuditEntry'];
export type AuditChange = Schemas['AuditChange'];
export type Readiness = Schemas['Readiness'];
export type HealthCheck = Schemas['HealthCheck'];
export type SignInHint = Schemas['SignInHint'];
