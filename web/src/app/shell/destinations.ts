import {
  IconActivityHeartbeat,
  IconAlertTriangle,
  IconBell,
  IconBook,
  IconCalendarEvent,
  IconCategory,
  IconBuildingCommunity,
  IconCircleCheck,
  IconCrane,
  IconFileText,
  IconHammer,
  IconHistory,
  IconHome,
  IconMessageQuestion,
  IconPencil,
  IconScale,
  IconSend,
  IconShieldCheck,
  IconTrash,
  IconUserCircle,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';

import type { PageRight } from '../pages/ForbiddenPage';

export interface Destination {
  to:
    | '/'
    | '/documents'
    | '/drafts'
    | '/bin'
    | '/projects'
    | '/incidents'
    | '/consultations'
    | '/approvals'
    | '/approval-routes'
    | '/distributions'
    | '/must-read'
    | '/experts'
    | '/calendar'
    | '/notices'
    | '/account'
    | '/people'
    | '/companies'
    | '/roles'
    | '/categories'
    | '/work-types'
    | '/laws'
    | '/audit'
    | '/outbound'
    | '/operations';
  text:
    | 'home'
    | 'documents'
    | 'drafts'
    | 'bin'
    | 'projects'
    | 'incidents'
    | 'consultations'
    | 'approvals'
    | 'approvalRoutes'
    | 'distributions'
    | 'mustRead'
    | 'experts'
    | 'calendar'
    | 'notices'
    | 'account'
    | 'people'
    | 'companies'
    | 'roles'
    | 'categories'
    | 'workTypes'
    | 'laws'
    | 'audit'
    | 'outbound'
    | 'operations';
  icon: Icon;
  /** The letter that follows `g`. */
  letter: string;
  /** Shown only to those who hold it; absent: to everybody. */
  right?: PageRight;
  /** Stands on the bar of the phone; what does not is one tap further, on the page behind its last tab. */
  bar?: true;
}

export const PERSONAL: Destination[] = [
  { to: '/', text: 'home', icon: IconHome, letter: 'h', bar: true },
  { to: '/documents', text: 'documents', icon: IconFileText, letter: 'd', bar: true },
  { to: '/drafts', text: 'drafts', icon: IconPencil, letter: 'w', right: 'knowledge.write' },
  { to: '/laws', text: 'laws', icon: IconScale, letter: 'l', right: 'regulation.write' },
  { to: '/projects', text: 'projects', icon: IconCrane, letter: 's', bar: true },
  { to: '/approvals', text: 'approvals', icon: IconCircleCheck, letter: 'v', right: 'knowledge.write' },
  { to: '/must-read', text: 'mustRead', icon: IconBook, letter: 'x' },
  { to: '/distributions', text: 'distributions', icon: IconSend, letter: 'f', right: 'distribution.send' },
  { to: '/incidents', text: 'incidents', icon: IconAlertTriangle, letter: 'i' },
  { to: '/consultations', text: 'consultations', icon: IconMessageQuestion, letter: 'q' },
  { to: '/experts', text: 'experts', icon: IconUsers, letter: 'e', right: 'consultation.ask' },
  { to: '/notices', text: 'notices', icon: IconBell, letter: 'n' },
  { to: '/bin', text: 'bin', icon: IconTrash, letter: 'b', right: 'document.bin' },
  { to: '/account', text: 'account', icon: IconUserCircle, letter: 'm' },
];

export const MANAGEMENT: Destination[] = [
  { to: '/people', text: 'people', icon: IconUsers, letter: 'p', right: 'person.manage' },
  { to: '/companies', text: 'companies', icon: IconBuildingCommunity, letter: 'c', right: 'person.manage' },
  { to: '/roles', text: 'roles', icon: IconShieldCheck, letter: 'r', right: 'person.manage' },
  { to: '/categories', text: 'categories', icon: IconCategory, letter: 'k', right: 'master.manage' },
  { to: '/work-types', text: 'workTypes', icon: IconHammer, letter: 't', right: 'master.manage' },
  { to: '/approval-routes', text: 'approvalRoutes', icon: IconCategory, letter: 'u', right: 'route.manage' },
  { to: '/calendar', text: 'calendar', icon: IconCalendarEvent, letter: 'y', right: 'master.manage' },
  { to: '/audit', text: 'audit', icon: IconHistory, letter: 'a', right: 'audit.read' },
  { to: '/outbound', text: 'outbound', icon: IconSend, letter: 'x', right: 'integration.manage' },
  { to: '/operations', text: 'operations', icon: IconActivityHeartbeat, letter: 'o', right: 'operations.manage' },
];

export function allowed(destinations: Destination[], may: (right: string) => boolean): Destination[] {
  return destinations.filter(({ right }) => right === undefined || may(right));
}
