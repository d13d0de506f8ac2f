import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type SignedIn = Schemas['SignedIn'];
export type SessionView = Schemas['SessionView'];
export type Person = Schemas['PersonView'];
export type PersonRow = Schemas['PersonRow'];
export type Company = Schemas['CompanyView'];
export type Role = Schemas['RoleView'];
export type Grant = Schemas['GrantView'];
export type Right = Schemas['RightView'];
export type Notice = Schemas['NoticeView'];
export type AuditEntry = Schemas['EntryView'];
export type Readiness = Schemas['Readiness'];
export type HealthCheck = Schemas['Check'];
export type SignInHint = Schemas['SignInHint'];
