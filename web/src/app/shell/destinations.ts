import {
  IconActivityHeartbeat,
  IconBell,
  IconBuildingCommunity,
  IconCrane,
  IconHistory,
  IconHome,
  IconShieldCheck,
  IconUserCircle,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';

import type { PageRight } from '../pages/ForbiddenPage';

export interface Destination {
  to: '/' | '/projects' | '/notices' | '/people' | '/companies' | '/roles' | '/audit' | '/operations' | '/account';
  text: 'home' | 'projects' | 'notices' | 'people' | 'companies' | 'roles' | 'audit' | 'operations' | 'account';
  icon: Icon;
  /** The letter that follows `g`. */
  letter: string;
  /** Shown only to those who hold it; absent: to everybody. */
  right?: PageRight;
}

export const PERSONAL: Destination[] = [
  { to: '/', text: 'home', icon: IconHome, letter: 'h' },
  { to: '/projects', text: 'projects', icon: IconCrane, letter: 's' },
  { to: '/notices', text: 'notices', icon: IconBell, letter: 'n' },
  { to: '/account', text: 'account', icon: IconUserCircle, letter: 'm' },
];

export const MANAGEMENT: Destination[] = [
  { to: '/people', text: 'people', icon: IconUsers, letter: 'p', right: 'person.manage' },
  { to: '/companies', text: 'companies', icon: IconBuildingCommunity, letter: 'c', right: 'person.manage' },
  { to: '/roles', text: 'roles', icon: IconShieldCheck, letter: 'r', right: 'person.manage' },
  { to: '/audit', text: 'audit', icon: IconHistory, letter: 'a', right: 'audit.read' },
  { to: '/operations', text: 'operations', icon: IconActivityHeartbeat, letter: 'o', right: 'operations.manage' },
];

export function allowed(destinations: Destination[], may: (right: string) => boolean): Destination[] {
  return destinations.filter(({ right }) => right === undefined || may(right));
}
